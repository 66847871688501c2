//! Taking up what a crash, or the moment between two commits, left undone. Everything here may run any number of
//! times, on any number of machines.

use super::settle::{End, settle};
use super::{TOPIC, animation_of, late, scenes};
use crate::error::AppError;
use crate::server::App;
use crate::server::state::wall_clock_ms;
use crate::studio::store::{Animation, Order, Take};
use crate::work::{JobId, JobKind, JobState, Limits, NewJob};
use ::credits::AccountId;
use futures::future::BoxFuture;
use std::collections::HashSet;
use std::time::Duration;
use tokio::sync::watch;

/// How often is looked for things left undone.
const ROUND: Duration = Duration::from_secs(2);
/// How many orders or takes one round looks at.
const BATCH: u32 = 200;

/// Resumes, and looks for videos that are overdue, now and then until `stop` turns true.
pub async fn resume_forever(app: App, stop: watch::Receiver<bool>) {
    // An overdue video takes a while to decode; nobody's order waits for it.
    tokio::join!(
        now_and_then(&app, stop.clone(), |app| Box::pin(async move {
            resume(&app).await
        })),
        now_and_then(&app, stop, |app| Box::pin(
            async move { late::look(&app).await }
        )),
    );
}

async fn now_and_then(
    app: &App,
    mut stop: watch::Receiver<bool>,
    round: fn(App) -> BoxFuture<'static, Result<(), AppError>>,
) {
    while !*stop.borrow() {
        if let Err(cause) = round(app.clone()).await {
            tracing::error!(%cause, "the Studio could not take up what was left undone; it tries again");
        }
        tokio::select! {
            () = tokio::time::sleep(ROUND) => {}
            _ = stop.changed() => return,
        }
    }
}

/// One round: orders that are only held so far, takes whose job is missing or ended without a verdict, and takes that
/// wait under the limit of a plan their account may have changed since.
pub async fn resume(app: &App) -> Result<(), AppError> {
    materialise(app).await?;
    let mut waiting = HashSet::new();
    for take in app.studio.open_takes(BATCH).await? {
        match app.jobs.get(JobId(take.id)).await?.map(|job| job.state) {
            None => enqueue(app, &take).await?,
            Some(JobState::Queued) => {
                waiting.insert(take.account);
            }
            Some(JobState::Running) => {}
            Some(JobState::Cancelled) => settle(app, take.id, End::Cancelled).await?,
            Some(JobState::Done | JobState::Failed) => settle(app, take.id, End::Failed).await?,
        }
    }
    for account in waiting {
        let most = takes_at_once(app, &account).await?;
        app.jobs.limit(&account, JobKind::Take, most).await?;
    }
    Ok(())
}

/// Turns orders in the ledger's outbox into animations, takes and jobs.
pub async fn materialise(app: &App) -> Result<(), AppError> {
    for message in app.ledger.outbox_pending(TOPIC, BATCH).await? {
        let order: Order = serde_json::from_str(&message.payload).map_err(AppError::internal)?;
        app.studio.begin(&order, wall_clock_ms()).await?;
        for take in &order.takes {
            if let Some(take) = app.studio.take_of_job(take.id).await? {
                enqueue(app, &take).await?;
            }
        }
        app.ledger.outbox_done(message.id).await?;
    }
    Ok(())
}

/// How many of the account's takes its present plan has made at once.
async fn takes_at_once(app: &App, account: &AccountId) -> Result<Option<u32>, AppError> {
    let subscription = app.billing.open_subscription(account).await?;
    Ok(subscription.and_then(|one| app.catalogue.plan(&one.plan)?.takes_at_once))
}

/// How many of the account's takes are made at once, and how many its provider is given.
async fn limits(app: &App, animation: &Animation) -> Result<Limits, AppError> {
    let provider = app.providers.get(&animation.provider);
    Ok(Limits {
        account: takes_at_once(app, &animation.account).await?,
        lane: provider
            .and_then(|one| one.about().at_once)
            .map(|most| (animation.provider.clone(), most)),
    })
}

/// Queues the work of a take; a second time changes nothing.
pub async fn enqueue(app: &App, take: &Take) -> Result<(), AppError> {
    let animation = animation_of(app, &take.account, take.animation).await?;
    app.jobs
        .enqueue(NewJob {
            id: JobId(take.id),
            kind: JobKind::Take,
            account: take.account,
            payload: String::new(),
            frames_total: scenes::seconds_of(&animation) * engine::FPS,
            limits: limits(app, &animation).await?,
        })
        .await?;
    app.events.tell(
        &take.account,
        crate::live::News::Animation {
            animation: take.root.to_string(),
        },
    );
    Ok(())
}
