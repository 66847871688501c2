//! What is kept of the messages to us.

mod sql;

use ::credits::AccountId;
use async_trait::async_trait;
pub use sql::SqlHelp;
use uuid::Uuid;

/// One message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    pub account: Option<AccountId>,
    /// The e-mail address the answer goes to.
    pub reply_to: String,
    /// The page it was written on.
    pub page: String,
    pub body: String,
    pub at_ms: i64,
}

#[async_trait]
pub trait HelpStore: Send + Sync {
    /// Keeps a message, and the letter that brings it to us, under one new id.
    async fn add(&self, message: &Message) -> Result<(), sqlx::Error>;
    async fn get(&self, id: Uuid) -> Result<Option<Message>, sqlx::Error>;
}
