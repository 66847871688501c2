//! The job that makes a file.

use super::rules::ExportKind;
use super::store::Wanted;
use crate::clips::renders::{TRIES, end, followed};
use crate::clips::rules::ClipInputs;
use crate::clips::version;
use crate::error::AppError;
use crate::server::App;
use crate::words::clips_exports as words;
use crate::work::worker::Handler;
use crate::work::{Broken, Finish, Job, JobControl, JobId, obey_faults};
use engine::video::{Expected, Moving, Plan, moving, moving_frames, render_with_sound, verify};
use engine::{Assets, Size, scene::Scene, sound::Sound};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use uuid::Uuid;

/// What the job has to know.
#[derive(Debug, Serialize, Deserialize)]
struct Payload {
    clip: Uuid,
    wanted: Wanted,
}

/// What the job of a file has to know, in the queue's form.
pub fn payload(clip: Uuid, wanted: &Wanted) -> Result<String, AppError> {
    let wanted = wanted.clone();
    serde_json::to_string(&Payload { clip, wanted }).map_err(AppError::internal)
}

/// The job of an attempt to make a file: the same attempt always has the same id, so however often it is asked for,
/// one job runs.
pub fn job_id(wanted: &Wanted, attempt: u32) -> JobId {
    let Wanted {
        account,
        version,
        kind,
    } = wanted;
    let kind = kind.slug();
    JobId::of(&format!("export {account} {version} {kind} {attempt}"))
}

/// How many pictures a file has.
pub fn frames(inputs: &ClipInputs, kind: ExportKind) -> Result<u32, AppError> {
    let frames = version::scene(inputs)?.frame_count();
    Ok(match kind {
        ExportKind::Small | ExportKind::Large => frames,
        ExportKind::Gif | ExportKind::Webp => moving_frames(frames),
        ExportKind::Poster => 1,
    })
}

/// Runs the jobs of files.
pub fn handler() -> Handler {
    Arc::new(|app, job, control| Box::pin(run(app, job, control)))
}

async fn run(app: App, job: Job, control: Arc<JobControl>) -> Finish {
    let Ok(payload) = serde_json::from_str::<Payload>(&job.payload) else {
        return Finish::Failed(words::failed().to_owned());
    };
    let work = make(&app, &job, &payload, &control);
    let made = followed(&app, &job, payload.clip, work).await;
    end(made, &job, &control, words::failed())
}

/// Makes the file and keeps it. Running it twice writes the same file under the same key.
async fn make(
    app: &App,
    job: &Job,
    payload: &Payload,
    control: &Arc<JobControl>,
) -> Result<(), Broken> {
    let Payload { clip, wanted } = payload;
    let export = app.exports.get(wanted).await?;
    if export.is_some_and(|export| export.file.is_some()) {
        return Ok(());
    }
    if job.attempts > TRIES {
        return Err(Broken::Error("it was begun too often".to_owned()));
    }
    obey_faults(app, job, control).await?;
    let found = app.clips.version(&job.account, *clip, &wanted.version);
    let inputs = found.await?.ok_or(AppError::NotFound)?.inputs;
    let scene = version::scene(&inputs)?;
    let sound = version::sound(&inputs)?;
    let assets = version::assets(app, &job.account, &inputs).await?;
    let (width, height) = wanted.kind.size(inputs.format);
    let (kind, follower) = (wanted.kind, Arc::clone(control));
    let work = move || {
        drawn(
            kind,
            (&scene, assets, sound),
            Size::new(width, height),
            &follower,
        )
    };
    let file = tokio::task::spawn_blocking(work).await??;
    let bytes = file.len() as u64;
    let key = app.media.put(file, kind.extension()).await?;
    app.exports.keep(wanted, &key, bytes).await?;
    Ok(())
}

fn drawn(
    kind: ExportKind,
    (scene, assets, sound): (&Scene, Assets, Option<Sound>),
    size: Size,
    control: &JobControl,
) -> Result<Vec<u8>, Broken> {
    let moving = |kind| moving(scene, &assets, kind, size, control).map_err(Broken::of);
    match kind {
        ExportKind::Gif => moving(Moving::Gif),
        ExportKind::Webp => moving(Moving::Webp),
        ExportKind::Poster => Err(Broken::Error(
            "the poster is made with the video".to_owned(),
        )),
        ExportKind::Small | ExportKind::Large => {
            let plan = Plan {
                full: size,
                preview: None,
                threads: control.threads(),
            };
            let made =
                render_with_sound(scene, assets, &plan, sound, control).map_err(Broken::of)?;
            let frames = scene.frame_count();
            verify(&made.full, &Expected { size, frames })?;
            Ok(made.full)
        }
    }
}
