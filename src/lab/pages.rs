//! The Lab for people: become a persona, move the account's time, set what goes wrong. Plain forms over the same
//! levers as the JSON endpoints.

use super::clock::{self, Advance, To, show_moment};
use super::endpoints::LabError;
use super::fault_store::FaultChange;
use super::looks::Looks;
use super::personas::{self, Persona, Wanted};
use super::reversals::{self, Dispute, DisputeStep, Refund};
use super::{demo, disturbance};
use crate::accounts::{SignedIn, Visitor};
use crate::app::{Page, render};
use crate::billing::gateways::NextOutcome;
use crate::billing::rules::Subscription;
use crate::faults::{Faults, ProviderFault, RenderFault};
use crate::server::App;
use ::credits::Timestamp;
use axum::Router;
use axum::extract::{Form, Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use leptos::prelude::*;
use serde::Deserialize;
use tower_sessions::Session;

pub fn routes() -> Router<App> {
    Router::new()
        .route("/lab", get(show))
        .route("/lab/become", post(become_persona))
        .route("/lab/travel", post(travel))
        .route("/lab/decline", post(decline_next))
        .route("/lab/refund", post(refund))
        .route("/lab/dispute", post(dispute))
        .route("/lab/switch", post(switch))
}

/// What a switch of the Lab sets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Lever {
    SlowNetwork,
    StalledRendering,
    FailingVideos,
    Offline,
}

impl Lever {
    const ALL: [Self; 4] = [
        Self::SlowNetwork,
        Self::StalledRendering,
        Self::FailingVideos,
        Self::Offline,
    ];
    const SLOW_MS: u64 = 2_000;

    const fn word(self) -> &'static str {
        match self {
            Self::SlowNetwork => "slow-network",
            Self::StalledRendering => "stalled-rendering",
            Self::FailingVideos => "failing-videos",
            Self::Offline => "offline",
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::SlowNetwork => "Slow network",
            Self::StalledRendering => "Stalled rendering",
            Self::FailingVideos => "Failing videos",
            Self::Offline => "Offline",
        }
    }

    const fn about(self) -> &'static str {
        match self {
            Self::SlowNetwork => "Adds 2 s to every request",
            Self::StalledRendering => "Renders and animations wait until this is off",
            Self::FailingVideos => "Every render and animation fails, 0 credits taken",
            Self::Offline => "Requests of this account are refused, except here",
        }
    }

    fn is_on(self, faults: Faults) -> bool {
        match self {
            Self::SlowNetwork => faults.latency_ms > 0,
            Self::StalledRendering => {
                faults.render == Some(RenderFault::Stall)
                    && faults.provider == Some(ProviderFault::Stall)
            }
            Self::FailingVideos => {
                faults.render == Some(RenderFault::Fail)
                    && faults.provider == Some(ProviderFault::Fail)
            }
            Self::Offline => faults.offline,
        }
    }

    fn change(self, on: bool) -> FaultChange {
        let videos = |render, provider| FaultChange {
            render: Some(on.then_some(render)),
            provider: Some(on.then_some(provider)),
            ..FaultChange::default()
        };
        match self {
            Self::SlowNetwork => FaultChange {
                latency_ms: Some(on.then_some(Self::SLOW_MS)),
                ..FaultChange::default()
            },
            Self::StalledRendering => videos(RenderFault::Stall, ProviderFault::Stall),
            Self::FailingVideos => videos(RenderFault::Fail, ProviderFault::Fail),
            Self::Offline => FaultChange {
                offline: Some(Some(on)),
                ..FaultChange::default()
            },
        }
    }
}

#[derive(Deserialize)]
struct Become {
    persona: Persona,
}

async fn become_persona(
    State(app): State<App>,
    session: Session,
    Form(wanted): Form<Become>,
) -> Result<Redirect, LabError> {
    let made = personas::make(&app, Wanted::plain(wanted.persona)).await?;
    crate::accounts::logic::begin(&session, &made.account).await?;
    Ok(Redirect::to("/lab"))
}

#[derive(Deserialize)]
struct Travel {
    advance: Option<String>,
    to: Option<String>,
}

async fn travel(
    State(app): State<App>,
    SignedIn(account): SignedIn,
    Form(travel): Form<Travel>,
) -> Result<Redirect, LabError> {
    let wanted = match (travel.advance, travel.to) {
        (Some(advance), None) => clock::Wanted::Advance(Advance { advance }),
        (None, Some(to)) => clock::Wanted::To(To { to }),
        _ => return Err(LabError::malformed("either a span or a moment")),
    };
    clock::advance(&app, &account, wanted).await?;
    Ok(Redirect::to("/lab"))
}

async fn decline_next(
    State(app): State<App>,
    SignedIn(account): SignedIn,
) -> Result<Redirect, LabError> {
    app.test_payments
        .set_next(&account.id, NextOutcome::Fail)
        .await?;
    Ok(Redirect::to("/lab"))
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
}

async fn switch(
    State(app): State<App>,
    SignedIn(account): SignedIn,
    Form(wanted): Form<Switched>,
) -> Result<Redirect, LabError> {
    let faults = app
        .faults
        .change(&account.id, wanted.lever.change(wanted.on))
        .await?;
    disturbance::announce(&account.id, faults);
    Ok(Redirect::to("/lab"))
}

/// What the page says of the account that is signed in.
#[derive(Clone)]
struct Subject {
    email: String,
    today: String,
    /// When something falls due next: as a date for people, as a moment for the form.
    next: Option<(String, String)>,
    faults: Faults,
}

async fn show(
    State(app): State<App>,
    visitor: Visitor,
    request: Request,
) -> Result<Response, LabError> {
    let subject = match &visitor.account {
        None => None,
        Some(account) => {
            let due = app
                .billing
                .open_subscription(&account.id)
                .await?
                .as_ref()
                .and_then(Subscription::due_at);
            Some(Subject {
                email: account.email.clone(),
                today: account.zone.date_with_year(account.now()),
                next: due
                    .map(|due: Timestamp| (account.zone.date_with_year(due), show_moment(due))),
                faults: super::faults(&app, &account.id).await,
            })
        }
    };
    let view = move || view! { <LabSheet subject=subject.clone()/> }.into_any();
    Ok(
        render(app, visitor, request, Page::titled("Designers’ Lab"), view)
            .await
            .into_response(),
    )
}

/// The look of the Lab's own pages, which is no part of the product's style sheet.
#[component]
pub(super) fn LabStyles() -> impl IntoView {
    view! { <link rel="stylesheet" href="/pkg/lab.css"/> }
}

#[component]
fn LabSheet(subject: Option<Subject>) -> impl IntoView {
    let signed_in = subject.is_some();
    view! {
        <LabStyles/>
        <main id="main" class="wrap tools-page">
            <h1>"Designers’ Lab"</h1>
            <p class="small muted">"Demo mode only. Nothing here touches real money or credits."</p>
            <p class="small"><a class="link" href="/lab/scenarios">"Every state of every flow, live"</a></p>
            <p class="small"><a class="link" href="/tokens/breakout-clips.resolver.json">"Design tokens (DTCG 2025.10)"</a></p>
            <p class="small"><a class="link" href="/lab/mail">"Letters that the demo sends"</a></p>
            {signed_in.then(|| view! { <p class="small"><a class="link" href="/operators/providers">"How the animators are"</a></p> })}
            <div class="tool-cards">
                <Personas/>
                <Looks/>
                {subject.map(|subject| view! { <Time subject=subject.clone()/><Money/><Levers faults=subject.faults/> })}
                {(!signed_in).then(|| view! { <p class="card small">"Become a persona to move its time and to set what goes wrong."</p> })}
            </div>
        </main>
    }
}

#[component]
fn Personas() -> impl IntoView {
    let radios: Vec<_> = Persona::ALL
        .into_iter()
        .enumerate()
        .map(|(index, persona)| view! {
            <label class="persona">
                <input type="radio" name="persona" value=persona.as_str() checked=index == 1/>
                <span><b>{persona.as_str()}</b><span class="small muted">{demo::about(persona)}</span></span>
            </label>
        })
        .collect();
    view! {
        <form class="card stack" method="post" action="/lab/become">
            <fieldset class="stack-s" aria-label="Persona"><legend class="lab-title">"Persona"</legend>{radios}</fieldset>
            <button class="btn btn-primary" type="submit">"Become this persona"</button>
            <p class="small muted">"Makes a fresh account of its own and signs in to it."</p>
        </form>
    }
}

#[component]
fn Time(subject: Subject) -> impl IntoView {
    let next = subject.next.map(|(day, moment)| view! {
        <form method="post" action="/lab/travel">
            <input type="hidden" name="to" value=moment/>
            <button class="btn btn-secondary btn-wide" type="submit">{format!("Go to {day}, the next due date")}</button>
        </form>
    });
    let spans: Vec<_> = [
        ("1 hour", "+1 hour"),
        ("1 day", "+1 day"),
        ("1 month", "+1 month"),
    ]
    .into_iter()
    .map(|(span, label)| {
        view! {
            <form method="post" action="/lab/travel">
                <input type="hidden" name="advance" value=span/>
                <button class="btn btn-quiet btn-wide" type="submit">{label}</button>
            </form>
        }
    })
    .collect();
    view! {
        <section class="card stack" aria-labelledby="lab-time">
            <div class="row-b"><h2 id="lab-time" class="lab-title">"Time"</h2><span class="small muted">{format!("Today is {}", subject.today)}</span></div>
            <p class="small muted">{format!("Of {}. Time only runs forward.", subject.email)}</p>
            {next}
            <div class="lab-spans">{spans}</div>
            <form method="post" action="/lab/decline"><button class="btn btn-quiet btn-wide" type="submit">"Decline the next payment"</button></form>
        </section>
    }
}

/// What banks do with the newest payment; Billing shows what came of it.
#[component]
fn Money() -> impl IntoView {
    let disputes: Vec<_> = [
        ("opened", "Open a dispute"),
        ("won", "Win it"),
        ("lost", "Lose it"),
    ]
    .into_iter()
    .map(|(state, label)| {
        view! {
            <form method="post" action="/lab/dispute">
                <input type="hidden" name="state" value=state/>
                <button class="btn btn-quiet btn-wide" type="submit">{label}</button>
            </form>
        }
    })
    .collect();
    view! {
        <section class="card stack" aria-labelledby="lab-money">
            <h2 id="lab-money" class="lab-title">"Money that goes back"</h2>
            <p class="small muted">"Of the newest paid invoice: what is unspent of its credits is taken back, the rest is owed."</p>
            <form method="post" action="/lab/refund"><button class="btn btn-secondary btn-wide" type="submit">"Refund it"</button></form>
            <div class="lab-spans">{disputes}</div>
        </section>
    }
}

#[component]
fn Levers(faults: Faults) -> impl IntoView {
    let rows: Vec<_> = Lever::ALL
        .into_iter()
        .map(|lever| {
            let on = lever.is_on(faults);
            view! {
                <li class="row-b">
                    <span><b class="small">{lever.name()}</b><br/><span class="small muted">{lever.about()}</span></span>
                    <form method="post" action="/lab/switch">
                        <input type="hidden" name="lever" value=lever.word()/>
                        <input type="hidden" name="on" value=(!on).to_string()/>
                        <button class="toggle" type="submit" role="switch" aria-checked=on.to_string() aria-label=lever.name()></button>
                    </form>
                </li>
            }
        })
        .collect();
    view! {
        <section class="card stack" aria-labelledby="lab-faults">
            <h2 id="lab-faults" class="lab-title">"What goes wrong"</h2>
            <ul class="stack">{rows}</ul>
        </section>
    }
}
