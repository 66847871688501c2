//! What islands ask of the wallets.

use super::rules::BalanceSummary;
use crate::error::AppError;
use leptos::prelude::*;

/// Everything the balance menu shows, as it stands now.
#[server(endpoint = "credits/summary", input = leptos::server_fn::codec::Json)]
pub async fn fresh_balance() -> Result<BalanceSummary, AppError> {
    let (app, account) = crate::accounts::current().await?;
    super::logic::summary(&app, &account).await
}
