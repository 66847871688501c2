//! The Studio's files on their way out: stills, videos, and all videos of an animation as one archive.

use super::logic;
use super::store::{Animation, Take, TakeEnd};
use crate::accounts::{Account, SignedIn};
use crate::error::AppError;
use crate::media::MediaKey;
use crate::media::delivery::{Disposition, deliver};
use crate::media::drawn::{LASTING, PASSING};
use crate::media::small::deliver_small;
use crate::server::App;
use crate::words::studio as words;
use axum::body::{Body, Bytes};
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use futures::StreamExt;
use serde::Deserialize;
use std::io::Write;
use tokio::runtime::Handle;
use tokio::sync::mpsc;
use tokio_stream::wrappers::ReceiverStream;
use zip::write::{SimpleFileOptions, ZipWriter};

/// How much of an archive is written at once, in bytes.
const CHUNK: usize = 256 * 1024;

/// Which still of a scene is asked for.
#[derive(Debug, Default, Deserialize)]
pub struct StillWanted {
    /// The name of what it shows; what stands there now without it.
    of: Option<String>,
    /// A thumbnail.
    #[serde(default)]
    small: bool,
}

/// How the still of a take is asked for.
#[derive(Debug, Default, Deserialize)]
pub struct TakeStillWanted {
    /// For a list: small, if it is a finished one, which is as large as the video.
    #[serde(default)]
    small: bool,
}

/// The scene's free still, or that of one of its earlier previews.
pub async fn scene_still(
    State(app): State<App>,
    SignedIn(account): SignedIn,
    Path(id): Path<String>,
    Query(wanted): Query<StillWanted>,
) -> Response {
    let StillWanted { of, small } = wanted;
    match logic::still(&app, &account, &id, of.as_deref(), small).await {
        Ok(still) => {
            let keep = if still.lasting { LASTING } else { PASSING };
            let headers = [
                (header::CONTENT_TYPE, still.mime),
                (header::CACHE_CONTROL, keep),
            ];
            (headers, still.file).into_response()
        }
        Err(error) => error.into_response(),
    }
}

/// The still of a take: from its finished file, or drawn as it will be.
pub async fn take_still(
    State(app): State<App>,
    SignedIn(account): SignedIn,
    Path(id): Path<String>,
    Query(wanted): Query<TakeStillWanted>,
    headers: HeaderMap,
) -> Response {
    match logic::take_of(&app, &account, &id).await {
        Ok(Take {
            poster: Some(poster),
            ..
        }) if wanted.small => deliver_small(&app.media, &poster, &headers).await,
        Ok(Take {
            poster: Some(poster),
            ..
        }) => deliver(&app.media, &poster, &headers, Disposition::Inline).await,
        Ok(take) => match logic::take_still(&app, &account, &take).await {
            Ok(png) => {
                let headers = [
                    (header::CONTENT_TYPE, "image/png"),
                    (header::CACHE_CONTROL, PASSING),
                ];
                (headers, png).into_response()
            }
            Err(error) => error.into_response(),
        },
        Err(error) => error.into_response(),
    }
}

/// The video, to be watched.
pub async fn take_video(
    State(app): State<App>,
    SignedIn(account): SignedIn,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Response {
    take_file(&app, &account, &id, &headers, |_| Disposition::Inline).await
}

/// The video, to be kept. Animating was the payment: this never takes a credit.
pub async fn take_download(
    State(app): State<App>,
    SignedIn(account): SignedIn,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Response {
    take_file(&app, &account, &id, &headers, Disposition::Attachment).await
}

async fn take_file(
    app: &App,
    account: &Account,
    id: &str,
    headers: &HeaderMap,
    how: impl Fn(String) -> Disposition,
) -> Response {
    match finished(app, account, id).await {
        Ok((take, name)) => match &take.video {
            Some(video) => deliver(&app.media, video, headers, how(name)).await,
            None => AppError::NotFound.into_response(),
        },
        Err(error) => error.into_response(),
    }
}

/// A delivered take and its file's name.
async fn finished(app: &App, account: &Account, id: &str) -> Result<(Take, String), AppError> {
    let take = logic::take_of(app, account, id).await?;
    if take.state != TakeEnd::Delivered {
        return Err(AppError::NotFound);
    }
    let animation = logic::animation_of(app, &account.id, take.animation).await?;
    let name = file_name(&animation, take.number);
    Ok((take, name))
}

fn file_name(animation: &Animation, number: u32) -> String {
    words::video_file(animation.file_title(), number)
}

/// Which videos of an animation are asked for.
#[derive(Debug, Default, Deserialize)]
pub struct VideosWanted {
    /// `favourites` asks for those alone.
    only: Option<String>,
}

/// All finished videos of an animation, or its favourites, as one archive, written while it is sent.
pub async fn download_all(
    State(app): State<App>,
    SignedIn(account): SignedIn,
    Path(id): Path<String>,
    Query(wanted): Query<VideosWanted>,
) -> Response {
    let favourites = wanted.only.as_deref() == Some("favourites");
    match archive(app, &account, &id, favourites).await {
        Ok(response) => response,
        Err(error) => error.into_response(),
    }
}

async fn archive(
    app: App,
    account: &Account,
    id: &str,
    favourites_only: bool,
) -> Result<Response, AppError> {
    let animation = logic::animation_of(&app, &account.id, logic::id_of(id)?).await?;
    let takes = app.studio.takes(&account.id, animation.root).await?;
    let favourites = app.studio.favourites(&account.id, animation.root).await?;
    let files: Vec<_> = takes
        .into_iter()
        .filter(|take| take.state == TakeEnd::Delivered)
        .filter(|take| !favourites_only || favourites.contains(&take.id))
        .filter_map(|take| Some((file_name(&animation, take.number), take.video?)))
        .collect();
    if files.is_empty() {
        return Err(AppError::NotFound);
    }
    let (sender, receiver) = mpsc::channel::<Result<Bytes, std::io::Error>>(4);
    let runtime = Handle::current();
    // The archive's writer is an ordinary, blocking one; it gets a thread of its own and waits for the browser there.
    tokio::task::spawn_blocking(move || send_archive(&app, &files, sender, &runtime));
    let title = animation.file_title();
    let name = match favourites_only {
        true => words::favourites_file(title),
        false => format!("{title}.zip"),
    };
    let headers = [
        (header::CONTENT_TYPE, "application/zip".to_owned()),
        (header::CACHE_CONTROL, PASSING.to_owned()),
        (
            header::CONTENT_DISPOSITION,
            Disposition::Attachment(name).header(),
        ),
    ];
    Ok((headers, Body::from_stream(ReceiverStream::new(receiver))).into_response())
}

/// Writes the archive of these files, by their names, into a response's body.
fn send_archive(
    app: &App,
    files: &[(String, MediaKey)],
    sender: mpsc::Sender<Result<Bytes, std::io::Error>>,
    runtime: &Handle,
) {
    let failed = sender.clone();
    let pipe = Pipe {
        sender,
        runtime: runtime.clone(),
        buffer: Vec::with_capacity(CHUNK),
    };
    let written = write_archive(pipe, |zip| {
        for (name, key) in files {
            // Videos are compressed already; storing them is fast and loses nothing.
            zip.start_file(
                name.as_str(),
                SimpleFileOptions::default()
                    .compression_method(zip::CompressionMethod::Stored)
                    .large_file(true),
            )?;
            let length = runtime
                .block_on(app.media.length(key))
                .map_err(std::io::Error::other)?;
            let mut stream = runtime
                .block_on(app.media.stretch(key, 0..length))
                .map_err(std::io::Error::other)?;
            while let Some(chunk) = runtime.block_on(stream.next()) {
                zip.write_all(&chunk.map_err(std::io::Error::other)?)?;
            }
        }
        Ok(())
    });
    if let Err(cause) = written {
        tracing::warn!(%cause, "an archive broke off");
        // A transfer that ends with an error is seen as broken, not as a short archive.
        let _nobody_there =
            failed.blocking_send(Err(std::io::Error::other("the archive broke off")));
    }
}

type Zip = ZipWriter<zip::write::StreamWriter<Pipe>>;

fn write_archive(
    pipe: Pipe,
    fill: impl FnOnce(&mut Zip) -> Result<(), zip::result::ZipError>,
) -> Result<(), zip::result::ZipError> {
    let mut zip = ZipWriter::new_stream(pipe);
    fill(&mut zip)?;
    let mut pipe = zip.finish()?.into_inner();
    pipe.flush()?;
    Ok(())
}

/// What is written here is sent to the browser, in large pieces.
struct Pipe {
    sender: mpsc::Sender<Result<Bytes, std::io::Error>>,
    runtime: Handle,
    buffer: Vec<u8>,
}

impl Write for Pipe {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.buffer.extend_from_slice(bytes);
        if self.buffer.len() >= CHUNK {
            self.flush()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        if self.buffer.is_empty() {
            return Ok(());
        }
        let piece = Bytes::from(std::mem::take(&mut self.buffer));
        self.runtime
            .block_on(self.sender.send(Ok(piece)))
            .map_err(|_| std::io::Error::other("the browser went away"))
    }
}
