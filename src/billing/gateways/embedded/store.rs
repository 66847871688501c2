//! The test gateway's own books.

mod sql;
#[cfg(test)]
mod tests;

use crate::billing::gateways::Charge;
use ::credits::AccountId;
use async_trait::async_trait;
pub use sql::SqlTestPayments;

/// What the Lab wants of the next payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum NextOutcome {
    Succeed,
    Fail,
}

impl NextOutcome {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Succeed => "succeed",
            Self::Fail => "fail",
        }
    }

    fn of(word: &str) -> Self {
        if word == "fail" {
            Self::Fail
        } else {
            Self::Succeed
        }
    }
}

#[async_trait]
pub trait TestPayments: Send + Sync {
    /// The answer to a charge: what was answered to its key before, else what was wanted of the account's next payment.
    async fn answer(&self, charge: &Charge) -> Result<NextOutcome, sqlx::Error>;
    /// The outcome that the account's next payment will have.
    async fn next(&self, account: &AccountId) -> Result<NextOutcome, sqlx::Error>;
    /// Sets the outcome of the account's next payment, and of that one only.
    async fn set_next(&self, account: &AccountId, next: NextOutcome) -> Result<(), sqlx::Error>;
}
