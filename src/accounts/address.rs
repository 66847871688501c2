//! Another e-mail address for an account. Until the mailbox behind it has confirmed it, the old one counts.

mod letter;
mod logic;
mod pages;
mod store;
#[cfg(test)]
mod tests;
mod view;

pub use letter::{confirmation, notice};
pub(in crate::accounts) use logic::waiting;
#[cfg(feature = "lab")]
pub use logic::{come_in, expect, link};
pub use pages::routes;
pub use store::{AddressStore, SqlAddresses};
pub(in crate::accounts) use view::{AddressCard, Filled};
