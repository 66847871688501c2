//! The job that renders a version.

use super::material::Bench;
use super::store::Version;
use crate::error::AppError;
use crate::live::News;
use crate::server::App;
use crate::words::studio_edits as words;
use crate::work::worker::Handler;
use crate::work::{Broken, Finish, Job, JobControl, JobId, obey_faults, telling};
use engine::video::{EditError, Expected, Fault, Limits, Rendered, retouch, verify};
use std::sync::Arc;
use uuid::Uuid;

/// How often a version is begun before it counts as failed: one that brings the worker down must end as well.
const TRIES: u32 = 5;

/// The job of the version's attempt: the same attempt always has the same id, so however often it is asked for, one
/// job runs.
pub fn job_id(version: &Version) -> JobId {
    JobId::of(&format!("edit {} {}", version.id, version.attempt))
}

/// What the job has to know.
pub fn payload(version: &Version) -> String {
    version.id.to_string()
}

/// What the open pages hear: those of the take's animation, and that of its edits.
pub fn news(bench: &Bench) -> News {
    News::Animation {
        animation: bench.animation.root.to_string(),
    }
}

/// Runs the jobs of versions.
pub fn handler() -> Handler {
    Arc::new(|app, job, control| Box::pin(run(app, job, control)))
}

async fn run(app: App, job: Job, control: Arc<JobControl>) -> Finish {
    let made = match on_bench(&app, &job).await {
        Err(error) => Err(error.into()),
        Ok((version, bench)) => {
            let work = make(&app, &job, &version, &bench, &control);
            let made = telling::meanwhile(&app, job.account, &news(&bench), work).await;
            tokio::spawn(telling::end(app.clone(), job.id, job.account, news(&bench)));
            made
        }
    };
    match made {
        Ok(()) => Finish::Done,
        Err(_) if control.should_stop() => Finish::Cancelled,
        Err(broken) => broken.finish(job.id, words::version_failed()),
    }
}

async fn on_bench(app: &App, job: &Job) -> Result<(Version, Bench), AppError> {
    let id: Uuid = job.payload.parse().map_err(AppError::internal)?;
    let found = app.versions.of_job(id).await?;
    let version = found.ok_or(AppError::NotFound)?;
    let bench = Bench::of(app, &version.account, version.take).await?;
    Ok((version, bench))
}

/// Renders a version, verifies it and keeps it. Running it twice writes the same files under the same keys.
async fn make(
    app: &App,
    job: &Job,
    version: &Version,
    bench: &Bench,
    control: &Arc<JobControl>,
) -> Result<(), Broken> {
    if version.video.is_some() {
        return Ok(());
    }
    if job.attempts > TRIES {
        return Err(Broken::Error("it was begun too often".to_owned()));
    }
    obey_faults(app, job, control).await?;
    let plate = match bench.plate(app).await? {
        Some(plate) => plate,
        None => {
            let account = app.accounts.by_id(&version.account).await?;
            let account = account.ok_or("there is no such account")?;
            bench.plate_again(app, &account, control).await?
        }
    };
    let file = app.media.get(&plate).await?;
    let of = bench.picture();
    let edit = bench.for_engine(&version.edit);
    let expected = Expected {
        size: bench
            .size_of(&version.edit)
            .ok_or("the crop does not fit")?,
        frames: edit.until - edit.from,
    };
    let follower = Follower {
        before: job.frames_total.saturating_sub(expected.frames),
        control: Arc::clone(control),
    };
    let work = tokio::task::spawn_blocking(move || {
        let threads = follower.control.threads();
        let made = retouch(&file, of, &edit, threads, &follower).map_err(|error| match error {
            EditError::Render(cause) => Broken::of(cause),
            other => other.into(),
        })?;
        match verify(&made.full, &expected) {
            // The plate was verified: a quiet second of it may stand still.
            Ok(()) | Err(Fault::Frozen | Fault::Blank) => Ok::<Rendered, Broken>(made),
            Err(fault) => Err(fault.into()),
        }
    });
    let made = work.await??;
    let video = app.media.put(made.full, "mp4").await?;
    let poster = app.media.put(made.poster_png, "png").await?;
    Ok(app.versions.keep(version.id, &video, &poster).await?)
}

/// Follows the second half of a job whose first half made the plate.
struct Follower {
    before: u32,
    control: Arc<JobControl>,
}

impl engine::video::Control for Follower {
    fn progress(&self, frames_done: u32) {
        engine::video::Control::progress(&*self.control, self.before + frames_done);
    }

    fn cancelled(&self) -> bool {
        self.control.should_stop()
    }

    fn limits(&self) -> Limits {
        engine::video::Control::limits(&*self.control)
    }
}
