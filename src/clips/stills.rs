//! Stills that are drawn when somebody first looks: the one that stands for a template wherever templates are shown, and the
//! one that stands for a clip until it has a poster.

use super::version::{self, shown_style};
use crate::accounts::{Account, SignedIn};
use crate::error::AppError;
use crate::media::drawn::{LASTING, PASSING, drawn};
use crate::server::App;
use ::credits::VersionHash;
use axum::extract::{Path, Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use engine::scene::Scene;
use engine::templates::{self, Style, Template};
use engine::{Assets, ENGINE_RELEASE, Format, ImageId, Size};
use serde::Deserialize;
use std::sync::{Mutex, OnceLock, PoisonError};
use uuid::Uuid;

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

/// Where the still of a clip is that shows this version. The address changes with what is shown, so it may be kept for ever.
pub fn address_of(clip: Uuid, version: &VersionHash) -> String {
    format!("/clips/{clip}/still?version={version}&drawn={ENGINE_RELEASE}")
}

/// Of which version the address spoke; by now the clip may show another.
#[derive(Debug, Deserialize)]
pub(super) struct Spoken {
    #[serde(default)]
    version: String,
}

/// What the clip's fields show now, as a picture for lists.
pub(super) async fn of_clip(
    State(app): State<App>,
    SignedIn(account): SignedIn,
    Path(id): Path<String>,
    Query(spoken): Query<Spoken>,
) -> Result<Response, AppError> {
    let id = id.parse().map_err(|_| AppError::NotFound)?;
    let (version, jpeg) = draw_clip(&app, &account, id).await?;
    let keep = if version.as_str() == spoken.version {
        LASTING
    } else {
        PASSING
    };
    let headers = [
        (header::CONTENT_TYPE, "image/jpeg"),
        (header::CACHE_CONTROL, keep),
    ];
    Ok((headers, jpeg).into_response())
}

/// The clip's picture, a JPEG, and the version that it shows.
///
/// # Errors
/// `NotFound` where the account has no such clip.
pub async fn draw_clip(
    app: &App,
    account: &Account,
    id: Uuid,
) -> Result<(VersionHash, Bytes), AppError> {
    let inputs = super::logic::clip(app, account, id).await?.inputs;
    let version = version::hash(&inputs)?;
    let scene = version::scene(&inputs)?;
    let (_, size) = version::sizes(inputs.format);
    let jpeg = drawn(
        format!("clip {version}"),
        version::assets(app, &account.id, &inputs),
        move |assets| {
            let index = scene.frame_at(scene.still_s);
            engine::still_jpeg(&scene, &assets, size, index)
        },
    )
    .await?;
    Ok((version, jpeg))
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
