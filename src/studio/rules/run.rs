//! An animation as its page shows it. Times are words already: the browser formats none.

use super::Format;
use crate::words::studio as words;
use ::credits::{Credits, PriceList};
use serde::{Deserialize, Serialize};

/// An order with its takes, and what it cost so far.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RunView {
    pub scene: String,
    pub animation: String,
    pub title: String,
    /// "10 s, 1080p, 9:16, 4 videos".
    pub settings: String,
    pub format: Format,
    pub takes: Vec<TakeView>,
    /// 0 to 100, over all takes.
    pub percent: u32,
    /// "1 done, 2 running, 1 waiting. About 50 s left. You can leave this page."
    pub summary: String,
    pub money: Money,
    /// The price of one more video, and the list it follows from.
    pub price_of_one: Credits,
    pub price_list: PriceList,
    /// Length, size, style and the like, as pairs of words.
    pub facts: Vec<(String, String)>,
    /// What made the videos, said honestly.
    pub provider: String,
    pub earlier: Vec<Earlier>,
}

impl RunView {
    /// How many videos can be watched.
    pub fn ready(&self) -> usize {
        self.takes
            .iter()
            .filter(|take| take.state == TakeState::Ready)
            .count()
    }

    /// How many of those are favourites.
    pub fn favourites(&self) -> usize {
        self.takes
            .iter()
            .filter(|take| take.favourite && take.state == TakeState::Ready)
            .count()
    }

    /// How many have not ended.
    pub fn unfinished(&self) -> usize {
        self.takes
            .iter()
            .filter(|take| take.state.unfinished())
            .count()
    }

    /// How many ended without a video.
    pub fn not_finished(&self) -> usize {
        self.takes.len() - self.ready() - self.unfinished()
    }

    /// Whether some of those first ordered have not ended.
    pub fn order_runs(&self) -> bool {
        self.takes
            .iter()
            .any(|take| take.origin.is_none() && take.state.unfinished())
    }
}

/// Another order of the same scene.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Earlier {
    pub animation: String,
    pub words: String,
}

/// One video.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakeView {
    pub id: String,
    pub number: u32,
    pub state: TakeState,
    /// "New take of video 1, free", or nothing for those first ordered.
    pub origin: Option<String>,
    /// What is to be said below it.
    pub note: String,
    pub regeneration: Regeneration,
    pub favourite: bool,
}

/// What a click on a video's star asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FavouriteAsk {
    pub take: String,
    pub favourite: bool,
}

/// Where a video stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum TakeState {
    Waiting { words: String },
    Animating { percent: u32, left: String },
    Ready,
    Failed,
    Cancelled,
}

impl TakeState {
    pub fn unfinished(&self) -> bool {
        matches!(self, Self::Waiting { .. } | Self::Animating { .. })
    }

    /// What stands in its tag.
    pub fn label(&self) -> &'static str {
        match self {
            Self::Waiting { .. } => words::waiting(),
            Self::Animating { .. } => words::animating(),
            Self::Ready => words::ready(),
            Self::Failed => words::failed(),
            Self::Cancelled => words::cancelled(),
        }
    }
}

/// What one more try of a video costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Regeneration {
    /// Nothing can be regenerated yet.
    NotYet,
    /// The free one is left.
    Free,
    /// The free one is being made. What it costs to have another is said once it has ended: a button whose price rises under
    /// the pointer would take what a second click never meant to pay.
    FreeRunning,
    /// The price of one video.
    Priced,
    /// It did not finish: trying again is the price of one video.
    TryAgain,
}

/// The credits of a run, from the ledger's own figures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Money {
    pub held: Credits,
    pub taken: Credits,
    /// What can be spent now.
    pub available: Credits,
    /// The lines of the table, as they are read.
    pub lines: Vec<(String, String)>,
    /// What each unfinished video would give back.
    pub unfinished: Credits,
    /// How one video's share is said while some are unfinished.
    pub share: String,
    /// All that is unfinished is free, so that nothing is on hold for it.
    pub free: bool,
}
