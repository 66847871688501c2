//! Forms that were refused: the real form is sent to the real handler, within the session that will look at what came
//! of it.

use super::list::Scenario;
use super::stagehand::Stagehand;
use crate::accounts::{address, recovery};
use crate::app::Direction;
use crate::billing::rules::{Interval, PlanKey};
use crate::error::AppError;
use crate::lab::endpoints::LabError;
use crate::lab::modes::Modes;
use crate::lab::personas::{self, Persona, Wanted};
use crate::server::App;
use crate::server::state::wall_clock_ms;
use axum::Router;
use axum::body::Body;
use axum::http::{Method, Request, header};
use axum::response::Response;
use tower::ServiceExt;
use tower_sessions::Session;

/// The page that a refused sign-in or sign-up answers with.
pub async fn refused(
    app: &App,
    session: &Session,
    scenario: Scenario,
    modes: Modes,
) -> Result<Response, LabError> {
    let (path, form) = match scenario {
        Scenario::SignUpRefused => ("/signup", "email=ana%40example.com&password=short"),
        _ => (
            "/login",
            "email=ana%40example.com&password=not%20this%20one",
        ),
    };
    let request = posted(session, path, form.to_owned(), modes.direction(None))?;
    sent(app, crate::accounts::routes(), request).await
}

/// Comes in by a link to a new password of an account of its own.
pub async fn new_password(app: &App, session: &Session) -> Result<&'static str, LabError> {
    let made = personas::make(app, Wanted::plain(Persona::Starter)).await?;
    let token = recovery::link(app, &made.account, wall_clock_ms()).await?;
    recovery::come_in(app, session, &token).await?;
    Ok("/reset")
}

/// Has the account wait for another address.
pub async fn expect_address(hand: &Stagehand<'_>) -> Result<(), LabError> {
    let new = "ana.new@example.com".to_owned();
    address::expect(hand.app, &hand.account, new).await?;
    Ok(())
}

/// Presses Starter's button; the billing page will say what came of it.
pub async fn subscribe(hand: &Stagehand<'_>) -> Result<(), LabError> {
    let plan = PlanKey::new("starter");
    let catalogue = &hand.app.catalogue;
    let starter = catalogue.plan(&plan).ok_or(AppError::NotFound)?;
    let cents = catalogue.price(starter, Interval::Month).get();
    let form = format!("plan={}&interval=month&cents={cents}", plan.as_str());
    let path = "/billing/subscribe";
    let request = posted(hand.session, path, form, Direction::default())?;
    sent(hand.app, crate::billing::routes(), request).await?;
    Ok(())
}

fn posted(
    session: &Session,
    path: &str,
    form: String,
    direction: Direction,
) -> Result<Request<Body>, AppError> {
    Request::builder()
        .method(Method::POST)
        .uri(path)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .extension(session.clone())
        .extension(direction)
        .body(Body::from(form))
        .map_err(AppError::internal)
}

async fn sent(
    app: &App,
    routes: Router<App>,
    request: Request<Body>,
) -> Result<Response, LabError> {
    let answer = routes.with_state(app.clone()).oneshot(request).await;
    answer.map_err(|never| match never {})
}
