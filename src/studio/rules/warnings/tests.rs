//! What is warned of, and that the engine does what the warnings say.

use super::*;

fn draft(caption: &str) -> SceneDraft {
    SceneDraft {
        prompt: "A bottle rises out of a phone".to_owned(),
        caption: caption.to_owned(),
        ..SceneDraft::fresh("id".to_owned(), 1)
    }
}

fn with_photo() -> SceneDraft {
    SceneDraft {
        upload: Some("photo".to_owned()),
        ..draft("")
    }
}

fn sentences(draft: &SceneDraft, photo: Option<Pixels>, d: Duration, r: Resolution) -> Vec<String> {
    warnings(draft, photo, d, r)
        .into_iter()
        .map(|warning| warning.sentence)
        .collect()
}

#[test]
fn nothing_is_said_of_a_scene_nobody_will_regret() {
    let good = Pixels {
        width: 1_200,
        height: 1_600,
    };
    for duration in Duration::ALL {
        for resolution in [Resolution::P720, Resolution::P1080] {
            let quiet = draft("Wear the evening");
            assert!(warnings(&quiet, None, duration, resolution).is_empty());
            assert!(warnings(&with_photo(), Some(good), duration, resolution).is_empty());
        }
    }
}

#[test]
fn a_caption_that_nobody_can_read_in_time_says_how_long_it_takes() {
    let long = draft("The evening smells of amber and hot sand");
    let said = sentences(&long, None, Duration::S5, Resolution::P720);
    assert_eq!(
        said,
        [
            "It takes about 3.8 s to read and is shown for 2.2 s of 5 s. Choose 10 s, or shorten it to 21 characters."
        ]
    );
    assert!(warnings(&long, None, Duration::S10, Resolution::P720).is_empty());
    assert!(
        warnings(
            &draft(&"a ".repeat(10)),
            None,
            Duration::S5,
            Resolution::P720
        )
        .is_empty()
    );
}

#[test]
fn a_word_that_shrinks_too_far_and_letters_without_a_font_are_told() {
    let long = SceneDraft {
        format: Format::Landscape,
        ..draft(&"W".repeat(40))
    };
    let said = sentences(&long, None, Duration::S10, Resolution::P720);
    assert!(said[0].contains("pixels on a phone"), "{said:?}");
    for format in Format::ALL {
        let broken = SceneDraft {
            format,
            ..draft("WWWWWWWWW WWWWWWWW WWWWWWWWWW WWWWWWWW")
        };
        assert!(
            warnings(&broken, None, Duration::S10, Resolution::P720).is_empty(),
            "{format:?}"
        );
    }
    let said = sentences(&draft("夜の香り"), None, Duration::S5, Resolution::P720);
    assert!(said[0].contains("none of this text"), "{said:?}");
    let said = sentences(&draft("Night 夜"), None, Duration::S5, Resolution::P720);
    assert!(said[0].contains("1 of these letters"), "{said:?}");
    assert!(undrawable("Καλημέρα").is_none());
}

#[test]
fn a_small_photo_says_its_size_the_size_needed_and_a_way_out() {
    let small = Pixels {
        width: 500,
        height: 600,
    };
    let said = sentences(&with_photo(), Some(small), Duration::S10, Resolution::P2160);
    assert_eq!(
        said,
        [
            "It is 500 × 600 and will look soft at 4K, where it is drawn 1267 × 1520. Use a photo at least that large, or choose 720p."
        ]
    );
    assert!(warnings(&with_photo(), Some(small), Duration::S10, Resolution::P720).is_empty());
    let tiny = Pixels {
        width: 50,
        height: 60,
    };
    let said = sentences(&with_photo(), Some(tiny), Duration::S10, Resolution::P720);
    assert!(
        said[0].ends_with("Use a photo at least that large."),
        "{said:?}"
    );
    let strip = Pixels {
        width: 4_000,
        height: 900,
    };
    let said = sentences(&with_photo(), Some(strip), Duration::S10, Resolution::P1080);
    assert!(said[0].contains("so wide that"), "{said:?}");
}

#[test]
fn a_photo_that_is_not_animated_is_not_warned_of() {
    let described = SceneDraft {
        subject: SubjectSource::Describe,
        ..with_photo()
    };
    let tiny = Some(Pixels {
        width: 5,
        height: 6,
    });
    assert!(warnings(&described, tiny, Duration::S10, Resolution::P2160).is_empty());
    let empty = SceneDraft {
        prompt: " ".to_owned(),
        ..described
    };
    let said = warnings(&empty, tiny, Duration::S10, Resolution::P2160);
    assert_eq!(said.len(), 1);
    assert_eq!(said[0].field, Field::Prompt);
}

#[cfg(feature = "ssr")]
mod against_the_engine {
    use super::super::*;
    use super::with_photo;
    use crate::studio::logic::inputs_of;
    use engine::studio::{resting_size, scene};
    use engine::{ImageId, Subject, SubjectKind};

    #[test]
    fn captions_are_shown_as_long_as_is_said() {
        for duration in Duration::ALL {
            let mut least = f64::MAX;
            for seed in 0..400 {
                let inputs = inputs_of(&with_photo(), None, seed, duration.seconds() as u32);
                let scene = scene(&inputs);
                let beats = scene.beats();
                let caption = beats.iter().find(|beat| beat.name == "caption");
                let starts = caption.expect("a caption has a beat").start_s;
                least = least.min(scene.duration_s() - starts);
            }
            assert!(
                (least - caption_shown(duration)).abs() < 1e-9,
                "{duration:?}: {least}"
            );
        }
    }

    #[test]
    fn photos_are_drawn_as_large_as_is_said() {
        for format in Format::ALL {
            for camera in Camera::ALL {
                for (width, height) in [(300, 900), (500, 600), (900, 300), (4_000, 100)] {
                    let draft = SceneDraft {
                        format,
                        camera,
                        ..with_photo()
                    };
                    let subject = Subject {
                        image: ImageId::new("a"),
                        width,
                        height,
                        kind: SubjectKind::CutOut,
                        edge: engine::Edge::default(),
                    };
                    let (w, h) = resting_size(&inputs_of(&draft, Some(subject), 1, 10));
                    let said = drawn_size(&draft, Pixels { width, height }, Resolution::P1080);
                    assert!(
                        (w - said.0).abs() < 0.01 && (h - said.1).abs() < 0.01,
                        "{format:?} {camera:?}: {w} {h} {said:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn letters_are_about_as_broad_as_is_said() {
        for text in [
            "Wear the evening",
            "NOW IN STORES",
            "Mmm, it’s illicitly light",
            "www.example.com/evening",
            "50% off until Monday",
        ] {
            let (said, drawn) = (breadth(text), engine::headline_breadth(text));
            assert!(
                (said / drawn - 1.0).abs() < 0.2,
                "{text}: {said} instead of {drawn}"
            );
        }
    }
}
