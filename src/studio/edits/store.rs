//! What is kept of the versions of takes.

mod sql;
#[cfg(test)]
mod tests;

use super::rules::Edit;
use crate::media::MediaKey;
use ::credits::AccountId;
use async_trait::async_trait;
pub use sql::SqlVersions;
use uuid::Uuid;

/// An edit of a take, and its files once they are made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    pub id: Uuid,
    pub account: AccountId,
    pub take: Uuid,
    /// 2 for the first edit; the take itself is 1.
    pub number: u32,
    pub edit: Edit,
    /// Which of its jobs counts.
    pub attempt: u32,
    pub video: Option<MediaKey>,
    pub poster: Option<MediaKey>,
}

/// A version that is to be kept.
#[derive(Debug, Clone)]
pub struct NewVersion<'a> {
    pub account: &'a AccountId,
    pub take: Uuid,
    /// The hash of the canonical edit.
    pub hash: &'a str,
    pub edit: &'a Edit,
    pub now_ms: i64,
}

/// The store of versions. What belongs to another account is not found.
#[async_trait]
pub trait VersionStore: Send + Sync {
    /// Keeps a version under the next number of its take; one that is there already is answered as it is.
    async fn add(&self, new: NewVersion<'_>) -> Result<Version, sqlx::Error>;
    /// The versions of a take, by number.
    async fn list(&self, account: &AccountId, take: Uuid) -> Result<Vec<Version>, sqlx::Error>;
    async fn get(&self, account: &AccountId, id: Uuid) -> Result<Option<Version>, sqlx::Error>;
    /// For the workers, who have a job instead of a session.
    async fn of_job(&self, id: Uuid) -> Result<Option<Version>, sqlx::Error>;
    /// Begins a further attempt if `seen` is still the one that counts; answers the one that counts now.
    async fn next_attempt(&self, id: Uuid, seen: u32) -> Result<u32, sqlx::Error>;
    /// Notes the verified files of a version.
    async fn keep(&self, id: Uuid, video: &MediaKey, poster: &MediaKey) -> Result<(), sqlx::Error>;
    /// The plate of a take, if one is kept.
    async fn plate(&self, take: Uuid) -> Result<Option<MediaKey>, sqlx::Error>;
    /// Notes the plate of a take, once: a plate never changes.
    async fn keep_plate(&self, take: Uuid, plate: &MediaKey) -> Result<(), sqlx::Error>;
}
