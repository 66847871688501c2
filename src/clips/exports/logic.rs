//! Files of a version on the server: asked for, followed, called off. They come with the one download, so nothing in
//! here moves a credit.

use super::renders;
use super::rules::{ExportKind, ExportState, FileView, FilesView};
use super::store::{Export, Wanted};
use crate::accounts::Account;
use crate::clips::downloads;
use crate::clips::rules::shown_title;
use crate::clips::store::{Clip, Version};
use crate::error::AppError;
use crate::live::News;
use crate::media::MediaKey;
use crate::server::App;
use crate::words::clips_exports as words;
use crate::work::{JobKind, JobState, Limits, NewJob};

/// A downloaded version.
pub struct Owned {
    pub clip: Clip,
    pub version: Version,
}

/// The account's own version; none where it is not downloaded yet.
///
/// # Errors
/// `NotFound` for everybody but its owner.
pub async fn owned(
    app: &App,
    account: &Account,
    clip: &str,
    version: &str,
) -> Result<Option<Owned>, AppError> {
    let clip = clip.parse().map_err(|_| AppError::NotFound)?;
    let (clip, version) = downloads::find(app, account, clip, version).await?;
    let right = app.ledger.right(&account.id, &version.hash).await?;
    Ok(right.map(|_| Owned { clip, version }))
}

fn wanted(account: &Account, of: &Owned, kind: ExportKind) -> Wanted {
    Wanted {
        account: account.id,
        version: of.version.hash.clone(),
        kind,
    }
}

/// Has a file made, unless it is there or being made.
pub async fn ask(
    app: &App,
    account: &Account,
    of: &Owned,
    kind: ExportKind,
) -> Result<(), AppError> {
    if file(app, account, of, kind).await?.is_some() {
        return Ok(());
    }
    if kind == ExportKind::Poster {
        // The poster is made with the video.
        return crate::clips::renders::ask(app, &account.id, of.clip.id, &of.version.hash).await;
    }
    let wanted = wanted(account, of, kind);
    let export = app.exports.get(&wanted).await?;
    let seen = export.map_or(0, |export| export.attempt);
    let attempt = match app.jobs.get(renders::job_id(&wanted, seen)).await? {
        Some(job) if !job.state.ended() => return Ok(()),
        // A request that broke off before its job was queued is taken up again.
        None if seen > 0 => seen,
        // What failed, was called off or is gone is made by a job of its own.
        _ => app.exports.next_attempt(&wanted, seen).await?,
    };
    let job = NewJob {
        id: renders::job_id(&wanted, attempt),
        kind: JobKind::Export,
        account: account.id,
        payload: renders::payload(of.clip.id, &wanted)?,
        frames_total: renders::frames(&of.version.inputs, kind)?,
        limits: Limits::default(),
    };
    app.jobs.enqueue(job).await?;
    tell(app, account, of);
    Ok(())
}

/// Calls a file off. What waits ends now, what runs at its next pulse; one that is ready stays.
pub async fn cancel(
    app: &App,
    account: &Account,
    of: &Owned,
    kind: ExportKind,
) -> Result<(), AppError> {
    if kind == ExportKind::Poster {
        return crate::clips::renders::cancel(app, &account.id, &of.version.hash).await;
    }
    let wanted = wanted(account, of, kind);
    if let Some(export) = app.exports.get(&wanted).await? {
        let job = renders::job_id(&wanted, export.attempt);
        app.jobs.cancel(job).await?;
        tell(app, account, of);
    }
    Ok(())
}

fn tell(app: &App, account: &Account, of: &Owned) {
    let clip = of.clip.id.to_string();
    app.events.tell(&account.id, News::Render { clip });
}

/// Where a file is, and how long; none if it has to be made (again).
pub async fn file(
    app: &App,
    account: &Account,
    of: &Owned,
    kind: ExportKind,
) -> Result<Option<(MediaKey, u64)>, AppError> {
    let key = if kind == ExportKind::Poster {
        let files = crate::clips::renders::files(app, &account.id, &of.version.hash).await?;
        files.map(|files| files.poster)
    } else {
        let export = app.exports.get(&wanted(account, of, kind)).await?;
        export.and_then(|export| export.file).map(|(key, _)| key)
    };
    let Some(key) = key else {
        return Ok(None);
    };
    match app.media.length(&key).await {
        Ok(bytes) => Ok(Some((key, bytes))),
        Err(object_store::Error::NotFound { .. }) => Ok(None),
        Err(cause) => Err(AppError::internal(cause)),
    }
}

/// All files of a version as they stand.
pub async fn view(app: &App, account: &Account, of: &Owned) -> Result<FilesView, AppError> {
    let asked = app.exports.list(&account.id, &of.version.hash).await?;
    let mut files = Vec::with_capacity(ExportKind::ALL.len());
    for &kind in ExportKind::ALL {
        let (width, height) = kind.size(of.version.inputs.format);
        let state = match file(app, account, of, kind).await? {
            Some((_, bytes)) => ExportState::Ready { bytes },
            None if kind == ExportKind::Poster => with_the_video(app, account, of).await?,
            None => {
                let export = asked.iter().find(|one| one.kind == kind);
                unmade(app, &wanted(account, of, kind), export).await?
            }
        };
        files.push(FileView {
            kind,
            width,
            height,
            state,
        });
    }
    Ok(FilesView {
        clip: of.clip.id.to_string(),
        version: of.version.hash.to_string(),
        title: shown_title(&of.clip.title, &of.version.inputs),
        number: of.version.number.unwrap_or(1),
        files,
    })
}

/// Where a poster stands that has to be made again: it comes with the video's own render.
async fn with_the_video(app: &App, account: &Account, of: &Owned) -> Result<ExportState, AppError> {
    use crate::clips::status::RenderStatus;
    let status = crate::clips::renders::status(app, &account.id, &of.version.hash).await?;
    Ok(match status {
        RenderStatus::None | RenderStatus::Ready { .. } => ExportState::Possible,
        RenderStatus::Queued { ahead } => ExportState::Waiting { ahead },
        RenderStatus::Running {
            frames_done,
            frames_total,
            ..
        } => ExportState::Making {
            percent: (frames_done * 100 / frames_total.max(1)).min(99),
        },
        RenderStatus::Failed { problem } => ExportState::Failed { problem },
    })
}

async fn unmade(
    app: &App,
    wanted: &Wanted,
    export: Option<&Export>,
) -> Result<ExportState, AppError> {
    let Some(export) = export else {
        return Ok(ExportState::Possible);
    };
    let job = app
        .jobs
        .get(renders::job_id(wanted, export.attempt))
        .await?;
    let Some(job) = job else {
        return Ok(ExportState::Possible);
    };
    Ok(match job.state {
        JobState::Queued => ExportState::Waiting {
            ahead: app.jobs.place(job.id).await?.ahead,
        },
        JobState::Running => ExportState::Making {
            percent: (job.frames_done * 100 / job.frames_total.max(1)).min(99),
        },
        JobState::Failed => ExportState::Failed {
            problem: job.problem.unwrap_or_else(|| words::failed().to_owned()),
        },
        JobState::Cancelled => ExportState::Cancelled,
        // It was made, and its file has gone since.
        JobState::Done => ExportState::Possible,
    })
}
