//! The questions that only the whole database can answer: wallets beside orders, invoices and downloads.

mod postgres;
mod sql;
mod sqlite;

use async_trait::async_trait;
pub use sql::{SqlBooks, Words as BooksWords};

/// One thing that has to hold between the wallets and the features.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Promise {
    /// Credits on hold belong to an order of which a take is still open.
    HoldsHaveWork,
    /// What an order's takes took and gave back is what its hold did.
    TakesAreSettled,
    /// Every delivered take that was ordered has its verdict in the ledger.
    TakesHaveVerdicts,
    /// Every paid bundle and upgrade was handed over, exactly as it was sold.
    PurchasesAreGranted,
    /// Every period that counts as granted brought what it says, upgrades included, and no more.
    PeriodsAreGranted,
    /// Every grant of a plan belongs to a period that was recorded.
    GrantsHavePeriods,
    /// A clip's numbered versions are the account's.
    DownloadsHaveRights,
    /// The ledger has followed every refund and dispute.
    ReversalsAreBooked,
}

impl Promise {
    /// A stable name, for metrics and logs.
    pub const fn name(self) -> &'static str {
        match self {
            Self::HoldsHaveWork => "holds-have-work",
            Self::TakesAreSettled => "takes-are-settled",
            Self::TakesHaveVerdicts => "takes-have-verdicts",
            Self::PurchasesAreGranted => "purchases-are-granted",
            Self::PeriodsAreGranted => "periods-are-granted",
            Self::GrantsHavePeriods => "grants-have-periods",
            Self::DownloadsHaveRights => "downloads-have-rights",
            Self::ReversalsAreBooked => "reversals-are-booked",
        }
    }
}

/// A row that breaks a promise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    pub account: String,
    /// The hold, invoice, period or version that it is about.
    pub subject: String,
    pub expected: i64,
    pub found: i64,
}

/// Reads across the features' tables; writes nothing.
#[async_trait]
pub trait BooksStore: Send + Sync {
    /// Everything that breaks a promise. What began or was settled after `settled_before_ms` (wall clock) may still be
    /// under way and is left out.
    async fn broken(&self, settled_before_ms: i64) -> Result<Vec<(Promise, Broken)>, sqlx::Error>;
}
