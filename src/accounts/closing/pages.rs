//! `/account/delete` and `/goodbye`: plain forms, they need no script.

use super::logic::{self, Closed};
use super::view::{DeletePage, GoodbyePage, Refused};
use crate::accounts::{Account, SignedIn, Visitor};
use crate::app::{Page, render};
use crate::error::AppError;
use crate::server::{App, form};
use crate::words::accounts as words;
use axum::Router;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use leptos::prelude::*;
use serde::Deserialize;
use tower_sessions::Session;

pub fn routes() -> Router<App> {
    Router::new()
        .route("/account/delete", get(show).post(close))
        .route("/goodbye", get(goodbye))
}

/// What the browser has to forget with the account: unfinished work in its own store. What others left unfinished in the same
/// browser goes with it, since nothing smaller can be named to a browser that may run no script. Said of this one answer
/// only; a page that anybody may open would let a link erase a guest's work.
const FORGET: (&str, &str) = ("clear-site-data", "\"storage\"");

#[derive(Deserialize)]
struct Wanted {
    #[serde(default)]
    password: String,
    /// What a ticked box sends; a form says nothing of one that is not.
    understood: Option<String>,
}

async fn show(
    State(app): State<App>,
    SignedIn(account): SignedIn,
    request: Request,
) -> Result<Response, AppError> {
    page(app, account, request, None).await
}

async fn close(
    State(app): State<App>,
    SignedIn(account): SignedIn,
    session: Session,
    request: Request,
) -> Result<Response, AppError> {
    let (wanted, request) = match form::read::<Wanted>(request).await {
        Ok(read) => read,
        Err(unreadable) => return Ok(unreadable),
    };
    let ticked = wanted.understood.is_some();
    let refused = match logic::close(&app, &account, wanted.password, ticked).await {
        Ok(Closed::Done) => {
            crate::accounts::logic::end(&session).await?;
            return Ok(([FORGET], Redirect::to("/goodbye")).into_response());
        }
        Ok(Closed::BeingMade) => Refused::BeingMade,
        Ok(Closed::PaymentUnderWay) => Refused::PaymentUnderWay,
        Err(problem @ (AppError::Invalid { .. } | AppError::TooMany { .. })) => {
            Refused::Form(problem)
        }
        Err(error) => return Err(error),
    };
    page(app, account, request, Some((refused, ticked))).await
}

/// The page; `refused` says why the form did not close the account, and whether its box was ticked.
async fn page(
    app: App,
    account: Account,
    request: Request,
    refused: Option<(Refused, bool)>,
) -> Result<Response, AppError> {
    let ends = logic::ends(&app, &account).await?;
    let email = account.email.clone();
    let shown = refused.clone();
    let view = move || {
        let (refused, ticked) = shown.clone().unzip();
        let ticked = ticked.unwrap_or_default();
        view! { <DeletePage email=email.clone() ends=ends.clone() refused ticked/> }.into_any()
    };
    let page = Page::titled(words::delete_account());
    let mut response = render(app, SignedIn(account).into(), request, page, view).await;
    match refused {
        None => {}
        Some((Refused::Form(problem), _)) => problem.mark(&mut response),
        Some((Refused::BeingMade | Refused::PaymentUnderWay, _)) => {
            *response.status_mut() = StatusCode::CONFLICT;
        }
    }
    Ok(response)
}

async fn goodbye(State(app): State<App>, request: Request) -> Response {
    let page = Page::titled(words::goodbye()).bare();
    let view = || view! { <GoodbyePage/> }.into_any();
    render(app, Visitor::default(), request, page, view).await
}
