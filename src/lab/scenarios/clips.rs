//! The states of the template editor.

use super::doors;
use super::list::Scenario;
use super::stagehand::{Patience, Stagehand};
use crate::clips::downloads::{self, Asked};
use crate::clips::exports::logic::{self as exports, Owned};
use crate::clips::exports::rules::{ExportKind, ExportState};
use crate::clips::logic;
use crate::clips::rules::{ClipInputs, FormatChoice};
use crate::clips::status::{DownloadAnswer, Draft, RenderStatus, VersionView};
use crate::clips::version;
use crate::error::AppError;
use crate::faults::RenderFault;
use crate::lab::endpoints::LabError;
use crate::lab::personas::{Persona, Wanted};
use crate::server::App;
use engine::templates::Template;
use tower_sessions::Session;
use uuid::Uuid;

/// A template with everything its editor can show: frames and backgrounds to choose from.
const TEMPLATE: &str = "step-out";

/// Sets the scene of an editor's state and answers where it is.
pub async fn set(app: &App, session: &Session, scenario: Scenario) -> Result<String, LabError> {
    match scenario {
        Scenario::EditorGuest => {
            crate::accounts::logic::end(session).await?;
            Ok(sample()?.0)
        }
        Scenario::EditorSignUp => doors::wish_for_video(app, session).await,
        _ => of_account(app, session, scenario).await,
    }
}

/// The states of somebody who has an account.
async fn of_account(app: &App, session: &Session, scenario: Scenario) -> Result<String, LabError> {
    let wanted = match scenario {
        Scenario::EditorIncluded => Wanted::plain(Persona::Pro),
        Scenario::EditorOutOfCredits => Wanted {
            download_credits: Some(0),
            ..Wanted::plain(Persona::Starter)
        },
        _ => Wanted::plain(Persona::Starter),
    };
    let hand = Stagehand::wanted(app, session, wanted).await?;
    let clip = draft(&hand, TEMPLATE).await?;
    match scenario {
        Scenario::EditorRendering => {
            hand.disturb_render(RenderFault::Stall).await?;
            rendered(&hand, clip.clone(), |render| {
                matches!(
                    render,
                    RenderStatus::Running {
                        frames_done: 1..,
                        ..
                    }
                )
            })
            .await?;
        }
        Scenario::EditorRenderFailed => {
            hand.disturb_render(RenderFault::Fail).await?;
            rendered(&hand, clip.clone(), |render| {
                matches!(render, RenderStatus::Failed { .. })
            })
            .await?;
        }
        Scenario::EditorReady | Scenario::EditorIncluded | Scenario::EditorOutOfCredits => {
            ready(&hand, clip.clone()).await?;
        }
        Scenario::EditorDownloaded => {
            downloaded(&hand, clip.clone()).await?;
        }
        Scenario::EditorFiles | Scenario::EditorFilesMaking => {
            return files(&hand, &clip, scenario).await;
        }
        Scenario::EditorEdited => {
            downloaded(&hand, clip.clone()).await?;
            let mut edited = clip.clone();
            edited.inputs.headline = "Out of the ordinary".to_owned();
            logic::save(app, &hand.account, edited).await?;
        }
        _ => {}
    }
    Ok(format!("/clips/{}", clip.clip))
}

/// Where the template's editor begins, and what with.
pub fn sample() -> Result<(String, ClipInputs), AppError> {
    let inputs = version::draft(named(TEMPLATE)?);
    Ok((format!("/clips/new/{TEMPLATE}"), inputs))
}

fn named(slug: &str) -> Result<&'static Template, AppError> {
    let mut all = engine::templates::ALL.into_iter();
    all.find(|one| one.slug == slug).ok_or(AppError::NotFound)
}

/// A kept draft of a template, square, which renders fastest.
pub async fn draft(hand: &Stagehand<'_>, template: &str) -> Result<Draft, LabError> {
    let template = named(template)?;
    let draft = Draft {
        clip: Uuid::now_v7().to_string(),
        title: String::new(),
        inputs: ClipInputs {
            format: FormatChoice::Square,
            ..version::draft(template)
        },
    };
    logic::save(hand.app, &hand.account, draft.clone()).await?;
    Ok(draft)
}

/// Asks for the preview of a draft and waits until its render stands where it should.
async fn rendered(
    hand: &Stagehand<'_>,
    draft: Draft,
    there: fn(&RenderStatus) -> bool,
) -> Result<VersionView, LabError> {
    let clip = draft.clip.parse().map_err(AppError::internal)?;
    logic::preview(hand.app, &hand.account, draft).await?;
    let patience = Patience::with("a render");
    loop {
        let status = logic::status(hand.app, &hand.account, clip).await?;
        let mut versions = status.versions.into_iter();
        if let Some(version) = versions.find(|version| there(&version.render)) {
            return Ok(version);
        }
        patience.wait().await?;
    }
}

async fn ready(hand: &Stagehand<'_>, draft: Draft) -> Result<VersionView, LabError> {
    rendered(hand, draft, |render| {
        matches!(render, RenderStatus::Ready { .. })
    })
    .await
}

/// The page of a downloaded version's other files.
async fn files(
    hand: &Stagehand<'_>,
    draft: &Draft,
    scenario: Scenario,
) -> Result<String, LabError> {
    let version = downloaded(hand, draft.clone()).await?;
    let owned = exports::owned(hand.app, &hand.account, &draft.clip, &version).await?;
    let owned = owned.ok_or(AppError::NotFound)?;
    if scenario == Scenario::EditorFiles {
        made(hand, &owned, ExportKind::Gif, |state| {
            matches!(state, ExportState::Ready { .. })
        })
        .await?;
    } else {
        hand.disturb_render(RenderFault::Fail).await?;
        made(hand, &owned, ExportKind::Webp, |state| {
            matches!(state, ExportState::Failed { .. })
        })
        .await?;
        hand.disturb_render(RenderFault::Stall).await?;
        made(hand, &owned, ExportKind::Gif, |state| {
            matches!(state, ExportState::Making { percent: 1.. })
        })
        .await?;
    }
    let view = exports::view(hand.app, &hand.account, &owned).await?;
    Ok(view.page())
}

/// Asks for a file and waits until it stands where it should.
async fn made(
    hand: &Stagehand<'_>,
    owned: &Owned,
    kind: ExportKind,
    there: fn(&ExportState) -> bool,
) -> Result<(), LabError> {
    exports::ask(hand.app, &hand.account, owned, kind).await?;
    let patience = Patience::with("a file");
    loop {
        let view = exports::view(hand.app, &hand.account, owned).await?;
        let mut files = view.files.iter();
        if files.any(|file| file.kind == kind && there(&file.state)) {
            return Ok(());
        }
        patience.wait().await?;
    }
}

/// Pays for the first download, as the button does, and answers the version's hash.
async fn downloaded(hand: &Stagehand<'_>, draft: Draft) -> Result<String, LabError> {
    let clip = draft.clip.parse().map_err(AppError::internal)?;
    let version = ready(hand, draft).await?;
    let asked = Asked {
        version: version.hash.clone(),
        price: 1,
        key: Uuid::new_v4().to_string(),
    };
    match downloads::ask(hand.app, &hand.account, clip, asked).await? {
        DownloadAnswer::Downloaded { .. } => Ok(version.hash),
        other => Err(AppError::internal(format!("a download was refused: {other:?}")).into()),
    }
}
