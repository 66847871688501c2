//! Moving pictures for mail and pages that play no video: a scene as GIF or animated WebP.

use super::Control;
use super::gif::GifWriter;
use super::limits::{Course, Memory};
use super::segments::drawn;
use super::webp::WebpWriter;
use crate::{Assets, FPS, RenderError, Renderer, Size};
use drawing::renderer::{Stage, guarded};
use drawing::scene::Scene;

/// Every second frame is enough for a picture in a mail, and halves the file.
const STEP: u32 = 2;

/// Bytes that writing such a file takes for each pixel of its pictures, with one that is compared to the next. Whole
/// files were seen to take 24 (GIF) and 40 (WebP) where this and drawing say 64.
const WRITTEN: u64 = 48;

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
/// If it was cancelled, exceeded its limits, or drawing or encoding failed.
pub fn moving(
    scene: &Scene,
    assets: &Assets,
    kind: Moving,
    size: Size,
    control: &dyn Control,
) -> Result<Vec<u8>, RenderError> {
    guarded(|| {
        let stage = Stage::new(scene, assets, size)?;
        drawn(&stage, size)
            .and(Memory::per_pixel(size, WRITTEN))
            .threads(1, control.limits().memory)?;
        let course = Course::begin(control);
        let mut renderer = stage.renderer()?;
        let mut writer: Box<dyn Writer> = match kind {
            Moving::Gif => Box::new(GifWriter::new(
                size,
                &samples(&mut renderer, scene, &course)?,
            )?),
            Moving::Webp => Box::new(WebpWriter::new(size)?),
        };
        for number in 0..moving_frames(scene.frames) {
            course.goes_on()?;
            let index = number * STEP;
            writer.add(renderer.frame(index)?, ms(index))?;
            course.progress(number + 1);
        }
        writer.end(ms(scene.frames))
    })
}

/// Pixels from all over the scene, to choose colours by: frames a third of a second apart.
fn samples(
    renderer: &mut Renderer,
    scene: &Scene,
    course: &Course<'_>,
) -> Result<Vec<u8>, RenderError> {
    /// Every so many pixels of a frame; a prime, so that no column is left out.
    const EVERY: usize = 13;
    let mut pixels = Vec::new();
    for index in (0..scene.frames).step_by(FPS as usize / 3) {
        course.goes_on()?;
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
