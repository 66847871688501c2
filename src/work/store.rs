//! The job queue in a database.

mod postgres;
mod sql;
mod sqlite;

pub use sql::{SqlJobs, Words as JobWords};
