//! `/studio` and `/studio/{id}`: a scene, or what became of it.

use super::rules::FavouriteAsk;
use super::run_board::RunBoard;
use super::scene_editor::SceneEditor;
use super::{files, introduction, logic};
use crate::accounts::{Account, SignedIn, Visitor};
use crate::app::{Bundle, Page, Section, render};
use crate::error::AppError;
use crate::library::{AiVideos, AiVideosStrip};
use crate::server::App;
use crate::server::router::error_page;
use crate::words::studio as words;
use axum::extract::{Path, Query, Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Form, Router};
use leptos::prelude::*;
use serde::Deserialize;

pub fn routes() -> Router<App> {
    Router::new()
        .route("/studio", get(fresh))
        .route("/studio/{id}", get(scene))
        .route("/studio/{id}/still", get(files::scene_still))
        .route("/studio/takes/{id}/still", get(files::take_still))
        .route("/studio/takes/{id}/video", get(files::take_video))
        .route("/studio/takes/{id}/download", get(files::take_download))
        .route("/studio/takes/{id}/remix", post(remix))
        .route("/studio/takes/{id}/favourite", post(favourite))
        .route("/studio/animations/{id}/download", get(files::download_all))
}

/// Which side of a scene is asked for.
#[derive(Debug, Default, Deserialize)]
struct Wanted {
    /// `scene` asks for the editor although there are videos.
    view: Option<String>,
    /// One of the scene's animations; the latest without it.
    animation: Option<String>,
}

/// A fresh draft, of which nothing is written until it is edited. Whoever has no account reads what the Studio does.
async fn fresh(State(app): State<App>, visitor: Visitor, request: Request) -> Response {
    match visitor.account {
        Some(account) => edit(app, account, None, request).await,
        None => introduction::show(app, request).await,
    }
}

async fn scene(
    State(app): State<App>,
    SignedIn(account): SignedIn,
    Path(id): Path<String>,
    Query(wanted): Query<Wanted>,
    request: Request,
) -> Response {
    match shown_animation(&app, &account, &id, &wanted).await {
        Ok(None) => edit(app, account, Some(id), request).await,
        Ok(Some(animation)) => results(app, account, &animation, request).await,
        Err(error) => error_page(app, account, error, request).await,
    }
}

/// The animation to show for a scene; none if its editor is wanted or there is nothing else.
async fn shown_animation(
    app: &App,
    account: &Account,
    scene: &str,
    wanted: &Wanted,
) -> Result<Option<String>, AppError> {
    let scene = logic::id_of(scene)?;
    if wanted.view.as_deref() == Some("scene") {
        return Ok(None);
    }
    let all = app.studio.animations(&account.id, scene).await?;
    match &wanted.animation {
        None => Ok(all.first().map(|latest| latest.id.to_string())),
        Some(id) => all
            .iter()
            .map(|one| one.id.to_string())
            .find(|one| one == id)
            .map(Some)
            .ok_or(AppError::NotFound),
    }
}

async fn edit(app: App, account: Account, id: Option<String>, request: Request) -> Response {
    let read = async {
        Ok::<_, AppError>((
            logic::editor_start(&app, &account, id.as_deref()).await?,
            AiVideos::of(&app, &account).await?,
        ))
    };
    match read.await {
        Ok((start, videos)) => {
            let page = Page::titled(words::ai_studio())
                .within(Section::Studio)
                .woken_by(Bundle::Studio);
            let visitor = Visitor::from(SignedIn(account));
            render(app, visitor, request, page, move || {
                let (start, videos) = (start.clone(), videos.clone());
                view! { <main id="main"><SceneEditor start/><AiVideosStrip videos/></main> }
                    .into_any()
            })
            .await
        }
        Err(error) => error_page(app, account, error, request).await,
    }
}

async fn results(app: App, account: Account, animation: &str, request: Request) -> Response {
    match logic::status(&app, &account, animation).await {
        Ok(run) => {
            let page = Page::titled(run.title.clone())
                .within(Section::Studio)
                .woken_by(Bundle::Studio);
            let visitor = Visitor::from(SignedIn(account));
            render(app, visitor, request, page, move || {
                let start = run.clone();
                view! { <main id="main"><RunBoard start/></main> }.into_any()
            })
            .await
        }
        Err(error) => error_page(app, account, error, request).await,
    }
}

/// Opens a take as a new scene.
async fn remix(
    State(app): State<App>,
    SignedIn(account): SignedIn,
    Path(id): Path<String>,
) -> Response {
    match logic::remix(&app, &account, &id).await {
        Ok(scene) => Redirect::to(&format!("/studio/{scene}")).into_response(),
        Err(error) => error.into_response(),
    }
}

/// What the form of a star carries before the page is awake.
#[derive(Debug, Deserialize)]
struct Star {
    favourite: bool,
}

/// Marks a video as a favourite, or no longer, and shows its page again.
async fn favourite(
    State(app): State<App>,
    SignedIn(account): SignedIn,
    Path(take): Path<String>,
    Form(Star { favourite }): Form<Star>,
) -> Response {
    let ask = FavouriteAsk { take, favourite };
    match marked(&app, &account, &ask).await {
        Ok(page) => Redirect::to(&page).into_response(),
        Err(error) => error.into_response(),
    }
}

/// Marks it, and answers where it is shown.
async fn marked(app: &App, account: &Account, ask: &FavouriteAsk) -> Result<String, AppError> {
    let take = logic::favourite(app, account, ask).await?;
    let root = logic::animation_of(app, &account.id, take.root).await?;
    Ok(logic::page_of(&root))
}
