//! The camera move of a scene.

use serde::{Deserialize, Serialize};

/// How the camera moves while the video plays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Camera {
    /// A small move that differs from variation to variation.
    #[default]
    FromWords,
    Calm,
    PushIn,
    PullBack,
    Orbit,
    Handheld,
}

impl Camera {
    pub const ALL: [Self; 6] = [
        Self::FromWords,
        Self::Calm,
        Self::PushIn,
        Self::PullBack,
        Self::Orbit,
        Self::Handheld,
    ];

    pub const fn label(self) -> &'static str {
        match self {
            Self::FromWords => "From the words",
            Self::Calm => "Calm",
            Self::PushIn => "Push in",
            Self::PullBack => "Pull back",
            Self::Orbit => "Orbit",
            Self::Handheld => "Handheld",
        }
    }
}
