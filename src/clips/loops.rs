//! A template's animation as a small loop, for wherever its still is shown: rendered once, when somebody first looks, and
//! begun at the very frame of the still. A folder beside the media keeps it for the next start.

use super::stills;
use crate::error::AppError;
use crate::media::delivery::{Disposition, deliver};
use crate::media::{Media, MediaKey};
use crate::server::App;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use engine::templates::{self, Template};
use engine::video::{Unwatched, render_loop};
use engine::{ENGINE_RELEASE, Size};
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::Write;
use std::path::PathBuf;
use std::sync::LazyLock;
use tokio::sync::{Mutex, OnceCell};
use uuid::Uuid;

/// As large as a gallery shows them on most screens; a moving picture needs less than a still.
const SIZE: Size = Size::new(256, 320);

/// What is shown while the process lives. It is a store of its own: the people's media are counted and erased by their rows.
static KEPT: LazyLock<Media> = LazyLock::new(Media::in_memory);
static LOOPS: [OnceCell<MediaKey>; templates::ALL.len()] =
    [const { OnceCell::const_new() }; templates::ALL.len()];
/// A mouse that sweeps over a gallery asks for many; they are rendered one after the other, on one thread, so that the
/// videos of others keep theirs.
static RENDERING: Mutex<()> = Mutex::const_new(());

/// Where the loop is. The address changes with what the engine draws, so it may be kept for ever.
pub fn address(template: &Template) -> String {
    format!(
        "/templates/{}/loop.mp4?drawn={ENGINE_RELEASE}",
        template.slug
    )
}

/// The loop of the template with this name.
pub async fn show(
    State(app): State<App>,
    Path(slug): Path<String>,
    headers: HeaderMap,
) -> Result<Response, AppError> {
    let place = templates::ALL
        .iter()
        .position(|template| template.slug == slug)
        .ok_or(AppError::NotFound)?;
    let folder = app.settings.data_dir.join("loops");
    let key = LOOPS[place].get_or_try_init(|| made(place, folder)).await?;
    Ok(deliver(&KEPT, key, &headers, Disposition::Inline).await)
}

async fn made(place: usize, folder: PathBuf) -> Result<MediaKey, AppError> {
    let _one_at_a_time = RENDERING.lock().await;
    let file = tokio::task::spawn_blocking(move || found_or_rendered(place, folder)).await;
    let file = file.map_err(AppError::internal)?;
    let file = file.map_err(AppError::internal)?;
    KEPT.put(file, "mp4").await.map_err(AppError::internal)
}

/// The file that an earlier start has left in the folder, else a new one, which is left there. A folder that cannot be
/// written keeps nobody from seeing the loop.
fn found_or_rendered(place: usize, folder: PathBuf) -> Result<Vec<u8>, String> {
    let kept = folder.join(name(place)?);
    if let Ok(file) = std::fs::read(&kept) {
        return Ok(file);
    }
    let file = render(place)?;
    let left = std::fs::create_dir_all(&folder).and_then(|()| keep(&file, &kept));
    if let Err(cause) = left {
        tracing::warn!(%cause, "a loop could not be kept");
    }
    Ok(file)
}

/// Leaves the file at that path. It has a name of its own until it is whole and on the disk: nobody finds half of it, not
/// even after the power failed or while another server leaves the same one.
fn keep(file: &[u8], kept: &std::path::Path) -> std::io::Result<()> {
    let partial = kept.with_extension(format!("{}.partial", Uuid::new_v4()));
    let left = File::create(&partial)
        .and_then(|mut new| new.write_all(file).and_then(|()| new.sync_all()))
        .and_then(|()| std::fs::rename(&partial, kept));
    if left.is_err() {
        // Perhaps it was never made.
        let _removed = std::fs::remove_file(&partial);
    }
    left
}

/// What the file is called: by everything that it is drawn from, and by the engine's release, which is raised when the engine
/// draws the same otherwise. So a changed animation is not shown by its old loop.
fn name(place: usize) -> Result<String, String> {
    let (scene, _) = stills::shown(place)?;
    let drawn = serde_json::to_vec(&(ENGINE_RELEASE, SIZE, scene));
    let mut hash = Sha256::new();
    hash.update(drawn.map_err(|error| error.to_string())?);
    hash.update(templates::ALL[place].sample.picture.png);
    Ok(format!("{}.mp4", hex::encode(hash.finalize())))
}

fn render(place: usize) -> Result<Vec<u8>, String> {
    let (scene, assets) = stills::shown(place)?;
    render_loop(&scene, &assets, SIZE, 1, &Unwatched).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use engine::video::{Expected, verify};

    /// A few of them, since each takes seconds; that every template can be drawn is tested elsewhere.
    #[test]
    fn a_loop_is_a_whole_small_video() {
        for place in (0..templates::ALL.len()).step_by(7) {
            let file = render(place).expect("a loop");
            let (scene, _) = stills::shown(place).expect("a scene");
            let expected = Expected {
                size: SIZE,
                frames: scene.frame_count(),
            };
            verify(&file, &expected).expect("it plays");
            assert!(file.len() < 450_000, "{}", file.len());
        }
    }

    #[test]
    fn a_loop_outlives_the_process_that_rendered_it() {
        let data = tempfile::tempdir().expect("a folder");
        let folder = data.path().join("loops");
        let rendered = found_or_rendered(0, folder.clone()).expect("a loop");
        let kept = folder.join(name(0).expect("a name"));
        assert_eq!(std::fs::read(&kept).expect("the kept file"), rendered);
        // What stands there is what is shown, without rendering again.
        std::fs::write(&kept, b"kept").expect("written");
        assert_eq!(found_or_rendered(0, folder).expect("a loop"), b"kept");
        assert_ne!(name(0), name(1));
    }
}
