//! A scenario is an address: opening it makes a fresh account, brings it into the state through the product's own
//! logic, and leads to the real screen.

mod clips;
mod device;
mod doors;
mod library;
mod list;
mod money;
mod pages;
mod stagehand;
mod step;
mod studio;
#[cfg(test)]
mod tests;
mod wall;

use super::endpoints::LabError;
use super::modes::Modes;
use super::personas::Persona;
use super::stage::directed;
use crate::error::AppError;
use crate::server::App;
use axum::response::{IntoResponse, Redirect, Response};
use list::{Flow, Scenario};
pub use pages::{comes_from_elsewhere, routes};
use stagehand::Stagehand;
pub use step::Step;
use tower_sessions::Session;
pub use wall::States;

/// Sets the scene in this session and answers with what a person sees then.
async fn open(
    app: &App,
    session: &Session,
    scenario: Scenario,
    modes: Modes,
) -> Result<Response, LabError> {
    let path = match scenario.about().flow {
        Flow::Editor => clips::set(app, session, scenario).await?,
        Flow::Balance => money::balance(app, session, scenario).await?,
        Flow::Studio => studio::set(app, session, scenario).await?,
        Flow::Library => library::set(app, session, scenario).await?,
        Flow::Statement => money::statement(app, session, scenario).await?,
        Flow::Billing => money::billing(app, session, scenario).await?,
        Flow::Gallery | Flow::Doors | Flow::Elsewhere => {
            return plain(app, session, scenario, modes).await;
        }
    };
    Ok(to(&path, scenario, modes))
}

fn to(path: &str, scenario: Scenario, modes: Modes) -> Response {
    Redirect::to(&directed(path, modes, scenario.step())).into_response()
}

/// The pages that need nothing but a visitor or an account.
async fn plain(
    app: &App,
    session: &Session,
    scenario: Scenario,
    modes: Modes,
) -> Result<Response, LabError> {
    let visitor = matches!(scenario.about().flow, Flow::Doors)
        || matches!(
            scenario,
            Scenario::GalleryVisitor | Scenario::ConfirmElsewhere
        );
    if visitor {
        crate::accounts::logic::end(session).await?;
    } else {
        let hand = Stagehand::with(app, session, Persona::Starter).await?;
        match scenario {
            Scenario::SettingsWaiting => {
                doors::expect_address(app, &hand.account).await?;
            }
            Scenario::ConfirmAddress => doors::confirm_address(app, session, &hand.account).await?,
            _ => {}
        }
    }
    let path = match scenario {
        Scenario::SignInRefused | Scenario::SignUpRefused => {
            return doors::refused(app, session, scenario, modes).await;
        }
        Scenario::SignIn => "/login",
        Scenario::SignUp => "/signup",
        Scenario::Forgot => "/forgot",
        Scenario::ForgotAsked => "/forgot?asked=yes",
        Scenario::LinkSpent => "/reset",
        Scenario::NewPassword => doors::new_password(app, session).await?,
        Scenario::ConfirmElsewhere => doors::confirm_elsewhere(app, session).await?,
        Scenario::ConfirmAddress | Scenario::ConfirmSpent => "/confirm",
        Scenario::HelpPage => "/help",
        Scenario::HelpSent => "/help?sent_from=%2F#write",
        Scenario::Settings | Scenario::SettingsWaiting => "/account",
        Scenario::DeleteAccount => "/account/delete",
        Scenario::Goodbye => "/goodbye",
        Scenario::Operators => "/operators/providers",
        Scenario::NotFound => "/nowhere",
        Scenario::ServerBroke => pages::BROKEN,
        _ => "/",
    };
    Ok(to(path, scenario, modes))
}

/// The scenario of that name, or `NotFound`.
fn named(name: &str) -> Result<Scenario, AppError> {
    Scenario::named(name).ok_or(AppError::NotFound)
}
