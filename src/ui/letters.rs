//! Letters that no font of the engine has: it leaves them out, so whoever types them is told before a video is paid for.

mod covered;

use super::icon::{Icon, Symbol};
use crate::words::ui as words;
use covered::COVERED;
use leptos::prelude::*;

/// Whether the engine draws this letter, or what it stands for: it writes every hyphen, space and unit as the usual one, and
/// joins a mark with the letter before it; those that strike letters through join with none. Skin tones and the like are left out without changing what is said.
fn drawn(letter: char) -> bool {
    let code = u32::from(letter);
    let changes_others = matches!(code, 0x300..=0x333 | 0x339..=0x36f | 0x200b..=0x200f | 0x2060..=0x2069 | 0xfe00..=0xfe0f | 0x1_f3fb..=0x1_f3ff);
    let after = COVERED.partition_point(|&(first, _)| first <= code);
    let is_covered = after > 0 && code <= COVERED[after - 1].1;
    letter.is_whitespace()
        || matches!(code, 0x2010 | 0x2011 | 0x2126 | 0x212a | 0x212b)
        || changes_others
        || is_covered
}

/// What becomes of a text some of whose letters cannot be drawn, and what to do.
pub fn undrawable(text: &str) -> Option<String> {
    let missing = text.chars().filter(|&letter| !drawn(letter)).count();
    if missing == 0 {
        return None;
    }
    let all = text
        .chars()
        .filter(|letter| !letter.is_whitespace())
        .count();
    Some(if missing == all {
        words::letters_missing_all().to_owned()
    } else {
        words::letters_missing(missing)
    })
}

/// The warning beside a field of text, which describes the field by its `id`. It blocks nothing.
#[component]
pub fn LettersWarning(
    #[prop(into)] text: Signal<String>,
    /// What it is about, which does not change with each letter: screen readers are told it once.
    about: &'static str,
    id: String,
) -> impl IntoView {
    let sentence = Memo::new(move |_| text.with(|text| undrawable(text)));
    let aloud = Memo::new(move |_| sentence.with(Option::is_some).then_some(about));
    view! {
        <div class="regrets" id=id hidden=move || aloud.get().is_none()>
            {move || sentence.get().map(|sentence| view! {
                <p class="regret small"><Icon symbol=Symbol::Warning class="i-s"/><span><b>{about}</b>" "{sentence}</span></p>
            })}
        </div>
        <p class="vh" role="status">{aloud}</p>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_without_a_font_are_told_and_all_others_are_not() {
        let said = |text| undrawable(text).unwrap_or_default();
        assert!(said("夜の香り だ").contains("none of this text"));
        assert!(said("Night 夜").contains("1 of these letters"));
        assert!(said("नमस्ते").contains("none of this text"));
        assert!(said("★★★★★ 4.9").contains("5 of these letters"));
        assert!(said("here → there").contains("1 of these letters"));
        let composed = "Garc\u{327}on, All\u{2011}new";
        for fine in [
            "",
            "Καλημέρα",
            "Привет",
            "שלום",
            "مرحبا",
            "Łódź 🚀 €5 №1",
            "👍🏽",
            composed,
        ] {
            assert_eq!(undrawable(fine), None, "{fine}");
        }
    }

    #[cfg(feature = "ssr")]
    #[test]
    fn the_runs_are_those_of_the_fonts() {
        assert_eq!(COVERED.to_vec(), engine::covered());
    }
}
