//! What can go wrong, in sentences for logs.

use crate::scene::{Fault, SceneError};
use std::time::Duration;

/// Why a scene could not be drawn or encoded.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RenderError {
    #[error("The render was cancelled.")]
    Cancelled,
    #[error("A picture of this video is missing: {0}.")]
    UnknownImage(String),
    #[error("A text of this video has {len} characters; {max} fit.")]
    TextTooLong { len: usize, max: usize },
    #[error("The size {width} x {height} cannot be drawn.")]
    Size { width: u32, height: u32 },
    #[error("Frame {index} does not exist; this video has {count}.")]
    NoSuchFrame { index: u32, count: u32 },
    #[error("The scene is not one this engine can draw: {0}.")]
    Scene(String),
    #[error("The video could not be encoded: {0}.")]
    Encoding(String),
    #[error("Drawing this video failed: {0}.")]
    Panicked(String),
    #[error("The render was not done within {} s.", limit.as_secs())]
    OutOfTime { limit: Duration },
    /// By the engine's own estimate, in bytes; nothing was rendered.
    #[error("The render takes about {needed} bytes of memory; it may take {limit}.")]
    OutOfMemory { needed: u64, limit: u64 },
}

/// Why an image or a font was not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AssetError {
    #[error("This picture is not a PNG file.")]
    NotPng,
    #[error("This picture is larger than 4096 pixels a side.")]
    TooLarge,
    #[error("This PNG file is damaged.")]
    Damaged,
    #[error("This font cannot be read.")]
    Font,
}

impl From<lettering::TextError> for RenderError {
    fn from(error: lettering::TextError) -> Self {
        match error {
            lettering::TextError::TooLong { len } => Self::TextTooLong {
                len,
                max: lettering::TEXT_MAX,
            },
            lettering::TextError::Font => Self::Scene("a font could not be read".to_owned()),
        }
    }
}

impl From<SceneError> for RenderError {
    fn from(error: SceneError) -> Self {
        match error.fault {
            Fault::MissingImage(name) => Self::UnknownImage(name),
            Fault::TooLong { len, max } if max == lettering::TEXT_MAX => {
                Self::TextTooLong { len, max }
            }
            _ => Self::Scene(error.to_string()),
        }
    }
}

impl From<lettering::NotAFont> for AssetError {
    fn from(_: lettering::NotAFont) -> Self {
        Self::Font
    }
}
