//! What the editor asks of the server.

use super::rules::ClipInputs;
use super::status::{ClipStatus, Draft};
use crate::error::AppError;
use leptos::prelude::*;
use leptos::server_fn::codec::Json;

/// Keeps a draft. Free, and safe to repeat.
#[server(endpoint = "clips/save", input = Json)]
pub async fn save_clip(draft: Draft) -> Result<(), AppError> {
    let (app, account) = crate::accounts::current().await?;
    super::logic::save(&app, &account, draft).await.map(drop)
}

/// Keeps a draft and asks for its preview. Free; the same version twice is rendered once.
#[server(endpoint = "clips/preview", input = Json)]
pub async fn preview_clip(draft: Draft) -> Result<ClipStatus, AppError> {
    let (app, account) = crate::accounts::current().await?;
    super::logic::preview(&app, &account, draft).await
}

/// What a clip's fields say by now, for a page that is told they were changed elsewhere.
#[server(endpoint = "clips/inputs", input = Json)]
pub async fn read_inputs(clip: String) -> Result<ClipInputs, AppError> {
    let (app, account) = crate::accounts::current().await?;
    let id = clip.parse().map_err(|_| AppError::NotFound)?;
    Ok(super::logic::clip(&app, &account, id).await?.inputs)
}

/// Where a clip stands.
#[server(endpoint = "clips/status", input = Json)]
pub async fn read_status(clip: String) -> Result<ClipStatus, AppError> {
    let (app, account) = crate::accounts::current().await?;
    super::logic::status(
        &app,
        &account,
        clip.parse().map_err(|_| AppError::NotFound)?,
    )
    .await
}

/// Ends the render of a version.
#[server(endpoint = "clips/cancel", input = Json)]
pub async fn cancel_render(clip: String, version: String) -> Result<ClipStatus, AppError> {
    let (app, account) = crate::accounts::current().await?;
    super::logic::cancel(
        &app,
        &account,
        clip.parse().map_err(|_| AppError::NotFound)?,
        &version,
    )
    .await
}
