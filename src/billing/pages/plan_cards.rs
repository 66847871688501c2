//! The plans side by side, each with what can be done about it now.

use super::change_dialog::{DowngradeDialog, FirstPlanDialog, UpgradeDialog};
use super::offers::{Offer, OfferStep};
use super::overview::{Overview, Payments, Standing, each};
use super::sheet::price_each;
use crate::billing::rules::Interval;
use crate::ui::amount::{credits_of, grouped};
use crate::ui::icon::{AiGem, DownloadGem, Icon, Symbol};
use crate::words::billing as words;
use ::credits::Wallet;
use leptos::prelude::*;

#[component]
pub fn PlanCards(overview: Overview) -> impl IntoView {
    let interval = overview.interval;
    let payments = overview.payments;
    let resume = match &overview.standing {
        Standing::Paused { price, cents } => Some((price.clone(), *cents)),
        Standing::NoPlan | Standing::Active(_) => None,
    };
    let cards: Vec<_> = overview
        .offers
        .into_iter()
        .enumerate()
        .map(|(index, offer)| view! { <PlanCard offer interval first=index == 0 resume=resume.clone() payments/> })
        .collect();
    view! { <ul class="plans">{cards}</ul> }
}

#[component]
fn PlanCard(
    offer: Offer,
    interval: Interval,
    first: bool,
    resume: Option<(String, i64)>,
    payments: Payments,
) -> impl IntoView {
    let is_current = matches!(offer.step, OfferStep::Current);
    let tag = match &offer.step {
        OfferStep::Current => Some(words::your_plan().to_owned()),
        OfferStep::Scheduled { on } => Some(words::from_day(on)),
        _ => None,
    };
    let plan = offer.plan.clone();
    let downloads = if plan.is_unlimited() {
        view! { <b>{words::unlimited_downloads()}</b> }.into_any()
    } else {
        let credits = credits_of(Wallet::Download, plan.download_credits());
        words::credits_a_month(credits).into_any()
    };
    view! {
        <li class=if is_current { "card plan plan-current" } else { "card plan" }>
            <div class="row-b"><h2>{plan.name.clone()}</h2>{tag.map(|tag| view! { <span class="tag">{tag}</span> })}</div>
            <p class="price num"><b>{offer.price.clone()}</b>" "<span class="muted small">{each(interval)}</span></p>
            <ul class="stack-s small plan-has">
                <li><DownloadGem/><span>{downloads}</span></li>
                <li><AiGem/><span>{words::ai_a_month(grouped(plan.ai.get()))}</span></li>
                <li><Icon symbol=Symbol::Check class="i-s"/>{words::credits_roll_over()}</li>
                <li><Icon symbol=Symbol::Check class="i-s"/>{words::free_previews()}</li>
            </ul>
            {match (is_current, resume) {
                (true, Some((price, cents))) => view! { <Resume name=plan.name.clone() price=price_each(&price, interval) cents/> }.into_any(),
                _ => view! { <Action offer interval first payments/> }.into_any(),
            }}
        </li>
    }
}

#[component]
fn Resume(name: String, price: String, cents: i64) -> impl IntoView {
    view! {
        <form method="post" action="/billing/resume">
            <input type="hidden" name="cents" value=cents.to_string()/>
            <button class="btn btn-primary btn-wide" type="submit">{words::resume_plan(name, price)}</button>
        </form>
    }
}

/// The one control of a card.
#[component]
fn Action(offer: Offer, interval: Interval, first: bool, payments: Payments) -> impl IntoView {
    let name = offer.plan.name.clone();
    let key = offer.plan.key.as_str().to_owned();
    match offer.step {
        OfferStep::Choose { then } => {
            let label = words::choose_plan(name, price_each(&offer.price, interval));
            let class = if first { "btn btn-primary btn-wide" } else { "btn btn-secondary btn-wide" };
            view! { <FirstPlanDialog plan=offer.plan cents=offer.cents interval then payments label class/> }.into_any()
        }
        OfferStep::Current => view! { <button class="btn btn-wide" type="button" aria-disabled="true">{words::current_plan()}</button> }.into_any(),
        OfferStep::Scheduled { on } => {
            view! { <button class="btn btn-wide" type="button" aria-disabled="true">{words::begins_on(on)}</button> }.into_any()
        }
        OfferStep::Not { label, why } => view! {
            <button class="btn btn-wide" type="button" aria-disabled="true" aria-describedby=format!("why-not-{key}")>{label}</button>
            <p class="small muted" id=format!("why-not-{key}")>{why}</p>
        }
        .into_any(),
        OfferStep::Upgrade { cents, pay, gain, then, from, scheduled } => {
            view! { <UpgradeDialog plan=offer.plan cents pay gain then from scheduled notice=payments.notice/> }.into_any()
        }
        OfferStep::Downgrade { on, from } => view! { <DowngradeDialog plan=offer.plan price=price_each(&offer.price, interval) interval on from/> }.into_any(),
    }
}
