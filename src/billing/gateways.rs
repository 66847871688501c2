//! What takes payments.

mod embedded;

use super::rules::Cents;
use ::credits::AccountId;
use async_trait::async_trait;
pub use embedded::{EmbeddedGateway, NextOutcome, set_next};

/// One payment to be taken.
#[derive(Debug, Clone)]
pub struct Charge {
    pub account: AccountId,
    /// The same key is charged once and answered the same ever after.
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

/// What takes payments.
#[async_trait]
pub trait Gateway: Send + Sync {
    /// What people have to know about this gateway, where they are about to pay.
    fn notice(&self) -> Option<&'static str>;

    /// Takes a payment, once per key.
    async fn charge(&self, charge: &Charge) -> Result<ChargeOutcome, GatewayUnavailable>;
}
