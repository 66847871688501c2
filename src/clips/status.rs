//! What the server knows of a clip, as its open editor needs it: versions, renders, and what a download costs.

use super::rules::{ClipInputs, TemplateView};
use crate::credits::rules::NextRefresh;
use crate::media::upload_field::ImageView;
use crate::words::clips as words;
use serde::{Deserialize, Serialize};

/// Everything the editor starts with.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EditorView {
    /// The clip's id, chosen before the clip is saved for the first time, so that saving twice makes one clip.
    pub clip: String,
    pub saved: bool,
    pub title: String,
    pub template: TemplateView,
    pub inputs: ClipInputs,
    pub sample: ImageView,
    pub film: Film,
    pub status: ClipStatus,
    /// Whose page it is: the copies a browser keeps are told apart by it. Nobody's while a guest tries the template.
    pub owner: Option<String>,
    /// Makes the keys of this page's downloads its own.
    pub seed: String,
}

/// What an editor sends to be kept.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Draft {
    pub clip: String,
    /// Empty until the person gives one.
    pub title: String,
    pub inputs: ClipInputs,
}

/// How long the video is and what happens when.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Film {
    pub frames: u32,
    pub fps: u32,
    pub beats: Vec<BeatView>,
    /// The frame that stands for the whole while nothing plays.
    pub still: u32,
}

/// One stretch of the timeline.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BeatView {
    pub name: String,
    pub from_s: f64,
}

impl Film {
    pub fn seconds(&self) -> f64 {
        f64::from(self.frames) / f64::from(self.fps)
    }
}

/// The clip's versions and the account's means, read afresh whenever there is news.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ClipStatus {
    /// The latest asked for first.
    pub versions: Vec<VersionView>,
    pub offer: Offer,
}

/// What the account's plan and wallet say about downloads.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Offer {
    /// The plan's name if it includes downloads.
    pub included_in: Option<String>,
    pub available: i64,
    /// None while a payment is missing: no day can be promised then.
    pub next_refresh: Option<NextRefresh>,
    /// The last payment failed, so no plan can be changed: what helps is the payment.
    pub payment_failed: bool,
    /// What the smallest plan with download credits brings and costs, for somebody who has no plan.
    pub way_in: Option<String>,
}

/// One version that was rendered, or asked to be.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct VersionView {
    pub hash: String,
    pub inputs: ClipInputs,
    /// Which of the clip's downloaded versions it is, from 1.
    pub number: Option<u32>,
    /// Set once the right to it is the account's.
    pub owned: Option<Owned>,
    pub render: RenderStatus,
}

/// When and how a version became the account's.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Owned {
    /// Such as "12 June, 14:32".
    pub on: String,
    /// One credit was taken; otherwise the plan included it.
    pub paid: bool,
}

/// Where a version's file stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub enum RenderStatus {
    /// It was never asked for, or was cancelled.
    None,
    Queued {
        /// How many wait before it.
        ahead: u32,
    },
    Running {
        frames_done: u32,
        frames_total: u32,
        running_s: u32,
        left_s: Option<u32>,
    },
    Ready {
        bytes: u64,
    },
    Failed {
        problem: String,
    },
}

impl RenderStatus {
    /// Whether it will change by itself.
    pub fn under_way(&self) -> bool {
        matches!(self, Self::Queued { .. } | Self::Running { .. })
    }
}

/// What the button costs and says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DownloadOffer {
    pub price: i64,
    pub label: String,
    pub enough: bool,
}

impl Offer {
    /// What a first download costs: 0 where the plan includes it.
    pub fn first_download(&self) -> DownloadOffer {
        match &self.included_in {
            Some(plan) => DownloadOffer {
                price: 0,
                label: words::download_now_included(plan),
                enough: true,
            },
            None => DownloadOffer {
                price: 1,
                label: words::download_one_credit().to_owned(),
                enough: self.available >= 1,
            },
        }
    }
}

impl ClipStatus {
    /// The version that these inputs are, if it was ever asked for.
    pub fn version_of(&self, canonical: &str) -> Option<&VersionView> {
        self.versions
            .iter()
            .find(|version| version.inputs.canonical() == canonical)
    }

    /// The downloaded versions, newest first.
    pub fn downloaded(&self) -> Vec<&VersionView> {
        let mut owned: Vec<&VersionView> = self
            .versions
            .iter()
            .filter(|version| version.owned.is_some())
            .collect();
        owned.sort_by_key(|version| std::cmp::Reverse(version.number));
        owned
    }

    /// The number the next downloaded version gets.
    pub fn next_number(&self) -> u32 {
        self.versions
            .iter()
            .filter_map(|version| version.number)
            .max()
            .unwrap_or(0)
            + 1
    }
}

/// What became of a request to download.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "kebab-case")]
pub enum DownloadAnswer {
    /// The right is recorded; the file is at `url`.
    Downloaded { url: String, taken: i64 },
    /// The price is not the one that was shown; nothing was taken.
    PriceChanged { price: i64 },
    /// There are too few credits; nothing was taken.
    Short { available: i64, needed: i64 },
    /// There is no finished file yet; nothing was taken.
    NotRendered,
}
