//! The video engine: a scene, a frame of it at any time, and the MP4 made of those frames.
//!
//! The same code runs natively in the workers and as wasm in the browser, and the frames are equal
//! byte for byte: the preview is the finished video, shown small. There is no web, no database and no
//! account in here.
//!
//! A [`scene::Scene`] is data. [`templates`] and [`studio`] write scenes, a [`Renderer`] of the crate `drawing` draws one
//! frame of one, and `video` (feature `video`) encodes them all. `uploads` (feature `uploads`) reads
//! people's pictures and finds the subject in them.

pub mod caption;
mod frame_art;
mod leap;
#[cfg(feature = "video")]
mod overlay;
mod rings;
pub mod sound;
#[cfg(feature = "uploads")]
mod still;
pub mod studio;
mod subject;
mod subject_art;
pub mod templates;
#[cfg(feature = "uploads")]
pub mod uploads;
#[cfg(feature = "video")]
pub mod video;
#[cfg(target_arch = "wasm32")]
mod wasm;

pub use drawing::{
    AssetError, Assets, Colour, Edge, FPS, Format, ImageId, RenderError, Renderer, Resolution,
    Size, poster_png, scene,
};
#[cfg(not(target_arch = "wasm32"))]
pub use lettering::covered;
pub use lettering::{Fallback, headline_breadth};
#[cfg(feature = "uploads")]
pub use still::{small_jpeg, still_jpeg};
pub use subject::{Subject, SubjectKind};

/// Changes whenever a person could see that a frame of any scene looks different, so that browsers ask for pictures again.
pub const ENGINE_RELEASE: &str = "engine-6";
