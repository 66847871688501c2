//! Messages, in either database.

use super::{HelpStore, Message};
use crate::mail::{LetterKind, put};
use crate::server::database::{Backend, Columns, Database, query};
use ::credits::AccountId;
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
        let id = Uuid::now_v7();
        let mut transaction = self.database.begin_writing().await?;
        query::<B>("INSERT INTO help_message (id, account, reply_to, page, body, created_at) VALUES ($1, $2, $3, $4, $5, $6)")
            .bind(id.to_string())
            .bind(message.account.map(|account| account.to_string()))
            .bind(&message.reply_to)
            .bind(&message.page)
            .bind(&message.body)
            .bind(message.at_ms)
            .execute(&mut *transaction)
            .await?;
        put::<B>(&mut transaction, LetterKind::Help, id, message.at_ms).await?;
        transaction.commit().await
    }

    async fn get(&self, id: Uuid) -> Result<Option<Message>, sqlx::Error> {
        let row = query::<B>("SELECT * FROM help_message WHERE id = $1")
            .bind(id.to_string())
            .fetch_optional(&self.database.readers)
            .await?;
        row.map(|row| read(&row)).transpose()
    }
}

fn read(row: &impl Columns) -> Result<Message, sqlx::Error> {
    let account: Option<String> = row.get("account")?;
    let account = account.map(|id| id.parse::<AccountId>()).transpose();
    Ok(Message {
        account: account.map_err(|cause| sqlx::Error::Decode(cause.to_string().into()))?,
        reply_to: row.get("reply_to")?,
        page: row.get("page")?,
        body: row.get("body")?,
        at_ms: row.get("created_at")?,
    })
}
