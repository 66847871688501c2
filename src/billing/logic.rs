//! Where an account stands with its plan, and everything that moves it on.

mod changes;
mod declines;
mod ending;
mod grants;
mod purchases;
mod renewals;
mod reversals;
#[cfg(test)]
mod tests;
mod wishes;

use super::rules::{Cents, Subscription};
use crate::accounts::Account;
use crate::credits::rules::NextRefresh;
use crate::error::AppError;
use crate::server::App;
use ::credits::{AccountId, Entitlement};
pub use changes::{
    Losses, Settled, losses, pay_now, resume, schedule, subscribe, undo_scheduled, upgrade,
};
pub use declines::{decline_of, decline_of_plan};
pub use ending::{Ended, end_for_good};
pub use purchases::{Bought, buy_bundle};
pub use renewals::{catch_up, keep_up, round};
pub use reversals::reverse;
use std::time::Duration;
use tokio::sync::{Mutex, MutexGuard};
use tokio::time::timeout;
pub use wishes::{Performed, hear, perform};

/// What other features need to know of an account's plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    pub plan_name: Option<String>,
    pub unlimited_downloads: bool,
    pub next_refresh: Option<NextRefresh>,
    pub payment_failed: bool,
}

impl Standing {
    const NO_PLAN: Self = Self {
        plan_name: None,
        unlimited_downloads: false,
        next_refresh: None,
        payment_failed: false,
    };

    /// What a download costs the account.
    pub fn entitlement(&self) -> Entitlement {
        if self.unlimited_downloads {
            Entitlement::Unlimited
        } else {
            Entitlement::Metered
        }
    }
}

/// How long a page waits for what is due. Whatever takes longer, as a gateway that does not answer, goes on without it.
const PATIENCE: Duration = Duration::from_secs(3);

/// Where the account stands at its own time. One read, unless something fell due: then that is done first. If it
/// cannot be done now, the account stands where it stood; the next round tries again.
pub async fn standing(app: &App, account: &Account) -> Result<Standing, AppError> {
    let now = account.now();
    let mut subscription = app.billing.open_subscription(&account.id).await?;
    if subscription
        .as_ref()
        .and_then(Subscription::due_at)
        .is_some_and(|due| due <= now)
    {
        match timeout(PATIENCE, catch_up(app, account)).await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => {
                tracing::error!(account = %account.id, %error, "what is due could not be done");
            }
            Err(_) => {
                tracing::warn!(account = %account.id, "what is due takes longer than a page waits");
            }
        }
        subscription = app.billing.open_subscription(&account.id).await?;
    }
    Ok(subscription.map_or(Standing::NO_PLAN, |subscription| {
        standing_with(app, account, &subscription)
    }))
}

fn standing_with(app: &App, account: &Account, subscription: &Subscription) -> Standing {
    let plan = app.catalogue.plan(&subscription.plan);
    Standing {
        plan_name: plan.map(|plan| plan.name.clone()),
        unlimited_downloads: plan.is_some_and(|plan| plan.is_unlimited())
            && subscription.is_entitled(account.now()),
        next_refresh: next_refresh(app, account, subscription),
        payment_failed: subscription.is_past_due(),
    }
}

/// When credits come next, and how many; none when none will.
fn next_refresh(app: &App, account: &Account, subscription: &Subscription) -> Option<NextRefresh> {
    let (plan, _) = subscription.next_plan(&app.catalogue)?;
    let at = subscription.due_at()?;
    Some(NextRefresh {
        date: account.zone.day(at, account.now()),
        plan: plan.name.clone(),
        download: plan.download_credits().get(),
        ai: plan.ai.get(),
    })
}

/// One account's billing is moved on by one task at a time. The guards in the database decide when several
/// processes share it; this only spares them the work of finding out.
async fn alone(account: &AccountId) -> MutexGuard<'static, ()> {
    static LOCKS: [Mutex<()>; 64] = [const { Mutex::const_new(()) }; 64];
    let slot = account.get().as_u128() % LOCKS.len() as u128;
    LOCKS[slot as usize].lock().await
}

/// Nothing is bought for an account that was closed while its request waited for its turn.
async fn still_open(app: &App, account: &AccountId) -> Result<(), AppError> {
    match app.accounts.by_id(account).await? {
        Some(_) => Ok(()),
        None => Err(AppError::SignedOut),
    }
}

/// Runs a movement to its end, even if whoever asked for it has gone away meanwhile.
async fn to_its_end<T: Send + 'static>(
    work: impl Future<Output = Result<T, AppError>> + Send + 'static,
) -> Result<T, AppError> {
    tokio::spawn(work).await.map_err(AppError::internal)?
}

/// Takes one payment through the gateway; `PaymentUnanswered` while nobody knows whether it was taken.
async fn charge(
    app: &App,
    account: AccountId,
    key: String,
    amount: Cents,
) -> Result<super::gateways::ChargeOutcome, AppError> {
    // What costs nothing is not worth a journey to a bank.
    if !amount.is_positive() {
        return Ok(super::gateways::ChargeOutcome::Paid);
    }
    let charge = super::gateways::Charge {
        account,
        key,
        amount,
    };
    app.gateway.charge(&charge).await.map_err(|cause| {
        tracing::error!(%account, key = charge.key, %cause, "the gateway gave no answer to a payment");
        AppError::PaymentUnanswered
    })
}
