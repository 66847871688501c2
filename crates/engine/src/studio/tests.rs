use super::*;
use crate::ImageId;

pub fn inputs(style: Style, seed: u64) -> Inputs {
    Inputs {
        subject: None,
        prompt: "The bottle rises out of a phone and hovers above desert dunes at dusk, warm wind, slow turn.".to_owned(),
        caption: "Wear the evening".to_owned(),
        format: Format::Portrait,
        style,
        seed,
        seconds: 5,
    }
}

#[test]
fn equal_inputs_give_equal_scenes_and_seeds_differ() {
    for style in Style::ALL {
        assert_eq!(scene(&inputs(style, 3)), scene(&inputs(style, 3)));
        for (a, b) in [(0, 1), (1, 2), (2, 3), (0, 3)] {
            let (a, b) = (scene(&inputs(style, a)), scene(&inputs(style, b)));
            assert_ne!(a.camera, b.camera);
            assert_ne!(a.layers, b.layers);
        }
    }
}

#[test]
fn the_set_up_says_what_the_design_says() {
    let subject = Subject {
        image: ImageId::new("a"),
        width: 300,
        height: 500,
        kind: SubjectKind::CutOut,
    };
    let set_up = set_up(&Inputs {
        subject: Some(subject),
        ..inputs(Style::Dusk, 0)
    });
    assert_eq!(set_up.subject, "Your bottle, cut out from the photo");
    assert!(
        set_up.composition.starts_with("Rises from the phone, "),
        "{}",
        set_up.composition
    );
    assert_eq!(set_up.setup, "Dunes at dusk, light from behind");
    assert_eq!(set_up.caption, "Bottom, one line, reads at thumb size");
}

#[test]
fn every_duration_keeps_its_beats_in_order_and_inside() {
    for seconds in [0, 1, 2, 5, 10, 15, 60, 1000] {
        for seed in 0..8 {
            let scene = scene(&Inputs {
                seconds,
                ..inputs(Style::Neon, seed)
            });
            let starts: Vec<_> = scene.beats().iter().map(|beat| beat.start_s).collect();
            assert!(starts.is_sorted(), "{seconds}: {starts:?}");
            assert!(still_time(&scene) < scene.duration_s());
        }
    }
}
