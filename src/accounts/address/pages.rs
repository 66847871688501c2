//! Changing the address on `/account`, and `/confirm`, where the new mailbox's link leads: plain forms, they need no script.

use super::logic::{self, LINK};
use super::store::Confirmed;
use super::view::{Asks, ConfirmPage, Filled, NotConfirmedPage, Why};
use crate::accounts::recovery::{Letters, letters};
use crate::accounts::settings::{page, to_settings};
use crate::accounts::settings_view::Said;
use crate::accounts::{SignedIn, Visitor};
use crate::app::{Page, render};
use crate::error::AppError;
use crate::server::{App, form};
use crate::words::accounts as words;
use axum::Router;
use axum::extract::{Path, Query, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use leptos::prelude::*;
use serde::Deserialize;
use tower_sessions::Session;

pub fn routes() -> Router<App> {
    Router::new()
        .route("/account/email", get(to_settings).post(ask))
        .route("/account/email/cancel", post(cancel))
        .route("/confirm", get(show).post(confirm))
        .route("/confirm/{token}", get(come_in))
}

#[derive(Deserialize)]
struct Wanted {
    #[serde(default)]
    email: String,
    #[serde(default)]
    email_password: String,
}

#[derive(Deserialize)]
struct Arrived {
    done: Option<String>,
}

#[derive(Deserialize)]
struct Proof {
    /// Nobody who is signed in to the account is asked for it.
    #[serde(default)]
    password: String,
}

async fn ask(
    State(app): State<App>,
    SignedIn(account): SignedIn,
    request: Request,
) -> Result<Response, AppError> {
    let (wanted, request) = match form::read::<Wanted>(request).await {
        Ok(read) => read,
        Err(unreadable) => return Ok(unreadable),
    };
    if letters(&app) == Letters::Nowhere {
        return Ok(Redirect::to("/account").into_response());
    }
    match logic::ask(&app, &account, &wanted.email, wanted.email_password).await {
        Ok(()) => Ok(Redirect::to("/account?saved=asked").into_response()),
        Err(problem @ (AppError::Invalid { .. } | AppError::TooMany { .. })) => {
            let said = Said::AddressRefused(Filled {
                email: wanted.email,
                problem: problem.clone(),
            });
            let mut response = page(app, account, said, request).await?;
            problem.mark(&mut response);
            Ok(response)
        }
        Err(error) => Err(error),
    }
}

async fn cancel(State(app): State<App>, SignedIn(account): SignedIn) -> Result<Response, AppError> {
    app.addresses.withdraw(&account.id).await?;
    Ok(Redirect::to("/account?saved=withdrawn").into_response())
}

/// Takes the token out of the address at once: what is written to us from the page, say, names its address.
async fn come_in(
    State(app): State<App>,
    session: Session,
    Path(token): Path<String>,
) -> Result<Response, AppError> {
    logic::come_in(&app, &session, &token).await?;
    Ok(Redirect::to("/confirm").into_response())
}

/// Shows what would be confirmed. Nothing is before the button is pressed: mail scanners follow links as well.
async fn show(
    State(app): State<App>,
    visitor: Visitor,
    session: Session,
    Query(arrived): Query<Arrived>,
    request: Request,
) -> Result<Response, AppError> {
    if arrived.done.is_some() {
        return Ok(ended(app, request, Why::Done, StatusCode::OK).await);
    }
    let hash = LINK.of(&session).await?;
    let Some((account, email)) = logic::admitted(&app, &hash).await? else {
        return Ok(ended(app, request, Why::Spent, StatusCode::GONE).await);
    };
    let is_here = visitor.account.is_some_and(|here| here.id == account.id);
    let asks = if is_here {
        Asks::Owner {
            old: account.email,
            new: email,
        }
    } else {
        Asks::Reader { problem: None }
    };
    Ok(asked(app, request, asks).await)
}

async fn confirm(
    State(app): State<App>,
    visitor: Visitor,
    session: Session,
    request: Request,
) -> Result<Response, AppError> {
    let (proof, request) = match form::read::<Proof>(request).await {
        Ok(read) => read,
        Err(unreadable) => return Ok(unreadable),
    };
    let hash = LINK.of(&session).await?;
    let here = visitor.account.as_ref();
    let confirmed = match logic::confirm(&app, &hash, here, proof.password).await {
        Ok(confirmed) => confirmed,
        Err(problem @ (AppError::Invalid { .. } | AppError::TooMany { .. })) => {
            let problem = Some(problem);
            return Ok(asked(app, request, Asks::Reader { problem }).await);
        }
        Err(error) => return Err(error),
    };
    LINK.forget(&session).await?;
    Ok(match confirmed {
        Confirmed::Changed(account) => {
            let is_here = visitor.account.is_some_and(|here| here.id == account);
            let to = match is_here {
                true => "/account?saved=address",
                false => "/confirm?done=yes",
            };
            Redirect::to(to).into_response()
        }
        Confirmed::Taken => ended(app, request, Why::Taken, StatusCode::CONFLICT).await,
        Confirmed::Spent => ended(app, request, Why::Spent, StatusCode::GONE).await,
    })
}

/// The page behind a link that works. To everybody it looks as if nobody were signed in: it is the mailbox's page.
async fn asked(app: App, request: Request, asks: Asks) -> Response {
    let problem = asks.problem().cloned();
    let page = Page::titled(words::confirm_address()).bare();
    let view = move || view! { <ConfirmPage asks=asks.clone()/> }.into_any();
    let mut response = render(app, Visitor::default(), request, page, view).await;
    if let Some(problem) = problem {
        problem.mark(&mut response);
    }
    response
}

/// The page that has nothing to confirm.
async fn ended(app: App, request: Request, why: Why, status: StatusCode) -> Response {
    let page = Page::titled(why.title()).bare();
    let view = move || view! { <NotConfirmedPage why/> }.into_any();
    let mut response = render(app, Visitor::default(), request, page, view).await;
    *response.status_mut() = status;
    response
}
