//! Rendering in segments across threads. Each segment has its own encoder and knows nothing of the
//! others, so the file is the same for any number of threads.

use super::encode::{Packet, SegmentEncoder};
use super::preview::{Shrink, mark};
use super::{Control, Plan, Rendered, SEGMENT, mux};
use crate::renderer::guarded;
use crate::scene::Scene;
use crate::{Assets, RenderError, Renderer, Size, png_io};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

/// How many small frames the strip has.
const STRIP: u32 = 12;
/// The short side of a frame of the strip.
const STRIP_SIDE: u32 = 120;

/// What one segment gave.
struct Segment {
    full: Vec<Packet>,
    preview: Vec<Packet>,
    strip: Vec<(u32, Vec<u8>)>,
    poster: Option<Vec<u8>>,
}

/// What the threads share.
struct Job<'a> {
    scene: &'a Scene,
    assets: &'a Assets,
    plan: &'a Plan,
    control: &'a dyn Control,
    next: AtomicU32,
    done: AtomicU32,
    stop: AtomicBool,
    segments: Mutex<Vec<Option<Segment>>>,
    failure: Mutex<Option<RenderError>>,
}

/// Renders a scene to MP4: H.264 High, 4:2:0, BT.709, the index in front. Equal scenes, pictures and
/// sizes give equal bytes, whatever the number of threads.
///
/// # Errors
/// If it was cancelled, or drawing or encoding failed. Nothing of it is kept then.
pub fn render(
    scene: &Scene,
    assets: &Assets,
    plan: &Plan,
    control: &dyn Control,
) -> Result<Rendered, RenderError> {
    for size in [Some(plan.full), plan.preview].into_iter().flatten() {
        if size.width % 2 != 0 || size.height % 2 != 0 {
            return Err(RenderError::Size {
                width: size.width,
                height: size.height,
            });
        }
    }
    let count = scene.frames.div_ceil(SEGMENT);
    let job = Job {
        scene,
        assets,
        plan,
        control,
        next: AtomicU32::new(0),
        done: AtomicU32::new(0),
        stop: AtomicBool::new(false),
        segments: Mutex::new((0..count).map(|_| None).collect()),
        failure: Mutex::new(None),
    };
    std::thread::scope(|threads| {
        for _ in 0..plan.threads.clamp(1, count.max(1) as usize) {
            threads.spawn(|| job.work(count));
        }
    });
    job.finish()
}

impl Job<'_> {
    fn work(&self, count: u32) {
        let result = guarded(|| {
            let mut renderer = Renderer::new(self.scene, self.assets, self.plan.full)?;
            loop {
                let number = self.next.fetch_add(1, Ordering::SeqCst);
                if number >= count || self.stop.load(Ordering::SeqCst) {
                    return Ok(());
                }
                let segment = self.segment(&mut renderer, number)?;
                if let Ok(mut segments) = self.segments.lock() {
                    segments[number as usize] = Some(segment);
                }
            }
        });
        if let Err(error) = result {
            self.stop.store(true, Ordering::SeqCst);
            if let Ok(mut failure) = self.failure.lock() {
                failure.get_or_insert(error);
            }
        }
    }

    fn segment(&self, renderer: &mut Renderer, number: u32) -> Result<Segment, RenderError> {
        let mut full = SegmentEncoder::new(self.plan.full)?;
        let mut small = match self.plan.preview {
            Some(size) => Some((
                SegmentEncoder::new(size)?,
                Shrink::new(self.plan.full, size),
                size,
            )),
            None => None,
        };
        let strip_size = strip_size(self.plan.full);
        let mut strip = Shrink::new(self.plan.full, strip_size);
        let poster = self.scene.frame_at(self.scene.still_s);
        let mut segment = Segment {
            full: vec![],
            preview: vec![],
            strip: vec![],
            poster: None,
        };
        let first = number * SEGMENT;
        for index in first..(first + SEGMENT).min(self.scene.frames) {
            if self.stop.load(Ordering::SeqCst) || self.control.cancelled() {
                return Err(RenderError::Cancelled);
            }
            let rgba = renderer.frame(index)?;
            segment.full.push(full.encode(rgba)?);
            if let Some((encoder, shrink, size)) = &mut small {
                shrink.frame(rgba);
                mark(*size, &mut shrink.pixels);
                segment.preview.push(encoder.encode(&shrink.pixels)?);
            }
            if index == poster {
                segment.poster = Some(png_io::encode(self.plan.full, rgba));
            }
            for slot in (0..STRIP).filter(|slot| slot * self.scene.frames / STRIP == index) {
                strip.frame(rgba);
                segment
                    .strip
                    .push((slot, png_io::encode(strip_size, &strip.pixels)));
            }
            self.control
                .progress(self.done.fetch_add(1, Ordering::SeqCst) + 1);
        }
        Ok(segment)
    }

    fn finish(self) -> Result<Rendered, RenderError> {
        if let Some(error) = self.failure.into_inner().ok().flatten() {
            return Err(error);
        }
        let missing = || RenderError::Encoding("a part of the video is missing".to_owned());
        let segments = self.segments.into_inner().map_err(|_| missing())?;
        let segments = segments
            .into_iter()
            .collect::<Option<Vec<_>>>()
            .ok_or_else(missing)?;
        let (mut full, mut preview, mut strip, mut poster_png) = (vec![], vec![], vec![], None);
        for segment in segments {
            full.extend(segment.full);
            preview.extend(segment.preview);
            strip.extend(segment.strip);
            poster_png = poster_png.or(segment.poster);
        }
        strip.sort_by_key(|(slot, _)| *slot);
        Ok(Rendered {
            full: mux::mp4(self.plan.full, full.into_iter())?,
            preview: match self.plan.preview {
                Some(size) => Some(mux::mp4(size, preview.into_iter())?),
                None => None,
            },
            poster_png: poster_png.ok_or_else(missing)?,
            strip: strip.into_iter().map(|(_, png)| png).collect(),
        })
    }
}

fn strip_size(full: Size) -> Size {
    let short = full.width.min(full.height);
    let side = |v: u32| (v * STRIP_SIDE / short).max(2);
    Size::new(side(full.width), side(full.height))
}
