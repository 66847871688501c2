//! Hand-crafted videos: templates, the editor, previews and downloads.

pub mod api;
#[cfg(feature = "ssr")]
mod beds;
#[cfg(feature = "ssr")]
pub mod downloads;
pub mod editor;
pub mod exports;
#[cfg(feature = "ssr")]
mod files;
#[cfg(feature = "ssr")]
pub mod guest;
#[cfg(feature = "ssr")]
pub mod logic;
#[cfg(feature = "ssr")]
pub mod loops;
#[cfg(feature = "ssr")]
pub mod names;
#[cfg(feature = "ssr")]
mod pages;
#[cfg(feature = "ssr")]
pub mod renders;
pub mod rules;
#[cfg(feature = "ssr")]
mod samples;
pub mod status;
#[cfg(feature = "ssr")]
pub mod stills;
#[cfg(feature = "ssr")]
mod store;
#[cfg(all(test, feature = "ssr"))]
mod tests;
#[cfg(feature = "ssr")]
pub mod version;

use std::fmt::Display;
use std::hash::{DefaultHasher, Hash, Hasher};

/// Where the small poster of a finished version is, for lists. The poster itself is as large as the video.
pub fn small_poster(clip: impl Display, version: impl Display) -> String {
    format!("/clips/{clip}/poster?version={version}&small=true")
}

/// Where the picture of a draft is that an editor has open. What the server `has` of it, and draws, only tells one address from
/// the next.
pub fn draft_picture(clip: impl Display, has: &str) -> String {
    let mut name = DefaultHasher::new();
    has.hash(&mut name);
    format!("/clips/{clip}/still?version=draft-{:x}", name.finish())
}

#[cfg(feature = "ssr")]
pub use pages::routes;
#[cfg(test)]
pub use store::{Clip, RenderFiles};
#[cfg(feature = "ssr")]
pub use store::{ClipStore, SqlClips};
