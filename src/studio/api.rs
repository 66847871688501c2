//! The Studio's server functions. Each asks who calls before anything else.

use super::rules::{
    AgainAsk, AnimateAsk, FavouriteAsk, OrderAnswer, PreviewAsk, Previewed, RunView, Saved,
    SceneDraft, SceneNow,
};
use crate::error::AppError;
use leptos::prelude::*;
use leptos::server_fn::codec::Json;

/// Keeps a draft; the first time, this makes the scene.
#[server(endpoint = "studio/save", input = Json)]
pub async fn save(draft: SceneDraft) -> Result<Saved, AppError> {
    let (app, account) = crate::accounts::current().await?;
    super::logic::save(&app, &account, draft).await
}

/// What a scene says by now.
#[server(endpoint = "studio/scene", input = Json)]
pub async fn read_scene(scene: String) -> Result<SceneNow, AppError> {
    let (app, account) = crate::accounts::current().await?;
    super::logic::scene_now(&app, &account, &scene).await
}

/// Goes from one preview of a scene to another, and keeps both.
#[server(endpoint = "studio/preview", input = Json)]
pub async fn preview(ask: PreviewAsk) -> Result<Previewed, AppError> {
    let (app, account) = crate::accounts::current().await?;
    super::logic::preview(&app, &account, ask).await
}

/// Marks a video as a favourite, or no longer.
#[server(endpoint = "studio/favourite", input = Json)]
pub async fn favourite(ask: FavouriteAsk) -> Result<(), AppError> {
    let (app, account) = crate::accounts::current().await?;
    super::logic::favourite(&app, &account, &ask).await?;
    Ok(())
}

/// Orders the videos of a scene: their total goes on hold.
#[server(endpoint = "studio/animate", input = Json)]
pub async fn animate(ask: AnimateAsk) -> Result<OrderAnswer, AppError> {
    let (app, account) = crate::accounts::current().await?;
    super::logic::animate(app, account, ask).await
}

/// One more take of a video: the free one, or a further order.
#[server(endpoint = "studio/again", input = Json)]
pub async fn again(ask: AgainAsk) -> Result<OrderAnswer, AppError> {
    let (app, account) = crate::accounts::current().await?;
    super::logic::again(app, account, ask).await
}

/// How an animation stands.
#[server(endpoint = "studio/status", input = Json)]
pub async fn status(animation: String) -> Result<RunView, AppError> {
    let (app, account) = crate::accounts::current().await?;
    super::logic::status(&app, &account, &animation).await
}

/// Cancels what has not ended; what is held for it comes back.
#[server(endpoint = "studio/cancel", input = Json)]
pub async fn cancel(animation: String) -> Result<RunView, AppError> {
    let (app, account) = crate::accounts::current().await?;
    super::logic::cancel(&app, &account, &animation).await
}
