//! What has to hold of the books as a whole, whoever wrote them.

use crate::AccountId;

/// How long after its expiry a lot may still wait for the sweep: 2 hours.
pub const SWEEP_GRACE_MS: i64 = 2 * 60 * 60 * 1_000;

/// One thing that has to hold of stored books. Each compares two figures that were written apart from each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Check {
    /// Each entry says what the entries before it and itself leave.
    RunningBalance,
    /// What is available is the sum of the entries.
    AvailableOfEntries,
    /// What is on hold is the sum of the entries.
    HeldOfEntries,
    /// What is available is what the lots have.
    AvailableOfLots,
    /// What is on hold is what the lots have on hold.
    HeldOfLots,
    /// What is on hold is what the holds have.
    HeldOfHolds,
    /// What a hold has is what it has of each lot.
    SharesOfHold,
    /// What a hold has is the sum of its entries.
    EntriesOfHold,
    /// What a hold took is the sum of its captures.
    CapturedOfHold,
    /// What a hold gave back is the sum of its releases.
    ReleasedOfHold,
    /// What a lot has is what entries moved in and out of it.
    PartsOfLot,
    /// A lot was granted what its first entry moved into it.
    GrantOfLot,
    /// What an entry moved is what it moved in and out of lots.
    PartsOfEntry,
    /// What is owed is the sum of the debts.
    OwedOfDebts,
    /// Nobody who owes has credits to spend.
    NothingBesideDebt,
    /// Every paid right belongs to a debit of its own, and every debit for a download to a right.
    RightsOfDownloads,
    /// What has expired is not there any more.
    NothingExpired,
}

impl Check {
    /// A stable name, for metrics and logs.
    pub const fn name(self) -> &'static str {
        match self {
            Self::RunningBalance => "running-balance",
            Self::AvailableOfEntries => "available-of-entries",
            Self::HeldOfEntries => "held-of-entries",
            Self::AvailableOfLots => "available-of-lots",
            Self::HeldOfLots => "held-of-lots",
            Self::HeldOfHolds => "held-of-holds",
            Self::SharesOfHold => "shares-of-hold",
            Self::EntriesOfHold => "entries-of-hold",
            Self::CapturedOfHold => "captured-of-hold",
            Self::ReleasedOfHold => "released-of-hold",
            Self::PartsOfLot => "parts-of-lot",
            Self::GrantOfLot => "grant-of-lot",
            Self::PartsOfEntry => "parts-of-entry",
            Self::OwedOfDebts => "owed-of-debts",
            Self::NothingBesideDebt => "nothing-beside-debt",
            Self::RightsOfDownloads => "rights-of-downloads",
            Self::NothingExpired => "nothing-expired",
        }
    }
}

/// Two figures that should be the same and are not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mismatch {
    pub check: Check,
    pub account: AccountId,
    /// The wallet, lot, hold, entry or right that it is about.
    pub subject: String,
    pub expected: i64,
    pub found: i64,
}

impl std::fmt::Display for Mismatch {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{}: {} of account {} should be {} and is {}",
            self.check.name(),
            self.subject,
            self.account,
            self.expected,
            self.found
        )
    }
}
