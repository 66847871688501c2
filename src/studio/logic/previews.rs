//! Earlier previews of a scene: kept with each step to another one, so that none is ever lost by trying.

use super::scenes::{still_inputs, tell, write};
use super::{id_of, stills};
use crate::accounts::Account;
use crate::error::AppError;
use crate::media::upload_field::UploadView;
use crate::media::uploads;
use crate::server::App;
use crate::studio::rules::{PREVIEWS_KEPT, PreviewAsk, PreviewView, Previewed, SceneDraft};
use crate::studio::store::{NewPreview, Preview};
use crate::words::studio as words;
use ::credits::Timestamp;
use uuid::Uuid;

/// A time of day is enough for what was kept within this span.
const TODAY_MS: i64 = 12 * 60 * 60 * 1_000;

/// Goes from one preview to another: keeps the draft that stands there now, and both previews. Free, however often.
///
/// # Errors
/// `NotFound` where the scene or a photo is another account's; `Invalid` where the two are not of one scene or a text
/// is too long.
pub async fn preview(app: &App, account: &Account, ask: PreviewAsk) -> Result<Previewed, AppError> {
    let PreviewAsk { before, now } = ask;
    if before.id != now.id {
        return Err(AppError::invalid("id", words::previews_of_two_scenes()));
    }
    if let Some((field, sentence)) = before.too_long() {
        return Err(AppError::invalid(field, sentence));
    }
    let scene = id_of(&now.id)?;
    let (saved, changed) = write(app, account, now.clone()).await?;
    for draft in [&before, &now] {
        keep(app, account, scene, draft).await?;
    }
    tell(app, account, changed, now.id);
    Ok(Previewed {
        saved,
        previews: all(app, account, scene).await?,
    })
}

async fn keep(
    app: &App,
    account: &Account,
    scene: Uuid,
    draft: &SceneDraft,
) -> Result<(), AppError> {
    if draft.missing().is_some() {
        return Ok(());
    }
    let still = stills::name(&still_inputs(app, account, draft).await?);
    let preview = NewPreview {
        still: &still,
        draft,
        at: account.now(),
    };
    let kept = app
        .studio
        .keep_preview(&account.id, scene, preview, PREVIEWS_KEPT);
    Ok(kept.await?)
}

/// The previews of a scene as its page shows them, newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn all(app: &App, account: &Account, scene: Uuid) -> Result<Vec<PreviewView>, AppError> {
    let mut views = Vec::new();
    for preview in app.studio.previews(&account.id, scene).await? {
        let upload = upload_of(app, account, &preview.draft).await?;
        views.push(view(account, scene, preview, upload));
    }
    Ok(views)
}

pub async fn upload_of(
    app: &App,
    account: &Account,
    draft: &SceneDraft,
) -> Result<Option<UploadView>, AppError> {
    match draft.upload.as_deref() {
        None => Ok(None),
        Some(id) => match uploads::find(app, &account.id, id_of(id)?).await {
            Ok(upload) => Ok(Some(upload.view())),
            // A photo that was deleted leaves the words.
            Err(AppError::NotFound) => Ok(None),
            Err(error) => Err(error),
        },
    }
}

fn view(
    account: &Account,
    scene: Uuid,
    preview: Preview,
    upload: Option<UploadView>,
) -> PreviewView {
    PreviewView {
        number: preview.number,
        time: time(account, preview.at),
        still: stills::address(scene, &preview.still),
        draft: preview.draft,
        upload,
    }
}

fn time(account: &Account, at: Timestamp) -> String {
    let now = account.now();
    if now.ms() - at.ms() < TODAY_MS {
        account.zone.time(at)
    } else {
        account.zone.day_and_time(at, now)
    }
}
