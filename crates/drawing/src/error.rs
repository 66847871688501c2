//! What can go wrong, in sentences for logs.

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

impl From<lettering::NotAFont> for AssetError {
    fn from(_: lettering::NotAFont) -> Self {
        Self::Font
    }
}
