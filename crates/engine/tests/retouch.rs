//! Edits of finished videos: what was asked for is what comes out, and what cannot be made is refused by its field.
#![cfg(feature = "video")]

use engine::caption::{CAPTION_MAX, Caption, Font, Position, Tint};
use engine::studio::{self, Inputs, Style};
use engine::video::{
    Control, Edit, EditError, Expected, Part, Plan, Source, crop, render_captioned, retouch, still,
    verify,
};
use engine::{Assets, Format, RenderError, Size};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

type Outcome = Result<(), Box<dyn std::error::Error>>;

const SIZE: Size = Size::new(270, 480);
const FRAMES: u32 = 150;

#[derive(Default)]
struct Counter {
    done: AtomicU32,
    stop: bool,
    /// How often it may be asked before it is cancelled all the same; 0 is as often as one likes.
    questions: u32,
    asked: AtomicU32,
}

impl Control for Counter {
    fn progress(&self, frames_done: u32) {
        self.done.fetch_max(frames_done, Ordering::SeqCst);
    }

    fn cancelled(&self) -> bool {
        let asked = self.asked.fetch_add(1, Ordering::SeqCst);
        self.stop || (self.questions > 0 && asked >= self.questions)
    }
}

/// A five-second scene, with its caption and without.
fn made() -> &'static engine::video::Rendered {
    static MADE: OnceLock<engine::video::Rendered> = OnceLock::new();
    MADE.get_or_init(|| {
        let inputs = Inputs {
            subject: None,
            prompt: "A paper boat leaps out of a phone".to_owned(),
            caption: "Wear the evening".to_owned(),
            format: Format::Portrait,
            style: Style::Dusk,
            seed: 3,
            seconds: 5,
            camera: engine::studio::CameraMove::FromWords,
        };
        let (plate, caption) = studio::plate(&inputs);
        let assets = Assets::new();
        let words = studio::caption_over(&inputs);
        let plan = Plan {
            full: SIZE,
            preview: None,
            threads: 2,
        };
        let times = (caption.enters, f64::INFINITY);
        render_captioned(&plate, &words, times, &assets, &plan, &Counter::default())
            .expect("rendered")
    })
}

fn plate() -> &'static [u8] {
    made().plate.as_deref().expect("a plate")
}

fn edit() -> Edit {
    Edit {
        caption: Caption {
            text: "Out of the blue".to_owned(),
            font: Font::default(),
            tint: Tint::Paper,
            position: Position::Bottom,
            enters: 1.0,
            grounded: false,
        },
        from: 0,
        until: FRAMES,
        poster: 100,
        format: Format::Portrait,
        part: Part::Middle,
    }
}

fn retouched(edit: &Edit, threads: usize) -> Result<engine::video::Rendered, EditError> {
    let of = (Format::Portrait, SIZE);
    retouch(plate(), of, edit, threads, &Counter::default())
}

#[test]
fn a_plate_is_the_video_without_its_words() -> Outcome {
    let expected = Expected {
        size: SIZE,
        frames: FRAMES,
    };
    verify(&made().full, &expected)?;
    verify(plate(), &expected)?;
    assert_ne!(made().full, plate());
    Ok(())
}

#[test]
fn an_edit_is_as_long_and_as_large_as_asked_for() -> Outcome {
    for (from, until, format) in [
        (0, FRAMES, Format::Portrait),
        (0, 30, Format::Square),
        (61, 122, Format::Feed),
        (120, FRAMES, Format::Square),
    ] {
        let one = Edit {
            from,
            until,
            poster: from,
            format,
            ..edit()
        };
        let (.., size) = crop(SIZE, Format::Portrait, format, Part::Middle).ok_or("it fits")?;
        let made = retouched(&one, 2)?;
        let frames = until - from;
        verify(&made.full, &Expected { size, frames })?;
        assert_eq!((size.width % 2, size.height % 2), (0, 0));
    }
    Ok(())
}

#[test]
fn threads_change_nothing() -> Outcome {
    let one = Edit { from: 7, ..edit() };
    assert!(retouched(&one, 1)? == retouched(&one, 3)?);
    Ok(())
}

/// The first frame of a trimmed video is the very frame that was asked for, wherever the key frames of the plate are.
#[test]
fn a_trim_is_exact_to_the_frame() -> Outcome {
    let bare = Edit {
        caption: Caption {
            text: String::new(),
            ..edit().caption
        },
        ..edit()
    };
    for from in [1, 59, 60, 61, 100] {
        let trimmed = Edit {
            from,
            poster: from,
            ..bare.clone()
        };
        let poster = retouched(&trimmed, 2)?.poster_png;
        let difference = |index: u32| -> Result<u64, Box<dyn std::error::Error>> {
            let shown = still(
                Source::Plate(plate(), SIZE),
                Format::Portrait,
                &bare,
                index,
                SIZE.width,
            )?;
            let (a, b) = (pixels(&poster)?, pixels(&shown)?);
            Ok(a.iter()
                .zip(&b)
                .map(|(&a, &b)| u64::from(a.abs_diff(b)))
                .sum())
        };
        let here = difference(from)?;
        assert!(
            here < difference(from - 1)? && here < difference(from + 1)?,
            "{from}"
        );
    }
    Ok(())
}

fn pixels(png: &[u8]) -> Result<Vec<u8>, Box<dyn std::error::Error>> {
    let mut reader = png::Decoder::new(std::io::Cursor::new(png)).read_info()?;
    let mut out = vec![0; reader.output_buffer_size().ok_or("too large")?];
    reader.next_frame(&mut out)?;
    Ok(out)
}

#[test]
fn what_cannot_be_made_is_refused_by_its_field() {
    let long = Caption {
        text: "a".repeat(CAPTION_MAX + 1),
        ..edit().caption
    };
    for (field, one) in [
        (
            "caption",
            Edit {
                caption: long,
                ..edit()
            },
        ),
        (
            "trim",
            Edit {
                from: 140,
                poster: 140,
                ..edit()
            },
        ),
        (
            "trim",
            Edit {
                from: 90,
                until: 10,
                ..edit()
            },
        ),
        (
            "trim",
            Edit {
                until: u32::MAX,
                ..edit()
            },
        ),
        (
            "poster",
            Edit {
                poster: FRAMES,
                ..edit()
            },
        ),
        (
            "poster",
            Edit {
                from: 110,
                ..edit()
            },
        ),
        (
            "format",
            Edit {
                format: Format::Landscape,
                ..edit()
            },
        ),
    ] {
        let refused = retouched(&one, 1).expect_err("refused");
        assert_eq!(refused.field(), Some(field), "{refused}");
    }
}

#[test]
fn a_plate_that_is_none_is_an_error_and_no_panic() {
    let of = (Format::Portrait, SIZE);
    let cut = &plate()[..plate().len() / 2];
    let mut torn = plate().to_vec();
    let middle = torn.len() / 2;
    torn[middle..middle + 4_000].fill(0xff);
    for bytes in [&b""[..], b"not a video at all", cut] {
        let refused = retouch(bytes, of, &edit(), 2, &Counter::default());
        assert!(matches!(refused, Err(EditError::Plate(_))));
    }
    // What a decoder makes of damage inside a picture is its own affair; it must come to an end.
    let _either = retouch(&torn, of, &edit(), 2, &Counter::default());
    let other = (Format::Portrait, Size::new(540, 960));
    assert!(retouch(plate(), other, &edit(), 2, &Counter::default()).is_err());
}

#[test]
fn it_ends_when_it_is_cancelled() {
    let stop = Counter {
        stop: true,
        ..Counter::default()
    };
    let ended = retouch(plate(), (Format::Portrait, SIZE), &edit(), 2, &stop);
    assert_eq!(ended, Err(EditError::Render(RenderError::Cancelled)));
}

/// Pictures are decoded before any is encoded.
#[test]
fn it_ends_when_it_is_cancelled_while_pictures_are_decoded() {
    let stop = Counter {
        questions: 20,
        ..Counter::default()
    };
    let ended = retouch(plate(), (Format::Portrait, SIZE), &edit(), 1, &stop);
    assert_eq!(ended, Err(EditError::Render(RenderError::Cancelled)));
    assert_eq!(stop.done.load(Ordering::SeqCst), 0);
    assert_eq!(stop.asked.load(Ordering::SeqCst), 21);
}

/// Which part stays is seen in the picture, and only where one is cut away.
#[test]
fn a_crop_keeps_the_part_that_was_asked_for() -> Outcome {
    let shown = |format, part| {
        let one = Edit {
            format,
            part,
            ..edit()
        };
        Ok::<_, EditError>(retouched(&one, 2)?.poster_png)
    };
    let square = |part| shown(Format::Square, part);
    assert_ne!(square(Part::First)?, square(Part::Middle)?);
    assert_ne!(square(Part::Middle)?, square(Part::Last)?);
    assert_eq!(
        shown(Format::Portrait, Part::First)?,
        shown(Format::Portrait, Part::Last)?
    );
    Ok(())
}

#[test]
fn a_crop_keeps_enough_of_the_picture_and_never_enlarges() {
    let fits = |from: Format| -> Vec<&str> {
        let whole = engine::Resolution::P1080.size(from);
        let kept = Format::ALL.into_iter().filter(|&to| {
            let parts = [Part::First, Part::Middle, Part::Last];
            let kept = parts.map(|part| crop(whole, from, to, part));
            let [Some(first), Some(middle), Some(last)] = kept else {
                return false;
            };
            assert_eq!((first.0, first.1), (0, 0));
            assert!(first.0 <= middle.0 && middle.0 <= last.0);
            assert!(first.1 <= middle.1 && middle.1 <= last.1);
            let end = (last.0 + last.2.width, last.1 + last.2.height);
            assert_eq!(end, (whole.width, whole.height));
            assert_eq!((first.2, last.2), (middle.2, middle.2));
            true
        });
        kept.map(Format::label).collect()
    };
    assert_eq!(fits(Format::Portrait), ["9:16", "1:1", "4:5"]);
    assert_eq!(fits(Format::Square), ["9:16", "1:1", "4:5", "16:9"]);
    assert_eq!(fits(Format::Landscape), ["1:1", "4:5", "16:9"]);
}
