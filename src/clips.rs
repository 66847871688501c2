//! Hand-crafted videos: templates, the editor, previews and downloads.

#[cfg(feature = "ssr")]
mod pages;
#[cfg(feature = "ssr")]
mod store;

#[cfg(feature = "ssr")]
pub use pages::routes;
#[cfg(feature = "ssr")]
pub use store::{ClipStore, SqliteClips};
