//! The states of "My videos".

use super::clips;
use super::list::Scenario;
use super::stagehand::Stagehand;
use super::studio;
use crate::error::AppError;
use crate::faults::ProviderFault;
use crate::lab::endpoints::LabError;
use crate::lab::personas::Persona;
use crate::library::logic::set_deleted;
use crate::library::rules::Kind;
use crate::server::App;
use ::credits::VideoCount;
use tower_sessions::Session;

/// Sets the scene and answers where it is.
pub async fn set(app: &App, session: &Session, scenario: Scenario) -> Result<String, LabError> {
    let hand = Stagehand::with(app, session, Persona::Pro).await?;
    if scenario == Scenario::LibraryEmpty {
        return Ok("/clips".to_owned());
    }
    clips::draft(&hand, "first-mist").await?;
    clips::draft(&hand, "postcard").await?;
    let last = clips::draft(&hand, "step-out").await?;
    if scenario == Scenario::LibraryNothingFound {
        return Ok("/clips?q=zeppelin".to_owned());
    }
    if matches!(
        scenario,
        Scenario::LibraryDeleted | Scenario::LibraryDeletedList
    ) {
        let id = last.clip.parse().map_err(AppError::internal)?;
        set_deleted(app, &hand.account, Kind::Clip, id, true).await?;
        return Ok(match scenario {
            Scenario::LibraryDeletedList => "/clips?state=deleted".to_owned(),
            _ => format!("/clips?deleted={}.{id}", Kind::Clip.slug()),
        });
    }
    studio::scene(&hand).await?;
    studio::results(&hand, VideoCount::One).await?;
    hand.disturb_animator(Some(ProviderFault::Fail)).await?;
    let animation = studio::ordered(&hand, VideoCount::One).await?;
    studio::ended(&hand, &animation).await?;
    Ok("/clips".to_owned())
}
