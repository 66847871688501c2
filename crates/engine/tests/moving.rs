//! Moving pictures for mail: as long and as large as the scene, close to its frames, and for ever repeating.
#![cfg(feature = "video")]

use engine::scene::Scene;
use engine::video::{Control, Limits, Moving, moving, moving_frames};
use engine::{Assets, Format, RenderError, Renderer, Size, templates};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

type Outcome<T = ()> = Result<T, Box<dyn std::error::Error>>;
/// Pictures one after the other, each with the millisecond at which it ends.
type Seen = Vec<(Vec<u8>, u32)>;

const SIZE: Size = Size::new(180, 320);

#[derive(Default)]
struct Counter {
    done: AtomicU32,
    stop: bool,
    limits: Limits,
}

impl Control for Counter {
    fn progress(&self, frames_done: u32) {
        self.done.fetch_max(frames_done, Ordering::SeqCst);
    }

    fn cancelled(&self) -> bool {
        self.stop
    }

    fn limits(&self) -> Limits {
        self.limits
    }
}

fn scene() -> (Scene, Assets) {
    let template = templates::ALL[0];
    let mut assets = Assets::new();
    let inputs = template.sample_inputs(Format::Portrait, templates::Style::Studio);
    assets
        .add_png(inputs.subject.image.clone(), template.sample.picture.png)
        .expect("a sample");
    // Two seconds of it have everything: stillness, movement, and colours that come and go.
    let scene = Scene {
        frames: 60,
        ..template.scene(&inputs)
    };
    (scene, assets)
}

/// How far two pictures are apart, of 255, on average over all channels.
fn distance(one: &[u8], other: &[u8]) -> f64 {
    let colours =
        |rgba: &[u8]| -> Vec<u8> { rgba.chunks_exact(4).flat_map(|p| p[..3].to_vec()).collect() };
    let (one, other) = (colours(one), colours(other));
    let sum: f64 = one
        .iter()
        .zip(&other)
        .map(|(a, b)| f64::from(a.abs_diff(*b)))
        .sum();
    sum / one.len() as f64
}

/// The pictures as somebody sees them.
fn seen_gif(file: &[u8]) -> Outcome<Seen> {
    let mut options = gif::DecodeOptions::new();
    options.set_color_output(gif::ColorOutput::RGBA);
    let mut decoder = options.read_info(file)?;
    let (width, height) = (usize::from(decoder.width()), usize::from(decoder.height()));
    assert_eq!((width, height), (SIZE.width as usize, SIZE.height as usize));
    let (mut screen, mut seen, mut at) = (vec![0; width * height * 4], Vec::new(), 0);
    while let Some(frame) = decoder.read_next_frame()? {
        let (left, top) = (usize::from(frame.left), usize::from(frame.top));
        for (y, row) in frame
            .buffer
            .chunks_exact(usize::from(frame.width) * 4)
            .enumerate()
        {
            for (x, pixel) in row.chunks_exact(4).enumerate() {
                if pixel[3] > 0 {
                    let to = ((top + y) * width + left + x) * 4;
                    screen[to..to + 4].copy_from_slice(pixel);
                }
            }
        }
        at += u32::from(frame.delay) * 10;
        seen.push((screen.clone(), at));
    }
    assert_eq!(decoder.repeat(), gif::Repeat::Infinite);
    Ok(seen)
}

fn seen_webp(file: &[u8]) -> Outcome<Seen> {
    let decoder = webp_animation::Decoder::new(file)?;
    let mut seen = Vec::new();
    for frame in decoder {
        assert_eq!(frame.dimensions(), (SIZE.width, SIZE.height));
        seen.push((frame.data().to_vec(), u32::try_from(frame.timestamp())?));
    }
    Ok(seen)
}

/// Every frame of the scene that is written is what is seen at its moment, within what few colours allow.
fn shows_the_scene(kind: Moving, seen: &[(Vec<u8>, u32)], furthest: f64) -> Outcome {
    let (scene, assets) = scene();
    let mut renderer = Renderer::new(&scene, &assets, SIZE)?;
    let length = scene.frames * 1_000 / engine::FPS;
    assert_eq!(seen.last().map(|(_, end)| *end), Some(length), "{kind:?}");
    for index in (0..scene.frames).step_by(2) {
        let moment = index * 1_000 / engine::FPS + 10;
        let (shown, _) = seen
            .iter()
            .find(|(_, end)| moment < *end)
            .ok_or("nothing is shown")?;
        let apart = distance(renderer.frame(index)?, shown);
        assert!(apart < furthest, "{kind:?} at frame {index}: {apart}");
    }
    Ok(())
}

#[test]
fn a_gif_shows_the_scene_and_repeats() -> Outcome {
    let (scene, assets) = scene();
    let control = Counter::default();
    let file = moving(&scene, &assets, Moving::Gif, SIZE, &control)?;
    assert_eq!(
        control.done.load(Ordering::SeqCst),
        moving_frames(scene.frames)
    );
    shows_the_scene(Moving::Gif, &seen_gif(&file)?, 5.0)
}

#[test]
fn a_webp_shows_the_scene() -> Outcome {
    let (scene, assets) = scene();
    let file = moving(&scene, &assets, Moving::Webp, SIZE, &Counter::default())?;
    shows_the_scene(Moving::Webp, &seen_webp(&file)?, 5.0)
}

/// The same scene is the same file, so files can be kept under their hash.
#[test]
fn files_are_the_same_every_time() -> Outcome {
    let (scene, assets) = scene();
    for kind in [Moving::Gif, Moving::Webp] {
        let once = moving(&scene, &assets, kind, SIZE, &Counter::default())?;
        assert!(once == moving(&scene, &assets, kind, SIZE, &Counter::default())?);
    }
    Ok(())
}

#[test]
fn what_is_cancelled_leaves_no_file() {
    let (scene, assets) = scene();
    let stop = Counter {
        stop: true,
        ..Counter::default()
    };
    for kind in [Moving::Gif, Moving::Webp] {
        let ended = moving(&scene, &assets, kind, SIZE, &stop);
        assert_eq!(ended, Err(RenderError::Cancelled));
    }
}

#[test]
fn what_exceeds_its_limits_leaves_no_file_and_says_which() {
    let (scene, assets) = scene();
    let made = |limits: Limits, kind| {
        let control = Counter {
            limits,
            ..Counter::default()
        };
        let made = moving(&scene, &assets, kind, SIZE, &control);
        (made, control.done.load(Ordering::SeqCst))
    };
    for kind in [Moving::Gif, Moving::Webp] {
        let limit = Duration::ZERO;
        let time = Limits {
            time: Some(limit),
            memory: None,
        };
        assert_eq!(made(time, kind), (Err(RenderError::OutOfTime { limit }), 0));
        let memory = Limits {
            time: None,
            memory: Some(1_000),
        };
        let (refused, done) = made(memory, kind);
        assert!(
            matches!(refused, Err(RenderError::OutOfMemory { limit: 1_000, .. })),
            "{refused:?}"
        );
        assert_eq!(done, 0);
    }
}
