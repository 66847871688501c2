//! The shapes and sizes a video comes in.

use serde::{Deserialize, Serialize};

/// A size in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Size {
    pub width: u32,
    pub height: u32,
}

impl Size {
    #[must_use]
    pub const fn new(width: u32, height: u32) -> Self {
        Self { width, height }
    }

    /// How many bytes a frame of this size takes as RGBA8.
    #[must_use]
    pub const fn rgba_len(self) -> usize {
        self.width as usize * self.height as usize * 4
    }
}

/// The aspect ratio of a video.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub enum Format {
    #[default]
    #[serde(rename = "9:16")]
    Portrait,
    #[serde(rename = "1:1")]
    Square,
    /// As tall as a feed shows a post.
    #[serde(rename = "4:5")]
    Feed,
    #[serde(rename = "16:9")]
    Landscape,
}

impl Format {
    pub const ALL: [Self; 4] = [Self::Portrait, Self::Square, Self::Feed, Self::Landscape];

    /// The ratio as people write it, which is also how it is stored.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Portrait => "9:16",
            Self::Square => "1:1",
            Self::Feed => "4:5",
            Self::Landscape => "16:9",
        }
    }

    /// The units a scene of this format is composed in: the short side is always 1080, so layouts and
    /// line breaks never depend on the size a frame is drawn at.
    #[must_use]
    pub const fn units(self) -> (f64, f64) {
        match self {
            Self::Portrait => (1080.0, 1920.0),
            Self::Square => (1080.0, 1080.0),
            Self::Feed => (1080.0, 1350.0),
            Self::Landscape => (1920.0, 1080.0),
        }
    }
}

/// How fine a video is, named by its short side (4K by its usual name).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Resolution {
    #[serde(rename = "540p")]
    P540,
    #[serde(rename = "720p")]
    P720,
    #[serde(rename = "1080p")]
    P1080,
    #[serde(rename = "4K")]
    P2160,
}

impl Resolution {
    pub const ALL: [Self; 4] = [Self::P540, Self::P720, Self::P1080, Self::P2160];

    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::P540 => "540p",
            Self::P720 => "720p",
            Self::P1080 => "1080p",
            Self::P2160 => "4K",
        }
    }

    /// The short side in pixels.
    #[must_use]
    pub const fn short_side(self) -> u32 {
        match self {
            Self::P540 => 540,
            Self::P720 => 720,
            Self::P1080 => 1080,
            Self::P2160 => 2160,
        }
    }

    /// Width and height in a format; both are even, as 4:2:0 video needs them.
    #[must_use]
    pub const fn size(self, format: Format) -> Size {
        let short = self.short_side();
        let long = short * 16 / 9;
        match format {
            Format::Portrait => Size::new(short, long),
            Format::Square => Size::new(short, short),
            // 540 x 675 would be odd; a row more shows nothing bare.
            Format::Feed => Size::new(short, (short * 5 / 4).next_multiple_of(2)),
            Format::Landscape => Size::new(long, short),
        }
    }
}
