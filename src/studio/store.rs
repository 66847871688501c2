//! What is kept of scenes, orders and takes.

mod rows;
mod shelf;
mod sql;
#[cfg(test)]
mod tests;

use super::rules::{EMBEDDED, Failure, SceneDraft};
use crate::media::MediaKey;
use ::credits::{AccountId, AnimationSettings, Credits, HoldId, Timestamp};
use async_trait::async_trait;
use serde::{Deserialize, Serialize};
pub use shelf::{NewPreview, Preview, Shelf};
pub use sql::SqlStudio;
use uuid::Uuid;

/// A scene as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scene {
    pub draft: SceneDraft,
    pub revision: i64,
}

/// A paid order, whole: what the ledger's outbox carries from the hold to the queue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Order {
    pub animation: Animation,
    pub takes: Vec<OrderedTake>,
}

/// One video of an order, before there is any.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderedTake {
    pub id: Uuid,
    pub seed: u64,
    /// The video it is a further take of.
    pub of_take: Option<Uuid>,
}

/// An order of 1, 2 or 4 takes. Its id is the id of its hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Animation {
    pub id: Uuid,
    pub account: AccountId,
    pub scene: Uuid,
    /// The animation on whose page its takes stand: itself, or the one to which it adds a take.
    pub root: Uuid,
    pub settings: AnimationSettings,
    pub price_list: u32,
    pub total: Credits,
    pub title: String,
    /// Who animates it, and its regenerations.
    #[serde(default = "embedded")]
    pub provider: String,
    /// The scene as it was ordered.
    pub snapshot: SceneDraft,
    pub at: Timestamp,
}

/// Orders that were held before anybody could choose.
fn embedded() -> String {
    EMBEDDED.to_owned()
}

impl Animation {
    /// Its title as a part of a file's name.
    pub fn file_title(&self) -> String {
        self.title.replace(['/', '\\', ':'], "-")
    }

    pub fn hold(&self) -> HoldId {
        HoldId::new(self.id)
    }
}

/// How a take came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TakeOrigin {
    Ordered,
    /// A further order for one more take of a video.
    Paid,
    /// The free regeneration of a video.
    Free,
}

/// Where a take stands. All but the first are ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TakeEnd {
    Open,
    Delivered,
    Failed,
    Cancelled,
}

/// One video.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Take {
    pub id: Uuid,
    pub account: AccountId,
    pub animation: Uuid,
    pub root: Uuid,
    /// 1 for the first of its page.
    pub number: u32,
    pub origin: TakeOrigin,
    pub of_take: Option<Uuid>,
    pub seed: u64,
    pub state: TakeEnd,
    /// The verified file, stored before the ledger hears of it.
    pub video: Option<MediaKey>,
    pub poster: Option<MediaKey>,
    /// Why it failed, where it did and that is known.
    pub failure: Option<Failure>,
    /// Its video arrived after it had counted as failed: it is free.
    pub late: bool,
    /// What its verdict took.
    pub taken: Credits,
    /// What its verdict gave back.
    pub returned: Credits,
    pub created_ms: i64,
    pub ended_ms: Option<i64>,
}

/// The Studio's store. What belongs to another account is not found.
#[async_trait]
pub trait StudioStore: Shelf + Send + Sync {
    /// Keeps the draft and returns its new revision; none if the scene is deleted or another account's.
    async fn save_scene(
        &self,
        account: &AccountId,
        id: Uuid,
        draft: &SceneDraft,
        at: Timestamp,
    ) -> Result<Option<i64>, sqlx::Error>;
    /// The scene, unless it is deleted.
    async fn scene(&self, account: &AccountId, id: Uuid) -> Result<Option<Scene>, sqlx::Error>;
    /// Writes an order and its takes; a second time changes nothing.
    async fn begin(&self, order: &Order, now_ms: i64) -> Result<(), sqlx::Error>;
    async fn animation(
        &self,
        account: &AccountId,
        id: Uuid,
    ) -> Result<Option<Animation>, sqlx::Error>;
    /// The scene's animations that have a page of their own and are not deleted, newest first.
    async fn animations(
        &self,
        account: &AccountId,
        scene: Uuid,
    ) -> Result<Vec<Animation>, sqlx::Error>;
    /// An animation and the further orders on its page, oldest first.
    async fn orders(&self, account: &AccountId, root: Uuid) -> Result<Vec<Animation>, sqlx::Error>;
    /// The takes on an animation's page, by number.
    async fn takes(&self, account: &AccountId, root: Uuid) -> Result<Vec<Take>, sqlx::Error>;
    async fn take(&self, account: &AccountId, id: Uuid) -> Result<Option<Take>, sqlx::Error>;
    /// For the workers, who have a job instead of a session.
    async fn take_of_job(&self, id: Uuid) -> Result<Option<Take>, sqlx::Error>;
    /// Takes without an end, oldest first.
    async fn open_takes(&self, limit: u32) -> Result<Vec<Take>, sqlx::Error>;
    /// Reserves the free regeneration of a video by adding its take; false if it is used or running.
    async fn add_free_take(
        &self,
        id: Uuid,
        of: &Take,
        seed: u64,
        now_ms: i64,
    ) -> Result<bool, sqlx::Error>;
    /// Notes the verified file of an open take; false if the take has ended.
    async fn keep_video(
        &self,
        id: Uuid,
        video: &MediaKey,
        poster: &MediaKey,
    ) -> Result<bool, sqlx::Error>;
    /// Notes why an open take is about to end as failed.
    async fn note_failure(&self, id: Uuid, failure: Failure) -> Result<(), sqlx::Error>;
    /// Delivers the verified file of a take that has failed by time; false if it did not end that way.
    async fn deliver_late(
        &self,
        id: Uuid,
        video: &MediaKey,
        poster: &MediaKey,
    ) -> Result<bool, sqlx::Error>;
    /// Ends an open take; false if it has ended before.
    async fn end_take(
        &self,
        id: Uuid,
        end: TakeEnd,
        taken: Credits,
        returned: Credits,
        now_ms: i64,
    ) -> Result<bool, sqlx::Error>;
}
