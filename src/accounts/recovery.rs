//! A new password for whoever forgot theirs, by a link that only their mailbox receives.

mod letter;
mod logic;
mod pages;
mod store;
#[cfg(test)]
mod tests;
mod view;

pub use letter::letter;
#[cfg(feature = "lab")]
pub use logic::{come_in, link};
pub(in crate::accounts) use pages::letters;
pub use pages::routes;
pub use store::{RecoveryStore, SqlRecovery};
pub(in crate::accounts) use view::{Door, LabHint, Letters};
