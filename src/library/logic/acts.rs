//! Renaming, deleting, bringing back and copying. None of it moves a credit.

use crate::accounts::Account;
use crate::clips::rules::{shown_title, title};
use crate::clips::{self, version};
use crate::error::AppError;
use crate::library::rules::{Kind, Listed, copy_title, scene_title};
use crate::library::store::SceneEntry;
use crate::server::App;
use crate::server::state::wall_clock_ms;
use crate::studio;
use crate::studio::rules::SceneDraft;
use uuid::Uuid;

/// Gives an entry another title; an empty one goes back to what it is called by itself.
///
/// # Errors
/// `NotFound` if there is no such entry, or it is another account's.
pub async fn rename(
    app: &App,
    account: &Account,
    kind: Kind,
    id: Uuid,
    new: &str,
) -> Result<(), AppError> {
    let new = title(new).unwrap_or_default();
    let (kept, listed) = match kind {
        Kind::Clip => {
            let clip = app.clips.get(&account.id, id).await?;
            let clip = clip.ok_or(AppError::NotFound)?;
            let listed = version::listed(&new, &clip.inputs);
            (new, listed)
        }
        Kind::Scene => {
            let entry = scene_of(app, account, kind, id).await?;
            let listed = Listed::of_scene(&new, &entry.draft);
            (new, listed)
        }
        Kind::Animation => {
            let entry = scene_of(app, account, kind, id).await?;
            // An order keeps a title of its own, since its scene may change.
            let new = scene_title(&new, &entry.draft);
            let listed = Listed::of_scene(&new, &entry.draft);
            (new, listed)
        }
    };
    found(
        app.library
            .rename(&account.id, kind, id, &kept, &listed)
            .await?,
    )
}

/// Deletes an entry, or brings it back. Its files, and the rights to its versions, are untouched either way.
///
/// # Errors
/// `NotFound` if there is no such entry, or it is another account's.
pub async fn set_deleted(
    app: &App,
    account: &Account,
    kind: Kind,
    id: Uuid,
    deleted: bool,
) -> Result<(), AppError> {
    found(
        app.library
            .set_deleted(&account.id, kind, id, deleted.then(wall_clock_ms))
            .await?,
    )
}

/// A copy that was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Copied {
    /// A clip, or a scene.
    pub kind: Kind,
    pub id: Uuid,
}

/// Copies an entry: a clip with the same inputs, which is the same version and stays paid; a scene; or, of an
/// animation, its scene, free until it is animated.
///
/// # Errors
/// `NotFound` if there is no such entry, it is deleted, or it is another account's.
pub async fn duplicate(
    app: &App,
    account: &Account,
    kind: Kind,
    id: Uuid,
) -> Result<Copied, AppError> {
    match kind {
        Kind::Clip => duplicate_clip(app, account, id).await,
        Kind::Scene => {
            let entry = scene_of(app, account, kind, id).await?;
            let copy = new_scene(app, account, entry.draft.clone()).await?;
            let title = copy_title(&scene_title(&entry.title, &entry.draft));
            rename(app, account, Kind::Scene, copy, &title).await?;
            Ok(Copied {
                kind: Kind::Scene,
                id: copy,
            })
        }
        Kind::Animation => super::open_as_scene(app, account, kind, id)
            .await
            .map(|id| Copied {
                kind: Kind::Scene,
                id,
            }),
    }
}

async fn duplicate_clip(app: &App, account: &Account, id: Uuid) -> Result<Copied, AppError> {
    let source = clips::logic::clip(app, account, id).await?;
    let copy = Uuid::now_v7();
    let now = wall_clock_ms();
    let mut clip = source.clone();
    clip.id = copy;
    clip.title = copy_title(&shown_title(&source.title, &source.inputs));
    clip.updated_ms = now;
    if !app.clips.save(&account.id, &clip).await? {
        return Err(AppError::NotFound);
    }
    let hash = version::hash(&clip.inputs)?;
    // The same inputs are the same version: a finished preview shows at once, and a paid file is free here as well.
    if app.clips.version(&account.id, id, &hash).await?.is_some() {
        app.clips
            .add_version(copy, &hash, &clip.inputs, now)
            .await?;
    }
    if app.ledger.right(&account.id, &hash).await?.is_some() {
        app.clips.number_version(copy, &hash).await?;
    }
    Ok(Copied {
        kind: Kind::Clip,
        id: copy,
    })
}

/// Keeps a draft under a new id.
pub(super) async fn new_scene(
    app: &App,
    account: &Account,
    draft: SceneDraft,
) -> Result<Uuid, AppError> {
    let id = Uuid::now_v7();
    let draft = SceneDraft {
        id: id.to_string(),
        ..draft
    };
    studio::logic::save(app, account, draft).await?;
    Ok(id)
}

pub(super) async fn scene_of(
    app: &App,
    account: &Account,
    kind: Kind,
    id: Uuid,
) -> Result<SceneEntry, AppError> {
    app.library
        .scene(&account.id, kind, id)
        .await?
        .ok_or(AppError::NotFound)
}

fn found(there: bool) -> Result<(), AppError> {
    if there {
        Ok(())
    } else {
        Err(AppError::NotFound)
    }
}
