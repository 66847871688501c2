//! The versions of takes, in either database.

use super::{NewVersion, Version, VersionStore};
use crate::media::MediaKey;
use crate::server::database::{Backend, Columns, Database, query};
use ::credits::AccountId;
use async_trait::async_trait;
use uuid::Uuid;

pub struct SqlVersions<B: Backend> {
    database: Database<B>,
}

impl<B: Backend> SqlVersions<B> {
    pub fn new(database: Database<B>) -> Self {
        Self { database }
    }
}

#[async_trait]
impl<B: Backend> VersionStore for SqlVersions<B> {
    async fn add(&self, new: NewVersion<'_>) -> Result<Version, sqlx::Error> {
        let edit = serde_json::to_string(new.edit).map_err(|e| sqlx::Error::Encode(e.into()))?;
        let alone = format!("versions of {}", new.take);
        let mut transaction = self.database.begin_alone(&alone).await?;
        query::<B>(
            "INSERT INTO take_version (id, account, take, number, hash, edit, created_at) \
             SELECT $1, $2, $3, (SELECT COALESCE(MAX(number), 1) + 1 FROM take_version WHERE take = $3), $4, $5, $6 WHERE true \
             ON CONFLICT DO NOTHING",
        )
        .bind(Uuid::now_v7().to_string())
        .bind(new.account.to_string())
        .bind(new.take.to_string())
        .bind(new.hash)
        .bind(edit)
        .bind(new.now_ms)
        .execute(&mut *transaction)
        .await?;
        let row =
            query::<B>("SELECT * FROM take_version WHERE take = $1 AND hash = $2 AND account = $3")
                .bind(new.take.to_string())
                .bind(new.hash)
                .bind(new.account.to_string())
                .fetch_one(&mut *transaction)
                .await?;
        transaction.commit().await?;
        read(&row)
    }

    async fn list(&self, account: &AccountId, take: Uuid) -> Result<Vec<Version>, sqlx::Error> {
        let rows = query::<B>(
            "SELECT * FROM take_version WHERE take = $1 AND account = $2 ORDER BY number",
        )
        .bind(take.to_string())
        .bind(account.to_string())
        .fetch_all(&self.database.readers)
        .await?;
        rows.iter().map(read).collect()
    }

    async fn get(&self, account: &AccountId, id: Uuid) -> Result<Option<Version>, sqlx::Error> {
        let version = self.of_job(id).await?;
        Ok(version.filter(|version| version.account == *account))
    }

    async fn of_job(&self, id: Uuid) -> Result<Option<Version>, sqlx::Error> {
        let row = query::<B>("SELECT * FROM take_version WHERE id = $1")
            .bind(id.to_string())
            .fetch_optional(&self.database.readers)
            .await?;
        row.map(|row| read(&row)).transpose()
    }

    async fn next_attempt(&self, id: Uuid, seen: u32) -> Result<u32, sqlx::Error> {
        let row = query::<B>(
            "UPDATE take_version SET attempt = CASE WHEN attempt = $1 THEN attempt + 1 ELSE attempt END \
             WHERE id = $2 RETURNING attempt",
        )
        .bind(i64::from(seen))
        .bind(id.to_string())
        .fetch_one(&self.database.writer)
        .await?;
        number(&row, "attempt")
    }

    async fn keep(&self, id: Uuid, video: &MediaKey, poster: &MediaKey) -> Result<(), sqlx::Error> {
        query::<B>("UPDATE take_version SET video = $1, poster = $2 WHERE id = $3")
            .bind(video.as_str())
            .bind(poster.as_str())
            .bind(id.to_string())
            .execute(&self.database.writer)
            .await?;
        Ok(())
    }

    async fn plate(&self, take: Uuid) -> Result<Option<MediaKey>, sqlx::Error> {
        let row = query::<B>("SELECT plate FROM take WHERE id = $1")
            .bind(take.to_string())
            .fetch_optional(&self.database.readers)
            .await?;
        row.map_or(Ok(None), |row| key(&row, "plate"))
    }

    async fn keep_plate(&self, take: Uuid, plate: &MediaKey) -> Result<(), sqlx::Error> {
        query::<B>("UPDATE take SET plate = $1 WHERE id = $2 AND plate IS NULL")
            .bind(plate.as_str())
            .bind(take.to_string())
            .execute(&self.database.writer)
            .await?;
        Ok(())
    }
}

fn read(row: &impl Columns) -> Result<Version, sqlx::Error> {
    let edit: String = row.get("edit")?;
    Ok(Version {
        id: row.get::<String>("id")?.parse().map_err(undecodable)?,
        account: row.get::<String>("account")?.parse().map_err(undecodable)?,
        take: row.get::<String>("take")?.parse().map_err(undecodable)?,
        number: number(row, "number")?,
        edit: serde_json::from_str(&edit).map_err(undecodable)?,
        attempt: number(row, "attempt")?,
        video: key(row, "video")?,
        poster: key(row, "poster")?,
    })
}

fn key(row: &impl Columns, column: &str) -> Result<Option<MediaKey>, sqlx::Error> {
    Ok(row.get::<Option<String>>(column)?.map(MediaKey::stored))
}

fn number(row: &impl Columns, column: &str) -> Result<u32, sqlx::Error> {
    u32::try_from(row.get::<i64>(column)?).map_err(undecodable)
}

/// A row that this program did not write.
fn undecodable(cause: impl std::fmt::Display) -> sqlx::Error {
    sqlx::Error::Decode(cause.to_string().into())
}
