//! What is kept for this feature.

mod sqlite;

use async_trait::async_trait;
pub use sqlite::SqliteStudio;

#[async_trait]
pub trait StudioStore: Send + Sync {}
