//! The pictures of a video, whoever makes them.

use crate::{RenderError, Renderer};
use std::ops::Range;

/// Where the pictures of a video come from.
pub trait Frames {
    /// Gets the frames of a segment ready before its encoder takes up memory. `goes_on` is asked before each.
    ///
    /// # Errors
    /// What `goes_on` says, or why they cannot be had.
    fn prepare(
        &mut self,
        _segment: Range<u32>,
        _goes_on: &dyn Fn() -> Result<(), RenderError>,
    ) -> Result<(), RenderError> {
        Ok(())
    }

    /// A frame. They are asked for in order within a segment.
    fn frame(&mut self, index: u32) -> Result<Frame<'_>, RenderError>;
}

/// One frame of a video.
#[derive(Clone, Copy)]
pub struct Frame<'a> {
    /// RGBA8, opaque, row by row.
    pub rgba: &'a [u8],
    /// Whether it is the very frame that was given before it, as far as its maker knows: such a one is not converted again.
    pub repeated: bool,
}

impl<'a> Frame<'a> {
    /// A frame of which nothing is known.
    pub const fn new(rgba: &'a [u8]) -> Self {
        Self {
            rgba,
            repeated: false,
        }
    }
}

impl Frames for Renderer {
    fn frame(&mut self, index: u32) -> Result<Frame<'_>, RenderError> {
        Self::frame(self, index)?;
        Ok(Frame {
            rgba: self.pixels(),
            repeated: self.is_repeated(),
        })
    }
}
