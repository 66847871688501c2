//! `/account`: what an account may set about itself. Plain forms: they need no script.

use super::{Account, SignedIn};
use crate::app::{Page, render};
use crate::error::AppError;
use crate::server::{App, form};
use crate::ui::date::Zone;
use crate::ui::notice::{Notice, Tone};
use crate::words::accounts as words;
use axum::Router;
use axum::extract::{Query, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use leptos::prelude::*;
use serde::Deserialize;

pub fn routes() -> Router<App> {
    Router::new()
        .route("/account", get(show))
        .route("/account/time-zone", post(set_time_zone))
}

/// What the page says of the form that led to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Said {
    Nothing,
    Saved,
    PasswordSet,
    NoSuchZone,
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
) -> Response {
    let said = match shown.saved.as_deref() {
        Some("password") => Said::PasswordSet,
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
        let mut response = page(app, account, Said::NoSuchZone, request).await;
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
        return Ok(response);
    };
    app.accounts.set_zone(&account.id, &zone).await?;
    Ok(Redirect::to("/account?saved=yes").into_response())
}

async fn page(app: App, account: Account, said: Said, request: Request) -> Response {
    let shown = account.clone();
    let page = Page::titled(words::account());
    render(app, SignedIn(account).into(), request, page, move || {
        view! { <AccountPage account=shown.clone() said/> }.into_any()
    })
    .await
}

#[component]
fn AccountPage(account: Account, said: Said) -> impl IntoView {
    let saved = words::time_zone_saved(spoken(account.zone.name()));
    let there = account.zone.day_and_time(account.now(), account.now());
    view! {
        <main id="main" class="wrap account-page">
            <h1>{words::account()}</h1>
            <p class="muted mt1">{words::signed_in_as(account.email)}</p>
            {(said == Said::Saved).then(|| view! {
                <Notice tone=Tone::Positive role="status"><p>{saved}</p></Notice>
            })}
            {(said == Said::PasswordSet).then(|| view! {
                <Notice tone=Tone::Positive role="status"><p>{words::password_saved()}</p></Notice>
            })}
            <form class="card account-card stack" method="post" action="/account/time-zone">
                <TimeZoneField chosen=account.zone.clone() wrong={said == Said::NoSuchZone}/>
                <p class="small muted">{words::time_there(there)}</p>
                <button class="btn btn-secondary" type="submit">{words::save_time_zone()}</button>
            </form>
        </main>
    }
}

/// "America/New_York" as people write it.
fn spoken(zone: &str) -> String {
    zone.replace('_', " ")
}

#[component]
fn TimeZoneField(chosen: Zone, wrong: bool) -> impl IntoView {
    let note = if wrong {
        words::no_such_time_zone()
    } else {
        words::time_zone_hint()
    };
    let options: Vec<_> = Zone::names()
        .into_iter()
        .map(|name| {
            let selected = name == chosen.name();
            let label = spoken(&name);
            view! { <option value=name selected=selected>{label}</option> }
        })
        .collect();
    view! {
        <div class="field">
            <label for="time_zone">{words::time_zone()}</label>
            <select class="input" id="time_zone" name="time_zone" aria-describedby="time-zone-note" aria-invalid=wrong.then_some("true")>{options}</select>
            <p id="time-zone-note" class=if wrong { "field-problem" } else { "hint" }>{note}</p>
        </div>
    }
}
