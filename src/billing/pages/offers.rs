//! The plans that are for sale, each with what an account can do about it now.

use super::overview::day;
use crate::accounts::Account;
use crate::billing::rules::{
    Cents, Change, Interval, Plan, Subscription, SubscriptionState, Switch, Upgrade,
};
use crate::server::App;
use crate::ui::amount::credits_of;
use crate::words::billing as words;
use ::credits::{Wallet, period};

/// A plan with what can be done about it.
#[derive(Debug, Clone)]
pub struct Offer {
    pub plan: Plan,
    pub price: String,
    pub cents: i64,
    pub step: OfferStep,
}

#[derive(Debug, Clone)]
pub enum OfferStep {
    /// There is no plan yet. `then` is the second payment and its day.
    Choose {
        then: String,
    },
    Current,
    /// At once, for an exact difference.
    Upgrade {
        cents: i64,
        pay: String,
        gain: String,
        then: String,
        from: String,
        /// What was scheduled before and goes on, or does not.
        scheduled: Option<String>,
    },
    /// When the paid time ends.
    Downgrade {
        on: String,
        from: String,
    },
    /// It is scheduled already.
    Scheduled {
        on: String,
    },
    /// Something else comes first, in these words.
    Not {
        label: String,
        why: &'static str,
    },
}

/// What can be done about this plan by an account that pays, or would pay, in this interval.
pub fn offer(
    app: &App,
    account: &Account,
    open: Option<&Subscription>,
    interval: Interval,
    plan: &Plan,
) -> Offer {
    let price = app.catalogue.price(plan, interval);
    Offer {
        plan: plan.clone(),
        price: price.short(),
        cents: price.get(),
        step: step(app, account, open, plan).unwrap_or_else(|| OfferStep::Choose {
            then: first_renewal(account, price, interval),
        }),
    }
}

/// What changing between these two plans is called.
fn label(from: &Plan, to: &Plan) -> String {
    if to.monthly > from.monthly {
        words::upgrade_to(&to.name)
    } else {
        words::change_to(&to.name)
    }
}

/// "$19.00 on 1 July": the second payment of a plan that is chosen now.
fn first_renewal(account: &Account, price: Cents, interval: Interval) -> String {
    let renews = period(account.now(), interval.months()).start;
    words::payment_on(price.exact(), day(account, renews))
}

/// How an account with a plan comes to this one; none without a plan.
fn step(app: &App, account: &Account, open: Option<&Subscription>, to: &Plan) -> Option<OfferStep> {
    let open = open?;
    let from = app.catalogue.plan(&open.plan)?;
    Some(from_to(app, account, open, (from, to)))
}

fn from_to(
    app: &App,
    account: &Account,
    open: &Subscription,
    (from, to): (&Plan, &Plan),
) -> OfferStep {
    if to.key == from.key {
        return OfferStep::Current;
    }
    if open.state == SubscriptionState::Paused {
        return OfferStep::Not {
            label: label(from, to),
            why: words::resume_first(),
        };
    }
    if open.is_past_due() {
        return OfferStep::Not {
            label: label(from, to),
            why: words::pay_first(),
        };
    }
    if let Some(scheduled) = &open.scheduled
        && matches!(&scheduled.change, Change::Switch { plan, .. } if *plan == to.key)
    {
        return OfferStep::Scheduled {
            on: day(account, open.period(scheduled.before_period).start),
        };
    }
    match Switch::between(&app.catalogue, open, from, to) {
        Switch::Same => OfferStep::Current,
        Switch::Down => OfferStep::Downgrade {
            on: day(account, open.period(open.ends_before(account.now())).start),
            from: from.name.clone(),
        },
        Switch::Up(upgrade) => OfferStep::Upgrade {
            cents: upgrade.cost.get(),
            pay: upgrade.cost.exact(),
            gain: gain_of(&upgrade),
            then: words::payment_on(
                app.catalogue.price(to, open.interval).exact(),
                day(account, open.period(open.paid_through).start),
            ),
            from: from.name.clone(),
            scheduled: scheduled_beside_upgrade(account, open, to),
        },
    }
}

/// What an upgrade brings at once.
fn gain_of(upgrade: &Upgrade) -> String {
    let more = [
        (Wallet::Download, upgrade.download),
        (Wallet::Ai, upgrade.ai),
    ];
    let mut gain: Vec<String> = more
        .into_iter()
        .filter(|(_, amount)| amount.is_positive())
        .map(|(wallet, amount)| words::plus(credits_of(wallet, amount)))
        .collect();
    if upgrade.unlimited {
        gain.push(words::gain_unlimited().to_owned());
    }
    gain.into_iter()
        .reduce(words::list_more)
        .unwrap_or_default()
}

/// What an upgrade means for a change that is scheduled.
fn scheduled_beside_upgrade(account: &Account, open: &Subscription, to: &Plan) -> Option<String> {
    let on = day(account, open.change_at()?);
    let name = &to.name;
    Some(match &open.scheduled.as_ref()?.change {
        Change::Cancel => words::ends_too(name, on),
        Change::Pause => words::pauses_too(name, on),
        Change::Switch { .. } => words::switch_taken_back(on),
    })
}
