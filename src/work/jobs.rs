//! What a job is, and what a queue of them can do. Jobs outlive the process: whoever holds a job holds a lease
//! that has to be renewed, and a lease that lapsed is picked up by another worker. A job must therefore be
//! written so that running it twice does what running it once does.

use ::credits::AccountId;
use async_trait::async_trait;
use sha2::{Digest, Sha256};
use std::fmt;
use uuid::Uuid;

/// A job's own id; features choose it, so that enqueueing twice is enqueueing once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct JobId(pub Uuid);

impl JobId {
    /// The id of a job that is told apart by these words: the same words are always the same job, so however often it is
    /// asked for, one runs.
    pub fn of(words: &str) -> Self {
        let digest = Sha256::digest(words);
        let mut id = [0; 16];
        id.copy_from_slice(&digest[..16]);
        Self(uuid::Builder::from_custom_bytes(id).into_uuid())
    }
}

impl fmt::Display for JobId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

/// What kind of work it is; the feature that owns the kind runs it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum JobKind {
    /// A clip's free preview, which is the finished file as well.
    Render,
    /// One video of an animation.
    Take,
    /// A version of a finished video.
    Edit,
    /// Another file of a downloaded clip.
    Export,
}

impl JobKind {
    pub fn name(self) -> &'static str {
        match self {
            Self::Render => "render",
            Self::Take => "take",
            Self::Edit => "edit",
            Self::Export => "export",
        }
    }

    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Render, Self::Take, Self::Edit, Self::Export]
            .into_iter()
            .find(|kind| kind.name() == name)
    }
}

/// Where a job stands. The last three are ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum JobState {
    Queued,
    Running,
    Done,
    Failed,
    Cancelled,
}

impl JobState {
    pub fn name(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Running => "running",
            Self::Done => "done",
            Self::Failed => "failed",
            Self::Cancelled => "cancelled",
        }
    }

    pub fn from_name(name: &str) -> Option<Self> {
        [
            Self::Queued,
            Self::Running,
            Self::Done,
            Self::Failed,
            Self::Cancelled,
        ]
        .into_iter()
        .find(|state| state.name() == name)
    }

    /// Whether nothing will change any more.
    pub fn ended(self) -> bool {
        matches!(self, Self::Done | Self::Failed | Self::Cancelled)
    }
}

/// A job to be queued.
#[derive(Debug, Clone)]
pub struct NewJob {
    pub id: JobId,
    pub kind: JobKind,
    pub account: AccountId,
    /// What the feature needs to run it, as JSON.
    pub payload: String,
    pub frames_total: u32,
    pub limits: Limits,
}

/// How many jobs may run at once, beside the number of worker slots.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Limits {
    /// How many of this kind the account may have running; none is no limit.
    pub account: Option<u32>,
    /// A name that jobs share, and how many of these may be running, over all accounts.
    pub lane: Option<(String, u32)>,
}

/// Where a waiting job stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Place {
    /// How many waiting jobs stand before it; 0 when it is next or no longer waiting.
    pub ahead: u32,
    /// How many of those are the account's own.
    pub own_ahead: u32,
    /// How many of the account's jobs of this kind are running.
    pub own_running: u32,
    /// The account's limit for this kind.
    pub own_limit: Option<u32>,
    /// How long the last jobs of this kind took on average, if any have ended well.
    pub usual_ms: Option<i64>,
}

/// A job as it stands.
#[derive(Debug, Clone)]
pub struct Job {
    pub id: JobId,
    pub kind: JobKind,
    pub account: AccountId,
    pub payload: String,
    pub state: JobState,
    pub attempts: u32,
    pub frames_done: u32,
    pub frames_total: u32,
    /// Why it failed, as a sentence for the person.
    pub problem: Option<String>,
    pub created_ms: i64,
    pub started_ms: Option<i64>,
    pub ended_ms: Option<i64>,
}

/// How a job ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finish {
    Done,
    /// With a sentence for the person.
    Failed(String),
    Cancelled,
}

/// What a worker hears when it renews its lease.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pulse {
    /// Go on.
    Held,
    /// The person cancelled the job: stop and finish it as cancelled.
    CancelRequested,
    /// Another worker has it, or it has ended: stop and leave it alone.
    Lost,
}

/// The queue. Times are epoch milliseconds of the wall clock; account clocks do not move work.
#[async_trait]
pub trait JobStore: Send + Sync {
    /// Queues the job; the same id a second time changes nothing.
    async fn enqueue(&self, job: NewJob) -> Result<(), sqlx::Error>;
    /// Has the account's jobs of a kind that still wait keep to this limit from now on; none is no limit.
    async fn limit(
        &self,
        account: &AccountId,
        kind: JobKind,
        most: Option<u32>,
    ) -> Result<(), sqlx::Error>;
    /// Takes the next job for `worker` until the lease ends: among waiting jobs, and jobs whose lease lapsed, those
    /// of the account with the fewest running ones first, then the oldest. One whose limits are reached waits on.
    async fn claim(&self, worker: Uuid, lease_ms: i64) -> Result<Option<Job>, sqlx::Error>;
    /// Renews the lease and records progress.
    async fn pulse(
        &self,
        id: JobId,
        worker: Uuid,
        frames_done: u32,
        lease_ms: i64,
    ) -> Result<Pulse, sqlx::Error>;
    /// Ends the job if `worker` still holds it; false when it does not.
    async fn finish(&self, id: JobId, worker: Uuid, finish: Finish) -> Result<bool, sqlx::Error>;
    /// Asks for a cancellation: a waiting job ends at once, a running one at its next pulse.
    async fn cancel(&self, id: JobId) -> Result<(), sqlx::Error>;
    async fn get(&self, id: JobId) -> Result<Option<Job>, sqlx::Error>;
    /// Where this job stands among those that wait.
    async fn place(&self, id: JobId) -> Result<Place, sqlx::Error>;
}
