//! What people keep beside their orders: earlier previews and favourites; and how long orders took.

use super::SqlStudio;
use super::rows::{self, json, measured_row};
use crate::server::database::{Backend, Columns, query};
use crate::studio::rules::{Measured, SceneDraft};
use ::credits::{AccountId, Timestamp};
use async_trait::async_trait;
use std::collections::HashSet;
use uuid::Uuid;

/// A preview of a scene as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    /// 1 for the scene's first.
    pub number: u32,
    /// Names what is drawn.
    pub still: String,
    pub draft: SceneDraft,
    pub at: Timestamp,
}

/// A preview that is to be kept.
#[derive(Debug, Clone, Copy)]
pub struct NewPreview<'a> {
    pub still: &'a str,
    pub draft: &'a SceneDraft,
    pub at: Timestamp,
}

/// The part of the Studio's store that no credit depends on. What belongs to another account is not found.
#[async_trait]
pub trait Shelf: Send + Sync {
    /// Keeps a preview of an own scene under the next number, and only the newest `most`. One that shows the same
    /// stays as it is.
    async fn keep_preview(
        &self,
        account: &AccountId,
        scene: Uuid,
        preview: NewPreview<'_>,
        most: u32,
    ) -> Result<(), sqlx::Error>;
    /// The scene's previews, newest first.
    async fn previews(&self, account: &AccountId, scene: Uuid)
    -> Result<Vec<Preview>, sqlx::Error>;
    /// The scene's preview that shows this.
    async fn preview(
        &self,
        account: &AccountId,
        scene: Uuid,
        still: &str,
    ) -> Result<Option<Preview>, sqlx::Error>;
    /// Marks an own take as a favourite, or no longer; a second time changes nothing.
    async fn set_favourite(
        &self,
        account: &AccountId,
        take: Uuid,
        favourite: bool,
        now_ms: i64,
    ) -> Result<(), sqlx::Error>;
    /// The favourites among the takes of a page.
    async fn favourites(
        &self,
        account: &AccountId,
        root: Uuid,
    ) -> Result<HashSet<Uuid>, sqlx::Error>;
    /// How long the orders of the last `takes` delivered takes took, of all accounts.
    async fn recent_orders(&self, takes: u32) -> Result<Vec<Measured>, sqlx::Error>;
}

fn preview_row(row: &impl Columns) -> Result<Preview, sqlx::Error> {
    Ok(Preview {
        number: rows::number(row, "number")?,
        still: row.get("still")?,
        draft: rows::from_json(row, "draft")?,
        at: Timestamp::from_ms(row.get("created_at")?),
    })
}

#[async_trait]
impl<B: Backend> Shelf for SqlStudio<B> {
    async fn keep_preview(
        &self,
        account: &AccountId,
        scene: Uuid,
        preview: NewPreview<'_>,
        most: u32,
    ) -> Result<(), sqlx::Error> {
        let lock = format!("previews of {scene}");
        let mut transaction = self.database.begin_alone(&lock).await?;
        query::<B>(
            "INSERT INTO scene_preview (scene, account, number, still, draft, created_at) \
             SELECT id, account, (SELECT COALESCE(MAX(number), 0) + 1 FROM scene_preview WHERE scene = $1), $2, $3, $4 \
             FROM scene WHERE id = $1 AND account = $5 ON CONFLICT DO NOTHING",
        )
        .bind(scene.to_string())
        .bind(preview.still)
        .bind(json(preview.draft)?)
        .bind(preview.at.ms())
        .bind(account.to_string())
        .execute(&mut *transaction)
        .await?;
        query::<B>(
            "DELETE FROM scene_preview WHERE scene = $1 AND account = $2 \
             AND number <= (SELECT MAX(number) FROM scene_preview WHERE scene = $1) - $3",
        )
        .bind(scene.to_string())
        .bind(account.to_string())
        .bind(i64::from(most))
        .execute(&mut *transaction)
        .await?;
        transaction.commit().await
    }

    async fn previews(
        &self,
        account: &AccountId,
        scene: Uuid,
    ) -> Result<Vec<Preview>, sqlx::Error> {
        let rows = query::<B>(
            "SELECT * FROM scene_preview WHERE scene = $1 AND account = $2 ORDER BY number DESC",
        )
        .bind(scene.to_string())
        .bind(account.to_string())
        .fetch_all(&self.database.readers)
        .await?;
        rows.iter().map(preview_row).collect()
    }

    async fn preview(
        &self,
        account: &AccountId,
        scene: Uuid,
        still: &str,
    ) -> Result<Option<Preview>, sqlx::Error> {
        let row = query::<B>(
            "SELECT * FROM scene_preview WHERE scene = $1 AND account = $2 AND still = $3",
        )
        .bind(scene.to_string())
        .bind(account.to_string())
        .bind(still)
        .fetch_optional(&self.database.readers)
        .await?;
        row.map(|row| preview_row(&row)).transpose()
    }

    async fn set_favourite(
        &self,
        account: &AccountId,
        take: Uuid,
        favourite: bool,
        now_ms: i64,
    ) -> Result<(), sqlx::Error> {
        let marked = if favourite {
            query::<B>(
                "INSERT INTO take_favourite (take, account, created_at) \
                 SELECT id, account, $1 FROM take WHERE id = $2 AND account = $3 ON CONFLICT DO NOTHING",
            )
            .bind(now_ms)
        } else {
            query::<B>("DELETE FROM take_favourite WHERE take = $1 AND account = $2")
        };
        marked
            .bind(take.to_string())
            .bind(account.to_string())
            .execute(&self.database.writer)
            .await?;
        Ok(())
    }

    async fn favourites(
        &self,
        account: &AccountId,
        root: Uuid,
    ) -> Result<HashSet<Uuid>, sqlx::Error> {
        let rows = query::<B>(
            "SELECT take_favourite.take FROM take_favourite JOIN take ON take.id = take_favourite.take \
             WHERE take.root = $1 AND take_favourite.account = $2",
        )
        .bind(root.to_string())
        .bind(account.to_string())
        .fetch_all(&self.database.readers)
        .await?;
        rows.iter().map(|row| rows::parsed(row, "take")).collect()
    }

    async fn recent_orders(&self, takes: u32) -> Result<Vec<Measured>, sqlx::Error> {
        let rows = query::<B>(
            "SELECT animation.duration, animation.resolution, animation.count, COUNT(*) AS videos, \
                MAX(recent.ended_at) - MIN(recent.created_at) AS took \
             FROM (SELECT animation, created_at, ended_at FROM take WHERE state = 'delivered' AND origin = 'ordered' \
                   ORDER BY ended_at DESC LIMIT $1) AS recent \
             JOIN animation ON animation.id = recent.animation \
             GROUP BY animation.id, animation.duration, animation.resolution, animation.count",
        )
        .bind(i64::from(takes))
        .fetch_all(&self.database.readers)
        .await?;
        rows.iter().map(measured_row).collect()
    }
}
