//! The Lab for people: become a persona, move the account's time, set what goes wrong, open every state. Plain forms over
//! the same levers as the JSON endpoints; what is chosen of the states' look stays chosen behind them.

use super::books::{Books, Ledger};
use super::clock::{self, Advance, To, show_moment};
use super::disturbance;
use super::endpoints::{LabError, NextPayment};
use super::levers::Lever;
use super::looks::Looks;
use super::panel::{Card, Levers, Money, Personas, Subject, Time};
use super::personas::{self, Persona, Wanted};
use super::reversals::{self, Dispute, DisputeStep, Refund};
use super::scenarios::States;
use super::window::Window;
use crate::accounts::{Account, SignedIn, Visitor};
use crate::app::{Page, Section, render};
use crate::billing::logic::standing;
use crate::billing::rules::Subscription;
use crate::faults::StallPoint;
use crate::server::App;
use crate::ui::amount::both;
use crate::words::lab as words;
use ::credits::Credits;
use axum::Router;
use axum::extract::{Form, Query, Request, State};
use axum::response::{Redirect, Response};
use axum::routing::{get, post};
use leptos::prelude::*;
use serde::Deserialize;
use tower_sessions::Session;

pub fn routes() -> Router<App> {
    Router::new()
        .route("/lab", get(show))
        .route("/lab/become", post(become_persona))
        .route("/lab/travel", post(travel))
        .route("/lab/next-payment", post(set_next_payment))
        .route("/lab/refund", post(refund))
        .route("/lab/dispute", post(dispute))
        .route("/lab/switch", post(switch))
}

#[derive(Deserialize)]
struct Become {
    persona: Persona,
}

async fn become_persona(
    State(app): State<App>,
    session: Session,
    Query(window): Query<Window>,
    Form(wanted): Form<Become>,
) -> Result<Redirect, LabError> {
    let made = personas::make(&app, Wanted::plain(wanted.persona)).await?;
    crate::accounts::logic::begin(&session, &made.account).await?;
    Ok(Redirect::to(&window.at("/lab")))
}

#[derive(Deserialize)]
struct Travel {
    advance: Option<String>,
    to: Option<String>,
}

async fn travel(
    State(app): State<App>,
    SignedIn(account): SignedIn,
    Query(window): Query<Window>,
    Form(travel): Form<Travel>,
) -> Result<Redirect, LabError> {
    let wanted = match (travel.advance, travel.to) {
        (Some(advance), None) => clock::Wanted::Advance(Advance { advance }),
        (None, Some(to)) => clock::Wanted::To(To { to }),
        _ => return Err(LabError::malformed("either a span or a moment")),
    };
    clock::advance(&app, &account, wanted).await?;
    Ok(Redirect::to(&window.at("/lab")))
}

async fn set_next_payment(
    State(app): State<App>,
    SignedIn(account): SignedIn,
    Query(window): Query<Window>,
    Form(wanted): Form<NextPayment>,
) -> Result<Redirect, LabError> {
    app.test_payments.set_next(&account.id, wanted.next).await?;
    Ok(Redirect::to(&window.at("/lab")))
}

async fn refund(State(app): State<App>, SignedIn(account): SignedIn) -> Result<Redirect, LabError> {
    reversals::refund(&app, &account, Refund::default()).await?;
    Ok(Redirect::to("/billing"))
}

#[derive(Deserialize)]
struct Disputed {
    state: DisputeStep,
}

async fn dispute(
    State(app): State<App>,
    SignedIn(account): SignedIn,
    Form(disputed): Form<Disputed>,
) -> Result<Redirect, LabError> {
    let wanted = Dispute {
        invoice: None,
        state: disputed.state,
    };
    reversals::dispute(&app, &account, wanted).await?;
    Ok(Redirect::to("/billing"))
}

#[derive(Deserialize)]
struct Switched {
    lever: Lever,
    on: bool,
    stall_at: Option<StallPoint>,
}

async fn switch(
    State(app): State<App>,
    SignedIn(account): SignedIn,
    Query(window): Query<Window>,
    Form(wanted): Form<Switched>,
) -> Result<Redirect, LabError> {
    let mut change = wanted.lever.change(wanted.on);
    change.stall_at = wanted.stall_at.map(Some);
    let faults = app.faults.change(&account.id, change).await?;
    disturbance::announce(&account.id, faults);
    Ok(Redirect::to(&window.at("/lab")))
}

/// What the page shows.
#[derive(Clone)]
struct Sheet {
    personas: Vec<Card>,
    subject: Option<Subject>,
    window: Window,
}

async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Query(window): Query<Window>,
    request: Request,
) -> Result<Response, LabError> {
    let subject = match &visitor.account {
        None => None,
        Some(account) => Some(about(&app, account).await?),
    };
    let personas = Persona::ALL.map(|persona| (persona, persona.wallets(&app.catalogue)));
    let sheet = Sheet {
        personas: personas.to_vec(),
        subject,
        window,
    };
    let view = move || view! { <LabSheet sheet=sheet.clone()/> }.into_any();
    let page = Page::titled(words::designers_lab()).within(Section::Lab);
    Ok(render(app, visitor, request, page, view).await)
}

async fn about(app: &App, account: &Account) -> Result<Subject, LabError> {
    // This comes first: what has fallen due meanwhile is done before the next date is read.
    let standing = standing(app, account).await?;
    let refresh = standing.next_refresh;
    let due = app
        .billing
        .open_subscription(&account.id)
        .await?
        .as_ref()
        .and_then(Subscription::due_at);
    let next = due.map(|due| {
        let day = account.zone.day(due, account.now());
        let brings = refresh
            .and_then(|refresh| both(Credits::new(refresh.download), Credits::new(refresh.ai)));
        let says = match brings {
            Some(credits) => words::go_to_credits(day, credits),
            None => words::go_to_due_date(day),
        };
        (says, show_moment(due))
    });
    Ok(Subject {
        email: account.email.clone(),
        today: account.zone.date_with_year(account.now()),
        next,
        next_payment: app.test_payments.next(&account.id).await?,
        faults: super::faults(app, &account.id).await,
        books: Books::of(app, account, standing.unlimited_downloads).await?,
    })
}

/// The look of the Lab's own pages, which is no part of the product's style sheet.
#[component]
pub(super) fn LabStyles() -> impl IntoView {
    view! { <link rel="stylesheet" href="/pkg/lab.css"/> }
}

#[component]
fn LabSheet(sheet: Sheet) -> impl IntoView {
    let Sheet {
        personas,
        subject,
        window,
    } = sheet;
    let chosen = subject
        .as_ref()
        .and_then(|subject| Persona::of(&subject.email))
        .unwrap_or(Persona::Starter);
    let is_primary = subject
        .as_ref()
        .is_none_or(|subject| subject.next.is_none());
    let signed_in = subject.is_some();
    let levers = match subject {
        None => view! { <p class="notice">{words::become_one_first()}</p> }.into_any(),
        Some(subject) => view! {
            <Time subject=subject.clone() window/>
            <hr class="rule"/>
            <Levers faults=subject.faults window/>
            <Ledger books=subject.books/>
            <Money/>
        }
        .into_any(),
    };
    view! {
        <LabStyles/>
        <main id="main" class="lab-page">
            <div class="lab-side">
                <div>
                    <h1>{words::designers_lab()}</h1>
                    <p class="small muted mt1">{words::demo_only()}</p>
                    <p class="small mt2 lab-jump"><a class="link" href="#states">{words::every_state()}</a></p>
                </div>
                <Personas cards=personas chosen is_primary window/>
                {levers}
                <Looks/>
                <More signed_in/>
            </div>
            <States window/>
        </main>
    }
}

/// The Lab's other pages.
#[component]
fn More(signed_in: bool) -> impl IntoView {
    // What operators see is for those who are signed in.
    let animators = signed_in.then(|| view! { <li><a class="link" href="/operators/providers">{words::how_animators_are()}</a></li> });
    view! {
        <nav class="small" aria-label=words::more_of_the_lab()>
            <ul class="lab-more">
                <li><a class="link" href="/lab/scenarios">{words::all_live()}</a></li>
                <li><a class="link" href="/lab/mail">{words::letters_of_the_demo()}</a></li>
                <li><a class="link" href="/tokens/breakout-clips.resolver.json">{words::design_tokens()}</a></li>
                {animators}
            </ul>
        </nav>
    }
}

#[cfg(test)]
mod tests;
