//! The library: every video of an account in one list, whichever feature made it. It is found, renamed, copied, deleted
//! and brought back here; the editor and the Studio open what it leads to.

mod card;
pub mod logic;
mod pages;
pub mod rules;
mod shelf;
mod store;
mod strip;
#[cfg(test)]
mod tests;

pub use pages::routes;
pub use store::{LibraryStore, SqlLibrary};
pub use strip::{AiVideos, AiVideosStrip};
