//! How a video's frames are divided, and what is spared when they repeat themselves.

use super::*;
use crate::video::frames::Frame;
use crate::video::plate::{Cut, Plate};
use crate::video::{Limits, Unwatched};
use std::time::Duration;

/// Two pictures, each of them shown for a while.
struct Slides {
    pictures: [Vec<u8>; 2],
    shown: Option<usize>,
    /// Whether it says that a picture is the same as before.
    tells: bool,
}

const SLIDE: Size = Size::new(64, 48);

impl Slides {
    fn new(tells: bool) -> Self {
        let picture = |seed: usize| {
            let mut rgba: Vec<u8> = (0..SLIDE.rgba_len())
                .map(|i| (i * seed % 251) as u8)
                .collect();
            rgba.chunks_exact_mut(4).for_each(|pixel| pixel[3] = 255);
            rgba
        };
        Self {
            pictures: [picture(7), picture(29)],
            shown: None,
            tells,
        }
    }
}

impl Frames for Slides {
    fn frame(&mut self, index: u32) -> Result<Frame<'_>, RenderError> {
        let number = usize::from(index >= 9);
        let repeated = self.tells && self.shown == Some(number);
        self.shown = Some(number);
        Ok(Frame {
            rgba: &self.pictures[number],
            repeated,
        })
    }
}

/// Every picture of a file, decoded.
fn pictures(file: &[u8], size: Size) -> Vec<Vec<u8>> {
    let (x, y) = (0, 0);
    let cut = Cut {
        whole: size,
        x,
        y,
        size,
    };
    let mut plate = Plate::open(file, 0, cut).expect("a file");
    let picture = |index| plate.frame(index).expect("a picture").rgba.to_vec();
    (0..60).map(picture).collect()
}

#[test]
fn a_repeated_frame_is_shown_as_the_one_before_it_was() {
    let small = Size::new(32, 24);
    let made = |tells, threads| {
        let plan = Plan {
            full: SLIDE,
            preview: Some(small),
            threads,
        };
        make(&Work {
            frames: 60,
            poster: 12,
            open: &|| Ok(Box::new(Slides::new(tells))),
            memory: Memory::default(),
            words: None,
            sound: None,
            plan: &plan,
            control: &Unwatched,
        })
        .expect("makes a video")
    };
    let (encoded, repeated) = (made(false, 1), made(true, 1));
    assert_eq!(made(true, 2), repeated);
    assert_eq!(made(true, 4), repeated);
    assert_eq!(encoded.poster_png, repeated.poster_png);
    assert_eq!(encoded.strip, repeated.strip);
    let files = |made: Rendered| {
        [
            (made.full, SLIDE),
            (made.preview.expect("a preview"), small),
        ]
    };
    // The second segment starts with the thirty-first frame. What stands is made finer for a while, and then left alone.
    for ((encoded, size), (repeated, _)) in files(encoded).into_iter().zip(files(repeated)) {
        let encoded = pictures(&encoded, size);
        let repeated = pictures(&repeated, size);
        for key in [0, 30] {
            assert!(repeated[key] == encoded[key], "frame {key}");
        }
        for index in (18..30).chain(39..60) {
            assert!(repeated[index] == repeated[index - 1], "frame {index}");
        }
    }
}

#[test]
fn segments_are_of_one_length_and_of_an_even_number() {
    for frames in 1..=1_000 {
        let length = segment_length(frames);
        let count = frames.div_ceil(length);
        assert!(length <= SEGMENT, "{frames} frames");
        assert!(count % 2 == 0 || frames < 8, "{count} for {frames} frames");
        assert!(
            frames > (count - 1) * length,
            "the last of {frames} is empty"
        );
    }
    assert_eq!(segment_length(150), 38);
    assert_eq!(segment_length(180), 45);
}

/// Pictures of which one cannot be drawn.
struct Broken(Slides);

impl Frames for Broken {
    fn frame(&mut self, index: u32) -> Result<Frame<'_>, RenderError> {
        assert_ne!(index, 17, "this frame cannot be drawn");
        self.0.frame(index)
    }
}

/// Whoever gives a render no more than this.
struct Within(Limits);

impl Control for Within {
    fn progress(&self, _frames_done: u32) {}

    fn cancelled(&self) -> bool {
        false
    }

    fn limits(&self) -> Limits {
        self.0
    }
}

/// Makes a video of what is opened.
fn video(
    threads: usize,
    memory: Memory,
    control: &dyn Control,
    open: &(dyn Fn() -> Result<Box<dyn Frames>, RenderError> + Sync),
) -> Result<Rendered, RenderError> {
    let plan = Plan {
        full: SLIDE,
        preview: None,
        threads,
    };
    make(&Work {
        frames: 60,
        poster: 0,
        open: &|| open(),
        memory,
        words: None,
        sound: None,
        plan: &plan,
        control,
    })
}

#[test]
fn a_panic_in_a_frame_fails_its_render_alone() {
    let none = Memory::default();
    let good = |threads| {
        video(threads, none, &Unwatched, &|| {
            Ok(Box::new(Slides::new(true)))
        })
    };
    let before = good(1);
    assert!(before.is_ok());
    for threads in [1, 2] {
        let broken = std::thread::scope(|scope| {
            // Another render is under way meanwhile, and is not touched by it.
            let other = scope.spawn(|| good(2));
            let broken = video(threads, none, &Unwatched, &|| {
                Ok(Box::new(Broken(Slides::new(true))))
            });
            assert_eq!(other.join().expect("no panic comes through"), before);
            broken
        });
        let Err(RenderError::Panicked(said)) = broken else {
            panic!("{broken:?}");
        };
        assert!(said.contains("this frame cannot be drawn"), "{said}");
        assert_eq!(good(threads), before, "the process goes on");
    }
}

#[test]
fn a_render_whose_time_is_over_says_so_whoever_notices() {
    let limit = Duration::ZERO;
    let over = Within(Limits {
        time: Some(limit),
        memory: None,
    });
    for threads in [1, 2, 4] {
        let ended = video(threads, Memory::default(), &over, &|| {
            Ok(Box::new(Slides::new(true)))
        });
        assert_eq!(ended, Err(RenderError::OutOfTime { limit }));
    }
}

#[test]
fn a_render_has_as_many_threads_as_its_memory_allows_and_is_refused_without_one() {
    let pictures = Memory {
        shared: 5_000,
        each: 1_000,
    };
    let own = u64::from(SLIDE.width * SLIDE.height) * ENCODED;
    let opened = AtomicU32::new(0);
    let within = |limit: u64| {
        opened.store(0, Ordering::SeqCst);
        let control = Within(Limits {
            time: None,
            memory: Some(limit),
        });
        let made = video(2, pictures, &control, &|| {
            opened.fetch_add(1, Ordering::SeqCst);
            Ok(Box::new(Slides::new(true)))
        });
        (made, opened.load(Ordering::SeqCst))
    };
    let needed = 5_000 + 1_000 + own;
    let (two, threads) = within(needed + 1_000 + own);
    assert!(two.is_ok());
    assert_eq!(threads, 2);
    assert_eq!(within(needed), (two, 1), "the same file by one thread");
    let limit = needed - 1;
    let refused = RenderError::OutOfMemory { needed, limit };
    assert_eq!(within(limit), (Err(refused), 0), "nothing was begun");
}
