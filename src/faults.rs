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

/// How far work that stalls gets, in per cent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct StallPoint(u8);

impl StallPoint {
    pub const LEAST: u8 = 1;
    pub const MOST: u8 = 99;

    /// The frames that are made by then.
    pub fn of(self, frames: u32) -> u32 {
        let made = u64::from(frames) * u64::from(self.0) / 100;
        u32::try_from(made).unwrap_or(frames)
    }
}

impl Default for StallPoint {
    fn default() -> Self {
        Self(40)
    }
}

impl TryFrom<u8> for StallPoint {
    type Error = String;

    fn try_from(percent: u8) -> Result<Self, String> {
        if (Self::LEAST..=Self::MOST).contains(&percent) {
            Ok(Self(percent))
        } else {
            Err(format!(
                "work stalls at {} to {} %",
                Self::LEAST,
                Self::MOST
            ))
        }
    }
}

impl From<StallPoint> for u8 {
    fn from(point: StallPoint) -> Self {
        point.0
    }
}

/// What disturbs one account. Jobs look again while they run, so that clearing a stall lets them go on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Faults {
    pub latency_ms: u64,
    pub render: Option<RenderFault>,
    pub provider: Option<ProviderFault>,
    /// Where renders and takes stall, if they do.
    pub stall_at: StallPoint,
    /// How long each frame takes at least that is drawn here, in milliseconds.
    pub frame_latency_ms: u64,
    /// The next render or take fails, and no other.
    pub fail_next: bool,
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

/// Whether the render or take that asks is the one that has to fail. Whoever is told so is the only one.
pub async fn take_failure(app: &App, account: &AccountId) -> bool {
    #[cfg(feature = "lab")]
    {
        crate::lab::take_failure(app, account).await
    }
    #[cfg(not(feature = "lab"))]
    {
        let _ = (app, account);
        false
    }
}
