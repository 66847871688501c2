//! The library's questions, in either database.

mod read;
mod words;

use super::{Counts, Details, LibraryStore, Place, SceneEntry, Storage};
use crate::library::rules::{Kind, Listed, Search};
use crate::media::MediaKey;
use crate::server::database::{Backend, Columns, Database, Query, query};
use crate::work::{JobId, JobState};
use ::credits::AccountId;
use async_trait::async_trait;
use sqlx::AssertSqlSafe;
use uuid::Uuid;

pub struct SqlLibrary<B: Backend> {
    database: Database<B>,
}

impl<B: Backend> SqlLibrary<B> {
    pub fn new(database: Database<B>) -> Self {
        Self { database }
    }

    /// A statement put together from constants and numbers of placeholders, about ids of the account.
    fn about<'i>(
        sql: String,
        account: &AccountId,
        ids: impl IntoIterator<Item = &'i Uuid>,
    ) -> Query<B> {
        let mut asked = query::<B>(AssertSqlSafe(sql)).bind(account.to_string());
        for id in ids {
            asked = asked.bind(id.to_string());
        }
        asked
    }
}

#[async_trait]
impl<B: Backend> LibraryStore for SqlLibrary<B> {
    async fn page(
        &self,
        account: &AccountId,
        search: &Search,
        ahead_ms: i64,
        limit: usize,
    ) -> Result<(Vec<Place>, Counts), sqlx::Error> {
        let asked = words::Asked::of(search);
        let bound = |sql: String| {
            let mut statement = query::<B>(AssertSqlSafe(sql))
                .bind(account.to_string())
                .bind(ahead_ms);
            for pattern in &asked.patterns {
                statement = statement.bind(pattern.as_str());
            }
            match &asked.cursor {
                None => statement,
                Some(words::Key::Time(at, id)) => statement.bind(*at).bind(id.as_str()),
                Some(words::Key::Title(title, id)) => {
                    statement.bind(title.as_str()).bind(id.as_str())
                }
            }
        };
        let counted = bound(asked.counts())
            .fetch_one(&self.database.readers)
            .await?;
        let rows = bound(asked.page(limit))
            .fetch_all(&self.database.readers)
            .await?;
        let places: Result<_, _> = rows.iter().map(read::place).collect();
        Ok((places?, read::counts(&counted)?))
    }

    async fn details(&self, account: &AccountId, places: &[Place]) -> Result<Details, sqlx::Error> {
        let of_kind = |kinds: &[Kind]| -> Vec<Uuid> {
            let wanted = places.iter().filter(|place| kinds.contains(&place.kind));
            wanted.map(|place| place.id).collect()
        };
        let clips = of_kind(&[Kind::Clip]);
        let scenes = of_kind(&[Kind::Scene, Kind::Animation]);
        let animations = of_kind(&[Kind::Animation]);
        let mut details = Details::default();
        if !clips.is_empty() {
            let rows = Self::about(words::clips(clips.len()), account, &clips)
                .fetch_all(&self.database.readers)
                .await?;
            details.clips = rows.iter().map(read::clip).collect::<Result<_, _>>()?;
        }
        if !scenes.is_empty() {
            let rows = Self::about(words::scenes(scenes.len()), account, &scenes)
                .fetch_all(&self.database.readers)
                .await?;
            details.scenes = rows.iter().map(read::scene).collect::<Result<_, _>>()?;
        }
        if !animations.is_empty() {
            let rows = Self::about(words::takes(animations.len()), account, &animations)
                .fetch_all(&self.database.readers)
                .await?;
            details.takes = rows.iter().map(read::take).collect::<Result<_, _>>()?;
        }
        Ok(details)
    }

    async fn jobs(
        &self,
        account: &AccountId,
        ids: &[JobId],
    ) -> Result<Vec<(JobId, JobState)>, sqlx::Error> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let ids: Vec<Uuid> = ids.iter().map(|id| id.0).collect();
        let rows = Self::about(words::jobs(ids.len()), account, &ids)
            .fetch_all(&self.database.readers)
            .await?;
        rows.iter().map(read::job).collect()
    }

    async fn scene(
        &self,
        account: &AccountId,
        kind: Kind,
        id: Uuid,
    ) -> Result<Option<SceneEntry>, sqlx::Error> {
        let rows = Self::about(words::scenes(1), account, [&id])
            .fetch_all(&self.database.readers)
            .await?;
        let entries: Result<Vec<SceneEntry>, _> = rows.iter().map(read::scene).collect();
        Ok(entries?.into_iter().find(|entry| entry.kind == kind))
    }

    async fn rename(
        &self,
        account: &AccountId,
        kind: Kind,
        id: Uuid,
        title: &str,
        listed: &Listed,
    ) -> Result<bool, sqlx::Error> {
        let sql = format!(
            "UPDATE {} SET title = $1, sort_title = $2, words = $3 WHERE id = $4 AND account = $5",
            kind.slug()
        );
        let done = query::<B>(AssertSqlSafe(sql))
            .bind(title)
            .bind(&listed.sort_title)
            .bind(&listed.words)
            .bind(id.to_string())
            .bind(account.to_string())
            .execute(&self.database.writer)
            .await?;
        Ok(done == 1)
    }

    async fn set_deleted(
        &self,
        account: &AccountId,
        kind: Kind,
        id: Uuid,
        at_ms: Option<i64>,
    ) -> Result<bool, sqlx::Error> {
        let sql = format!(
            "UPDATE {} SET deleted_at = $1 WHERE id = $2 AND account = $3",
            kind.slug()
        );
        let done = query::<B>(AssertSqlSafe(sql))
            .bind(at_ms)
            .bind(id.to_string())
            .bind(account.to_string())
            .execute(&self.database.writer)
            .await?;
        Ok(done == 1)
    }

    async fn storage(&self, account: &AccountId) -> Result<Storage, sqlx::Error> {
        let sql = words::files(
            "COUNT(*) AS files, COUNT(*) - COUNT(bytes) AS unmeasured, CAST(COALESCE(SUM(bytes), 0) AS BIGINT) AS bytes",
        );
        let row = query::<B>(AssertSqlSafe(sql))
            .bind(account.to_string())
            .fetch_one(&self.database.readers)
            .await?;
        Ok(Storage {
            files: read::count(&row, "files")?,
            bytes: read::count(&row, "bytes")?,
            unmeasured: read::count(&row, "unmeasured")?,
        })
    }

    async fn unmeasured(
        &self,
        account: &AccountId,
        limit: usize,
    ) -> Result<Vec<MediaKey>, sqlx::Error> {
        let sql = words::files("file.key AS key") + " WHERE bytes IS NULL LIMIT $2";
        let rows = query::<B>(AssertSqlSafe(sql))
            .bind(account.to_string())
            .bind(i64::try_from(limit).unwrap_or(i64::MAX))
            .fetch_all(&self.database.readers)
            .await?;
        rows.iter()
            .map(|row| row.get::<String>("key").map(MediaKey::stored))
            .collect()
    }

    async fn measured(&self, sizes: &[(MediaKey, u64)]) -> Result<(), sqlx::Error> {
        let mut transaction = self.database.begin_writing().await?;
        for (key, bytes) in sizes {
            query::<B>(
                "INSERT INTO media_size (key, bytes) VALUES ($1, $2) ON CONFLICT (key) DO NOTHING",
            )
            .bind(key.as_str())
            .bind(i64::try_from(*bytes).unwrap_or(i64::MAX))
            .execute(&mut *transaction)
            .await?;
        }
        transaction.commit().await
    }
}
