//! Where files live, and how they reach a browser.

pub mod delivery;
mod store;
pub mod uploads;

pub use store::{Media, MediaKey};
pub use uploads::{Upload, routes};
