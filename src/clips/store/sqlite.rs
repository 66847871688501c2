//! In SQLite.

use super::{Clip, ClipStore, Render, RenderFiles, Version};
use crate::clips::rules::ClipInputs;
use crate::media::MediaKey;
use crate::server::Database;
use ::credits::{AccountId, VersionHash};
use async_trait::async_trait;
use sqlx::Row;
use sqlx::sqlite::SqliteRow;
use uuid::Uuid;

/// Clips on the shared database.
pub struct SqliteClips {
    database: Database,
}

impl SqliteClips {
    pub fn new(database: Database) -> Self {
        Self { database }
    }
}

#[async_trait]
impl ClipStore for SqliteClips {
    async fn save(&self, account: &AccountId, clip: &Clip) -> Result<bool, sqlx::Error> {
        let done = sqlx::query(
            "INSERT INTO clip (id, account, template, title, inputs, created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $6) \
             ON CONFLICT (id) DO UPDATE SET title = excluded.title, inputs = excluded.inputs, updated_at = excluded.updated_at \
             WHERE clip.account = excluded.account AND clip.deleted_at IS NULL",
        )
        .bind(clip.id.to_string())
        .bind(account.to_string())
        .bind(&clip.template)
        .bind(&clip.title)
        .bind(written(&clip.inputs)?)
        .bind(clip.updated_ms)
        .execute(&self.database.writer)
        .await?;
        Ok(done.rows_affected() == 1)
    }

    async fn get(&self, account: &AccountId, id: Uuid) -> Result<Option<Clip>, sqlx::Error> {
        let row = sqlx::query("SELECT * FROM clip WHERE id = $1 AND account = $2")
            .bind(id.to_string())
            .bind(account.to_string())
            .fetch_optional(&self.database.readers)
            .await?;
        row.map(|row| read_clip(&row)).transpose()
    }

    async fn list(&self, account: &AccountId) -> Result<Vec<Clip>, sqlx::Error> {
        let rows =
            sqlx::query("SELECT * FROM clip WHERE account = $1 ORDER BY updated_at DESC, id DESC")
                .bind(account.to_string())
                .fetch_all(&self.database.readers)
                .await?;
        rows.iter().map(read_clip).collect()
    }

    async fn rename(
        &self,
        account: &AccountId,
        id: Uuid,
        title: &str,
    ) -> Result<bool, sqlx::Error> {
        let done = sqlx::query("UPDATE clip SET title = $1 WHERE id = $2 AND account = $3")
            .bind(title)
            .bind(id.to_string())
            .bind(account.to_string())
            .execute(&self.database.writer)
            .await?;
        Ok(done.rows_affected() == 1)
    }

    async fn set_deleted(
        &self,
        account: &AccountId,
        id: Uuid,
        at_ms: Option<i64>,
    ) -> Result<bool, sqlx::Error> {
        let done = sqlx::query("UPDATE clip SET deleted_at = $1 WHERE id = $2 AND account = $3")
            .bind(at_ms)
            .bind(id.to_string())
            .bind(account.to_string())
            .execute(&self.database.writer)
            .await?;
        Ok(done.rows_affected() == 1)
    }

    async fn add_version(
        &self,
        clip: Uuid,
        hash: &VersionHash,
        inputs: &ClipInputs,
        asked_ms: i64,
    ) -> Result<(), sqlx::Error> {
        sqlx::query(
            "INSERT INTO clip_version (clip, hash, inputs, asked_at) VALUES ($1, $2, $3, $4) \
             ON CONFLICT (clip, hash) DO UPDATE SET asked_at = excluded.asked_at",
        )
        .bind(clip.to_string())
        .bind(hash.as_str())
        .bind(written(inputs)?)
        .bind(asked_ms)
        .execute(&self.database.writer)
        .await?;
        Ok(())
    }

    async fn versions(&self, account: &AccountId, clip: Uuid) -> Result<Vec<Version>, sqlx::Error> {
        let rows = sqlx::query(
            "SELECT version.* FROM clip_version AS version JOIN clip ON clip.id = version.clip \
             WHERE clip.id = $1 AND clip.account = $2 ORDER BY version.asked_at DESC, version.hash",
        )
        .bind(clip.to_string())
        .bind(account.to_string())
        .fetch_all(&self.database.readers)
        .await?;
        rows.iter().map(read_version).collect()
    }

    async fn version(
        &self,
        account: &AccountId,
        clip: Uuid,
        hash: &VersionHash,
    ) -> Result<Option<Version>, sqlx::Error> {
        let row = sqlx::query(
            "SELECT version.* FROM clip_version AS version JOIN clip ON clip.id = version.clip \
             WHERE clip.id = $1 AND clip.account = $2 AND version.hash = $3",
        )
        .bind(clip.to_string())
        .bind(account.to_string())
        .bind(hash.as_str())
        .fetch_optional(&self.database.readers)
        .await?;
        row.map(|row| read_version(&row)).transpose()
    }

    async fn number_version(&self, clip: Uuid, hash: &VersionHash) -> Result<(), sqlx::Error> {
        sqlx::query(
            "UPDATE clip_version SET number = (SELECT COALESCE(MAX(other.number), 0) + 1 FROM clip_version AS other WHERE other.clip = $1) \
             WHERE clip = $1 AND hash = $2 AND number IS NULL",
        )
        .bind(clip.to_string())
        .bind(hash.as_str())
        .execute(&self.database.writer)
        .await?;
        Ok(())
    }

    async fn render(
        &self,
        account: &AccountId,
        version: &VersionHash,
    ) -> Result<Option<Render>, sqlx::Error> {
        let row = sqlx::query("SELECT * FROM clip_render WHERE account = $1 AND version = $2")
            .bind(account.to_string())
            .bind(version.as_str())
            .fetch_optional(&self.database.readers)
            .await?;
        row.map(|row| read_render(&row)).transpose()
    }

    async fn next_attempt(
        &self,
        account: &AccountId,
        version: &VersionHash,
        seen: u32,
    ) -> Result<u32, sqlx::Error> {
        // One statement, so that two tabs that saw the same failure queue one further job between them.
        let attempt: i64 = sqlx::query_scalar(
            "INSERT INTO clip_render (account, version, attempt) VALUES ($1, $2, $3 + 1) \
             ON CONFLICT (account, version) DO UPDATE SET \
               attempt = CASE WHEN attempt = $3 THEN $3 + 1 ELSE attempt END, \
               full_key = CASE WHEN attempt = $3 THEN NULL ELSE full_key END \
             RETURNING attempt",
        )
        .bind(account.to_string())
        .bind(version.as_str())
        .bind(i64::from(seen))
        .fetch_one(&self.database.writer)
        .await?;
        Ok(u32::try_from(attempt).unwrap_or(u32::MAX))
    }

    async fn put_files(
        &self,
        account: &AccountId,
        version: &VersionHash,
        files: &RenderFiles,
    ) -> Result<(), sqlx::Error> {
        let strip: Vec<&str> = files.strip.iter().map(MediaKey::as_str).collect();
        sqlx::query(
            "UPDATE clip_render SET full_key = $1, preview_key = $2, poster_key = $3, strip_keys = $4, bytes = $5 \
             WHERE account = $6 AND version = $7",
        )
        .bind(files.full.as_str())
        .bind(files.preview.as_str())
        .bind(files.poster.as_str())
        .bind(strip.join(" "))
        .bind(i64::try_from(files.bytes).unwrap_or(i64::MAX))
        .bind(account.to_string())
        .bind(version.as_str())
        .execute(&self.database.writer)
        .await?;
        Ok(())
    }
}

fn written(inputs: &ClipInputs) -> Result<String, sqlx::Error> {
    serde_json::to_string(inputs).map_err(|cause| sqlx::Error::Encode(cause.into()))
}

fn read_inputs(row: &SqliteRow) -> Result<ClipInputs, sqlx::Error> {
    serde_json::from_str(&row.try_get::<String, _>("inputs")?)
        .map_err(|cause| sqlx::Error::Decode(cause.into()))
}

fn read_clip(row: &SqliteRow) -> Result<Clip, sqlx::Error> {
    Ok(Clip {
        id: row
            .try_get::<String, _>("id")?
            .parse()
            .map_err(|cause: uuid::Error| sqlx::Error::Decode(cause.into()))?,
        template: row.try_get("template")?,
        title: row.try_get("title")?,
        inputs: read_inputs(row)?,
        updated_ms: row.try_get("updated_at")?,
        deleted: row.try_get::<Option<i64>, _>("deleted_at")?.is_some(),
    })
}

fn read_version(row: &SqliteRow) -> Result<Version, sqlx::Error> {
    let number: Option<i64> = row.try_get("number")?;
    Ok(Version {
        hash: VersionHash::new(row.try_get::<String, _>("hash")?)
            .map_err(|cause| sqlx::Error::Decode(cause.into()))?,
        inputs: read_inputs(row)?,
        number: number.and_then(|number| u32::try_from(number).ok()),
    })
}

fn read_render(row: &SqliteRow) -> Result<Render, sqlx::Error> {
    let full: Option<String> = row.try_get("full_key")?;
    let files = match full {
        None => None,
        Some(full) => Some(RenderFiles {
            full: MediaKey::stored(full),
            preview: MediaKey::stored(row.try_get::<String, _>("preview_key")?),
            poster: MediaKey::stored(row.try_get::<String, _>("poster_key")?),
            strip: row
                .try_get::<String, _>("strip_keys")?
                .split(' ')
                .filter(|key| !key.is_empty())
                .map(MediaKey::stored)
                .collect(),
            bytes: u64::try_from(row.try_get::<i64, _>("bytes")?).unwrap_or_default(),
        }),
    };
    Ok(Render {
        attempt: u32::try_from(row.try_get::<i64, _>("attempt")?).unwrap_or_default(),
        files,
    })
}
