//! What a person does with their plan: choose, upgrade, schedule a change, pay.

use super::purchases::settle;
use super::renewals::{do_what_is_due, pay_period, plan_of, tell};
use super::{alone, still_open, to_its_end};
use crate::accounts::Account;
use crate::billing::rules::{
    Change, Interval, Plan, PlanKey, Scheduled, Subscription, SubscriptionState, Switch, Upgrade,
};
use crate::billing::store::{InvoiceState, NewInvoice, Purpose};
use crate::error::AppError;
use crate::server::App;
use crate::words::billing as words;
use ::credits::{Credits, Wallet};

/// How a change of plan ended. Whatever is not `Done` moved no credits and no money.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Settled {
    Done,
    /// The gateway declined the payment.
    Declined,
    /// What was shown is not so any more: another tab was faster, a period began, or a price changed.
    Changed,
    /// The running period has to be paid first.
    PastDue,
}

/// Plan credits that end with the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Losses {
    pub download: Credits,
    pub ai: Credits,
}

/// What cancelling would lose of what is there now.
pub async fn losses(app: &App, account: &Account) -> Result<Losses, AppError> {
    let lots = app.ledger.lots(&account.id).await?;
    let of = |wallet: Wallet| {
        lots.iter()
            .filter(|lot| lot.wallet == wallet && lot.origin.is_plan_like())
            .map(|lot| lot.available)
            .sum()
    };
    Ok(Losses {
        download: of(Wallet::Download),
        ai: of(Wallet::Ai),
    })
}

/// Does something with an account's billing to itself, after everything that was due. A bundle whose payment has no
/// answer yet keeps nobody from changing their plan.
async fn caught_up<T, F, W>(app: &App, account: &Account, work: W) -> Result<T, AppError>
where
    T: Send + 'static,
    F: Future<Output = Result<T, AppError>> + Send,
    W: FnOnce(App, Account) -> F + Send + 'static,
{
    let (app, account) = (app.clone(), account.clone());
    to_its_end(async move {
        let _alone = alone(&account.id).await;
        still_open(&app, &account.id).await?;
        if let Err(error) = do_what_is_due(&app, &account).await? {
            tracing::warn!(account = %account.id, %error, "a change of plan goes on beside an unfinished invoice");
        }
        // What is left unfinished by a step within `work` was logged here.
        let done = work(app.clone(), account.clone()).await?;
        tell(&app, &account.id).await;
        Ok(done)
    })
    .await
}

/// Starts a plan for an account without one, and pays its first period.
pub async fn subscribe(
    app: &App,
    account: &Account,
    plan: PlanKey,
    interval: Interval,
    shown_cents: i64,
) -> Result<Settled, AppError> {
    caught_up(app, account, async move |app, account| {
        let Some(wanted) = app.catalogue.plan(&plan) else {
            return Ok(Settled::Changed);
        };
        if app.catalogue.price(wanted, interval).get() != shown_cents {
            return Ok(Settled::Changed);
        }
        if !app
            .billing
            .add_subscription(&Subscription::beginning(
                account.id,
                plan,
                interval,
                account.now(),
            ))
            .await?
        {
            return Ok(Settled::Changed);
        }
        let _unfinished = do_what_is_due(&app, &account).await?;
        let begun = app.billing.open_subscription(&account.id).await?;
        Ok(if begun.is_some_and(|begun| begun.was_ever_paid()) {
            Settled::Done
        } else {
            Settled::Declined
        })
    })
    .await
}

/// The account's active subscription with its plan, unless a payment is missing.
async fn in_good_order(
    app: &App,
    account: &Account,
) -> Result<Result<(Subscription, Plan), Settled>, AppError> {
    let Some(subscription) = app.billing.open_subscription(&account.id).await? else {
        return Ok(Err(Settled::Changed));
    };
    if subscription.state != SubscriptionState::Active {
        return Ok(Err(Settled::Changed));
    }
    if subscription.is_past_due() {
        return Ok(Err(Settled::PastDue));
    }
    let plan = plan_of(app, &subscription.plan)?.clone();
    Ok(Ok((subscription, plan)))
}

/// Moves to a dearer plan at once, for the price that was shown.
pub async fn upgrade(
    app: &App,
    account: &Account,
    to: PlanKey,
    shown_cents: i64,
) -> Result<Settled, AppError> {
    caught_up(app, account, async move |app, account| {
        let (subscription, from) = match in_good_order(&app, &account).await? {
            Ok(found) => found,
            Err(refused) => return Ok(refused),
        };
        let Some(to) = app.catalogue.plan(&to) else {
            return Ok(Settled::Changed);
        };
        let Switch::Up(upgrade) = Switch::between(&app.catalogue, &subscription, &from, to) else {
            return Ok(Settled::Changed);
        };
        if upgrade.cost.get() != shown_cents {
            return Ok(Settled::Changed);
        }
        pay_upgrade(&app, &account, &subscription, (&from, to), upgrade).await
    })
    .await
}

pub(super) async fn pay_upgrade(
    app: &App,
    account: &Account,
    subscription: &Subscription,
    (from, to): (&Plan, &Plan),
    upgrade: Upgrade,
) -> Result<Settled, AppError> {
    let number = subscription.next_period - 1;
    // A declined try is final for its invoice; the next one is an invoice of its own. One that is open or paid is
    // this very upgrade, begun by another process: its invoice is found again by its key.
    let tries = app.billing.invoices(&account.id).await?;
    let base = format!(
        "subscription:{}:period:{number}:upgrade:{}",
        subscription.id,
        to.key.as_str()
    );
    let declined = tries
        .iter()
        .filter(|invoice| invoice.state == InvoiceState::Declined)
        .filter_map(|invoice| invoice.key.strip_prefix(&base))
        .filter(|rest| rest.is_empty() || rest.starts_with(':'))
        .count();
    let now = account.now();
    let invoice = NewInvoice {
        account: account.id,
        subscription: Some(subscription.id),
        key: if declined == 0 {
            base
        } else {
            format!("{base}:{declined}")
        },
        purpose: Purpose::Upgrade {
            number,
            plan: to.key.clone(),
            download: upgrade.download,
            ai: upgrade.ai,
        },
        title: words::upgrade_from_to(&from.name, &to.name),
        amount: upgrade.cost,
        issued_at: now,
    };
    let invoice = app.billing.issue(invoice).await?;
    Ok(if settle(app, invoice, now).await? {
        Settled::Done
    } else {
        Settled::Declined
    })
}

/// Schedules a change for the end of what is paid. Cancelling is possible at any time, anything else only
/// when nothing is owed.
pub async fn schedule(app: &App, account: &Account, change: Change) -> Result<Settled, AppError> {
    caught_up(app, account, async move |app, account| {
        let Some(mut subscription) = app.billing.open_subscription(&account.id).await? else {
            return Ok(Settled::Changed);
        };
        if change != Change::Cancel
            && let Err(refused) = in_good_order(&app, &account).await?
        {
            return Ok(refused);
        }
        if let Change::Switch { plan, interval } = &change {
            let known = app.catalogue.plan(plan).is_some();
            if !known || (*plan == subscription.plan && *interval == subscription.interval) {
                return Ok(Settled::Changed);
            }
        }
        if subscription.state == SubscriptionState::Paused {
            // A paused plan is cancelled at once: its period has ended already.
            subscription.state = SubscriptionState::Active;
            subscription.scheduled = Some(Scheduled {
                change,
                before_period: subscription.next_period,
            });
        } else {
            let before_period = subscription.ends_before(account.now());
            subscription.scheduled = Some(Scheduled {
                change,
                before_period,
            });
        }
        let saved = app.billing.save(&subscription).await?;
        let _unfinished = do_what_is_due(&app, &account).await?;
        Ok(if saved {
            Settled::Done
        } else {
            Settled::Changed
        })
    })
    .await
}

/// Takes a scheduled change back.
pub async fn undo_scheduled(app: &App, account: &Account) -> Result<Settled, AppError> {
    caught_up(app, account, async move |app, account| {
        let Some(mut subscription) = app.billing.open_subscription(&account.id).await? else {
            return Ok(Settled::Changed);
        };
        if subscription.scheduled.take().is_none() {
            return Ok(Settled::Changed);
        }
        Ok(if app.billing.save(&subscription).await? {
            Settled::Done
        } else {
            Settled::Changed
        })
    })
    .await
}

/// Takes a paused plan up again: from now on, with a new anchor.
pub async fn resume(app: &App, account: &Account, shown_cents: i64) -> Result<Settled, AppError> {
    caught_up(app, account, async move |app, account| {
        let paused = app.billing.open_subscription(&account.id).await?;
        let Some(mut paused) = paused.filter(|open| open.state == SubscriptionState::Paused) else {
            return Ok(Settled::Changed);
        };
        let plan = plan_of(&app, &paused.plan)?;
        if app.catalogue.price(plan, paused.interval).get() != shown_cents {
            return Ok(Settled::Changed);
        }
        let begun = Subscription::beginning(
            account.id,
            paused.plan.clone(),
            paused.interval,
            account.now(),
        );
        paused.state = SubscriptionState::Ended;
        if !app.billing.replace(&paused, &begun).await? {
            return Ok(Settled::Changed);
        }
        let _unfinished = do_what_is_due(&app, &account).await?;
        let open = app.billing.open_subscription(&account.id).await?;
        Ok(if open.is_some_and(|open| open.was_ever_paid()) {
            Settled::Done
        } else {
            Settled::Declined
        })
    })
    .await
}

/// Tries the missing payment again at once. `attempts` is how many tries the page knew of: a form that is
/// sent twice pays once.
pub async fn pay_now(app: &App, account: &Account, attempts: u32) -> Result<Settled, AppError> {
    caught_up(app, account, async move |app, account| {
        let Some(subscription) = app.billing.open_subscription(&account.id).await? else {
            return Ok(Settled::Changed);
        };
        if !subscription.is_past_due() || subscription.attempts != attempts {
            return Ok(Settled::Changed);
        }
        let paid = pay_period(&app, subscription, account.now()).await?;
        let _unfinished = do_what_is_due(&app, &account).await?;
        // Another process may have been faster with the same try.
        let open = app.billing.open_subscription(&account.id).await?;
        Ok(if paid || open.is_some_and(|open| !open.is_past_due()) {
            Settled::Done
        } else {
            Settled::Declined
        })
    })
    .await
}
