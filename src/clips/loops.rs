//! A template's animation as a small loop, for wherever its still is shown: rendered once, when somebody first looks, and
//! begun at the very frame of the still.

use super::stills;
use crate::error::AppError;
use crate::media::delivery::{Disposition, deliver};
use crate::media::{Media, MediaKey};
use axum::extract::Path;
use axum::http::HeaderMap;
use axum::response::Response;
use engine::templates::{self, Template};
use engine::video::{Unwatched, render_loop};
use engine::{ENGINE_RELEASE, Size};
use std::sync::LazyLock;
use tokio::sync::{Mutex, OnceCell};

/// As large as a gallery shows them on most screens; a moving picture needs less than a still.
const SIZE: Size = Size::new(256, 320);

/// The loops are kept as long as the process lives, as the stills are: files of their own would have to be found again.
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
pub async fn show(Path(slug): Path<String>, headers: HeaderMap) -> Result<Response, AppError> {
    let place = templates::ALL
        .iter()
        .position(|template| template.slug == slug)
        .ok_or(AppError::NotFound)?;
    let key = LOOPS[place].get_or_try_init(|| made(place)).await?;
    Ok(deliver(&KEPT, key, &headers, Disposition::Inline).await)
}

async fn made(place: usize) -> Result<MediaKey, AppError> {
    let _one_at_a_time = RENDERING.lock().await;
    let file = tokio::task::spawn_blocking(move || render(place)).await;
    let file = file.map_err(AppError::internal)?;
    let file = file.map_err(AppError::internal)?;
    KEPT.put(file, "mp4").await.map_err(AppError::internal)
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
}
