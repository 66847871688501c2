//! What can be read from the ledger.

use serde::{Deserialize, Serialize};

use crate::command::closed_words;
use crate::{
    AccountId, Credits, EntryId, HoldId, IdempotencyKey, LotId, Note, Origin, Reason, Timestamp,
    VersionHash, Wallet,
};

/// One wallet's figures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WalletBalance {
    /// Can be spent.
    pub available: Credits,
    /// Belongs to orders that are not settled yet.
    pub held: Credits,
    /// What a refund took back and did not find any more. While something is owed, nothing is
    /// available.
    #[serde(default)]
    pub debt: Credits,
    /// Rises by 1 with every command that moves credits of this wallet.
    pub version: i64,
}

impl WalletBalance {
    /// How many of credits that come go to what is owed; the others can be spent. Whatever is granted, and whatever a hold
    /// gives back, settles that first.
    pub fn settled_by(&self, coming: Credits) -> Credits {
        self.debt.min(coming)
    }
}

/// Both wallets' figures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Balances {
    pub download: WalletBalance,
    pub ai: WalletBalance,
}

impl Balances {
    pub const fn of(&self, wallet: Wallet) -> WalletBalance {
        match wallet {
            Wallet::Download => self.download,
            Wallet::Ai => self.ai,
        }
    }
}

closed_words!(
    /// What an entry does to a wallet.
    EntryKind {
        /// (+n, 0)
        Grant = "grant",
        /// (-n, 0)
        Debit = "debit",
        /// (-n, +n)
        Hold = "hold",
        /// (0, -n)
        Capture = "capture",
        /// (+n, -n)
        Release = "release",
        /// (-n, 0)
        Expire = "expire",
    }
);

impl EntryKind {
    /// The signs of the available and the held delta.
    pub const fn signs(self) -> (i64, i64) {
        match self {
            Self::Grant => (1, 0),
            Self::Debit | Self::Expire => (-1, 0),
            Self::Hold => (-1, 1),
            Self::Capture => (0, -1),
            Self::Release => (1, -1),
        }
    }

    /// The two accounts of the journal that the amount moves between, from and to.
    pub const fn legs(self) -> (&'static str, &'static str) {
        match self {
            Self::Grant => ("issuance", "available"),
            Self::Debit => ("available", "revenue"),
            Self::Hold => ("available", "held"),
            Self::Capture => ("held", "revenue"),
            Self::Release => ("held", "available"),
            Self::Expire => ("available", "breakage"),
        }
    }
}

/// One line of the statement. Never changed, never deleted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    pub id: EntryId,
    pub account: AccountId,
    pub wallet: Wallet,
    pub at: Timestamp,
    pub kind: EntryKind,
    pub available_delta: Credits,
    pub held_delta: Credits,
    pub available_after: Credits,
    pub held_after: Credits,
    pub note: Note,
    pub hold: Option<HoldId>,
    /// The key of the request that booked it.
    pub key: IdempotencyKey,
}

impl Entry {
    /// Credits that its owner spent by it: not those that expired, nor those whose payment went back.
    pub const fn used(&self) -> Credits {
        match self.kind {
            EntryKind::Debit if !self.note.reason.takes_back() => {
                Credits::new(-self.available_delta.get())
            }
            EntryKind::Capture => Credits::new(-self.held_delta.get()),
            EntryKind::Debit
            | EntryKind::Expire
            | EntryKind::Grant
            | EntryKind::Hold
            | EntryKind::Release => Credits::ZERO,
        }
    }
}

/// What one entry did to one lot. An entry's allocations add up to its two deltas.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Allocation {
    pub lot: LotId,
    pub available_delta: Credits,
    pub held_delta: Credits,
}

/// A grant and what remains of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LotState {
    pub id: LotId,
    pub wallet: Wallet,
    pub origin: Origin,
    pub source: String,
    pub granted: Credits,
    pub available: Credits,
    pub held: Credits,
    pub expires_at: Option<Timestamp>,
    pub created_at: Timestamp,
    /// What of the grant has been taken back in all, from this lot or any other.
    #[serde(default)]
    pub reclaimed: Credits,
}

/// One change of what is owed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Debt {
    pub at: Timestamp,
    pub delta: Credits,
    pub after: Credits,
    /// The key of the request that caused it.
    pub key: IdempotencyKey,
}

impl LotState {
    /// Lots end at their expiry, not after it.
    pub fn has_expired(&self, at: Timestamp) -> bool {
        self.expires_at.is_some_and(|expiry| expiry <= at)
    }
}

/// An order's credits. `held + captured + released = amount`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HoldState {
    pub id: HoldId,
    pub wallet: Wallet,
    pub amount: Credits,
    pub held: Credits,
    pub captured: Credits,
    pub released: Credits,
    /// Takes ordered.
    pub ordered: u32,
    pub delivered: u32,
    pub failed: u32,
    pub at: Timestamp,
}

impl HoldState {
    pub const fn is_open(&self) -> bool {
        self.held.is_positive()
    }
}

/// The right to download a version, for ever.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Right {
    pub version: VersionHash,
    pub at: Timestamp,
    /// The debit that paid for it; none on an unlimited plan.
    pub entry: Option<EntryId>,
}

/// Which entries to read, newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatementQuery {
    pub wallet: Option<Wallet>,
    pub reason: Option<Reason>,
    /// At or after this moment.
    pub from: Option<Timestamp>,
    /// Before this moment.
    pub to: Option<Timestamp>,
    /// Older than this entry: the last one of the page before.
    pub before: Option<EntryId>,
    /// At most this many; at most [`StatementQuery::MAX_LIMIT`] in any case.
    pub limit: u32,
}

impl StatementQuery {
    pub const MAX_LIMIT: u32 = 1_000;

    pub fn newest(limit: u32) -> Self {
        Self {
            limit,
            ..Self::default()
        }
    }
}

/// Work that was enqueued with a hold and is not done yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutboxMessage {
    pub id: i64,
    pub account: AccountId,
    pub payload: String,
}
