//! The two doors: signing in and signing up.

use super::logic::PASSWORD_MIN;
use super::next::LocalPath;
use crate::error::AppError;
use crate::ui::brand::Brand;
use crate::ui::field::TextField;
use crate::ui::notice::{Notice, Tone};
use crate::words::accounts as words;
use crate::words::around;
use leptos::prelude::*;

/// Which door.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entry {
    SignIn,
    SignUp,
}

impl Entry {
    pub fn title(self) -> &'static str {
        match self {
            Self::SignIn => words::sign_in(),
            Self::SignUp => words::create_an_account(),
        }
    }

    fn action(self) -> &'static str {
        match self {
            Self::SignIn => "/login",
            Self::SignUp => "/signup",
        }
    }

    fn button(self) -> &'static str {
        match self {
            Self::SignIn => words::sign_in(),
            Self::SignUp => words::create_account(),
        }
    }

    /// What comes next, or why somebody stands here who wanted to go elsewhere.
    fn welcome(self, next: &LocalPath) -> &'static str {
        match self {
            Self::SignIn if is_studio(next) => words::sign_in_for_studio(),
            Self::SignIn => words::welcome_back(),
            Self::SignUp if *next != LocalPath::default() => words::welcome_onward(),
            Self::SignUp => words::welcome(),
        }
    }

    fn autocomplete(self) -> &'static str {
        match self {
            Self::SignIn => "current-password",
            Self::SignUp => "new-password",
        }
    }
}

/// Whether somebody is on the way to the AI Studio, a scene or a video there.
fn is_studio(next: &LocalPath) -> bool {
    let rest = next.as_str().strip_prefix("/studio");
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']))
}

/// What the form holds when it is shown. A password is never sent back.
#[derive(Debug, Clone)]
pub struct Filled {
    pub email: String,
    pub next: LocalPath,
    pub problem: Option<AppError>,
}

impl Filled {
    pub fn blank(next: LocalPath) -> Self {
        Self {
            email: String::new(),
            next,
            problem: None,
        }
    }

    /// The problem with one of the fields.
    fn on(&self, name: &str) -> Option<String> {
        match &self.problem {
            Some(AppError::Invalid { field, message }) if field == name => Some(message.clone()),
            _ => None,
        }
    }

    /// The problem that belongs to no field.
    fn general(&self) -> Option<String> {
        match &self.problem {
            None | Some(AppError::Invalid { .. }) => None,
            Some(problem) => Some(problem.to_string()),
        }
    }
}

/// The form of one door; `waiting` is the title of a draft that goes on behind it.
#[component]
pub fn EntryPage(entry: Entry, filled: Filled, waiting: Option<String>) -> impl IntoView {
    let hint = match entry {
        Entry::SignIn => String::new(),
        Entry::SignUp => words::password_hint(PASSWORD_MIN),
    };
    view! {
        <main id="main" class="entry">
            <section class="entry-form">
                <Brand/>
                <form class="stack-l" method="post" action=entry.action()>
                    <div>
                        <h1>{entry.title()}</h1>
                        <p class="muted mt2">{entry.welcome(&filled.next)}</p>
                    </div>
                    {waiting.map(|title| view! {
                        <Notice tone=Tone::Positive><p>{words::draft_kept(title)}</p></Notice>
                    })}
                    {filled.general().map(|problem| view! { <Notice tone=Tone::Danger role="alert"><p>{problem}</p></Notice> })}
                    <div class="stack">
                        <TextField label=words::email() name="email" kind="email" value=filled.email.clone() autocomplete="email"
                            placeholder=words::example_address() problem=filled.on("email")/>
                        <TextField label=words::password() name="password" kind="password" autocomplete=entry.autocomplete()
                            hint=hint problem=filled.on("password")/>
                    </div>
                    <input type="hidden" name="next" value=filled.next.to_string()/>
                    {(entry == Entry::SignUp).then(|| view! { <input type="hidden" name="time_zone" data-time-zone/> })}
                    <button class="btn btn-primary btn-big btn-wide" type="submit">{entry.button()}</button>
                    {(entry == Entry::SignIn).then(|| view! { <p class="small tc"><a class="link alone" href="/forgot">{words::forgot_your_password()}</a></p> })}
                    <OtherDoor entry next=filled.next.clone()/>
                </form>
            </section>
            <EntryArt/>
        </main>
    }
}

/// The way to the other door, with the destination kept.
#[component]
fn OtherDoor(entry: Entry, next: LocalPath) -> impl IntoView {
    let query = if next == LocalPath::default() {
        String::new()
    } else {
        format!("?next={}", next.encoded())
    };
    let ((before, after), other) = match entry {
        Entry::SignIn => (around(words::new_here), Entry::SignUp),
        Entry::SignUp => (around(words::already_here), Entry::SignIn),
    };
    view! {
        <p class="small muted tc">{before}<a class="link" href=format!("{}{query}", other.action())>{other.title()}</a>{after}</p>
    }
}

/// Headphones climbing out of a phone; decoration.
#[component]
pub fn EntryArt() -> impl IntoView {
    view! {
        <section class="entry-art" aria-hidden="true">
            <div class="big">{words::art_out()}</div>
            <div class="ph">
                <div class="scene scene-headphones">
                    <div class="frame f-phone"><i></i><i></i></div>
                    <img class="subject" src="/art/headphones.svg" alt=""/>
                    <img class="wave" src="/art/wave.svg" alt=""/>
                </div>
            </div>
            <img class="fl fl1" src="/art/book.svg" alt=""/>
            <img class="fl fl2" src="/art/perfume.svg" alt=""/>
        </section>
    }
}
