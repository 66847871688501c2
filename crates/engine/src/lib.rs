//! The video engine: a scene, a frame of it at any time, and the MP4 made of those frames.
//!
//! The same code runs natively in the workers and as wasm in the browser, and the frames are equal
//! byte for byte: the preview is the finished video, shown small. There is no web, no database and no
//! account in here.
//!
//! A [`scene::Scene`] is data. [`templates`] and [`studio`] write scenes, [`Renderer`] draws one frame of
//! one, and `video` (feature `video`) encodes them all. `uploads` (feature `uploads`) reads
//! people's pictures and finds the subject in them.

mod assets;
mod canvas;
pub mod caption;
mod colour;
mod draw;
mod edge;
mod error;
mod fonts;
mod format;
mod frame_art;
mod geometry;
mod leap;
mod outline;
#[cfg(feature = "video")]
mod overlay;
mod png_io;
mod renderer;
mod rng;
mod shadow;
mod subject;
mod subject_art;
mod text;

pub mod scene;
pub mod sound;
#[cfg(feature = "uploads")]
mod still;
pub mod studio;
pub mod templates;
mod triangle;
#[cfg(feature = "uploads")]
pub mod uploads;
#[cfg(feature = "video")]
pub mod video;
#[cfg(target_arch = "wasm32")]
mod wasm;

pub use assets::Assets;
pub use colour::Colour;
pub use edge::Edge;
pub use error::{AssetError, RenderError};
pub use fonts::{Fallback, headline_breadth};
pub use format::{Format, Resolution, Size};
pub use renderer::{Renderer, poster_png};
#[cfg(feature = "uploads")]
pub use still::{small_jpeg, still_jpeg};
pub use subject::{ImageId, Subject, SubjectKind};

/// Frames per second of every video the engine makes.
pub const FPS: u32 = 30;

/// Changes whenever any frame of any scene would look different, so that caches of rendered files know.
pub const ENGINE_RELEASE: &str = "engine-2";
