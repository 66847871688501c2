//! How a handler learns who asks.

use super::{Account, LocalPath};
use crate::error::AppError;
use crate::server::App;
use ::credits::AccountId;
use axum::extract::{FromRef, FromRequestParts};
use axum::http::Method;
use axum::http::header::{HOST, REFERER};
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use leptos::prelude::use_context;
use tower_sessions::Session;

/// The key under which a session keeps its account.
pub(in crate::accounts) const ACCOUNT: &str = "account";

/// Whoever opens a page, signed in or not.
#[derive(Debug, Clone, Default)]
pub struct Visitor {
    pub account: Option<Account>,
}

/// A visitor with an account. Without one, a page sends them to sign in and back; anything else is answered 401.
#[derive(Debug, Clone)]
pub struct SignedIn(pub Account);

impl From<SignedIn> for Visitor {
    fn from(SignedIn(account): SignedIn) -> Self {
        Self {
            account: Some(account),
        }
    }
}

/// The account of the request's session.
async fn account_of(parts: &Parts, app: &App) -> Result<Option<Account>, AppError> {
    let Some(session) = parts.extensions.get::<Session>() else {
        return Ok(None);
    };
    let Some(id) = session
        .get::<AccountId>(ACCOUNT)
        .await
        .map_err(AppError::internal)?
    else {
        return Ok(None);
    };
    Ok(app.accounts.by_id(&id).await?)
}

impl<S> FromRequestParts<S> for Visitor
where
    S: Send + Sync,
    App: FromRef<S>,
{
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, AppError> {
        Ok(Self {
            account: account_of(parts, &App::from_ref(state)).await?,
        })
    }
}

impl<S> FromRequestParts<S> for SignedIn
where
    S: Send + Sync,
    App: FromRef<S>,
{
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Response> {
        match account_of(parts, &App::from_ref(state)).await {
            Ok(Some(account)) => Ok(Self(account)),
            Ok(None) => Err(sign_in_first(parts)),
            Err(error) => Err(error.into_response()),
        }
    }
}

fn sign_in_first(parts: &Parts) -> Response {
    let wants_page = parts
        .headers
        .get("accept")
        .and_then(|accept| accept.to_str().ok())
        .is_some_and(|accept| accept.contains("text/html"));
    if !wants_page {
        return AppError::SignedOut.into_response();
    }
    Redirect::to(&format!("/login?next={}", way_back(parts).encoded())).into_response()
}

/// Where signing in leads back to: the page that was asked for, or the one whose form was sent.
fn way_back(parts: &Parts) -> LocalPath {
    if parts.method == Method::GET {
        let asked = parts.uri.path_and_query();
        return asked
            .map(|asked| LocalPath::or_home(asked.as_str()))
            .unwrap_or_default();
    }
    let header = |name| parts.headers.get(name)?.to_str().ok();
    // HTTP/2 names the host in the address itself.
    let host = parts.uri.authority().map(|host| host.as_str());
    match (header(REFERER), host.or_else(|| header(HOST))) {
        (Some(page), Some(host)) => LocalPath::of_page(page, host),
        _ => LocalPath::default(),
    }
}

/// For server functions: the application and the account that calls, or `SignedOut`.
pub async fn current() -> Result<(App, Account), AppError> {
    let app = use_context::<App>()
        .ok_or_else(|| AppError::internal("no application in the request's context"))?;
    let parts =
        use_context::<Parts>().ok_or_else(|| AppError::internal("no request in the context"))?;
    let account = account_of(&parts, &app).await?.ok_or(AppError::SignedOut)?;
    Ok((app, account))
}
