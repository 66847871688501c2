//! Ending, pausing and paying otherwise: what each does and when, said beside its button.

use super::overview::{Overview, Running, Standing};
use crate::billing::logic::Losses;
use crate::billing::rules::{Change, Interval};
use crate::ui::amount::credits_of;
use ::credits::{Credits, Wallet};
use leptos::prelude::*;

#[component]
pub fn Manage(overview: Overview) -> impl IntoView {
    let losses = overview.losses;
    let stays = Credits::new(overview.balances.ai.available.get() - losses.ai.get());
    match overview.standing {
        Standing::NoPlan => ().into_any(),
        Standing::Paused { .. } => view! {
            <section class="billing-manage" aria-labelledby="manage-title">
                <h2 id="manage-title" class="vh">"Your plan"</h2>
                <ul class="card manage">
                    {row(format!("If you cancel, the paused plan ends at once. {} {}", lost(losses, "then"), kept(stays)), "/billing/cancel", "Cancel plan", &[])}
                </ul>
            </section>
        }
        .into_any(),
        Standing::Active(running) => {
            let yearly = overview.yearly_costs_months;
            view! {
                <section class="billing-manage" aria-labelledby="manage-title">
                    <h2 id="manage-title" class="vh">"Your plan"</h2>
                    <ul class="card manage">{rows(&running, losses, stays, yearly)}</ul>
                </section>
            }
            .into_any()
        }
    }
}

fn rows(
    running: &Running,
    losses: Losses,
    stays: Credits,
    yearly_costs_months: i64,
) -> Vec<AnyView> {
    let name = &running.plan.name;
    if let Some((change, day)) = &running.scheduled {
        let what = match change {
            Change::Cancel => format!(
                "{name} ends on {day}. {} {}",
                lost(losses, "then"),
                kept(stays)
            ),
            Change::Pause => format!(
                "{name} pauses on {day}: no payment, no new credits, no unlimited downloads, and nothing expires."
            ),
            Change::Switch {
                interval: Interval::Year,
                plan,
            } if *plan == running.plan.key => format!("From {day} you pay {name} yearly."),
            Change::Switch { plan, .. } if *plan == running.plan.key => {
                format!("From {day} you pay {name} monthly.")
            }
            Change::Switch { .. } => {
                format!("{name} changes to another plan on {day}. All credits you have stay.")
            }
        };
        return vec![row(what, "/billing/keep", "Keep plan", &[])];
    }
    let mut rows = Vec::new();
    let (ends, price) = (&running.ends, &running.other_price);
    if running.past_due.is_none() {
        let key = running.plan.key.as_str();
        rows.push(match running.interval {
            Interval::Month => row(
                format!("Pay yearly from {ends}: {price} a year, the price of {yearly_costs_months} months, with credits every month as before."),
                "/billing/switch",
                "Switch to yearly",
                &[("plan", key), ("interval", "year")],
            ),
            Interval::Year => row(format!("Pay monthly from {ends}: {price} a month."), "/billing/switch", "Switch to monthly", &[("plan", key), ("interval", "month")]),
        });
        rows.push(row(
            format!("Pause from {ends}: no payment, no new credits, no unlimited downloads, and nothing expires."),
            "/billing/pause",
            "Pause plan",
            &[],
        ));
    }
    rows.push(row(
        format!(
            "If you cancel, {name} runs until {ends}. {} {}",
            lost(losses, "then"),
            kept(stays)
        ),
        "/billing/cancel",
        "Cancel plan",
        &[],
    ));
    rows
}

/// What is lost, and when.
fn lost(losses: Losses, when: &str) -> String {
    let parts: Vec<String> = [(Wallet::Download, losses.download), (Wallet::Ai, losses.ai)]
        .into_iter()
        .filter(|(_, amount)| amount.is_positive())
        .map(|(wallet, amount)| credits_of(wallet, amount))
        .collect();
    if parts.is_empty() {
        format!("What is left of its credits {when} expires; now that is 0 credits.")
    } else {
        format!(
            "What is left of its credits {when} expires; now that is {}.",
            parts.join(" and ")
        )
    }
}

/// What stays.
fn kept(ai: Credits) -> String {
    if ai.is_positive() {
        format!(
            "{} that did not come with the plan, your videos and everything you paid for stay.",
            credits_of(Wallet::Ai, ai)
        )
    } else {
        "Your videos and everything you paid for stay.".to_owned()
    }
}

/// A sentence with its button.
fn row(
    what: String,
    action: &'static str,
    label: &'static str,
    fields: &[(&'static str, &str)],
) -> AnyView {
    let fields: Vec<_> = fields
        .iter()
        .map(|(name, value)| view! { <input type="hidden" name=*name value=(*value).to_owned()/> })
        .collect();
    view! {
        <li class="row manage-row">
            <p class="small grow">{what}</p>
            <form method="post" action=action>{fields}<button class="btn btn-secondary btn-small" type="submit">{label}</button></form>
        </li>
    }
    .into_any()
}
