//! What falls due with time: payments, the credits they bring, scheduled changes, expiry.

use super::grants::{Grant, book, grant, period_source};
use super::{alone, charge, ending, purchases, reversals, to_its_end};
use crate::accounts::Account;
use crate::billing::gateways::ChargeOutcome;
use crate::billing::rules::{Change, Plan, PlanKey, Step, Subscription};
use crate::billing::store::{GrantedPeriod, InvoiceState, NewInvoice, Payment, Purpose};
use crate::error::AppError;
use crate::live::News;
use crate::server::App;
use crate::server::state::wall_clock_ms;
use crate::words::billing as words;
use ::credits::{AccountId, Command, Note, Origin, Reason, Timestamp, Wallet};
use std::collections::BTreeSet;
use std::time::Duration;
use tokio::sync::watch;

/// How many accounts' expired lots one round looks at.
const LOTS_PER_ROUND: u32 = 500;

/// Does everything that is due for the account by its own time, in the order it fell due. Safe to run by
/// many at once and to break off anywhere: each step is booked once.
pub async fn catch_up(app: &App, account: &Account) -> Result<(), AppError> {
    // Whoever gives up while waiting for another's turn to end leaves no task behind.
    let alone = alone(&account.id).await;
    let (app, account) = (app.clone(), account.clone());
    to_its_end(async move {
        let _alone = alone;
        catch_up_alone(&app, &account).await
    })
    .await
}

/// The same, for whoever has the account's billing to itself already.
pub(super) async fn catch_up_alone(app: &App, account: &Account) -> Result<(), AppError> {
    do_what_is_due(app, account).await?
}

/// What is due, done. An invoice that is paid once and cannot be finished now holds nothing else up: what keeps it from
/// being finished is the inner answer, which is no concern of a change of plan.
pub(super) async fn do_what_is_due(
    app: &App,
    account: &Account,
) -> Result<Result<(), AppError>, AppError> {
    let now = account.now();
    let mut moved = false;
    let mut unfinished = Ok(());
    for invoice in app.billing.unfinished(&account.id).await? {
        let number = invoice.number;
        match purchases::settle(app, invoice, now).await {
            Ok(_) => moved = true,
            Err(error) => {
                tracing::error!(invoice = number, %error, "an invoice could not be finished");
                unfinished = unfinished.and(Err(error));
            }
        }
    }
    moved |= reversals::follow(app, &account.id, now).await?;
    let mut seen = None;
    while let Some(subscription) = app.billing.open_subscription(&account.id).await? {
        let Some(step) = subscription.next_step(now) else {
            break;
        };
        // Whoever did a step wrote a new revision, so the same one again would come for ever.
        if seen.replace((subscription.id, subscription.revision))
            == Some((subscription.id, subscription.revision))
        {
            return Err(AppError::internal("a step that is due changes nothing"));
        }
        run(app, account, subscription, step).await?;
        moved = true;
    }
    moved |= expire_lots(app, &account.id, now).await?;
    if moved {
        tell(app, &account.id).await;
    }
    Ok(unfinished)
}

/// Tells the account's open pages that their plan and their wallets may have changed.
pub(super) async fn tell(app: &App, account: &AccountId) {
    app.events.tell(account, News::Billing);
    app.tell_balance(account).await;
}

pub(super) async fn run(
    app: &App,
    account: &Account,
    subscription: Subscription,
    step: Step,
) -> Result<(), AppError> {
    // A write that somebody else was faster with is no error: the next round sees what they wrote.
    match step {
        Step::Grant { number, at } => grant_period(app, account, subscription, number, at).await,
        Step::Charge { at } => pay_period(app, subscription, at).await.map(drop),
        Step::Change { change, at } => change_plan(app, subscription, change, at).await,
    }
}

pub(super) fn plan_of<'a>(app: &'a App, key: &PlanKey) -> Result<&'a Plan, AppError> {
    app.catalogue.plan(key).ok_or_else(|| {
        AppError::internal(format!(
            "the plan {:?} is not in the catalogue",
            key.as_str()
        ))
    })
}

/// Tries to pay the first unpaid period; true when this try paid it. Nothing is tried for a subscription that has
/// moved on since it was read.
pub(super) async fn pay_period(
    app: &App,
    subscription: Subscription,
    at: Timestamp,
) -> Result<bool, AppError> {
    let plan = plan_of(app, &subscription.plan)?;
    let number = subscription.next_period;
    let invoice = NewInvoice {
        account: subscription.account,
        subscription: Some(subscription.id),
        key: period_source(subscription.id, number),
        purpose: Purpose::Period {
            number,
            periods: subscription.interval.months(),
        },
        title: plan.name.clone(),
        amount: app.catalogue.price(plan, subscription.interval),
        issued_at: at,
    };
    let invoice = app.billing.issue(invoice).await?;
    // Each try raises both counts at once. Where they differ, another process was faster with this very try; only
    // whoever sees them the same may ask, and all who do ask under the same key.
    let is_next_try = invoice.attempts == i64::from(subscription.attempts);
    if invoice.state == InvoiceState::Paid || !is_next_try {
        return Ok(false);
    }
    let outcome = charge(
        app,
        subscription.account,
        format!("{}:{}", invoice.id, invoice.attempts),
        invoice.amount,
    )
    .await?;
    let (payment, changed) = match outcome {
        ChargeOutcome::Paid => (Payment::paid(at), subscription.paid(at)),
        ChargeOutcome::Declined { reason } => {
            (Payment::declined(reason, at), subscription.declined(at))
        }
    };
    let recorded = app
        .billing
        .record(&invoice, &payment, Some(&changed))
        .await?;
    Ok(recorded && payment.paid)
}

/// Whether nobody has changed the subscription since it was read.
async fn is_current(app: &App, subscription: &Subscription) -> Result<bool, AppError> {
    let open = app.billing.open_subscription(&subscription.account).await?;
    Ok(open
        .is_some_and(|open| open.id == subscription.id && open.revision == subscription.revision))
}

/// Takes what the plan does not let roll over, before these grants add to it.
async fn cap_what_rolls_over(app: &App, plan: &Plan, grants: &Grant) -> Result<(), AppError> {
    for (wallet, cap) in [
        (Wallet::Download, plan.download_cap),
        (Wallet::Ai, plan.ai_cap),
    ] {
        if let Some(cap) = cap {
            let note = Note::new(
                Reason::Cap,
                words::note_cap(&plan.name, crate::ui::amount::credits_of(wallet, cap)),
                words::note_cap_why(),
            );
            book(
                app,
                grants.account,
                format!("{}:cap:{wallet}", grants.source),
                grants.at,
                Command::CapPlanLots { wallet, cap },
                note,
            )
            .await?;
        }
    }
    Ok(())
}

/// Books the credits of a paid period, once.
async fn grant_period(
    app: &App,
    account: &Account,
    subscription: Subscription,
    number: i64,
    at: Timestamp,
) -> Result<(), AppError> {
    let plan = plan_of(app, &subscription.plan)?;
    let period = subscription.period(number);
    let grants = Grant {
        account: subscription.account,
        origin: Origin::Plan,
        source: period_source(subscription.id, number),
        at,
        note: Note::new(
            Reason::PlanGrant,
            words::note_monthly(&plan.name),
            words::note_monthly_why(
                account.zone.day(period.start, at),
                account.zone.day(period.end, at),
            ),
        )
        .linked("/billing"),
    };
    cap_what_rolls_over(app, plan, &grants).await?;
    // The ledger keeps what is booked first under a period's name, so it may not be what an older plan brings.
    if !is_current(app, &subscription).await? {
        return Ok(());
    }
    grant(app, &grants, Wallet::Download, plan.download_credits()).await?;
    grant(app, &grants, Wallet::Ai, plan.ai).await?;
    let granted = GrantedPeriod {
        subscription: subscription.id,
        number,
        plan: plan.key.clone(),
        download: plan.download_credits(),
        ai: plan.ai,
        granted_at: at,
    };
    app.billing
        .granted(&granted, &subscription.clone().granted(at))
        .await?;
    reversals::follow(app, &subscription.account, at).await?;
    Ok(())
}

async fn change_plan(
    app: &App,
    subscription: Subscription,
    change: Change,
    at: Timestamp,
) -> Result<(), AppError> {
    if change == Change::Cancel {
        for wallet in Wallet::ALL {
            let note = Note::new(
                Reason::PlanEnded,
                words::note_ended(),
                words::note_ended_why(),
            )
            .linked("/billing");
            book(
                app,
                subscription.account,
                format!("subscription:{}:ended:{wallet}", subscription.id),
                at,
                Command::EndPlanLots { wallet },
                note,
            )
            .await?;
        }
    }
    app.billing.save(&subscription.changed(change, at)).await?;
    Ok(())
}

/// Books the expiry of lots whose time has come; true when there was one.
async fn expire_lots(app: &App, account: &AccountId, now: Timestamp) -> Result<bool, AppError> {
    let lots = app.ledger.lots(account).await?;
    let due: BTreeSet<Wallet> = lots
        .iter()
        .filter(|lot| lot.available.is_positive() && lot.has_expired(now))
        .map(|lot| lot.wallet)
        .collect();
    for wallet in &due {
        let note = Note::new(
            Reason::Expired,
            words::note_expired(),
            words::note_expired_why(),
        );
        book(
            app,
            *account,
            format!("expiry:{wallet}:{}", now.ms()),
            now,
            Command::ExpireLots { wallet: *wallet },
            note,
        )
        .await?;
    }
    Ok(!due.is_empty())
}

/// Looks every minute for what fell due, until the server stops.
pub async fn keep_up(app: App, mut stopped: watch::Receiver<bool>) {
    let mut minute = tokio::time::interval(Duration::from_secs(60));
    loop {
        tokio::select! {
            _ = minute.tick() => {}
            _ = stopped.wait_for(|stopped| *stopped) => return,
        }
        round(&app).await;
    }
}

/// What each look does. Whatever cannot be done now is logged, and done by a later one.
pub async fn round(app: &App) {
    if let Err(error) = super::hear(app).await {
        tracing::error!(%error, "the gateway's messages could not be heard");
    }
    if let Err(error) = catch_up_everybody(app).await {
        tracing::error!(%error, "what fell due could not be looked up");
    }
    if let Err(error) = ending::forget_closed(app).await {
        tracing::error!(%error, "the gateway could not be told whom to forget");
    }
}

/// Catches up every account for which something is due. What fails for one is logged and tried again in the
/// next round; the others do not wait for it.
pub async fn catch_up_everybody(app: &App) -> Result<(), AppError> {
    let now = wall_clock_ms();
    let mut due: Vec<AccountId> = app.billing.due_accounts(now).await?;
    due.extend(
        app.ledger
            .due_lots(Timestamp::from_ms(now), LOTS_PER_ROUND)
            .await?
            .into_iter()
            .map(|(account, _)| account),
    );
    due.sort();
    due.dedup();
    for id in due {
        let done = match app.accounts.ever(&id).await? {
            None => continue,
            Some((account, false)) => catch_up(app, &account).await,
            Some((account, true)) => ending::wind_up(app, &account).await,
        };
        if let Err(error) = done {
            tracing::error!(account = %id, %error, "what is due for an account could not be done");
        }
    }
    Ok(())
}
