//! The test gateway the program comes with: it moves no money and says so, succeeds unless the Lab wants the
//! next payment to fail, and keeps its books like a real one, so that a key is charged once.

use super::{Charge, ChargeOutcome, Gateway, GatewayUnavailable};
use crate::server::Database;
use ::credits::AccountId;
use async_trait::async_trait;
use sqlx::SqliteConnection;

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

pub struct EmbeddedGateway {
    database: Database,
}

impl EmbeddedGateway {
    pub fn new(database: Database) -> Self {
        Self { database }
    }

    async fn answer(&self, charge: &Charge) -> Result<NextOutcome, sqlx::Error> {
        let mut transaction = self.database.writer.begin_with("BEGIN IMMEDIATE").await?;
        let outcome = match answered(&mut transaction, &charge.key).await? {
            Some(before) => before,
            None => first_answer(&mut transaction, charge).await?,
        };
        transaction.commit().await?;
        Ok(outcome)
    }
}

async fn answered(
    connection: &mut SqliteConnection,
    key: &str,
) -> Result<Option<NextOutcome>, sqlx::Error> {
    let word: Option<String> =
        sqlx::query_scalar("SELECT outcome FROM test_gateway_charge WHERE key = $1")
            .bind(key)
            .fetch_optional(connection)
            .await?;
    Ok(word.as_deref().map(NextOutcome::of))
}

async fn first_answer(
    connection: &mut SqliteConnection,
    charge: &Charge,
) -> Result<NextOutcome, sqlx::Error> {
    let wanted: Option<String> =
        sqlx::query_scalar("DELETE FROM test_gateway_next WHERE account = $1 RETURNING outcome")
            .bind(charge.account.to_string())
            .fetch_optional(&mut *connection)
            .await?;
    let outcome = wanted
        .as_deref()
        .map_or(NextOutcome::Succeed, NextOutcome::of);
    sqlx::query(
        "INSERT INTO test_gateway_charge (key, account, cents, outcome) VALUES ($1, $2, $3, $4)",
    )
    .bind(&charge.key)
    .bind(charge.account.to_string())
    .bind(charge.amount.get())
    .bind(outcome.as_str())
    .execute(connection)
    .await?;
    Ok(outcome)
}

/// Sets the outcome of the account's next payment, and of that one only.
pub async fn set_next(
    database: &Database,
    account: &AccountId,
    next: NextOutcome,
) -> Result<(), sqlx::Error> {
    sqlx::query("INSERT INTO test_gateway_next (account, outcome) VALUES ($1, $2) ON CONFLICT (account) DO UPDATE SET outcome = excluded.outcome")
        .bind(account.to_string())
        .bind(next.as_str())
        .execute(&database.writer)
        .await?;
    Ok(())
}

#[async_trait]
impl Gateway for EmbeddedGateway {
    fn notice(&self) -> Option<&'static str> {
        Some("Test gateway, no money moves")
    }

    async fn charge(&self, charge: &Charge) -> Result<ChargeOutcome, GatewayUnavailable> {
        match self.answer(charge).await {
            Ok(NextOutcome::Succeed) => Ok(ChargeOutcome::Paid),
            Ok(NextOutcome::Fail) => Ok(ChargeOutcome::Declined {
                reason: "The test card was declined.".to_owned(),
            }),
            Err(cause) => Err(GatewayUnavailable(cause.to_string())),
        }
    }
}
