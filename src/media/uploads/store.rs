//! What is kept of a photo beside its pixels.

mod sql;
#[cfg(test)]
mod tests;

use crate::media::MediaKey;
use ::credits::AccountId;
use async_trait::async_trait;
pub use sql::SqlUploads;
use uuid::Uuid;

/// An uploaded photo with its two forms: as it came, and cut out where that could be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upload {
    pub id: Uuid,
    pub file_name: String,
    pub has_transparency: bool,
    pub original: StoredImage,
    pub cut_out: Option<StoredImage>,
}

/// A stored PNG and its size in pixels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredImage {
    pub key: MediaKey,
    pub width: u32,
    pub height: u32,
}

#[async_trait]
pub trait UploadStore: Send + Sync {
    /// Keeps a photo whose pixels are stored.
    async fn add(
        &self,
        account: &AccountId,
        upload: &Upload,
        at_ms: i64,
    ) -> Result<(), sqlx::Error>;
    /// The photo, if it is this account's.
    async fn get(&self, account: &AccountId, id: Uuid) -> Result<Option<Upload>, sqlx::Error>;
}
