//! The camera move of a scene.

use crate::words::studio as words;
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

    pub fn label(self) -> &'static str {
        match self {
            Self::FromWords => words::camera_from_words(),
            Self::Calm => words::camera_calm(),
            Self::PushIn => words::camera_push_in(),
            Self::PullBack => words::camera_pull_back(),
            Self::Orbit => words::camera_orbit(),
            Self::Handheld => words::camera_handheld(),
        }
    }
}
