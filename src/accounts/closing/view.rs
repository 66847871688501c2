//! What is shown before an account ends, and after.

use super::letter::KEPT_DAYS;
use super::logic::{Ends, Plan};
use crate::accounts::recovery::Door;
use crate::accounts::refused::{above, on};
use crate::error::AppError;
use crate::ui::field::TextField;
use crate::ui::notice::{Notice, Tone};
use crate::words::accounts as words;
use leptos::prelude::*;

/// Why the account was not deleted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    Form(AppError),
    BeingMade,
    PaymentUnderWay,
}

impl Refused {
    /// The problem with the form.
    fn problem(&self) -> Option<&AppError> {
        match self {
            Self::Form(problem) => Some(problem),
            Self::BeingMade | Self::PaymentUnderWay => None,
        }
    }

    /// What is said above the form.
    fn above(&self) -> Option<String> {
        match self {
            Self::Form(problem) => above(Some(problem), &["password", "understood"]),
            Self::BeingMade => Some(words::delete_while_made().to_owned()),
            Self::PaymentUnderWay => Some(words::delete_while_paying().to_owned()),
        }
    }
}

/// `/account/delete`
#[component]
pub fn DeletePage(
    email: String,
    ends: Ends,
    refused: Option<Refused>,
    ticked: bool,
) -> impl IntoView {
    let general = refused.as_ref().and_then(Refused::above);
    let problem = refused.as_ref().and_then(Refused::problem);
    let wrong_password = on(problem, "password");
    let not_ticked = on(problem, "understood");
    let at_gateway = ends
        .known_to_gateway
        .then(|| view! { <p>{words::payment_service_keeps()}</p> });
    view! {
        <main id="main" class="wrap account-page account-delete">
            <h1>{words::delete_account()}</h1>
            <p class="muted mt1">{words::delete_lead(email)}</p>
            {general.map(|problem| view! { <Notice tone=Tone::Danger role="alert"><p>{problem}</p></Notice> })}
            <section class="card account-card stack" aria-labelledby="ends-title">
                <h2 id="ends-title">{words::what_ends()}</h2>
                <WhatEnds ends/>
            </section>
            <section class="card account-card stack" aria-labelledby="stays-title">
                <h2 id="stays-title">{words::what_stays()}</h2>
                <p>{words::books_stay()}</p>
                {at_gateway}
                <p class="small muted">{words::books_stay_why()}</p>
                <div class="row">
                    <a class="btn btn-quiet" href="/billing#invoices-title">{words::see_invoices()}</a>
                    <a class="btn btn-quiet" href="/credits">{words::see_statement()}</a>
                </div>
            </section>
            <form class="card account-card account-danger stack" method="post" action="/account/delete">
                <h2>{words::delete_for_good()}</h2>
                <TextField label=words::password() name="password" kind="password" autocomplete="current-password" problem=wrong_password/>
                <Understood ticked problem=not_ticked/>
                <div class="row">
                    <button class="btn btn-danger" type="submit">{words::delete_my_account()}</button>
                    <a class="btn btn-secondary" href="/account">{words::keep_my_account()}</a>
                </div>
            </form>
        </main>
    }
}

#[component]
fn WhatEnds(ends: Ends) -> impl IntoView {
    let plan = match ends.plan {
        None => words::no_plan_ends().to_owned(),
        Some(Plan {
            name,
            paid_until: None,
        }) => words::plan_ends(name),
        Some(Plan {
            name,
            paid_until: Some(day),
        }) => words::paid_plan_ends(name, day),
    };
    let credits = match ends.credits {
        None => words::no_credits_end().to_owned(),
        Some(credits) => words::credits_end(credits),
    };
    view! {
        <ul class="account-ends">
            <li>{plan}</li>
            <li>{credits}</li>
            <li>{words::videos_end(ends.videos)}</li>
            <li>{words::address_ends()}</li>
            {ends.is_told.then(|| view! { <li>{words::last_letter(KEPT_DAYS)}</li> })}
        </ul>
        <p class="small muted">{words::files_end()}</p>
    }
}

/// The box that has to be ticked; its problem is said below it.
#[component]
fn Understood(ticked: bool, problem: Option<String>) -> impl IntoView {
    let wrong = problem.is_some();
    let noted = wrong.then_some("understood-note");
    view! {
        <div class="field">
            <label class="account-tick" for="understood">
                <input type="checkbox" id="understood" name="understood" value="yes" checked=ticked required
                    aria-invalid=wrong.then_some("true") aria-describedby=noted autofocus=wrong/>
                <span>{words::i_understand()}</span>
            </label>
            {problem.map(|problem| view! { <p id="understood-note" class="field-problem">{problem}</p> })}
        </div>
    }
}

/// `/goodbye`
#[component]
pub fn GoodbyePage() -> impl IntoView {
    view! {
        <Door title=words::goodbye() lead=words::goodbye_lead().to_owned()>
            <p class="muted">{words::goodbye_back()}</p>
            <a class="btn btn-secondary btn-big btn-wide" href="/">{words::to_the_templates()}</a>
        </Door>
    }
}
