//! What takes payments.

mod embedded;
mod stripe;

use super::rules::{Cents, Reversal};
use super::wish::Wish;
use crate::accounts::Account;
use ::credits::AccountId;
use async_trait::async_trait;
pub use embedded::{EmbeddedGateway, NextOutcome, SqlTestPayments, TestPayments};
pub use stripe::{SqlStripe, StripeGateway, StripeSettings, StripeStore};

/// One payment to be taken.
#[derive(Debug, Clone)]
pub struct Charge {
    pub account: AccountId,
    /// The same key is charged once and answered the same ever after. It begins with the invoice's id and a colon.
    pub key: String,
    pub amount: Cents,
}

/// A gateway's answer about one payment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChargeOutcome {
    Paid,
    /// The reason is a sentence the person may read.
    Declined {
        reason: String,
    },
}

/// The gateway did not answer; whether it took the payment is unknown, and the same key may be sent again.
#[derive(Debug, thiserror::Error)]
#[error("the payment gateway did not answer: {0}")]
pub struct GatewayUnavailable(pub String);

/// Why a message that claims to come from the gateway was not kept.
#[derive(Debug, thiserror::Error)]
pub enum NotReceived {
    #[error("this gateway sends no messages")]
    NoMessages,
    #[error("the signature is missing, wrong or too old")]
    Signature,
    #[error("the body is not a message")]
    Unreadable,
    #[error("the message could not be kept: {0}")]
    Unkept(#[from] sqlx::Error),
}

/// Something a gateway told by itself, that concerns billing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct News {
    /// The gateway's own id of the message.
    pub id: String,
    pub what: Told,
}

/// What a message says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    /// Somebody finished the page on which they leave a card.
    CardLeft { checkout: String },
    /// A payment of the account has ended; asking for it again answers how.
    PaymentEnded { account: AccountId },
    /// A refund or dispute of an invoice has come this far; its time is the wall clock's.
    Reversed {
        account: AccountId,
        reversal: Reversal,
    },
}

/// Somebody who came back from leaving a card, with what they wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Returned {
    pub account: AccountId,
    pub wish: Wish,
}

/// What takes payments. One that asks for no card and sends no messages needs only the first two.
#[async_trait]
pub trait Gateway: Send + Sync {
    /// What people have to know about this gateway, where they are about to pay.
    fn notice(&self) -> Option<&'static str>;

    /// Takes a payment, once per key.
    async fn charge(&self, charge: &Charge) -> Result<ChargeOutcome, GatewayUnavailable>;

    /// Whether a payment of the account that was first asked for after that time of the wall clock has had no answer yet.
    /// A gateway that keeps its answers together with what was asked has none such.
    async fn is_unanswered(
        &self,
        _account: &AccountId,
        _after_ms: i64,
    ) -> Result<bool, GatewayUnavailable> {
        Ok(false)
    }

    /// Has the gateway forget everybody whose account is closed, and forgets what it calls them. A payment that was first
    /// asked for after that time of the wall clock and has no answer yet is waited for: it is looked up by whose it is.
    /// Whoever cannot be forgotten now is by a later call. A gateway that knows nobody has nothing to forget.
    async fn forget_closed(&self, _after_ms: i64) -> Result<(), GatewayUnavailable> {
        Ok(())
    }

    /// Hosts that our forms lead to, for the pages' content security policy.
    fn form_targets(&self) -> &'static str {
        ""
    }

    /// Whether the account can pay at once. One that cannot is sent to leave a card first ([`Gateway::checkout`]).
    async fn has_card(&self, _account: &AccountId) -> Result<bool, GatewayUnavailable> {
        Ok(true)
    }

    /// Where the person has to leave a card before this wish can be paid; none if it can be paid at once.
    async fn checkout(
        &self,
        _account: &Account,
        _wish: &Wish,
    ) -> Result<Option<String>, GatewayUnavailable> {
        Ok(None)
    }

    /// Takes note of the card that was left, and answers what was wanted then, until that is noted as performed.
    async fn returned(&self, _checkout: &str) -> Result<Option<Returned>, GatewayUnavailable> {
        Ok(None)
    }

    /// Notes that what was wanted has been performed; from then on the checkout is over.
    async fn performed(&self, _checkout: &str) -> Result<(), GatewayUnavailable> {
        Ok(())
    }

    /// Whether there is a place where the person can look after their card.
    async fn has_portal(&self, _account: &AccountId) -> Result<bool, GatewayUnavailable> {
        Ok(false)
    }

    /// Where the person can look after their card.
    async fn portal(&self, _account: &AccountId) -> Result<Option<String>, GatewayUnavailable> {
        Ok(None)
    }

    /// Keeps a message if it is genuine; only then may it be acknowledged. `at_ms` is the wall clock.
    async fn receive(&self, _body: &str, _signature: &str, _at_ms: i64) -> Result<(), NotReceived> {
        Err(NotReceived::NoMessages)
    }

    /// What was kept and is not done yet, the oldest that nobody has looked at first. What concerns only the gateway's own books is done here.
    async fn news(&self, _at_ms: i64) -> Result<Vec<News>, GatewayUnavailable> {
        Ok(Vec::new())
    }

    /// Notes that a message is done.
    async fn done(&self, _news: &str) -> Result<(), GatewayUnavailable> {
        Ok(())
    }
}
