//! What is kept for this feature.

mod sqlite;

use async_trait::async_trait;
pub use sqlite::SqliteClips;

#[async_trait]
pub trait ClipStore: Send + Sync {}
