//! What the library asks of the database: a page of entries, and what their cards show, in a handful of questions
//! however many videos there are.

mod sql;

use super::rules::{Kind, Listed, Search};
use crate::clips::rules::ClipInputs;
use crate::media::MediaKey;
use crate::studio::rules::SceneDraft;
use crate::work::{JobId, JobState};
use ::credits::{AccountId, VersionHash};
use async_trait::async_trait;
pub use sql::SqlLibrary;
use uuid::Uuid;

/// An entry's place: what it is, and by what it is sorted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    pub kind: Kind,
    pub id: Uuid,
    /// When it was last edited, ordered or deleted, by the account's clock.
    pub at_ms: i64,
    pub sort_title: String,
    pub deleted: bool,
}

/// How many entries there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// All that are not deleted.
    pub everything: u64,
    pub deleted: u64,
    /// Those that the search finds.
    pub found: u64,
    /// Those of them from the page on.
    pub from_here: u64,
}

/// A hand-crafted video as its card shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct ClipEntry {
    pub id: Uuid,
    pub title: String,
    pub inputs: ClipInputs,
    /// The version of what it shows now.
    pub version: Option<VersionHash>,
    /// The current version again, where it is finished: an older one would show what the fields no longer say.
    pub finished: Option<VersionHash>,
    /// Whether the current version is the account's, and as which number of the clip's.
    pub owned: bool,
    pub number: Option<u32>,
    /// The newest version that is the account's.
    pub newest_owned: Option<(Option<u32>, VersionHash)>,
    /// Which attempt to render the current version is the last one, while it has no files.
    pub attempt: Option<u32>,
}

/// A scene, or an animation of one, as its card shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SceneEntry {
    pub kind: Kind,
    pub id: Uuid,
    pub scene: Uuid,
    /// Empty for a scene that was given none.
    pub title: String,
    pub draft: SceneDraft,
    /// The last edit of a scene; it tells its stills apart.
    pub revision: i64,
}

/// A take as its animation's card shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakeEntry {
    pub id: Uuid,
    pub root: Uuid,
    pub number: u32,
    pub delivered: bool,
    /// It has no end yet.
    pub open: bool,
}

/// What the cards of a page show.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Details {
    pub clips: Vec<ClipEntry>,
    pub scenes: Vec<SceneEntry>,
    /// By animation and number.
    pub takes: Vec<TakeEntry>,
}

/// What the account's files take up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Storage {
    pub files: u64,
    /// The length of those that were measured.
    pub bytes: u64,
    pub unmeasured: u64,
}

/// Every call names the account, and what is not its own is not found.
#[async_trait]
pub trait LibraryStore: Send + Sync {
    /// The entries that a search finds, from its cursor on and at most `limit`. `ahead_ms` is how far the account's clock
    /// runs ahead of the wall clock, by which clips are kept.
    async fn page(
        &self,
        account: &AccountId,
        search: &Search,
        ahead_ms: i64,
        limit: usize,
    ) -> Result<(Vec<Place>, Counts), sqlx::Error>;
    /// What the cards of these entries show, in no order but that of takes.
    async fn details(&self, account: &AccountId, places: &[Place]) -> Result<Details, sqlx::Error>;
    /// Where these jobs of the account stand.
    async fn jobs(
        &self,
        account: &AccountId,
        ids: &[JobId],
    ) -> Result<Vec<(JobId, JobState)>, sqlx::Error>;
    /// A scene or an animation, deleted or not.
    async fn scene(
        &self,
        account: &AccountId,
        kind: Kind,
        id: Uuid,
    ) -> Result<Option<SceneEntry>, sqlx::Error>;
    /// Gives an entry another title; false when there is no such entry.
    async fn rename(
        &self,
        account: &AccountId,
        kind: Kind,
        id: Uuid,
        title: &str,
        listed: &Listed,
    ) -> Result<bool, sqlx::Error>;
    /// Deletes an entry, or brings it back with `None`; false when there is no such entry.
    async fn set_deleted(
        &self,
        account: &AccountId,
        kind: Kind,
        id: Uuid,
        at_ms: Option<i64>,
    ) -> Result<bool, sqlx::Error>;
    /// What the account's videos, previews, posters and photos take up.
    async fn storage(&self, account: &AccountId) -> Result<Storage, sqlx::Error>;
    /// Files of the account whose length is not known yet.
    async fn unmeasured(
        &self,
        account: &AccountId,
        limit: usize,
    ) -> Result<Vec<MediaKey>, sqlx::Error>;
    /// Notes how long files are.
    async fn measured(&self, sizes: &[(MediaKey, u64)]) -> Result<(), sqlx::Error>;
}
