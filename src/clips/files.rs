//! The files below a clip: its free preview and pictures, and the paid full file.

use super::downloads::{self, Asked, FileAnswer};
use super::pages::section;
use super::status::DownloadAnswer;
use super::{beds, loops, renders, stills};
use crate::accounts::{Account, SignedIn};
use crate::app::render;
use crate::error::AppError;
use crate::media::delivery::{Disposition, deliver};
use crate::media::small::deliver_small;
use crate::server::App;
use crate::server::router::not_found_page;
use crate::words::clips as words;
use axum::extract::{Path, Query, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use axum::{Json, Router};
use leptos::prelude::*;
use serde::Deserialize;

/// What is served below `/clips/{id}`, and the templates' samples, stills and loops.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/clips/sample/{picture}", get(sample))
        .route("/templates/{slug}/still.jpg", get(stills::show))
        .route("/templates/{slug}/loop.mp4", get(loops::show))
        .route("/clips/sound/{bed}/{template}", get(beds::show))
        .route("/clips/{id}/preview", get(preview))
        .route("/clips/{id}/poster", get(poster))
        .route("/clips/{id}/still", get(stills::of_clip))
        .route("/clips/{id}/strip/{number}", get(strip))
        .route("/clips/{id}/download", get(download).post(ask_for_download))
}

/// Which version of the clip is meant.
#[derive(Debug, Deserialize)]
struct Which {
    #[serde(default)]
    version: String,
    /// A thumbnail, where there is one.
    #[serde(default)]
    small: bool,
}

/// A template's sample picture, by its file's name.
async fn sample(Path(picture): Path<String>) -> Result<impl IntoResponse, AppError> {
    let found = engine::templates::ALL
        .into_iter()
        .map(|template| template.sample.picture)
        .find(|sample| picture.strip_suffix(".png") == Some(sample.name))
        .ok_or(AppError::NotFound)?;
    let headers = [
        (header::CONTENT_TYPE, "image/png"),
        (header::CACHE_CONTROL, "public, max-age=86400"),
    ];
    Ok((headers, found.png))
}

/// The small rendition with its corner mark, inline. Free for its owner.
async fn preview(
    State(app): State<App>,
    SignedIn(account): SignedIn,
    Path(id): Path<String>,
    Query(which): Query<Which>,
    headers: HeaderMap,
) -> Response {
    match own_files(&app, &account, &id, &which.version).await {
        Ok(files) => deliver(&app.media, &files.preview, &headers, Disposition::Inline).await,
        Err(error) => error.into_response(),
    }
}

async fn poster(
    State(app): State<App>,
    SignedIn(account): SignedIn,
    Path(id): Path<String>,
    Query(which): Query<Which>,
    headers: HeaderMap,
) -> Response {
    match own_files(&app, &account, &id, &which.version).await {
        Ok(files) if which.small => deliver_small(&app.media, &files.poster, &headers).await,
        Ok(files) => deliver(&app.media, &files.poster, &headers, Disposition::Inline).await,
        Err(error) => error.into_response(),
    }
}

async fn strip(
    State(app): State<App>,
    SignedIn(account): SignedIn,
    Path((id, number)): Path<(String, usize)>,
    Query(which): Query<Which>,
    headers: HeaderMap,
) -> Response {
    let files = own_files(&app, &account, &id, &which.version).await;
    match files.and_then(|files| files.strip.get(number).cloned().ok_or(AppError::NotFound)) {
        Ok(key) => deliver(&app.media, &key, &headers, Disposition::Inline).await,
        Err(error) => error.into_response(),
    }
}

async fn own_files(
    app: &App,
    account: &Account,
    id: &str,
    version: &str,
) -> Result<super::store::RenderFiles, AppError> {
    let id = id.parse().map_err(|_| AppError::NotFound)?;
    let (_, version) = downloads::find(app, account, id, version).await?;
    renders::files(app, &account.id, &version.hash)
        .await?
        .ok_or(AppError::NotFound)
}

/// The full file, for who has the right to it. Takes nothing, ever.
async fn download(
    State(app): State<App>,
    SignedIn(account): SignedIn,
    Path(id): Path<String>,
    Query(which): Query<Which>,
    request: Request,
) -> Response {
    let found = match id.parse() {
        Ok(id) => downloads::file(&app, &account, id, &which.version).await,
        Err(_) => Err(AppError::NotFound),
    };
    let (status, heading, sentence) = match found {
        Ok(FileAnswer::File(files, name)) => {
            return deliver(
                &app.media,
                &files.full,
                request.headers(),
                Disposition::Attachment(name),
            )
            .await;
        }
        Ok(FileAnswer::Unpaid) => (
            StatusCode::FORBIDDEN,
            words::not_downloaded_yet(),
            words::not_downloaded_yet_why(),
        ),
        Ok(FileAnswer::MadeAgain) => (
            StatusCode::ACCEPTED,
            words::made_again(),
            words::made_again_why(),
        ),
        Err(AppError::NotFound) if wants_page(request.headers()) => {
            return not_found_page(app, SignedIn(account).into(), request).await;
        }
        Err(error) => return error.into_response(),
    };
    if wants_page(request.headers()) {
        return message(
            app,
            account,
            request,
            status,
            heading,
            sentence.to_owned(),
            format!("/clips/{id}"),
        )
        .await;
    }
    (
        status,
        Json(serde_json::json!({ "message": words::heading_and_sentence(heading, sentence) })),
    )
        .into_response()
}

/// Pays for a version if it is due. The island reads the answer; a plain form is sent on to the file.
async fn ask_for_download(
    State(app): State<App>,
    SignedIn(account): SignedIn,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: String,
) -> Response {
    let Some(asked) = read_form(&body) else {
        return AppError::invalid("", words::unreadable_form()).into_response();
    };
    let answer = match id.parse() {
        Ok(id) => downloads::ask(&app, &account, id, asked).await,
        Err(_) => Err(AppError::NotFound),
    };
    let page = wants_page(&headers);
    let request = Request::new(axum::body::Body::empty());
    let answer = match answer {
        Ok(answer) => answer,
        Err(AppError::NotFound) if page => {
            return not_found_page(app, SignedIn(account).into(), request).await;
        }
        Err(error) => return error.into_response(),
    };
    let (status, heading, sentence) = match &answer {
        DownloadAnswer::Downloaded { url, .. } if page => return Redirect::to(url).into_response(),
        DownloadAnswer::Downloaded { .. } => (StatusCode::OK, "", String::new()),
        DownloadAnswer::PriceChanged { price } => (
            StatusCode::CONFLICT,
            words::price_changed(),
            words::price_changed_why(price),
        ),
        DownloadAnswer::Short { available, needed } => (
            StatusCode::PAYMENT_REQUIRED,
            words::need_one_credit(),
            words::need_one_credit_why(available, needed),
        ),
        DownloadAnswer::NotRendered => (
            StatusCode::CONFLICT,
            words::no_video_yet(),
            words::no_video_yet_why().to_owned(),
        ),
    };
    if page {
        return message(
            app,
            account,
            request,
            status,
            heading,
            sentence,
            format!("/clips/{id}"),
        )
        .await;
    }
    let mut response = (status, Json(answer)).into_response();
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// Reads a form's body; axum's own extractor would answer in words that are not ours.
fn read_form(body: &str) -> Option<Asked> {
    let as_query: axum::http::Uri = format!("/?{body}").parse().ok()?;
    Query::<Asked>::try_from_uri(&as_query)
        .ok()
        .map(|query| query.0)
}

fn wants_page(headers: &HeaderMap) -> bool {
    headers
        .get(header::ACCEPT)
        .and_then(|accept| accept.to_str().ok())
        .is_some_and(|accept| accept.contains("text/html"))
}

/// A page that says one thing and leads back.
pub(super) async fn message(
    app: App,
    account: Account,
    request: Request,
    status: StatusCode,
    heading: &'static str,
    sentence: String,
    back: String,
) -> Response {
    let mut response = render(
        app,
        SignedIn(account).into(),
        request,
        section(heading),
        move || {
            view! {
                <main id="main" class="wrap message-page">
                    <h1>{heading}</h1>
                    <p>{sentence.clone()}</p>
                    <p><a class="btn btn-primary" href=back.clone()>{words::back_to_video()}</a></p>
                </main>
            }
            .into_any()
        },
    )
    .await;
    *response.status_mut() = status;
    response
}
