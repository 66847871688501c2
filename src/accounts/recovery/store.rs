//! What is kept of forgotten passwords.

mod sql;

use ::credits::AccountId;
use async_trait::async_trait;
pub use sql::SqlRecovery;
use uuid::Uuid;

/// Somebody asked for a link. Whether the address has an account is looked up when the letter is written, so that asking
/// takes as long and leaves the same behind for every address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    pub email: String,
    pub at_ms: i64,
}

#[async_trait]
pub trait RecoveryStore: Send + Sync {
    /// Keeps that a link was asked for, and the letter that brings it.
    async fn ask(&self, asked: &Asked) -> Result<(), sqlx::Error>;
    async fn asked(&self, id: Uuid) -> Result<Option<Asked>, sqlx::Error>;
    /// No link follows any more.
    async fn withdraw(&self, id: Uuid) -> Result<(), sqlx::Error>;
    /// Lets the token with that hash set the account's password once, until then.
    async fn admit(
        &self,
        hash: &str,
        account: &AccountId,
        until_ms: i64,
    ) -> Result<(), sqlx::Error>;
    /// The account whose password the token with that hash may set.
    async fn admitted(&self, hash: &str, now_ms: i64) -> Result<Option<AccountId>, sqlx::Error>;
    /// Sets the password, and with it uses up every link of the account and ends all its sessions. False, and nothing
    /// has changed, when the token may not.
    async fn set_password(
        &self,
        hash: &str,
        password_hash: &str,
        now_ms: i64,
    ) -> Result<bool, sqlx::Error>;
}
