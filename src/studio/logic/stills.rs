//! Stills: drawn when somebody looks, by the engine that animates, and kept for a while under the name of what they show.

use super::scenes::{inputs_for, material, scene_of, seconds_of, still_inputs};
use super::{animation_of, id_of};
use crate::accounts::Account;
use crate::error::AppError;
use crate::media::drawn;
use crate::server::App;
use crate::studio::rules::SceneDraft;
use crate::studio::store::Take;
use bytes::Bytes;
use engine::studio::Inputs;
use engine::{Assets, ENGINE_RELEASE, ImageId, RenderError, Resolution, Size};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// The length a still is composed for; the one that is preselected.
pub const STILL_SECONDS: u32 = 10;

/// A still on its way to a browser.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Still {
    pub file: Bytes,
    pub mime: &'static str,
    /// Whether its address will show it for ever.
    pub lasting: bool,
}

/// Names what is drawn from these inputs: equal names are equal pictures.
pub fn name(inputs: &Inputs) -> String {
    let text = serde_json::to_string(inputs).unwrap_or_default();
    hex::encode(&Sha256::digest(text)[..16])
}

/// Where a scene's still of this name is. The address changes with what the engine draws, so it may be kept for ever.
pub fn address(scene: Uuid, name: &str) -> String {
    format!("/studio/{scene}/still?of={name}&drawn={ENGINE_RELEASE}")
}

/// The still of a scene: the one of that name, now or of before, else what stands there now. `small` is a thumbnail.
///
/// # Errors
/// `NotFound` where the account has no such scene, or the scene is empty.
pub async fn still(
    app: &App,
    account: &Account,
    scene: &str,
    named: Option<&str>,
    small: bool,
) -> Result<Still, AppError> {
    let id = id_of(scene)?;
    let now = scene_of(app, account, scene).await?.draft;
    let (draft, lasting) = match named {
        None => (now, false),
        Some(named) if name(&still_inputs(app, account, &now).await?) == named => (now, true),
        Some(named) => match app.studio.preview(&account.id, id, named).await? {
            Some(earlier) => (earlier.draft, true),
            None => (now, false),
        },
    };
    let seed = u64::from(draft.seed);
    let file = drawn(app, account, &draft, seed, STILL_SECONDS, small).await?;
    Ok(Still {
        file,
        mime: if small { "image/jpeg" } else { "image/png" },
        lasting,
    })
}

/// The still of one take, which is what it will look like before it is there.
///
/// # Errors
/// `NotFound` where the take's order is not the account's.
pub async fn take_still(app: &App, account: &Account, take: &Take) -> Result<Bytes, AppError> {
    let animation = animation_of(app, &account.id, take.animation).await?;
    let seconds = seconds_of(&animation);
    drawn(app, account, &animation.snapshot, take.seed, seconds, false).await
}

async fn drawn(
    app: &App,
    account: &Account,
    draft: &SceneDraft,
    seed: u64,
    seconds: u32,
    small: bool,
) -> Result<Bytes, AppError> {
    if draft.missing().is_some() {
        return Err(AppError::NotFound);
    }
    let name = name(&inputs_for(app, account, draft, seed, seconds).await?);
    drawn::drawn(
        format!("{name}{}", if small { " small" } else { "" }),
        material(app, account, draft, seed, seconds),
        move |(inputs, images)| draw(&inputs, &images, small),
    )
    .await
}

fn draw(
    inputs: &Inputs,
    images: &[(ImageId, Vec<u8>)],
    small: bool,
) -> Result<Vec<u8>, RenderError> {
    let mut assets = Assets::new();
    for (id, png) in images {
        assets
            .add_png(id.clone(), png)
            .map_err(|cause| RenderError::Scene(cause.to_string()))?;
    }
    let scene = engine::studio::scene(inputs);
    let index = scene.frame_at(engine::studio::still_time(&scene));
    let size = Resolution::P540.size(inputs.format);
    if small {
        let third = Size::new(size.width / 3, size.height / 3);
        engine::still_jpeg(&scene, &assets, third, index)
    } else {
        engine::poster_png(&scene, &assets, size, index)
    }
}
