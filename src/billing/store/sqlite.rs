//! In SQLite.

use super::BillingStore;
use crate::server::Database;
use async_trait::async_trait;

pub struct SqliteBilling {
    database: Database,
}

impl SqliteBilling {
    pub fn new(database: Database) -> Self {
        Self { database }
    }
}

#[async_trait]
impl BillingStore for SqliteBilling {}
