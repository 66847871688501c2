//! A person's photos: taken in, checked, cut out and kept.

mod problems;
mod program;
mod store;

use super::delivery::{Disposition, deliver};
use super::upload_field::{ImageView, UploadView};
use crate::accounts::SignedIn;
use crate::error::AppError;
use crate::server::App;
use crate::server::state::wall_clock_ms;
use crate::words::media as words;
use ::credits::AccountId;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{DefaultBodyLimit, Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use engine::uploads::{MAX_BYTES, Photo, Prepared, UploadError};
pub use program::CutOutProgram;
use program::NoAnswer;
use std::time::Duration;
pub use store::{SqlUploads, StoredImage, Upload, UploadStore};
use tokio::sync::Semaphore;
use uuid::Uuid;

impl StoredImage {
    fn view(&self, id: Uuid, form: &str) -> ImageView {
        ImageView {
            hash: self.key.hash().to_owned(),
            width: self.width,
            height: self.height,
            url: format!("/media/uploads/{id}/{form}"),
        }
    }
}

impl Upload {
    /// The photo as its owner's browser knows it.
    pub fn view(&self) -> UploadView {
        UploadView {
            id: self.id.to_string(),
            file_name: self.file_name.clone(),
            has_transparency: self.has_transparency,
            original: self.original.view(self.id, "original"),
            cut_out: self
                .cut_out
                .as_ref()
                .map(|image| image.view(self.id, "cut-out")),
        }
    }
}

/// How many photos are decoded and cut out at once; each may take a few hundred megabytes while it lasts.
static AT_ONCE: Semaphore = Semaphore::const_new(2);

/// How many photos the operator's program is asked about at once, and how long one more waits for its turn.
static ASKED_AT_ONCE: Semaphore = Semaphore::const_new(2);
const TURN: Duration = Duration::from_secs(20);

/// The longest file name that is kept, in characters.
const NAME_MAX: usize = 120;

/// `POST /media/uploads` (the raw file; JSON answer) and `GET /media/uploads/{id}/{form}` (the owner's PNGs).
pub fn routes() -> Router<App> {
    Router::new()
        .route(
            "/media/uploads",
            post(take_in).layer(DefaultBodyLimit::disable()),
        )
        .route("/media/uploads/{id}/{form}", get(show))
}

/// The photo, if it is this account's; `NotFound` otherwise.
pub async fn find(app: &App, account: &AccountId, id: Uuid) -> Result<Upload, AppError> {
    app.uploads
        .get(account, id)
        .await?
        .ok_or(AppError::NotFound)
}

async fn take_in(
    State(app): State<App>,
    SignedIn(account): SignedIn,
    headers: HeaderMap,
    body: Body,
) -> Response {
    let announced = headers
        .get(header::CONTENT_LENGTH)
        .and_then(|text| text.to_str().ok())
        .and_then(|text| text.parse::<usize>().ok());
    if announced.is_some_and(|length| length > MAX_BYTES) {
        return refused(UploadError::TooManyBytes);
    }
    let Ok(bytes) = to_bytes(body, MAX_BYTES).await else {
        // Either the limit was passed or the connection broke; only the former is there to hear the answer.
        return refused(UploadError::TooManyBytes);
    };
    let name = file_name(
        headers
            .get("x-file-name")
            .and_then(|text| text.to_str().ok())
            .unwrap_or_default(),
    );
    let program = app.settings.cut_out_program.as_ref();
    let prepared = match prepare(program, bytes.into()).await {
        Ok(Ok(prepared)) => prepared,
        Ok(Err(problem)) => return refused(problem),
        Err(error) => return error.into_response(),
    };
    match keep(&app, &account.id, name, prepared).await {
        Ok(upload) => (StatusCode::CREATED, axum::Json(upload.view())).into_response(),
        Err(error) => error.into_response(),
    }
}

/// Decodes and cuts out, off the async threads and only a few at once. What the operator's program cannot cut out, the engine
/// cuts out as it would without one: nobody is refused a photo because a model is down.
async fn prepare(
    program: Option<&CutOutProgram>,
    bytes: Vec<u8>,
) -> Result<Result<Prepared, UploadError>, AppError> {
    let turn = AT_ONCE.acquire().await.map_err(AppError::internal)?;
    let photo = match aside(move || Photo::read(&bytes)).await? {
        Ok(photo) => photo,
        Err(problem) => return Ok(Err(problem)),
    };
    // Others need not wait for a program that takes its time.
    drop(turn);
    let mask = match program {
        Some(program) if !photo.has_transparency() => told(asked(program, photo.png()).await),
        _ => None,
    };
    let _turn = AT_ONCE.acquire().await.map_err(AppError::internal)?;
    let prepared = aside(move || with_mask(photo, mask).prepared()).await?;
    Ok(Ok(prepared))
}

/// The program's answer, if it is this photo's turn before long: each of those at work may be a model in memory.
async fn asked(program: &CutOutProgram, png: &[u8]) -> Result<Vec<u8>, NoAnswer> {
    let turn = tokio::time::timeout(TURN, ASKED_AT_ONCE.acquire()).await;
    let Ok(Ok(_turn)) = turn else {
        return Err(NoAnswer::Busy);
    };
    program.mask(png).await
}

fn with_mask(mut photo: Photo, mask: Option<Vec<u8>>) -> Photo {
    if let Some(mask) = mask {
        told(photo.cut_out_by(&mask));
    }
    photo
}

/// What the program made of a photo; an operator reads why it made nothing.
fn told<T>(made: Result<T, impl std::fmt::Display>) -> Option<T> {
    made.inspect_err(|cause| {
        tracing::warn!(%cause, "CUT_OUT_COMMAND gave no mask; the photo is cut out without it");
    })
    .ok()
}

/// Runs what takes the processor for a while.
async fn aside<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, AppError> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(AppError::internal)
}

fn refused(problem: UploadError) -> Response {
    let status = match problem {
        UploadError::TooManyBytes => StatusCode::PAYLOAD_TOO_LARGE,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let message = problems::sentence(problem);
    (
        status,
        axum::Json(serde_json::json!({ "message": message })),
    )
        .into_response()
}

async fn keep(
    app: &App,
    account: &AccountId,
    file_name: String,
    prepared: Prepared,
) -> Result<Upload, AppError> {
    let original = StoredImage {
        key: app
            .media
            .put(prepared.original_png, "png")
            .await
            .map_err(AppError::internal)?,
        width: prepared.width,
        height: prepared.height,
    };
    let cut_out = match prepared.cut_out {
        None => None,
        Some(cut_out) => Some(StoredImage {
            key: app
                .media
                .put(cut_out.png, "png")
                .await
                .map_err(AppError::internal)?,
            width: cut_out.width,
            height: cut_out.height,
        }),
    };
    let upload = Upload {
        id: Uuid::now_v7(),
        file_name,
        has_transparency: prepared.has_transparency,
        original,
        cut_out,
    };
    app.uploads.add(account, &upload, wall_clock_ms()).await?;
    Ok(upload)
}

async fn show(
    State(app): State<App>,
    SignedIn(account): SignedIn,
    Path((id, form)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response {
    let Ok(id) = id.parse() else {
        return AppError::NotFound.into_response();
    };
    let upload = match find(&app, &account.id, id).await {
        Ok(upload) => upload,
        Err(error) => return error.into_response(),
    };
    let image = match form.as_str() {
        "original" => Some(upload.original),
        "cut-out" => upload.cut_out,
        _ => None,
    };
    match image {
        Some(image) => deliver(&app.media, &image.key, &headers, Disposition::Inline).await,
        None => AppError::NotFound.into_response(),
    }
}

/// The name to show: what was sent percent-encoded, without folders and control characters.
fn file_name(encoded: &str) -> String {
    let decoded = percent_decoded(encoded);
    let last = decoded.rsplit(['/', '\\']).next().unwrap_or_default();
    let name: String = last
        .chars()
        .filter(|c| !c.is_control())
        .take(NAME_MAX)
        .collect();
    if name.trim().is_empty() {
        words::unnamed_photo().to_owned()
    } else {
        name.trim().to_owned()
    }
}

fn percent_decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let pair = bytes
            .get(at + 1..at + 3)
            .and_then(|pair| std::str::from_utf8(pair).ok())
            .and_then(|pair| u8::from_str_radix(pair, 16).ok());
        match (bytes[at], pair) {
            (b'%', Some(byte)) => {
                decoded.push(byte);
                at += 3;
            }
            (byte, _) => {
                decoded.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&decoded).into_owned()
}

#[cfg(test)]
mod tests {
    use super::file_name;

    #[test]
    fn names_are_decoded_and_stripped_of_folders() {
        assert_eq!(file_name("runner-side.png"), "runner-side.png");
        assert_eq!(file_name("%E5%86%99%E7%9C%9F.png"), "写真.png");
        assert_eq!(file_name("..%2F..%2Fetc%2Fpasswd"), "passwd");
        assert_eq!(file_name("C%3A%5Cphotos%5Cme%0A.jpg"), "me.jpg");
        assert_eq!(file_name("100%"), "100%");
        assert_eq!(file_name("%20"), "Photo");
        assert_eq!(file_name(&"a".repeat(500)).len(), 120);
    }
}
