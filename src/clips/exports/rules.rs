//! Which files a version can be had as.

use crate::choices::choices;
use crate::clips::rules::FormatChoice;
use crate::ui::amount;
use crate::words::clips_exports as words;
use serde::{Deserialize, Serialize};

choices! {
    /// A file of a version beside its 1080p video.
    ExportKind {
        #[default]
        Small = "mp4-720p", words::mp4_720p();
        Large = "mp4-4k", words::mp4_4k();
        Gif = "gif", words::gif();
        Webp = "webp", words::animated_webp();
        Poster = "poster", words::poster_png();
    }
}

impl ExportKind {
    /// What it is good for.
    pub fn purpose(self) -> &'static str {
        match self {
            Self::Small => words::mp4_720p_purpose(),
            Self::Large => words::mp4_4k_purpose(),
            Self::Gif => words::gif_purpose(),
            Self::Webp => words::webp_purpose(),
            Self::Poster => words::poster_purpose(),
        }
    }

    /// What its file's name ends with.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Small | Self::Large => "mp4",
            Self::Gif => "gif",
            Self::Webp => "webp",
            Self::Poster => "png",
        }
    }

    /// The short side of the picture, in pixels.
    pub const fn short_side(self) -> u32 {
        match self {
            Self::Small => 720,
            Self::Large => 2_160,
            Self::Gif => 360,
            Self::Webp => 540,
            Self::Poster => 1_080,
        }
    }

    /// Width and height in a format, both even.
    pub const fn size(self, format: FormatChoice) -> (u32, u32) {
        let short = self.short_side();
        let long = short * 16 / 9;
        match format {
            FormatChoice::Portrait => (short, long),
            FormatChoice::Square => (short, short),
            FormatChoice::Feed => (short, (short * 5 / 4).next_multiple_of(2)),
            FormatChoice::Landscape => (long, short),
        }
    }

    /// The name its file is saved under.
    pub fn file_name(self, title: &str) -> String {
        let size = match self {
            Self::Small => " - 720p",
            Self::Large => " - 4K",
            Self::Gif | Self::Webp | Self::Poster => "",
        };
        format!("{title}{size}.{}", self.extension())
    }
}

/// Where a file stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum ExportState {
    /// Nobody asked for it yet.
    Possible,
    Waiting {
        ahead: u32,
    },
    Making {
        percent: u32,
    },
    Ready {
        bytes: u64,
    },
    Failed {
        /// What happened and what it cost.
        problem: String,
    },
    Cancelled,
}

impl ExportState {
    pub const fn unfinished(&self) -> bool {
        matches!(self, Self::Waiting { .. } | Self::Making { .. })
    }

    /// A word for it, the same while it is on its way.
    pub const fn label(&self) -> &'static str {
        match self {
            Self::Possible => "possible",
            Self::Waiting { .. } | Self::Making { .. } => "unfinished",
            Self::Ready { .. } => "ready",
            Self::Failed { .. } => "failed",
            Self::Cancelled => "cancelled",
        }
    }
}

/// One file as its row shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileView {
    pub kind: ExportKind,
    pub width: u32,
    pub height: u32,
    pub state: ExportState,
}

/// All files of a version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FilesView {
    pub clip: String,
    pub version: String,
    pub title: String,
    /// Which of the clip's downloaded versions it is.
    pub number: u32,
    pub files: Vec<FileView>,
}

impl FilesView {
    /// How many are on their way.
    pub fn unfinished(&self) -> usize {
        let on_the_way = |file: &&FileView| file.state.unfinished();
        self.files.iter().filter(on_the_way).count()
    }

    /// The page of these files.
    pub fn page(&self) -> String {
        format!("/clips/{}/files?version={}", self.clip, self.version)
    }
}

/// "2.4 MB", "310 kB".
pub fn bytes_words(bytes: u64) -> String {
    match bytes {
        0..1_000_000 => words::kilobytes(bytes.div_ceil(1_000)),
        _ => words::megabytes(amount::tenths(bytes / 100_000)),
    }
}
