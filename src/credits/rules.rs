//! What the balance menu says, as data both sides share.

use ::credits::Balances;
use serde::{Deserialize, Serialize};

/// Where an open page reads the whole summary afresh.
pub const SUMMARY_URL: &str = "/credits/summary";

/// Everything the diamond's menu shows. Dates are words already: the browser formats none.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BalanceSummary {
    pub balances: Balances,
    /// Downloads are included in the plan; the existing download credits wait.
    pub unlimited_downloads: bool,
    /// The plan's name, or none.
    pub plan: Option<String>,
    pub next_refresh: Option<RefreshLine>,
    /// The last payment failed: nothing is granted until it succeeds.
    pub payment_failed: bool,
}

/// What the menu says of the next monthly grant. The server puts the words together, which it can with what is owed in view.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefreshLine {
    /// Such as "Next refresh, 1 July".
    pub title: String,
    pub what: String,
    /// Such as "+10 and +60".
    pub amount: String,
}

/// The next monthly grant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NextRefresh {
    /// Such as "1 July".
    pub date: String,
    /// The name of the plan that brings it, which a change may have made another one by then.
    pub plan: String,
    /// 0 on plans with unlimited downloads.
    pub download: i64,
    pub ai: i64,
}
