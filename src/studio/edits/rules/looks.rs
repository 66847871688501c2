//! The choices of an edit.

use crate::studio::rules::Format;
use crate::words::studio_edits as words;
use serde::{Deserialize, Serialize};

/// The typeface of a caption.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Font {
    #[default]
    Bricolage,
    Inter,
}

/// The colour of a caption, with what lies under it so that it reads on any picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tint {
    #[default]
    Paper,
    Ink,
    Sun,
    InkLabel,
    SunLabel,
}

/// Where a caption stands, clear of what apps lay over the edges of a video.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Position {
    Top,
    Middle,
    #[default]
    Bottom,
}

/// Which part of a picture a crop keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    First,
    #[default]
    Middle,
    Last,
}

/// The format a picture is cropped to, narrow ones first.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
pub enum EditFormat {
    #[default]
    #[serde(rename = "9:16")]
    Portrait,
    #[serde(rename = "4:5")]
    Feed,
    #[serde(rename = "1:1")]
    Square,
    #[serde(rename = "16:9")]
    Landscape,
}

impl Font {
    pub const ALL: [Self; 2] = [Self::Bricolage, Self::Inter];

    pub const fn label(self) -> &'static str {
        match self {
            Self::Bricolage => "Bricolage",
            Self::Inter => "Inter",
        }
    }

    /// The word that forms carry.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Bricolage => "bricolage",
            Self::Inter => "inter",
        }
    }
}

impl Tint {
    pub const ALL: [Self; 5] = [
        Self::Paper,
        Self::Ink,
        Self::Sun,
        Self::InkLabel,
        Self::SunLabel,
    ];

    pub fn label(self) -> &'static str {
        match self {
            Self::Paper => words::white(),
            Self::Ink => words::ink(),
            Self::Sun => words::yellow(),
            Self::InkLabel => words::white_on_ink(),
            Self::SunLabel => words::ink_on_yellow(),
        }
    }

    /// The word that forms carry.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Paper => "paper",
            Self::Ink => "ink",
            Self::Sun => "sun",
            Self::InkLabel => "ink-label",
            Self::SunLabel => "sun-label",
        }
    }
}

impl Position {
    pub const ALL: [Self; 3] = [Self::Top, Self::Middle, Self::Bottom];

    pub fn label(self) -> &'static str {
        match self {
            Self::Top => words::top(),
            Self::Middle => words::middle(),
            Self::Bottom => words::bottom(),
        }
    }

    /// The word that forms carry.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Top => "top",
            Self::Middle => "middle",
            Self::Bottom => "bottom",
        }
    }
}

impl Part {
    pub const ALL: [Self; 3] = [Self::First, Self::Middle, Self::Last];

    /// What it is called where a picture of one format is cropped to another: wider formats lose above and below,
    /// narrower ones at the sides.
    pub fn label(self, whole: Format, cropped: EditFormat) -> &'static str {
        let wider = cropped > EditFormat::from(whole);
        match (self, wider) {
            (Self::First, true) => words::top(),
            (Self::First, false) => words::left(),
            (Self::Middle, _) => words::middle(),
            (Self::Last, true) => words::bottom(),
            (Self::Last, false) => words::right(),
        }
    }

    /// The word that forms carry.
    pub const fn name(self) -> &'static str {
        match self {
            Self::First => "first",
            Self::Middle => "middle",
            Self::Last => "last",
        }
    }

    /// Whether it is the part that goes without saying.
    pub fn is_middle(&self) -> bool {
        *self == Self::Middle
    }
}

impl EditFormat {
    pub const ALL: [Self; 4] = [Self::Portrait, Self::Feed, Self::Square, Self::Landscape];

    /// Also the word that forms carry.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Portrait => "9:16",
            Self::Feed => "4:5",
            Self::Square => "1:1",
            Self::Landscape => "16:9",
        }
    }

    /// The class that gives a picture of this format its shape.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Portrait => "fmt-portrait",
            Self::Feed => "fmt-feed",
            Self::Square => "fmt-square",
            Self::Landscape => "fmt-landscape",
        }
    }

    /// Whether enough of such a picture is left. The engine refuses the same, which a test holds.
    pub const fn fits(self, whole: Format) -> bool {
        match whole {
            Format::Portrait => !matches!(self, Self::Landscape),
            Format::Square => true,
            Format::Landscape => !matches!(self, Self::Portrait),
        }
    }
}

impl From<Format> for EditFormat {
    fn from(format: Format) -> Self {
        match format {
            Format::Portrait => Self::Portrait,
            Format::Square => Self::Square,
            Format::Landscape => Self::Landscape,
        }
    }
}
