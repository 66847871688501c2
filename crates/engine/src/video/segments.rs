//! Rendering in segments across threads. Each segment has its own encoder and knows nothing of the
//! others, so the file is the same for any number of threads.

use super::frames::Frames;
use super::limits::{Course, Memory};
use super::spool::{Kept, Spool};
use super::{Control, Plan, Rendered, SEGMENT, mux, sounding};
use crate::overlay::Overlay;
use crate::sound::Sound;
use crate::{Assets, FPS, RenderError, Size};
use drawing::renderer::{Stage, guarded};
use drawing::scene::Scene;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

mod desk;

use desk::Desk;

/// Bytes that drawing a frame, encoding one, and converting one that has to wait take for each of its pixels, in each thread;
/// and those that words take once for all threads. They are measured on whole renders from 720p to 4K, whose memory only
/// grows with these, and rounded up.
const DRAWN: u64 = 16;
const ENCODED: u64 = 16;
const WAITING: u64 = 2;
const WRITTEN: u64 = 16;

/// A video to be made.
pub struct Work<'a> {
    pub frames: u32,
    /// The frame that stands for it.
    pub poster: u32,
    /// Opens the pictures, once for each thread.
    pub open: &'a (dyn Fn() -> Result<Box<dyn Frames + 'a>, RenderError> + Sync),
    /// What they take while they are open.
    pub memory: Memory,
    pub words: Option<Words<'a>>,
    /// What is heard with it. A plate, which others go on working with, is silent.
    pub sound: Option<Sound>,
    pub plan: &'a Plan,
    pub control: &'a dyn Control,
}

impl Work<'_> {
    /// What making it takes, pictures and all.
    fn total_memory(&self) -> Memory {
        let encoded = |size| Memory::per_pixel(size, ENCODED);
        let mut all = self.memory.and(encoded(self.plan.full));
        if let Some(size) = self.plan.preview {
            all = all.and(encoded(size));
        }
        if let Some(words) = &self.words {
            all = all.and(Memory {
                shared: Memory::per_pixel(self.plan.full, WRITTEN).each,
                each: 0,
            });
            if words.keep_plate {
                all = all.and(Memory::per_pixel(self.plan.full, WAITING));
            }
        }
        all
    }
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
    fn overlay(&self, size: Size) -> Result<Overlay, RenderError> {
        Overlay::new(self.scene.clone(), self.settled, self.assets, size)
    }

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
    course: Course<'w>,
    words: Option<(&'w Words<'a>, Overlay)>,
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
/// If it was cancelled, exceeded its limits, or drawing or encoding failed. Nothing of it is kept then.
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
        memory: drawn(&stage, plan.full),
        words: None,
        sound,
        plan,
        control,
    })
}

/// What drawing the frames of a stage takes.
pub fn drawn(stage: &Stage, size: Size) -> Memory {
    Memory {
        shared: stage.picture_bytes(),
        ..Memory::per_pixel(size, DRAWN)
    }
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
    let limit = work.control.limits().memory;
    let threads = work
        .total_memory()
        .threads(work.plan.threads.max(1), limit)?;
    let sound = sounding::packets(work.sound, work.frames)?;
    let length = segment_length(work.frames);
    let count = work.frames.div_ceil(length);
    let words = match &work.words {
        Some(words) => Some((words, words.overlay(work.plan.full)?)),
        None => None,
    };
    let job = Job {
        work,
        words,
        course: Course::begin(work.control),
        length,
        next: AtomicU32::new(0),
        done: AtomicU32::new(0),
        stop: AtomicBool::new(false),
        segments: Mutex::new((0..count).map(|_| None).collect()),
        spool: Spool::new()?,
        failure: Mutex::new(None),
    };
    std::thread::scope(|scope| {
        for _ in 0..threads.min(count.max(1) as usize) {
            scope.spawn(|| job.work(count));
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

impl Job<'_, '_> {
    fn work(&self, count: u32) {
        let result = guarded(|| {
            let mut frames = (self.work.open)()?;
            loop {
                let turn = self.next.fetch_add(1, Ordering::SeqCst);
                if turn >= count || self.stop.load(Ordering::SeqCst) {
                    return Ok(());
                }
                // The opening comes last: in most animations least moves in it, and the threads end closest together when
                // it fills the gap.
                let number = (turn + 1) % count;
                let segment = self.segment(frames.as_mut(), number)?;
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

    fn segment(&self, frames: &mut dyn Frames, number: u32) -> Result<Segment, RenderError> {
        let first = number * self.length;
        let until = (first + self.length).min(self.work.frames);
        let goes_on = || match self.stop.load(Ordering::SeqCst) {
            true => Err(RenderError::Cancelled),
            false => self.course.goes_on(),
        };
        frames.prepare(first..until, &goes_on)?;
        let mut desk = Desk::new(self.work, &self.spool, until - 1)?;
        for index in first..until {
            goes_on()?;
            let mut picture = frames.frame(index)?;
            // The encoders are new in each segment and have seen nothing.
            picture.repeated &= index > first;
            let words = match &self.words {
                Some((words, overlay)) if words.moment(index) >= words.enters => {
                    Some(overlay.at(words.moment(index))?)
                }
                _ => None,
            };
            desk.frame(index, picture, words.as_deref())?;
            self.course
                .progress(self.done.fetch_add(1, Ordering::SeqCst) + 1);
        }
        desk.done(goes_on)
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

#[cfg(test)]
mod tests;
