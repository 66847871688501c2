//! What `/account` shows.

use super::Account;
use super::address::{AddressCard, Filled};
use super::logic::PASSWORD_MIN;
use super::recovery::Letters;
use super::refused::{above, on};
use crate::app::appearance::{Appearance, AppearanceForm};
use crate::error::AppError;
use crate::ui::date::Zone;
use crate::ui::field::TextField;
use crate::ui::notice::{Notice, Tone};
use crate::words::accounts as words;
use leptos::prelude::*;

/// What the page says of the form that led to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    Nothing,
    Saved,
    AppearanceSaved,
    PasswordSet,
    PasswordRefused(AppError),
    SignedOutElsewhere,
    /// A letter is on its way to the new address.
    AddressAsked,
    /// The change was withdrawn.
    AddressKept,
    AddressChanged,
    AddressRefused(Filled),
    NoSuchZone,
}

/// What the page shows whatever led to it.
#[derive(Debug, Clone)]
pub struct Standing {
    pub account: Account,
    /// In how many browsers somebody is signed in.
    pub browsers: u64,
    /// The address that waits to be confirmed.
    pub waiting: Option<String>,
    pub letters: Letters,
    pub appearance: Appearance,
}

impl Said {
    /// What was done, if anything was.
    fn done(&self, account: &Account) -> Option<String> {
        Some(match self {
            Self::Saved => words::time_zone_saved(spoken(account.zone.name())),
            Self::AppearanceSaved => words::appearance_saved().to_owned(),
            Self::PasswordSet => words::password_saved().to_owned(),
            Self::SignedOutElsewhere => words::signed_out_elsewhere().to_owned(),
            Self::AddressAsked => words::address_asked().to_owned(),
            Self::AddressKept => words::address_kept(&account.email),
            Self::AddressChanged => words::address_changed(&account.email),
            Self::Nothing
            | Self::PasswordRefused(_)
            | Self::AddressRefused(_)
            | Self::NoSuchZone => return None,
        })
    }
}

#[component]
pub fn AccountPage(standing: Standing, said: Said) -> impl IntoView {
    let Standing {
        account,
        browsers,
        waiting,
        letters,
        appearance,
    } = standing;
    let done = said.done(&account);
    let there = account.zone.day_and_time(account.now(), account.now());
    let Account { email, zone, .. } = account;
    let wrong_zone = said == Said::NoSuchZone;
    let (refused, address_refused) = match said {
        Said::PasswordRefused(problem) => (Some(problem), None),
        Said::AddressRefused(filled) => (None, Some(filled)),
        _ => (None, None),
    };
    view! {
        <main id="main" class="wrap account-page">
            <h1>{words::account()}</h1>
            <p class="muted mt1">{words::signed_in_as(&email)}</p>
            {done.map(|done| view! { <Notice tone=Tone::Positive role="status"><p>{done}</p></Notice> })}
            <AddressCard email waiting letters refused=address_refused/>
            <PasswordCard refused/>
            <BrowsersCard browsers/>
            <form class="card account-card stack" method="post" action="/account/time-zone">
                <h2>{words::dates()}</h2>
                <TimeZoneField chosen=zone wrong=wrong_zone/>
                <p class="small muted">{words::time_there(there)}</p>
                <button class="btn btn-secondary" type="submit">{words::save_time_zone()}</button>
            </form>
            <AppearanceForm chosen=appearance back="/account?saved=appearance"/>
            <section class="card account-card account-danger stack" aria-labelledby="delete-title">
                <h2 id="delete-title">{words::delete_account()}</h2>
                <p class="small muted">{words::delete_account_hint()}</p>
                <a class="btn btn-danger" href="/account/delete">{words::see_what_ends()}</a>
            </section>
        </main>
    }
}

/// A password is never sent back: both fields are empty again after a mistake.
#[component]
fn PasswordCard(refused: Option<AppError>) -> impl IntoView {
    let refused = refused.as_ref();
    let general = above(refused, &["current_password", "new_password"]);
    let hint = words::password_hint(PASSWORD_MIN);
    view! {
        <form class="card account-card stack" method="post" action="/account/password">
            <h2>{words::password()}</h2>
            {general.map(|problem| view! { <Notice tone=Tone::Danger role="alert"><p>{problem}</p></Notice> })}
            <TextField label=words::current_password() name="current_password" kind="password" autocomplete="current-password" problem=on(refused, "current_password")/>
            <TextField label=words::new_password() name="new_password" kind="password" autocomplete="new-password" hint problem=on(refused, "new_password")/>
            <p class="small muted">{words::signs_out_elsewhere()}</p>
            <div class="row">
                <button class="btn btn-secondary" type="submit">{words::change_password()}</button>
                <a class="link small" href="/forgot">{words::forgot_your_password()}</a>
            </div>
        </form>
    }
}

/// Where else somebody is signed in, and the way out of there.
#[component]
fn BrowsersCard(browsers: u64) -> impl IntoView {
    let elsewhere = browsers.saturating_sub(1);
    view! {
        <form class="card account-card stack" method="post" action="/account/browsers">
            <h2>{words::signed_in()}</h2>
            <p>{words::signed_in_elsewhere(elsewhere)}</p>
            {(elsewhere > 0).then(|| view! { <button class="btn btn-secondary" type="submit">{words::sign_out_elsewhere()}</button> })}
        </form>
    }
}

/// "America/New_York" as people write it.
fn spoken(zone: &str) -> String {
    zone.replace('_', " ")
}

#[component]
fn TimeZoneField(chosen: Zone, wrong: bool) -> impl IntoView {
    let note = if wrong {
        words::no_such_time_zone()
    } else {
        words::time_zone_hint()
    };
    let options: Vec<_> = Zone::names()
        .into_iter()
        .map(|name| {
            let selected = name == chosen.name();
            let label = spoken(&name);
            view! { <option value=name selected=selected>{label}</option> }
        })
        .collect();
    view! {
        <div class="field">
            <label for="time_zone">{words::time_zone()}</label>
            <select class="input" id="time_zone" name="time_zone" aria-describedby="time-zone-note" aria-invalid=wrong.then_some("true")>{options}</select>
            <p id="time-zone-note" class=if wrong { "field-problem" } else { "hint" }>{note}</p>
        </div>
    }
}
