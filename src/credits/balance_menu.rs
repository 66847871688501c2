//! The diamond in the header and the menu it opens.

use super::rules::BalanceSummary;
use leptos::prelude::*;

#[island]
pub fn BalanceMenu(summary: BalanceSummary) -> impl IntoView {
    view! { <button class="credits" type="button" aria-label="Credits">{summary.balances.download.available.get()}</button> }
}
