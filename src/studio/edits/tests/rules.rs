//! What an edit may be, for any fields whatever.

use crate::studio::edits::logic::hash_of;
use crate::studio::edits::material::{format_of, part_of};
use crate::studio::edits::rules::{
    Edit, EditForm, EditFormat, Font, Original, Part, Position, SHORTEST, Tint,
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
        pick(&Part::ALL),
    )
        .prop_map(
            |(caption, font, colour, position, from, to, poster, format, part)| Edit {
                caption,
                font,
                colour,
                position,
                from,
                to,
                poster,
                format,
                part,
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
    fn any_form_is_read_or_refused_by_its_field(texts in prop::array::uniform9(".{0,12}")) {
        let [caption, font, colour, position, from, to, poster, format, part] = texts;
        let form = EditForm { caption, font, colour, position, from, to, poster, format, part };
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
    assert_eq!(wrong(|form| form.part = "somewhere".to_owned()), "part");
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

/// Edits that were kept before there was a choice of the part go on being the same version.
#[test]
fn the_part_that_goes_without_saying_is_not_in_the_hash() {
    let original = original("");
    let kept = serde_json::to_string(&original.edit).expect("written");
    assert!(!kept.contains("part"), "{kept}");
    assert_eq!(
        serde_json::from_str::<Edit>(&kept).ok(),
        Some(original.edit)
    );
}

#[test]
fn a_part_of_a_whole_picture_makes_no_version() {
    let original = original("");
    let whole = Edit {
        part: Part::Last,
        ..original.edit.clone()
    };
    assert_eq!(original.checked(&whole), Ok(original.edit.clone()));
    let cropped = Edit {
        format: EditFormat::Square,
        ..whole
    };
    assert_eq!(original.checked(&cropped), Ok(cropped.clone()));
    assert_eq!(original.difference(&cropped), "1:1 bottom");
}

/// Typing "10" passes through "1", which is no reason to lose the frame that was chosen.
#[test]
fn the_poster_frame_comes_back_where_it_was_chosen() {
    let original = original("");
    let mut form = EditForm::from(&original.edit);
    let wanted = form.poster.clone();
    for (to, poster) in [("1", "0.9"), ("", "0.9"), ("5", wanted.as_str())] {
        form.to = to.to_owned();
        form.put_poster(&wanted, &original);
        assert_eq!(form.poster, poster, "to {to}");
    }
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
            for part in Part::ALL {
                let of = (engine_format(whole), format_of(format));
                let crop = engine::video::crop(size, of.0, of.1, part_of(part));
                assert_eq!(format.fits(whole), crop.is_some(), "{whole:?} {format:?}");
            }
        }
    }
}
