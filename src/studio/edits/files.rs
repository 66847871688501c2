//! The files of versions on their way out. None of them ever takes a credit.

use super::logic;
use super::rules::{EditForm, Versions};
use super::store::Version;
use crate::accounts::{Account, SignedIn};
use crate::error::AppError;
use crate::media::MediaKey;
use crate::media::delivery::{Disposition, deliver};
use crate::server::App;
use crate::words::studio_edits as words;
use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};

/// How long a browser may keep the still of an edit: the plate never changes, and the address says all the rest.
const STILL_CACHE: &str = "private, max-age=3600";

/// The still of the edit that the address describes.
pub async fn still(
    State(app): State<App>,
    SignedIn(account): SignedIn,
    Path(take): Path<String>,
    Query(form): Query<EditForm>,
) -> Response {
    match logic::preview(&app, &account, &take, &form).await {
        Ok(png) => {
            let headers = [
                (header::CONTENT_TYPE, "image/png"),
                (header::CACHE_CONTROL, STILL_CACHE),
            ];
            (headers, png).into_response()
        }
        Err(error) => error.into_response(),
    }
}

/// How the versions of a take stand.
pub async fn versions(
    State(app): State<App>,
    SignedIn(account): SignedIn,
    Path(take): Path<String>,
) -> Result<Json<Versions>, AppError> {
    let bench = logic::bench(&app, &account, &take).await?;
    Ok(Json(logic::versions(&app, &account, &bench).await?))
}

/// The video, to be watched.
pub async fn video(
    State(app): State<App>,
    SignedIn(account): SignedIn,
    Path((take, version)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response {
    let found = logic::version(&app, &account, &take, &version).await;
    let key = found.map(|found| (found.video, Disposition::Inline));
    file(&app, key, &headers).await
}

/// The frame that stands for the video.
pub async fn poster(
    State(app): State<App>,
    SignedIn(account): SignedIn,
    Path((take, version)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response {
    let found = logic::version(&app, &account, &take, &version).await;
    let key = found.map(|found| (found.poster, Disposition::Inline));
    file(&app, key, &headers).await
}

/// The video, to be kept.
pub async fn download(
    State(app): State<App>,
    SignedIn(account): SignedIn,
    Path((take, version)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response {
    let found = named(&app, &account, &take, &version).await;
    let key = found.map(|(found, name)| (found.video, Disposition::Attachment(name)));
    file(&app, key, &headers).await
}

/// A version and its file's name.
async fn named(
    app: &App,
    account: &Account,
    take: &str,
    version: &str,
) -> Result<(Version, String), AppError> {
    let bench = logic::bench(app, account, take).await?;
    let found = logic::version(app, account, take, version).await?;
    let title = bench.animation.file_title();
    let name = words::version_file(title, bench.take.number, found.number);
    Ok((found, name))
}

/// What is kept under a key, if there is anything; everything else is an error's answer.
async fn file(
    app: &App,
    found: Result<(Option<MediaKey>, Disposition), AppError>,
    headers: &HeaderMap,
) -> Response {
    match found {
        Ok((Some(key), how)) => deliver(&app.media, &key, headers, how).await,
        Ok((None, _)) => AppError::NotFound.into_response(),
        Err(error) => error.into_response(),
    }
}
