//! Faults, in either database.

use super::{FaultChange, FaultStore};
use crate::faults::{Faults, ProviderFault, RenderFault, StallPoint};
use crate::server::database::{Backend, Columns, Database, On, query};
use ::credits::AccountId;
use async_trait::async_trait;

/// The faults on the shared database.
pub struct SqlFaults<B: Backend> {
    database: Database<B>,
}

impl<B: Backend> SqlFaults<B> {
    pub fn new(database: Database<B>) -> Self {
        Self { database }
    }
}

const RENDER: [(RenderFault, &str); 2] =
    [(RenderFault::Fail, "fail"), (RenderFault::Stall, "stall")];
const PROVIDER: [(ProviderFault, &str); 3] = [
    (ProviderFault::Fail, "fail"),
    (ProviderFault::Stall, "stall"),
    (ProviderFault::Partial, "partial"),
];

fn word<T: PartialEq>(words: &[(T, &'static str)], fault: Option<T>) -> Option<&'static str> {
    let found = words.iter().find(|(one, _)| fault.as_ref() == Some(one));
    found.map(|(_, word)| *word)
}

fn fault<T: Copy>(words: &[(T, &str)], word: Option<String>) -> Option<T> {
    let found = words.iter().find(|(_, one)| word.as_deref() == Some(one));
    found.map(|(fault, _)| *fault)
}

/// The table lets nothing else in than what stalls can be set to.
fn stall_point(percent: i64) -> StallPoint {
    let point = u8::try_from(percent).ok().map(StallPoint::try_from);
    point.and_then(Result::ok).unwrap_or_default()
}

/// What is changed of an account's faults is changed by one after the other.
fn lock_of(account: &AccountId) -> String {
    format!("faults of {account}")
}

async fn read<B: Backend>(
    on: impl Into<On<'_, B>>,
    account: &AccountId,
) -> Result<Faults, sqlx::Error> {
    let row = query::<B>(
        "SELECT latency_ms, render, provider, stall_at, frame_latency_ms, fail_next, offline FROM lab_fault WHERE account = $1",
    )
    .bind(account.to_string())
    .fetch_optional(on)
    .await?;
    let Some(row) = row else {
        return Ok(Faults::default());
    };
    Ok(Faults {
        latency_ms: row.get::<i64>("latency_ms")?.unsigned_abs(),
        render: fault(&RENDER, row.get("render")?),
        provider: fault(&PROVIDER, row.get("provider")?),
        stall_at: stall_point(row.get("stall_at")?),
        frame_latency_ms: row.get::<i64>("frame_latency_ms")?.unsigned_abs(),
        fail_next: row.is_set("fail_next")?,
        offline: row.is_set("offline")?,
    })
}

#[async_trait]
impl<B: Backend> FaultStore for SqlFaults<B> {
    async fn get(&self, account: &AccountId) -> Result<Faults, sqlx::Error> {
        read::<B>(&self.database.readers, account).await
    }

    async fn change(
        &self,
        account: &AccountId,
        change: FaultChange,
    ) -> Result<Faults, sqlx::Error> {
        let mut transaction = self.database.begin_alone(&lock_of(account)).await?;
        let after = change.of(read::<B>(&mut *transaction, account).await?);
        query::<B>(
            "INSERT INTO lab_fault (account, latency_ms, render, provider, stall_at, frame_latency_ms, fail_next, offline) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8) \
             ON CONFLICT (account) DO UPDATE SET latency_ms = excluded.latency_ms, render = excluded.render, \
             provider = excluded.provider, stall_at = excluded.stall_at, frame_latency_ms = excluded.frame_latency_ms, \
             fail_next = excluded.fail_next, offline = excluded.offline",
        )
        .bind(account.to_string())
        .bind(i64::try_from(after.latency_ms).unwrap_or(i64::MAX))
        .bind(word(&RENDER, after.render))
        .bind(word(&PROVIDER, after.provider))
        .bind(i64::from(u8::from(after.stall_at)))
        .bind(i64::try_from(after.frame_latency_ms).unwrap_or(i64::MAX))
        .bind(i64::from(after.fail_next))
        .bind(i64::from(after.offline))
        .execute(&mut *transaction)
        .await?;
        transaction.commit().await?;
        Ok(after)
    }

    async fn take_failure(&self, account: &AccountId) -> Result<bool, sqlx::Error> {
        // Nothing that is changed at the same time may bring back a failure that was taken.
        let mut transaction = self.database.begin_alone(&lock_of(account)).await?;
        let taken =
            query::<B>("UPDATE lab_fault SET fail_next = 0 WHERE account = $1 AND fail_next = 1")
                .bind(account.to_string())
                .execute(&mut *transaction)
                .await?;
        transaction.commit().await?;
        Ok(taken == 1)
    }
}
