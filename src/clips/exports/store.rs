//! What is kept of a version's other files.

mod sql;
#[cfg(test)]
mod tests;

use super::rules::ExportKind;
use crate::media::MediaKey;
use ::credits::{AccountId, VersionHash};
use async_trait::async_trait;
pub use sql::SqlExports;

/// Which file of which version of whom.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Wanted {
    pub account: AccountId,
    pub version: VersionHash,
    pub kind: ExportKind,
}

/// A file that was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Export {
    pub kind: ExportKind,
    /// Which of its jobs counts.
    pub attempt: u32,
    /// Where it is and how long, once it is made.
    pub file: Option<(MediaKey, u64)>,
}

#[async_trait]
pub trait ExportStore: Send + Sync {
    /// Everything that was asked for of a version.
    async fn list(
        &self,
        account: &AccountId,
        version: &VersionHash,
    ) -> Result<Vec<Export>, sqlx::Error>;
    async fn get(&self, wanted: &Wanted) -> Result<Option<Export>, sqlx::Error>;
    /// Raises the attempt from `seen` (0 for the first) by one and forgets a file that is gone; the attempt that stands
    /// then, also when somebody else raised it first.
    async fn next_attempt(&self, wanted: &Wanted, seen: u32) -> Result<u32, sqlx::Error>;
    /// Notes the file.
    async fn keep(&self, wanted: &Wanted, file: &MediaKey, bytes: u64) -> Result<(), sqlx::Error>;
}
