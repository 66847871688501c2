use super::*;
use crate::ImageId;
use drawing::scene::Kind;

pub fn inputs(style: Style, seed: u64) -> Inputs {
    Inputs {
        subject: None,
        prompt: "The bottle rises out of a phone and hovers above desert dunes at dusk, warm wind, slow turn.".to_owned(),
        caption: "Wear the evening".to_owned(),
        format: Format::Portrait,
        style,
        seed,
        seconds: 5,
        camera: CameraMove::FromWords,
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
        edge: crate::Edge::default(),
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

#[test]
fn a_chosen_camera_is_named_and_the_default_changes_nothing() {
    let before = r#"{"subject":null,"prompt":"A cup","caption":"","format":"9:16","style":"dusk","seed":3,"seconds":5}"#;
    let old: Inputs = serde_json::from_str(before).expect("inputs from before there was a camera");
    assert_eq!(old.camera, CameraMove::FromWords);
    assert!(
        !serde_json::to_string(&old)
            .expect("text")
            .contains("camera")
    );
    let mut seen = Vec::new();
    for camera in CameraMove::ALL {
        let chosen = Inputs {
            camera,
            ..old.clone()
        };
        let camera_of = scene(&chosen).camera;
        assert!(!seen.contains(&camera_of), "{camera:?}");
        seen.push(camera_of);
        let words = set_up(&chosen).setup;
        assert_eq!(
            words.to_lowercase().contains("camera"),
            !camera.is_from_words(),
            "{words}"
        );
    }
}

/// The formats cut nothing off: wherever the camera is while it is at rest, the subject is whole.
#[test]
fn no_format_and_no_camera_cuts_the_subject_off() {
    for camera in CameraMove::ALL {
        for format in Format::ALL {
            for (width, height) in [(300, 1500), (300, 500), (400, 400), (900, 300), (1500, 300)] {
                for seed in 0..10 {
                    let subject = Subject {
                        image: ImageId::new("a"),
                        width,
                        height,
                        kind: SubjectKind::CutOut,
                        edge: crate::Edge::default(),
                    };
                    let inputs = Inputs {
                        subject: Some(subject),
                        format,
                        camera,
                        seconds: 10,
                        ..inputs(Style::Dusk, seed)
                    };
                    let scene = scene(&inputs);
                    let (w, _) = format.units();
                    // The seed's own moves come nearer by a hair than there is room for; nobody sees it.
                    let hair = if camera.is_from_words() {
                        w * 0.01
                    } else {
                        0.0
                    };
                    let half = resting_size(&inputs).0 / 2.0;
                    let direction = Direction::new(&inputs);
                    // The subject's group is the last but two: then come the near air and the caption.
                    let group = &scene.layers[scene.layers.len() - 3];
                    let Kind::Group { layers, .. } = &group.kind else {
                        panic!("the subject stands in a group");
                    };
                    for t in [direction.settles + 0.6, direction.lands + 1.0, 9.9] {
                        let at = group.motion.x.at(t) + layers[0].motion.x.at(t);
                        let view = &scene.camera;
                        let middle =
                            view.focus.0 - view.x.at(t) + (at - view.focus.0) * view.zoom.at(t);
                        let reach = half * view.zoom.at(t);
                        let (left, right) = (middle - reach, middle + reach);
                        assert!(
                            left > -hair && right < w + hair,
                            "{camera:?} {format:?} {width}x{height} {seed} {t}: {left}..{right} of {w}"
                        );
                    }
                }
            }
        }
    }
}
