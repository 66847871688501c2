//! `/clips/{id}/files`: the other files of a downloaded version.

use super::board::FilesBoard;
use super::logic::{self, Owned};
use super::rules::{ExportKind, FilesView};
use crate::accounts::{Account, SignedIn};
use crate::app::{Bundle, render};
use crate::choices::InAddress;
use crate::clips::files::message;
use crate::clips::pages::section;
use crate::error::AppError;
use crate::media::delivery::{Disposition, deliver};
use crate::server::router::error_page;
use crate::server::{App, form};
use crate::words::clips_exports as words;
use axum::extract::{Path, Query, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use leptos::prelude::*;
use serde::Deserialize;

pub fn routes() -> Router<App> {
    Router::new()
        .route("/clips/{id}/files", get(show).post(ask))
        .route("/clips/{id}/files/state", get(state))
        .route("/clips/{id}/files/cancel", post(cancel))
        .route("/clips/{id}/files/{kind}", get(download))
}

/// Which version is meant.
#[derive(Debug, Deserialize)]
struct Which {
    #[serde(default)]
    version: String,
}

/// Which file of which version a form is about.
#[derive(Debug, Deserialize)]
struct Asked {
    version: String,
    kind: ExportKind,
}

async fn show(
    State(app): State<App>,
    SignedIn(account): SignedIn,
    Path(clip): Path<String>,
    Query(which): Query<Which>,
    request: Request,
) -> Response {
    let found = async {
        match logic::owned(&app, &account, &clip, &which.version).await? {
            Some(owned) => logic::view(&app, &account, &owned).await.map(Some),
            None => Ok(None),
        }
    };
    match found.await {
        Ok(Some(view)) => page(app, account, request, view).await,
        Ok(None) => unpaid(app, account, &clip, request).await,
        Err(error) => error_page(app, account, error, request).await,
    }
}

async fn page(app: App, account: Account, request: Request, view: FilesView) -> Response {
    let title = words::page_title(&view.title);
    let page = section(title).woken_by(Bundle::Editor);
    render(app, SignedIn(account).into(), request, page, move || {
        let view = view.clone();
        view! { <main id="main"><FilesBoard view/></main> }.into_any()
    })
    .await
}

/// What its page reads again while a file is on its way.
async fn state(
    State(app): State<App>,
    SignedIn(account): SignedIn,
    Path(clip): Path<String>,
    Query(which): Query<Which>,
) -> Result<Json<FilesView>, AppError> {
    let owned = logic::owned(&app, &account, &clip, &which.version).await?;
    let owned = owned.ok_or(AppError::NotFound)?;
    logic::view(&app, &account, &owned).await.map(Json)
}

async fn ask(
    State(app): State<App>,
    SignedIn(account): SignedIn,
    Path(clip): Path<String>,
    request: Request,
) -> Response {
    let (asked, request) = match form::read::<Asked>(request).await {
        Ok(read) => read,
        Err(rejection) => return rejection,
    };
    let done = async {
        match logic::owned(&app, &account, &clip, &asked.version).await? {
            Some(owned) => {
                logic::ask(&app, &account, &owned, asked.kind).await?;
                Ok(Some(owned))
            }
            None => Ok(None),
        }
    };
    match done.await {
        Ok(Some(owned)) => back(&owned, asked.kind),
        Ok(None) => unpaid(app, account, &clip, request).await,
        Err(error) => error_page(app, account, error, request).await,
    }
}

async fn cancel(
    State(app): State<App>,
    SignedIn(account): SignedIn,
    Path(clip): Path<String>,
    request: Request,
) -> Response {
    let (asked, request) = match form::read::<Asked>(request).await {
        Ok(read) => read,
        Err(rejection) => return rejection,
    };
    let done = async {
        let owned = logic::owned(&app, &account, &clip, &asked.version).await?;
        let owned = owned.ok_or(AppError::NotFound)?;
        logic::cancel(&app, &account, &owned, asked.kind).await?;
        Ok(owned)
    };
    match done.await {
        Ok(owned) => back(&owned, asked.kind),
        Err(error) => error_page(app, account, error, request).await,
    }
}

/// The file, for who has the right to its version. Takes nothing, ever.
async fn download(
    State(app): State<App>,
    SignedIn(account): SignedIn,
    Path((clip, kind)): Path<(String, String)>,
    Query(which): Query<Which>,
    request: Request,
) -> Response {
    let kind = ExportKind::slugs().find(|(slug, _)| *slug == kind);
    let found = async {
        let (_, kind) = kind.ok_or(AppError::NotFound)?;
        let Some(owned) = logic::owned(&app, &account, &clip, &which.version).await? else {
            return Ok(None);
        };
        let file = logic::file(&app, &account, &owned, kind).await?;
        let (key, _) = file.ok_or(AppError::NotFound)?;
        let title = crate::clips::rules::shown_title(&owned.clip.title, &owned.version.inputs);
        Ok(Some((key, kind.file_name(&title))))
    };
    match found.await {
        Ok(Some((key, name))) => {
            let disposition = Disposition::Attachment(name);
            deliver(&app.media, &key, request.headers(), disposition).await
        }
        Ok(None) => unpaid(app, account, &clip, request).await,
        Err(error) => error_page(app, account, error, request).await,
    }
}

/// Back to the row of the file.
fn back(owned: &Owned, kind: ExportKind) -> Response {
    let (clip, version) = (owned.clip.id, &owned.version.hash);
    Redirect::to(&format!(
        "/clips/{clip}/files?version={version}#{}",
        kind.slug()
    ))
    .into_response()
}

async fn unpaid(app: App, account: Account, clip: &str, request: Request) -> Response {
    message(
        app,
        account,
        request,
        StatusCode::FORBIDDEN,
        words::not_downloaded_yet(),
        words::not_downloaded_yet_why().to_owned(),
        format!("/clips/{clip}"),
    )
    .await
}
