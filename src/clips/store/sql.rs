//! Clips, in either database.

use super::{Clip, ClipStore, Render, RenderFiles, Version};
use crate::clips::rules::ClipInputs;
use crate::clips::version;
use crate::media::MediaKey;
use crate::server::database::{Backend, Columns, Database, query};
use ::credits::{AccountId, VersionHash};
use async_trait::async_trait;
use uuid::Uuid;

/// Clips on the shared database.
pub struct SqlClips<B: Backend> {
    database: Database<B>,
}

impl<B: Backend> SqlClips<B> {
    pub fn new(database: Database<B>) -> Self {
        Self { database }
    }
}

#[async_trait]
impl<B: Backend> ClipStore for SqlClips<B> {
    async fn save(&self, account: &AccountId, clip: &Clip) -> Result<bool, sqlx::Error> {
        let version =
            version::hash(&clip.inputs).map_err(|cause| sqlx::Error::Encode(cause.into()))?;
        let listed = version::listed(&clip.title, &clip.inputs);
        let done = query::<B>(
            "INSERT INTO clip (id, account, template, title, inputs, created_at, updated_at, version, sort_title, words) \
             VALUES ($1, $2, $3, $4, $5, $6, $6, $7, $8, $9) \
             ON CONFLICT (id) DO UPDATE SET template = excluded.template, title = excluded.title, inputs = excluded.inputs, updated_at = excluded.updated_at, \
               version = excluded.version, sort_title = excluded.sort_title, words = excluded.words \
             WHERE clip.account = excluded.account AND clip.deleted_at IS NULL",
        )
        .bind(clip.id.to_string())
        .bind(account.to_string())
        .bind(&clip.template)
        .bind(&clip.title)
        .bind(written(&clip.inputs)?)
        .bind(clip.updated_ms)
        .bind(version.as_str())
        .bind(&listed.sort_title)
        .bind(&listed.words)
        .execute(&self.database.writer)
        .await?;
        Ok(done == 1)
    }

    async fn get(&self, account: &AccountId, id: Uuid) -> Result<Option<Clip>, sqlx::Error> {
        let row = query::<B>("SELECT * FROM clip WHERE id = $1 AND account = $2")
            .bind(id.to_string())
            .bind(account.to_string())
            .fetch_optional(&self.database.readers)
            .await?;
        row.map(|row| read_clip(&row)).transpose()
    }

    async fn add_version(
        &self,
        clip: Uuid,
        hash: &VersionHash,
        inputs: &ClipInputs,
        asked_ms: i64,
    ) -> Result<(), sqlx::Error> {
        query::<B>(
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
        let rows = query::<B>(
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
        let row = query::<B>(
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
        // Two versions that are paid at once must not get one number.
        let mut transaction = self.database.begin_alone(&format!("clip {clip}")).await?;
        query::<B>(
            "UPDATE clip_version SET number = (SELECT COALESCE(MAX(other.number), 0) + 1 FROM clip_version AS other WHERE other.clip = $1) \
             WHERE clip = $1 AND hash = $2 AND number IS NULL",
        )
        .bind(clip.to_string())
        .bind(hash.as_str())
        .execute(&mut *transaction)
        .await?;
        transaction.commit().await
    }

    async fn render(
        &self,
        account: &AccountId,
        version: &VersionHash,
    ) -> Result<Option<Render>, sqlx::Error> {
        let row = query::<B>("SELECT * FROM clip_render WHERE account = $1 AND version = $2")
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
        let row = query::<B>(
            "INSERT INTO clip_render (account, version, attempt) VALUES ($1, $2, $3 + 1) \
             ON CONFLICT (account, version) DO UPDATE SET \
               attempt = CASE WHEN clip_render.attempt = $3 THEN $3 + 1 ELSE clip_render.attempt END, \
               full_key = CASE WHEN clip_render.attempt = $3 THEN NULL ELSE clip_render.full_key END \
             RETURNING attempt",
        )
        .bind(account.to_string())
        .bind(version.as_str())
        .bind(i64::from(seen))
        .fetch_one(&self.database.writer)
        .await?;
        Ok(u32::try_from(row.get::<i64>("attempt")?).unwrap_or(u32::MAX))
    }

    async fn put_files(
        &self,
        account: &AccountId,
        version: &VersionHash,
        files: &RenderFiles,
    ) -> Result<(), sqlx::Error> {
        let strip: Vec<&str> = files.strip.iter().map(MediaKey::as_str).collect();
        query::<B>(
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

fn read_inputs(row: &impl Columns) -> Result<ClipInputs, sqlx::Error> {
    serde_json::from_str(&row.get::<String>("inputs")?)
        .map_err(|cause| sqlx::Error::Decode(cause.into()))
}

fn read_clip(row: &impl Columns) -> Result<Clip, sqlx::Error> {
    Ok(Clip {
        id: row
            .get::<String>("id")?
            .parse()
            .map_err(|cause: uuid::Error| sqlx::Error::Decode(cause.into()))?,
        template: row.get("template")?,
        title: row.get("title")?,
        inputs: read_inputs(row)?,
        updated_ms: row.get("updated_at")?,
        deleted: row.get::<Option<i64>>("deleted_at")?.is_some(),
    })
}

fn read_version(row: &impl Columns) -> Result<Version, sqlx::Error> {
    let number: Option<i64> = row.get("number")?;
    Ok(Version {
        hash: VersionHash::new(row.get::<String>("hash")?)
            .map_err(|cause| sqlx::Error::Decode(cause.into()))?,
        inputs: read_inputs(row)?,
        number: number.and_then(|number| u32::try_from(number).ok()),
    })
}

fn read_render(row: &impl Columns) -> Result<Render, sqlx::Error> {
    let full: Option<String> = row.get("full_key")?;
    let files = match full {
        None => None,
        Some(full) => Some(RenderFiles {
            full: MediaKey::stored(full),
            preview: MediaKey::stored(row.get::<String>("preview_key")?),
            poster: MediaKey::stored(row.get::<String>("poster_key")?),
            strip: row
                .get::<String>("strip_keys")?
                .split(' ')
                .filter(|key| !key.is_empty())
                .map(MediaKey::stored)
                .collect(),
            bytes: u64::try_from(row.get::<i64>("bytes")?).unwrap_or_default(),
        }),
    };
    Ok(Render {
        attempt: u32::try_from(row.get::<i64>("attempt")?).unwrap_or_default(),
        files,
    })
}
