//! The pictures beside the statement's lines: of the video that a line is about, where one is there.

use crate::accounts::Account;
use crate::clips::{renders, small_poster};
use crate::error::AppError;
use crate::server::App;
use ::credits::Entry;
use std::collections::HashMap;
use uuid::Uuid;

/// The address of a picture for each link of these entries that has one.
pub type Pictures = HashMap<String, String>;

/// Looks the pictures up, each link once.
pub async fn of(app: &App, account: &Account, entries: &[Entry]) -> Result<Pictures, AppError> {
    let mut pictures = Pictures::new();
    let mut without: Vec<&str> = Vec::new();
    for link in entries
        .iter()
        .filter_map(|entry| entry.note.link.as_deref())
    {
        if pictures.contains_key(link) || without.contains(&link) {
            continue;
        }
        match picture(app, account, link).await? {
            Some(picture) => {
                pictures.insert(link.to_owned(), picture);
            }
            None => without.push(link),
        }
    }
    Ok(pictures)
}

async fn picture(app: &App, account: &Account, link: &str) -> Result<Option<String>, AppError> {
    if let Some(clip) = link.strip_prefix("/clips/").and_then(|id| id.parse().ok()) {
        return of_clip(app, account, clip).await;
    }
    let animation = link
        .strip_prefix("/studio/")
        .and_then(|rest| rest.split_once("?animation="))
        .and_then(|(_, id)| id.parse().ok());
    match animation {
        Some(animation) => of_animation(app, account, animation).await,
        None => Ok(None),
    }
}

/// The poster of the version that was asked for last and is rendered.
async fn of_clip(app: &App, account: &Account, clip: Uuid) -> Result<Option<String>, AppError> {
    for version in app.clips.versions(&account.id, clip).await? {
        if renders::files(app, &account.id, &version.hash)
            .await?
            .is_some()
        {
            return Ok(Some(small_poster(clip, &version.hash)));
        }
    }
    Ok(None)
}

/// The still of the first take that was delivered.
async fn of_animation(
    app: &App,
    account: &Account,
    animation: Uuid,
) -> Result<Option<String>, AppError> {
    let takes = app.studio.takes(&account.id, animation).await?;
    let shown = takes.into_iter().find(|take| take.poster.is_some());
    Ok(shown.map(|take| crate::studio::still_of(take.id)))
}
