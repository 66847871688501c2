//! In SQLite.

use super::StudioStore;
use crate::server::Database;
use async_trait::async_trait;

pub struct SqliteStudio {
    database: Database,
}

impl SqliteStudio {
    pub fn new(database: Database) -> Self {
        Self { database }
    }
}

#[async_trait]
impl StudioStore for SqliteStudio {}
