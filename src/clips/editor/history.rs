//! What Undo and Redo go through.

use crate::clips::rules::{ClipInputs, Field};

/// How many steps back are kept.
const DEPTH: usize = 100;

/// The fillings before and after the one that is shown.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct History {
    past: Vec<ClipInputs>,
    future: Vec<ClipInputs>,
    /// The text that is being typed: its letters are one step together.
    typing: Option<Field>,
}

impl History {
    /// Notes what stood before an edit of `field`.
    pub fn record(&mut self, before: ClipInputs, field: Field) {
        let is_text = matches!(field, Field::Headline | Field::Line);
        if is_text && self.typing == Some(field) && self.future.is_empty() {
            return;
        }
        self.typing = is_text.then_some(field);
        self.future.clear();
        self.past.push(before);
        if self.past.len() > DEPTH {
            self.past.remove(0);
        }
    }

    /// Ends the run of typing, so that the next letter is a step of its own.
    pub fn pause(&mut self) {
        self.typing = None;
    }

    /// The filling before `now`.
    pub fn undo(&mut self, now: &ClipInputs) -> Option<ClipInputs> {
        let before = self.past.pop()?;
        self.typing = None;
        self.future.push(now.clone());
        Some(before)
    }

    /// The filling that was undone last.
    pub fn redo(&mut self, now: &ClipInputs) -> Option<ClipInputs> {
        let after = self.future.pop()?;
        self.typing = None;
        self.past.push(now.clone());
        Some(after)
    }

    pub fn can_undo(&self) -> bool {
        !self.past.is_empty()
    }

    pub fn can_redo(&self) -> bool {
        !self.future.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn saying(headline: &str) -> ClipInputs {
        ClipInputs {
            headline: headline.to_owned(),
            ..ClipInputs::draft()
        }
    }

    #[test]
    fn a_run_of_typing_is_one_step() {
        let mut history = History::default();
        history.record(saying(""), Field::Headline);
        history.record(saying("a"), Field::Headline);
        history.record(saying("ab"), Field::Headline);
        assert_eq!(history.undo(&saying("abc")), Some(saying("")));
        assert!(!history.can_undo());
        assert_eq!(history.redo(&saying("")), Some(saying("abc")));
        assert!(!history.can_redo());
    }

    #[test]
    fn another_field_or_a_pause_starts_a_new_step() {
        let mut history = History::default();
        history.record(saying("a"), Field::Headline);
        history.record(saying("b"), Field::Frame);
        history.record(saying("c"), Field::Headline);
        history.pause();
        history.record(saying("d"), Field::Headline);
        for expected in ["d", "c", "b", "a"] {
            assert_eq!(history.undo(&saying("now")), Some(saying(expected)));
        }
        assert_eq!(history.undo(&saying("now")), None);
    }

    #[test]
    fn an_edit_after_undo_forgets_what_was_undone() {
        let mut history = History::default();
        history.record(saying("a"), Field::Headline);
        assert!(history.undo(&saying("b")).is_some());
        history.record(saying("a"), Field::Frame);
        assert!(!history.can_redo());
    }
}
