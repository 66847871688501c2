//! What the statement is narrowed down by, above it.

use super::month::Month;
use super::statement::{Filters, gem, hidden};
use super::words::reason_name;
use crate::ui::icon::{Icon, Symbol};
use crate::words::credits as words;
use ::credits::{Reason, Wallet};
use leptos::prelude::*;

/// Buttons that submit and menus of links: all of it works without script.
#[component]
pub fn FilterBar(
    filters: Filters,
    /// Those that entries have.
    reasons: Vec<Reason>,
    now: Month,
    first: Month,
) -> impl IntoView {
    let wallets = [None, Some(Wallet::Download), Some(Wallet::Ai)].map(|wallet| {
        let (value, name) = match wallet {
            None => ("all", words::all_wallets()),
            Some(Wallet::Download) => ("download", words::download_credits()),
            Some(Wallet::Ai) => ("ai", words::ai_credits()),
        };
        let pressed = if filters.wallet == wallet { "true" } else { "false" };
        view! { <button class="chip" name="wallet" value=value aria-pressed=pressed>{wallet.map(|wallet| gem(wallet, "i-s"))}{name}</button> }
    });
    let reason = match filters.reason {
        None => words::filter_any_reason().to_owned(),
        Some(reason) => words::filter_reason(reason_name(reason)),
    };
    let month = filters
        .month
        .map_or(words::all_months().to_owned(), |month| month.label(now));
    view! {
        <div class="row-b statement-filters">
            <form action="/credits">
                <div class="chips" role="group" aria-label=words::filter_by_wallet()>{wallets.into_iter().collect::<Vec<_>>()}</div>
                {hidden(filters, false)}
            </form>
            <div class="chips">
                <div class="chip-menu">
                    <button class="chip" type="button" popovertarget="reasons">{reason}</button>
                    <div class="menu" id="reasons" popover="auto">{reason_choices(filters, &reasons)}</div>
                </div>
                <div class="chip-menu">
                    <button class="chip" type="button" popovertarget="months"><Icon symbol=Symbol::Calendar class="i-s"/>{month}</button>
                    <div class="menu" id="months" popover="auto">{months(filters, now, first)}</div>
                </div>
            </div>
        </div>
    }
}

fn choice(filters: Filters, current: bool, label: String) -> AnyView {
    let address = Filters {
        before: None,
        ..filters
    }
    .address();
    view! { <a href=address aria-current=current.then_some("true")>{label}</a> }.into_any()
}

/// The reasons that entries have, and the one that is chosen even if none has it.
fn offered(filters: Filters, present: &[Reason]) -> Vec<Reason> {
    let is_offered = |reason: &Reason| present.contains(reason) || filters.reason == Some(*reason);
    let all = Reason::ALL.iter().copied();
    all.filter(is_offered).collect()
}

fn reason_choices(filters: Filters, present: &[Reason]) -> Vec<AnyView> {
    let named = offered(filters, present)
        .into_iter()
        .map(|reason| (Some(reason), reason_name(reason)));
    std::iter::once((None, words::any_reason()))
        .chain(named)
        .map(|(reason, name)| {
            choice(
                Filters { reason, ..filters },
                filters.reason == reason,
                name.to_owned(),
            )
        })
        .collect()
}

fn months(filters: Filters, now: Month, first: Month) -> Vec<AnyView> {
    let each = now
        .back_to(first)
        .into_iter()
        .map(|month| (Some(month), month.label(now)));
    std::iter::once((None, words::all_months().to_owned()))
        .chain(each)
        .map(|(month, name)| choice(Filters { month, ..filters }, filters.month == month, name))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_reasons_that_entries_have_are_offered_and_the_chosen_one() {
        let present = [Reason::PlanGrant, Reason::Download];
        let offered = |reason| {
            offered(
                Filters {
                    reason,
                    ..Filters::default()
                },
                &present,
            )
        };
        assert_eq!(offered(None), present);
        assert_eq!(offered(Some(Reason::Download)), present);
        assert_eq!(
            offered(Some(Reason::Regeneration)),
            [Reason::PlanGrant, Reason::Download, Reason::Regeneration]
        );
    }
}
