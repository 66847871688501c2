//! `/lab/mail`: the letters of a demo, since nobody mails them. Everybody's: a demo has nothing to protect.

use super::pages::LabStyles;
use crate::accounts::Visitor;
use crate::app::{Page, Section, render};
use crate::error::AppError;
use crate::mail::Mail;
use crate::server::App;
use crate::words::lab as words;
use axum::Router;
use axum::extract::{Request, State};
use axum::response::Response;
use axum::routing::get;
use leptos::prelude::*;

pub fn routes() -> Router<App> {
    Router::new().route("/lab/mail", get(show))
}

async fn show(
    State(app): State<App>,
    visitor: Visitor,
    request: Request,
) -> Result<Response, AppError> {
    let letters = match app.post.way().and_then(|way| way.mailbag()) {
        Some(mailbag) => Some(mailbag.read(&app).await?),
        None => None,
    };
    let page = Page::titled(words::letters()).within(Section::Lab);
    let view = move || view! { <LettersPage letters=letters.clone()/> }.into_any();
    Ok(render(app, visitor, request, page, view).await)
}

/// `None` where a mail server takes them.
#[component]
fn LettersPage(letters: Option<Vec<Mail>>) -> impl IntoView {
    let about = match &letters {
        None => words::letters_elsewhere(),
        Some(none) if none.is_empty() => words::letters_none(),
        Some(_) => words::letters_newest_first(),
    };
    let letters: Vec<_> = letters
        .unwrap_or_default()
        .into_iter()
        .map(letter)
        .collect();
    view! {
        <LabStyles/>
        <main id="main" class="wrap tools-page">
            <h1>{words::letters()}</h1>
            <p class="small muted">{about}</p>
            <div class="lab-letters">{letters}</div>
        </main>
    }
}

fn letter(mail: Mail) -> AnyView {
    let lines: Vec<_> = mail.text.trim_end().split("\n\n").map(paragraph).collect();
    let to = mail.to.email.to_string();
    view! {
        <article class="card stack-s" aria-label=words::letter_to(&to)>
            <h2 class="lab-title">{mail.subject}</h2>
            <p class="small muted">{words::to(&to)}</p>
            {lines}
        </article>
    }
    .into_any()
}

/// A paragraph; one that is a path of this site leads there.
fn paragraph(text: &str) -> AnyView {
    let text = text.to_owned();
    if text.starts_with('/') {
        let path = text.clone();
        view! { <p><a class="link" href=path>{text}</a></p> }.into_any()
    } else {
        view! { <p>{text}</p> }.into_any()
    }
}
