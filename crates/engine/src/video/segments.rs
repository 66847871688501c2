//! Rendering in segments across threads. Each segment has its own encoder and knows nothing of the
//! others, so the file is the same for any number of threads.

use super::encode::SegmentEncoder;
use super::frames::{Frame, Frames};
use super::preview::{Preview, Shrink};
use super::spool::{Kept, Spool};
use super::{Control, Plan, Rendered, SEGMENT, mux, sounding};
use crate::overlay::Overlay;
use crate::sound::Sound;
use crate::{Assets, FPS, RenderError, Size};
use drawing::png_io;
use drawing::renderer::{Stage, guarded};
use drawing::scene::Scene;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

/// How many small frames the strip has.
const STRIP: u32 = 12;
/// The short side of a frame of the strip.
const STRIP_SIDE: u32 = 120;

/// A video to be made.
pub struct Work<'a> {
    pub frames: u32,
    /// The frame that stands for it.
    pub poster: u32,
    /// Opens the pictures, once for each thread.
    pub open: &'a (dyn Fn() -> Result<Box<dyn Frames + 'a>, RenderError> + Sync),
    pub words: Option<Words<'a>>,
    /// What is heard with it. A plate, which others go on working with, is silent.
    pub sound: Option<Sound>,
    pub plan: &'a Plan,
    pub control: &'a dyn Control,
}

/// What is drawn over the pictures.
pub struct Words<'a> {
    pub scene: &'a Scene,
    pub assets: &'a Assets,
    /// The moment of the first frame, in seconds of the words' own time.
    pub starts: f64,
    /// Before this moment there is nothing to be seen of them, after the other nothing moves.
    pub enters: f64,
    pub settled: f64,
    /// Whether the pictures without them are kept as a video of their own.
    pub keep_plate: bool,
}

impl Words<'_> {
    fn moment(&self, index: u32) -> f64 {
        self.starts + f64::from(index) / f64::from(FPS)
    }
}

/// What one segment gave.
#[derive(Default)]
struct Segment {
    full: Vec<Kept>,
    plate: Vec<Kept>,
    preview: Vec<Kept>,
    strip: Vec<(u32, Vec<u8>)>,
    poster: Option<Vec<u8>>,
}

/// What the threads share.
struct Job<'w, 'a> {
    work: &'w Work<'a>,
    /// Of each segment but the last, in frames.
    length: u32,
    next: AtomicU32,
    done: AtomicU32,
    stop: AtomicBool,
    segments: Mutex<Vec<Option<Segment>>>,
    /// Has the packets of all segments.
    spool: Spool,
    failure: Mutex<Option<RenderError>>,
}

/// Renders a scene to MP4: H.264 High, 4:2:0, BT.709, the index in front. Equal scenes, pictures and
/// sizes give equal bytes, whatever the number of threads.
///
/// The pictures are taken by value: what is drawn has its own, and those that were decoded would only take up memory.
///
/// # Errors
/// If it was cancelled, or drawing or encoding failed. Nothing of it is kept then.
pub fn render(
    scene: &Scene,
    assets: Assets,
    plan: &Plan,
    control: &dyn Control,
) -> Result<Rendered, RenderError> {
    render_with_sound(scene, assets, plan, None, control)
}

/// Renders a scene as [`render`] does, with a sound as AAC beside the very same pictures.
///
/// # Errors
/// As [`render`], and if a video of this length cannot have the sound.
pub fn render_with_sound(
    scene: &Scene,
    assets: Assets,
    plan: &Plan,
    sound: Option<Sound>,
    control: &dyn Control,
) -> Result<Rendered, RenderError> {
    let stage = Stage::new(scene, &assets, plan.full)?;
    drop(assets);
    make(&Work {
        frames: scene.frames,
        poster: scene.frame_at(scene.still_s),
        open: &|| Ok(Box::new(stage.renderer()?)),
        words: None,
        sound,
        plan,
        control,
    })
}

/// Makes the videos, the pictures' segments spread over the plan's threads.
pub fn make(work: &Work<'_>) -> Result<Rendered, RenderError> {
    for size in [Some(work.plan.full), work.plan.preview]
        .into_iter()
        .flatten()
    {
        if size.width % 2 != 0 || size.height % 2 != 0 {
            return Err(RenderError::Size {
                width: size.width,
                height: size.height,
            });
        }
    }
    let sound = sounding::packets(work.sound, work.frames)?;
    let length = segment_length(work.frames);
    let count = work.frames.div_ceil(length);
    let job = Job {
        work,
        length,
        next: AtomicU32::new(0),
        done: AtomicU32::new(0),
        stop: AtomicBool::new(false),
        segments: Mutex::new((0..count).map(|_| None).collect()),
        spool: Spool::new()?,
        failure: Mutex::new(None),
    };
    std::thread::scope(|threads| {
        for _ in 0..work.plan.threads.clamp(1, count.max(1) as usize) {
            threads.spawn(|| job.work(count));
        }
    });
    job.finish(&sound)
}

/// How many frames each segment has, but for the last, which may have fewer. There is an even number of segments as long as
/// each other, so that two or four threads end together; it depends on nothing but the video, so that the file is always
/// the same.
fn segment_length(frames: u32) -> u32 {
    let pairs = frames.div_ceil(2 * SEGMENT).max(1);
    frames.div_ceil(2 * pairs).max(1)
}

/// The encoders and shrinkers of one segment, and what they gave so far.
struct Desk<'w, 'a> {
    work: &'w Work<'a>,
    spool: &'w Spool,
    full: SegmentEncoder,
    /// Kept apart only where the words are seen; elsewhere it is the same as the full one.
    plate: Option<SegmentEncoder>,
    preview: Option<Preview>,
    strip: Shrink,
    made: Segment,
}

impl Job<'_, '_> {
    fn work(&self, count: u32) {
        let result = guarded(|| {
            let mut frames = (self.work.open)()?;
            let mut words = match &self.work.words {
                Some(words) => Some(Overlay::new(
                    words.scene.clone(),
                    words.settled,
                    words.assets,
                    self.work.plan.full,
                )?),
                None => None,
            };
            loop {
                let turn = self.next.fetch_add(1, Ordering::SeqCst);
                if turn >= count || self.stop.load(Ordering::SeqCst) {
                    return Ok(());
                }
                // The opening comes last: in most animations least moves in it, and the threads end closest together when
                // it fills the gap.
                let number = (turn + 1) % count;
                let segment = self.segment(frames.as_mut(), words.as_mut(), number)?;
                if let Ok(mut segments) = self.segments.lock() {
                    segments[number as usize] = Some(segment);
                }
            }
        });
        if let Err(error) = result {
            // Noted before the others are stopped, or one of them would note that it was.
            if let Ok(mut failure) = self.failure.lock() {
                failure.get_or_insert(error);
            }
            self.stop.store(true, Ordering::SeqCst);
        }
    }

    fn segment(
        &self,
        frames: &mut dyn Frames,
        mut overlay: Option<&mut Overlay>,
        number: u32,
    ) -> Result<Segment, RenderError> {
        let first = number * self.length;
        let until = (first + self.length).min(self.work.frames);
        let mut desk = Desk::new(self.work, &self.spool, until - 1)?;
        let mut written = Vec::new();
        for index in first..until {
            if self.stop.load(Ordering::SeqCst) || self.work.control.cancelled() {
                return Err(RenderError::Cancelled);
            }
            let mut picture = frames.frame(index)?;
            // The encoders are new in each segment and have seen nothing.
            picture.repeated &= index > first;
            let words = self
                .work
                .words
                .as_ref()
                .map(|words| (words, words.moment(index)));
            match (words, &mut overlay) {
                (Some((words, t)), Some(overlay)) if t >= words.enters => {
                    written.clear();
                    written.extend_from_slice(picture.rgba);
                    overlay.over(t, &mut written)?;
                    desk.frame(index, picture, Frame::new(&written))?;
                }
                _ => desk.frame(index, picture, picture)?,
            }
            self.work
                .control
                .progress(self.done.fetch_add(1, Ordering::SeqCst) + 1);
        }
        Ok(desk.made)
    }

    fn finish(self, sound: &[Vec<u8>]) -> Result<Rendered, RenderError> {
        if let Some(error) = self.failure.into_inner().ok().flatten() {
            return Err(error);
        }
        let missing = || RenderError::Encoding("a part of the video is missing".to_owned());
        let segments = self.segments.into_inner().map_err(|_| missing())?;
        let segments = segments
            .into_iter()
            .collect::<Option<Vec<_>>>()
            .ok_or_else(missing)?;
        let (mut full, mut plate, mut preview) = (vec![], vec![], vec![]);
        let (mut strip, mut poster_png) = (vec![], None);
        for segment in segments {
            full.extend(segment.full);
            plate.extend(segment.plate);
            preview.extend(segment.preview);
            strip.extend(segment.strip);
            poster_png = poster_png.or(segment.poster);
        }
        strip.sort_by_key(|(slot, _)| *slot);
        let plan = self.work.plan;
        let file = |size, kept: Vec<Kept>, sound: &[Vec<u8>]| {
            let packets = kept.into_iter().map(|kept| self.spool.packet(kept));
            mux::mp4(size, packets, sound)
        };
        Ok(Rendered {
            full: file(plan.full, full, sound)?,
            plate: match plate.is_empty() {
                false => Some(file(plan.full, plate, &[])?),
                true => None,
            },
            preview: match plan.preview {
                Some(size) => Some(file(size, preview, sound)?),
                None => None,
            },
            poster_png: poster_png.ok_or_else(missing)?,
            strip: strip.into_iter().map(|(_, png)| png).collect(),
        })
    }
}

impl<'w, 'a> Desk<'w, 'a> {
    /// For a segment that ends with the frame `last`.
    fn new(work: &'w Work<'a>, spool: &'w Spool, last: u32) -> Result<Self, RenderError> {
        let full = work.plan.full;
        let apart = work
            .words
            .as_ref()
            .is_some_and(|words| words.keep_plate && words.moment(last) >= words.enters);
        Ok(Self {
            work,
            spool,
            full: SegmentEncoder::new(full)?,
            plate: match apart {
                true => Some(SegmentEncoder::new(full)?),
                false => None,
            },
            preview: match work.plan.preview {
                Some(size) => Some(Preview::new(full, size)?),
                None => None,
            },
            strip: Shrink::new(full, strip_size(full)),
            made: Segment::default(),
        })
    }

    /// Takes the next frame: the picture, and the same with the words on it.
    fn frame(&mut self, index: u32, picture: Frame, seen: Frame) -> Result<(), RenderError> {
        let packet = self.spool.keep(&self.full.encode(seen)?)?;
        if self
            .work
            .words
            .as_ref()
            .is_some_and(|words| words.keep_plate)
        {
            let plate = match &mut self.plate {
                Some(encoder) => self.spool.keep(&encoder.encode(picture)?)?,
                None => packet,
            };
            self.made.plate.push(plate);
        }
        self.made.full.push(packet);
        if let Some(preview) = &mut self.preview {
            let packet = preview.encode(seen)?;
            self.made.preview.push(self.spool.keep(&packet)?);
        }
        if index == self.work.poster {
            self.made.poster = Some(png_io::encode(self.work.plan.full, seen.rgba));
        }
        let size = strip_size(self.work.plan.full);
        for slot in (0..STRIP).filter(|slot| slot * self.work.frames / STRIP == index) {
            let png = png_io::encode(size, &self.strip.frame(seen.rgba));
            self.made.strip.push((slot, png));
        }
        Ok(())
    }
}

fn strip_size(full: Size) -> Size {
    let short = full.width.min(full.height);
    let side = |v: u32| (v * STRIP_SIDE / short).max(2);
    Size::new(side(full.width), side(full.height))
}

#[cfg(test)]
mod tests;
