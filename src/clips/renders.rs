//! Renders: asked for, followed, cancelled, and the job that makes the files. Previews are free, so nothing in here
//! knows a price.

use super::rules::ClipInputs;
use super::samples;
use super::status::RenderStatus;
use super::store::{Render, RenderFiles};
use super::version;
use crate::error::AppError;
use crate::live::News;
use crate::server::App;
use crate::server::state::wall_clock_ms;
use crate::words::clips as words;
use crate::work::worker::Handler;
use crate::work::{
    Broken, Finish, Job, JobControl, JobId, JobKind, JobState, Limits, NewJob, obey_faults, telling,
};
use ::credits::{AccountId, VersionHash};
use engine::video::{Expected, Plan, Rendered};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use uuid::Uuid;

/// How often a file is begun before it counts as failed: one that brings the worker down must end as well.
pub(super) const TRIES: u32 = 5;

/// What a render job has to know.
#[derive(Debug, Serialize, Deserialize)]
struct Payload {
    clip: Uuid,
    version: VersionHash,
}

/// The job of an attempt to render a version for an account: the same attempt always has the same id, so however
/// many tabs ask, one job runs.
pub fn job_id(account: &AccountId, version: &VersionHash, attempt: u32) -> JobId {
    JobId::of(&format!("render {account} {version} {attempt}"))
}

/// Asks for the files of a version, unless they are there or being made.
pub async fn ask(
    app: &App,
    account: &AccountId,
    clip: Uuid,
    version: &VersionHash,
) -> Result<(), AppError> {
    let render = app.clips.render(account, version).await?;
    if present(app, render.as_ref()).await?.is_some() {
        return Ok(());
    }
    let attempt = match &render {
        None => app.clips.next_attempt(account, version, 0).await?,
        Some(render) => match app
            .jobs
            .get(job_id(account, version, render.attempt))
            .await?
        {
            Some(job) if !job.state.ended() => return Ok(()),
            // Files that are gone, a failure or a cancellation: a job of its own makes them anew.
            Some(_) => {
                app.clips
                    .next_attempt(account, version, render.attempt)
                    .await?
            }
            None => render.attempt,
        },
    };
    let wanted = app
        .clips
        .version(account, clip, version)
        .await?
        .ok_or(AppError::NotFound)?;
    let payload = serde_json::to_string(&Payload {
        clip,
        version: version.clone(),
    })
    .map_err(AppError::internal)?;
    let frames_total = version::scene(&wanted.inputs)?.frame_count();
    let job = NewJob {
        id: job_id(account, version, attempt),
        kind: JobKind::Render,
        account: *account,
        payload,
        frames_total,
        limits: Limits::default(),
    };
    app.jobs.enqueue(job).await?;
    app.events.tell(
        account,
        News::Render {
            clip: clip.to_string(),
        },
    );
    Ok(())
}

/// The files, if they were made and the media store still has them.
async fn present(app: &App, render: Option<&Render>) -> Result<Option<RenderFiles>, AppError> {
    match render.and_then(|render| render.files.clone()) {
        Some(files) => stored(app, files).await,
        None => Ok(None),
    }
}

/// The files, if the media store still has them.
pub(super) async fn stored(app: &App, files: RenderFiles) -> Result<Option<RenderFiles>, AppError> {
    for key in [&files.full, &files.preview] {
        match app.media.length(key).await {
            Ok(_) => {}
            Err(object_store::Error::NotFound { .. }) => return Ok(None),
            Err(cause) => return Err(AppError::internal(cause)),
        }
    }
    Ok(Some(files))
}

/// The files of a version, or none if they have to be made (again).
pub async fn files(
    app: &App,
    account: &AccountId,
    version: &VersionHash,
) -> Result<Option<RenderFiles>, AppError> {
    present(app, app.clips.render(account, version).await?.as_ref()).await
}

/// Where the render of a version stands.
pub async fn status(
    app: &App,
    account: &AccountId,
    version: &VersionHash,
) -> Result<RenderStatus, AppError> {
    let Some(render) = app.clips.render(account, version).await? else {
        return Ok(RenderStatus::None);
    };
    if let Some(files) = render.files {
        return Ok(RenderStatus::Ready { bytes: files.bytes });
    }
    let Some(job) = app
        .jobs
        .get(job_id(account, version, render.attempt))
        .await?
    else {
        return Ok(RenderStatus::None);
    };
    Ok(match job.state {
        JobState::Queued => RenderStatus::Queued {
            ahead: app.jobs.place(job.id).await?.ahead,
        },
        JobState::Running => running(&job),
        JobState::Failed => RenderStatus::Failed {
            problem: job
                .problem
                .unwrap_or_else(|| words::render_failed().to_owned()),
        },
        JobState::Done | JobState::Cancelled => RenderStatus::None,
    })
}

fn running(job: &Job) -> RenderStatus {
    let running_ms = job
        .started_ms
        .map_or(0, |started| (wall_clock_ms() - started).max(0));
    let left_s = (job.frames_done > 0).then(|| {
        let left = i64::from(job.frames_total.saturating_sub(job.frames_done));
        u32::try_from((running_ms * left / i64::from(job.frames_done) + 999) / 1_000)
            .unwrap_or(u32::MAX)
    });
    RenderStatus::Running {
        frames_done: job.frames_done,
        frames_total: job.frames_total,
        running_s: u32::try_from(running_ms / 1_000).unwrap_or(u32::MAX),
        left_s,
    }
}

/// Ends the running render of a version, if there is one.
pub async fn cancel(app: &App, account: &AccountId, version: &VersionHash) -> Result<(), AppError> {
    if let Some(render) = app.clips.render(account, version).await? {
        app.jobs
            .cancel(job_id(account, version, render.attempt))
            .await?;
    }
    Ok(())
}

/// Runs render jobs.
pub fn handler() -> Handler {
    Arc::new(|app, job, control| Box::pin(run(app, job, control)))
}

async fn run(app: App, job: Job, control: Arc<JobControl>) -> Finish {
    let Ok(payload) = serde_json::from_str::<Payload>(&job.payload) else {
        return Finish::Failed(words::render_failed().to_owned());
    };
    let work = make(&app, &job, &payload, &control);
    let made = followed(&app, &job, payload.clip, work).await;
    end(made, &job, &control, words::render_failed())
}

/// Does the work while the open pages of the clip hear of it, and of its end once the queue knows it.
pub(super) async fn followed<T>(
    app: &App,
    job: &Job,
    clip: Uuid,
    work: impl Future<Output = T>,
) -> T {
    let news = News::Render {
        clip: clip.to_string(),
    };
    let made = telling::meanwhile(app, job.account, &news, work).await;
    tokio::spawn(telling::end(app.clone(), job.id, job.account, news));
    made
}

/// What the queue keeps of a job's end; `failed` is the sentence for the person.
pub(super) fn end(
    made: Result<(), Broken>,
    job: &Job,
    control: &JobControl,
    failed: &str,
) -> Finish {
    match made {
        _ if control.cancelled() => Finish::Cancelled,
        Ok(()) => Finish::Done,
        Err(broken) => broken.finish(job.id, failed),
    }
}

/// Makes the files and keeps them. Running it twice writes the same files under the same keys.
async fn make(
    app: &App,
    job: &Job,
    payload: &Payload,
    control: &Arc<JobControl>,
) -> Result<(), Broken> {
    let (account, version) = (&job.account, &payload.version);
    if files(app, account, version).await?.is_some() {
        return Ok(());
    }
    if job.attempts > TRIES {
        return Err(Broken::Error("it was begun too often".to_owned()));
    }
    obey_faults(app, job, control).await?;
    let inputs = app
        .clips
        .version(account, payload.clip, version)
        .await?
        .ok_or(AppError::NotFound)?
        .inputs;
    let sample = if control.is_slowed() {
        None
    } else {
        samples::find(app, &inputs, version).await?
    };
    let files = match sample {
        Some(files) => files,
        None => keep(app, rendered(app, account, &inputs, control).await?).await?,
    };
    samples::note(&inputs, version, &files);
    app.clips.put_files(account, version, &files).await?;
    Ok(())
}

/// Renders and verifies the files.
async fn rendered(
    app: &App,
    account: &AccountId,
    inputs: &ClipInputs,
    control: &Arc<JobControl>,
) -> Result<Rendered, Broken> {
    let scene = version::scene(inputs)?;
    let sound = version::sound(inputs)?;
    let assets = version::assets(app, account, inputs).await?;
    let (full, preview) = version::sizes(inputs.format);
    let plan = Plan {
        full,
        preview: Some(preview),
        threads: control.threads(),
    };
    let frames = scene.frame_count();
    let follower = Arc::clone(control);
    let work = tokio::task::spawn_blocking(move || {
        let rendered = engine::video::render_with_sound(&scene, assets, &plan, sound, &*follower)
            .map_err(Broken::of)?;
        let small = rendered
            .preview
            .as_deref()
            .ok_or("the smaller rendition is missing")?;
        engine::video::verify(&rendered.full, &Expected { size: full, frames })?;
        engine::video::verify(
            small,
            &Expected {
                size: preview,
                frames,
            },
        )?;
        Ok::<Rendered, Broken>(rendered)
    });
    work.await?
}

async fn keep(app: &App, rendered: Rendered) -> Result<RenderFiles, Broken> {
    let bytes = rendered.full.len() as u64;
    let mut strip = Vec::with_capacity(rendered.strip.len());
    for frame in rendered.strip {
        strip.push(app.media.put(frame, "png").await?);
    }
    Ok(RenderFiles {
        full: app.media.put(rendered.full, "mp4").await?,
        preview: app
            .media
            .put(rendered.preview.unwrap_or_default(), "mp4")
            .await?,
        poster: app.media.put(rendered.poster_png, "png").await?,
        strip,
        bytes,
    })
}
