//! From a scene to MP4 files, and the check that a file is what it should be.

mod aac;
mod bits;
mod conform;
mod decode;
mod encode;
mod fit;
mod frames;
mod gif;
mod hold;
mod limits;
mod looped;
mod memory;
mod mend;
mod moving;
mod mp4_file;
mod mp4_times;
mod mux;
mod plate;
mod preview;
mod retouch;
mod segments;
mod sounding;
mod spool;
mod verify;
mod webp;

pub use conform::{ConformError, Conformed, conform};
pub use limits::Limits;
pub use looped::render_loop;
pub use memory::give_back_large_blocks;
pub use moving::{Moving, moving, moving_frames};
pub use retouch::{
    Edit, EditError, Part, SHORTEST, Source, crop, render_captioned, retouch, still,
};
pub use segments::{render, render_with_sound};
pub use sounding::sound_file;
pub use verify::{Expected, Fault, verify};

use crate::Size;

/// The most frames in a segment; each starts with a key frame and refers to nothing before it.
pub const SEGMENT: u32 = 60;

/// How the caller follows a render and ends it early.
pub trait Control: Sync {
    /// Called as frames are done, in no fixed order, with the number done so far.
    fn progress(&self, frames_done: u32);
    /// Asked before every frame.
    fn cancelled(&self) -> bool;
    /// What the render may take at most; asked once, before it begins.
    fn limits(&self) -> Limits {
        Limits::default()
    }
}

/// Nobody follows the render, and nobody ends it early.
#[derive(Debug, Clone, Copy)]
pub struct Unwatched;

impl Control for Unwatched {
    fn progress(&self, _frames_done: u32) {}

    fn cancelled(&self) -> bool {
        false
    }
}

/// What to make of a scene.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plan {
    pub full: Size,
    /// The size of the smaller rendition of the very same frames, which carries a small corner mark.
    pub preview: Option<Size>,
    pub threads: usize,
}

/// What was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    pub full: Vec<u8>,
    /// The same pictures without their caption, if that was asked for.
    pub plate: Option<Vec<u8>>,
    pub preview: Option<Vec<u8>>,
    /// The scene's still, full size.
    pub poster_png: Vec<u8>,
    /// Twelve small frames, evenly spread, as PNG.
    pub strip: Vec<Vec<u8>>,
}
