//! The other files of versions, in either database.

use super::{Export, ExportKind, ExportStore, Wanted};
use crate::media::MediaKey;
use crate::server::database::{Backend, Columns, Database, query};
use ::credits::{AccountId, VersionHash};
use async_trait::async_trait;

pub struct SqlExports<B: Backend> {
    database: Database<B>,
}

impl<B: Backend> SqlExports<B> {
    pub fn new(database: Database<B>) -> Self {
        Self { database }
    }
}

#[async_trait]
impl<B: Backend> ExportStore for SqlExports<B> {
    async fn list(
        &self,
        account: &AccountId,
        version: &VersionHash,
    ) -> Result<Vec<Export>, sqlx::Error> {
        let rows = query::<B>(
            "SELECT kind, attempt, file, bytes FROM clip_export WHERE account = $1 AND version = $2",
        )
        .bind(account.to_string())
        .bind(version.as_str())
        .fetch_all(&self.database.readers)
        .await?;
        rows.iter().map(read).collect()
    }

    async fn get(&self, wanted: &Wanted) -> Result<Option<Export>, sqlx::Error> {
        let row = query::<B>(
            "SELECT kind, attempt, file, bytes FROM clip_export WHERE account = $1 AND version = $2 AND kind = $3",
        )
        .bind(wanted.account.to_string())
        .bind(wanted.version.as_str())
        .bind(wanted.kind.slug())
        .fetch_optional(&self.database.readers)
        .await?;
        row.as_ref().map(read).transpose()
    }

    async fn next_attempt(&self, wanted: &Wanted, seen: u32) -> Result<u32, sqlx::Error> {
        // One statement, so that two tabs that saw the same failure queue one further job between them.
        let row = query::<B>(
            "INSERT INTO clip_export (account, version, kind, attempt) VALUES ($1, $2, $3, $4 + 1) \
             ON CONFLICT (account, version, kind) DO UPDATE SET \
               attempt = CASE WHEN clip_export.attempt = $4 THEN $4 + 1 ELSE clip_export.attempt END, \
               file = CASE WHEN clip_export.attempt = $4 THEN NULL ELSE clip_export.file END, \
               bytes = CASE WHEN clip_export.attempt = $4 THEN NULL ELSE clip_export.bytes END \
             RETURNING attempt",
        )
        .bind(wanted.account.to_string())
        .bind(wanted.version.as_str())
        .bind(wanted.kind.slug())
        .bind(i64::from(seen))
        .fetch_one(&self.database.writer)
        .await?;
        number(&row, "attempt")
    }

    async fn keep(&self, wanted: &Wanted, file: &MediaKey, bytes: u64) -> Result<(), sqlx::Error> {
        query::<B>(
            "UPDATE clip_export SET file = $1, bytes = $2 WHERE account = $3 AND version = $4 AND kind = $5",
        )
        .bind(file.as_str())
        .bind(i64::try_from(bytes).unwrap_or(i64::MAX))
        .bind(wanted.account.to_string())
        .bind(wanted.version.as_str())
        .bind(wanted.kind.slug())
        .execute(&self.database.writer)
        .await?;
        Ok(())
    }
}

fn read(row: &impl Columns) -> Result<Export, sqlx::Error> {
    let kind: String = row.get("kind")?;
    let known = ExportKind::ALL.iter().find(|one| one.slug() == kind);
    let file: Option<String> = row.get("file")?;
    let bytes: Option<i64> = row.get("bytes")?;
    Ok(Export {
        kind: *known.ok_or_else(|| undecodable(kind))?,
        attempt: number(row, "attempt")?,
        file: file.zip(bytes).map(|(key, bytes)| {
            let length = u64::try_from(bytes).unwrap_or_default();
            (MediaKey::stored(key), length)
        }),
    })
}

fn number(row: &impl Columns, column: &str) -> Result<u32, sqlx::Error> {
    u32::try_from(row.get::<i64>(column)?).map_err(undecodable)
}

/// A row that this program did not write.
fn undecodable(cause: impl std::fmt::Display) -> sqlx::Error {
    sqlx::Error::Decode(cause.to_string().into())
}
