//! Videos that others made, brought into the ordered shape. `foreign/b_frames_24.mp4` is x264's: 208 x 352, 24 pictures a
//! second for 1.2 s, stored in another order than they are seen in, behind a track of sound.
#![cfg(feature = "video")]

use engine::studio::{self, Inputs, Style};
use engine::video::{
    ConformError, Control, Expected, Fault, Limits, Plan, Unwatched, conform, render, verify,
};
use engine::{Assets, Format, RenderError, Size};
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

/// Where the bytes begin that follow a name which a file has once.
fn after(file: &[u8], name: &[u8]) -> usize {
    let mut places = file.windows(name.len()).enumerate();
    let found = places.find(|(_, here)| *here == name);
    found.expect("the file has it").0 + name.len()
}

/// A limit of memory would mean nothing if a small file could unfold into pictures of any size.
#[test]
fn pictures_larger_than_the_index_says_are_refused() {
    let mut file = FOREIGN.to_vec();
    // The sample's entry begins with 24 bytes that say nothing of pictures; two for the width follow, and two for the height.
    let sides = after(&file, b"\xb0avc1") + 24;
    assert_eq!(file.get(sides..sides + 4), Some([0, 208, 1, 96].as_slice()));
    file[sides..sides + 4].copy_from_slice(&[0, 16, 0, 16]);
    let fault = fault(&file, expected(180, 320, 30));
    let Some(Fault::NotPlayable(why)) = fault else {
        panic!("{fault:?}");
    };
    assert_eq!(why, "its pictures are larger than it says");
}

/// An edit begins at the key frame before it, which must not be a minute away.
#[test]
fn a_file_in_shape_whose_key_frames_are_far_apart_is_made_anew() -> Outcome {
    let scene = studio::scene(&Inputs {
        subject: None,
        prompt: "A lighthouse above the clouds".to_owned(),
        caption: String::new(),
        format: Format::Square,
        style: Style::Studio,
        seed: 7,
        seconds: 5,
        camera: studio::CameraMove::FromWords,
    });
    let plan = Plan {
        full: Size::new(96, 96),
        preview: None,
        threads: 1,
    };
    let ordered = expected(96, 96, 5 * engine::FPS);
    let file = render(&scene, Assets::new(), &plan, &Unwatched)?.full;
    assert_eq!(conform(file.clone(), &ordered, &Unwatched)?.mp4, file);
    // The list of key frames begins with four bytes that say nothing and four that count them.
    let list = after(&file, b"stss") + 4;
    let many = file.get(list..list + 4).ok_or("a list of key frames")?;
    let many = u32::from_be_bytes(many.try_into()?) as usize;
    assert!(many > 1, "{many}");
    let mut far_apart = file;
    let numbers = list + 4..list + 4 + 4 * many;
    far_apart[numbers].copy_from_slice(&[0, 0, 0, 1].repeat(many));
    let anew = conform(far_apart.clone(), &ordered, &Unwatched)?.mp4;
    assert_ne!(anew, far_apart);
    assert_eq!(conform(anew.clone(), &ordered, &Unwatched)?.mp4, anew);
    Ok(())
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
