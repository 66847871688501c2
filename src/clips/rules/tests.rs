use super::*;
use proptest::prelude::*;

fn image(hash: &str) -> ImageView {
    ImageView {
        hash: hash.to_owned(),
        width: 400,
        height: 300,
        url: format!("/media/{hash}"),
    }
}

fn photo(hash: String, with_cut_out: bool) -> UploadView {
    UploadView {
        id: format!("id-{hash}"),
        file_name: "photo.png".to_owned(),
        has_transparency: false,
        cut_out: with_cut_out.then(|| image(&format!("{hash}-cut"))),
        original: image(&hash),
    }
}

fn pick<T: Copy + std::fmt::Debug>(all: &'static [T]) -> impl Strategy<Value = T> {
    (0..all.len()).prop_map(|index| all[index])
}

fn inputs() -> impl Strategy<Value = ClipInputs> {
    (
        proptest::option::of(("[a-f]{4}", any::<bool>())),
        (pick(SubjectChoice::ALL), pick(EdgeChoice::ALL)),
        "[ a-zé]{0,12}",
        "[ a-z\t]{0,12}",
        pick(FrameChoice::ALL),
        pick(Background::ALL),
        (pick(FormatChoice::ALL), pick(SoundChoice::ALL)),
        proptest::option::of(pick(StyleChoice::ALL)),
    )
        .prop_map(
            |(
                upload,
                (subject, edge),
                headline,
                line,
                frame,
                background,
                (format, sound),
                style,
            )| {
                ClipInputs {
                    template: first_template(),
                    style,
                    photo: upload.map(|(hash, cut_out)| photo(hash, cut_out)),
                    subject,
                    edge,
                    headline,
                    line,
                    frame,
                    background,
                    format,
                    sound,
                }
            },
        )
}

proptest! {
    /// Two fillings are one version exactly when no field differs: undoing an edit leads back, and every edit away.
    #[test]
    fn a_version_changes_exactly_with_its_fields(one in inputs(), other in inputs()) {
        prop_assert_eq!(one.canonical() == other.canonical(), one.changed_from(&other).is_empty());
        let back = ClipInputs { background: one.background, ..ClipInputs { background: other.background, ..one.clone() } };
        prop_assert_eq!(back.canonical(), one.canonical());
    }

    /// White space that is not drawn makes no new version.
    #[test]
    fn spaces_around_words_do_not_count(one in inputs(), spaces in "[ \t\u{a0}]{0,4}") {
        let spaced = ClipInputs {
            headline: format!("{spaces}{}{spaces}", one.headline),
            line: one.line.replace(' ', &format!(" {spaces}")),
            ..one.clone()
        };
        prop_assert_eq!(spaced.canonical(), one.canonical());
        prop_assert!(spaced.changed_from(&one).is_empty());
    }

    /// Tidying twice is tidying once, and never leaves what is not drawn.
    #[test]
    fn tidy_is_idempotent(text in any::<String>()) {
        let once = tidy(&text);
        prop_assert_eq!(tidy(&once), once.clone());
        prop_assert!(!once.contains("  ") && !once.contains('\n') && once.trim() == once);
    }
}

#[test]
fn the_same_photo_under_another_name_is_the_same_version() {
    let one = ClipInputs {
        photo: Some(photo("aa".to_owned(), true)),
        ..ClipInputs::draft()
    };
    let mut again = one.clone();
    if let Some(photo) = &mut again.photo {
        photo.id = "another".to_owned();
        photo.file_name = "copy.png".to_owned();
    }
    assert_eq!(one.canonical(), again.canonical());
}

#[test]
fn a_photo_without_a_cut_out_is_a_card_whatever_was_chosen() {
    let card = ClipInputs {
        photo: Some(photo("aa".to_owned(), false)),
        subject: SubjectChoice::CutOut,
        ..ClipInputs::draft()
    };
    assert_eq!(card.drawn_subject(), SubjectChoice::FramedCrop);
    assert_eq!(
        card.canonical(),
        ClipInputs {
            subject: SubjectChoice::FramedCrop,
            ..card.clone()
        }
        .canonical()
    );
    assert_eq!(
        ClipInputs {
            photo: None,
            subject: SubjectChoice::FramedCrop,
            ..ClipInputs::draft()
        }
        .canonical(),
        ClipInputs::draft().canonical()
    );
}

#[test]
fn an_edge_counts_only_where_a_photo_is_cut_out() {
    let cut_out = ClipInputs {
        photo: Some(photo("aa".to_owned(), true)),
        ..ClipInputs::draft()
    };
    let closer = ClipInputs {
        edge: EdgeChoice::Closer,
        ..cut_out.clone()
    };
    assert_ne!(closer.canonical(), cut_out.canonical());
    assert_eq!(closer.changed_from(&cut_out), [Field::Edge]);
    assert!(
        !cut_out.canonical().contains("edge"),
        "what was paid for is found by its old text"
    );
    for without in [
        ClipInputs {
            photo: None,
            ..closer.clone()
        },
        ClipInputs {
            subject: SubjectChoice::FramedCrop,
            ..closer.clone()
        },
    ] {
        let plain = ClipInputs {
            edge: EdgeChoice::AsFound,
            ..without.clone()
        };
        assert_eq!(without.canonical(), plain.canonical());
        assert!(without.changed_from(&plain).is_empty());
    }
}

#[test]
fn a_sound_makes_a_version_of_its_own_and_silence_is_what_it_always_was() {
    let silent = ClipInputs::draft();
    assert!(silent.canonical().ends_with("\"sound\":\"none\"}"));
    let old = serde_json::to_value(&silent).expect("written");
    let mut old = old.as_object().expect("an object").clone();
    old.remove("sound");
    let read: ClipInputs = serde_json::from_value(old.into()).expect("read");
    assert_eq!(read, silent);
    for &sound in SoundChoice::ALL {
        let heard = ClipInputs {
            sound,
            ..silent.clone()
        };
        let same = sound == SoundChoice::None;
        assert_eq!(heard.canonical() == silent.canonical(), same);
        assert_eq!(heard.changed_from(&silent).is_empty(), same);
    }
}

#[test]
fn edits_are_said_in_words() {
    let before = ClipInputs::draft();
    let after = ClipInputs {
        headline: "Back by demand".to_owned(),
        background: Background::Forest,
        ..before.clone()
    };
    assert_eq!(
        listed(&after.changed_from(&before)),
        "headline and background"
    );
    let more = ClipInputs {
        format: FormatChoice::Square,
        ..after
    };
    assert_eq!(
        listed(&more.changed_from(&before)),
        "headline, background and format"
    );
    assert_eq!(listed(&before.changed_from(&before)), "");
}

/// Versions that were paid for are found again by the hash of exactly this text.
#[test]
fn clips_of_the_first_template_are_the_versions_they_always_were() {
    let canonical = r#"{"template":"step-out@1","image":"sample","subject":"cut-out","headline":"Built to outrun","line":"Out 14 June","frame":"post","background":"cobalt","format":"9:16","sound":"none"}"#;
    assert_eq!(ClipInputs::draft().canonical(), canonical);
    let kept = r#"{"photo":null,"subject":"cut-out","headline":"Built to outrun","line":"Out 14 June","frame":"post","background":"cobalt","format":"9:16"}"#;
    let read: ClipInputs = serde_json::from_str(kept).expect("what was kept is still read");
    assert_eq!(read, ClipInputs::draft());
}

fn step_out() -> TemplateView {
    TemplateView {
        name: "Step Out".to_owned(),
        stage: "Social post".to_owned(),
        category: Category::Product,
        headline_max: 24,
        line_max: 40,
        styles: Vec::new(),
        frames: FrameChoice::ALL.to_vec(),
        backgrounds: Background::ALL.to_vec(),
        engine: String::new(),
    }
}

#[test]
fn texts_are_counted_in_characters() {
    let fits = ClipInputs {
        headline: "é".repeat(24),
        line: String::new(),
        ..ClipInputs::draft()
    };
    assert!(fits.problems(&step_out()).is_empty());
    let long = ClipInputs {
        headline: "x".repeat(25),
        line: "y".repeat(41),
        ..ClipInputs::draft()
    };
    let fields: Vec<Field> = long
        .problems(&step_out())
        .into_iter()
        .map(|(field, _)| field)
        .collect();
    assert_eq!(fields, [Field::Headline, Field::Line]);
}
