//! Everything that the product says. The messages stand in the catalogues below `locales/`, a file for each feature and a folder for
//! each language; `crates/catalogue` makes a function of each.
//!
//! A second language is a second folder, its rule in [`category`], its numbers in [`Grouped`], and an answer of [`language`] that
//! depends on who reads.

use crate::ui::amount::grouped;
use ::credits::Credits;
use std::fmt;

include!(concat!(env!("OUT_DIR"), "/words.rs"));

/// The language of whoever reads. There is one so far.
pub const fn language() -> Language {
    Language::En
}

/// The category that a language puts a whole number into (CLDR, "Language Plural Rules").
pub const fn category(language: Language, number: i64) -> Category {
    match (language, number) {
        (Language::En, 1) => Category::One,
        (Language::En, _) => Category::Other,
    }
}

/// A number that a message may choose its words by.
pub trait Number {
    fn number(&self) -> i64;
}

/// A number as messages show it.
pub struct Grouped(pub i64);

impl fmt::Display for Grouped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&grouped(self.0))
    }
}

impl Number for i64 {
    fn number(&self) -> i64 {
        *self
    }
}

impl Number for u32 {
    fn number(&self) -> i64 {
        i64::from(*self)
    }
}

impl Number for u64 {
    fn number(&self) -> i64 {
        i64::try_from(*self).unwrap_or(i64::MAX)
    }
}

impl Number for usize {
    fn number(&self) -> i64 {
        i64::try_from(*self).unwrap_or(i64::MAX)
    }
}

impl Number for Credits {
    fn number(&self) -> i64 {
        self.get()
    }
}

/// What stands before and after a gap in a message, such as a link's place: `say` is given what fills the gap.
pub fn around(say: impl FnOnce(&'static str) -> String) -> (String, String) {
    const GAP: &str = "\u{FFFC}";
    let text = say(GAP);
    match text.split_once(GAP) {
        Some((before, after)) => (before.to_owned(), after.to_owned()),
        None => (text, String::new()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_said_by_its_number() {
        assert_eq!(ui::ai_credits(Credits::new(1)), "1 AI credit");
        assert_eq!(ui::ai_credits(0_i64), "0 AI credits");
        assert_eq!(ui::ai_credits(12_000_usize), "12,000 AI credits");
    }

    #[test]
    fn a_gap_may_be_anywhere_in_a_message_or_nowhere() {
        let parts = |text: &'static str| around(|gap| text.replace('_', gap));
        let said = |before: &str, after: &str| (before.to_owned(), after.to_owned());
        assert_eq!(parts("See _ for more."), said("See ", " for more."));
        assert_eq!(parts("_ first"), said("", " first"));
        assert_eq!(parts("last _"), said("last ", ""));
        assert_eq!(parts("no gap"), said("no gap", ""));
    }
}
