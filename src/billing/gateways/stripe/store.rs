//! What is known of Stripe's side.

mod sql;

use crate::billing::rules::Cents;
use ::credits::AccountId;
use async_trait::async_trait;
pub use sql::SqlStripe;

/// An account's customer at Stripe.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Customer {
    pub id: String,
    /// The card that payments are taken from.
    pub card: Option<String>,
    /// The account's address, as long as it is not known that Stripe has it. A closed account has none.
    pub untold: Option<String>,
}

/// How a payment ended, as far as it is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    Paid,
    Declined { reason: String },
}

/// A payment that was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    pub account: AccountId,
    pub key: String,
    pub outcome: Option<Outcome>,
    /// This call was the first to ask.
    pub fresh: bool,
}

/// Billing's memory of Stripe. Each call is one transaction.
#[async_trait]
pub trait StripeStore: Send + Sync {
    async fn customer(&self, account: &AccountId) -> Result<Option<Customer>, sqlx::Error>;
    /// Keeps the account's customer, who was made with that address; the one that was kept first stays.
    async fn keep_customer(
        &self,
        account: &AccountId,
        customer: &str,
        email: &str,
    ) -> Result<(), sqlx::Error>;
    /// Notes which address Stripe has for the customer; none while nobody knows. Of a closed account none is noted.
    async fn note_address(&self, customer: &str, email: Option<&str>) -> Result<(), sqlx::Error>;
    /// Customers of closed accounts, those first that Stripe was never asked to delete, and of them whose account was closed
    /// first; without any who asked for a payment after that time
    /// that has had no answer yet.
    async fn closed(&self, after_ms: i64, limit: u32) -> Result<Vec<String>, sqlx::Error>;
    /// Notes that Stripe refused then to delete the customer.
    async fn refused(&self, customer: &str, at_ms: i64) -> Result<(), sqlx::Error>;
    /// Forgets a customer that was deleted, and the card with it.
    async fn forget_customer(&self, customer: &str) -> Result<(), sqlx::Error>;
    /// Sets the card that was left in a checkout that began at this second of Stripe's clock.
    async fn leave_card(&self, customer: &str, card: &str, at_s: i64) -> Result<(), sqlx::Error>;
    /// Sets the card that was chosen at this second of Stripe's clock, unless a later choice is known.
    async fn set_card(&self, customer: &str, card: &str, at_s: i64) -> Result<(), sqlx::Error>;
    /// Forgets a card wherever it stands.
    async fn forget_card(&self, card: &str) -> Result<(), sqlx::Error>;

    async fn begin_checkout(
        &self,
        session: &str,
        account: &AccountId,
        wish: &str,
        at_ms: i64,
    ) -> Result<(), sqlx::Error>;
    /// Whose checkout it is and what was wanted, until it is over.
    async fn open_checkout(
        &self,
        session: &str,
    ) -> Result<Option<(AccountId, String)>, sqlx::Error>;
    async fn end_checkout(&self, session: &str) -> Result<(), sqlx::Error>;
    /// How many checkouts the account has begun.
    async fn checkouts(&self, account: &AccountId) -> Result<i64, sqlx::Error>;

    /// Notes that a payment is about to be asked for, or answers what is known of it.
    async fn ask(
        &self,
        key: &str,
        account: &AccountId,
        cents: Cents,
        at_ms: i64,
    ) -> Result<Asked, sqlx::Error>;
    /// Notes how a payment ended. One that is paid stays so. None if nobody asked for it.
    async fn end(
        &self,
        key: &str,
        payment: Option<&str>,
        outcome: &Outcome,
    ) -> Result<Option<AccountId>, sqlx::Error>;
    /// Whether a payment of the account that was first asked for after that time has had no answer yet.
    async fn is_unanswered(&self, account: &AccountId, after_ms: i64) -> Result<bool, sqlx::Error>;
    /// The payment's account and key.
    async fn asked(&self, payment: &str) -> Result<Option<(AccountId, String)>, sqlx::Error>;

    /// Keeps a message; again changes nothing.
    async fn keep_event(&self, id: &str, payload: &str, at_ms: i64) -> Result<(), sqlx::Error>;
    /// Messages that are not done: id, body, when it came. The oldest that nobody has looked at come first.
    async fn open_events(&self, limit: u32) -> Result<Vec<(String, String, i64)>, sqlx::Error>;
    /// Notes that a message was looked at; until it is done it waits behind the others.
    async fn looked_at(&self, id: &str, at_ms: i64) -> Result<(), sqlx::Error>;
    /// The message is done: of what it said nothing is kept, only its id.
    async fn end_event(&self, id: &str) -> Result<(), sqlx::Error>;
}
