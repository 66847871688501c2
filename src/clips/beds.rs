//! Sound beds to listen to: those of a template, computed when somebody first listens.

use super::rules::SoundChoice;
use super::version;
use crate::error::AppError;
use crate::media::delivery::{Disposition, deliver};
use crate::media::{Media, MediaKey};
use axum::extract::Path;
use axum::http::HeaderMap;
use axum::response::Response;
use engine::FPS;
use engine::sound::Sound;
use engine::templates;
use engine::video::sound_file;
use std::collections::HashMap;
use std::sync::LazyLock;
use tokio::sync::Mutex;

/// Kept as long as the process lives; there are no more than templates have sounds, of some 150 kB each.
static KEPT: LazyLock<Media> = LazyLock::new(Media::in_memory);
/// One is computed at a time, in a quarter of a second, so that nobody's renders wait for a row of them.
static MADE: LazyLock<Mutex<HashMap<(&str, String), MediaKey>>> = LazyLock::new(Mutex::default);

/// The bed of this name, as it sounds with this template.
pub async fn show(
    Path((choice, template)): Path<(SoundChoice, String)>,
    headers: HeaderMap,
) -> Result<Response, AppError> {
    let key = made(choice, template).await?;
    Ok(deliver(&KEPT, &key, &headers, Disposition::Inline).await)
}

async fn made(choice: SoundChoice, template: String) -> Result<MediaKey, AppError> {
    let found = templates::find(&template).ok_or(AppError::NotFound)?;
    let bed = version::bed(choice).ok_or(AppError::NotFound)?;
    let (accent, frames) = (found.breaks_at(), found.seconds * FPS);
    let mut made = MADE.lock().await;
    if let Some(key) = made.get(&(choice.slug(), template.clone())) {
        return Ok(key.clone());
    }
    let work = move || sound_file(Sound { bed, accent }, frames);
    let file = tokio::task::spawn_blocking(work)
        .await
        .map_err(AppError::internal)?;
    let file = file.map_err(AppError::internal)?;
    let key = KEPT.put(file, "m4a").await.map_err(AppError::internal)?;
    made.insert((choice.slug(), template), key.clone());
    Ok(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn each_bed_is_a_file_and_silence_is_none() {
        let id = || templates::ALL[0].id();
        let first = made(SoundChoice::LowDrift, id()).await.expect("a bed");
        assert_eq!(
            made(SoundChoice::LowDrift, id()).await.expect("kept"),
            first
        );
        for (choice, template) in [
            (SoundChoice::None, id()),
            (SoundChoice::LowDrift, "none@1".to_owned()),
        ] {
            let refused = made(choice, template).await;
            assert!(matches!(refused, Err(AppError::NotFound)));
        }
    }
}
