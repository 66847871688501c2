//! The address on `/account`, and the page that its new mailbox leads to.

use super::logic::VALID_HOURS;
use crate::accounts::recovery::{Door, LabHint, Letters};
use crate::accounts::refused::{above, on};
use crate::error::AppError;
use crate::ui::field::TextField;
use crate::ui::notice::{Notice, Tone};
use crate::words::accounts as words;
use crate::words::around;
use leptos::prelude::*;

/// What the form holds when it is shown again. A password is never sent back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filled {
    pub email: String,
    pub problem: AppError,
}

/// The address that counts, the one that waits to, and the form that asks for another.
#[component]
pub fn AddressCard(
    email: String,
    waiting: Option<String>,
    letters: Letters,
    refused: Option<Filled>,
) -> impl IntoView {
    // While one waits, another is asked for only by whoever had the form open before.
    let asks = refused.is_some() || waiting.is_none();
    view! {
        <section class="card account-card stack" aria-labelledby="address-title">
            <h2 id="address-title">{words::email_address()}</h2>
            <p class="account-address">{email}</p>
            {waiting.map(|waiting| view! { <Waiting email=waiting letters/> })}
            {match (letters, asks) {
                (Letters::Nowhere, _) => view! {
                    <p class="small muted">{words::no_mail_no_address()}" "<a class="link" href="/help#write">{words::write_to_us()}</a></p>
                }.into_any(),
                (_, true) => view! { <AskForm refused/> }.into_any(),
                (_, false) => ().into_any(),
            }}
        </section>
    }
}

#[component]
fn Waiting(email: String, letters: Letters) -> impl IntoView {
    view! {
        <form class="stack" method="post" action="/account/email/cancel">
            <Notice tone=Tone::Neutral>
                <p>{words::address_waits(email, VALID_HOURS)}</p>
                <LabHint letters/>
            </Notice>
            <button class="btn btn-secondary" type="submit">{words::keep_old_address()}</button>
        </form>
    }
}

#[component]
fn AskForm(refused: Option<Filled>) -> impl IntoView {
    let problem = refused.as_ref().map(|filled| filled.problem.clone());
    let typed = refused.map(|filled| filled.email).unwrap_or_default();
    let general = above(problem.as_ref(), &["email", "email_password"]);
    view! {
        <form class="stack" method="post" action="/account/email">
            {general.map(|problem| view! { <Notice tone=Tone::Danger role="alert"><p>{problem}</p></Notice> })}
            <TextField label=words::new_address() name="email" kind="email" value=typed autocomplete="email"
                placeholder=words::example_address() problem=on(problem.as_ref(), "email")/>
            <TextField label=words::your_password() name="email_password" kind="password" autocomplete="current-password"
                problem=on(problem.as_ref(), "email_password")/>
            <p class="small muted">{words::address_is_confirmed()}</p>
            <button class="btn btn-secondary" type="submit">{words::change_address()}</button>
        </form>
    }
}

/// What `/confirm` asks behind a link that works.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asks {
    /// Somebody who is signed in to the account: only whether they mean it.
    Owner { old: String, new: String },
    /// Anybody else who has the link: the account's password, and again where there is a `problem` with it. They may be a
    /// stranger, so they are told nothing of the account, its two addresses included.
    Reader { problem: Option<AppError> },
}

impl Asks {
    /// Why it asks again.
    pub fn problem(&self) -> Option<&AppError> {
        match self {
            Self::Owner { .. } => None,
            Self::Reader { problem } => problem.as_ref(),
        }
    }
}

/// `/confirm` behind a link that works.
#[component]
pub fn ConfirmPage(asks: Asks) -> impl IntoView {
    let (lead, password, way_on) = match asks {
        Asks::Owner { old, new } => (words::confirm_lead(old, new), None, None),
        Asks::Reader { problem } => (
            words::confirm_lead_password().to_owned(),
            Some(view! { <PasswordOfAccount problem/> }),
            Some(view! { <PasswordForgotten/> }),
        ),
    };
    view! {
        <Door title=words::confirm_address() lead>
            <form class="stack" method="post" action="/confirm">
                {password}
                <button class="btn btn-primary btn-big btn-wide" type="submit">{words::confirm_address()}</button>
            </form>
            {way_on}
        </Door>
    }
}

#[component]
fn PasswordOfAccount(problem: Option<AppError>) -> impl IntoView {
    let problem = problem.as_ref();
    let general = above(problem, &["password"]);
    view! {
        {general.map(|problem| view! { <Notice tone=Tone::Danger role="alert"><p>{problem}</p></Notice> })}
        <TextField label=words::current_password() name="password" kind="password" autocomplete="current-password"
            hint=words::whose_password() problem=on(problem, "password")/>
    }
}

#[component]
fn PasswordForgotten() -> impl IntoView {
    let (before, after) = around(words::forgotten_while_confirming);
    view! {
        <p class="small muted tc">{before}<a class="link" href="/forgot">{words::forgot_your_password()}</a>{after}</p>
    }
}

/// Why there is nothing to confirm.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    Done,
    Spent,
    /// The address became somebody's meanwhile.
    Taken,
}

impl Why {
    pub fn title(self) -> &'static str {
        match self {
            Self::Done => words::address_confirmed(),
            Self::Spent => words::link_spent(),
            Self::Taken => words::address_not_free(),
        }
    }

    fn lead(self) -> String {
        match self {
            Self::Done => words::address_confirmed_lead().to_owned(),
            Self::Spent => words::address_link_spent_why(VALID_HOURS),
            Self::Taken => words::address_not_free_why().to_owned(),
        }
    }
}

/// `/confirm` without anything to confirm.
#[component]
pub fn NotConfirmedPage(why: Why) -> impl IntoView {
    view! {
        <Door title=why.title() lead=why.lead()>
            <a class="btn btn-primary btn-big btn-wide" href="/login?next=/account">{words::to_your_account()}</a>
        </Door>
    }
}
