//! The end of an account in the database, and the files that are to follow it.

mod postgres;
mod sql;
mod sqlite;

use crate::media::MediaKey;
use ::credits::AccountId;
use async_trait::async_trait;
pub use sql::{SqlClosing, Words as ClosingWords};
use uuid::Uuid;

/// A file of a closed account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Noted {
    pub key: MediaKey,
    /// Somebody else has it as well: files with the same bytes are one file.
    pub is_somebodys: bool,
}

#[async_trait]
pub trait ClosingStore: Send + Sync {
    /// Closes the account at that time of the wall clock: erases what is the person's in every table, signs them out
    /// everywhere, frees their address, notes their files, and puts the letter that tells the address. Subscriptions,
    /// invoices and all of the ledger stay. False, and nothing has changed, while a video is being made, credits are on
    /// hold or an invoice is unfinished, or if it is closed already.
    async fn close(&self, account: &AccountId, at_ms: i64) -> Result<bool, sqlx::Error>;
    /// Erases once more what is the person's of every account that was closed at `since_ms` or later: a request or a job
    /// that was under way then, an upload say, may have kept something since. `at_ms` is the wall clock.
    async fn erase_again(&self, since_ms: i64, at_ms: i64) -> Result<(), sqlx::Error>;
    /// The address that the letter with that id tells. None once it has gone or was given up.
    async fn told(&self, id: Uuid) -> Result<Option<String>, sqlx::Error>;
    /// Keeps no longer the address that the letter with that id tells.
    async fn forget(&self, id: Uuid) -> Result<(), sqlx::Error>;
    /// Keeps no longer the addresses of letters that were put before that time and have not gone.
    async fn give_up(&self, before_ms: i64) -> Result<(), sqlx::Error>;
    /// The files that were noted, those that wait for longest first.
    async fn noted(&self, limit: usize) -> Result<Vec<Noted>, sqlx::Error>;
    /// The file is somebody else's, and erased with nobody.
    async fn spared(&self, key: &MediaKey) -> Result<(), sqlx::Error>;
    /// The file is erased.
    async fn erased(&self, key: &MediaKey) -> Result<(), sqlx::Error>;
}
