//! The wallets of an account, gathered for its pages.

use super::rules::BalanceSummary;
use super::words;
use crate::accounts::Account;
use crate::billing::logic::{Standing, standing};
use crate::error::AppError;
use crate::server::App;
use ::credits::Balances;

/// What the header of every page shows.
pub async fn summary(app: &App, account: &Account) -> Result<BalanceSummary, AppError> {
    // Where the account stands comes first: what is due is done by asking for it, and moves credits.
    let standing = standing(app, account).await?;
    let balances = app.ledger.balances(&account.id).await?;
    Ok(summed_up(balances, &standing))
}

/// The same, of what has been read already.
pub fn summed_up(balances: Balances, standing: &Standing) -> BalanceSummary {
    let next = standing.next_refresh.as_ref();
    BalanceSummary {
        balances,
        unlimited_downloads: standing.unlimited_downloads,
        plan: standing.plan_name.clone(),
        next_refresh: next.map(|next| words::refresh_line(&balances, next)),
        payment_failed: standing.payment_failed,
    }
}
