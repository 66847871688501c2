//! What is shown on the way to a new password.

use super::logic::VALID_MINUTES;
use crate::accounts::entry::EntryArt;
use crate::accounts::logic::PASSWORD_MIN;
use crate::error::AppError;
use crate::ui::brand::Brand;
use crate::ui::field::TextField;
use crate::ui::notice::{Notice, Tone};
use crate::words::accounts as words;
use crate::words::around;
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
pub fn Door(title: &'static str, lead: String, children: Children) -> impl IntoView {
    view! {
        <main id="main" class="entry">
            <section class="entry-form">
                <Brand/>
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
        Letters::Nowhere => words::no_mail().to_owned(),
        _ => words::we_mail_a_link(VALID_MINUTES),
    };
    let (before, after) = around(words::remembered_it);
    view! {
        <Door title=words::forgot_your_password() lead>
            {asked.then(|| view! { <Sent letters/> })}
            {match letters {
                Letters::Nowhere => view! {
                    <p>{words::no_mail_way_on()}</p>
                    <a class="btn btn-primary btn-big btn-wide" href="/help#write">{words::write_to_us()}</a>
                }.into_any(),
                _ => view! { <AskForm filled/> }.into_any(),
            }}
            <p class="small muted tc">{before}<a class="link" href="/login">{words::sign_in()}</a>{after}</p>
        </Door>
    }
}

#[component]
fn Sent(letters: Letters) -> impl IntoView {
    view! {
        <Notice tone=Tone::Positive role="status">
            <p>{words::link_sent()}</p>
            <LabHint letters/>
        </Notice>
    }
}

/// Where a demo shows the letter that was just spoken of; elsewhere nothing.
#[component]
pub fn LabHint(letters: Letters) -> impl IntoView {
    // An `if` that the compiler decides, so that the link is not in a program without the Lab.
    if cfg!(feature = "lab") && letters == Letters::InTheLab {
        let (before, after) = around(words::this_is_a_demo);
        Some(view! {
            <p>{before}<a class="link" href="/lab/mail">{words::read_it_in_the_lab()}</a>{after}</p>
        })
    } else {
        None
    }
}

#[component]
fn AskForm(filled: Filled) -> impl IntoView {
    let (on_field, general) = told(filled.problem.as_ref());
    view! {
        <form class="stack" method="post" action="/forgot">
            {general.map(|problem| view! { <Notice tone=Tone::Danger role="alert"><p>{problem}</p></Notice> })}
            <TextField label=words::email() name="email" kind="email" value=filled.email autocomplete="email"
                placeholder=words::example_address() problem=on_field/>
            <button class="btn btn-primary btn-big btn-wide" type="submit">{words::send_link()}</button>
        </form>
    }
}

/// `/reset` behind a link that works: asks for the new password of that address.
#[component]
pub fn NewPasswordPage(email: String, problem: Option<AppError>) -> impl IntoView {
    let (on_field, general) = told(problem.as_ref());
    let hint = words::password_hint(PASSWORD_MIN);
    let lead = words::new_password_lead(email);
    view! {
        <Door title=words::choose_a_new_password() lead>
            <form class="stack" method="post" action="/reset">
                {general.map(|problem| view! { <Notice tone=Tone::Danger role="alert"><p>{problem}</p></Notice> })}
                <TextField label=words::new_password() name="password" kind="password" autocomplete="new-password" hint problem=on_field/>
                <button class="btn btn-primary btn-big btn-wide" type="submit">{words::save_password()}</button>
            </form>
        </Door>
    }
}

/// `/reset` without such a link.
#[component]
pub fn LinkSpentPage() -> impl IntoView {
    let lead = words::link_spent_why(VALID_MINUTES);
    let (before, after) = around(words::you_know_it);
    view! {
        <Door title=words::link_spent() lead>
            <a class="btn btn-primary btn-big btn-wide" href="/forgot">{words::ask_for_a_new_link()}</a>
            <p class="small muted tc">{before}<a class="link" href="/login">{words::sign_in()}</a>{after}</p>
        </Door>
    }
}
