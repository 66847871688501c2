//! Where an account stands with its plan.

use crate::accounts::Account;
use crate::credits::rules::NextRefresh;
use crate::error::AppError;
use crate::server::App;
use ::credits::Entitlement;

/// What other features need to know of an account's plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    pub plan_name: Option<String>,
    pub unlimited_downloads: bool,
    pub next_refresh: Option<NextRefresh>,
    pub payment_failed: bool,
}

impl Standing {
    /// What a download costs the account.
    pub fn entitlement(&self) -> Entitlement {
        if self.unlimited_downloads { Entitlement::Unlimited } else { Entitlement::Metered }
    }
}

/// Where the account stands at its own time.
pub async fn standing(_app: &App, _account: &Account) -> Result<Standing, AppError> {
    Ok(Standing { plan_name: None, unlimited_downloads: false, next_refresh: None, payment_failed: false })
}
