//! `/billing` and its forms. Plain forms: each is a POST, answered with a way back and a sentence.

mod change_dialog;
mod declined;
mod flash;
mod invoice_file;
mod invoices;
mod manage;
mod offers;
mod overview;
mod plan_cards;
mod sheet;
#[cfg(test)]
mod tests;
mod waiting;
mod wishes;

use super::logic::{self, Settled};
use super::rules::{Change, Interval, PlanKey};
use super::wish::Wish;
use crate::accounts::{Account, LocalPath, SignedIn};
use crate::app::{Page, render};
use crate::error::AppError;
use crate::server::App;
use crate::words::billing as words;
use axum::Router;
use axum::extract::{Form, Query, Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use flash::Flash;
use leptos::prelude::*;
use overview::Overview;
use serde::Deserialize;
use sheet::BillingSheet;
use tower_sessions::Session;
use uuid::Uuid;
use waiting::Waiting;
use wishes::{act, act_with_the_same_card};

pub fn routes() -> Router<App> {
    Router::new()
        .route("/billing", get(show))
        .route("/billing/subscribe", post(subscribe))
        .route("/billing/upgrade", post(upgrade))
        .route("/billing/switch", post(switch))
        .route("/billing/cancel", post(cancel))
        .route("/billing/pause", post(pause))
        .route("/billing/keep", post(keep))
        .route("/billing/resume", post(resume))
        .route("/billing/pay", post(pay))
        .route("/billing/bundles", post(buy_bundle))
        .route("/billing/invoices/{id}", get(invoices::download))
        .route("/billing/checkout", get(wishes::returned))
        .route("/billing/portal", post(wishes::portal))
}

/// Where the gateway's messages come in: no session, no form, nothing but a signature.
pub fn gateway_routes() -> Router<App> {
    Router::new().route("/billing/stripe/events", post(wishes::message))
}

/// How somebody without a plan looks at the prices.
#[derive(Deserialize)]
struct Look {
    pay: Option<String>,
    /// The page where something waits for credits.
    back: Option<LocalPath>,
    /// Where somebody comes from; the gateway's pages say so.
    from: Option<String>,
}

impl Look {
    /// Whether somebody was here a moment ago, and sees the page again at other prices or after the gateway's.
    fn goes_on(&self) -> bool {
        self.pay.is_some() || self.from.as_deref() == Some("card")
    }
}

async fn show(
    State(app): State<App>,
    SignedIn(account): SignedIn,
    session: Session,
    Query(look): Query<Look>,
    request: Request,
) -> Result<Response, AppError> {
    let interval = if look.pay.as_deref() == Some("yearly") {
        Interval::Year
    } else {
        Interval::Month
    };
    let flash = Flash::take(&session).await?;
    let named = look.back.as_ref().and_then(Waiting::at);
    let waiting = Waiting::of(&session, named, flash.is_some() || look.goes_on()).await?;
    let overview = Overview::of(&app, &account, interval).await?;
    let visitor = SignedIn(account).into();
    let view = move || {
        view! { <BillingSheet overview=overview.clone() flash=flash.clone() waiting=waiting.clone()/> }.into_any()
    };
    Ok(render(app, visitor, request, Page::titled(words::billing()), view).await)
}

/// Back to the page, with a sentence about what happened.
async fn back(session: &Session, flash: Flash) -> Result<Response, AppError> {
    flash.leave(session).await?;
    Ok(Redirect::to("/billing").into_response())
}

/// What is said about a change, given what is said when it was done.
fn sentence(settled: Settled, done: impl FnOnce() -> String) -> Flash {
    match settled {
        Settled::Done => Flash::good(done()),
        Settled::Declined => Flash::bad(words::declined()),
        Settled::Changed => Flash::bad(words::something_changed()),
        Settled::PastDue => Flash::bad(words::payment_missing()),
    }
}

fn name_of(app: &App, key: &PlanKey) -> String {
    app.catalogue
        .plan(key)
        .map_or_else(String::new, |plan| plan.name.clone())
}

#[derive(Deserialize)]
struct Choice {
    plan: PlanKey,
    interval: Interval,
    /// The price that was shown.
    cents: i64,
}

async fn subscribe(
    State(app): State<App>,
    SignedIn(account): SignedIn,
    session: Session,
    Form(choice): Form<Choice>,
) -> Result<Response, AppError> {
    let wish = Wish::Subscribe {
        plan: choice.plan,
        interval: choice.interval,
        cents: choice.cents,
    };
    act(&app, &account, &session, wish).await
}

/// "Starter is yours. 10 download credits and 60 AI credits arrived."
fn started(app: &App, key: &PlanKey) -> String {
    app.catalogue.plan(key).map_or_else(String::new, |plan| {
        words::plan_started(&plan.name, overview::monthly_credits(plan))
    })
}

#[derive(Deserialize)]
struct Dearer {
    plan: PlanKey,
    cents: i64,
}

async fn upgrade(
    State(app): State<App>,
    SignedIn(account): SignedIn,
    session: Session,
    Form(to): Form<Dearer>,
) -> Result<Response, AppError> {
    let wish = Wish::Upgrade {
        plan: to.plan,
        cents: to.cents,
    };
    act(&app, &account, &session, wish).await
}

#[derive(Deserialize)]
struct NextPlan {
    plan: PlanKey,
    interval: Interval,
}

async fn switch(
    State(app): State<App>,
    SignedIn(account): SignedIn,
    session: Session,
    Form(next): Form<NextPlan>,
) -> Result<Response, AppError> {
    let name = name_of(&app, &next.plan);
    let change = Change::Switch {
        plan: next.plan,
        interval: next.interval,
    };
    let begins = |on| words::plan_begins(&name, on);
    scheduled(&app, &account, &session, change, begins).await
}

async fn cancel(
    State(app): State<App>,
    SignedIn(account): SignedIn,
    session: Session,
) -> Result<Response, AppError> {
    let ends = |on| words::plan_ends(on);
    scheduled(&app, &account, &session, Change::Cancel, ends).await
}

async fn pause(
    State(app): State<App>,
    SignedIn(account): SignedIn,
    session: Session,
) -> Result<Response, AppError> {
    let pauses = |on| words::plan_pauses(on);
    scheduled(&app, &account, &session, Change::Pause, pauses).await
}

/// Schedules a change; `what` says what happens then, given the day.
async fn scheduled(
    app: &App,
    account: &Account,
    session: &Session,
    change: Change,
    what: impl FnOnce(String) -> String,
) -> Result<Response, AppError> {
    let settled = logic::schedule(app, account, change).await?;
    let open = app.billing.open_subscription(&account.id).await?;
    let flash = sentence(settled, || match open.and_then(|open| open.change_at()) {
        Some(at) => what(overview::day(account, at)),
        None => words::plan_has_ended().to_owned(),
    });
    back(session, flash).await
}

async fn keep(
    State(app): State<App>,
    SignedIn(account): SignedIn,
    session: Session,
) -> Result<Response, AppError> {
    let settled = logic::undo_scheduled(&app, &account).await?;
    back(
        &session,
        sentence(settled, || words::plan_goes_on().to_owned()),
    )
    .await
}

#[derive(Deserialize)]
struct Shown {
    cents: i64,
}

async fn resume(
    State(app): State<App>,
    SignedIn(account): SignedIn,
    session: Session,
    Form(shown): Form<Shown>,
) -> Result<Response, AppError> {
    let wish = Wish::Resume { cents: shown.cents };
    act(&app, &account, &session, wish).await
}

#[derive(Deserialize)]
struct Attempts {
    attempts: u32,
    card: Option<Card>,
}

/// With which card the missing payment is tried again; without a word about it, the gateway asks.
#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Card {
    Same,
}

async fn pay(
    State(app): State<App>,
    SignedIn(account): SignedIn,
    session: Session,
    Form(known): Form<Attempts>,
) -> Result<Response, AppError> {
    let wish = Wish::Pay {
        attempts: known.attempts,
    };
    match known.card {
        Some(Card::Same) => act_with_the_same_card(&app, &account, &session, wish).await,
        None => act(&app, &account, &session, wish).await,
    }
}

#[derive(Deserialize)]
struct BundleForm {
    ai: i64,
    cents: i64,
    /// The form's own key: sent twice, it buys once.
    form: Uuid,
}

async fn buy_bundle(
    State(app): State<App>,
    SignedIn(account): SignedIn,
    session: Session,
    Form(wanted): Form<BundleForm>,
) -> Result<Response, AppError> {
    let wish = Wish::Bundle {
        ai: wanted.ai,
        cents: wanted.cents,
        form: wanted.form,
    };
    act(&app, &account, &session, wish).await
}
