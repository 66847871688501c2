//! What is kept of clips, their versions and their renders.

mod sql;
#[cfg(test)]
mod tests;

use super::rules::ClipInputs;
use crate::media::MediaKey;
use ::credits::{AccountId, VersionHash};
use async_trait::async_trait;
pub use sql::SqlClips;
use uuid::Uuid;

/// A template as somebody filled it in.
#[derive(Debug, Clone, PartialEq)]
pub struct Clip {
    pub id: Uuid,
    pub template: String,
    pub title: String,
    pub inputs: ClipInputs,
    pub updated_ms: i64,
    pub deleted: bool,
}

/// A version of a clip that was asked to be rendered.
#[derive(Debug, Clone, PartialEq)]
pub struct Version {
    pub hash: VersionHash,
    pub inputs: ClipInputs,
    /// Which of the clip's downloaded versions it is, from 1; none before it is the account's.
    pub number: Option<u32>,
}

/// The render of a version: how often it was queued, and its files once one of the jobs is done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Render {
    pub attempt: u32,
    pub files: Option<RenderFiles>,
}

/// The files of a finished render.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RenderFiles {
    pub full: MediaKey,
    pub preview: MediaKey,
    pub poster: MediaKey,
    pub strip: Vec<MediaKey>,
    /// How long the full file is.
    pub bytes: u64,
}

/// Every call names the account, and what is not its own is not found.
#[async_trait]
pub trait ClipStore: Send + Sync {
    /// Creates the clip or writes over its draft; false when the id is another account's.
    async fn save(&self, account: &AccountId, clip: &Clip) -> Result<bool, sqlx::Error>;
    /// The clip, deleted or not.
    async fn get(&self, account: &AccountId, id: Uuid) -> Result<Option<Clip>, sqlx::Error>;
    /// Notes that a version of one's own clip is asked for; again only renews `asked_ms`.
    async fn add_version(
        &self,
        clip: Uuid,
        hash: &VersionHash,
        inputs: &ClipInputs,
        asked_ms: i64,
    ) -> Result<(), sqlx::Error>;
    /// The clip's versions, the latest asked for first.
    async fn versions(&self, account: &AccountId, clip: Uuid) -> Result<Vec<Version>, sqlx::Error>;
    async fn version(
        &self,
        account: &AccountId,
        clip: Uuid,
        hash: &VersionHash,
    ) -> Result<Option<Version>, sqlx::Error>;
    /// Gives the version the clip's next number if it has none.
    async fn number_version(&self, clip: Uuid, hash: &VersionHash) -> Result<(), sqlx::Error>;
    async fn render(
        &self,
        account: &AccountId,
        version: &VersionHash,
    ) -> Result<Option<Render>, sqlx::Error>;
    /// Raises the attempt from `seen` (0 for the first) by one and forgets files that are gone; the attempt that
    /// stands then, also when somebody else raised it first.
    async fn next_attempt(
        &self,
        account: &AccountId,
        version: &VersionHash,
        seen: u32,
    ) -> Result<u32, sqlx::Error>;
    /// Keeps the files of a finished render.
    async fn put_files(
        &self,
        account: &AccountId,
        version: &VersionHash,
        files: &RenderFiles,
    ) -> Result<(), sqlx::Error>;
}
