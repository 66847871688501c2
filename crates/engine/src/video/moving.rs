//! Moving pictures for mail and pages that play no video: a scene as GIF or animated WebP.

use super::Control;
use super::gif::GifWriter;
use super::webp::WebpWriter;
use crate::{Assets, FPS, RenderError, Renderer, Size};
use drawing::renderer::guarded;
use drawing::scene::Scene;

/// Every second frame is enough for a picture in a mail, and halves the file.
const STEP: u32 = 2;

/// What kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moving {
    /// 255 colours and a see-through one, chosen for the scene. Shown everywhere.
    Gif,
    /// All colours, and smaller. Shown by what is younger than about ten years.
    Webp,
}

/// Writes pictures into a file, each shown until the next one.
pub trait Writer {
    /// Adds a picture, RGBA8 and opaque, that is shown from this millisecond on.
    fn add(&mut self, rgba: &[u8], from_ms: u32) -> Result<(), RenderError>;
    /// Ends the file: the last picture is shown until this millisecond, and then the first again.
    fn end(self: Box<Self>, until_ms: u32) -> Result<Vec<u8>, RenderError>;
}

/// How many pictures a scene of so many frames has as a moving picture.
#[must_use]
pub const fn moving_frames(frames: u32) -> u32 {
    frames.div_ceil(STEP)
}

/// Renders a scene as a moving picture that repeats for ever. Equal scenes, pictures and sizes give equal bytes.
///
/// # Errors
/// If it was cancelled, or drawing or encoding failed.
pub fn moving(
    scene: &Scene,
    assets: &Assets,
    kind: Moving,
    size: Size,
    control: &dyn Control,
) -> Result<Vec<u8>, RenderError> {
    guarded(|| {
        let mut renderer = Renderer::new(scene, assets, size)?;
        let mut writer: Box<dyn Writer> = match kind {
            Moving::Gif => Box::new(GifWriter::new(
                size,
                &samples(&mut renderer, scene, control)?,
            )?),
            Moving::Webp => Box::new(WebpWriter::new(size)?),
        };
        for number in 0..moving_frames(scene.frames) {
            if control.cancelled() {
                return Err(RenderError::Cancelled);
            }
            let index = number * STEP;
            writer.add(renderer.frame(index)?, ms(index))?;
            control.progress(number + 1);
        }
        writer.end(ms(scene.frames))
    })
}

/// Pixels from all over the scene, to choose colours by: frames a third of a second apart.
fn samples(
    renderer: &mut Renderer,
    scene: &Scene,
    control: &dyn Control,
) -> Result<Vec<u8>, RenderError> {
    /// Every so many pixels of a frame; a prime, so that no column is left out.
    const EVERY: usize = 13;
    let mut pixels = Vec::new();
    for index in (0..scene.frames).step_by(FPS as usize / 3) {
        if control.cancelled() {
            return Err(RenderError::Cancelled);
        }
        let frame = renderer.frame(index)?.chunks_exact(4);
        pixels.extend(frame.step_by(EVERY).flatten());
    }
    Ok(pixels)
}

const fn ms(frame: u32) -> u32 {
    frame * 1_000 / FPS
}

/// An encoder's error in our words.
pub fn broken(cause: impl std::fmt::Display) -> RenderError {
    RenderError::Encoding(cause.to_string())
}
