//! What providers were asked for: written before they are asked, so that no crash makes anybody ask, or pay, twice.

mod sql;

use super::providers::Handle;
use async_trait::async_trait;
pub use sql::SqlProviderJobs;
use uuid::Uuid;

/// What is known of one take at its provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProviderJob {
    pub take: Uuid,
    pub provider: String,
    pub handle: Option<Handle>,
    /// When it was asked for; none while it certainly is not.
    pub sent_ms: Option<i64>,
    /// Since when the provider has not answered.
    pub silent_ms: Option<i64>,
    pub created_ms: i64,
}

/// One provider in numbers, for operators.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProviderFigures {
    pub provider: String,
    /// Takes that wait for their turn.
    pub waiting: u32,
    /// Takes it is at work on.
    pub running: u32,
    /// Takes that have failed by time and may still arrive.
    pub overdue: u32,
    /// What it answered last that was no good, and when.
    pub last_error: Option<(String, i64)>,
}

/// The store. A job is open until its take has ended; overdue if its video may still arrive after that.
#[async_trait]
pub trait ProviderJobs: Send + Sync {
    /// Notes that a take is to be asked for, and gives what was noted first.
    async fn intend(
        &self,
        take: Uuid,
        provider: &str,
        now_ms: i64,
    ) -> Result<ProviderJob, sqlx::Error>;
    async fn of_take(&self, take: Uuid) -> Result<Option<ProviderJob>, sqlx::Error>;
    /// Notes that the request goes out now; none takes it back, as the provider certainly did not accept it.
    async fn sent(&self, take: Uuid, sent_ms: Option<i64>) -> Result<(), sqlx::Error>;
    async fn accepted(&self, take: Uuid, handle: &Handle) -> Result<(), sqlx::Error>;
    /// Notes an answer that was no good.
    async fn troubled(&self, take: Uuid, cause: &str, now_ms: i64) -> Result<(), sqlx::Error>;
    /// Notes that the provider answers again.
    async fn answered(&self, take: Uuid) -> Result<(), sqlx::Error>;
    async fn end(&self, take: Uuid) -> Result<(), sqlx::Error>;
    /// The take has failed by time; its video is looked for from `look_ms` on.
    async fn overdue(&self, take: Uuid, look_ms: i64) -> Result<(), sqlx::Error>;
    /// Overdue jobs to be looked at now, and puts their next look off, so that two processes do not look at once.
    async fn look_at(
        &self,
        now_ms: i64,
        next_ms: i64,
        limit: u32,
    ) -> Result<Vec<ProviderJob>, sqlx::Error>;
    async fn figures(&self) -> Result<Vec<ProviderFigures>, sqlx::Error>;
}
