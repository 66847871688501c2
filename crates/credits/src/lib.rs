//! The two wallets as a library.
//!
//! [`rules`] are pure and compile to wasm, so browser and server compute the same price, the same
//! settlement and the same period. With the feature `model` come the [`Ledger`], the one pure
//! plan that decides what every request does, and the store that keeps it in memory; with `store`
//! those that keep it in SQLite and PostgreSQL.

mod command;
mod outcome;
pub mod rules;
mod values;
mod views;

#[cfg(feature = "model")]
mod ledger;
#[cfg(feature = "model")]
pub mod plan;
#[cfg(feature = "model")]
mod reconcile;
#[cfg(feature = "model")]
pub mod store;

pub use command::{
    Command, Entitlement, MAX_SOURCE, Note, Origin, Outbox, Reason, Request, Verdict,
};
pub use outcome::{Outcome, Receipt, Refusal};
pub use rules::burn_order::burn_order;
pub use rules::periods::{CivilDate, Period, civil_date, from_civil, period, period_at};
pub use rules::price_list::{
    AnimationSettings, CreditsPerSecond, Duration, PriceList, QUOTE_HONOURED_MS, Quote, Resolution,
    UnknownSetting, VideoCount, cheaper_settings_that_fit, current, honoured, quote,
    regeneration_quote,
};
pub use rules::settlement::{COURTESY_MS, Settled, settled};
pub use values::{
    AccountId, Credits, EntryId, HoldId, IdempotencyKey, InvalidValue, LotId, Timestamp,
    VersionHash, Wallet,
};
pub use views::{
    Allocation, Balances, Debt, Entry, EntryKind, HoldState, LotState, OutboxMessage, Right,
    StatementQuery, WalletBalance,
};

#[cfg(feature = "model")]
pub use ledger::{Ledger, LedgerError};
#[cfg(feature = "model")]
pub use reconcile::{Check, Mismatch, SWEEP_GRACE_MS};
