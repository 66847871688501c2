//! `/billing` and its forms. Plain forms: each is a POST, answered with a way back and a sentence.

mod change_dialog;
mod flash;
mod invoices;
mod manage;
mod overview;
mod plan_cards;
mod sheet;

use super::logic::{self, Bought, Settled};
use super::rules::{Cents, Change, Interval, PlanKey};
use crate::accounts::{Account, SignedIn};
use crate::app::{Page, render};
use crate::error::AppError;
use crate::server::App;
use crate::ui::amount::credits_of;
use ::credits::{Credits, Wallet};
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
}

/// How somebody without a plan looks at the prices.
#[derive(Deserialize)]
struct Look {
    pay: Option<String>,
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
    let overview = Overview::of(&app, &account, interval).await?;
    let visitor = SignedIn(account).into();
    let view =
        move || view! { <BillingSheet overview=overview.clone() flash=flash.clone()/> }.into_any();
    Ok(render(app, visitor, request, Page::titled("Billing"), view).await)
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
        Settled::Declined => Flash::bad(
            "The payment was declined. 0 credits were added, and everything you have stays.",
        ),
        Settled::Changed => Flash::bad(
            "Something changed since this page was loaded, so nothing was done. Look at it again.",
        ),
        Settled::PastDue => Flash::bad(
            "A payment is missing. Pay it first, then change the plan. Nothing was changed.",
        ),
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
    let settled = logic::subscribe(
        &app,
        &account,
        choice.plan.clone(),
        choice.interval,
        choice.cents,
    )
    .await?;
    let flash = sentence(settled, || started(&app, &choice.plan));
    back(&session, flash).await
}

/// "Starter is yours. 10 download credits and 60 AI credits arrived."
fn started(app: &App, key: &PlanKey) -> String {
    app.catalogue.plan(key).map_or_else(String::new, |plan| {
        format!(
            "{} is yours. {} arrived.",
            plan.name,
            overview::monthly_credits(plan)
        )
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
    let settled = logic::upgrade(&app, &account, to.plan.clone(), to.cents).await?;
    let flash = sentence(settled, || {
        format!(
            "{} is yours from now on. You paid {}.",
            name_of(&app, &to.plan),
            Cents::new(to.cents).exact()
        )
    });
    back(&session, flash).await
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
    scheduled(&app, &account, &session, change, &format!("{name} begins")).await
}

async fn cancel(
    State(app): State<App>,
    SignedIn(account): SignedIn,
    session: Session,
) -> Result<Response, AppError> {
    scheduled(&app, &account, &session, Change::Cancel, "Your plan ends").await
}

async fn pause(
    State(app): State<App>,
    SignedIn(account): SignedIn,
    session: Session,
) -> Result<Response, AppError> {
    scheduled(&app, &account, &session, Change::Pause, "Your plan pauses").await
}

async fn scheduled(
    app: &App,
    account: &Account,
    session: &Session,
    change: Change,
    what: &str,
) -> Result<Response, AppError> {
    let settled = logic::schedule(app, account, change).await?;
    let open = app.billing.open_subscription(&account.id).await?;
    let flash = sentence(settled, || match open.and_then(|open| open.change_at()) {
        Some(at) => format!(
            "{what} on {}. Until then nothing changes, and you can take it back.",
            super::rules::date(at)
        ),
        None => "Your plan has ended. Bundles and your videos stay.".to_owned(),
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
        sentence(settled, || "Your plan goes on as it is.".to_owned()),
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
    let settled = logic::resume(&app, &account, shown.cents).await?;
    let plan = app
        .billing
        .open_subscription(&account.id)
        .await?
        .map(|open| open.plan);
    back(
        &session,
        sentence(settled, || {
            plan.map_or_else(String::new, |plan| started(&app, &plan))
        }),
    )
    .await
}

#[derive(Deserialize)]
struct Attempts {
    attempts: u32,
}

async fn pay(
    State(app): State<App>,
    SignedIn(account): SignedIn,
    session: Session,
    Form(known): Form<Attempts>,
) -> Result<Response, AppError> {
    let settled = logic::pay_now(&app, &account, known.attempts).await?;
    let flash = match settled {
        // Whoever sent the form twice, or paid in another tab, finds it paid.
        Settled::Changed if !logic::standing(&app, &account).await?.payment_failed => {
            Flash::good("Nothing is left to pay.")
        }
        settled => sentence(settled, || {
            "The payment went through, and the credits of the period arrived.".to_owned()
        }),
    };
    back(&session, flash).await
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
    let flash = match logic::buy_bundle(
        &app,
        &account,
        Credits::new(wanted.ai),
        wanted.cents,
        wanted.form,
    )
    .await?
    {
        Bought::Paid(bundle) => Flash::good(format!(
            "{} arrived for {}. They never expire.",
            credits_of(Wallet::Ai, bundle.ai),
            bundle.price.exact()
        )),
        Bought::Declined => sentence(Settled::Declined, String::new),
        Bought::Changed => sentence(Settled::Changed, String::new),
    };
    back(&session, flash).await
}
