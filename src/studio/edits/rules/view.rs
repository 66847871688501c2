//! A take's versions as its page shows them.

use super::{EditForm, EditFormat};
use serde::{Deserialize, Serialize};

/// All versions of a take, the original first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Versions {
    pub list: Vec<VersionView>,
}

impl Versions {
    /// How many are still being made.
    pub fn unfinished(&self) -> usize {
        self.list
            .iter()
            .filter(|version| version.state.unfinished())
            .count()
    }
}

/// One version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VersionView {
    /// Its id; none for the original.
    pub id: Option<String>,
    /// "Original", "Version 2".
    pub name: String,
    /// What is different from the original.
    pub difference: String,
    pub format: EditFormat,
    pub state: VersionState,
    /// Its fields, to go on from here.
    pub form: EditForm,
}

/// Where a version stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum VersionState {
    Waiting {
        ahead: u32,
    },
    Rendering {
        percent: u32,
    },
    Ready,
    Failed {
        /// What happened and what it cost.
        problem: String,
    },
    Cancelled,
}

impl VersionState {
    pub fn unfinished(&self) -> bool {
        matches!(self, Self::Waiting { .. } | Self::Rendering { .. })
    }

    /// Whether it is there, or will be without anybody asking again.
    pub fn stands(&self) -> bool {
        !matches!(self, Self::Failed { .. } | Self::Cancelled)
    }

    /// A word for it, the same while it is on its way.
    pub fn label(&self) -> &'static str {
        match self {
            Self::Waiting { .. } | Self::Rendering { .. } => "unfinished",
            Self::Ready => "ready",
            Self::Failed { .. } => "failed",
            Self::Cancelled => "cancelled",
        }
    }
}

impl VersionView {
    /// Where its files are: the take's own, or those of an edit.
    pub fn file(&self, take: &str, what: &str) -> String {
        match &self.id {
            None => format!("/studio/takes/{take}/{what}"),
            Some(id) => format!("/studio/takes/{take}/versions/{id}/{what}"),
        }
    }

    /// Where its picture is.
    pub fn picture(&self, take: &str) -> String {
        self.file(
            take,
            if self.id.is_some() {
                "poster"
            } else {
                "still?done"
            },
        )
    }
}
