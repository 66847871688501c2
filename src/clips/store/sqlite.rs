//! In SQLite.

use super::ClipStore;
use crate::server::Database;
use async_trait::async_trait;

pub struct SqliteClips {
    database: Database,
}

impl SqliteClips {
    pub fn new(database: Database) -> Self {
        Self { database }
    }
}

#[async_trait]
impl ClipStore for SqliteClips {}
