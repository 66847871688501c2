//! The levers beside the states on the Lab's front page: who one is, what time it is, what goes wrong.

use super::books::Books;
use super::levers::Lever;
use super::personas::Persona;
use super::window::Window;
use crate::billing::gateways::NextOutcome;
use crate::faults::{Faults, StallPoint};
use crate::ui::amount::{credits_of, grouped};
use crate::ui::icon::{AiGem, DownloadGem, Icon, Symbol};
use crate::words::lab as words;
use ::credits::{Credits, Wallet};
use leptos::prelude::*;

/// A persona and what its wallets have, as `Persona::wallets` says it.
pub type Card = (Persona, (Option<Credits>, Credits));

/// What the page says of the account that is signed in.
#[derive(Clone)]
pub struct Subject {
    pub email: String,
    pub today: String,
    /// When something falls due next: what the button says, and the moment for its form.
    pub next: Option<(String, String)>,
    pub next_payment: NextOutcome,
    pub faults: Faults,
    pub books: Books,
}

/// The one hot button is that which leads on in time; where nothing falls due it is this form's.
#[component]
pub fn Personas(
    cards: Vec<Card>,
    chosen: Persona,
    is_primary: bool,
    window: Window,
) -> impl IntoView {
    let cards: Vec<_> = cards
        .into_iter()
        .map(|card| persona_card(card, chosen))
        .collect();
    let look = if is_primary {
        "btn btn-primary btn-wide"
    } else {
        "btn btn-secondary btn-wide"
    };
    view! {
        <form class="stack-s" method="post" action=window.at("/lab/become")>
            <fieldset aria-label=words::persona()>
                <legend class="lab lab-legend">{words::persona()}</legend>
                <div class="personas">{cards}</div>
            </fieldset>
            <button class=look type="submit">{words::become_this_persona()}</button>
            <p class="micro muted">{words::persona_is_made()}</p>
        </form>
    }
}

fn persona_card((persona, (download, ai)): Card, chosen: Persona) -> AnyView {
    let is_chosen = persona == chosen;
    let (shown, read) = match download {
        None => (
            words::unlimited().to_owned(),
            words::unlimited_downloads().to_owned(),
        ),
        Some(download) => (
            grouped(download.get()),
            credits_of(Wallet::Download, download),
        ),
    };
    view! {
        <label class="persona">
            <input type="radio" name="persona" value=persona.as_str() checked=is_chosen/>
            <b>{persona.name()}</b>
            <span class="persona-has num">
                <span><DownloadGem class="i-s"/><span aria-hidden="true">{shown}</span><span class="vh">{read}</span></span>
                <span><AiGem class="i-s"/><span aria-hidden="true">{grouped(ai.get())}</span><span class="vh">{credits_of(Wallet::Ai, ai)}</span></span>
            </span>
            <span class="micro muted">{persona.about()}</span>
        </label>
    }
    .into_any()
}

#[component]
pub fn Time(subject: Subject, window: Window) -> impl IntoView {
    let next = subject.next.map(|(says, moment)| view! {
        <form method="post" action=window.at("/lab/travel")>
            <input type="hidden" name="to" value=moment/>
            <button class="btn btn-primary btn-wide" type="submit"><Icon symbol=Symbol::Calendar class="i-s"/>{says}</button>
        </form>
    });
    let spans: Vec<_> = [
        ("1 hour", words::hour_on()),
        ("1 day", words::day_on()),
        ("1 month", words::month_on()),
    ]
    .into_iter()
    .map(|(span, says)| {
        view! {
            <form method="post" action=window.at("/lab/travel")>
                <input type="hidden" name="advance" value=span/>
                <button class="btn btn-quiet btn-small btn-wide" type="submit">{says}</button>
            </form>
        }
    })
    .collect();
    view! {
        <section class="stack-s" aria-labelledby="lab-time">
            <div class="row-b lab-today"><h2 id="lab-time" class="lab">{words::time()}</h2><span class="small muted">{words::today_is(subject.today)}</span></div>
            {next}
            <div class="lab-spans">{spans}</div>
            {next_payment(subject.next_payment, window)}
            <p class="micro muted lab-whose">{words::time_of(subject.email)}</p>
        </section>
    }
}

/// How the next payment will end, and the button that has it end the other way.
fn next_payment(next: NextOutcome, window: Window) -> AnyView {
    let (is, other, says) = match next {
        NextOutcome::Succeed => (
            words::next_payment_succeeds(),
            "fail",
            words::decline_next(),
        ),
        NextOutcome::Fail => (
            words::next_payment_is_declined(),
            "succeed",
            words::let_next_succeed(),
        ),
    };
    view! {
        <form class="stack-s" method="post" action=window.at("/lab/next-payment")>
            <p class="small muted">{is}</p>
            <input type="hidden" name="next" value=other/>
            <button class="btn btn-quiet btn-small btn-wide" type="submit">{says}</button>
        </form>
    }
    .into_any()
}

#[component]
pub fn Levers(faults: Faults, window: Window) -> impl IntoView {
    let rows: Vec<_> = Lever::ALL
        .into_iter()
        .map(|lever| {
            let on = lever.is_on(faults);
            let stalls = lever == Lever::StalledRendering;
            view! {
                <li>
                    <div class="row-b">
                        <div><div class="small"><b>{lever.name()}</b></div><div class="micro muted">{lever.about()}</div></div>
                        <form method="post" action=window.at("/lab/switch")>
                            <input type="hidden" name="lever" value=lever.as_str()/>
                            <input type="hidden" name="on" value=(!on).to_string()/>
                            <button class="toggle" type="submit" role="switch" aria-checked=on.to_string() aria-label=lever.name()></button>
                        </form>
                    </div>
                    {stalls.then(|| stall_at(faults.stall_at, window))}
                </li>
            }
        })
        .collect();
    view! {
        <section aria-labelledby="lab-faults">
            <h2 id="lab-faults" class="vh">{words::goes_wrong()}</h2>
            <ul class="lab-levers">{rows}</ul>
        </section>
    }
}

/// Says where renders and takes stall, and turns the switch above it on: who names a percentage wants to see it.
fn stall_at(point: StallPoint, window: Window) -> AnyView {
    view! {
        <form class="lab-stall" method="post" action=window.at("/lab/switch")>
            <input type="hidden" name="lever" value=Lever::StalledRendering.as_str()/>
            <input type="hidden" name="on" value="true"/>
            <label class="small" for="lab-stall-at">{words::stall_at()}</label>
            <input id="lab-stall-at" class="input num" type="number" name="stall_at" min=StallPoint::LEAST max=StallPoint::MOST required value=u8::from(point)/>
            <button class="btn btn-quiet btn-small" type="submit">{words::stall_there()}</button>
        </form>
    }
    .into_any()
}

/// What banks do with the newest payment; Billing shows what came of it.
#[component]
pub fn Money() -> impl IntoView {
    let disputes: Vec<_> = [
        ("opened", words::dispute_open()),
        ("won", words::dispute_win()),
        ("lost", words::dispute_lose()),
    ]
    .into_iter()
    .map(|(state, says)| {
        view! {
            <form method="post" action="/lab/dispute">
                <input type="hidden" name="state" value=state/>
                <button class="btn btn-quiet btn-small btn-wide" type="submit">{says}</button>
            </form>
        }
    })
    .collect();
    view! {
        <details class="lab-fold">
            <summary><h2 class="lab-title">{words::money_back()}</h2><Icon symbol=Symbol::Plus class="i-s"/></summary>
            <div class="stack-s">
                <p class="small muted">{words::money_back_about()}</p>
                <form method="post" action="/lab/refund"><button class="btn btn-secondary btn-wide" type="submit">{words::refund_it()}</button></form>
                <div class="lab-spans">{disputes}</div>
            </div>
        </details>
    }
}
