//! `/account`: what an account may set about itself. Plain forms: they need no script.

use super::recovery::letters;
use super::settings_view::{AccountPage, Said, Standing};
use super::{Account, SignedIn, address, logic};
use crate::app::appearance::Appearance;
use crate::app::{Page, render};
use crate::error::AppError;
use crate::server::state::wall_clock_ms;
use crate::server::{App, form};
use crate::ui::date::Zone;
use crate::words::accounts as words;
use axum::Router;
use axum::extract::{Query, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use leptos::prelude::*;
use serde::Deserialize;
use tower_sessions::Session;

pub fn routes() -> Router<App> {
    Router::new()
        .route("/account", get(show))
        .route("/account/time-zone", get(to_settings).post(set_time_zone))
        .route("/account/password", get(to_settings).post(change_password))
        .route("/account/browsers", post(end_elsewhere))
}

/// A form that was refused is shown at its own address. Whoever loads that again, or comes back to it from signing in, finds
/// the settings.
pub async fn to_settings() -> Redirect {
    Redirect::to("/account")
}

#[derive(Deserialize)]
struct Shown {
    saved: Option<String>,
}

async fn show(
    State(app): State<App>,
    SignedIn(account): SignedIn,
    Query(shown): Query<Shown>,
    request: Request,
) -> Result<Response, AppError> {
    let said = match shown.saved.as_deref() {
        Some("appearance") => Said::AppearanceSaved,
        Some("password") => Said::PasswordSet,
        Some("browsers") => Said::SignedOutElsewhere,
        Some("asked") => Said::AddressAsked,
        Some("withdrawn") => Said::AddressKept,
        Some("address") => Said::AddressChanged,
        Some(_) => Said::Saved,
        None => Said::Nothing,
    };
    page(app, account, said, request).await
}

#[derive(Deserialize)]
struct Wanted {
    #[serde(default)]
    time_zone: String,
}

async fn set_time_zone(
    State(app): State<App>,
    SignedIn(account): SignedIn,
    request: Request,
) -> Result<Response, AppError> {
    let (wanted, request) = match form::read::<Wanted>(request).await {
        Ok(read) => read,
        Err(unreadable) => return Ok(unreadable),
    };
    let Some(zone) = Zone::named(&wanted.time_zone) else {
        let mut response = page(app, account, Said::NoSuchZone, request).await?;
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
        return Ok(response);
    };
    app.accounts.set_zone(&account.id, &zone).await?;
    Ok(Redirect::to("/account?saved=yes").into_response())
}

#[derive(Deserialize)]
struct Passwords {
    #[serde(default)]
    current_password: String,
    #[serde(default)]
    new_password: String,
}

async fn change_password(
    State(app): State<App>,
    SignedIn(account): SignedIn,
    session: Session,
    request: Request,
) -> Result<Response, AppError> {
    let (passwords, request) = match form::read::<Passwords>(request).await {
        Ok(read) => read,
        Err(unreadable) => return Ok(unreadable),
    };
    let Passwords {
        current_password,
        new_password,
    } = passwords;
    let changed =
        logic::change_password(&app, &session, &account, current_password, new_password).await;
    match changed {
        Ok(()) => Ok(Redirect::to("/account?saved=password").into_response()),
        Err(problem @ (AppError::Invalid { .. } | AppError::TooMany { .. })) => {
            let said = Said::PasswordRefused(problem.clone());
            let mut response = page(app, account, said, request).await?;
            problem.mark(&mut response);
            Ok(response)
        }
        Err(error) => Err(error),
    }
}

async fn end_elsewhere(
    State(app): State<App>,
    SignedIn(account): SignedIn,
    session: Session,
) -> Result<Response, AppError> {
    logic::end_elsewhere(&app, &session, &account).await?;
    Ok(Redirect::to("/account?saved=browsers").into_response())
}

/// The page, with what it says of the form that led to it.
pub(in crate::accounts) async fn page(
    app: App,
    account: Account,
    said: Said,
    request: Request,
) -> Result<Response, AppError> {
    let standing = Standing {
        account: account.clone(),
        browsers: app.accounts.browsers(&account.id, wall_clock_ms()).await?,
        waiting: address::waiting(&app, &account.id).await?,
        letters: letters(&app),
        appearance: Appearance::of(request.headers()),
    };
    let page = Page::titled(words::account());
    let view =
        move || view! { <AccountPage standing=standing.clone() said=said.clone()/> }.into_any();
    Ok(render(app, SignedIn(account).into(), request, page, view).await)
}
