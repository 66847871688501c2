//! From what a person filled in to what the engine draws, and to the hash that tells versions apart.

use super::rules::{ClipInputs, FormatChoice};
use super::status::{BeatView, Film};
use crate::error::AppError;
use crate::media::upload_field::ImageView;
use crate::media::uploads;
use crate::server::App;
use ::credits::{AccountId, VersionHash};
use engine::templates::{self, Template};
use engine::{Assets, Format, ImageId, Resolution, Size};
use sha2::{Digest, Sha256};
use std::sync::LazyLock;

/// Where the sample's picture is served.
pub const SAMPLE_URL: &str = "/clips/sample/sneaker.png";

/// The animation that clips are made with.
fn template() -> &'static Template {
    templates::ALL[0]
}

/// The sample as the browser knows it.
pub fn sample() -> ImageView {
    static HASH: LazyLock<String> =
        LazyLock::new(|| hex::encode(Sha256::digest(template().sample.picture.png)));
    let Size { width, height } = template().sample.picture.size();
    ImageView {
        hash: HASH.clone(),
        width,
        height,
        url: SAMPLE_URL.to_owned(),
    }
}

/// The hash of everything that changes the video, and of nothing else.
pub fn hash(inputs: &ClipInputs) -> Result<VersionHash, AppError> {
    VersionHash::new(hex::encode(Sha256::digest(inputs.canonical()))).map_err(AppError::internal)
}

/// The same inputs with their photo read from the store: a browser's word about hashes and sizes is not taken.
pub async fn resolved(
    app: &App,
    account: &AccountId,
    inputs: ClipInputs,
) -> Result<ClipInputs, AppError> {
    let photo = match &inputs.photo {
        None => None,
        Some(photo) => {
            let id = photo.id.parse().map_err(|_| AppError::NotFound)?;
            Some(uploads::find(app, account, id).await?.view())
        }
    };
    Ok(ClipInputs { photo, ..inputs })
}

/// The engine's own form of the inputs.
fn engine_inputs(inputs: &ClipInputs) -> Result<templates::Inputs, AppError> {
    serde_json::from_str(&inputs.engine_json(&sample())).map_err(AppError::internal)
}

/// The animation of these inputs.
pub fn scene(inputs: &ClipInputs) -> Result<engine::scene::Scene, AppError> {
    Ok(template().scene(&engine_inputs(inputs)?))
}

/// The pictures the animation needs.
pub async fn assets(
    app: &App,
    account: &AccountId,
    inputs: &ClipInputs,
) -> Result<Assets, AppError> {
    let sample = sample();
    let picture = inputs.picture(&sample);
    let png = match &inputs.photo {
        None => bytes::Bytes::from_static(template().sample.picture.png),
        Some(photo) => {
            let upload = uploads::find(
                app,
                account,
                photo.id.parse().map_err(|_| AppError::NotFound)?,
            )
            .await?;
            let image = [Some(upload.original), upload.cut_out]
                .into_iter()
                .flatten()
                .find(|image| image.key.hash() == picture.hash);
            let image = image.ok_or_else(|| {
                AppError::internal("a version names a picture that its photo does not have")
            })?;
            app.media
                .get(&image.key)
                .await
                .map_err(AppError::internal)?
        }
    };
    let mut assets = Assets::new();
    assets
        .add_png(ImageId::new(picture.hash.clone()), &png)
        .map_err(AppError::internal)?;
    Ok(assets)
}

/// How long the animation is and what happens when.
pub fn film(inputs: &ClipInputs) -> Result<Film, AppError> {
    let scene = scene(inputs)?;
    Ok(Film {
        frames: scene.frame_count(),
        fps: engine::FPS,
        still: scene.frame_at(scene.still_s),
        beats: scene
            .beats()
            .into_iter()
            .map(|beat| BeatView {
                name: beat.name,
                from_s: beat.start_s,
            })
            .collect(),
    })
}

/// The size of the finished file, and of its smaller rendition.
pub fn sizes(format: FormatChoice) -> (Size, Size) {
    let format = match format {
        FormatChoice::Portrait => Format::Portrait,
        FormatChoice::Square => Format::Square,
        FormatChoice::Landscape => Format::Landscape,
    };
    (
        Resolution::P1080.size(format),
        Resolution::P540.size(format),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clips::rules::{Background, FrameChoice, HEADLINE_MAX, LINE_MAX, TEMPLATE};

    #[test]
    fn the_engine_understands_every_choice() {
        assert_eq!(TEMPLATE, template().id());
        assert_eq!(
            (HEADLINE_MAX, LINE_MAX),
            (template().headline_max, template().line_max)
        );
        for frame in FrameChoice::ALL {
            for background in Background::ALL {
                for format in FormatChoice::ALL {
                    let inputs = ClipInputs {
                        frame: *frame,
                        background: *background,
                        format: *format,
                        ..ClipInputs::draft()
                    };
                    let engine =
                        engine_inputs(&inputs).expect("the engine reads what the browser writes");
                    assert_eq!(engine.frame.label(), frame.label());
                    assert_eq!(engine.background.label(), background.label());
                    assert_eq!(engine.format.label(), format.label());
                    assert_eq!(
                        sizes(*format).0,
                        Size::new(format.size().0, format.size().1)
                    );
                }
            }
        }
    }

    #[test]
    fn undoing_an_edit_gives_the_same_hash() {
        let before = ClipInputs::draft();
        let edited = ClipInputs {
            headline: "Back by demand".to_owned(),
            ..before.clone()
        };
        let undone = ClipInputs {
            headline: before.headline.clone(),
            ..edited.clone()
        };
        assert_ne!(hash(&edited), hash(&before));
        assert_eq!(hash(&undone), hash(&before));
    }
}
