//! What a plan, a change of it or a bundle costs and brings, said exactly before it is confirmed. The dialogs are native popovers:
//! they open without a script.

use super::overview::{Payments, monthly_credits};
use crate::billing::rules::{Bundle, Cents, Interval, Plan};
use crate::ui::amount::{credits_of, grouped};
use crate::words::billing as words;
use ::credits::{Credits, Wallet};
use leptos::prelude::*;
use uuid::Uuid;

/// A button, and what it asks before anything happens: what will be, the way back, and the form that does it.
#[component]
pub fn Dialog(
    id: String,
    /// On the button, and the dialog's name.
    label: String,
    /// What the button shows where what stands beside it says the rest.
    #[prop(optional)]
    short: Option<&'static str>,
    /// The button's.
    class: &'static str,
    title: String,
    form: AnyView,
    /// What people have to know about the gateway, where something is paid.
    #[prop(default = None)]
    notice: Option<&'static str>,
    children: Children,
) -> impl IntoView {
    let closes = id.clone();
    let shown = short.map_or_else(|| label.clone(), str::to_owned);
    view! {
        <button class=class type="button" popovertarget=id.clone() aria-label=short.map(|_| label.clone())>{shown}</button>
        <div class="dialog" id=id.clone() popover="auto" role="dialog" aria-label=label>
            <h2>{title}</h2>
            {children()}
            {notice.map(|notice| view! { <p class="tag tag-warn">{notice}</p> })}
            <div class="dialog-acts">
                <button class="btn btn-secondary" type="button" popovertarget=closes popovertargetaction="hide">{words::not_now()}</button>
                {form}
            </div>
        </div>
    }
}

/// What comes before the payment of somebody who has left no card yet.
fn card_first(payments: Payments, pay: &str) -> Option<String> {
    (!payments.has_card).then(|| words::card_comes_first(pay))
}

/// The first plan: what is paid today, what it brings, and that it goes on.
#[component]
pub fn FirstPlanDialog(
    plan: Plan,
    /// In cents, as the card said it.
    cents: i64,
    interval: Interval,
    /// The second payment and its day.
    then: String,
    payments: Payments,
    /// On the button that opens it.
    label: String,
    class: &'static str,
) -> impl IntoView {
    let pay = Cents::new(cents).exact();
    let form = view! {
        <form method="post" action="/billing/subscribe">
            <input type="hidden" name="plan" value=plan.key.as_str().to_owned()/>
            <input type="hidden" name="interval" value=interval.as_str()/>
            <input type="hidden" name="cents" value=cents.to_string()/>
            <button class="btn btn-primary" type="submit">{words::pay_and_start(&pay)}</button>
        </form>
    };
    let card = card_first(payments, &pay);
    let goes_on = match interval {
        Interval::Month => words::paid_monthly_until_cancelled(&pay),
        Interval::Year => words::paid_yearly_until_cancelled(&pay),
    };
    view! {
        <Dialog id=format!("choose-{}", plan.key.as_str()) label class title=words::start_plan(&plan.name) form=form.into_any() notice=payments.notice>
            <dl class="kv">
                <div><dt>{words::you_pay_now()}</dt><dd>{pay}</dd></div>
                <div><dt>{words::you_get_now()}</dt><dd>{words::plus(monthly_credits(&plan))}</dd></div>
                <div><dt>{words::every_month_then()}</dt><dd>{words::plus(monthly_credits(&plan))}</dd></div>
                <div><dt>{words::next_payment()}</dt><dd>{then}</dd></div>
            </dl>
            <p class="small">{goes_on}" "{words::plan_credits_last()}</p>
            {card.map(|card| view! { <p class="small">{card}</p> })}
        </Dialog>
    }
}

/// A bundle: one payment, and what it brings.
#[component]
pub fn BundleDialog(bundle: Bundle, available: Credits, payments: Payments) -> impl IntoView {
    let credits = credits_of(Wallet::Ai, bundle.ai);
    let after = Credits::new(available.get() + bundle.ai.get());
    let form = view! {
        <form method="post" action="/billing/bundles">
            <input type="hidden" name="ai" value=bundle.ai.to_string()/>
            <input type="hidden" name="cents" value=bundle.price.get().to_string()/>
            <input type="hidden" name="form" value=Uuid::new_v4().to_string()/>
            <button class="btn btn-primary" type="submit">{words::pay(bundle.price.exact())}</button>
        </form>
    };
    view! {
        <Dialog
            id=format!("bundle-{}", bundle.ai)
            label=words::get_bundle(&credits, bundle.price.short())
            short=words::get()
            class="btn btn-secondary btn-small"
            title=words::buy_bundle(&credits)
            form=form.into_any()
            notice=payments.notice
        >
            <dl class="kv">
                <div><dt>{words::you_pay_once()}</dt><dd>{bundle.price.exact()}</dd></div>
                <div><dt>{words::you_get_now()}</dt><dd>{words::plus(&credits)}</dd></div>
                <div><dt>{words::ai_credits_after()}</dt><dd>{grouped(after.get())}</dd></div>
            </dl>
            <p class="small">{words::ai_bundles_why()}</p>
            {card_first(payments, &bundle.price.exact()).map(|card| view! { <p class="small">{card}</p> })}
        </Dialog>
    }
}

#[component]
pub fn UpgradeDialog(
    plan: Plan,
    cents: i64,
    pay: String,
    gain: String,
    then: String,
    from: String,
    scheduled: Option<String>,
    notice: Option<&'static str>,
) -> impl IntoView {
    let name = plan.name.clone();
    let waits = plan
        .is_unlimited()
        .then(|| view! { <p class="small">{words::download_credits_wait()}</p> });
    let form = view! {
        <form method="post" action="/billing/upgrade">
            <input type="hidden" name="plan" value=plan.key.as_str().to_owned()/>
            <input type="hidden" name="cents" value=cents.to_string()/>
            <button class="btn btn-primary" type="submit">{words::pay_and_upgrade(&pay)}</button>
        </form>
    };
    view! {
        <Dialog
            id=format!("upgrade-to-{}", plan.key.as_str())
            label=words::upgrade_to(&name)
            class="btn btn-secondary btn-wide"
            title=words::from_to_now(from, &name)
            form=form.into_any()
            notice
        >
            <dl class="kv">
                <div><dt>{words::you_pay_now()}</dt><dd>{pay}</dd></div>
                <div><dt>{words::you_get_now()}</dt><dd>{gain}</dd></div>
                <div><dt>{words::every_month()}</dt><dd>{words::plus(monthly_credits(&plan))}</dd></div>
                <div><dt>{words::next_payment()}</dt><dd>{then}</dd></div>
            </dl>
            <p class="small">{words::whole_difference()}</p>
            {waits}
            {scheduled.map(|scheduled| view! { <p class="small"><b>{scheduled}</b></p> })}
        </Dialog>
    }
}

#[component]
pub fn DowngradeDialog(
    plan: Plan,
    price: String,
    interval: Interval,
    on: String,
    from: String,
) -> impl IntoView {
    let name = plan.name.clone();
    let until = if plan.is_unlimited() {
        words::until_then_unlimited(&on)
    } else {
        words::until_then_metered(&on)
    };
    let form = view! {
        <form method="post" action="/billing/switch">
            <input type="hidden" name="plan" value=plan.key.as_str().to_owned()/>
            <input type="hidden" name="interval" value=interval.as_str()/>
            <button class="btn btn-primary" type="submit">{words::change_on(&on)}</button>
        </form>
    };
    view! {
        <Dialog
            id=format!("change-to-{}", plan.key.as_str())
            label=words::change_to(&name)
            class="btn btn-secondary btn-wide"
            title=words::from_to_on(from, &name, &on)
            form=form.into_any()
        >
            <dl class="kv">
                <div><dt>{words::you_pay_now()}</dt><dd>{Cents::ZERO.exact()}</dd></div>
                <div><dt>{words::from_day(&on)}</dt><dd>{price}</dd></div>
                <div><dt>{words::every_month_then()}</dt><dd>{words::plus(monthly_credits(&plan))}</dd></div>
            </dl>
            <p class="small">{until}</p>
        </Dialog>
    }
}
