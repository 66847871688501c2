//! The states of the AI Studio.

use super::list::Scenario;
use super::stagehand::{Patience, Stagehand};
use crate::error::AppError;
use crate::faults::ProviderFault;
use crate::lab::animator::PROMPT;
use crate::lab::endpoints::LabError;
use crate::lab::personas::{Persona, Wanted};
use crate::server::App;
use crate::studio::edits;
use crate::studio::logic;
use crate::studio::rules::{
    AgainAsk, AnimateAsk, EMBEDDED, Format, OrderAnswer, RunView, SceneDraft, ShownPrice, Style,
    TakeState,
};
use ::credits::{AnimationSettings, Duration, Resolution, VideoCount, current, quote};
use tower_sessions::Session;
use uuid::Uuid;

/// What the animator holds at 40 % stands at this many percent.
const HELD: u32 = 40;
/// The same seed gives the same pictures.
const SEED: u32 = 7;

/// Sets the scene of a state of the Studio and answers where it is.
pub async fn set(app: &App, session: &Session, scenario: Scenario) -> Result<String, LabError> {
    if scenario == Scenario::StudioVisitor {
        crate::accounts::logic::end(session).await?;
        return Ok("/studio".to_owned());
    }
    let ai_credits = match scenario {
        Scenario::StudioShort => Some(10),
        _ => None,
    };
    let wanted = Wanted {
        ai_credits,
        ..Wanted::plain(Persona::Pro)
    };
    let hand = Stagehand::wanted(app, session, wanted).await?;
    match scenario {
        Scenario::StudioFresh => Ok("/studio".to_owned()),
        Scenario::StudioScene
        | Scenario::StudioShort
        | Scenario::StudioShortcuts
        | Scenario::StudioOffline
        | Scenario::StudioSignedOut => Ok(format!("/studio/{}", scene(&hand).await?)),
        Scenario::StudioHeld | Scenario::StudioCancelled | Scenario::StudioOutOfDate => {
            let run = held(&hand).await?;
            if scenario == Scenario::StudioCancelled {
                logic::cancel(app, &hand.account, &run.animation).await?;
                ended(&hand, &run.animation).await?;
            }
            Ok(page(&run))
        }
        Scenario::StudioAllFailed => failed(&hand, ProviderFault::Fail).await,
        Scenario::StudioOneFailed => failed(&hand, ProviderFault::Partial).await,
        Scenario::StudioResults | Scenario::StudioCompare => {
            Ok(page(&results(&hand, VideoCount::Two).await?))
        }
        Scenario::StudioEdit | Scenario::StudioEdited => edit(&hand, scenario).await,
        _ => again(&hand, scenario).await,
    }
}

/// A described scene, kept.
pub async fn scene(hand: &Stagehand<'_>) -> Result<String, LabError> {
    let draft = SceneDraft {
        prompt: PROMPT.to_owned(),
        caption: "Wear the evening".to_owned(),
        format: Format::Portrait,
        style: Style::Dusk,
        ..SceneDraft::fresh(Uuid::now_v7().to_string(), SEED)
    };
    logic::save(hand.app, &hand.account, draft.clone()).await?;
    Ok(draft.id)
}

/// Orders the shortest and smallest videos of a scene, at the price that its page shows.
pub async fn ordered(hand: &Stagehand<'_>, count: VideoCount) -> Result<String, LabError> {
    let settings = AnimationSettings::new(Duration::S5, Resolution::P720, count);
    let lists = hand.app.ledger.price_lists().await?;
    let list = current(&lists, hand.account.now())
        .ok_or_else(|| AppError::internal("there is no price list"))?;
    let ask = AnimateAsk {
        scene: scene(hand).await?,
        settings,
        price_list: list.version,
        total: quote(list, settings).total,
        animator: EMBEDDED.to_owned(),
        key: Uuid::new_v4().to_string(),
    };
    started(logic::animate(hand.app.clone(), hand.account.clone(), ask).await?)
}

/// The animation that an order started.
fn started(answer: OrderAnswer) -> Result<String, LabError> {
    match answer {
        OrderAnswer::Started { animation, .. } => Ok(animation),
        other => Err(AppError::internal(format!("an order was refused: {other:?}")).into()),
    }
}

fn page(run: &RunView) -> String {
    format!("/studio/{}?animation={}", run.scene, run.animation)
}

/// Waits until the run stands where it should.
async fn run_until(
    hand: &Stagehand<'_>,
    animation: &str,
    there: fn(&RunView) -> bool,
) -> Result<RunView, LabError> {
    let patience = Patience::with("a video");
    loop {
        let run = logic::status(hand.app, &hand.account, animation).await?;
        if there(&run) {
            return Ok(run);
        }
        patience.wait().await?;
    }
}

/// Waits until every video of the run has ended, one way or the other.
pub async fn ended(hand: &Stagehand<'_>, animation: &str) -> Result<RunView, LabError> {
    run_until(hand, animation, |run| run.unfinished() == 0).await
}

/// Four videos on the way, all held.
pub async fn held(hand: &Stagehand<'_>) -> Result<RunView, LabError> {
    hand.disturb_animator(Some(ProviderFault::Stall)).await?;
    let animation = ordered(hand, VideoCount::Four).await?;
    run_until(hand, &animation, |run| {
        run.takes.iter().all(|take| is_held(&take.state))
    })
    .await
}

fn is_held(state: &TakeState) -> bool {
    matches!(state, TakeState::Animating { percent, .. } if *percent >= HELD)
}

async fn failed(hand: &Stagehand<'_>, fault: ProviderFault) -> Result<String, LabError> {
    hand.disturb_animator(Some(fault)).await?;
    let animation = ordered(hand, VideoCount::Two).await?;
    Ok(page(&ended(hand, &animation).await?))
}

/// Finished videos.
pub async fn results(hand: &Stagehand<'_>, count: VideoCount) -> Result<RunView, LabError> {
    let animation = ordered(hand, count).await?;
    ended(hand, &animation).await
}

/// The first video of a run.
fn first(run: &RunView) -> Result<String, LabError> {
    let take = run.takes.first().map(|take| take.id.clone());
    take.ok_or_else(|| AppError::internal("a run has no video").into())
}

/// The states after a click on Regenerate.
async fn again(hand: &Stagehand<'_>, scenario: Scenario) -> Result<String, LabError> {
    let run = results(hand, VideoCount::One).await?;
    if scenario != Scenario::StudioRegenerated {
        hand.disturb_animator(Some(ProviderFault::Stall)).await?;
    }
    let shown = (scenario == Scenario::StudioRegeneratingPaid).then_some(ShownPrice {
        price_list: run.price_list.version,
        total: run.price_of_one,
    });
    let ask = AgainAsk {
        take: first(&run)?,
        shown,
        key: Uuid::now_v7().to_string(),
    };
    started(logic::again(hand.app.clone(), hand.account.clone(), ask).await?)?;
    let run = match scenario {
        Scenario::StudioRegenerated => ended(hand, &run.animation).await?,
        _ => {
            run_until(hand, &run.animation, |run| {
                run.takes.iter().any(|take| is_held(&take.state))
            })
            .await?
        }
    };
    Ok(page(&run))
}

/// The page of a finished video's edits, with or without a saved version.
async fn edit(hand: &Stagehand<'_>, scenario: Scenario) -> Result<String, LabError> {
    let run = results(hand, VideoCount::One).await?;
    let take = first(&run)?;
    if scenario == Scenario::StudioEdited {
        let start = edits::logic::start(hand.app, &hand.account, &take, None, None).await?;
        let form = edits::rules::EditForm {
            caption: "Out tonight".to_owned(),
            ..start.form
        };
        edits::logic::save(hand.app, &hand.account, &take, &form).await?;
        let patience = Patience::with("a version");
        while unfinished_versions(hand, &take).await? > 0 {
            patience.wait().await?;
        }
    }
    Ok(format!("/studio/takes/{take}/edit"))
}

async fn unfinished_versions(hand: &Stagehand<'_>, take: &str) -> Result<usize, LabError> {
    let bench = edits::logic::bench(hand.app, &hand.account, take).await?;
    let all = edits::logic::versions(hand.app, &hand.account, &bench).await?;
    Ok(all.unfinished())
}
