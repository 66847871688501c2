//! What is kept for this feature.

mod sqlite;

use async_trait::async_trait;
pub use sqlite::SqliteBilling;

#[async_trait]
pub trait BillingStore: Send + Sync {}
