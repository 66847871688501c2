//! States behind a form or a mailed link: the real form is sent to the real handler, and the link comes in where its letter
//! leads, within the session that will look at what came of it.

use super::clips::sample;
use super::list::Scenario;
use super::stagehand::Stagehand;
use crate::accounts::{Account, address, recovery};
use crate::app::Direction;
use crate::billing::rules::{Bundle, Interval, PlanKey};
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
use uuid::Uuid;

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

/// Has the account wait for another address, and answers the link that its letter brings.
pub async fn expect_address(app: &App, account: &Account) -> Result<String, LabError> {
    let new = "ana.new@example.com".to_owned();
    let change = address::expect(app, account, new).await?;
    Ok(address::link(app, change).await?)
}

/// Comes in by the link to confirm the address that the account waits for.
pub async fn confirm_address(
    app: &App,
    session: &Session,
    account: &Account,
) -> Result<(), LabError> {
    let token = expect_address(app, account).await?;
    Ok(address::come_in(app, session, &token).await?)
}

/// The same in a browser where nobody is signed in, of an account of its own.
pub async fn confirm_elsewhere(app: &App, session: &Session) -> Result<&'static str, LabError> {
    let made = personas::make(app, Wanted::plain(Persona::Starter)).await?;
    confirm_address(app, session, &made.account).await?;
    Ok("/confirm")
}

/// Presses a guest's Download: the draft waits in the session, and the answer leads to an account.
pub async fn wish_for_video(app: &App, session: &Session) -> Result<String, LabError> {
    crate::accounts::logic::end(session).await?;
    let (path, inputs) = sample()?;
    let filled = [
        ("headline", inputs.headline.as_str()),
        ("line", inputs.line.as_str()),
        ("wish", "video"),
    ];
    let form = serde_urlencoded::to_string(filled).map_err(AppError::internal)?;
    let request = posted(session, &path, form, Direction::default())?;
    let answer = sent(app, crate::clips::routes(), request).await?;
    let to = answer.headers().get(header::LOCATION);
    let to = to.and_then(|to| to.to_str().ok());
    to.map(str::to_owned)
        .ok_or_else(|| AppError::internal("a guest was not led to an account").into())
}

/// Presses the button of a bundle; the billing page will say what came of it.
pub async fn buy_bundle(hand: &Stagehand<'_>, bundle: &Bundle) -> Result<(), LabError> {
    let (ai, cents, key) = (bundle.ai.get(), bundle.price.get(), Uuid::new_v4());
    let form = format!("ai={ai}&cents={cents}&form={key}");
    let request = posted(hand.session, "/billing/bundles", form, Direction::default())?;
    sent(hand.app, crate::billing::routes(), request).await?;
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
