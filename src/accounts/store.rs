//! What is kept of an account.

mod sql;
#[cfg(test)]
mod tests;

use crate::server::state::wall_clock_ms;
use crate::ui::date::Zone;
use ::credits::{AccountId, Timestamp};
use async_trait::async_trait;
pub use sql::SqlAccounts;
pub(in crate::accounts) use sql::write_password;

/// A person's account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    pub id: AccountId,
    pub email: String,
    /// How far the account's clock is ahead of the wall clock; only the Lab moves it.
    pub clock_ahead_ms: i64,
    pub created_ms: i64,
    /// In which time zone its dates are shown.
    pub zone: Zone,
}

impl Account {
    /// The account's own time: what billing, expiry and shown dates go by. Sessions and leases go by the wall clock.
    pub fn now(&self) -> Timestamp {
        Timestamp::from_ms(wall_clock_ms() + self.clock_ahead_ms)
    }
}

/// The accounts and their sign-in secrets.
#[async_trait]
pub trait AccountStore: Send + Sync {
    /// Adds the account; false when the e-mail address is taken.
    async fn add(&self, account: &Account, password_hash: &str) -> Result<bool, sqlx::Error>;
    /// The account, unless it is closed.
    async fn by_id(&self, id: &AccountId) -> Result<Option<Account>, sqlx::Error>;
    /// The account even if it is closed, and whether it is: the books go on, and what was begun comes to its end.
    async fn ever(&self, id: &AccountId) -> Result<Option<(Account, bool)>, sqlx::Error>;
    /// The account and its password hash, unless it is closed.
    async fn by_email(&self, email: &str) -> Result<Option<(Account, String)>, sqlx::Error>;
    /// Sets how far the account's clock is ahead; never back.
    async fn set_clock(&self, id: &AccountId, clock_ahead_ms: i64) -> Result<(), sqlx::Error>;
    /// Sets in which time zone the account reads dates.
    async fn set_zone(&self, id: &AccountId, zone: &Zone) -> Result<(), sqlx::Error>;
    /// Sets the password, and with it uses up every link to a new one and ends all sessions of the account.
    async fn set_password(&self, id: &AccountId, password_hash: &str) -> Result<(), sqlx::Error>;
    /// In how many browsers somebody is signed in.
    async fn browsers(&self, id: &AccountId, now_ms: i64) -> Result<u64, sqlx::Error>;
    /// Ends all sessions of the account.
    async fn end_sessions(&self, id: &AccountId) -> Result<(), sqlx::Error>;
}
