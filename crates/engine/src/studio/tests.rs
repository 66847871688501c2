use super::*;
use crate::frame_art::Frame;
use crate::{ImageId, SubjectKind};
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
fn the_set_up_is_what_the_design_says() {
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
    let photo = Shown::Photo {
        kind: SubjectKind::CutOut,
        named: Some(Thing::Bottle),
    };
    assert_eq!(set_up.subject, photo);
    let Composition {
        act, frame, tilt, ..
    } = set_up.composition;
    assert_eq!((act, frame), (Act::Rise, Frame::Phone));
    assert!((4..=11).contains(&tilt), "{tilt}");
    let setting = Setting {
        place: Place::Dunes,
        style: Style::Dusk,
        weather: Weather::Wind,
        camera: CameraMove::FromWords,
    };
    assert_eq!(set_up.setting, setting);
    assert_eq!(set_up.caption_lines, 1);
}

#[test]
fn what_the_words_do_not_name_is_a_guess_and_said_to_be_one() {
    let of = |prompt: &str, caption: &str| {
        set_up(&Inputs {
            prompt: prompt.to_owned(),
            caption: caption.to_owned(),
            ..inputs(Style::Neon, 1)
        })
    };
    assert_eq!(of("A rocket", "").subject, Shown::Drawn(Thing::Rocket));
    assert_eq!(of("Something", "").subject, Shown::StandsIn(Thing::Gem));
    let lines = ["", " ", "x", &"x".repeat(20), &"x".repeat(21)];
    assert_eq!(
        lines.map(|caption| of("A cup", caption).caption_lines),
        [0, 0, 1, 1, 2]
    );
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
fn a_chosen_camera_is_told_and_the_default_changes_nothing() {
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
        assert_eq!(set_up(&chosen).setting.camera, camera);
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
