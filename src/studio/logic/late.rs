//! Videos that arrive after their take has counted as failed, because the provider's time was over.
//!
//! The take's verdict was booked when it failed, and its share of the hold went back with it: nothing is left that could
//! be captured. So the video is the person's, free. (Where the verdict is not booked yet the take is still open, and
//! its own job delivers it.) A take that the person cancelled is never looked for.

use super::drive::{Ended, collect};
use super::takes::{expected_of, keep};
use crate::error::AppError;
use crate::live::News;
use crate::server::App;
use crate::server::state::wall_clock_ms;
use crate::studio::provider_jobs::ProviderJob;
use crate::studio::providers::{Progress, Trouble};
use crate::studio::rules::Failure;
use crate::studio::store::TakeEnd;
use crate::work::JobControl;
use std::sync::Arc;

/// How long after its deadline a video is still looked for.
const PATIENCE_MS: i64 = 24 * 3_600_000;
/// The pause between two looks at the same take.
const PAUSE_MS: i64 = 60_000;
/// How many one round looks at.
const BATCH: u32 = 10;

/// One round over the takes that may still arrive.
pub async fn look(app: &App) -> Result<(), AppError> {
    let now = wall_clock_ms();
    let due = app
        .provider_jobs
        .look_at(now, now + PAUSE_MS, BATCH)
        .await?;
    for job in due {
        match arrived(app, &job).await {
            Ok(true) => app.provider_jobs.end(job.take).await?,
            Ok(false) => {}
            Err(error) => {
                tracing::warn!(take = %job.take, %error, "an overdue take could not be looked at");
            }
        }
    }
    Ok(())
}

/// Delivers the take if its video is there; whether nothing more is to be expected.
async fn arrived(app: &App, job: &ProviderJob) -> Result<bool, AppError> {
    let Some(take) = app.studio.take_of_job(job.take).await? else {
        return Ok(true);
    };
    let (Some(provider), Some(handle)) = (app.providers.get(&job.provider), &job.handle) else {
        return Ok(true);
    };
    match (take.state, take.failure) {
        // Its verdict is being booked.
        (TakeEnd::Open, _) => return Ok(false),
        (TakeEnd::Failed, Some(Failure::TimedOut)) => {}
        _ => return Ok(true),
    }
    let Some(animation) = app.studio.animation(&take.account, take.animation).await? else {
        return Ok(true);
    };
    let given_up = wall_clock_ms() - take.ended_ms.unwrap_or(take.created_ms) > PATIENCE_MS;
    match provider.poll(handle).await {
        Ok(Progress::Ready) => {}
        Err(Trouble::Over { .. }) => return Ok(true),
        _ => return Ok(given_up),
    }
    let control = Arc::new(JobControl::new(1, app.settings.render_limits));
    let expected = expected_of(&animation);
    let made = match collect(provider.as_ref(), handle, expected, &control).await {
        Ok(made) => made,
        Err(Trouble::Over { failure, .. }) => return Ok(given_up || hopeless(failure)),
        Err(_) => return Ok(given_up),
    };
    let kept = match keep(app, &take, animation, made, &control).await {
        Ok(kept) => kept,
        Err(Ended::Failed { failure, .. }) => return Ok(given_up || hopeless(failure)),
        Err(Ended::Stopped) => return Ok(given_up),
    };
    if app
        .studio
        .deliver_late(take.id, &kept.video, &kept.poster)
        .await?
    {
        app.events.tell(
            &take.account,
            News::Animation {
                animation: take.root.to_string(),
            },
        );
    }
    Ok(true)
}

/// Whether looking again would change nothing, which it does only where we were slow or something of ours broke.
fn hopeless(failure: Failure) -> bool {
    !matches!(failure, Failure::TookTooLong | Failure::BrokeOff)
}
