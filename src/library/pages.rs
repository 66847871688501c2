//! `/clips`, and the forms of its cards. Every form is a plain one and leads back to the search it was sent from.

use super::logic;
use super::rules::{Asked, Kind, Search, with_query};
use super::shelf::{MyVideos, Told};
use crate::accounts::{Account, SignedIn};
use crate::app::{Page, Section, render};
use crate::error::AppError;
use crate::server::router::error_page;
use crate::server::{App, form};
use crate::words::library as words;
use axum::Router;
use axum::extract::{Path, RawQuery, Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use leptos::prelude::*;
use serde::Deserialize;
use uuid::Uuid;

pub fn routes() -> Router<App> {
    Router::new()
        .route("/clips", get(show))
        .route("/library/{kind}/{id}/{action}", post(act))
}

/// What a form has just done, as the address it led back to says it: "clip.ID".
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Done {
    deleted: Option<String>,
    copied: Option<String>,
}

async fn show(
    State(app): State<App>,
    SignedIn(account): SignedIn,
    RawQuery(query): RawQuery,
    request: Request,
) -> Response {
    let query = query.unwrap_or_default();
    let asked: Asked = serde_urlencoded::from_str(&query).unwrap_or_default();
    let search = Search::from(&asked);
    if asked.set.is_some() {
        // The pressed button becomes part of an address that says only what was chosen.
        return Redirect::to(&search.address()).into_response();
    }
    let done: Done = serde_urlencoded::from_str(&query).unwrap_or_default();
    let read = async {
        let told = told(&app, &account, &done).await?;
        Ok::<_, AppError>((logic::shelf(&app, &account, search).await?, told))
    };
    let (shelf, told) = match read.await {
        Ok(read) => read,
        Err(error) => return error.into_response(),
    };
    let title = if shelf.search.narrows() {
        words::title_found(shelf.found_words())
    } else {
        words::my_videos().to_owned()
    };
    let page = Page::titled(title).within(Section::Clips);
    render(app, SignedIn(account).into(), request, page, move || {
        let (shelf, told) = (shelf.clone(), told.clone());
        view! { <MyVideos shelf told/> }.into_any()
    })
    .await
}

/// What to say of what was done. An address that was kept, and is no longer true, says nothing.
async fn told(app: &App, account: &Account, done: &Done) -> Result<Option<Told>, AppError> {
    let (entry, told): (_, fn(_) -> Told) = match (&done.deleted, &done.copied) {
        (Some(entry), _) => (entry, Told::Deleted),
        (None, Some(entry)) => (entry, Told::Copied),
        (None, None) => return Ok(None),
    };
    let Some((kind, id)) = entry.split_once('.') else {
        return Ok(None);
    };
    let (Some(kind), Ok(id)) = (Kind::from_slug(kind), id.parse()) else {
        return Ok(None);
    };
    match logic::one(app, account, kind, id).await {
        Ok(card) => Ok(Some(told(card))),
        Err(AppError::NotFound) => Ok(None),
        Err(error) => Err(error),
    }
}

/// What the forms of a card send.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Sent {
    /// The search of the page it was sent from.
    back: String,
    title: String,
}

async fn act(
    State(app): State<App>,
    SignedIn(account): SignedIn,
    Path((kind, id, action)): Path<(String, String, String)>,
    request: Request,
) -> Response {
    let (sent, request) = match form::read::<Sent>(request).await {
        Ok(read) => read,
        Err(refused) => return refused,
    };
    match done(&app, &account, (&kind, &id, &action), &sent).await {
        Ok(address) => Redirect::to(&address).into_response(),
        Err(error) => error_page(app, account, error, request).await,
    }
}

/// Does it, and says where to go on.
async fn done(
    app: &App,
    account: &Account,
    (kind, id, action): (&str, &str, &str),
    sent: &Sent,
) -> Result<String, AppError> {
    let kind = Kind::from_slug(kind).ok_or(AppError::NotFound)?;
    let id: Uuid = id.parse().map_err(|_| AppError::NotFound)?;
    let search = Search::read(&sent.back);
    match action {
        "rename" => {
            logic::rename(app, account, kind, id, &sent.title).await?;
            Ok(search.address())
        }
        "delete" => {
            logic::set_deleted(app, account, kind, id, true).await?;
            Ok(telling(&search, "deleted", kind, id))
        }
        "restore" => {
            logic::set_deleted(app, account, kind, id, false).await?;
            Ok(search.address())
        }
        "duplicate" => {
            let copy = logic::duplicate(app, account, kind, id).await?;
            // A copy is the newest of all; it may not be among what was searched for.
            Ok(telling(&Search::default(), "copied", copy.kind, copy.id))
        }
        "remix" => {
            let scene = logic::open_as_scene(app, account, kind, id).await?;
            Ok(format!("/studio/{scene}"))
        }
        _ => Err(AppError::NotFound),
    }
}

/// The address of a search with what was done to an entry.
fn telling(search: &Search, what: &str, kind: Kind, id: Uuid) -> String {
    let told = format!("{what}={}.{id}", kind.slug());
    match search.query() {
        query if query.is_empty() => with_query("/clips", &told),
        query => with_query("/clips", &format!("{query}&{told}")),
    }
}
