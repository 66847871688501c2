//! Which faults are set for which account.

mod sql;
#[cfg(test)]
mod tests;

use crate::faults::{Faults, ProviderFault, RenderFault, StallPoint};
use crate::server::App;
use ::credits::AccountId;
use async_trait::async_trait;
use serde::{Deserialize, Deserializer};
pub use sql::SqlFaults;

/// The longest delay of an answer.
pub const MOST_LATENCY_MS: u64 = 60_000;
/// The longest that a frame is held back.
pub const MOST_FRAME_LATENCY_MS: u64 = 10_000;

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
    pub stall_at: Option<Option<StallPoint>>,
    #[serde(default, deserialize_with = "present")]
    pub frame_latency_ms: Option<Option<u64>>,
    #[serde(default, deserialize_with = "present")]
    pub fail_next: Option<Option<bool>>,
    #[serde(default, deserialize_with = "present")]
    pub offline: Option<Option<bool>>,
}

/// A field that is there, null or not.
fn present<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Option<T>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}

impl FaultChange {
    /// What is set after the change.
    fn of(self, before: Faults) -> Faults {
        Faults {
            latency_ms: self
                .latency_ms
                .map_or(before.latency_ms, Option::unwrap_or_default),
            render: self.render.unwrap_or(before.render),
            provider: self.provider.unwrap_or(before.provider),
            stall_at: self
                .stall_at
                .map_or(before.stall_at, Option::unwrap_or_default),
            frame_latency_ms: self
                .frame_latency_ms
                .map_or(before.frame_latency_ms, Option::unwrap_or_default),
            fail_next: self
                .fail_next
                .map_or(before.fail_next, Option::unwrap_or_default),
            offline: self
                .offline
                .map_or(before.offline, Option::unwrap_or_default),
        }
    }
}

#[async_trait]
pub trait FaultStore: Send + Sync {
    /// The faults set for an account.
    async fn get(&self, account: &AccountId) -> Result<Faults, sqlx::Error>;
    /// Changes the account's faults and answers what they are then.
    async fn change(&self, account: &AccountId, change: FaultChange)
    -> Result<Faults, sqlx::Error>;
    /// Takes the failure that is set for the account's next render or take, if there is one: however many ask, one has it.
    async fn take_failure(&self, account: &AccountId) -> Result<bool, sqlx::Error>;
}

/// The faults set for an account. What cannot be read disturbs nobody.
pub async fn faults(app: &App, account: &AccountId) -> Faults {
    match app.faults.get(account).await {
        Ok(faults) => faults,
        Err(cause) => {
            tracing::error!(%cause, "the faults of an account cannot be read");
            Faults::default()
        }
    }
}

/// Whether the account's next render or take, which asks, has to fail. What cannot be read disturbs nobody.
pub async fn take_failure(app: &App, account: &AccountId) -> bool {
    match app.faults.take_failure(account).await {
        Ok(fails) => fails,
        Err(cause) => {
            tracing::error!(%cause, "the next failure of an account cannot be read");
            false
        }
    }
}
