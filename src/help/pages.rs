//! `/help` and the message form's way without script.

use super::corner::{HelpContent, Question};
use super::logic::{Written, take};
use super::write::WriteForm;
use crate::accounts::{LocalPath, Visitor};
use crate::app::{Page, render};
use crate::error::AppError;
use crate::server::limits::client_of;
use crate::server::{App, form};
use crate::ui::notice::{Notice, Tone};
use crate::words::help as words;
use axum::Router;
use axum::extract::{Query, Request, State};
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
    let from = LocalPath::or_home(&message.page);
    let written = Written {
        body: message.body,
        page: message.page,
        reply_to: message.reply_to,
    };
    match take(&app, visitor.account.as_ref(), client_of(&parts), written).await {
        Ok(_) => Redirect::to(&format!("/help?sent_from={}#write", from.encoded())).into_response(),
        Err(problem) => {
            show_with(
                app,
                visitor,
                Request::from_parts(parts, body),
                None,
                Some(problem),
            )
            .await
        }
    }
}

async fn show_with(
    app: App,
    visitor: Visitor,
    request: Request,
    sent_from: Option<LocalPath>,
    problem: Option<AppError>,
) -> Response {
    let content = match HelpContent::gather(&app, &visitor, "/help").await {
        Ok(content) => content,
        Err(error) => return error.into_response(),
    };
    let status = problem.as_ref().map(AppError::status);
    let problem = problem.map(|problem| problem.to_string());
    let mut response = render(app, visitor, request, Page::titled(words::how_credits_work()), move || {
        view! { <HelpPage content=content.clone() sent_from=sent_from.clone() problem=problem.clone()/> }.into_any()
    })
    .await;
    if let Some(status) = status {
        *response.status_mut() = status;
    }
    response
}

#[component]
fn HelpPage(
    content: HelpContent,
    sent_from: Option<LocalPath>,
    problem: Option<String>,
) -> impl IntoView {
    view! {
        <main id="main" class="wrap help-page">
            <h1>{words::how_credits_work()}</h1>
            <p class="lead">{words::help_lead()}</p>
            <div class="help-columns">
                <div class="help-answers">{content.questions.iter().map(answered).collect::<Vec<_>>()}</div>
                <section class="card stack" id="write" aria-labelledby="write-title">
                    <h2 id="write-title">{words::something_else()}</h2>
                    {sent_from.map(|from| view! {
                        <Notice tone=Tone::Positive role="status"><p>{words::message_arrived()}" "<a class="link" href=from.to_string()>{words::back_to_where_you_were()}</a></p></Notice>
                    })}
                    {problem.map(|problem| view! { <Notice tone=Tone::Danger role="alert"><p>{problem}</p></Notice> })}
                    <WriteForm place="help-page".to_owned() page=content.page answer_to=content.answer_to/>
                </section>
            </div>
        </main>
    }
}

fn answered(question: &Question) -> AnyView {
    let paragraphs = question
        .answer
        .iter()
        .map(|paragraph| view! { <p>{paragraph.clone()}</p> })
        .collect::<Vec<_>>();
    view! { <section id=question.id class="answer"><h2>{question.question}</h2>{paragraphs}</section> }.into_any()
}
