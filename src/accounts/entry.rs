//! The two doors: signing in and signing up.

use super::logic::PASSWORD_MIN;
use super::next::LocalPath;
use crate::error::AppError;
use crate::ui::brand::Brand;
use crate::ui::field::TextField;
use crate::ui::notice::{Notice, Tone};
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
            Self::SignIn => "Sign in",
            Self::SignUp => "Create an account",
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
            Self::SignIn => "Sign in",
            Self::SignUp => "Create account",
        }
    }

    /// What comes next. `onward` says that somebody wants to go to a certain page and not on to the plans.
    fn welcome(self, onward: bool) -> &'static str {
        match self {
            Self::SignIn => "Your templates, videos and credits are where you left them.",
            Self::SignUp if onward => {
                "Previews are free. You go on where you were, and nothing is paid before you choose a plan."
            }
            Self::SignUp => {
                "Previews are free. A plan is chosen on the next page, and nothing is paid before that."
            }
        }
    }

    fn autocomplete(self) -> &'static str {
        match self {
            Self::SignIn => "current-password",
            Self::SignUp => "new-password",
        }
    }
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
    let onward = filled.next != LocalPath::default();
    let hint = match entry {
        Entry::SignIn => String::new(),
        Entry::SignUp => format!("{PASSWORD_MIN} characters or more; a few words do well."),
    };
    view! {
        <main id="main" class="entry">
            <section class="entry-form">
                <Brand/>
                <form class="stack-l" method="post" action=entry.action()>
                    <div>
                        <h1>{entry.title()}</h1>
                        <p class="muted mt2">{entry.welcome(onward)}</p>
                    </div>
                    {waiting.map(|title| view! {
                        <Notice tone=Tone::Positive><p>{format!("\u{201c}{title}\u{201d} is kept. You go on with it as soon as you are in. 0 credits taken.")}</p></Notice>
                    })}
                    {filled.general().map(|problem| view! { <Notice tone=Tone::Danger role="alert"><p>{problem}</p></Notice> })}
                    <div class="stack">
                        <TextField label="Email" name="email" kind="email" value=filled.email.clone() autocomplete="email"
                            placeholder="you@example.com" problem=filled.on("email")/>
                        <TextField label="Password" name="password" kind="password" autocomplete=entry.autocomplete()
                            hint=hint problem=filled.on("password")/>
                    </div>
                    <input type="hidden" name="next" value=filled.next.to_string()/>
                    {(entry == Entry::SignUp).then(|| view! { <input type="hidden" name="time_zone" data-time-zone/> })}
                    <button class="btn btn-primary btn-big btn-wide" type="submit">{entry.button()}</button>
                    {(entry == Entry::SignIn).then(|| view! { <p class="small tc"><a class="link" href="/forgot">"Forgot your password?"</a></p> })}
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
    match entry {
        Entry::SignIn => view! {
            <p class="small muted tc">"New here? "<a class="link" href=format!("/signup{query}")>"Create an account"</a>". Previews are free, no card needed."</p>
        }
        .into_any(),
        Entry::SignUp => view! {
            <p class="small muted tc">"Already here before? "<a class="link" href=format!("/login{query}")>"Sign in"</a>"."</p>
        }
        .into_any(),
    }
}

/// Headphones climbing out of a phone; decoration.
#[component]
pub fn EntryArt() -> impl IntoView {
    view! {
        <section class="entry-art" aria-hidden="true">
            <div class="big">"Out"</div>
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
