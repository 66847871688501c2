//! Scenes, orders and takes, in either database.

use super::rows::{self, animation_row, end_name, json, origin_name, take_row};
use super::{Animation, Order, Scene, StudioStore, Take, TakeEnd, TakeOrigin};
use crate::library::rules::Listed;
use crate::media::MediaKey;
use crate::server::database::{Backend, Columns, Database, query};
use crate::studio::rules::{Failure, SceneDraft};
use ::credits::{AccountId, Credits, Timestamp};
use async_trait::async_trait;
use sqlx::Transaction;
use uuid::Uuid;

pub struct SqlStudio<B: Backend> {
    pub(super) database: Database<B>,
}

impl<B: Backend> SqlStudio<B> {
    pub fn new(database: Database<B>) -> Self {
        Self { database }
    }

    /// A transaction that may add takes to this page, which numbers them.
    async fn write(&self, root: Uuid) -> Result<Transaction<'static, B>, sqlx::Error> {
        self.database.begin_alone(&format!("takes of {root}")).await
    }
}

/// Adds a take under the next number of its page; false if the id, or the free regeneration it stands for, is taken.
async fn add_take<B: Backend>(
    connection: &mut B::Connection,
    take: &NewTake<'_>,
) -> Result<bool, sqlx::Error> {
    let done = query::<B>(
        "INSERT INTO take (id, account, animation, root, number, origin, of_take, seed, state, created_at) \
         SELECT $1, $2, $3, $4, (SELECT COALESCE(MAX(number), 0) + 1 FROM take WHERE root = $4), $5, $6, $7, 'open', $8 WHERE true \
         ON CONFLICT DO NOTHING",
    )
    .bind(take.id.to_string())
    .bind(take.account.to_string())
    .bind(take.animation.to_string())
    .bind(take.root.to_string())
    .bind(origin_name(take.origin))
    .bind(take.of_take.map(|id| id.to_string()))
    .bind(take.seed.cast_signed())
    .bind(take.now_ms)
    .execute(connection)
    .await?;
    Ok(done == 1)
}

struct NewTake<'a> {
    id: Uuid,
    account: &'a AccountId,
    animation: Uuid,
    root: Uuid,
    origin: TakeOrigin,
    of_take: Option<Uuid>,
    seed: u64,
    now_ms: i64,
}

#[async_trait]
impl<B: Backend> StudioStore for SqlStudio<B> {
    async fn save_scene(
        &self,
        account: &AccountId,
        id: Uuid,
        draft: &SceneDraft,
        at: Timestamp,
    ) -> Result<Option<i64>, sqlx::Error> {
        let listed = Listed::of_scene("", draft);
        let row = query::<B>(
            "INSERT INTO scene (id, account, draft, revision, created_at, updated_at, sort_title, words) VALUES ($1, $2, $3, 1, $4, $4, $5, $6) \
             ON CONFLICT (id) DO UPDATE SET draft = excluded.draft, updated_at = excluded.updated_at, \
                sort_title = CASE WHEN scene.title = '' THEN excluded.sort_title ELSE scene.sort_title END, \
                words = CASE WHEN scene.title = '' THEN excluded.words ELSE scene.sort_title || ' ' || excluded.words END, \
                revision = CASE WHEN scene.draft = excluded.draft THEN scene.revision ELSE scene.revision + 1 END \
             WHERE scene.account = excluded.account AND scene.deleted_at IS NULL RETURNING revision",
        )
        .bind(id.to_string())
        .bind(account.to_string())
        .bind(json(draft)?)
        .bind(at.ms())
        .bind(&listed.sort_title)
        .bind(&listed.words)
        .fetch_optional(&self.database.writer)
        .await?;
        row.map(|row| row.get("revision")).transpose()
    }

    async fn scene(&self, account: &AccountId, id: Uuid) -> Result<Option<Scene>, sqlx::Error> {
        let row = query::<B>("SELECT draft, revision FROM scene WHERE id = $1 AND account = $2 AND deleted_at IS NULL")
            .bind(id.to_string())
            .bind(account.to_string())
            .fetch_optional(&self.database.readers)
            .await?;
        row.map(|row| {
            Ok(Scene {
                draft: rows::from_json(&row, "draft")?,
                revision: row.get("revision")?,
            })
        })
        .transpose()
    }

    async fn begin(&self, order: &Order, now_ms: i64) -> Result<(), sqlx::Error> {
        let Order { animation, takes } = order;
        let listed = Listed::of_scene(&animation.title, &animation.snapshot);
        let mut transaction = self.write(animation.root).await?;
        let begun = query::<B>(
            "INSERT INTO animation (id, account, scene, root, duration, resolution, count, price_list, total, title, snapshot, created_at, sort_title, words, provider) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) ON CONFLICT DO NOTHING",
        )
        .bind(animation.id.to_string())
        .bind(animation.account.to_string())
        .bind(animation.scene.to_string())
        .bind(animation.root.to_string())
        .bind(animation.settings.duration.as_str())
        .bind(animation.settings.resolution.as_str())
        .bind(animation.settings.count.as_str())
        .bind(i64::from(animation.price_list))
        .bind(animation.total.get())
        .bind(&animation.title)
        .bind(json(&animation.snapshot)?)
        .bind(animation.at.ms())
        .bind(&listed.sort_title)
        .bind(&listed.words)
        .bind(&animation.provider)
        .execute(&mut *transaction)
        .await?;
        if begun == 1 {
            for take in takes {
                let origin = if take.of_take.is_some() {
                    TakeOrigin::Paid
                } else {
                    TakeOrigin::Ordered
                };
                let new = NewTake {
                    id: take.id,
                    account: &animation.account,
                    animation: animation.id,
                    root: animation.root,
                    origin,
                    of_take: take.of_take,
                    seed: take.seed,
                    now_ms,
                };
                add_take::<B>(&mut transaction, &new).await?;
            }
        }
        transaction.commit().await
    }

    async fn animation(
        &self,
        account: &AccountId,
        id: Uuid,
    ) -> Result<Option<Animation>, sqlx::Error> {
        let row = query::<B>("SELECT * FROM animation WHERE id = $1 AND account = $2")
            .bind(id.to_string())
            .bind(account.to_string())
            .fetch_optional(&self.database.readers)
            .await?;
        row.map(|row| animation_row(&row)).transpose()
    }

    async fn animations(
        &self,
        account: &AccountId,
        scene: Uuid,
    ) -> Result<Vec<Animation>, sqlx::Error> {
        let rows = query::<B>("SELECT * FROM animation WHERE scene = $1 AND account = $2 AND root = id AND deleted_at IS NULL ORDER BY created_at DESC, id DESC")
            .bind(scene.to_string())
            .bind(account.to_string())
            .fetch_all(&self.database.readers)
            .await?;
        rows.iter().map(animation_row).collect()
    }

    async fn orders(&self, account: &AccountId, root: Uuid) -> Result<Vec<Animation>, sqlx::Error> {
        let rows = query::<B>(
            "SELECT * FROM animation WHERE root = $1 AND account = $2 ORDER BY created_at, id",
        )
        .bind(root.to_string())
        .bind(account.to_string())
        .fetch_all(&self.database.readers)
        .await?;
        rows.iter().map(animation_row).collect()
    }

    async fn takes(&self, account: &AccountId, root: Uuid) -> Result<Vec<Take>, sqlx::Error> {
        let rows =
            query::<B>("SELECT * FROM take WHERE root = $1 AND account = $2 ORDER BY number")
                .bind(root.to_string())
                .bind(account.to_string())
                .fetch_all(&self.database.readers)
                .await?;
        rows.iter().map(take_row).collect()
    }

    async fn take(&self, account: &AccountId, id: Uuid) -> Result<Option<Take>, sqlx::Error> {
        let take = self.take_of_job(id).await?;
        Ok(take.filter(|take| take.account == *account))
    }

    async fn take_of_job(&self, id: Uuid) -> Result<Option<Take>, sqlx::Error> {
        let row = query::<B>("SELECT * FROM take WHERE id = $1")
            .bind(id.to_string())
            .fetch_optional(&self.database.readers)
            .await?;
        row.map(|row| take_row(&row)).transpose()
    }

    async fn open_takes(&self, limit: u32) -> Result<Vec<Take>, sqlx::Error> {
        let rows =
            query::<B>("SELECT * FROM take WHERE state = 'open' ORDER BY created_at LIMIT $1")
                .bind(i64::from(limit))
                .fetch_all(&self.database.readers)
                .await?;
        rows.iter().map(take_row).collect()
    }

    async fn add_free_take(
        &self,
        id: Uuid,
        of: &Take,
        seed: u64,
        now_ms: i64,
    ) -> Result<bool, sqlx::Error> {
        let mut transaction = self.write(of.root).await?;
        let new = NewTake {
            id,
            account: &of.account,
            animation: of.animation,
            root: of.root,
            origin: TakeOrigin::Free,
            of_take: Some(of.id),
            seed,
            now_ms,
        };
        let added = add_take::<B>(&mut transaction, &new).await?;
        transaction.commit().await?;
        Ok(added)
    }

    async fn keep_video(
        &self,
        id: Uuid,
        video: &MediaKey,
        poster: &MediaKey,
    ) -> Result<bool, sqlx::Error> {
        let done =
            query::<B>("UPDATE take SET video = $1, poster = $2 WHERE id = $3 AND state = 'open'")
                .bind(video.as_str())
                .bind(poster.as_str())
                .bind(id.to_string())
                .execute(&self.database.writer)
                .await?;
        Ok(done == 1)
    }

    async fn note_failure(&self, id: Uuid, failure: Failure) -> Result<(), sqlx::Error> {
        query::<B>("UPDATE take SET failure = $1 WHERE id = $2 AND state = 'open'")
            .bind(failure.as_str())
            .bind(id.to_string())
            .execute(&self.database.writer)
            .await?;
        Ok(())
    }

    async fn deliver_late(
        &self,
        id: Uuid,
        video: &MediaKey,
        poster: &MediaKey,
    ) -> Result<bool, sqlx::Error> {
        let done = query::<B>(
            "UPDATE take SET state = 'delivered', late = 1, video = $1, poster = $2 \
             WHERE id = $3 AND state = 'failed' AND failure = $4",
        )
        .bind(video.as_str())
        .bind(poster.as_str())
        .bind(id.to_string())
        .bind(Failure::TimedOut.as_str())
        .execute(&self.database.writer)
        .await?;
        Ok(done == 1)
    }

    async fn end_take(
        &self,
        id: Uuid,
        end: TakeEnd,
        taken: Credits,
        returned: Credits,
        now_ms: i64,
    ) -> Result<bool, sqlx::Error> {
        let done = query::<B>("UPDATE take SET state = $1, taken = $2, returned = $3, ended_at = $4 WHERE id = $5 AND state = 'open'")
            .bind(end_name(end))
            .bind(taken.get())
            .bind(returned.get())
            .bind(now_ms)
            .bind(id.to_string())
            .execute(&self.database.writer)
            .await?;
        Ok(done == 1)
    }
}
