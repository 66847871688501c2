//! The durable job queue and the workers that drain it.

pub mod jobs;
mod sqlite;
#[cfg(test)]
mod tests;
pub mod worker;

pub use jobs::{Finish, Job, JobId, JobKind, JobState, JobStore, NewJob, Pulse};
pub use sqlite::SqliteJobs;
pub use worker::{JobControl, Workers};
