//! Deleting an account: what ends is said first, then everything that is the person's is erased, and the books stay.

mod files;
mod letter;
mod logic;
mod pages;
mod store;
#[cfg(test)]
mod tests;
mod view;

pub use files::keep_erasing;
pub use letter::letter;
pub use pages::routes;
pub use store::{ClosingStore, ClosingWords, SqlClosing};
