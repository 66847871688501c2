//! Where the ledger is kept.

mod memory;

#[cfg(feature = "store")]
mod course;
#[cfg(feature = "store")]
mod database;
#[cfg(feature = "store")]
mod document;
#[cfg(feature = "store")]
mod loaded;
#[cfg(feature = "store")]
mod migrations;
#[cfg(feature = "store")]
pub mod postgres;
#[cfg(feature = "store")]
mod reconcile;
#[cfg(feature = "store")]
mod sqlite;

pub use memory::MemoryLedger;

#[cfg(feature = "store")]
use database::{corrupt, detached};
#[cfg(feature = "store")]
pub use {
    database::OpenError,
    postgres::PostgresLedger,
    sqlite::{SqliteLedger, connect_options, migrate, open, verify},
};
