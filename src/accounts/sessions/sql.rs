//! Sessions, in either database.

use crate::accounts::extract::ACCOUNT;
use crate::server::database::{Backend, Columns, Database, query};
use crate::server::state::wall_clock_ms;
use async_trait::async_trait;
use tower_sessions::session::{Id, Record};
use tower_sessions::session_store::{Error, Result, SessionStore};

/// The sessions on the shared database.
#[derive(Debug)]
pub struct SqlSessions<B: Backend> {
    database: Database<B>,
}

impl<B: Backend> SqlSessions<B> {
    pub fn new(database: Database<B>) -> Self {
        Self { database }
    }
}

fn backend(cause: impl std::fmt::Display) -> Error {
    Error::Backend(cause.to_string())
}

impl<B: Backend> SqlSessions<B> {
    /// Writes the record; `true` when a row was added or changed.
    async fn write(&self, record: &Record, statement: &'static str) -> Result<bool> {
        let text =
            serde_json::to_string(record).map_err(|cause| Error::Encode(cause.to_string()))?;
        let done = query::<B>(statement)
            .bind(record.id.to_string())
            .bind(text)
            .bind(record.expiry_date.unix_timestamp() * 1_000)
            .bind(
                record
                    .data
                    .get(ACCOUNT)
                    .and_then(|account| account.as_str()),
            )
            .execute(&self.database.writer)
            .await
            .map_err(backend)?;
        Ok(done == 1)
    }
}

#[async_trait]
impl<B: Backend> SessionStore for SqlSessions<B> {
    async fn create(&self, record: &mut Record) -> Result<()> {
        // An id that exists already belongs to somebody else: take another one, never over theirs.
        while !self.write(record, "INSERT INTO session (id, record, expires_at, account) VALUES ($1, $2, $3, $4) ON CONFLICT (id) DO NOTHING").await? {
            record.id = Id::default();
        }
        Ok(())
    }

    async fn save(&self, record: &Record) -> Result<()> {
        // A session that ended while it was in use stays ended: what is not there is not written.
        self.write(
            record,
            "UPDATE session SET record = $2, expires_at = $3, account = $4 WHERE id = $1",
        )
        .await?;
        Ok(())
    }

    async fn load(&self, id: &Id) -> Result<Option<Record>> {
        let row = query::<B>("SELECT record FROM session WHERE id = $1 AND expires_at > $2")
            .bind(id.to_string())
            .bind(wall_clock_ms())
            .fetch_optional(&self.database.readers)
            .await
            .map_err(backend)?;
        let Some(row) = row else { return Ok(None) };
        let text: String = row.get("record").map_err(backend)?;
        serde_json::from_str(&text)
            .map(Some)
            .map_err(|cause| Error::Decode(cause.to_string()))
    }

    async fn delete(&self, id: &Id) -> Result<()> {
        query::<B>("DELETE FROM session WHERE id = $1 OR expires_at < $2")
            .bind(id.to_string())
            .bind(wall_clock_ms())
            .execute(&self.database.writer)
            .await
            .map_err(backend)?;
        Ok(())
    }
}
