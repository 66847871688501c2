//! How a video's frames are divided, and what is spared when they repeat themselves.

use super::*;
use crate::video::Unwatched;
use crate::video::plate::{Cut, Plate};

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
