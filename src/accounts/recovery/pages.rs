//! `/forgot` and `/reset`: plain forms, they need no script.

use super::logic::{self, LINK};
use super::view::{Filled, ForgotPage, Letters, LinkSpentPage, NewPasswordPage};
use crate::accounts::Visitor;
use crate::accounts::pages::{SignInLimits, way_on};
use crate::app::{Page, render};
use crate::error::AppError;
use crate::server::limits::{Limit, client_of};
use crate::server::{App, form};
use crate::words::accounts as words;
use axum::extract::{Path, Query, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use axum::{Extension, Router};
use leptos::prelude::*;
use serde::Deserialize;
use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;
use tower_sessions::Session;

/// Where somebody goes whose password has been set.
const DONE: &str = "/account?saved=password";

/// Tighter than the door's: each one sends a letter to somebody, who may not have asked.
fn limits() -> SignInLimits {
    const ADDRESS_BURST: NonZeroU32 = NonZeroU32::new(3).expect("not zero");
    SignInLimits {
        addresses: Limit::new(ADDRESS_BURST, Duration::from_secs(300)),
        ..SignInLimits::default()
    }
}

pub fn routes() -> Router<App> {
    Router::new()
        .route("/forgot", get(show_forgot).post(ask))
        .route("/reset", get(show_reset).post(set_password))
        .route("/reset/{token}", get(come_in))
        .layer(Extension(Arc::new(limits())))
}

#[derive(Deserialize)]
struct Arrived {
    asked: Option<String>,
}

#[derive(Deserialize)]
struct Address {
    #[serde(default)]
    email: String,
}

#[derive(Deserialize)]
struct Wanted {
    #[serde(default)]
    password: String,
}

/// Where the letters of this installation can be read.
pub fn letters(app: &App) -> Letters {
    match app.post.way() {
        Some(way) if way.is_lab() => Letters::InTheLab,
        Some(_) => Letters::Mailed,
        None => Letters::Nowhere,
    }
}

async fn show_forgot(
    State(app): State<App>,
    Query(arrived): Query<Arrived>,
    request: Request,
) -> Response {
    let asked = arrived.asked.is_some();
    forgot(app, request, asked, Filled::default()).await
}

async fn ask(
    State(app): State<App>,
    Extension(limits): Extension<Arc<SignInLimits>>,
    request: Request,
) -> Response {
    let (address, request) = match form::read::<Address>(request).await {
        Ok(read) => read,
        Err(unreadable) => return unreadable,
    };
    if letters(&app) == Letters::Nowhere {
        return Redirect::to("/forgot").into_response();
    }
    let (parts, body) = request.into_parts();
    let client = client_of(&parts);
    let attempt = async {
        limits.clients.count(&client)?;
        limits
            .addresses
            .count(&address.email.trim().to_lowercase())?;
        logic::ask(&app, &address.email).await
    };
    match attempt.await {
        Ok(()) => Redirect::to("/forgot?asked=yes").into_response(),
        Err(problem) => {
            let filled = Filled {
                email: address.email,
                problem: Some(problem),
            };
            forgot(app, Request::from_parts(parts, body), false, filled).await
        }
    }
}

/// Takes the token out of the address at once: what is written to us from the page, say, names its address.
async fn come_in(
    State(app): State<App>,
    session: Session,
    Path(token): Path<String>,
) -> Result<Response, AppError> {
    logic::come_in(&app, &session, &token).await?;
    Ok(Redirect::to("/reset").into_response())
}

async fn show_reset(
    State(app): State<App>,
    session: Session,
    request: Request,
) -> Result<Response, AppError> {
    let hash = LINK.of(&session).await?;
    reset(app, request, &hash, None).await
}

async fn set_password(
    State(app): State<App>,
    session: Session,
    request: Request,
) -> Result<Response, AppError> {
    let (wanted, request) = match form::read::<Wanted>(request).await {
        Ok(read) => read,
        Err(unreadable) => return Ok(unreadable),
    };
    let hash = LINK.of(&session).await?;
    let Some(account) = logic::admitted(&app, &hash).await? else {
        return reset(app, request, &hash, None).await;
    };
    match logic::set_password(&app, &hash, wanted.password).await {
        Ok(true) => {
            LINK.forget(&session).await?;
            crate::accounts::logic::begin(&session, &account).await?;
            Ok(way_on(&app, &session, &account, DONE).await)
        }
        Ok(false) => reset(app, request, &hash, None).await,
        Err(problem) => reset(app, request, &hash, Some(problem)).await,
    }
}

async fn forgot(app: App, request: Request, asked: bool, filled: Filled) -> Response {
    let letters = letters(&app);
    let problem = filled.problem.clone();
    let page = Page::titled(words::forgot_your_password()).bare();
    let mut response = render(app, Visitor::default(), request, page, move || {
        view! { <ForgotPage letters asked filled=filled.clone()/> }.into_any()
    })
    .await;
    if let Some(problem) = problem {
        problem.mark(&mut response);
    }
    response
}

/// The form of the link with that hash, or that there is none any more.
async fn reset(
    app: App,
    request: Request,
    hash: &str,
    problem: Option<AppError>,
) -> Result<Response, AppError> {
    let nobody = Visitor::default();
    let Some(account) = logic::admitted(&app, hash).await? else {
        let page = Page::titled(words::link_spent()).bare();
        let view = || view! { <LinkSpentPage/> }.into_any();
        let mut response = render(app, nobody, request, page, view).await;
        *response.status_mut() = StatusCode::GONE;
        return Ok(response);
    };
    let shown = problem.clone();
    let page = Page::titled(words::choose_a_new_password()).bare();
    let mut response = render(app, nobody, request, page, move || {
        view! { <NewPasswordPage email=account.email.clone() problem=shown.clone()/> }.into_any()
    })
    .await;
    if let Some(problem) = problem {
        problem.mark(&mut response);
    }
    Ok(response)
}
