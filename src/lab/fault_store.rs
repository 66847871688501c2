//! Which faults are set for which account.

use crate::faults::{Faults, ProviderFault, RenderFault};
use crate::server::App;
use ::credits::AccountId;
use serde::{Deserialize, Deserializer};
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, Sqlite};

/// The longest delay of an answer.
pub const MOST_LATENCY_MS: u64 = 60_000;

/// What to change: a field that is absent stays, one that is null is cleared.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FaultChange {
    #[serde(default, deserialize_with = "present")]
    pub latency_ms: Option<Option<u64>>,
    #[serde(default, deserialize_with = "present")]
    pub render: Option<Option<RenderFault>>,
    #[serde(default, deserialize_with = "present")]
    pub provider: Option<Option<ProviderFault>>,
    #[serde(default, deserialize_with = "present")]
    pub offline: Option<Option<bool>>,
}

/// A field that is there, null or not.
fn present<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Option<T>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}

const READ: &str = "SELECT latency_ms, render, provider, offline FROM lab_fault WHERE account = $1";

/// The faults set for an account. What cannot be read disturbs nobody.
pub async fn faults(app: &App, account: &AccountId) -> Faults {
    match read(&app.database.readers, account).await {
        Ok(faults) => faults,
        Err(cause) => {
            tracing::error!(%cause, "the faults of an account cannot be read");
            Faults::default()
        }
    }
}

async fn read<'e>(
    executor: impl sqlx::Executor<'e, Database = Sqlite>,
    account: &AccountId,
) -> Result<Faults, sqlx::Error> {
    let row = sqlx::query(READ)
        .bind(account.to_string())
        .fetch_optional(executor)
        .await?;
    row.map_or(Ok(Faults::default()), |row| faults_of(&row))
}

fn faults_of(row: &SqliteRow) -> Result<Faults, sqlx::Error> {
    let latency: i64 = row.try_get("latency_ms")?;
    let render: Option<String> = row.try_get("render")?;
    let provider: Option<String> = row.try_get("provider")?;
    Ok(Faults {
        latency_ms: latency.unsigned_abs(),
        render: render.map(|word| {
            if word == "fail" {
                RenderFault::Fail
            } else {
                RenderFault::Stall
            }
        }),
        provider: provider.map(|word| match word.as_str() {
            "fail" => ProviderFault::Fail,
            "stall" => ProviderFault::Stall,
            _ => ProviderFault::Partial,
        }),
        offline: row.try_get("offline")?,
    })
}

/// Changes the account's faults and answers what they are then.
pub async fn change(
    app: &App,
    account: &AccountId,
    change: FaultChange,
) -> Result<Faults, sqlx::Error> {
    let mut transaction = app.database.writer.begin_with("BEGIN IMMEDIATE").await?;
    let before = read(&mut *transaction, account).await?;
    let after = Faults {
        latency_ms: change
            .latency_ms
            .map_or(before.latency_ms, Option::unwrap_or_default),
        render: change.render.unwrap_or(before.render),
        provider: change.provider.unwrap_or(before.provider),
        offline: change
            .offline
            .map_or(before.offline, Option::unwrap_or_default),
    };
    let render = after.render.map(|fault| match fault {
        RenderFault::Fail => "fail",
        RenderFault::Stall => "stall",
    });
    let provider = after.provider.map(|fault| match fault {
        ProviderFault::Fail => "fail",
        ProviderFault::Stall => "stall",
        ProviderFault::Partial => "partial",
    });
    sqlx::query(
        "INSERT INTO lab_fault (account, latency_ms, render, provider, offline) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (account) DO UPDATE SET latency_ms = excluded.latency_ms, render = excluded.render, \
         provider = excluded.provider, offline = excluded.offline",
    )
    .bind(account.to_string())
    .bind(i64::try_from(after.latency_ms).unwrap_or(i64::MAX))
    .bind(render)
    .bind(provider)
    .bind(after.offline)
    .execute(&mut *transaction)
    .await?;
    transaction.commit().await?;
    Ok(after)
}
