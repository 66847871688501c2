//! Edits on the server: asked for, followed, called off, looked at. They are free, so nothing in here moves a credit.

use super::editor::EditorStart;
use super::material::{Bench, frames};
use super::renders;
use super::rules::{Edit, EditForm, Problem, VersionState, VersionView, Versions};
use super::store::{NewVersion, Version};
use crate::accounts::Account;
use crate::error::AppError;
use crate::server::App;
use crate::server::state::wall_clock_ms;
use crate::studio::logic::id_of;
use crate::studio::names;
use crate::studio::rules::title_of;
use crate::studio::store::TakeEnd;
use crate::words::studio_edits as words;
use crate::work::{JobState, NewJob};
use ::credits::{current, regeneration_quote};
use engine::video::{Source, still};
use sha2::{Digest, Sha256};
use tokio::sync::Semaphore;
use uuid::Uuid;

/// How many stills are drawn at once; further ones wait their turn, none is refused.
static STILLS: Semaphore = Semaphore::const_new(2);
/// The short side of a still.
const STILL_SIDE: u32 = 540;

/// The hash that tells edits apart: equal for all edits that give the same video.
pub fn hash_of(edit: &Edit) -> Result<String, AppError> {
    let text = serde_json::to_string(&edit.canonical()).map_err(AppError::internal)?;
    Ok(hex::encode(Sha256::digest(text)))
}

/// The account's own finished take.
pub async fn bench(app: &App, account: &Account, take: &str) -> Result<Bench, AppError> {
    let bench = Bench::of(app, &account.id, id_of(take)?).await?;
    match bench.take.state {
        TakeEnd::Delivered => Ok(bench),
        _ => Err(AppError::NotFound),
    }
}

/// What came of saving an edit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Saved {
    /// It is, or already was, this version.
    Version(Uuid),
    /// It changes nothing: the take itself is what was asked for.
    Original,
    Refused(Problem),
}

/// Saves an edit as a version of its take and has it rendered, unless that version is there or being made already.
pub async fn save(
    app: &App,
    account: &Account,
    take: &str,
    form: &EditForm,
) -> Result<Saved, AppError> {
    let bench = bench(app, account, take).await?;
    let edit = match form.read(&bench.original) {
        Ok(edit) => edit,
        Err(problem) => return Ok(Saved::Refused(problem)),
    };
    if edit == bench.original.edit {
        return Ok(Saved::Original);
    }
    let new = NewVersion {
        account: &account.id,
        take: bench.take.id,
        hash: &hash_of(&edit)?,
        edit: &edit,
        now_ms: wall_clock_ms(),
    };
    let version = app.versions.add(new).await?;
    enqueue(app, &bench, &version).await?;
    Ok(Saved::Version(version.id))
}

async fn enqueue(app: &App, bench: &Bench, version: &Version) -> Result<(), AppError> {
    if version.video.is_some() {
        return Ok(());
    }
    let before = app.jobs.get(renders::job_id(version)).await?;
    let attempt = match before {
        None => version.attempt,
        Some(job) if !job.state.ended() => return Ok(()),
        // What failed or was called off is tried again by a job of its own.
        Some(_) => {
            let (id, seen) = (version.id, version.attempt);
            app.versions.next_attempt(id, seen).await?
        }
    };
    let version = Version {
        attempt,
        ..version.clone()
    };
    let mut frames_total = frames(version.edit.length());
    if bench.plate(app).await?.is_none() {
        frames_total += bench.frames();
    }
    let job = NewJob {
        id: renders::job_id(&version),
        kind: crate::work::JobKind::Edit,
        account: version.account,
        payload: renders::payload(&version),
        frames_total,
        limits: crate::work::Limits::default(),
    };
    app.jobs.enqueue(job).await?;
    app.events.tell(&version.account, renders::news(bench));
    Ok(())
}

/// The account's own version of a take.
pub async fn version(
    app: &App,
    account: &Account,
    take: &str,
    id: &str,
) -> Result<Version, AppError> {
    let (take, found) = (
        id_of(take)?,
        app.versions.get(&account.id, id_of(id)?).await?,
    );
    found
        .filter(|version| version.take == take)
        .ok_or(AppError::NotFound)
}

/// Calls a version off. What waits ends now, what runs at its next pulse; one that is ready stays.
pub async fn cancel(app: &App, account: &Account, take: &str, id: &str) -> Result<(), AppError> {
    let version = version(app, account, take, id).await?;
    app.jobs.cancel(renders::job_id(&version)).await?;
    let bench = Bench::of(app, &account.id, version.take).await?;
    app.events.tell(&account.id, renders::news(&bench));
    Ok(())
}

/// All versions of a take.
pub async fn versions(app: &App, account: &Account, bench: &Bench) -> Result<Versions, AppError> {
    let original = &bench.original;
    let mut list = vec![VersionView {
        id: None,
        name: words::original().to_owned(),
        difference: words::as_animated().to_owned(),
        format: original.edit.format,
        state: VersionState::Ready,
        form: EditForm::from(&original.edit),
    }];
    for version in app.versions.list(&account.id, bench.take.id).await? {
        list.push(VersionView {
            id: Some(version.id.to_string()),
            name: words::version(version.number),
            difference: original.difference(&version.edit),
            format: version.edit.format,
            state: state_of(app, &version).await?,
            form: EditForm::from(&version.edit),
        });
    }
    Ok(Versions { list })
}

async fn state_of(app: &App, version: &Version) -> Result<VersionState, AppError> {
    if version.video.is_some() {
        return Ok(VersionState::Ready);
    }
    // A version without a job is one whose request broke off before it was queued.
    let Some(job) = app.jobs.get(renders::job_id(version)).await? else {
        return Ok(failed(None));
    };
    Ok(match job.state {
        JobState::Queued => VersionState::Waiting {
            ahead: app.jobs.place(job.id).await?.ahead,
        },
        JobState::Running => VersionState::Rendering {
            percent: (job.frames_done * 100 / job.frames_total.max(1)).min(99),
        },
        JobState::Done | JobState::Failed => failed(job.problem),
        JobState::Cancelled => VersionState::Cancelled,
    })
}

fn failed(problem: Option<String>) -> VersionState {
    VersionState::Failed {
        problem: problem.unwrap_or_else(|| words::version_failed().to_owned()),
    }
}

/// Everything the page of a take's edits begins with. `form` is what stands in the fields: the original's where it is
/// none.
pub async fn start(
    app: &App,
    account: &Account,
    take: &str,
    form: Option<EditForm>,
    problem: Option<Problem>,
) -> Result<EditorStart, AppError> {
    let bench = bench(app, account, take).await?;
    let lists = app.ledger.price_lists().await?;
    let price_list = current(&lists, account.now())
        .ok_or_else(|| AppError::internal("there is no price list"))?;
    let settings = bench.animation.settings;
    Ok(EditorStart {
        owner: account.id.to_string(),
        take: bench.take.id.to_string(),
        scene: bench.animation.scene.to_string(),
        animation: bench.animation.root.to_string(),
        title: title_of(&bench.animation.snapshot),
        number: bench.take.number,
        form: form.unwrap_or_else(|| EditForm::from(&bench.original.edit)),
        problem,
        versions: versions(app, account, &bench).await?,
        price_of_one: regeneration_quote(price_list, settings).total,
        settings: words::settings(
            names::duration(settings.duration),
            settings.resolution.label(),
        ),
        original: bench.original,
    })
}

/// One moment of an edit as it will look, as PNG: its poster frame.
pub async fn preview(
    app: &App,
    account: &Account,
    take: &str,
    form: &EditForm,
) -> Result<Vec<u8>, AppError> {
    let bench = bench(app, account, take).await?;
    let edit = form
        .read(&bench.original)
        .map_err(|problem| AppError::invalid(problem.field, problem.sentence))?;
    let edit = bench.for_engine(&edit);
    let (format, size) = bench.picture();
    let plate = match bench.plate(app).await? {
        Some(key) => Some(app.media.get(&key).await.map_err(AppError::internal)?),
        None => None,
    };
    let scene = match &plate {
        None => Some(bench.scene(app, account).await?),
        Some(_) => None,
    };
    let _turn = STILLS.acquire().await.map_err(AppError::internal)?;
    let drawing = tokio::task::spawn_blocking(move || {
        let source = match (&plate, &scene) {
            (Some(mp4), _) => Source::Plate(mp4, size),
            (None, Some((scene, assets))) => Source::Scene(scene, assets),
            (None, None) => return Err("there is nothing to draw".to_owned()),
        };
        still(source, format, &edit, edit.poster, STILL_SIDE).map_err(|cause| cause.to_string())
    });
    let drawn = drawing.await.map_err(AppError::internal)?;
    drawn.map_err(AppError::internal)
}
