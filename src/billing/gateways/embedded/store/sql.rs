//! The test gateway's books, in either database.

use super::{NextOutcome, TestPayments};
use crate::billing::gateways::Charge;
use crate::server::database::{Backend, Columns, Database, query};
use ::credits::AccountId;
use async_trait::async_trait;

/// The books on the shared database.
pub struct SqlTestPayments<B: Backend> {
    database: Database<B>,
}

impl<B: Backend> SqlTestPayments<B> {
    pub fn new(database: Database<B>) -> Self {
        Self { database }
    }
}

async fn answered<B: Backend>(
    connection: &mut B::Connection,
    key: &str,
) -> Result<Option<NextOutcome>, sqlx::Error> {
    let row = query::<B>("SELECT outcome FROM test_gateway_charge WHERE key = $1")
        .bind(key)
        .fetch_optional(connection)
        .await?;
    row.map(|row| outcome(&row)).transpose()
}

async fn first_answer<B: Backend>(
    connection: &mut B::Connection,
    charge: &Charge,
) -> Result<NextOutcome, sqlx::Error> {
    let wanted = query::<B>("DELETE FROM test_gateway_next WHERE account = $1 RETURNING outcome")
        .bind(charge.account.to_string())
        .fetch_optional(&mut *connection)
        .await?;
    let outcome = match wanted {
        Some(row) => outcome(&row)?,
        None => NextOutcome::Succeed,
    };
    query::<B>(
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

fn outcome(row: &impl Columns) -> Result<NextOutcome, sqlx::Error> {
    Ok(NextOutcome::of(&row.get::<String>("outcome")?))
}

#[async_trait]
impl<B: Backend> TestPayments for SqlTestPayments<B> {
    async fn answer(&self, charge: &Charge) -> Result<NextOutcome, sqlx::Error> {
        let lock = format!("test payments of {}", charge.account);
        let mut transaction = self.database.begin_alone(&lock).await?;
        let outcome = match answered::<B>(&mut transaction, &charge.key).await? {
            Some(before) => before,
            None => first_answer::<B>(&mut transaction, charge).await?,
        };
        transaction.commit().await?;
        Ok(outcome)
    }

    async fn next(&self, account: &AccountId) -> Result<NextOutcome, sqlx::Error> {
        let row = query::<B>("SELECT outcome FROM test_gateway_next WHERE account = $1")
            .bind(account.to_string())
            .fetch_optional(&self.database.readers)
            .await?;
        row.map_or(Ok(NextOutcome::Succeed), |row| outcome(&row))
    }

    async fn set_next(&self, account: &AccountId, next: NextOutcome) -> Result<(), sqlx::Error> {
        query::<B>(
            "INSERT INTO test_gateway_next (account, outcome) VALUES ($1, $2) \
             ON CONFLICT (account) DO UPDATE SET outcome = excluded.outcome",
        )
        .bind(account.to_string())
        .bind(next.as_str())
        .execute(&self.database.writer)
        .await?;
        Ok(())
    }
}
