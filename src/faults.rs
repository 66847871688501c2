//! Faults that the Lab has set for an account. Outside the Lab there are none.

use crate::server::App;
use ::credits::AccountId;

/// How a render is disturbed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RenderFault {
    Fail,
    Stall,
}

/// How the provider is disturbed; `Partial` fails the last take of each order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ProviderFault {
    Fail,
    Stall,
    Partial,
}

/// What disturbs one account. Jobs look again while they run, so that clearing a stall lets them go on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Faults {
    pub latency_ms: u64,
    pub render: Option<RenderFault>,
    pub provider: Option<ProviderFault>,
    pub offline: bool,
}

/// The account's faults at this moment.
pub async fn of(app: &App, account: &AccountId) -> Faults {
    #[cfg(feature = "lab")]
    {
        crate::lab::faults(app, account).await
    }
    #[cfg(not(feature = "lab"))]
    {
        let _ = (app, account);
        Faults::default()
    }
}
