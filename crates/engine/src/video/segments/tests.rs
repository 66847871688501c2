//! How a video's frames are divided, and what is spared when they repeat themselves.

use super::*;
use crate::video::Unwatched;

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

#[test]
fn a_repeated_frame_gives_what_converting_it_again_gives() {
    let made = [false, true].map(|tells| {
        let plan = Plan {
            full: SLIDE,
            preview: Some(Size::new(32, 24)),
            threads: 1,
        };
        make(&Work {
            frames: 30,
            poster: 12,
            open: &|| Ok(Box::new(Slides::new(tells))),
            words: None,
            sound: None,
            plan: &plan,
            control: &Unwatched,
        })
    });
    let [converted, repeated] = made.map(|made| made.expect("makes a video"));
    assert_eq!(converted, repeated);
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
