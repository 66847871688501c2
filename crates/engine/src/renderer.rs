//! From a scene to the pixels of any of its frames.

use crate::canvas::Canvas;
use crate::draw::{Painter, Prepared};
use crate::png_io;
use crate::scene::Scene;
use crate::{Assets, FPS, RenderError, Size};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Draws frames of one scene at one size. A frame is a pure function of the scene, the pictures, the
/// size and its index: frames may be drawn in any order, on any thread, by any number of renderers.
pub struct Renderer {
    scene: Scene,
    prepared: Prepared,
    canvas: Canvas,
    size: Size,
    pixels: Vec<u8>,
}

impl Renderer {
    /// Prepares pictures, outlines and texts.
    ///
    /// # Errors
    /// If a picture is missing, a text is too long or the size cannot be drawn.
    pub fn new(scene: &Scene, assets: &Assets, size: Size) -> Result<Self, RenderError> {
        let canvas = canvas(size)?;
        let prepared = guarded(|| Prepared::new(scene, assets, size))?;
        Ok(Self {
            scene: scene.clone(),
            prepared,
            canvas,
            size,
            pixels: Vec::new(),
        })
    }

    #[must_use]
    pub const fn size(&self) -> Size {
        self.size
    }

    /// The pixels of a frame: RGBA8, opaque, row by row.
    ///
    /// # Errors
    /// If there is no such frame, or drawing it failed; the renderer stays usable either way.
    pub fn frame(&mut self, index: u32) -> Result<&[u8], RenderError> {
        if index >= self.scene.frames {
            return Err(RenderError::NoSuchFrame {
                index,
                count: self.scene.frames,
            });
        }
        let t = f64::from(index) / f64::from(FPS);
        let Self {
            scene,
            prepared,
            canvas: onto,
            size,
            pixels,
        } = self;
        let drawn = guarded(|| {
            onto.clear();
            Painter::new(scene, prepared, onto, *size).scene(t);
            pixels.clear();
            pixels.extend_from_slice(onto.finish());
            // Groups that fade leave an alpha of 254 here and there; a frame is opaque.
            pixels.chunks_exact_mut(4).for_each(|pixel| pixel[3] = 255);
            Ok(())
        });
        if let Err(error) = drawn {
            // What a panic left behind is thrown away, so that the next frame starts clean.
            self.canvas = canvas(self.size)?;
            return Err(error);
        }
        Ok(&self.pixels)
    }
}

pub fn canvas(size: Size) -> Result<Canvas, RenderError> {
    let fits = size.width >= 16 && size.height >= 16 && size.width <= 4096 && size.height <= 4096;
    fits.then(|| Canvas::new(size))
        .flatten()
        .ok_or(RenderError::Size {
            width: size.width,
            height: size.height,
        })
}

/// Runs what the young crates do; a panic in there fails this render alone.
pub fn guarded<T>(work: impl FnOnce() -> Result<T, RenderError>) -> Result<T, RenderError> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| {
        let said = panic
            .downcast_ref::<&str>()
            .map(ToString::to_string)
            .or_else(|| panic.downcast_ref::<String>().cloned())
            .unwrap_or_else(|| "no reason given".to_owned());
        Err(RenderError::Panicked(said))
    })
}

/// One frame as a PNG file.
///
/// # Errors
/// As [`Renderer::new`] and [`Renderer::frame`].
pub fn poster_png(
    scene: &Scene,
    assets: &Assets,
    size: Size,
    index: u32,
) -> Result<Vec<u8>, RenderError> {
    let mut renderer = Renderer::new(scene, assets, size)?;
    Ok(png_io::encode(size, renderer.frame(index)?))
}
