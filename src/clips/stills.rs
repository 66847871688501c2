//! The still that stands for a template wherever templates are shown: drawn once, when somebody first looks.

use super::version::shown_style;
use crate::error::AppError;
use axum::extract::Path;
use axum::http::header;
use axum::response::IntoResponse;
use bytes::Bytes;
use engine::scene::Scene;
use engine::templates::{self, Style, Template};
use engine::{Assets, ENGINE_RELEASE, Format, ImageId, Size};
use std::sync::{Mutex, OnceLock, PoisonError};

/// Twice as large as a gallery shows them.
const SIZE: Size = Size::new(512, 640);

/// A still that was drawn, or the reason why it could not be.
type Still = OnceLock<Result<Bytes, String>>;

static STILLS: [Still; templates::ALL.len()] = [const { OnceLock::new() }; templates::ALL.len()];
/// A gallery asks for all of them at once; they are drawn one after the other, beside everything else.
static DRAWING: Mutex<()> = Mutex::new(());

/// Where the still is. The address changes with what the engine draws, so it may be kept for ever.
pub fn address(template: &Template) -> String {
    format!(
        "/templates/{}/still.jpg?drawn={ENGINE_RELEASE}",
        template.slug
    )
}

/// The still of the template with this name.
pub async fn show(Path(slug): Path<String>) -> Result<impl IntoResponse, AppError> {
    let place = templates::ALL
        .iter()
        .position(|template| template.slug == slug)
        .ok_or(AppError::NotFound)?;
    let made = tokio::task::spawn_blocking(move || {
        STILLS[place].get_or_init(|| {
            let _one_at_a_time = DRAWING.lock().unwrap_or_else(PoisonError::into_inner);
            draw(place)
        })
    });
    let jpeg = made.await.map_err(AppError::internal)?.clone();
    let headers = [
        (header::CONTENT_TYPE, "image/jpeg"),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
    ];
    Ok((headers, jpeg.map_err(AppError::internal)?))
}

/// What stands for the template at this place: its animation with the sample's words and picture.
pub(super) fn shown(place: usize) -> Result<(Scene, Assets), String> {
    let template = templates::ALL[place];
    let style = Style::ALL[shown_style(template)];
    let inputs = template.sample_inputs(Format::Feed, style);
    let mut assets = Assets::new();
    let picture = template.sample.picture;
    assets
        .add_png(ImageId::new(picture.name), picture.png)
        .map_err(|error| error.to_string())?;
    Ok((template.scene(&inputs), assets))
}

fn draw(place: usize) -> Result<Bytes, String> {
    let (scene, assets) = shown(place)?;
    let index = scene.frame_at(scene.still_s);
    engine::still_jpeg(&scene, &assets, SIZE, index)
        .map(Bytes::from)
        .map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_template_has_a_still() {
        for place in 0..templates::ALL.len() {
            let jpeg = draw(place).expect("a still");
            assert!(
                jpeg.starts_with(&[0xff, 0xd8]) && jpeg.len() < 120_000,
                "{}",
                jpeg.len()
            );
        }
    }
}
