//! Ending, pausing and paying otherwise: what each does and when, said beside its button.

use super::change_dialog::Dialog;
use super::overview::{Overview, Running, Standing, both};
use crate::billing::logic::Losses;
use crate::billing::rules::{Change, Interval};
use crate::ui::amount::credits_of;
use crate::words::billing as words;
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
                <h2 id="manage-title" class="vh">{words::your_plan()}</h2>
                <ul class="card manage">
                    {end_at_once(words::cancel_paused(lost(losses), kept(stays)))}
                </ul>
            </section>
        }
        .into_any(),
        Standing::Active(running) => {
            let yearly = overview.yearly_costs_months;
            view! {
                <section class="billing-manage" aria-labelledby="manage-title">
                    <h2 id="manage-title" class="vh">{words::your_plan()}</h2>
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
            Change::Cancel => words::ends_on(name, day, lost(losses), kept(stays)),
            Change::Pause => words::pauses_on(name, day),
            Change::Switch {
                interval: Interval::Year,
                plan,
            } if *plan == running.plan.key => words::yearly_from(day, name),
            Change::Switch { plan, .. } if *plan == running.plan.key => {
                words::monthly_from(day, name)
            }
            Change::Switch { .. } => match &running.next_plan {
                Some(next) => words::switches_to_on(name, next, day),
                None => words::switches_on(name, day),
            },
        };
        return vec![row(what, "/billing/keep", words::keep_plan(), &[])];
    }
    let mut rows = Vec::new();
    let (ends, price) = (&running.ends, &running.other_price);
    if running.past_due.is_none() {
        let key = running.plan.key.as_str();
        rows.push(match running.interval {
            Interval::Month => row(
                words::pay_yearly_from(ends, price, yearly_costs_months),
                "/billing/switch",
                words::switch_to_yearly(),
                &[("plan", key), ("interval", "year")],
            ),
            Interval::Year => row(
                words::pay_monthly_from(ends, price),
                "/billing/switch",
                words::switch_to_monthly(),
                &[("plan", key), ("interval", "month")],
            ),
        });
        rows.push(row(
            words::pause_from(ends),
            "/billing/pause",
            words::pause_plan(),
            &[],
        ));
    }
    rows.push(row(
        words::cancel_active(name, ends, lost(losses), kept(stays)),
        "/billing/cancel",
        words::cancel_plan(),
        &[],
    ));
    rows
}

/// What is lost, and when.
fn lost(losses: Losses) -> String {
    words::lost_then(both(losses.download, losses.ai))
}

/// What stays.
fn kept(ai: Credits) -> String {
    if ai.is_positive() {
        words::kept_with_credits(credits_of(Wallet::Ai, ai))
    } else {
        words::kept().to_owned()
    }
}

/// Ending a paused plan, which nothing brings back: it is asked for twice, with what is lost in sight.
fn end_at_once(what: String) -> AnyView {
    let form = view! {
        <form method="post" action="/billing/cancel"><button class="btn btn-primary" type="submit">{words::end_plan_now()}</button></form>
    };
    view! {
        <li class="row manage-row">
            <p class="small grow">{what.clone()}</p>
            <Dialog
                id="cancel-paused".to_owned()
                label=words::cancel_plan().to_owned()
                class="btn btn-secondary btn-small"
                title=words::cancel_plan().to_owned()
                form=form.into_any()
            >
                <p>{what}</p>
            </Dialog>
        </li>
    }
    .into_any()
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
