//! Provider jobs, in either database.

use super::{ProviderFigures, ProviderJob, ProviderJobs};
use crate::server::database::{Backend, Columns, Database, query};
use crate::studio::providers::Handle;
use async_trait::async_trait;
use uuid::Uuid;

/// How much is kept of what a provider said.
const CAUSE_MAX: usize = 300;

pub struct SqlProviderJobs<B: Backend> {
    database: Database<B>,
}

impl<B: Backend> SqlProviderJobs<B> {
    pub fn new(database: Database<B>) -> Self {
        Self { database }
    }
}

#[async_trait]
impl<B: Backend> ProviderJobs for SqlProviderJobs<B> {
    async fn intend(
        &self,
        take: Uuid,
        provider: &str,
        now_ms: i64,
    ) -> Result<ProviderJob, sqlx::Error> {
        let row = query::<B>(
            "INSERT INTO provider_job (take, provider, state, created_at) VALUES ($1, $2, 'open', $3) \
             ON CONFLICT (take) DO UPDATE SET take = excluded.take RETURNING *",
        )
        .bind(take.to_string())
        .bind(provider)
        .bind(now_ms)
        .fetch_one(&self.database.writer)
        .await?;
        read(&row)
    }

    async fn of_take(&self, take: Uuid) -> Result<Option<ProviderJob>, sqlx::Error> {
        let row = query::<B>("SELECT * FROM provider_job WHERE take = $1")
            .bind(take.to_string())
            .fetch_optional(&self.database.readers)
            .await?;
        row.map(|row| read(&row)).transpose()
    }

    async fn sent(&self, take: Uuid, sent_ms: Option<i64>) -> Result<(), sqlx::Error> {
        query::<B>("UPDATE provider_job SET sent_at = $1 WHERE take = $2")
            .bind(sent_ms)
            .bind(take.to_string())
            .execute(&self.database.writer)
            .await?;
        Ok(())
    }

    async fn accepted(&self, take: Uuid, handle: &Handle) -> Result<(), sqlx::Error> {
        query::<B>("UPDATE provider_job SET handle = $1, silent_since = NULL WHERE take = $2")
            .bind(&handle.0)
            .bind(take.to_string())
            .execute(&self.database.writer)
            .await?;
        Ok(())
    }

    async fn troubled(&self, take: Uuid, cause: &str, now_ms: i64) -> Result<(), sqlx::Error> {
        let cause: String = cause.chars().take(CAUSE_MAX).collect();
        query::<B>(
            "UPDATE provider_job SET silent_since = COALESCE(silent_since, $1), last_error = $2, last_error_at = $1 WHERE take = $3",
        )
        .bind(now_ms)
        .bind(cause)
        .bind(take.to_string())
        .execute(&self.database.writer)
        .await?;
        Ok(())
    }

    async fn answered(&self, take: Uuid) -> Result<(), sqlx::Error> {
        query::<B>("UPDATE provider_job SET silent_since = NULL WHERE take = $1")
            .bind(take.to_string())
            .execute(&self.database.writer)
            .await?;
        Ok(())
    }

    async fn end(&self, take: Uuid) -> Result<(), sqlx::Error> {
        query::<B>("UPDATE provider_job SET state = 'ended', silent_since = NULL, look_at = NULL WHERE take = $1")
            .bind(take.to_string())
            .execute(&self.database.writer)
            .await?;
        Ok(())
    }

    async fn overdue(&self, take: Uuid, look_ms: i64) -> Result<(), sqlx::Error> {
        query::<B>("UPDATE provider_job SET state = 'overdue', look_at = $1 WHERE take = $2 AND handle IS NOT NULL")
            .bind(look_ms)
            .bind(take.to_string())
            .execute(&self.database.writer)
            .await?;
        Ok(())
    }

    async fn look_at(
        &self,
        now_ms: i64,
        next_ms: i64,
        limit: u32,
    ) -> Result<Vec<ProviderJob>, sqlx::Error> {
        let mut transaction = self.database.begin_alone("overdue takes").await?;
        let rows = query::<B>(
            "UPDATE provider_job SET look_at = $1 WHERE take IN \
                (SELECT take FROM provider_job WHERE state = 'overdue' AND look_at <= $2 ORDER BY look_at LIMIT $3) RETURNING *",
        )
        .bind(next_ms)
        .bind(now_ms)
        .bind(i64::from(limit))
        .fetch_all(&mut *transaction)
        .await?;
        transaction.commit().await?;
        rows.iter().map(read).collect()
    }

    async fn figures(&self) -> Result<Vec<ProviderFigures>, sqlx::Error> {
        let rows = query::<B>(
            "SELECT a.provider, \
                SUM(CASE WHEN t.state = 'open' AND (j.state IS NULL OR j.state = 'queued') THEN 1 ELSE 0 END) AS waiting, \
                SUM(CASE WHEN t.state = 'open' AND j.state = 'running' THEN 1 ELSE 0 END) AS running, \
                SUM(CASE WHEN p.state = 'overdue' THEN 1 ELSE 0 END) AS overdue \
             FROM take AS t JOIN animation AS a ON a.id = t.animation \
             LEFT JOIN job AS j ON j.id = t.id LEFT JOIN provider_job AS p ON p.take = t.id \
             WHERE t.state = 'open' OR p.state = 'overdue' GROUP BY a.provider",
        )
        .fetch_all(&self.database.readers)
        .await?;
        let mut figures = Vec::new();
        for row in &rows {
            figures.push(ProviderFigures {
                provider: row.get("provider")?,
                waiting: number(row, "waiting")?,
                running: number(row, "running")?,
                overdue: number(row, "overdue")?,
                last_error: None,
            });
        }
        let errors = query::<B>(
            "SELECT p.provider, p.last_error, p.last_error_at FROM provider_job AS p WHERE p.last_error_at = \
                (SELECT MAX(o.last_error_at) FROM provider_job AS o WHERE o.provider = p.provider)",
        )
        .fetch_all(&self.database.readers)
        .await?;
        for row in &errors {
            note_error(&mut figures, row)?;
        }
        Ok(figures)
    }
}

fn note_error(figures: &mut Vec<ProviderFigures>, row: &impl Columns) -> Result<(), sqlx::Error> {
    let provider: String = row.get("provider")?;
    let error = Some((row.get("last_error")?, row.get("last_error_at")?));
    match figures.iter_mut().find(|one| one.provider == provider) {
        Some(known) => known.last_error = error,
        None => figures.push(ProviderFigures {
            provider,
            waiting: 0,
            running: 0,
            overdue: 0,
            last_error: error,
        }),
    }
    Ok(())
}

fn number(row: &impl Columns, column: &str) -> Result<u32, sqlx::Error> {
    Ok(u32::try_from(row.get::<i64>(column)?).unwrap_or(u32::MAX))
}

fn read(row: &impl Columns) -> Result<ProviderJob, sqlx::Error> {
    let take: String = row.get("take")?;
    Ok(ProviderJob {
        take: take
            .parse()
            .map_err(|cause: uuid::Error| sqlx::Error::Decode(cause.into()))?,
        provider: row.get("provider")?,
        handle: row.get::<Option<String>>("handle")?.map(Handle),
        sent_ms: row.get("sent_at")?,
        silent_ms: row.get("silent_since")?,
        created_ms: row.get("created_at")?,
    })
}
