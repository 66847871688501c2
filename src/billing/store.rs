//! What is kept of subscriptions, invoices and payments.

mod postgres;
mod rows;
mod sql;
mod sqlite;
#[cfg(test)]
mod tests;

use super::rules::{Cents, PlanKey, Reversal, Subscription, SubscriptionId};
use ::credits::{AccountId, Credits, Timestamp};
use async_trait::async_trait;
use serde::{Deserialize, Serialize};
pub use sql::{SqlBilling, Words as BillingWords};

/// What an invoice pays for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "for", rename_all = "lowercase")]
pub enum Purpose {
    /// One or twelve periods, from this number on.
    Period {
        number: i64,
        #[serde(default = "one")]
        periods: i64,
    },
    /// The differences that an upgrade brings in a period.
    Upgrade {
        number: i64,
        plan: PlanKey,
        download: Credits,
        ai: Credits,
    },
    Bundle {
        ai: Credits,
    },
}

/// Invoices that do not say how many periods they pay for pay for one.
const fn one() -> i64 {
    1
}

/// Whether an invoice has been paid. A declined one for a period is tried again, other declined ones are final.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InvoiceState {
    Open,
    Paid,
    Declined,
}

/// Something to be paid.
#[derive(Debug, Clone)]
pub struct NewInvoice {
    pub account: AccountId,
    pub subscription: Option<SubscriptionId>,
    /// Unique within the account: what makes the same thing be billed once.
    pub key: String,
    pub purpose: Purpose,
    pub title: String,
    pub amount: Cents,
    pub issued_at: Timestamp,
}

/// Something that was billed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invoice {
    pub id: String,
    pub number: i64,
    pub account: AccountId,
    pub subscription: Option<SubscriptionId>,
    pub key: String,
    pub purpose: Purpose,
    pub title: String,
    pub amount: Cents,
    pub state: InvoiceState,
    /// What was paid for has been handed over.
    pub fulfilled: bool,
    /// Answers of the gateway so far.
    pub attempts: i64,
    pub issued_at: Timestamp,
    pub settled_at: Option<Timestamp>,
    /// How often its reversals have changed.
    pub reversals: i64,
}

/// An answer of the gateway.
#[derive(Debug, Clone)]
pub struct Payment {
    pub paid: bool,
    pub detail: String,
    pub at: Timestamp,
}

impl Payment {
    pub const fn paid(at: Timestamp) -> Self {
        Self {
            paid: true,
            detail: String::new(),
            at,
        }
    }

    pub const fn declined(detail: String, at: Timestamp) -> Self {
        Self {
            paid: false,
            detail,
            at,
        }
    }
}

/// A period whose credits came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GrantedPeriod {
    pub subscription: SubscriptionId,
    pub number: i64,
    pub plan: PlanKey,
    pub download: Credits,
    pub ai: Credits,
    pub granted_at: Timestamp,
}

/// Billing's own tables. Each call is one transaction. A write that carries a subscription is guarded by its
/// revision and answers false, with nothing written, if somebody else was first.
#[async_trait]
pub trait BillingStore: Send + Sync {
    /// The subscription that is active or paused.
    async fn open_subscription(
        &self,
        account: &AccountId,
    ) -> Result<Option<Subscription>, sqlx::Error>;
    /// Every subscription the account ever had, oldest first.
    async fn subscriptions(&self, account: &AccountId) -> Result<Vec<Subscription>, sqlx::Error>;
    /// Adds one; false when the account has an open one.
    async fn add_subscription(&self, subscription: &Subscription) -> Result<bool, sqlx::Error>;
    /// Writes a changed subscription.
    async fn save(&self, subscription: &Subscription) -> Result<bool, sqlx::Error>;
    /// Ends one and adds the one that takes its place.
    async fn replace(
        &self,
        ended: &Subscription,
        begun: &Subscription,
    ) -> Result<bool, sqlx::Error>;

    /// The invoice with that key, issued now if there was none.
    async fn issue(&self, invoice: NewInvoice) -> Result<Invoice, sqlx::Error>;
    /// Newest first.
    async fn invoices(&self, account: &AccountId) -> Result<Vec<Invoice>, sqlx::Error>;
    async fn invoice(&self, account: &AccountId, id: &str) -> Result<Option<Invoice>, sqlx::Error>;
    /// Records the gateway's answer to the invoice's next attempt, with what it changed.
    async fn record(
        &self,
        invoice: &Invoice,
        payment: &Payment,
        changed: Option<&Subscription>,
    ) -> Result<bool, sqlx::Error>;
    /// Why the payment of the account's invoice with that key was declined last, as the gateway put it; none if it said
    /// nothing.
    async fn last_decline(
        &self,
        account: &AccountId,
        key: &str,
    ) -> Result<Option<String>, sqlx::Error>;
    /// Notes that what was paid for has been handed over; an upgrade adds to what its period brought. If some of the
    /// payment went back before, that counts as one more change of the invoice's reversals.
    async fn fulfilled(&self, invoice: &Invoice) -> Result<(), sqlx::Error>;
    /// Upgrades and bundles that were begun and not finished: unanswered, or paid and not handed over.
    async fn unfinished(&self, account: &AccountId) -> Result<Vec<Invoice>, sqlx::Error>;

    /// Notes how far a refund or dispute has come; false, with nothing written, if that was known already.
    async fn reverse(&self, reversal: &Reversal) -> Result<bool, sqlx::Error>;
    /// The refunds and disputes of all the account's invoices, in the order of their last changes.
    async fn reversals(&self, account: &AccountId) -> Result<Vec<Reversal>, sqlx::Error>;
    /// Invoices whose reversals the ledger has not followed yet.
    async fn unbooked(&self, account: &AccountId) -> Result<Vec<Invoice>, sqlx::Error>;
    /// Notes that the ledger has followed the invoice's reversals as they were when it was read. If they changed
    /// meanwhile, that counts as one more change, so that whoever looks next books the newest state last.
    async fn booked(&self, invoice: &Invoice) -> Result<(), sqlx::Error>;

    /// Records a period that was granted, with the subscription that goes on from there. What went back of the
    /// subscription's payments before counts as changed once more, so that the new credits follow it too.
    async fn granted(
        &self,
        period: &GrantedPeriod,
        changed: &Subscription,
    ) -> Result<bool, sqlx::Error>;
    async fn granted_periods(&self, account: &AccountId)
    -> Result<Vec<GrantedPeriod>, sqlx::Error>;

    /// Accounts for which something is due at their own time, or was left unfinished. A plan that its account's end has
    /// left open is, whenever it would be due.
    async fn due_accounts(&self, wall_clock_ms: i64) -> Result<Vec<AccountId>, sqlx::Error>;
    /// The plans of all open subscriptions.
    async fn plans_in_use(&self) -> Result<Vec<PlanKey>, sqlx::Error>;
}
