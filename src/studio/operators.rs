//! `/operators/providers`: how each provider is, for those who run this installation. For everybody else there is no such
//! page.

use super::provider_jobs::ProviderFigures;
use super::providers::{Health, Provider};
use crate::accounts::{Account, SignedIn, Visitor};
use crate::app::{Page, render};
use crate::error::AppError;
use crate::server::router::not_found_page;
use crate::server::{App, Mode};
use ::credits::Timestamp;
use axum::Router;
use axum::extract::{Request, State};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use leptos::prelude::*;
use std::time::Duration;

/// How long a provider may take to say how it is.
const PATIENCE: Duration = Duration::from_secs(3);

pub fn routes() -> Router<App> {
    Router::new().route("/operators/providers", get(show))
}

/// Whether the account runs this installation. In demo mode every account is the Lab's, and may look.
fn is_operator(app: &App, account: &Account) -> bool {
    app.settings.mode == Mode::Demo
        || app
            .settings
            .operators
            .iter()
            .any(|email| email.eq_ignore_ascii_case(&account.email))
}

/// One provider as the page shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Line {
    name: String,
    health: &'static str,
    tag: &'static str,
    words: String,
    error: String,
    waiting: u32,
    running: u32,
    overdue: u32,
}

async fn show(State(app): State<App>, SignedIn(account): SignedIn, request: Request) -> Response {
    if !is_operator(&app, &account) {
        return not_found_page(app, Visitor::from(SignedIn(account)), request).await;
    }
    match lines(&app, &account).await {
        Ok(lines) => {
            let visitor = Visitor::from(SignedIn(account));
            let page = Page::titled("Animators");
            render(app, visitor, request, page, move || sheet(&lines)).await
        }
        Err(error) => error.into_response(),
    }
}

async fn lines(app: &App, account: &Account) -> Result<Vec<Line>, AppError> {
    let figures = app.provider_jobs.figures().await?;
    let asked = app.providers.all().iter().map(|one| health(one.as_ref()));
    let health = futures::future::join_all(asked).await;
    let mut lines: Vec<Line> = app
        .providers
        .all()
        .iter()
        .zip(health)
        .map(|(one, health)| {
            let id = one.about().id();
            let known = figures.iter().find(|line| line.provider == id);
            line(account, one.about().animator.name.clone(), health, known)
        })
        .collect();
    // Work for a provider that was set up once waits for it to be set up again, or fails.
    let gone = |line: &&ProviderFigures| app.providers.get(&line.provider).is_none();
    lines.extend(figures.iter().filter(gone).map(|known| {
        let health = Health::Ill("It is not set up any more.".to_owned());
        line(account, known.provider.clone(), health, Some(known))
    }));
    Ok(lines)
}

async fn health(provider: &dyn Provider) -> Health {
    tokio::time::timeout(PATIENCE, provider.health())
        .await
        .unwrap_or_else(|_| Health::Ill("It did not answer in 3 s.".to_owned()))
}

fn line(account: &Account, name: String, health: Health, known: Option<&ProviderFigures>) -> Line {
    let (health, tag, words) = match health {
        Health::Well(words) => ("Well", "tag tag-ok", words),
        Health::Ill(words) => ("Ill", "tag tag-bad", words),
        Health::Unknown => (
            "Not asked",
            "tag",
            "It offers nothing to ask without ordering a video.".to_owned(),
        ),
    };
    let error = known.and_then(|known| known.last_error.as_ref());
    Line {
        name,
        health,
        tag,
        words,
        error: error.map_or_else(
            || "None".to_owned(),
            |(cause, at)| {
                let now = account.now();
                let at = Timestamp::from_ms(*at + account.clock_ahead_ms);
                format!("{}: {cause}", account.zone.day_and_time(at, now))
            },
        ),
        waiting: known.map_or(0, |known| known.waiting),
        running: known.map_or(0, |known| known.running),
        overdue: known.map_or(0, |known| known.overdue),
    }
}

fn sheet(lines: &[Line]) -> AnyView {
    let cards: Vec<_> = lines.iter().cloned().map(card).collect();
    view! {
        <main id="main" class="wrap tools-page">
            <h1>"Animators"</h1>
            <p class="muted">"Who makes videos here, and how they are right now. Reload to ask again."</p>
            <div class="tool-cards">{cards}</div>
        </main>
    }
    .into_any()
}

fn card(line: Line) -> impl IntoView {
    let facts = [
        ("Jobs waiting", line.waiting.to_string()),
        ("Jobs running", line.running.to_string()),
        ("Failed by time, may still arrive", line.overdue.to_string()),
        ("Last error", line.error),
    ];
    view! {
        <section class="card stack-s" aria-label=line.name.clone()>
            <div class="row-b"><h2>{line.name.clone()}</h2><span class=line.tag>{line.health}</span></div>
            <p class="small">{line.words}</p>
            <dl class="kv">
                {facts.into_iter().map(|(name, words)| view! { <div><dt>{name}</dt><dd>{words}</dd></div> }).collect_view()}
            </dl>
        </section>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::server::testing::TestApp;

    #[tokio::test]
    async fn every_provider_is_shown_with_its_figures() {
        let test = TestApp::start().await;
        let account = test.account().await;
        let lines = lines(&test.app, &account).await.expect("readable");
        let shown: Vec<_> = lines
            .iter()
            .map(|line| (line.name.as_str(), line.health, line.error.as_str()))
            .collect();
        assert_eq!(shown, [("Built-in", "Well", "None")]);
        assert!(is_operator(&test.app, &account), "the demo is open");
    }
}
