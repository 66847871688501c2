//! What is kept of the letters.

mod sql;

use async_trait::async_trait;
pub use sql::{SqlLetters, put};
use uuid::Uuid;

/// What a letter tells of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LetterKind {
    /// Somebody wrote to us in Help; the letter has the message's id.
    Help,
    /// Somebody forgot their password; the letter has the request's id.
    NewPassword,
    /// An account is to have this address; the letter has the change's id.
    NewAddress,
    /// An account has another address now; the letter to the old one has the notice's id.
    AddressChanged,
    /// An account was deleted; the letter to the address it had has the notice's id.
    AccountClosed,
}

impl LetterKind {
    const ALL: [Self; 5] = [
        Self::Help,
        Self::NewPassword,
        Self::NewAddress,
        Self::AddressChanged,
        Self::AccountClosed,
    ];

    /// How the database calls it.
    fn name(self) -> &'static str {
        match self {
            Self::Help => "help",
            Self::NewPassword => "new-password",
            Self::NewAddress => "new-address",
            Self::AddressChanged => "address-changed",
            Self::AccountClosed => "account-closed",
        }
    }
}

/// One letter that has to go. What it says is written when it goes, from what it tells of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    pub id: Uuid,
    pub kind: LetterKind,
    pub created_ms: i64,
    /// How often it was taken to a mail server, this time included.
    pub tries: u32,
}

/// The letters. They are put there by [`put`], in the transaction of what they tell of.
#[async_trait]
pub trait LetterStore: Send + Sync {
    /// Hands out the letter that has been due for longest; before `until_ms` nobody else is given it.
    async fn claim(&self, now_ms: i64, until_ms: i64) -> Result<Option<Letter>, sqlx::Error>;
    /// A mail server has taken the letter.
    async fn mailed(&self, id: Uuid, at_ms: i64) -> Result<(), sqlx::Error>;
    /// The letter is tried again, but not before that time.
    async fn again(&self, id: Uuid, due_ms: i64) -> Result<(), sqlx::Error>;
    /// There is nothing left that the letter could tell of.
    async fn remove(&self, id: Uuid) -> Result<(), sqlx::Error>;
}
