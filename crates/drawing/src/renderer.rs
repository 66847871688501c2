//! From a scene to the pixels of any of its frames.

use crate::canvas::Canvas;
use crate::draw::{Painter, Prepared, Reuse};
use crate::png_io;
use crate::scene::Scene;
use crate::{Assets, FPS, RenderError, Size};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

/// A scene with its pictures, outlines and texts prepared for one size. Each thread makes a renderer of its own from it,
/// and they share what they only read.
#[derive(Clone)]
pub struct Stage {
    scene: Arc<Scene>,
    prepared: Prepared,
    size: Size,
}

impl Stage {
    /// Prepares pictures, outlines and texts.
    ///
    /// # Errors
    /// If the scene is none that [`Scene::check_with`] lets pass, as when a picture is missing, or the size cannot be drawn.
    pub fn new(scene: &Scene, assets: &Assets, size: Size) -> Result<Self, RenderError> {
        Self::reusing(Reuse::Never, scene, assets, size)
    }

    fn reusing(
        reuse: Reuse,
        scene: &Scene,
        assets: &Assets,
        size: Size,
    ) -> Result<Self, RenderError> {
        check(size)?;
        // A browser only draws what the animations and the Studio write, which tests show to pass: there the check would
        // only be one more thing to load.
        #[cfg(not(target_arch = "wasm32"))]
        scene.check_with(assets)?;
        Ok(Self {
            scene: Arc::new(scene.clone()),
            prepared: guarded(|| Prepared::new(scene, assets, size, reuse))?,
            size,
        })
    }

    /// A renderer of the scene.
    ///
    /// # Errors
    /// If the size cannot be drawn.
    pub fn renderer(&self) -> Result<Renderer, RenderError> {
        self.clone().into_renderer()
    }

    /// How many bytes its pictures take. All renderers of the stage share them.
    #[must_use]
    pub fn picture_bytes(&self) -> u64 {
        self.prepared.picture_bytes()
    }

    fn into_renderer(self) -> Result<Renderer, RenderError> {
        let canvas = canvas(self.size)?;
        Ok(Renderer {
            stage: self,
            canvas,
        })
    }
}

/// Draws frames of one scene at one size. A frame is a pure function of the scene, the pictures, the
/// size and its index: frames may be drawn in any order, on any thread, by any number of renderers.
pub struct Renderer {
    stage: Stage,
    canvas: Canvas,
}

impl Renderer {
    /// Prepares pictures, outlines and texts.
    ///
    /// # Errors
    /// As [`Stage::new`].
    pub fn new(scene: &Scene, assets: &Assets, size: Size) -> Result<Self, RenderError> {
        Stage::new(scene, assets, size)?.into_renderer()
    }

    /// The same, taking over from a renderer of an earlier scene whatever pictures have stayed the same. Both have the same
    /// assets: a name stands for one image in them.
    ///
    /// # Errors
    /// As [`Stage::new`].
    pub fn following(
        before: Option<Self>,
        scene: &Scene,
        assets: &Assets,
        size: Size,
    ) -> Result<Self, RenderError> {
        let sprites = before.map(|renderer| renderer.stage.prepared.into_sprites());
        let reuse = Reuse::From(sprites.unwrap_or_default());
        Stage::reusing(reuse, scene, assets, size)?.into_renderer()
    }

    #[must_use]
    pub const fn size(&self) -> Size {
        self.stage.size
    }

    /// Whether the frame that was drawn last is the very one that was drawn before it.
    #[must_use]
    pub const fn is_repeated(&self) -> bool {
        self.canvas.is_repeated()
    }

    /// The pixels of a frame: RGBA8, opaque, row by row.
    ///
    /// # Errors
    /// If there is no such frame, or drawing it failed; the renderer stays usable either way.
    pub fn frame(&mut self, index: u32) -> Result<&[u8], RenderError> {
        let Stage {
            scene,
            prepared,
            size,
        } = &mut self.stage;
        if index >= scene.frames {
            return Err(RenderError::NoSuchFrame {
                index,
                count: scene.frames,
            });
        }
        let t = f64::from(index) / f64::from(FPS);
        let onto = &mut self.canvas;
        let drawn = guarded(|| {
            onto.clear();
            Painter::new(scene, prepared, onto, *size).scene(t);
            onto.finish_opaque();
            Ok(())
        });
        if let Err(error) = drawn {
            // What a panic left behind is thrown away, so that the next frame starts clean.
            self.canvas = canvas(self.stage.size)?;
            return Err(error);
        }
        Ok(self.pixels())
    }

    /// The pixels of the frame that was drawn last.
    #[must_use]
    pub fn pixels(&self) -> &[u8] {
        self.canvas.pixels()
    }
}

pub fn canvas(size: Size) -> Result<Canvas, RenderError> {
    check(size)?;
    Canvas::new(size).ok_or_else(|| unfit(size))
}

fn check(size: Size) -> Result<(), RenderError> {
    let fits = |side: u32| (16..=4096).contains(&side);
    (fits(size.width) && fits(size.height))
        .then_some(())
        .ok_or_else(|| unfit(size))
}

const fn unfit(size: Size) -> RenderError {
    RenderError::Size {
        width: size.width,
        height: size.height,
    }
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
