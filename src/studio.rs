//! The AI Studio: scenes, quotes, animations and their takes.

#[cfg(feature = "ssr")]
mod pages;
#[cfg(feature = "ssr")]
mod store;

#[cfg(feature = "ssr")]
pub use pages::routes;
#[cfg(feature = "ssr")]
pub use store::{SqliteStudio, StudioStore};
