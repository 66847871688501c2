//! The two wallets as a library.
//!
//! [`rules`] are pure and compile to wasm, so browser and server compute the same price, the same
//! settlement and the same period. With the feature `store` come the [`Ledger`], the one pure
//! plan that decides what every request does, and three stores that keep it: memory, SQLite and PostgreSQL.

mod command;
mod outcome;
pub mod rules;
mod values;
mod views;

#[cfg(feature = "store")]
mod ledger;
#[cfg(feature = "store")]
pub mod plan;
#[cfg(feature = "store")]
mod reconcile;
#[cfg(feature = "store")]
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

#[cfg(feature = "store")]
pub use ledger::{Ledger, LedgerError};
#[cfg(feature = "store")]
pub use reconcile::{Check, Mismatch};
