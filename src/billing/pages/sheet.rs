//! The billing page.

use super::flash::Flash;
use super::invoices::Invoices;
use super::manage::Manage;
use super::overview::{Overview, PastDue, Running, Standing, each};
use super::plan_cards::PlanCards;
use crate::ui::amount::{credits_of, grouped, owed};
use crate::ui::icon::{AiGem, Icon, Symbol};
use crate::ui::notice::{Notice, Tone};
use ::credits::{Balances, Wallet};
use leptos::prelude::*;
use uuid::Uuid;

#[component]
pub fn BillingSheet(overview: Overview, flash: Option<Flash>) -> impl IntoView {
    let standing = overview.standing.clone();
    let past_due = match &standing {
        Standing::Active(running) => running.past_due.clone(),
        Standing::NoPlan | Standing::Paused { .. } => None,
    };
    view! {
        <main id="main" class="wrap billing">
            {flash.map(|flash| view! {
                <Notice tone=if flash.good { Tone::Positive } else { Tone::Warning } role="status">{flash.text}</Notice>
            })}
            <Owed balances=overview.balances/>
            {past_due.map(|past_due| view! { <PaymentFailed past_due balances=overview.balances/> })}
            <div class="row-b billing-head">
                <div class="row">
                    <h1>{if matches!(standing, Standing::NoPlan) { "Choose a plan" } else { "Billing" }}</h1>
                    {overview.gateway_notice.map(|notice| view! { <p class="tag tag-warn">{notice}</p> })}
                </div>
                <Upcoming standing=standing.clone()/>
            </div>
            {matches!(standing, Standing::NoPlan).then(|| view! { <HowToPay overview=overview.clone()/> })}
            <PlanCards overview=overview.clone()/>
            <Manage overview=overview.clone()/>
            {overview.has_portal.then(|| view! { <Card/> })}
            <div class="billing-two">
                <Bundles overview=overview.clone()/>
                <Invoices invoices=overview.invoices.clone() zone=overview.zone.clone()/>
            </div>
        </main>
    }
}

/// Credits that were spent before their payment went back.
#[component]
fn Owed(balances: Balances) -> impl IntoView {
    owed(&balances).map(|owed| {
        view! {
            <div class="notice notice-warn" role="status">
                <Icon symbol=Symbol::Warning/>
                <div>
                    <b>{format!("You owe {owed}")}</b>
                    "A payment went back after its credits were spent. The next credits you receive settle that first; your videos stay yours."
                </div>
            </div>
        }
    })
}

/// The alert with the way out.
#[component]
fn PaymentFailed(past_due: PastDue, balances: Balances) -> impl IntoView {
    let retry = past_due
        .next_try
        .map(|day| format!("We try again on {day}; "))
        .unwrap_or_default();
    let reason = past_due
        .reason
        .map_or_else(String::new, |reason| format!(" ({reason})"));
    let downloads = past_due
        .downloads
        .map_or_else(String::new, |downloads| format!("{downloads} "));
    let arrives = format!("{} arrive once it is paid.", past_due.credits);
    let arrives = if retry.is_empty() {
        capitalised(&arrives)
    } else {
        arrives
    };
    view! {
        <div class="notice notice-bad billing-alert" role="alert">
            <Icon symbol=Symbol::Warning/>
            <div class="grow">
                <b>"Your payment did not go through"</b>
                {format!(
                    "The payment of {} was declined on {}{reason}. Your {}, {} and all videos stay. {downloads}{retry}{arrives}",
                    past_due.price,
                    past_due.declined_on,
                    credits_of(Wallet::Download, balances.download.available),
                    credits_of(Wallet::Ai, balances.ai.available),
                )}
            </div>
            <form method="post" action="/billing/pay">
                <input type="hidden" name="attempts" value=past_due.attempts.to_string()/>
                <button class="btn btn-primary" type="submit">"Update card"</button>
            </form>
        </div>
    }
}

fn capitalised(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(characters).collect()
    })
}

/// The next dates, with what happens then.
#[component]
fn Upcoming(standing: Standing) -> impl IntoView {
    let lines = match standing {
        Standing::NoPlan => return ().into_any(),
        Standing::Paused { .. } => {
            vec![view! { <span>"Paused. Nothing is billed and nothing expires."</span> }.into_any()]
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
        view! { <span>"Next billing date "<b>{day}</b>", "{what}</span> }.into_any()
    });
    let credits = running.next_credits.map(|(day, what)| {
        view! { <span>"Next credits "<b>{day}</b>", +"{what}</span> }.into_any()
    });
    [payment, credits].into_iter().flatten().collect()
}

/// The way to the card, which is kept by the gateway and never by us.
#[component]
fn Card() -> impl IntoView {
    view! {
        <section class="billing-manage" aria-labelledby="card-title">
            <h2 id="card-title" class="vh">"Your card"</h2>
            <ul class="card manage">
                <li class="row manage-row">
                    <p class="small grow">"Your card is kept by Stripe. Change it or take it away there; nothing is paid by that."</p>
                    <form method="post" action="/billing/portal"><button class="btn btn-secondary btn-small" type="submit">"Manage card"</button></form>
                </li>
            </ul>
        </section>
    }
}

/// Monthly or yearly, for whoever has no plan yet.
#[component]
fn HowToPay(overview: Overview) -> impl IntoView {
    use crate::billing::rules::Interval;
    let current = move |interval: Interval| (overview.interval == interval).then_some("true");
    let free = 12 - overview.yearly_costs_months;
    view! {
        <nav class="chips billing-interval" aria-label="How to pay">
            <a class="chip" href="/billing" aria-current=current(Interval::Month)>"Monthly"</a>
            <a class="chip" href="/billing?pay=yearly" aria-current=current(Interval::Year)>{format!("Yearly, {free} months free")}</a>
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
            let worth = (sets > 0).then(|| view! { <span class="muted hide-m">{format!(", {sets} sets of 2 videos at 10 s, 1080p")}</span> });
            let name = format!("Get {}, {}", credits_of(Wallet::Ai, bundle.ai), bundle.price.short());
            view! {
                <li class="row bundle">
                    <span class="num bundle-size">{grouped(bundle.ai.get())}</span>
                    <span class="small grow">"AI credits"{worth}<span class="muted bundle-rate">{bundle.price_per_credit()}</span></span>
                    <span class="num small"><b>{bundle.price.short()}</b></span>
                    <form method="post" action="/billing/bundles">
                        <input type="hidden" name="ai" value=bundle.ai.to_string()/>
                        <input type="hidden" name="cents" value=bundle.price.get().to_string()/>
                        <input type="hidden" name="form" value=Uuid::new_v4().to_string()/>
                        <button class="btn btn-secondary btn-small" type="submit" aria-label=name>"Get"</button>
                    </form>
                </li>
            }
        })
        .collect();
    view! {
        <section id="bundles" aria-labelledby="bundles-title">
            <div class="row-b bundles-head">
                <h2 id="bundles-title" class="row nowrap"><AiGem/>"AI bundles"</h2>
                <span class="small muted">"One payment, for the AI Studio only. They never expire."</span>
            </div>
            <ul class="card bundles">{rows}</ul>
        </section>
    }
}

/// "$19 a month".
pub fn price_each(price: &str, interval: crate::billing::rules::Interval) -> String {
    format!("{price} {}", each(interval))
}
