use super::*;
use crate::{ImageId, SubjectKind};

fn inputs() -> Inputs {
    Inputs {
        subject: Subject {
            image: ImageId::new("a"),
            width: 900,
            height: 500,
            kind: SubjectKind::CutOut,
        },
        headline: "Built to outrun".to_owned(),
        line: "Out 14 June".to_owned(),
        frame: Frame::Post,
        background: Background::Cobalt,
        format: Format::Portrait,
    }
}

#[test]
fn it_lasts_six_seconds_and_tells_four_beats() {
    let scene = scene(&inputs());
    assert_eq!(scene.frame_count(), 180);
    let names: Vec<_> = scene.beats().into_iter().map(|beat| beat.name).collect();
    assert_eq!(names, ["Scroll in", "Break out", "Step", "Land"]);
}

#[test]
fn texts_beyond_their_limits_are_cut() {
    let long = Inputs {
        headline: "x".repeat(10_000),
        line: "y".repeat(10_000),
        ..inputs()
    };
    for text in scene(&long).texts() {
        assert!(text.text.chars().count() <= LINE_MAX);
    }
}

#[test]
fn the_depth_swaps_soon_after_the_leap_for_every_shape() {
    for format in Format::ALL {
        for (width, height) in [(900, 500), (300, 900), (500, 500), (4000, 100), (64, 2000)] {
            let subject = Subject {
                width,
                height,
                ..inputs().subject
            };
            let inputs = Inputs {
                subject,
                format,
                ..inputs()
            };
            let layout = Layout::new(&inputs, "");
            let art = frame_art::draw(
                inputs.frame,
                layout.frame.width,
                layout.frame.height,
                &look(&Palette::of(inputs.background)),
            );
            let moves = Moves::new(&layout, &art, format);
            assert!(
                moves.swap > BREAK && moves.swap < BREAK + 0.9,
                "{format:?} {width}x{height}"
            );
            assert!(layout.landed.0 + layout.subject.0 * layout.growth / 2.0 <= format.units().0);
        }
    }
}
