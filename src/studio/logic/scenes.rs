//! Scenes: kept, shown as free stills, opened again.

use super::stills::{self, STILL_SECONDS};
use super::{engine_format, id_of, previews, take_seed};
use crate::accounts::Account;
use crate::error::AppError;
use crate::live::News;
use crate::media::{StoredImage, uploads};
use crate::server::App;
use crate::studio::logic;
use crate::studio::rules::{
    BundleOffer, Camera, Pace, Previewed, Saved, SceneDraft, SceneNow, Style,
};
use crate::studio::scene_editor::EditorStart;
use crate::studio::set_up;
use crate::studio::store::{Animation, Scene};
use ::credits::current;
use engine::studio::{CameraMove, Inputs};
use engine::{ImageId, Subject, SubjectKind};
use uuid::Uuid;

/// How many of the last delivered videos say how long one usually takes.
const MEASURED: u32 = 60;

/// Keeps a draft, and says what will be animated.
pub async fn save(app: &App, account: &Account, draft: SceneDraft) -> Result<Saved, AppError> {
    let id = draft.id.clone();
    let (saved, changed) = write(app, account, draft).await?;
    tell(app, account, changed, id);
    Ok(saved)
}

/// Other tabs of the scene look at it at once, so this comes after everything that they have to find.
pub fn tell(app: &App, account: &Account, changed: Changed, id: String) {
    if changed == Changed::Something {
        app.events.tell(&account.id, News::Draft { id });
    }
}

/// What a draft says by now, against what was kept of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Changed {
    Something,
    Nothing,
}

/// As [`save`], without telling anybody.
pub async fn write(
    app: &App,
    account: &Account,
    draft: SceneDraft,
) -> Result<(Saved, Changed), AppError> {
    let id = id_of(&draft.id)?;
    if let Some((field, sentence)) = draft.too_long() {
        return Err(AppError::invalid(field, sentence));
    }
    // What the draft names has to be there, and the account's own, before anything is written.
    let inputs = still_inputs(app, account, &draft).await?;
    let before = app.studio.scene(&account.id, id).await?;
    app.studio
        .save_scene(&account.id, id, &draft, account.now())
        .await?
        .ok_or(AppError::NotFound)?;
    let changed = match before {
        Some(before) if before.draft != draft => Changed::Something,
        // Nobody else has a scene open that was not there.
        Some(_) | None => Changed::Nothing,
    };
    Ok((saved(id, &inputs), changed))
}

/// What the browser is told of a kept draft.
fn saved(id: Uuid, inputs: &Inputs) -> Saved {
    Saved {
        still: stills::address(id, &stills::name(inputs)),
        set_up: set_up::sentences(inputs),
    }
}

/// What the scene's still is drawn from: what the first video of the preselected length is.
pub async fn still_inputs(
    app: &App,
    account: &Account,
    draft: &SceneDraft,
) -> Result<Inputs, AppError> {
    inputs_for(app, account, draft, u64::from(draft.seed), STILL_SECONDS).await
}

/// What a draft is drawn from, with this seed and length.
pub async fn inputs_for(
    app: &App,
    account: &Account,
    draft: &SceneDraft,
    seed: u64,
    seconds: u32,
) -> Result<Inputs, AppError> {
    let picture = picture_of(app, account, draft).await?;
    let subject = picture.map(|(image, kind)| subject(&image, kind));
    Ok(inputs_of(draft, subject, seed, seconds))
}

/// What the server has of a scene.
///
/// # Errors
/// `NotFound` where the account has no such scene.
pub async fn scene_now(app: &App, account: &Account, id: &str) -> Result<SceneNow, AppError> {
    let draft = scene_of(app, account, id).await?.draft;
    let id = id_of(id)?;
    let upload = previews::upload_of(app, account, &draft).await?;
    Ok(SceneNow {
        previewed: Previewed {
            saved: saved(id, &still_inputs(app, account, &draft).await?),
            previews: previews::all(app, account, id).await?,
        },
        draft,
        upload,
    })
}

/// Everything the editor of a scene begins with; `id` is none for a fresh draft, of which nothing is kept yet.
pub async fn editor_start(
    app: &App,
    account: &Account,
    id: Option<&str>,
) -> Result<EditorStart, AppError> {
    let now = match id {
        None => None,
        Some(id) => Some(scene_now(app, account, id).await?),
    };
    let has_results = match id {
        None => false,
        Some(id) => {
            let animations = app.studio.animations(&account.id, id_of(id)?);
            !animations.await?.is_empty()
        }
    };
    let (draft, upload, saved, previews) = match now {
        None => {
            let fresh = SceneDraft::fresh(Uuid::now_v7().to_string(), rand::random());
            (fresh, None, None, Vec::new())
        }
        Some(now) => {
            let Previewed { saved, previews } = now.previewed;
            (now.draft, now.upload, Some(saved), previews)
        }
    };
    let lists = app.ledger.price_lists().await?;
    let price_list = *current(&lists, account.now())
        .ok_or_else(|| AppError::internal("there is no price list"))?;
    Ok(EditorStart {
        saved,
        draft,
        upload,
        previews,
        price_list,
        available: app.ledger.balances(&account.id).await?.ai.available,
        bundles: bundles(app),
        animators: app.providers.animators(),
        pace: pace(app).await?,
        has_results,
        owner: account.id.to_string(),
    })
}

pub async fn scene_of(app: &App, account: &Account, id: &str) -> Result<Scene, AppError> {
    app.studio
        .scene(&account.id, id_of(id)?)
        .await?
        .ok_or(AppError::NotFound)
}

/// The bundles of AI credits on sale.
fn bundles(app: &App) -> Vec<BundleOffer> {
    app.catalogue
        .bundles
        .iter()
        .map(|bundle| BundleOffer {
            credits: bundle.ai,
            cents: bundle.price.get(),
        })
        .collect()
}

/// How long videos usually take on this server; none before any was made.
pub async fn pace(app: &App) -> Result<Option<Pace>, AppError> {
    Ok(Pace::of(&app.studio.recent_orders(MEASURED).await?))
}

pub fn seconds_of(animation: &Animation) -> u32 {
    u32::try_from(animation.settings.duration.seconds()).unwrap_or_default()
}

/// What the engine needs to draw a draft: its inputs, and the pictures they name.
pub async fn material(
    app: &App,
    account: &Account,
    draft: &SceneDraft,
    seed: u64,
    seconds: u32,
) -> Result<(Inputs, Vec<(ImageId, Vec<u8>)>), AppError> {
    let picture = picture_of(app, account, draft).await?;
    let images = match &picture {
        None => Vec::new(),
        Some((image, _)) => {
            let png = app
                .media
                .get(&image.key)
                .await
                .map_err(AppError::internal)?;
            vec![(ImageId::new(image.key.hash()), png.to_vec())]
        }
    };
    let subject = picture.map(|(image, kind)| subject(&image, kind));
    Ok((inputs_of(draft, subject, seed, seconds), images))
}

/// The photo as it was uploaded, for those who see it whole; none if the scene has none.
pub async fn photo(
    app: &App,
    account: &Account,
    draft: &SceneDraft,
) -> Result<Option<(ImageId, Vec<u8>)>, AppError> {
    let Some(id) = draft.photo() else {
        return Ok(None);
    };
    let image = uploads::find(app, &account.id, id_of(id)?).await?.original;
    let png = app
        .media
        .get(&image.key)
        .await
        .map_err(AppError::internal)?;
    Ok(Some((ImageId::new(image.key.hash()), png.to_vec())))
}

/// The picture to animate: the subject alone where it could be found, else the photo as a card. Nobody has to choose.
async fn picture_of(
    app: &App,
    account: &Account,
    draft: &SceneDraft,
) -> Result<Option<(StoredImage, SubjectKind)>, AppError> {
    let Some(id) = draft.photo() else {
        return Ok(None);
    };
    let upload = uploads::find(app, &account.id, id_of(id)?).await?;
    Ok(Some(match upload.cut_out {
        Some(image) => (image, SubjectKind::CutOut),
        None => (upload.original, SubjectKind::FramedCrop),
    }))
}

fn subject(image: &StoredImage, kind: SubjectKind) -> Subject {
    Subject {
        image: ImageId::new(image.key.hash()),
        width: image.width,
        height: image.height,
        kind,
        edge: engine::Edge::default(),
    }
}

/// A draft in the engine's words.
pub fn inputs_of(draft: &SceneDraft, subject: Option<Subject>, seed: u64, seconds: u32) -> Inputs {
    Inputs {
        subject,
        prompt: draft.prompt.clone(),
        caption: draft.caption.trim().to_owned(),
        format: engine_format(draft.format),
        style: match draft.style {
            Style::Dusk => engine::studio::Style::Dusk,
            Style::Studio => engine::studio::Style::Studio,
            Style::Paper => engine::studio::Style::Paper,
            Style::Neon => engine::studio::Style::Neon,
        },
        seed,
        seconds,
        camera: match draft.camera {
            Camera::FromWords => CameraMove::FromWords,
            Camera::Calm => CameraMove::Calm,
            Camera::PushIn => CameraMove::PushIn,
            Camera::PullBack => CameraMove::PullBack,
            Camera::Orbit => CameraMove::Orbit,
            Camera::Handheld => CameraMove::Handheld,
        },
    }
}

/// Opens a take as a new scene; returns the scene's id. Free, as everything before Animate.
pub async fn remix(app: &App, account: &Account, take: &str) -> Result<Uuid, AppError> {
    let take = logic::take_of(app, account, take).await?;
    let animation = logic::animation_of(app, &account.id, take.animation).await?;
    let id = Uuid::now_v7();
    // The new scene's preview is a look of its own, one that follows from the take it came from.
    let seed = take_seed(
        animation.snapshot.seed,
        take.number,
        super::regeneration_number(take.id),
    ) as u32;
    let draft = SceneDraft {
        id: id.to_string(),
        seed,
        ..animation.snapshot
    };
    app.studio
        .save_scene(&account.id, id, &draft, account.now())
        .await?;
    Ok(id)
}
