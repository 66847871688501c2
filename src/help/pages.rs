//! `/help` and the message form's way without script.

use super::corner::{HelpContent, Question, Topic};
use super::logic::{Written, page_of, take};
use super::write::{Refused, WriteForm};
use crate::accounts::{LocalPath, Visitor};
use crate::app::appearance::{Appearance, AppearanceForm};
use crate::app::{Page, render};
use crate::error::AppError;
use crate::server::limits::client_of;
use crate::server::{App, form};
use crate::ui::icon::{Icon, Symbol};
use crate::ui::notice::{Notice, Tone};
use crate::words::help as words;
use axum::Router;
use axum::extract::{Query, Request, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use leptos::prelude::*;
use serde::Deserialize;

pub fn routes() -> Router<App> {
    Router::new()
        .route("/help", get(show))
        .route("/help/messages", post(receive))
}

#[derive(Deserialize)]
struct Arrived {
    /// The page that a message was sent from, after it has arrived.
    sent_from: Option<LocalPath>,
}

#[derive(Deserialize)]
struct MessageForm {
    #[serde(default)]
    body: String,
    #[serde(default)]
    page: String,
    #[serde(default)]
    reply_to: String,
}

async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Query(arrived): Query<Arrived>,
    request: Request,
) -> Response {
    show_with(app, visitor, request, arrived.sent_from, None).await
}

async fn receive(State(app): State<App>, visitor: Visitor, request: Request) -> Response {
    let (message, request) = match form::read::<MessageForm>(request).await {
        Ok(read) => read,
        Err(unreadable) => return unreadable,
    };
    let (parts, body) = request.into_parts();
    let from = page_of(&message.page);
    let kept = (message.body.clone(), message.reply_to.clone());
    let written = Written {
        body: message.body,
        page: message.page,
        reply_to: message.reply_to,
    };
    let answer = take(&app, visitor.account.as_ref(), client_of(&parts), written).await;
    if stays(&parts.headers) {
        return sentence(answer.map(drop));
    }
    match answer {
        Ok(_) => Redirect::to(&format!("/help?sent_from={}#write", from.encoded())).into_response(),
        Err(problem) => {
            let refused = Refused {
                body: kept.0,
                reply_to: kept.1,
                page: from,
                problem,
            };
            let request = Request::from_parts(parts, body);
            show_with(app, visitor, request, None, Some(refused)).await
        }
    }
}

/// Whether the form's script asks: it shows the answer where the message was written (`send.js`).
fn stays(headers: &HeaderMap) -> bool {
    headers
        .get(header::ACCEPT)
        .is_some_and(|accept| accept.as_bytes() == b"text/plain")
}

/// What became of a message, as a sentence.
fn sentence(answer: Result<(), AppError>) -> Response {
    match answer {
        Ok(()) => words::message_arrived().into_response(),
        Err(problem) => {
            let mut response = problem.to_string().into_response();
            problem.mark(&mut response);
            response
        }
    }
}

async fn show_with(
    app: App,
    visitor: Visitor,
    request: Request,
    sent_from: Option<LocalPath>,
    refused: Option<Refused>,
) -> Response {
    let content = match HelpContent::gather(&app, &visitor, "/help").await {
        Ok(content) => content,
        Err(error) => return error.into_response(),
    };
    let problem = refused.as_ref().map(|refused| refused.problem.clone());
    let appearance = Appearance::of(request.headers());
    let mut response = render(app, visitor, request, Page::titled(words::how_credits_work()), move || {
        view! { <HelpPage content=content.clone() appearance sent_from=sent_from.clone() refused=refused.clone()/> }.into_any()
    })
    .await;
    if let Some(problem) = problem {
        problem.mark(&mut response);
    }
    response
}

#[component]
fn HelpPage(
    content: HelpContent,
    appearance: Appearance,
    sent_from: Option<LocalPath>,
    refused: Option<Refused>,
) -> impl IntoView {
    let page = refused
        .as_ref()
        .map_or(content.page, |refused| refused.page.to_string());
    view! {
        <main id="main" class="wrap help-page">
            <h1>{words::how_credits_work()}</h1>
            <p class="lead">{words::help_lead()}</p>
            <div class="help-columns">
                {contents(&content.topics)}
                <div class="help-answers">
                    {content.topics.iter().map(explained).collect::<Vec<_>>()}
                    <AppearanceForm chosen=appearance back="/help#appearance"/>
                </div>
                <section class="card stack" id="write" aria-labelledby="write-title">
                    <h2 id="write-title">{words::something_else()}</h2>
                    {sent_from.map(|from| view! {
                        <Notice tone=Tone::Positive role="status"><p>{words::message_arrived()}" "<a class="link" href=from.to_string()>{words::back_to_where_you_were()}</a></p></Notice>
                    })}
                    <WriteForm place="help-page".to_owned() page answer_to=content.answer_to refused/>
                </section>
            </div>
        </main>
    }
}

/// What the page answers. Where there is room the list stays beside the answers, elsewhere it is folded above them; the
/// style sheet shows one of the two.
fn contents(topics: &[Topic]) -> AnyView {
    view! {
        <nav class="help-contents" aria-label=words::on_this_page()>
            <details class="help-fold">
                <summary>{words::on_this_page()}<Icon symbol=Symbol::Plus class="i-s"/></summary>
                {links(topics)}
            </details>
            <div class="help-side">{links(topics)}</div>
        </nav>
    }
    .into_any()
}

fn links(topics: &[Topic]) -> AnyView {
    let to = |id: &str| format!("#{id}");
    let topics = topics
        .iter()
        .map(|topic| {
            let questions = topic
                .questions
                .iter()
                .map(|one| view! { <li><a href=to(one.id)>{one.question}</a></li> })
                .collect::<Vec<_>>();
            view! { <li><a class="help-topic" href=to(topic.id)>{topic.title}</a><ul>{questions}</ul></li> }
        })
        .collect::<Vec<_>>();
    view! {
        <ul>
            {topics}
            <li><a class="help-topic" href="#appearance">{crate::words::app::appearance()}</a></li>
            <li><a class="help-topic" href="#write">{words::something_else()}</a></li>
        </ul>
    }
    .into_any()
}

fn explained(topic: &Topic) -> AnyView {
    let title = format!("{}-title", topic.id);
    let titled_by = title.clone();
    view! {
        <section id=topic.id class="help-part" aria-labelledby=titled_by>
            <h2 id=title>{topic.title}</h2>
            {topic.questions.iter().map(answered).collect::<Vec<_>>()}
        </section>
    }
    .into_any()
}

fn answered(question: &Question) -> AnyView {
    let paragraphs = question
        .answer
        .iter()
        .map(|paragraph| view! { <p>{paragraph.clone()}</p> })
        .collect::<Vec<_>>();
    view! { <section id=question.id class="answer"><h3>{question.question}</h3>{paragraphs}</section> }.into_any()
}
