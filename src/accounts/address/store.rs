//! What is kept of addresses that are about to change.

mod sql;

use ::credits::AccountId;
use async_trait::async_trait;
pub use sql::SqlAddresses;
use uuid::Uuid;

/// An address that waits to be confirmed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    pub account: AccountId,
    /// The new address.
    pub email: String,
    /// When it was asked for, by the wall clock.
    pub at_ms: i64,
}

/// A change that took place, for the address that it was taken from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    pub old: String,
    pub new: String,
}

/// What came of confirming.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Confirmed {
    /// It is the account's address now.
    Changed(AccountId),
    /// The address became somebody's meanwhile; the account keeps the one it has, and waits for no other any more.
    Taken,
    /// The token may nothing any more.
    Spent,
}

#[async_trait]
pub trait AddressStore: Send + Sync {
    /// Keeps what the account's address is to change to, in place of what it was to change to before, and the letter
    /// that asks the new address. Answers the id that both have.
    async fn ask(&self, change: &Change) -> Result<Uuid, sqlx::Error>;
    /// What was asked under that id.
    async fn asked(&self, id: Uuid) -> Result<Option<Change>, sqlx::Error>;
    /// What the account's address is to change to, if it was asked after that time.
    async fn waiting(
        &self,
        account: &AccountId,
        after_ms: i64,
    ) -> Result<Option<Change>, sqlx::Error>;
    /// The account's address is not to change any more; its links end.
    async fn withdraw(&self, account: &AccountId) -> Result<(), sqlx::Error>;
    /// Lets the token with that hash confirm what was asked under that id.
    async fn admit(&self, hash: &str, id: Uuid) -> Result<(), sqlx::Error>;
    /// What the token with that hash may confirm, if it was asked after that time.
    async fn admitted(&self, hash: &str, after_ms: i64) -> Result<Option<Change>, sqlx::Error>;
    /// Changes the address as the token may, if it was asked after that time. With it end the links to a new password
    /// that went to the old address, and a letter tells that one.
    async fn confirm(
        &self,
        hash: &str,
        after_ms: i64,
        now_ms: i64,
    ) -> Result<Confirmed, sqlx::Error>;
    /// The change that the letter with that id tells of.
    async fn changed(&self, id: Uuid) -> Result<Option<Changed>, sqlx::Error>;
}
