//! What an edit may be, for any fields whatever.

use crate::studio::edits::logic::hash_of;
use crate::studio::edits::material::format_of;
use crate::studio::edits::rules::{
    Edit, EditForm, EditFormat, Font, Original, Position, SHORTEST, Tint,
};
use crate::studio::logic::{engine_format, size_of};
use crate::studio::rules::{CAPTION_MAX, Format, SceneDraft};
use ::credits::Resolution;
use proptest::prelude::*;

fn original(caption: &str) -> Original {
    let draft = SceneDraft {
        caption: caption.to_owned(),
        ..SceneDraft::fresh("id".to_owned(), 1)
    };
    Original::of(&draft, 5, 38)
}

fn pick<T: Copy + std::fmt::Debug + 'static>(all: &'static [T]) -> impl Strategy<Value = T> {
    proptest::sample::select(all)
}

fn edits() -> impl Strategy<Value = Edit> {
    (
        "[ a-z\t\u{7}é]{0,44}",
        pick(&Font::ALL),
        pick(&Tint::ALL),
        pick(&Position::ALL),
        0_u32..70,
        0_u32..70,
        0_u32..70,
        pick(&EditFormat::ALL),
    )
        .prop_map(
            |(caption, font, colour, position, from, to, poster, format)| Edit {
                caption,
                font,
                colour,
                position,
                from,
                to,
                poster,
                format,
            },
        )
}

proptest! {
    /// What is accepted can be made, and stays what it is however often it is read again.
    #[test]
    fn what_is_accepted_lies_within_the_take(edit in edits()) {
        let original = original("Wear the evening");
        if let Ok(kept) = original.checked(&edit) {
            prop_assert!(kept.to <= original.length && kept.from + SHORTEST <= kept.to);
            prop_assert!((kept.from..kept.to).contains(&kept.poster));
            prop_assert!(kept.caption.chars().count() <= CAPTION_MAX);
            prop_assert!(original.formats().any(|format| format == kept.format));
            prop_assert_eq!(original.checked(&kept), Ok(kept.clone()));
            prop_assert_eq!(EditForm::from(&kept).read(&original), Ok(kept));
        }
    }

    /// Two edits are one version exactly when they give the same video.
    #[test]
    fn hashes_are_equal_exactly_where_edits_are(one in edits(), other in edits()) {
        let same = one.canonical() == other.canonical();
        prop_assert_eq!(hash_of(&one)? == hash_of(&other)?, same);
        prop_assert_eq!(hash_of(&one.canonical())?, hash_of(&one)?);
    }

    /// Whatever somebody sends: a sentence that says which field, and never a panic.
    #[test]
    fn any_form_is_read_or_refused_by_its_field(texts in prop::array::uniform8(".{0,12}")) {
        let [caption, font, colour, position, from, to, poster, format] = texts;
        let form = EditForm { caption, font, colour, position, from, to, poster, format };
        if let Err(problem) = form.read(&original("")) {
            prop_assert!(problem.sentence.ends_with("0 credits taken."));
            let named = format!("{}=", problem.field);
            prop_assert!(form.query().contains(&named));
        }
    }
}

#[test]
fn each_field_says_what_is_wrong_with_it() {
    let original = original("");
    let good = EditForm::from(&original.edit);
    let wrong = |with: fn(&mut EditForm)| {
        let mut form = good.clone();
        with(&mut form);
        form.read(&original).expect_err("refused").field
    };
    assert_eq!(wrong(|form| form.caption = "a".repeat(41)), "caption");
    assert_eq!(wrong(|form| form.font = "Comic".to_owned()), "font");
    assert_eq!(wrong(|form| form.from = "soon".to_owned()), "from");
    assert_eq!(wrong(|form| form.from = "NaN".to_owned()), "from");
    assert_eq!(wrong(|form| form.to = "-1".to_owned()), "to");
    assert_eq!(wrong(|form| form.to = "6".to_owned()), "to");
    assert_eq!(wrong(|form| form.to = "0.9".to_owned()), "to");
    assert_eq!(wrong(|form| form.poster = "5".to_owned()), "poster");
    assert_eq!(wrong(|form| form.format = "16:9".to_owned()), "format");
}

#[test]
fn looks_of_a_caption_that_is_not_there_make_no_version() {
    let original = original("");
    let bare = Edit {
        caption: " \t ".to_owned(),
        colour: Tint::SunLabel,
        position: Position::Top,
        ..original.edit.clone()
    };
    assert_eq!(original.checked(&bare), Ok(original.edit));
}

#[test]
fn what_is_different_is_said_in_words() {
    let original = original("Wear the evening");
    let edit = Edit {
        caption: "New".to_owned(),
        colour: Tint::SunLabel,
        from: 5,
        to: 40,
        format: EditFormat::Square,
        ..original.edit.clone()
    };
    assert_eq!(
        original.difference(&edit),
        "caption “New”, ink on yellow, 0.5 to 4 s, 1:1"
    );
    assert_eq!(original.difference(&original.edit), "");
}

#[test]
fn the_formats_on_the_page_are_those_the_engine_crops_to() {
    for whole in Format::ALL {
        let size = size_of(whole, Resolution::P720);
        for format in EditFormat::ALL {
            let crop = engine::video::crop(size, engine_format(whole), format_of(format));
            assert_eq!(format.fits(whole), crop.is_some(), "{whole:?} {format:?}");
        }
    }
}
