//! What ends with an account, and its end.

use crate::accounts::{Account, logic};
use crate::billing::logic::{Ended, end_for_good};
use crate::error::AppError;
use crate::library::rules::Search;
use crate::server::App;
use crate::server::state::wall_clock_ms;
use crate::ui::amount;
use crate::words::accounts as words;
use std::sync::Arc;

/// What ends with the account, as its page says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ends {
    /// The credits of both wallets; none when there are none.
    pub credits: Option<String>,
    pub plan: Option<Plan>,
    /// Entries of My videos, deleted ones included.
    pub videos: u64,
    /// A letter tells the address of the end, and the address is kept until it has gone.
    pub is_told: bool,
    /// The gateway knows the person. It is told to forget them, and keeps what it has to keep.
    pub known_to_gateway: bool,
}

/// The plan that ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    pub name: String,
    /// Until which day it is paid, if that is still to come.
    pub paid_until: Option<String>,
}

/// How closing an account came out. Whatever is not `Done` changed nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Closed {
    Done,
    /// Videos are being made, with credits on hold for them.
    BeingMade,
    /// Nobody knows yet whether a payment was taken.
    PaymentUnderWay,
}

/// What would end now.
pub async fn ends(app: &App, account: &Account) -> Result<Ends, AppError> {
    let balances = app.ledger.balances(&account.id).await?;
    let open = app.billing.open_subscription(&account.id).await?;
    let now = account.now();
    let plan = open.map(|open| {
        let paid_until = open.period(open.paid_through).start;
        let is_to_come = open.was_ever_paid() && paid_until > now;
        Plan {
            name: match app.catalogue.plan(&open.plan) {
                Some(plan) => plan.name.clone(),
                None => open.plan.as_str().to_owned(),
            },
            paid_until: is_to_come.then(|| account.zone.day(paid_until, now)),
        }
    });
    let (_, counts) = app
        .library
        .page(&account.id, &Search::default(), account.clock_ahead_ms, 0)
        .await?;
    let known_to_gateway = app.gateway.has_portal(&account.id).await;
    Ok(Ends {
        credits: amount::both(balances.download.available, balances.ai.available),
        plan,
        videos: counts.everything + counts.deleted,
        is_told: app.post.way().is_some(),
        known_to_gateway: known_to_gateway.map_err(AppError::internal)?,
    })
}

/// Closes the account of somebody who knows the password and has ticked that they know what ends.
///
/// # Errors
/// `Invalid` on `understood` or `password`, or `TooMany`.
pub async fn close(
    app: &App,
    account: &Account,
    password: String,
    understood: bool,
) -> Result<Closed, AppError> {
    if !understood {
        return Err(AppError::invalid("understood", words::tick_the_box()));
    }
    logic::confirm(app, account, password, "password").await?;
    let (closing, id) = (Arc::clone(&app.closing), account.id);
    let last = async move {
        let closed = closing.close(&id, wall_clock_ms()).await;
        closed.map_err(AppError::from)
    };
    Ok(match end_for_good(app, account, last).await? {
        Ended::PaymentUnderWay => Closed::PaymentUnderWay,
        // Another tab may have closed it a moment ago.
        Ended::NotClosed if app.accounts.by_id(&account.id).await?.is_some() => Closed::BeingMade,
        Ended::NotClosed | Ended::Done => {
            app.post.wake();
            Closed::Done
        }
    })
}
