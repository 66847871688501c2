//! Edits of a finished video that need no new animation: caption, trim, crop and poster.

use super::frames::Frames;
use super::limits::Memory;
use super::mp4_file::Track;
use super::plate::{Cut, Developed, Plate};
use super::preview::Shrink;
use super::segments::{Words, Work, drawn, make};
use super::verify::Fault;
use super::{Control, Plan, Rendered};
use crate::caption::Caption;
use crate::overlay::Overlay;
use crate::{Assets, FPS, Format, RenderError, Renderer, Resolution, Size};
use drawing::png_io;
use drawing::renderer::Stage;
use drawing::scene::Scene;

/// The least share of a picture that a crop keeps.
const LEAST: f64 = 0.44;
/// What matters in a picture stands above its middle: subjects leave their frames upwards.
const EYE_LEVEL: f64 = 0.38;
/// The fewest frames a trimmed video has: one second.
pub const SHORTEST: u32 = FPS;

/// Bytes that a decoded frame takes for each of its pixels, in each thread; the decoder is gone when the encoder comes. A whole
/// edit in one thread was seen to take 27 where this and the rest say 44.
const DECODED: u64 = 12;

/// Which part of a picture a crop keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Part {
    /// From the left, or from the top.
    First,
    /// The middle, or at the height of the eyes.
    #[default]
    Middle,
    /// Up to the right, or to the bottom.
    Last,
}

/// What is to be different. Frames are those of the plate.
#[derive(Debug, Clone, PartialEq)]
pub struct Edit {
    pub caption: Caption,
    /// The first frame that stays.
    pub from: u32,
    /// The first frame that no longer does.
    pub until: u32,
    /// The frame that stands for the video.
    pub poster: u32,
    pub format: Format,
    /// What stays where the format is another one.
    pub part: Part,
}

/// Why an edit cannot be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    #[error("The caption has {len} characters; {max} fit.")]
    Caption { len: usize, max: usize },
    #[error(
        "Frames {from} to {until} are not a part of at least {SHORTEST} of this video's {count}."
    )]
    Trim { from: u32, until: u32, count: u32 },
    #[error("Frame {index} is not within the trimmed video.")]
    Poster { index: u32 },
    #[error("A picture of {} does not fit into one of {}.", to.label(), from.label())]
    Crop { from: Format, to: Format },
    #[error(transparent)]
    Plate(#[from] Fault),
    #[error(transparent)]
    Render(RenderError),
}

impl From<RenderError> for EditError {
    fn from(error: RenderError) -> Self {
        match error {
            RenderError::TextTooLong { len, max } => Self::Caption { len, max },
            other => Self::Render(other),
        }
    }
}

impl EditError {
    /// The part of the edit that is at fault; none if it is the plate or the machine.
    #[must_use]
    pub const fn field(&self) -> Option<&'static str> {
        match self {
            Self::Caption { .. } => Some("caption"),
            Self::Trim { .. } => Some("trim"),
            Self::Poster { .. } => Some("poster"),
            Self::Crop { .. } => Some("format"),
            Self::Plate(_) | Self::Render(_) => None,
        }
    }
}

/// The part of a picture of this size that has another format: its first column and row, and its size. None if too
/// little of the picture would be left.
#[must_use]
pub fn crop(whole: Size, from: Format, to: Format, part: Part) -> Option<(u32, u32, Size)> {
    if from == to {
        return Some((0, 0, whole));
    }
    let (w, h) = (f64::from(whole.width), f64::from(whole.height));
    let (units_w, units_h) = to.units();
    let ratio = units_w / units_h;
    let (width, height) = if w / h > ratio {
        (h * ratio, h)
    } else {
        (w, w / ratio)
    };
    let even = |side: f64, most: u32| ((libm::round(side / 2.0) * 2.0) as u32).min(most & !1);
    let size = Size::new(even(width, whole.width), even(height, whole.height));
    let (spare_x, spare_y) = (whole.width - size.width, whole.height - size.height);
    let (x, y) = match part {
        Part::First => (0, 0),
        Part::Middle => {
            let y = h * EYE_LEVEL - f64::from(size.height) / 2.0;
            (spare_x / 2, y.clamp(0.0, f64::from(spare_y)) as u32)
        }
        Part::Last => (spare_x, spare_y),
    };
    (width * height >= LEAST * w * h).then_some((x, y, size))
}

/// Makes a scene whose caption stands apart, and keeps its pictures without the caption as a plate.
///
/// # Errors
/// As [`super::render`].
pub fn render_captioned(
    plate: &Scene,
    caption: &Scene,
    times: (f64, f64),
    assets: &Assets,
    plan: &Plan,
    control: &dyn Control,
) -> Result<Rendered, RenderError> {
    let (enters, settled) = times;
    let stage = Stage::new(plate, assets, plan.full)?;
    make(&Work {
        sound: None,
        frames: plate.frames,
        poster: plate.frame_at(plate.still_s),
        open: &|| Ok(Box::new(stage.renderer()?)),
        memory: drawn(&stage, plan.full),
        words: Some(Words {
            scene: caption,
            assets,
            starts: 0.0,
            enters,
            settled,
            keep_plate: true,
        }),
        plan,
        control,
    })
}

/// Makes an edited video from the plate of a finished one. `of` says what the plate is.
///
/// # Errors
/// If the edit asks for what the plate does not have, the plate cannot be read, or making it failed or was cancelled.
pub fn retouch(
    plate: &[u8],
    of: (Format, Size),
    edit: &Edit,
    threads: usize,
    control: &dyn Control,
) -> Result<Rendered, EditError> {
    let count = frames_of(plate)?;
    let cut = checked(edit, of, count)?;
    let assets = Assets::new();
    let caption = edit.caption.scene(edit.format, count, &assets)?;
    let plan = Plan {
        full: cut.size,
        preview: None,
        threads,
    };
    let made = make(&Work {
        sound: None,
        frames: edit.until - edit.from,
        poster: edit.poster - edit.from,
        open: &|| match Plate::open(plate, edit.from, cut) {
            Ok(plate) => Ok(Box::new(Developed::new(plate)?)),
            Err(fault) => Err(RenderError::Encoding(fault.to_string())),
        },
        memory: Memory {
            shared: plate.len() as u64,
            ..Memory::per_pixel(cut.whole, DECODED)
        },
        words: (!caption.layers.is_empty()).then_some(Words {
            scene: &caption,
            assets: &assets,
            starts: f64::from(edit.from) / f64::from(FPS),
            enters: edit.caption.enters,
            settled: edit.caption.settled(),
            keep_plate: false,
        }),
        plan: &plan,
        control,
    })?;
    Ok(made)
}

/// Where the pictures of a still come from.
#[derive(Debug, Clone, Copy)]
pub enum Source<'a> {
    /// A plate, and its size.
    Plate(&'a [u8], Size),
    /// The scene that a plate would be rendered from.
    Scene(&'a Scene, &'a Assets),
}

/// One frame of an edit as it will look, as PNG, its short side about `side` pixels.
///
/// # Errors
/// As [`retouch`].
pub fn still(
    source: Source<'_>,
    format: Format,
    edit: &Edit,
    index: u32,
    side: u32,
) -> Result<Vec<u8>, EditError> {
    let (count, whole) = match source {
        Source::Plate(mp4, size) => (frames_of(mp4)?, size),
        Source::Scene(scene, _) => (scene.frames, fitting(Resolution::P1080.size(format), side)),
    };
    let cut = checked(edit, (format, whole), count)?;
    if !(edit.from..edit.until).contains(&index) {
        return Err(EditError::Poster { index });
    }
    let small = fitting(cut.size, side);
    let mut shrink = Shrink::new(cut.size, small);
    let mut pixels = match source {
        Source::Plate(mp4, _) => shrink.frame(Plate::open(mp4, index, cut)?.frame(0)?.rgba),
        Source::Scene(scene, assets) => {
            let mut renderer = Renderer::new(scene, assets, whole)?;
            shrink.frame(cut.of(renderer.frame(index)?, &mut Vec::new()))
        }
    };
    let assets = Assets::new();
    let caption = edit.caption.scene(edit.format, count, &assets)?;
    let overlay = Overlay::new(caption, edit.caption.settled(), &assets, small)?;
    overlay
        .at(f64::from(index) / f64::from(FPS))?
        .over(0, &mut pixels);
    Ok(png_io::encode(small, &pixels))
}

fn frames_of(plate: &[u8]) -> Result<u32, EditError> {
    Ok(u32::try_from(Track::read(plate)?.frames()).unwrap_or(u32::MAX))
}

fn fitting(size: Size, side: u32) -> Size {
    let short = size.width.min(size.height).max(1);
    let scaled = |v: u32| (v * side.min(short) / short).max(2) & !1;
    Size::new(scaled(size.width), scaled(size.height))
}

fn checked(edit: &Edit, (format, whole): (Format, Size), count: u32) -> Result<Cut, EditError> {
    let Edit { from, until, .. } = *edit;
    if until > count || until.checked_sub(from).is_none_or(|kept| kept < SHORTEST) {
        return Err(EditError::Trim { from, until, count });
    }
    if !(from..until).contains(&edit.poster) {
        return Err(EditError::Poster { index: edit.poster });
    }
    let (x, y, size) = crop(whole, format, edit.format, edit.part).ok_or(EditError::Crop {
        from: format,
        to: edit.format,
    })?;
    Ok(Cut { whole, x, y, size })
}
