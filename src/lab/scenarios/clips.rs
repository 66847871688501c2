//! The states of the template editor.

use super::list::Scenario;
use super::stagehand::{Patience, Stagehand};
use crate::clips::downloads::{self, Asked};
use crate::clips::logic;
use crate::clips::rules::{ClipInputs, FormatChoice};
use crate::clips::status::{DownloadAnswer, Draft, RenderStatus, VersionView};
use crate::clips::version;
use crate::error::AppError;
use crate::faults::RenderFault;
use crate::lab::endpoints::LabError;
use crate::lab::personas::{Persona, Wanted};
use crate::server::App;
use tower_sessions::Session;
use uuid::Uuid;

/// A template with everything its editor can show: frames and backgrounds to choose from.
const TEMPLATE: &str = "step-out";

/// Sets the scene of an editor's state and answers where it is.
pub async fn set(app: &App, session: &Session, scenario: Scenario) -> Result<String, LabError> {
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
        Scenario::EditorDownloaded => downloaded(&hand, clip.clone()).await?,
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

/// A kept draft of a template, square, which renders fastest.
pub async fn draft(hand: &Stagehand<'_>, template: &str) -> Result<Draft, LabError> {
    let template = engine::templates::ALL
        .into_iter()
        .find(|one| one.slug == template)
        .ok_or(AppError::NotFound)?;
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

/// Pays for the first download, as the button does.
async fn downloaded(hand: &Stagehand<'_>, draft: Draft) -> Result<(), LabError> {
    let clip = draft.clip.parse().map_err(AppError::internal)?;
    let version = ready(hand, draft).await?;
    let asked = Asked {
        version: version.hash,
        price: 1,
        key: Uuid::new_v4().to_string(),
    };
    match downloads::ask(hand.app, &hand.account, clip, asked).await? {
        DownloadAnswer::Downloaded { .. } => Ok(()),
        other => Err(AppError::internal(format!("a download was refused: {other:?}")).into()),
    }
}
