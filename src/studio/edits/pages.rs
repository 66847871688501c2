//! `/studio/takes/{id}/edit`: the edits of a finished take.

use super::editor::TakeEditor;
use super::files;
use super::logic::{self, Saved};
use super::rules::{EditForm, Problem};
use crate::accounts::{Account, SignedIn, Visitor};
use crate::app::{Bundle, Page, Section, render};
use crate::server::router::error_page;
use crate::server::{App, form};
use crate::words::studio_edits as words;
use axum::Router;
use axum::extract::{Path, Query, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use leptos::prelude::*;

pub fn routes() -> Router<App> {
    Router::new()
        .route("/studio/takes/{id}/edit", get(show).post(save))
        .route("/studio/takes/{id}/edit/still", get(files::still))
        .route("/studio/takes/{id}/versions", get(files::versions))
        .route(
            "/studio/takes/{id}/versions/{version}/video",
            get(files::video),
        )
        .route(
            "/studio/takes/{id}/versions/{version}/poster",
            get(files::poster),
        )
        .route(
            "/studio/takes/{id}/versions/{version}/download",
            get(files::download),
        )
        .route("/studio/takes/{id}/versions/{version}/cancel", post(cancel))
}

/// The page; an address with fields in it begins with those.
async fn show(
    State(app): State<App>,
    SignedIn(account): SignedIn,
    Path(take): Path<String>,
    Query(form): Query<EditForm>,
    request: Request,
) -> Response {
    let form = Some(form).filter(|form| *form != EditForm::default());
    page(app, account, &take, form, None, request).await
}

async fn page(
    app: App,
    account: Account,
    take: &str,
    form: Option<EditForm>,
    problem: Option<Problem>,
    request: Request,
) -> Response {
    let status = match problem {
        None => StatusCode::OK,
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
    };
    match logic::start(&app, &account, take, form, problem).await {
        Ok(start) => {
            let page = Page::titled(words::edit_video(start.number))
                .within(Section::Studio)
                .woken_by(Bundle::Studio);
            let visitor = Visitor::from(SignedIn(account));
            let body = move || {
                let start = start.clone();
                view! { <main id="main"><TakeEditor start/></main> }.into_any()
            };
            let mut response = render(app, visitor, request, page, body).await;
            *response.status_mut() = status;
            response
        }
        Err(error) => error_page(app, account, error, request).await,
    }
}

/// Saves the fields as a version. What cannot be saved stays in them, with what to do about it.
async fn save(
    State(app): State<App>,
    SignedIn(account): SignedIn,
    Path(take): Path<String>,
    request: Request,
) -> Response {
    let (form, request) = match form::read::<EditForm>(request).await {
        Ok(read) => read,
        Err(rejection) => return rejection,
    };
    match logic::save(&app, &account, &take, &form).await {
        Ok(Saved::Version(_)) => {
            let kept = form.query();
            Redirect::to(&format!("/studio/takes/{take}/edit?{kept}#versions-title"))
                .into_response()
        }
        Ok(Saved::Original) => Redirect::to(&format!("/studio/takes/{take}/edit")).into_response(),
        Ok(Saved::Refused(problem)) => {
            page(app, account, &take, Some(form), Some(problem), request).await
        }
        Err(error) => error_page(app, account, error, request).await,
    }
}

async fn cancel(
    State(app): State<App>,
    SignedIn(account): SignedIn,
    Path((take, version)): Path<(String, String)>,
    request: Request,
) -> Response {
    match logic::cancel(&app, &account, &take, &version).await {
        Ok(()) => {
            Redirect::to(&format!("/studio/takes/{take}/edit#versions-title")).into_response()
        }
        Err(error) => error_page(app, account, error, request).await,
    }
}
