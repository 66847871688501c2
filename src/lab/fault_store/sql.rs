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

async fn read<B: Backend>(
    on: impl Into<On<'_, B>>,
    account: &AccountId,
) -> Result<Faults, sqlx::Error> {
    let row = query::<B>(
        "SELECT latency_ms, render, provider, stall_at, offline FROM lab_fault WHERE account = $1",
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
        let lock = format!("faults of {account}");
        let mut transaction = self.database.begin_alone(&lock).await?;
        let after = change.of(read::<B>(&mut *transaction, account).await?);
        query::<B>(
            "INSERT INTO lab_fault (account, latency_ms, render, provider, stall_at, offline) VALUES ($1, $2, $3, $4, $5, $6) \
             ON CONFLICT (account) DO UPDATE SET latency_ms = excluded.latency_ms, render = excluded.render, \
             provider = excluded.provider, stall_at = excluded.stall_at, offline = excluded.offline",
        )
        .bind(account.to_string())
        .bind(i64::try_from(after.latency_ms).unwrap_or(i64::MAX))
        .bind(word(&RENDER, after.render))
        .bind(word(&PROVIDER, after.provider))
        .bind(i64::from(u8::from(after.stall_at)))
        .bind(i64::from(after.offline))
        .execute(&mut *transaction)
        .await?;
        transaction.commit().await?;
        Ok(after)
    }
}
