//! Scenes: kept, shown as free stills, opened again.

use super::{engine_format, id_of, take_seed};
use crate::accounts::Account;
use crate::error::AppError;
use crate::media::{StoredImage, uploads};
use crate::server::App;
use crate::studio::rules::{BundleOffer, Saved, SceneDraft, SetUp, Style};
use crate::studio::scene_editor::EditorStart;
use crate::studio::store::{Animation, Scene, Take};
use crate::studio::{logic, providers};
use ::credits::current;
use engine::studio::Inputs;
use engine::{Assets, ImageId, RenderError, Resolution, Subject, SubjectKind};
use tokio::sync::Semaphore;
use uuid::Uuid;

/// How many stills are drawn at once; further ones wait their turn, none is refused.
static STILLS: Semaphore = Semaphore::const_new(2);
/// The length a still is composed for; the one that is preselected.
const STILL_SECONDS: u32 = 10;

/// Keeps a draft, and says what will be animated.
pub async fn save(app: &App, account: &Account, draft: SceneDraft) -> Result<Saved, AppError> {
    let id = id_of(&draft.id)?;
    if let Some((field, sentence)) = draft.too_long() {
        return Err(AppError::invalid(field, sentence));
    }
    let picture = picture_of(app, account, &draft).await?;
    let revision = app
        .studio
        .save_scene(&account.id, id, &draft, account.now())
        .await?
        .ok_or(AppError::NotFound)?;
    Ok(saved(&draft, picture.as_ref(), revision))
}

fn saved(draft: &SceneDraft, picture: Option<&(StoredImage, SubjectKind)>, revision: i64) -> Saved {
    let words = engine::studio::set_up(&inputs(
        draft,
        picture,
        u64::from(draft.seed),
        STILL_SECONDS,
    ));
    Saved {
        revision,
        set_up: SetUp {
            subject: words.subject,
            composition: words.composition,
            setup: words.setup,
            caption: words.caption,
        },
    }
}

/// Everything the editor of a scene begins with; `id` is none for a fresh draft, of which nothing is kept yet.
pub async fn editor_start(
    app: &App,
    account: &Account,
    id: Option<&str>,
) -> Result<EditorStart, AppError> {
    let (draft, revision) = match id {
        None => (
            SceneDraft::fresh(Uuid::now_v7().to_string(), rand::random()),
            None,
        ),
        Some(id) => {
            let Scene { draft, revision } = scene_of(app, account, id).await?;
            (draft, Some(revision))
        }
    };
    let upload = match draft.upload.as_deref() {
        None => None,
        Some(id) => Some(uploads::find(app, &account.id, id_of(id)?).await?.view()),
    };
    let picture = picture_of(app, account, &draft).await?;
    let lists = app.ledger.price_lists().await?;
    let price_list = *current(&lists, account.now())
        .ok_or_else(|| AppError::internal("there is no price list"))?;
    let has_results = match id {
        None => false,
        Some(id) => !app
            .studio
            .animations(&account.id, id_of(id)?)
            .await?
            .is_empty(),
    };
    Ok(EditorStart {
        saved: revision.map(|revision| saved(&draft, picture.as_ref(), revision)),
        draft,
        upload,
        price_list,
        available: app.ledger.balances(&account.id).await?.ai.available,
        bundles: bundles(app),
        provider: provider_words(),
        has_results,
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

pub fn provider_words() -> String {
    providers::active().capabilities().honestly.to_owned()
}

/// The scene's still, as PNG.
pub async fn still(app: &App, account: &Account, id: &str) -> Result<Vec<u8>, AppError> {
    let Scene { draft, .. } = scene_of(app, account, id).await?;
    draw(app, account, &draft, u64::from(draft.seed), STILL_SECONDS).await
}

/// The still of one take, which is what it will look like before it is there.
pub async fn take_still(app: &App, account: &Account, take: &Take) -> Result<Vec<u8>, AppError> {
    let animation = app
        .studio
        .animation(&account.id, take.animation)
        .await?
        .ok_or(AppError::NotFound)?;
    draw(
        app,
        account,
        &animation.snapshot,
        take.seed,
        seconds_of(&animation),
    )
    .await
}

pub fn seconds_of(animation: &Animation) -> u32 {
    u32::try_from(animation.settings.duration.seconds()).unwrap_or_default()
}

async fn draw(
    app: &App,
    account: &Account,
    draft: &SceneDraft,
    seed: u64,
    seconds: u32,
) -> Result<Vec<u8>, AppError> {
    if draft.missing().is_some() {
        return Err(AppError::NotFound);
    }
    let (inputs, images) = material(app, account, draft, seed, seconds).await?;
    let _turn = STILLS.acquire().await.map_err(AppError::internal)?;
    let drawn = tokio::task::spawn_blocking(move || poster(&inputs, &images)).await;
    drawn
        .map_err(AppError::internal)?
        .map_err(AppError::internal)
}

fn poster(inputs: &Inputs, images: &[(ImageId, Vec<u8>)]) -> Result<Vec<u8>, RenderError> {
    let mut assets = Assets::new();
    for (id, png) in images {
        assets
            .add_png(id.clone(), png)
            .map_err(|cause| RenderError::Scene(cause.to_string()))?;
    }
    let scene = engine::studio::scene(inputs);
    let still = engine::studio::still_time(&scene) * f64::from(engine::FPS);
    let index = (still.round() as u32).min(scene.frames.saturating_sub(1));
    engine::poster_png(&scene, &assets, Resolution::P540.size(inputs.format), index)
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
    Ok((inputs(draft, picture.as_ref(), seed, seconds), images))
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

/// The engine's inputs for a draft, with the picture to animate if there is one.
pub fn inputs(
    draft: &SceneDraft,
    picture: Option<&(StoredImage, SubjectKind)>,
    seed: u64,
    seconds: u32,
) -> Inputs {
    Inputs {
        subject: picture.map(|(image, kind)| Subject {
            image: ImageId::new(image.key.hash()),
            width: image.width,
            height: image.height,
            kind: *kind,
        }),
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
    }
}

/// Opens a take as a new scene; returns the scene's id. Free, as everything before Animate.
pub async fn remix(app: &App, account: &Account, take: &str) -> Result<Uuid, AppError> {
    let take = logic::take_of(app, account, take).await?;
    let animation = app
        .studio
        .animation(&account.id, take.animation)
        .await?
        .ok_or(AppError::NotFound)?;
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
