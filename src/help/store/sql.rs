//! Messages, in either database.

use super::{HelpStore, Message};
use crate::server::database::{Backend, Database, query};
use async_trait::async_trait;
use uuid::Uuid;

/// The messages on the shared database.
pub struct SqlHelp<B: Backend> {
    database: Database<B>,
}

impl<B: Backend> SqlHelp<B> {
    pub fn new(database: Database<B>) -> Self {
        Self { database }
    }
}

#[async_trait]
impl<B: Backend> HelpStore for SqlHelp<B> {
    async fn add(&self, message: &Message) -> Result<(), sqlx::Error> {
        query::<B>("INSERT INTO help_message (id, account, reply_to, page, body, created_at) VALUES ($1, $2, $3, $4, $5, $6)")
            .bind(Uuid::now_v7().to_string())
            .bind(message.account.map(|account| account.to_string()))
            .bind(&message.reply_to)
            .bind(&message.page)
            .bind(&message.body)
            .bind(message.at_ms)
            .execute(&self.database.writer)
            .await?;
        Ok(())
    }
}
