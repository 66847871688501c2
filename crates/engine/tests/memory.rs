//! How much memory a video takes while it is made, as far as Rust asks for it. The encoders ask for theirs themselves, and
//! for the same however long a video is.
#![cfg(feature = "video")]

use engine::scene::{Beat, Camera, Kind, Layer, Motion, Picture, Scene, Sprite, Track, VERSION};
use engine::video::{Control, Limits, Plan, Rendered, render};
use engine::{Assets, Format, ImageId, RenderError, Size};
use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

/// The system's allocator, which counts what is in use.
struct Counting;

static NOW: AtomicUsize = AtomicUsize::new(0);
static MOST: AtomicUsize = AtomicUsize::new(0);

fn took(bytes: usize) {
    let now = NOW.fetch_add(bytes, Ordering::SeqCst) + bytes;
    MOST.fetch_max(now, Ordering::SeqCst);
}

// SAFETY: every call goes to the system's allocator as it came; the rest is counting.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        took(layout.size());
        // SAFETY: the caller keeps what `alloc` asks for.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        NOW.fetch_sub(layout.size(), Ordering::SeqCst);
        // SAFETY: the block is one of the system's, as all are.
        unsafe { System.dealloc(block, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

const SIZE: Size = Size::new(320, 180);

/// Grain: a frame of it takes many bytes.
fn grain() -> Result<Vec<u8>, png::EncodingError> {
    let mut noise = 1_u32;
    let pixels: Vec<u8> = (0..640 * 360)
        .map(|_| {
            noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (noise >> 24) as u8
        })
        .collect();
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, 640, 360);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.write_header()?.write_image_data(&pixels)?;
    Ok(file)
}

/// A picture that wanders about for so many frames.
fn wandering(frames: u32) -> Scene {
    let picture = Picture::Image(ImageId::new("grain"));
    let mut motion = Motion::still(960.0, 540.0);
    motion.x = Track::fixed(960.0).swaying(200.0, 0.9, 0.0);
    Scene {
        version: VERSION,
        format: Format::Landscape,
        frames,
        camera: Camera::still(960.0, 540.0),
        beats: vec![Beat::new("round", 0.0)],
        still_s: 0.0,
        sprites: vec![Sprite {
            width: 2560.0,
            height: 1440.0,
            picture,
        }],
        layers: vec![
            Layer::new(Kind::Sprite {
                sprite: 0,
                sweep: None,
            })
            .moved(motion),
        ],
    }
}

/// Sees how much is in use while frames are drawn.
#[derive(Default)]
struct Watch {
    most: AtomicUsize,
    limits: Limits,
}

impl Control for Watch {
    fn progress(&self, _frames_done: u32) {
        self.most
            .fetch_max(NOW.load(Ordering::SeqCst), Ordering::SeqCst);
    }

    fn cancelled(&self) -> bool {
        false
    }

    fn limits(&self) -> Limits {
        self.limits
    }
}

/// The counters are the process's: one test at a time.
static TURN: Mutex<()> = Mutex::new(());

/// The video, the most in use while its frames were drawn, and the most at any time.
fn made(frames: u32, grain: &[u8]) -> Result<(Rendered, usize, usize), Box<dyn std::error::Error>> {
    let mut assets = Assets::new();
    assets.add_png(ImageId::new("grain"), grain)?;
    let plan = Plan {
        full: SIZE,
        preview: Some(Size::new(160, 90)),
        threads: 1,
    };
    let watch = Watch::default();
    let before = NOW.load(Ordering::SeqCst);
    MOST.store(before, Ordering::SeqCst);
    let made = render(&wandering(frames), assets, &plan, &watch)?;
    let since = |bytes: usize| bytes.saturating_sub(before);
    Ok((
        made,
        since(watch.most.into_inner()),
        since(MOST.load(Ordering::SeqCst)),
    ))
}

#[test]
fn a_long_video_takes_no_more_than_its_own_file() -> Result<(), Box<dyn std::error::Error>> {
    let _mine = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    let grain = grain()?;
    let (short, drawing_short, most_short) = made(60, &grain)?;
    let (long, drawing_long, most_long) = made(900, &grain)?;
    let bytes = |made: &Rendered| made.full.len() + made.preview.as_ref().map_or(0, Vec::len);
    let (short, long) = (bytes(&short), bytes(&long));
    assert!(long > 1_000_000, "{long} bytes show nothing");
    let grown = long - short;
    assert!(
        drawing_long < drawing_short + grown / 8,
        "while frames are drawn: {drawing_short} for {short} bytes, {drawing_long} for {long}"
    );
    assert!(
        most_long < most_short + grown + grown / 4,
        "at most: {most_short} for {short} bytes, {most_long} for {long}"
    );
    Ok(())
}

/// The estimate is for all that a render takes; of that, what the encoders ask for themselves is not counted here.
#[test]
fn a_render_keeps_within_its_memory_by_having_fewer_threads()
-> Result<(), Box<dyn std::error::Error>> {
    let _mine = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    let grain = grain()?;
    let made = |memory: Option<u64>| {
        let mut assets = Assets::new();
        assets.add_png(ImageId::new("grain"), &grain)?;
        let plan = Plan {
            full: Size::new(1280, 720),
            preview: None,
            threads: 2,
        };
        let watch = Watch {
            limits: Limits { time: None, memory },
            ..Watch::default()
        };
        let before = NOW.load(Ordering::SeqCst);
        MOST.store(before, Ordering::SeqCst);
        let made = render(&wandering(8), assets, &plan, &watch);
        let took = MOST.load(Ordering::SeqCst).saturating_sub(before);
        Ok::<_, Box<dyn std::error::Error>>((made, took))
    };
    let (refused, _) = made(Some(1))?;
    let Err(RenderError::OutOfMemory { needed, limit: 1 }) = refused else {
        return Err(format!("not refused: {refused:?}").into());
    };
    let (alone, took_alone) = made(Some(needed))?;
    let (all, _) = made(None)?;
    assert!(alone? == all?, "one thread and two gave different bytes");
    assert!(took_alone as u64 <= needed, "{took_alone} of {needed}");
    Ok(())
}
