//! What is shown on the way to a new password.

use super::logic::VALID_MINUTES;
use crate::accounts::entry::EntryArt;
use crate::accounts::logic::PASSWORD_MIN;
use crate::error::AppError;
use crate::ui::field::TextField;
use crate::ui::icon::Logo;
use crate::ui::notice::{Notice, Tone};
use leptos::prelude::*;

/// Whether, and where, a letter can be read here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Letters {
    /// In the mailbox they are sent to.
    Mailed,
    /// In the Lab: this is a demo.
    InTheLab,
    /// Nowhere: no mail server is set up.
    Nowhere,
}

/// What the form holds when it is shown again.
#[derive(Debug, Clone, Default)]
pub struct Filled {
    pub email: String,
    pub problem: Option<AppError>,
}

/// The problem on its field, or the one that belongs to no field.
fn told(problem: Option<&AppError>) -> (Option<String>, Option<String>) {
    match problem {
        Some(AppError::Invalid { message, .. }) => (Some(message.clone()), None),
        Some(other) => (None, Some(other.to_string())),
        None => (None, None),
    }
}

/// The door's frame: the mark, what stands in it, the picture.
#[component]
fn Door(title: &'static str, lead: String, children: Children) -> impl IntoView {
    view! {
        <main id="main" class="entry">
            <section class="entry-form">
                <a class="brand" href="/" aria-label="Breakout Clips, home"><Logo/><span>"Breakout Clips"</span></a>
                <div class="entry-body stack-l">
                    <div>
                        <h1>{title}</h1>
                        <p class="muted mt2">{lead}</p>
                    </div>
                    {children()}
                </div>
            </section>
            <EntryArt/>
        </main>
    }
}

/// `/forgot`: asks for the address; `asked` says that a letter is on its way.
#[component]
pub fn ForgotPage(letters: Letters, asked: bool, filled: Filled) -> impl IntoView {
    let lead = match letters {
        Letters::Nowhere => {
            "No mail can be sent from here, so we cannot send you a link to a new password."
                .to_owned()
        }
        _ => format!("We mail you a link. It works once, for {VALID_MINUTES} minutes."),
    };
    view! {
        <Door title="Forgot your password?" lead>
            {asked.then(|| view! { <Sent letters/> })}
            {match letters {
                Letters::Nowhere => view! {
                    <p>"Write to us from the address of your account and we help you in. Your videos and credits stay where they are."</p>
                    <a class="btn btn-primary btn-big btn-wide" href="/help#write">"Write to us"</a>
                }.into_any(),
                _ => view! { <AskForm filled/> }.into_any(),
            }}
            <p class="small muted tc">"Remembered it? "<a class="link" href="/login">"Sign in"</a>"."</p>
        </Door>
    }
}

#[component]
fn Sent(letters: Letters) -> impl IntoView {
    // An `if` that the compiler decides, so that the link is not in a program without the Lab.
    let lab = if cfg!(feature = "lab") && letters == Letters::InTheLab {
        Some(view! {
            <p>"This is a demo: "<a class="link" href="/lab/mail">"read it in the Lab"</a>"."</p>
        })
    } else {
        None
    };
    view! {
        <Notice tone=Tone::Positive role="status">
            <p>"If this address has an account, a letter with a link is on its way. Look into the spam folder too."</p>
            {lab}
        </Notice>
    }
}

#[component]
fn AskForm(filled: Filled) -> impl IntoView {
    let (on_field, general) = told(filled.problem.as_ref());
    view! {
        <form class="stack" method="post" action="/forgot">
            {general.map(|problem| view! { <Notice tone=Tone::Danger role="alert"><p>{problem}</p></Notice> })}
            <TextField label="Email" name="email" kind="email" value=filled.email autocomplete="email"
                placeholder="you@example.com" problem=on_field/>
            <button class="btn btn-primary btn-big btn-wide" type="submit">"Send link"</button>
        </form>
    }
}

/// `/reset` behind a link that works: asks for the new password of that address.
#[component]
pub fn NewPasswordPage(email: String, problem: Option<AppError>) -> impl IntoView {
    let (on_field, general) = told(problem.as_ref());
    let hint = format!("{PASSWORD_MIN} characters or more; a few words do well.");
    let lead = format!("For {email}. Everywhere else you are signed out when it is saved.");
    view! {
        <Door title="Choose a new password" lead>
            <form class="stack" method="post" action="/reset">
                {general.map(|problem| view! { <Notice tone=Tone::Danger role="alert"><p>{problem}</p></Notice> })}
                <TextField label="New password" name="password" kind="password" autocomplete="new-password" hint problem=on_field/>
                <button class="btn btn-primary btn-big btn-wide" type="submit">"Save password"</button>
            </form>
        </Door>
    }
}

/// `/reset` without such a link.
#[component]
pub fn LinkSpentPage() -> impl IntoView {
    let lead = format!(
        "It works once, for {VALID_MINUTES} minutes. Your password is what it was; ask for a new link if you need one."
    );
    view! {
        <Door title="This link no longer works" lead>
            <a class="btn btn-primary btn-big btn-wide" href="/forgot">"Ask for a new link"</a>
            <p class="small muted tc">"You know your password? "<a class="link" href="/login">"Sign in"</a>"."</p>
        </Door>
    }
}
