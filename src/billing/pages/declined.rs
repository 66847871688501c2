//! What is said where a payment was declined: what happened, what did not, and the ways on.

use super::flash::Flash;
use super::overview::{Overview, PastDue};
use crate::billing::rules::Cents;
use crate::billing::wish::Wish;
use crate::ui::icon::{Icon, Symbol};
use crate::ui::notice::{Notice, Tone};
use crate::words::billing as words;
use leptos::prelude::*;
use uuid::Uuid;

/// What became of what was done before this page. A purchase that was declined is offered again beside it.
#[component]
pub fn Outcome(
    flash: Flash,
    /// The plan's own payment is missing, and the page says so anyway.
    plan_is_unpaid: bool,
    has_portal: bool,
) -> impl IntoView {
    let again = match &flash.declined {
        Some(Wish::Subscribe { .. } | Wish::Resume { .. }) if plan_is_unpaid => {
            return ().into_any();
        }
        Some(wish) => again(wish),
        None => None,
    };
    let Some(Again {
        action,
        fields,
        price,
    }) = again
    else {
        let tone = if flash.good {
            Tone::Positive
        } else {
            Tone::Warning
        };
        return view! { <Notice tone role="status">{flash.text}</Notice> }.into_any();
    };
    let fields: Vec<_> = fields
        .into_iter()
        .map(|(name, value)| view! { <input type="hidden" name=name value=value/> })
        .collect();
    view! {
        <div class="notice notice-bad billing-alert" role="alert">
            <Icon symbol=Symbol::Warning/>
            <div class="grow"><b>{words::payment_failed()}</b>{flash.text}</div>
            <form method="post" action=action>
                {fields}
                <button class="btn btn-secondary" type="submit">{words::try_again(price.exact())}</button>
            </form>
            {has_portal.then(|| view! {
                <form method="post" action="/billing/portal"><button class="btn btn-quiet" type="submit">{words::use_another_card()}</button></form>
            })}
        </div>
    }
    .into_any()
}

/// The form that asks for the same once more.
#[derive(Debug, PartialEq, Eq)]
struct Again {
    action: &'static str,
    fields: Vec<(&'static str, String)>,
    price: Cents,
}

/// How a purchase that was declined is asked for again; none for what the plan's own payment is about, which has a form of
/// its own on the page.
fn again(wish: &Wish) -> Option<Again> {
    match wish {
        Wish::Upgrade { plan, cents } => Some(Again {
            action: "/billing/upgrade",
            fields: vec![
                ("plan", plan.as_str().to_owned()),
                ("cents", cents.to_string()),
            ],
            price: Cents::new(*cents),
        }),
        Wish::Bundle { ai, cents, .. } => Some(Again {
            action: "/billing/bundles",
            fields: vec![
                ("ai", ai.to_string()),
                ("cents", cents.to_string()),
                // The first form's key has its answer for good.
                ("form", Uuid::new_v4().to_string()),
            ],
            price: Cents::new(*cents),
        }),
        Wish::Subscribe { .. } | Wish::Resume { .. } | Wish::Pay { .. } => None,
    }
}

/// A plan whose very first payment was declined.
#[component]
pub fn FirstPaymentDeclined(past_due: PastDue, overview: Overview) -> impl IntoView {
    let PastDue {
        plan,
        price,
        declined_on,
        credits,
        next_try,
        attempts,
        reason,
        ..
    } = past_due;
    let what = match reason {
        Some(reason) => words::first_declined_why(plan, &price, declined_on, reason),
        None => words::first_declined(plan, &price, declined_on),
    };
    // Credits of a plan that was paused would go with it, which is said where it is cancelled.
    let loses_nothing = overview.losses.download.is_zero() && overview.losses.ai.is_zero();
    let attempts = attempts.to_string();
    view! {
        <div class="notice notice-bad billing-declined" role="alert">
            <Icon symbol=Symbol::Warning/>
            <div class="grow stack">
                <div><b>{words::payment_failed()}</b>{what}</div>
                <dl class="kv">
                    <div><dt>{words::charged()}</dt><dd>{Cents::ZERO.exact()}</dd></div>
                    <div><dt>{words::credits_changed()}</dt><dd>{words::no_credits()}</dd></div>
                    <div><dt>{words::once_it_is_paid()}</dt><dd>{words::plus(credits)}</dd></div>
                    {next_try.map(|day| view! { <div><dt>{words::tried_again_by_itself()}</dt><dd>{day}</dd></div> })}
                </dl>
                <div class="row billing-declined-ways">
                    <form method="post" action="/billing/pay">
                        <input type="hidden" name="attempts" value=attempts.clone()/>
                        <button class="btn btn-primary" type="submit">{words::update_card()}</button>
                    </form>
                    {overview.payments.has_card.then(|| view! {
                        <form method="post" action="/billing/pay">
                            <input type="hidden" name="attempts" value=attempts/>
                            <input type="hidden" name="card" value="same"/>
                            <button class="btn btn-secondary" type="submit">{words::try_again(price)}</button>
                        </form>
                    })}
                    {loses_nothing.then(|| view! {
                        <form method="post" action="/billing/cancel"><button class="btn btn-quiet" type="submit">{words::choose_another_plan()}</button></form>
                    })}
                </div>
            </div>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::billing::rules::{Interval, PlanKey};

    #[test]
    fn a_declined_bundle_is_asked_for_again_under_a_key_of_its_own() {
        let form = Uuid::new_v4();
        let wish = Wish::Bundle {
            ai: 150,
            cents: 1_500,
            form,
        };
        let again = again(&wish).expect("a form");
        assert_eq!(again.action, "/billing/bundles");
        assert_eq!(again.price.exact(), "$15.00");
        let of = |name| again.fields.iter().find(|field| field.0 == name);
        assert_eq!(of("ai").map(|field| field.1.as_str()), Some("150"));
        assert_eq!(of("cents").map(|field| field.1.as_str()), Some("1500"));
        assert!(of("form").is_some_and(|field| field.1 != form.to_string()));
    }

    #[test]
    fn a_plans_own_payment_is_not_offered_twice() {
        let plan = PlanKey::new("pro");
        let subscribe = Wish::Subscribe {
            plan,
            interval: Interval::Month,
            cents: 4_900,
        };
        let others = [Wish::Resume { cents: 4_900 }, Wish::Pay { attempts: 1 }];
        for wish in others.into_iter().chain([subscribe]) {
            assert_eq!(again(&wish), None, "{wish:?}");
        }
    }
}
