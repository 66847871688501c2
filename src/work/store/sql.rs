//! The job queue, in either database.

use crate::server::database::{Backend, Columns, Database, query};
use crate::server::state::wall_clock_ms;
use crate::work::{Finish, Job, JobId, JobKind, JobState, JobStore, NewJob, Place, Pulse};
use ::credits::AccountId;
use async_trait::async_trait;
use uuid::Uuid;

/// What only one of the databases can say.
pub trait Words: Backend {
    /// Finds the next job and takes it for worker `$1` until `$2`, at `$3`, in one statement, so that two workers cannot
    /// take the same one.
    const CLAIM: &'static str;
}

/// The queue on the shared database.
pub struct SqlJobs<B: Backend> {
    database: Database<B>,
}

impl<B: Backend> SqlJobs<B> {
    pub fn new(database: Database<B>) -> Self {
        Self { database }
    }
}

#[async_trait]
impl<B: Words> JobStore for SqlJobs<B> {
    async fn enqueue(&self, job: NewJob) -> Result<(), sqlx::Error> {
        query::<B>(
            "INSERT INTO job (id, kind, account, payload, state, frames_total, created_at, account_limit, lane, lane_limit) \
             VALUES ($1, $2, $3, $4, 'queued', $5, $6, $7, $8, $9) ON CONFLICT (id) DO NOTHING",
        )
        .bind(job.id.to_string())
        .bind(job.kind.name())
        .bind(job.account.to_string())
        .bind(job.payload)
        .bind(i64::from(job.frames_total))
        .bind(wall_clock_ms())
        .bind(job.limits.account.map(i64::from))
        .bind(job.limits.lane.as_ref().map(|(lane, _)| lane.as_str()))
        .bind(job.limits.lane.as_ref().map(|(_, most)| i64::from(*most)))
        .execute(&self.database.writer)
        .await?;
        Ok(())
    }

    async fn limit(
        &self,
        account: &AccountId,
        kind: JobKind,
        most: Option<u32>,
    ) -> Result<(), sqlx::Error> {
        query::<B>(
            "UPDATE job SET account_limit = $1 \
             WHERE account = $2 AND kind = $3 AND state = 'queued' AND account_limit IS DISTINCT FROM $1",
        )
        .bind(most.map(i64::from))
        .bind(account.to_string())
        .bind(kind.name())
        .execute(&self.database.writer)
        .await?;
        Ok(())
    }

    async fn claim(&self, worker: Uuid, lease_ms: i64) -> Result<Option<Job>, sqlx::Error> {
        // Two claims at once would both count what the other is about to take as waiting, and be unfair.
        let mut transaction = self.database.begin_alone("job claims").await?;
        let now = wall_clock_ms();
        let row = query::<B>(B::CLAIM)
            .bind(worker.to_string())
            .bind(now + lease_ms)
            .bind(now)
            .fetch_optional(&mut *transaction)
            .await?;
        transaction.commit().await?;
        row.map(|row| read(&row)).transpose()
    }

    async fn pulse(
        &self,
        id: JobId,
        worker: Uuid,
        frames_done: u32,
        lease_ms: i64,
    ) -> Result<Pulse, sqlx::Error> {
        let row = query::<B>(
            "UPDATE job SET lease_until = $1, frames_done = $2 WHERE id = $3 AND worker = $4 AND state = 'running' \
             RETURNING cancel_requested",
        )
        .bind(wall_clock_ms() + lease_ms)
        .bind(i64::from(frames_done))
        .bind(id.to_string())
        .bind(worker.to_string())
        .fetch_optional(&self.database.writer)
        .await?;
        Ok(match row {
            None => Pulse::Lost,
            Some(row) if row.is_set("cancel_requested")? => Pulse::CancelRequested,
            Some(_) => Pulse::Held,
        })
    }

    async fn finish(&self, id: JobId, worker: Uuid, finish: Finish) -> Result<bool, sqlx::Error> {
        let (state, problem) = match finish {
            Finish::Done => (JobState::Done, None),
            Finish::Failed(problem) => (JobState::Failed, Some(problem)),
            Finish::Cancelled => (JobState::Cancelled, None),
        };
        let done = query::<B>(
            "UPDATE job SET state = $1, problem = $2, ended_at = $3, lease_until = NULL, \
                    frames_done = CASE WHEN $1 = 'done' THEN frames_total ELSE frames_done END \
             WHERE id = $4 AND worker = $5 AND state = 'running'",
        )
        .bind(state.name())
        .bind(problem)
        .bind(wall_clock_ms())
        .bind(id.to_string())
        .bind(worker.to_string())
        .execute(&self.database.writer)
        .await?;
        Ok(done == 1)
    }

    async fn cancel(&self, id: JobId) -> Result<(), sqlx::Error> {
        query::<B>(
            "UPDATE job SET cancel_requested = 1, \
                    ended_at = CASE WHEN state = 'queued' THEN $1 ELSE ended_at END, \
                    state = CASE WHEN state = 'queued' THEN 'cancelled' ELSE state END \
             WHERE id = $2 AND state IN ('queued', 'running')",
        )
        .bind(wall_clock_ms())
        .bind(id.to_string())
        .execute(&self.database.writer)
        .await?;
        Ok(())
    }

    async fn get(&self, id: JobId) -> Result<Option<Job>, sqlx::Error> {
        let row = query::<B>("SELECT * FROM job WHERE id = $1")
            .bind(id.to_string())
            .fetch_optional(&self.database.readers)
            .await?;
        row.map(|row| read(&row)).transpose()
    }

    async fn place(&self, id: JobId) -> Result<Place, sqlx::Error> {
        let row = query::<B>(
            "SELECT mine.account_limit, \
                (SELECT COUNT(*) FROM job AS other WHERE mine.state = 'queued' AND other.state = 'queued' \
                    AND (other.created_at, other.id) < (mine.created_at, mine.id)) AS ahead, \
                (SELECT COUNT(*) FROM job AS other WHERE mine.state = 'queued' AND other.state = 'queued' \
                    AND other.account = mine.account AND (other.created_at, other.id) < (mine.created_at, mine.id)) AS own_ahead, \
                (SELECT COUNT(*) FROM job AS other WHERE other.state = 'running' \
                    AND other.account = mine.account AND other.kind = mine.kind) AS own_running, \
                (SELECT CAST(AVG(took) AS BIGINT) FROM (SELECT other.ended_at - other.started_at AS took FROM job AS other \
                    WHERE other.state = 'done' AND other.kind = mine.kind AND COALESCE(other.lane, '') = COALESCE(mine.lane, '') \
                    ORDER BY other.ended_at DESC LIMIT 10) AS lately) AS usual \
             FROM job AS mine WHERE mine.id = $1",
        )
        .bind(id.to_string())
        .fetch_optional(&self.database.readers)
        .await?;
        let Some(row) = row else {
            return Ok(Place::default());
        };
        let number = |column: &str| -> Result<u32, sqlx::Error> {
            Ok(u32::try_from(row.get::<i64>(column)?).unwrap_or(u32::MAX))
        };
        let limit: Option<i64> = row.get("account_limit")?;
        Ok(Place {
            ahead: number("ahead")?,
            own_ahead: number("own_ahead")?,
            own_running: number("own_running")?,
            own_limit: limit.and_then(|most| u32::try_from(most).ok()),
            usual_ms: row.get("usual")?,
        })
    }
}

fn read(row: &impl Columns) -> Result<Job, sqlx::Error> {
    let id: String = row.get("id")?;
    let account: String = row.get("account")?;
    let kind: String = row.get("kind")?;
    let state: String = row.get("state")?;
    let number = |column: &str| -> Result<u32, sqlx::Error> {
        Ok(u32::try_from(row.get::<i64>(column)?).unwrap_or(u32::MAX))
    };
    Ok(Job {
        id: JobId(id.parse().map_err(undecodable)?),
        kind: JobKind::from_name(&kind).ok_or_else(|| undecodable(kind))?,
        account: account.parse::<AccountId>().map_err(undecodable)?,
        payload: row.get("payload")?,
        state: JobState::from_name(&state).ok_or_else(|| undecodable(state))?,
        attempts: number("attempts")?,
        frames_done: number("frames_done")?,
        frames_total: number("frames_total")?,
        problem: row.get("problem")?,
        created_ms: row.get("created_at")?,
        started_ms: row.get("started_at")?,
        ended_ms: row.get("ended_at")?,
    })
}

/// A row that this program did not write.
fn undecodable(cause: impl std::fmt::Display) -> sqlx::Error {
    sqlx::Error::Decode(cause.to_string().into())
}
