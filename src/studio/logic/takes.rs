//! Making a take: the job that runs it, and how it is called off.

use super::run;
use super::scenes::{material, seconds_of};
use super::settle::{End, settle};
use super::size_of;
use crate::accounts::Account;
use crate::error::AppError;
use crate::faults::ProviderFault;
use crate::live::News;
use crate::server::App;
use crate::studio::edits::{Bench, finish};
use crate::studio::providers::{self, Made, ProviderError, TakeRequest};
use crate::studio::rules::RunView;
use crate::studio::store::{Animation, Take, TakeEnd, TakeOrigin};
use crate::work::worker::Handler;
use crate::work::{Finish, Job, JobControl, JobId};
use engine::video::{Expected, verify};
use std::sync::Arc;
use std::time::Duration;

/// How often the open pages hear that a take moves on.
const NEWS: Duration = Duration::from_millis(500);
/// How often a stalled take looks whether it may go on.
const STALL: Duration = Duration::from_millis(200);
/// How often a take is begun before it counts as failed: a video that brings the worker down must end as well.
const TRIES: u32 = 5;
/// What the queue keeps of a failure; the page says the rest.
const DID_NOT_FINISH: &str = "This video did not finish. 0 credits were taken.";

/// Runs the jobs of takes.
pub fn handler() -> Handler {
    Arc::new(|app, job, control| Box::pin(run_take(app, job, control)))
}

async fn run_take(app: App, job: Job, control: Arc<JobControl>) -> Finish {
    let outcome = make_and_keep(&app, &job, &control).await;
    let (end, finish) = match outcome {
        Ok(()) => (End::Delivered, Finish::Done),
        // Another worker has the take; what this one knows of it no longer counts.
        Err(ProviderError::Cancelled) if !control.cancelled() => return Finish::Cancelled,
        Err(ProviderError::Cancelled) => (End::Cancelled, Finish::Cancelled),
        Err(ProviderError::Failed(cause)) => {
            tracing::warn!(take = %job.id, %cause, "a take failed");
            (End::Failed, Finish::Failed(DID_NOT_FINISH.to_owned()))
        }
    };
    if let Err(cause) = settle(&app, job.id.0, end).await {
        tracing::error!(take = %job.id, %cause, "a take waits for its verdict; the next round gives it");
    }
    finish
}

/// Makes the video, verifies it and stores it: all before the ledger hears of it.
async fn make_and_keep(
    app: &App,
    job: &Job,
    control: &Arc<JobControl>,
) -> Result<(), ProviderError> {
    let take = app
        .studio
        .take_of_job(job.id.0)
        .await
        .map_err(failed)?
        .ok_or_else(|| failed("there is no such take"))?;
    if take.video.is_some() || take.state == TakeEnd::Delivered {
        return Ok(());
    }
    if take.state != TakeEnd::Open {
        return Err(failed("the take has ended"));
    }
    if job.attempts > TRIES {
        return Err(failed("it was begun too often"));
    }
    let account = app
        .accounts
        .by_id(&take.account)
        .await
        .map_err(failed)?
        .ok_or_else(|| failed("there is no such account"))?;
    let animation = app
        .studio
        .animation(&take.account, take.animation)
        .await
        .map_err(failed)?
        .ok_or_else(|| failed("there is no such order"))?;
    disturb(app, &take, &animation, control).await?;
    let (inputs, images) = material(
        app,
        &account,
        &animation.snapshot,
        take.seed,
        seconds_of(&animation),
    )
    .await
    .map_err(failed)?;
    let expected = Expected {
        size: size_of(animation.snapshot.format, animation.settings.resolution),
        frames: seconds_of(&animation) * engine::FPS,
    };
    let request = TakeRequest {
        inputs,
        images,
        size: expected.size,
    };
    let made = with_news(
        app,
        &take,
        providers::active().run(request, Arc::clone(control)),
    )
    .await?;
    let made = verified(made, expected).await?;
    let bench = Bench::new(animation, take.clone());
    let Made {
        mp4,
        poster_png,
        plate,
    } = finish(&bench, made, Arc::clone(control))
        .await
        .map_err(|cause| match control.should_stop() {
            true => ProviderError::Cancelled,
            false => failed(cause),
        })?;
    if control.should_stop() {
        return Err(ProviderError::Cancelled);
    }
    let video = app.media.put(mp4, "mp4").await.map_err(failed)?;
    let poster = app.media.put(poster_png, "png").await.map_err(failed)?;
    if let Some(plate) = plate {
        let plate = app.media.put(plate, "mp4").await.map_err(failed)?;
        let kept = app.versions.keep_plate(take.id, &plate).await;
        kept.map_err(failed)?;
    }
    if app
        .studio
        .keep_video(take.id, &video, &poster)
        .await
        .map_err(failed)?
    {
        Ok(())
    } else {
        Err(ProviderError::Cancelled)
    }
}

fn failed(cause: impl std::fmt::Display) -> ProviderError {
    ProviderError::Failed(cause.to_string())
}

/// Looks at the file the way a player would, whoever made it.
async fn verified(made: Made, expected: Expected) -> Result<Made, ProviderError> {
    let look = tokio::task::spawn_blocking(move || verify(&made.mp4, &expected).map(|()| made));
    look.await.map_err(failed)?.map_err(failed)
}

/// Tells the open pages about twice a second while the work goes on.
async fn with_news<T>(app: &App, take: &Take, work: impl Future<Output = T>) -> T {
    tokio::pin!(work);
    loop {
        app.events.tell(
            &take.account,
            News::Animation {
                animation: take.root.to_string(),
            },
        );
        tokio::select! {
            done = &mut work => return done,
            () = tokio::time::sleep(NEWS) => {}
        }
    }
}

/// What the Lab has set for the account; a stall ends when it is lifted or the take is cancelled.
async fn disturb(
    app: &App,
    take: &Take,
    animation: &Animation,
    control: &JobControl,
) -> Result<(), ProviderError> {
    loop {
        match crate::faults::of(app, &take.account).await.provider {
            Some(ProviderFault::Fail) => return Err(failed("the Lab failed it")),
            Some(ProviderFault::Partial) if last_of_order(take, animation) => {
                return Err(failed("the Lab failed the last of its order"));
            }
            // Who waits for nothing must not keep others waiting.
            Some(ProviderFault::Stall) => control.park(),
            Some(ProviderFault::Partial) | None => return Ok(()),
        }
        if control.should_stop() {
            return Err(ProviderError::Cancelled);
        }
        tokio::time::sleep(STALL).await;
    }
}

/// Whether it is the last take of a paid order; free regenerations belong to none.
fn last_of_order(take: &Take, animation: &Animation) -> bool {
    match take.origin {
        TakeOrigin::Ordered => take.number == animation.settings.count.videos(),
        TakeOrigin::Paid => true,
        TakeOrigin::Free => false,
    }
}

/// Calls off every take of a page that has not ended. What waits ends now, what runs at its next pulse.
pub async fn cancel(app: &App, account: &Account, animation: &str) -> Result<RunView, AppError> {
    let animation = run::root_of(app, account, animation).await?;
    for take in app.studio.takes(&account.id, animation.id).await? {
        if take.state != TakeEnd::Open {
            continue;
        }
        let job = JobId(take.id);
        app.jobs.cancel(job).await?;
        if app.jobs.get(job).await?.is_none_or(|job| job.state.ended()) {
            settle(app, take.id, End::Cancelled).await?;
        }
    }
    run::run_of(app, account, &animation).await
}
