//! Videos that others made, brought into the ordered shape. `foreign/b_frames_24.mp4` is x264's: 208 x 352, 24 pictures a
//! second for 1.2 s, stored in another order than they are seen in, behind a track of sound.
#![cfg(feature = "video")]

use engine::video::{ConformError, Control, Expected, Fault, Limits, Unwatched, conform, verify};
use engine::{RenderError, Size};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

const FOREIGN: &[u8] = include_bytes!("foreign/b_frames_24.mp4");

type Outcome = Result<(), Box<dyn std::error::Error>>;

fn expected(width: u32, height: u32, frames: u32) -> Expected {
    Expected {
        size: Size::new(width, height),
        frames,
    }
}

fn fault(file: &[u8], expected: Expected) -> Option<Fault> {
    match conform(file.to_vec(), &expected, &Unwatched) {
        Err(ConformError::Source(fault)) => Some(fault),
        _ => None,
    }
}

#[test]
fn a_foreign_video_becomes_what_was_ordered() -> Outcome {
    for ordered in [
        expected(180, 320, 30),
        expected(208, 352, 36),
        expected(240, 406, 12),
    ] {
        let conformed = conform(FOREIGN.to_vec(), &ordered, &Unwatched)?;
        verify(&conformed.mp4, &ordered)?;
        assert_eq!(conformed.poster_png.get(1..4), Some(b"PNG".as_slice()));
        // What is in shape stays as it is.
        let again = conform(conformed.mp4.clone(), &ordered, &Unwatched)?;
        assert_eq!(again.mp4, conformed.mp4);
        assert_eq!(again.poster_png.get(1..4), Some(b"PNG".as_slice()));
    }
    Ok(())
}

#[test]
fn what_would_have_to_be_made_up_is_refused() {
    assert!(matches!(
        fault(FOREIGN, expected(208, 352, 60)),
        Some(Fault::Frames { expected: 60, .. })
    ));
    assert!(
        matches!(
            fault(FOREIGN, expected(360, 640, 30)),
            Some(Fault::Size { .. })
        ),
        "too small to be enlarged"
    );
    assert!(
        matches!(
            fault(FOREIGN, expected(200, 200, 30)),
            Some(Fault::Size { .. })
        ),
        "too much would be cropped away"
    );
}

#[test]
fn a_damaged_file_is_refused_wherever_it_is_cut() {
    for part in [0, 1, 8, 100, FOREIGN.len() / 2, FOREIGN.len() - 700] {
        let cut = FOREIGN.get(..part).unwrap_or_default();
        assert!(
            matches!(
                fault(cut, expected(180, 320, 30)),
                Some(Fault::NotPlayable(_))
            ),
            "cut at {part}"
        );
    }
    assert!(fault(b"<html>not a video</html>", expected(180, 320, 30)).is_some());
}

/// Lets so many questions pass before it says that the work was cancelled.
struct Within {
    questions: AtomicU32,
    limits: Limits,
}

impl Within {
    fn new(questions: u32, limits: Limits) -> Self {
        let questions = AtomicU32::new(questions);
        Self { questions, limits }
    }
}

impl Control for Within {
    fn progress(&self, _frames_done: u32) {
        panic!("whoever made the file has told how far it is");
    }

    fn cancelled(&self) -> bool {
        let fewer = |left: u32| left.checked_sub(1);
        self.questions
            .fetch_update(Ordering::SeqCst, Ordering::SeqCst, fewer)
            .is_err()
    }

    fn limits(&self) -> Limits {
        self.limits
    }
}

#[test]
fn a_file_that_takes_too_long_or_too_much_is_given_up_also_if_it_is_in_shape() -> Outcome {
    let ordered = expected(180, 320, 30);
    let in_shape = conform(FOREIGN.to_vec(), &ordered, &Unwatched)?.mp4;
    let none = Limits::default();
    let time = Some(Duration::ZERO);
    let memory = Some(1_000_000);
    for file in [FOREIGN, &in_shape] {
        let outcome = |control: Within| match conform(file.to_vec(), &ordered, &control) {
            Err(ConformError::Engine(error)) => Some(error),
            _ => None,
        };
        let cancelled = Some(RenderError::Cancelled);
        assert_eq!(outcome(Within::new(0, none)), cancelled);
        assert_eq!(outcome(Within::new(2, none)), cancelled, "half-way");
        let too_long = outcome(Within::new(1_000, Limits { time, ..none }));
        assert!(matches!(too_long, Some(RenderError::OutOfTime { .. })));
        let too_much = outcome(Within::new(1_000, Limits { memory, ..none }));
        assert!(matches!(too_much, Some(RenderError::OutOfMemory { .. })));
        assert_eq!(outcome(Within::new(1_000, none)), None);
    }
    Ok(())
}
