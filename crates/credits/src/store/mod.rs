//! Where the ledger is kept.

mod memory;
mod sqlite;

pub use memory::MemoryLedger;
pub use sqlite::{OpenError, SqliteLedger, connect_options, migrate, open, verify};
