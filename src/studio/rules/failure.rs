//! Why there is no video: the closed list, and what a person is told.

use crate::words::studio as words;

/// Why a take failed. Whoever animates, every failure is one of these.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Failure {
    /// The provider does not animate what was asked for.
    Refused,
    /// The provider could not be reached, or turned the work away.
    Unavailable,
    /// The provider did not deliver in the time it has.
    TimedOut,
    /// What came back was no playable video of what was ordered.
    InvalidOutput,
    /// The provider cannot make videos like this one.
    NotCapable,
    /// The provider does not accept how it is set up here.
    Misconfigured,
    /// The provider took the order and knows nothing of it any more.
    Gone,
    /// Something broke on our side.
    BrokeOff,
    /// Our part of making it took longer than a render may.
    TookTooLong,
    /// A render of ours would take more memory than one may.
    TooLarge,
}

impl Failure {
    pub const ALL: [Self; 10] = [
        Self::Refused,
        Self::Unavailable,
        Self::TimedOut,
        Self::InvalidOutput,
        Self::NotCapable,
        Self::Misconfigured,
        Self::Gone,
        Self::BrokeOff,
        Self::TookTooLong,
        Self::TooLarge,
    ];

    /// The word it is kept under.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Refused => "refused",
            Self::Unavailable => "unavailable",
            Self::TimedOut => "timed-out",
            Self::InvalidOutput => "invalid-output",
            Self::NotCapable => "not-capable",
            Self::Misconfigured => "misconfigured",
            Self::Gone => "gone",
            Self::BrokeOff => "broke-off",
            Self::TookTooLong => "took-too-long",
            Self::TooLarge => "too-large",
        }
    }

    /// The failure kept under a word; none if it is not one of ours.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == word)
    }

    /// What happened, in one sentence. What it cost stands beside it.
    pub fn what_happened(self) -> &'static str {
        match self {
            Self::Refused => words::failed_refused(),
            Self::Unavailable => words::failed_unavailable(),
            Self::TimedOut => words::failed_timed_out(),
            Self::InvalidOutput => words::failed_invalid_output(),
            Self::NotCapable => words::failed_not_capable(),
            Self::Misconfigured => words::failed_misconfigured(),
            Self::Gone => words::failed_gone(),
            Self::BrokeOff => words::failed_broke_off(),
            Self::TookTooLong => words::failed_took_too_long(),
            Self::TooLarge => words::failed_too_large(),
        }
    }

    /// What to do now.
    pub fn what_to_do(self) -> &'static str {
        match self {
            Self::Refused => words::change_and_animate_again(),
            Self::Unavailable => words::try_again_in_a_while(),
            Self::TimedOut => words::try_again_late_is_free(),
            Self::InvalidOutput | Self::Gone | Self::BrokeOff => words::just_try_again(),
            Self::TookTooLong => words::try_again_or_shorter(),
            Self::NotCapable | Self::TooLarge => words::choose_other_settings(),
            Self::Misconfigured => words::we_have_to_mend_it(),
        }
    }

    /// Whether the same order may well succeed when it is placed again.
    pub const fn worth_trying_again(self) -> bool {
        match self {
            Self::Unavailable
            | Self::TimedOut
            | Self::InvalidOutput
            | Self::Gone
            | Self::BrokeOff
            | Self::TookTooLong => true,
            Self::Refused | Self::NotCapable | Self::Misconfigured | Self::TooLarge => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_lead_back_and_sentences_end() {
        for one in Failure::ALL {
            assert_eq!(Failure::from_word(one.as_str()), Some(one));
            assert!(one.what_happened().ends_with('.') && one.what_to_do().ends_with('.'));
        }
        assert_eq!(Failure::from_word("other"), None);
    }
}
