//! Why there is no video: the closed list, and what a person is told.

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
}

impl Failure {
    pub const ALL: [Self; 8] = [
        Self::Refused,
        Self::Unavailable,
        Self::TimedOut,
        Self::InvalidOutput,
        Self::NotCapable,
        Self::Misconfigured,
        Self::Gone,
        Self::BrokeOff,
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
        }
    }

    /// The failure kept under a word; none if it is not one of ours.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == word)
    }

    /// What happened, in one sentence. What it cost stands beside it.
    pub const fn what_happened(self) -> &'static str {
        match self {
            Self::Refused => "The animator does not animate this photo or these words.",
            Self::Unavailable => "The animator could not be reached.",
            Self::TimedOut => "The animator did not deliver in time.",
            Self::InvalidOutput => "What the animator delivered was not the video you ordered.",
            Self::NotCapable => "The animator cannot make a video with these settings.",
            Self::Misconfigured => "The animator is not set up correctly here.",
            Self::Gone => "The animator lost this video.",
            Self::BrokeOff => "Making this video broke off on our side.",
        }
    }

    /// What to do now.
    pub const fn what_to_do(self) -> &'static str {
        match self {
            Self::Refused => "Open the scene, change its words or its photo, and animate again.",
            Self::Unavailable => "Try again in a while.",
            Self::TimedOut => "Try again; should it still arrive, you get it free.",
            Self::InvalidOutput | Self::Gone | Self::BrokeOff => "Try again.",
            Self::NotCapable => "Open the scene and choose other settings.",
            Self::Misconfigured => "Trying again will not help before we have mended it.",
        }
    }

    /// Whether the same order may well succeed when it is placed again.
    pub const fn worth_trying_again(self) -> bool {
        match self {
            Self::Unavailable
            | Self::TimedOut
            | Self::InvalidOutput
            | Self::Gone
            | Self::BrokeOff => true,
            Self::Refused | Self::NotCapable | Self::Misconfigured => false,
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
