//! Letters that no font of the engine has: it leaves them out, so whoever types them is told before a video is paid for.

use super::icon::{Icon, Symbol};
use crate::words::ui as words;
use leptos::prelude::*;

/// Whether the engine's fonts have this letter's script: Latin, Greek, Cyrillic, Hebrew, Arabic, signs and emoji.
fn drawn(letter: char) -> bool {
    !matches!(u32::from(letter),
        0x0530..=0x058f | 0x0700..=0x074f | 0x0780..=0x089f | 0x0900..=0x1dff | 0x2c00..=0x2dff
        | 0x2e80..=0xd7ff | 0xf900..=0xfaff | 0xff00..=0xffef | 0x1_0000..=0x1_cfff | 0x2_0000..=0x3_ffff)
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
        for fine in ["", "Καλημέρα", "Привет", "שלום", "مرحبا", "Łódź 🚀 €5 →"]
        {
            assert_eq!(undrawable(fine), None, "{fine}");
        }
    }
}
