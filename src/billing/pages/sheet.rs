//! The billing page.

use super::change_dialog::BundleDialog;
use super::declined::{FirstPaymentDeclined, Outcome};
use super::flash::Flash;
use super::invoices::Invoices;
use super::manage::Manage;
use super::overview::{Overview, PastDue, Running, Standing};
use super::plan_cards::PlanCards;
use super::waiting::Waiting;
use crate::billing::rules::Interval;
use crate::ui::amount::{credits_of, grouped, owed};
use crate::ui::icon::{AiGem, Icon, Symbol};
use crate::words::{around, billing as words};
use ::credits::{Balances, Wallet};
use leptos::prelude::*;

#[component]
pub fn BillingSheet(
    overview: Overview,
    flash: Option<Flash>,
    /// Where something waits for credits.
    waiting: Option<Waiting>,
) -> impl IntoView {
    let standing = overview.standing.clone();
    let past_due = match &standing {
        Standing::Active(running) => running.past_due.clone(),
        Standing::NoPlan | Standing::Paused { .. } => None,
    };
    let is_done = flash.as_ref().is_some_and(|flash| flash.good);
    let has_portal = overview.payments.has_portal;
    let plan_is_unpaid = past_due.as_ref().is_some_and(|past_due| past_due.is_first);
    let alert = past_due.map(|past_due| {
        if past_due.is_first {
            view! { <FirstPaymentDeclined past_due overview=overview.clone()/> }.into_any()
        } else {
            view! { <PaymentFailed past_due balances=overview.balances/> }.into_any()
        }
    });
    view! {
        <main id="main" class="wrap billing">
            {flash.map(|flash| view! { <Outcome flash plan_is_unpaid has_portal/> })}
            {waiting.map(|waiting| view! { <WayBack waiting is_done/> })}
            <Owed balances=overview.balances/>
            {alert}
            <div class="row-b billing-head">
                <div class="row">
                    <h1>{if matches!(standing, Standing::NoPlan) { words::choose_a_plan() } else { words::billing() }}</h1>
                    {overview.payments.notice.map(|notice| view! { <p class="tag tag-warn">{notice}</p> })}
                </div>
                <Upcoming standing=standing.clone()/>
            </div>
            {matches!(standing, Standing::NoPlan).then(|| view! { <HowToPay overview=overview.clone()/> })}
            <PlanCards overview=overview.clone()/>
            <Manage overview=overview.clone()/>
            {has_portal.then(|| view! { <Card/> })}
            <div class="billing-two">
                <Bundles overview=overview.clone()/>
                <Invoices invoices=overview.invoices.clone() zone=overview.zone.clone() now=overview.now/>
            </div>
        </main>
    }
}

/// The way to what waits for credits, which stands out once there is nothing left to do here.
#[component]
fn WayBack(waiting: Waiting, is_done: bool) -> impl IntoView {
    let class = if is_done {
        "btn btn-secondary"
    } else {
        "link small"
    };
    view! { <p class="billing-back"><a class=class href=waiting.path().to_owned()>{waiting.label()}</a></p> }
}

/// Credits that were spent before their payment went back.
#[component]
fn Owed(balances: Balances) -> impl IntoView {
    owed(&balances).map(|owed| {
        view! {
            <div class="notice notice-warn" role="status">
                <Icon symbol=Symbol::Warning/>
                <div>
                    <b>{words::you_owe(owed)}</b>
                    {words::you_owe_why()}
                </div>
            </div>
        }
    })
}

/// The alert with the way out.
#[component]
fn PaymentFailed(past_due: PastDue, balances: Balances) -> impl IntoView {
    let PastDue {
        price,
        declined_on,
        credits,
        ..
    } = &past_due;
    let downloads_stay = credits_of(Wallet::Download, balances.download.available);
    let ai_stay = credits_of(Wallet::Ai, balances.ai.available);
    let declined = match &past_due.reason {
        Some(reason) => {
            words::payment_declined_why(price, declined_on, reason, downloads_stay, ai_stay)
        }
        None => words::payment_declined(price, declined_on, downloads_stay, ai_stay),
    };
    let arrives = match &past_due.next_try {
        Some(day) => words::tried_again_on(day, credits),
        None => words::arrive_once_paid(credits),
    };
    let sentences: Vec<String> = [Some(declined), past_due.downloads, Some(arrives)]
        .into_iter()
        .flatten()
        .collect();
    view! {
        <div class="notice notice-bad billing-alert" role="alert">
            <Icon symbol=Symbol::Warning/>
            <div class="grow">
                <b>{words::payment_failed()}</b>
                {sentences.join(" ")}
            </div>
            <form method="post" action="/billing/pay">
                <input type="hidden" name="attempts" value=past_due.attempts.to_string()/>
                <button class="btn btn-primary" type="submit">{words::update_card()}</button>
            </form>
        </div>
    }
}

/// The next dates, with what happens then.
#[component]
fn Upcoming(standing: Standing) -> impl IntoView {
    let lines = match standing {
        Standing::NoPlan => return ().into_any(),
        Standing::Paused { .. } => {
            vec![view! { <span>{words::paused()}</span> }.into_any()]
        }
        Standing::Active(running) => upcoming(*running),
    };
    if lines.is_empty() {
        return ().into_any();
    }
    view! {
        <div class="small muted row billing-next">
            <Icon symbol=Symbol::Calendar class="i-s"/>
            <div class="stack-s">{lines}</div>
        </div>
    }
    .into_any()
}

fn upcoming(running: Running) -> Vec<AnyView> {
    let payment = running.next_payment.map(|(day, what)| {
        let (before, after) = around(|day| words::next_billing(day, what));
        view! { <span>{before}<b>{day}</b>{after}</span> }.into_any()
    });
    let credits = running.next_credits.map(|(day, what)| {
        let (before, after) = around(|day| words::next_credits(day, what));
        view! { <span>{before}<b>{day}</b>{after}</span> }.into_any()
    });
    [payment, credits].into_iter().flatten().collect()
}

/// The way to the card, which is kept by the gateway and never by us.
#[component]
fn Card() -> impl IntoView {
    view! {
        <section class="billing-manage" aria-labelledby="card-title">
            <h2 id="card-title" class="vh">{words::your_card()}</h2>
            <ul class="card manage">
                <li class="row manage-row">
                    <p class="small grow">{words::your_card_why()}</p>
                    <form method="post" action="/billing/portal"><button class="btn btn-secondary btn-small" type="submit">{words::manage_card()}</button></form>
                </li>
            </ul>
        </section>
    }
}

/// Monthly or yearly, for whoever has no plan yet.
#[component]
fn HowToPay(overview: Overview) -> impl IntoView {
    let current = move |interval: Interval| (overview.interval == interval).then_some("true");
    let free = 12 - overview.yearly_costs_months;
    view! {
        <nav class="chips billing-interval" aria-label=words::how_to_pay()>
            <a class="chip" href="/billing?pay=monthly" aria-current=current(Interval::Month)>{words::monthly()}</a>
            <a class="chip" href="/billing?pay=yearly" aria-current=current(Interval::Year)>{words::yearly_free(free)}</a>
        </nav>
    }
}

#[component]
fn Bundles(overview: Overview) -> impl IntoView {
    let set = overview.set_price.map_or(0, |price| price.get());
    let rows: Vec<_> = overview
        .bundles
        .iter()
        .map(|bundle| {
            let sets = bundle.ai.get().checked_div(set).unwrap_or(0);
            let worth = (sets > 0).then(|| view! { <span class="muted hide-m">{words::worth_sets(sets)}</span> });
            view! {
                <li class="row bundle">
                    <span class="num bundle-size">{grouped(bundle.ai.get())}</span>
                    <span class="small grow">{words::ai_credits()}{worth}<span class="muted bundle-rate">{bundle.price_per_credit()}</span></span>
                    <span class="num small"><b>{bundle.price.short()}</b></span>
                    <BundleDialog bundle=*bundle available=overview.balances.ai.available payments=overview.payments/>
                </li>
            }
        })
        .collect();
    view! {
        <section id="bundles" aria-labelledby="bundles-title">
            <div class="row-b bundles-head">
                <h2 id="bundles-title" class="row nowrap"><AiGem/>{words::ai_bundles()}</h2>
                <span class="small muted">{words::ai_bundles_why()}</span>
            </div>
            <ul class="card bundles">{rows}</ul>
        </section>
    }
}

/// "$19 a month".
pub fn price_each(price: &str, interval: Interval) -> String {
    match interval {
        Interval::Month => words::price_a_month(price),
        Interval::Year => words::price_a_year(price),
    }
}
