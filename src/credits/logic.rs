//! The wallets of an account, gathered for its pages.

use super::rules::BalanceSummary;
use crate::accounts::Account;
use crate::error::AppError;
use crate::server::App;

/// What the header of every page shows.
pub async fn summary(app: &App, account: &Account) -> Result<BalanceSummary, AppError> {
    let balances = app.ledger.balances(&account.id).await?;
    let standing = crate::billing::logic::standing(app, account).await?;
    Ok(BalanceSummary {
        balances,
        unlimited_downloads: standing.unlimited_downloads,
        plan: standing.plan_name,
        next_refresh: standing.next_refresh,
        payment_failed: standing.payment_failed,
    })
}
