//! The pages and forms for signing up, in and out. Plain forms: they need no script.

use super::entry::{Entry, EntryPage, Filled};
use super::next::LocalPath;
use super::{Account, Visitor, logic};
use crate::app::{Page, render};
use crate::clips::guest;
use crate::error::AppError;
use crate::server::limits::{Limit, client_of};
use crate::server::{App, form};
use crate::ui::date::Zone;
use axum::extract::{Query, Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Extension, Router};
use leptos::prelude::*;
use serde::Deserialize;
use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;
use tower_sessions::Session;

/// Where a new account goes: it has no plan yet.
const CHOOSE_A_PLAN: &str = "/billing";

/// How often somebody may try to get in.
pub struct SignInLimits {
    pub addresses: Limit<String>,
    /// Generous: an office is one client.
    pub clients: Limit<IpAddr>,
}

impl Default for SignInLimits {
    fn default() -> Self {
        const CLIENT_BURST: NonZeroU32 = NonZeroU32::new(60).expect("not zero");
        Self {
            addresses: logic::guesses_from_outside(),
            clients: Limit::new(CLIENT_BURST, Duration::from_secs(1)),
        }
    }
}

pub fn routes() -> Router<App> {
    Router::new()
        .route("/login", get(show_sign_in).post(sign_in))
        .route("/signup", get(show_sign_up).post(sign_up))
        .route("/logout", post(sign_out))
        .layer(Extension(Arc::new(SignInLimits::default())))
        .merge(super::address::routes())
        .merge(super::closing::routes())
        .merge(super::recovery::routes())
        .merge(super::settings::routes())
}

#[derive(Deserialize, Default)]
struct Destination {
    #[serde(default)]
    next: LocalPath,
}

/// The fields of both forms. An absent one is an empty one, so that it is answered on its field.
#[derive(Deserialize)]
struct Credentials {
    #[serde(default)]
    email: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    next: LocalPath,
    /// Where the browser is, if it said so.
    #[serde(default)]
    time_zone: String,
}

async fn show_sign_in(
    State(app): State<App>,
    visitor: Visitor,
    session: Session,
    Query(to): Query<Destination>,
    request: Request,
) -> Response {
    show(
        app,
        visitor,
        &session,
        request,
        Entry::SignIn,
        Filled::blank(to.next),
    )
    .await
}

async fn show_sign_up(
    State(app): State<App>,
    visitor: Visitor,
    session: Session,
    Query(to): Query<Destination>,
    request: Request,
) -> Response {
    show(
        app,
        visitor,
        &session,
        request,
        Entry::SignUp,
        Filled::blank(to.next),
    )
    .await
}

/// Whoever is signed in already goes where they wanted to.
async fn show(
    app: App,
    visitor: Visitor,
    session: &Session,
    request: Request,
    entry: Entry,
    filled: Filled,
) -> Response {
    if visitor.account.is_some() {
        return Redirect::to(filled.next.as_str()).into_response();
    }
    render_entry(app, session, request, entry, filled).await
}

async fn render_entry(
    app: App,
    session: &Session,
    request: Request,
    entry: Entry,
    filled: Filled,
) -> Response {
    let waiting = match guest::waiting(session).await {
        Ok(waiting) => waiting.map(|waiting| waiting.title()),
        Err(error) => return error.into_response(),
    };
    let problem = filled.problem.clone();
    let page = Page::titled(entry.title()).bare();
    let mut response = render(app, Visitor::default(), request, page, move || {
        view! { <EntryPage entry filled=filled.clone() waiting=waiting.clone()/> }.into_any()
    })
    .await;
    if let Some(problem) = problem {
        problem.mark(&mut response);
    }
    response
}

async fn sign_in(
    State(app): State<App>,
    Extension(limits): Extension<Arc<SignInLimits>>,
    session: Session,
    request: Request,
) -> Response {
    let (credentials, request) = match form::read::<Credentials>(request).await {
        Ok(read) => read,
        Err(unreadable) => return unreadable,
    };
    let (parts, body) = request.into_parts();
    let client = client_of(&parts);
    let attempt = async {
        limits.clients.count(&client)?;
        limits
            .addresses
            .count(&credentials.email.trim().to_lowercase())?;
        let account = logic::check(&app, &credentials.email, credentials.password).await?;
        logic::begin(&session, &account).await?;
        Ok(account)
    };
    match attempt.await {
        Ok(account) => way_on(&app, &session, &account, credentials.next.as_str()).await,
        Err(problem) => {
            let filled = Filled {
                email: credentials.email,
                next: credentials.next,
                problem: Some(problem),
            };
            let request = Request::from_parts(parts, body);
            render_entry(app, &session, request, Entry::SignIn, filled).await
        }
    }
}

async fn sign_up(
    State(app): State<App>,
    Extension(limits): Extension<Arc<SignInLimits>>,
    session: Session,
    request: Request,
) -> Response {
    let (credentials, request) = match form::read::<Credentials>(request).await {
        Ok(read) => read,
        Err(unreadable) => return unreadable,
    };
    let (parts, body) = request.into_parts();
    let client = client_of(&parts);
    let attempt = async {
        limits.clients.count(&client)?;
        let account = logic::sign_up(
            &app,
            &credentials.email,
            credentials.password,
            Zone::named(&credentials.time_zone).unwrap_or_default(),
        )
        .await?;
        logic::begin(&session, &account).await?;
        Ok(account)
    };
    match attempt.await {
        Ok(account) => {
            let next = match &credentials.next {
                next if *next == LocalPath::default() => CHOOSE_A_PLAN,
                next => next.as_str(),
            };
            way_on(&app, &session, &account, next).await
        }
        Err(problem) => {
            let filled = Filled {
                email: credentials.email,
                next: credentials.next,
                problem: Some(problem),
            };
            let request = Request::from_parts(parts, body);
            render_entry(app, &session, request, Entry::SignUp, filled).await
        }
    }
}

/// Where somebody goes who has just come in: to the draft they left waiting, else to `next`.
pub async fn way_on(app: &App, session: &Session, account: &Account, next: &str) -> Response {
    let address = match guest::take_over(app, session, account).await {
        Ok(address) => address,
        Err(cause) => {
            // The draft goes on waiting, and nobody is kept out for its sake.
            tracing::warn!(%cause, "a draft could not be taken over");
            None
        }
    };
    Redirect::to(address.as_deref().unwrap_or(next)).into_response()
}

async fn sign_out(session: Session) -> Result<Response, AppError> {
    logic::end(&session).await?;
    Ok(Redirect::to("/").into_response())
}
