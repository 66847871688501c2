//! What leaves by e-mail: kept first, carried away by a sender of its own, so that nobody who writes waits for a mail server.

mod logic;
mod post;
mod store;
#[cfg(test)]
pub mod testing;
#[cfg(test)]
mod tests;

pub use logic::keep_sending;
pub use post::{Mail, MailSettings, Post};
pub use store::{Letter, LetterKind, LetterStore, SqlLetters, put};
