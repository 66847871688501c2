//! What leaves by e-mail: kept first, carried away by a sender of its own, so that nobody who writes waits for a mail server.

mod logic;
#[cfg(feature = "lab")]
mod mailbag;
mod post;
mod store;
#[cfg(test)]
pub mod testing;
#[cfg(test)]
mod tests;

pub use logic::{keep_sending, send_due};
pub use post::{Addresses, Mail, MailSettings, Post};
pub use store::{Letter, LetterKind, LetterStore, SqlLetters, put};
