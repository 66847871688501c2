//! A scene as data, and any frame of it as pixels.
//!
//! The same code runs natively and as wasm in the browser, and the frames are equal byte for byte. What scenes tell is
//! not known here: the engine above writes them, and makes videos of the frames.

pub mod canvas;
pub mod colour;
pub mod draw;
pub mod geometry;
pub mod png_io;
pub mod renderer;
pub mod rng;
pub mod scene;
pub mod triangle;

mod assets;
mod edge;
mod error;
mod format;
mod image_id;
mod shadow;

pub use assets::Assets;
pub use colour::Colour;
pub use edge::Edge;
pub use error::{AssetError, RenderError};
pub use format::{Format, Resolution, Size};
pub use image_id::ImageId;
pub use renderer::{Renderer, poster_png};

/// Frames per second of every video.
pub const FPS: u32 = 30;
