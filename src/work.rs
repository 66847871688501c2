//! The durable job queue and the workers that drain it.

mod broken;
mod disturb;
pub mod jobs;
mod pace;
mod store;
pub mod telling;
#[cfg(test)]
mod tests;
pub mod worker;

pub use broken::Broken;
pub use disturb::obey_faults;
pub use jobs::{Finish, Job, JobId, JobKind, JobState, JobStore, Limits, NewJob, Place, Pulse};
pub use store::{JobWords, SqlJobs};
pub use worker::{JobControl, Workers};
