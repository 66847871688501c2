//! Where the ledger is kept.

mod memory;

pub use memory::MemoryLedger;
