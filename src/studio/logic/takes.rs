//! Making a take: the job that runs it, and how it is called off.

use super::drive::{Drive, Ended};
use super::scenes::{self, seconds_of};
use super::settle::{End, settle};
use super::{run, size_of};
use crate::accounts::Account;
use crate::error::AppError;
use crate::faults::{self, ProviderFault};
use crate::live::News;
use crate::media::MediaKey;
use crate::server::App;
use crate::studio::edits::{Bench, finish};
use crate::studio::providers::{Made, Material, Provider, TakeRequest, failure_of};
use crate::studio::rules::{Failure, RunView};
use crate::studio::store::{Animation, Take, TakeEnd, TakeOrigin};
use crate::words::studio as words;
use crate::work::worker::Handler;
use crate::work::{Finish, Job, JobControl, JobId};
use engine::video::{EditError, Expected, verify};
use std::sync::Arc;
use std::time::Duration;

/// How often the open pages hear that a take moves on.
const NEWS: Duration = Duration::from_millis(500);
/// How often a stalled take looks whether it may go on.
const STALL: Duration = Duration::from_millis(200);
/// How often a take is begun before it counts as failed: a video that brings the worker down must end as well.
const TRIES: u32 = 5;
/// Runs the jobs of takes.
pub fn handler() -> Handler {
    Arc::new(|app, job, control| Box::pin(run_take(app, job, control)))
}

async fn run_take(app: App, job: Job, control: Arc<JobControl>) -> Finish {
    let outcome = make_and_keep(&app, &job, &control).await;
    let (end, finish) = match outcome {
        Ok(()) => (End::Delivered, Finish::Done),
        // Another worker has the take; what this one knows of it no longer counts.
        Err(Ended::Stopped) if !control.cancelled() => return Finish::Cancelled,
        Err(Ended::Stopped) => (End::Cancelled, Finish::Cancelled),
        Err(Ended::Failed { failure, cause }) => {
            tracing::warn!(take = %job.id, failure = failure.as_str(), %cause, "a take failed");
            if let Err(cause) = app.studio.note_failure(job.id.0, failure).await {
                tracing::error!(take = %job.id, %cause, "why a take failed could not be noted");
            }
            let problem = words::failed_free(failure.what_happened());
            (End::Failed, Finish::Failed(problem))
        }
    };
    if let Err(cause) = settle(&app, job.id.0, end).await {
        tracing::error!(take = %job.id, %cause, "a take waits for its verdict; the next round gives it");
    }
    finish
}

/// Has the video made, verifies it, finishes it and stores it: all before the ledger hears of it.
async fn make_and_keep(app: &App, job: &Job, control: &Arc<JobControl>) -> Result<(), Ended> {
    let take = app
        .studio
        .take_of_job(job.id.0)
        .await
        .map_err(Ended::broke_off)?
        .ok_or_else(|| Ended::broke_off("there is no such take"))?;
    if take.video.is_some() || take.state == TakeEnd::Delivered {
        return Ok(());
    }
    if take.state != TakeEnd::Open {
        return Err(Ended::broke_off("the take has ended"));
    }
    let animation = app
        .studio
        .animation(&take.account, take.animation)
        .await
        .map_err(Ended::broke_off)?
        .ok_or_else(|| Ended::broke_off("there is no such order"))?;
    let provider = app
        .providers
        .get(&animation.provider)
        .ok_or_else(|| Ended::Failed {
            failure: Failure::Misconfigured,
            cause: format!("the provider {:?} is not set up", animation.provider),
        })?;
    // What is made elsewhere goes on there while we restart; its provider's deadline ends it.
    if job.attempts > TRIES && provider.about().repeatable {
        return Err(Ended::broke_off("it was begun too often"));
    }
    disturb(app, &take, &animation, control).await?;
    let provider = provider.as_ref();
    let work = brought(app, &take, &animation, provider, control);
    let made = with_news(app, &take, work).await?;
    let kept = keep(app, &take, animation, made, control).await?;
    if control.should_stop() {
        return Err(Ended::Stopped);
    }
    if app
        .studio
        .keep_video(take.id, &kept.video, &kept.poster)
        .await
        .map_err(Ended::broke_off)?
    {
        Ok(())
    } else {
        Err(Ended::Stopped)
    }
}

/// Asks the provider for the take, or goes on waiting for it after a restart.
async fn brought(
    app: &App,
    take: &Take,
    animation: &Animation,
    provider: &dyn Provider,
    control: &Arc<JobControl>,
) -> Result<Made, Ended> {
    let expected = expected_of(animation);
    let drive = Drive::begin(app, provider, take.id, control, expected).await?;
    let request = if drive.needs_request() {
        let material = provider.about().material;
        Some(request_for(app, take, animation, material).await?)
    } else {
        None
    };
    drive.bring(request).await
}

async fn request_for(
    app: &App,
    take: &Take,
    animation: &Animation,
    material: Material,
) -> Result<TakeRequest, Ended> {
    let account = app
        .accounts
        .by_id(&take.account)
        .await
        .map_err(Ended::broke_off)?
        .ok_or_else(|| Ended::broke_off("there is no such account"))?;
    let Expected { size, frames } = expected_of(animation);
    let snapshot = &animation.snapshot;
    let seconds = seconds_of(animation);
    let (inputs, mut images) = scenes::material(app, &account, snapshot, take.seed, seconds)
        .await
        .map_err(Ended::broke_off)?;
    if material == Material::Photo {
        images = scenes::photo(app, &account, snapshot)
            .await
            .map_err(Ended::broke_off)?
            .into_iter()
            .collect();
    }
    Ok(TakeRequest {
        take: take.id,
        inputs,
        images,
        size,
        frames,
        resolution: animation.settings.resolution.label(),
        format: snapshot.format.label(),
    })
}

/// What an order's videos have to be.
pub fn expected_of(animation: &Animation) -> Expected {
    Expected {
        size: size_of(animation.snapshot.format, animation.settings.resolution),
        frames: seconds_of(animation) * engine::FPS,
    }
}

/// The files of a take, stored.
pub struct Kept {
    pub video: MediaKey,
    pub poster: MediaKey,
}

/// Verifies what was made, puts the caption over it and stores it, with the picture below the words.
///
/// # Errors
/// If it is not what was ordered, or cannot be finished or stored.
pub async fn keep(
    app: &App,
    take: &Take,
    animation: Animation,
    made: Made,
    control: &Arc<JobControl>,
) -> Result<Kept, Ended> {
    let picture = verified(made, expected_of(&animation)).await?;
    let bench = Bench::new(animation, take.clone());
    let Made {
        mp4,
        poster_png,
        plate,
    } = finish(&bench, picture, Arc::clone(control))
        .await
        .map_err(|cause| match cause {
            _ if control.should_stop() => Ended::Stopped,
            EditError::Render(cause) => Ended::Failed {
                failure: failure_of(&cause),
                cause: cause.to_string(),
            },
            other => Ended::broke_off(other),
        })?;
    if let Some(plate) = plate {
        let plate = app.media.put(plate, "mp4").await;
        let plate = plate.map_err(Ended::broke_off)?;
        let kept = app.versions.keep_plate(take.id, &plate).await;
        kept.map_err(Ended::broke_off)?;
    }
    let video = app.media.put(mp4, "mp4").await;
    let poster = app.media.put(poster_png, "png").await;
    Ok(Kept {
        video: video.map_err(Ended::broke_off)?,
        poster: poster.map_err(Ended::broke_off)?,
    })
}

/// Looks at the file the way a player would, whoever made it.
async fn verified(made: Made, expected: Expected) -> Result<Made, Ended> {
    let look = tokio::task::spawn_blocking(move || verify(&made.mp4, &expected).map(|()| made));
    look.await
        .map_err(Ended::broke_off)?
        .map_err(|fault| Ended::Failed {
            failure: Failure::InvalidOutput,
            cause: fault.to_string(),
        })
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

/// What the Lab has set for the account; a take that stalls stays where the Lab says until that is lifted or it is cancelled.
async fn disturb(
    app: &App,
    take: &Take,
    animation: &Animation,
    control: &JobControl,
) -> Result<(), Ended> {
    let refuses = |cause: &str| {
        Err(Ended::Failed {
            failure: Failure::Unavailable,
            cause: cause.to_owned(),
        })
    };
    loop {
        let faults = faults::of(app, &take.account).await;
        match faults.provider {
            Some(ProviderFault::Fail) => return refuses("the Lab failed it"),
            Some(ProviderFault::Partial) if last_of_order(take, animation) => {
                return refuses("the Lab failed the last of its order");
            }
            Some(ProviderFault::Stall) => {
                control.progress(faults.stall_at.of(expected_of(animation).frames));
                // Who waits for nothing must not keep others waiting.
                control.park();
            }
            Some(ProviderFault::Partial) | None => {
                let fails = faults.fail_next && faults::take_failure(app, &take.account).await;
                return if fails {
                    refuses("the Lab failed it")
                } else {
                    Ok(())
                };
            }
        }
        if control.should_stop() {
            return Err(Ended::Stopped);
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
