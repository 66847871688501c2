//! The addresses of the scenarios, and the page that shows them all as live frames.

use super::list::{Flow, Scenario};
use super::{device, named, open};
use crate::accounts::Visitor;
use crate::app::{Page, Section, render};
use crate::error::AppError;
use crate::lab::endpoints::LabError;
use crate::lab::looks::LookFields;
use crate::lab::modes::{
    Contrast, INSPECT_SCRIPT, Marks, Modes, Motion, PREFERENCES_SCRIPT, STEP_SCRIPT, TextSize,
    Theme, WORDS_SCRIPT, Words,
};
use crate::lab::pages::LabStyles;
use crate::lab::window::Width;
use crate::server::App;
use crate::server::router::not_found_page;
use crate::words::lab as words;
use axum::extract::{Path, Query, Request, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use leptos::prelude::*;
use serde::Deserialize;
use serde_json::{Value, json};
use std::sync::Arc;
use tokio::sync::Semaphore;
use tower_sessions::Session;

/// How many scenes are set at once: a page of frames asks for dozens.
const AT_ONCE: usize = 3;
/// An address whose page can never be made.
pub const BROKEN: &str = "/lab/broken";
const STEPS: &str = include_str!("../step.js");
const WORDS: &str = include_str!("../words.js");
const PREFERENCES: &str = include_str!("../preferences.js");
const INSPECT: &str = include_str!("../inspect.js");

pub fn routes() -> Router<App> {
    let turns = Arc::new(Semaphore::new(AT_ONCE));
    Router::new()
        .route("/lab/scenarios", get(show))
        .route("/lab/scenarios.json", get(list))
        .route("/lab/scenarios/{name}", get(enter).post(enter))
        .route("/lab/frames/{name}", get(device::show))
        .route(STEP_SCRIPT, get(|| script(STEPS)))
        .route(WORDS_SCRIPT, get(|| script(WORDS)))
        .route(PREFERENCES_SCRIPT, get(|| script(PREFERENCES)))
        .route(INSPECT_SCRIPT, get(|| script(INSPECT)))
        .route(BROKEN, get(broken))
        .layer(axum::Extension(turns))
}

async fn broken() -> AppError {
    AppError::internal("this is the page of the Lab that always fails")
}

async fn script(source: &'static str) -> impl IntoResponse {
    (
        [(header::CONTENT_TYPE, "text/javascript; charset=utf-8")],
        source,
    )
}

/// All scenarios, for tests and the flow map.
async fn list() -> Json<Vec<Value>> {
    let all = Scenario::ALL.iter().map(|scenario| {
        let about = scenario.about();
        let next: Vec<_> = about.next.iter().map(|next| next.about().name).collect();
        json!({
            "name": about.name,
            "flow": about.flow.names().0,
            "title": about.title,
            "sentence": about.sentence,
            "next": next,
            "step": scenario.step().map(|step| step.as_str()),
        })
    });
    Json(all.collect())
}

/// Opens a scenario. A link from another site asks first: it would replace the session of whoever follows it.
async fn enter(
    State(app): State<App>,
    visitor: Visitor,
    session: Session,
    axum::Extension(turns): axum::Extension<Arc<Semaphore>>,
    Path(name): Path<String>,
    Query(modes): Query<Modes>,
    request: Request,
) -> Result<Response, LabError> {
    let Ok(scenario) = named(&name) else {
        return Ok(not_found_page(app, visitor, request).await);
    };
    if comes_from_elsewhere(request.headers()) {
        return Ok(asked_first(app, visitor, request, scenario).await);
    }
    let _turn = turns.acquire().await.map_err(AppError::internal)?;
    open(&app, &session, scenario, modes).await
}

/// Posts from other sites are refused before they come here.
pub fn comes_from_elsewhere(headers: &HeaderMap) -> bool {
    headers
        .get("sec-fetch-site")
        .is_some_and(|site| site == "cross-site" || site == "same-site")
}

async fn asked_first(app: App, visitor: Visitor, request: Request, scenario: Scenario) -> Response {
    let about = scenario.about();
    let view = move || {
        view! {
            <main id="main" class="wrap tools-page stack">
                <h1>{about.title}</h1>
                <p>{about.sentence}</p>
                <p class="small muted">{words::opening_signs_out()}</p>
                <form method="post" action=address(scenario)>
                    <button class="btn btn-primary" type="submit">{words::open_this_state()}</button>
                </form>
            </main>
        }
        .into_any()
    };
    let page = Page::titled(about.title).within(Section::Lab);
    render(app, visitor, request, page, view).await
}

pub(super) fn address(scenario: Scenario) -> String {
    format!("/lab/scenarios/{}", scenario.about().name)
}

/// Which frames the gallery shows.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(default)]
struct Shown {
    theme: ShownTheme,
    width: Width,
    words: Words,
    text: TextSize,
    motion: Motion,
    contrast: Contrast,
    inspect: Marks,
    #[serde(deserialize_with = "flow")]
    flow: Option<Flow>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum ShownTheme {
    #[default]
    Light,
    Dark,
}

/// The flow that an address names; what is not known narrows nothing.
fn flow<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Flow>, D::Error> {
    let word = String::deserialize(deserializer)?;
    Ok(Flow::ALL.into_iter().find(|flow| flow.names().1 == word))
}

impl Shown {
    /// The modes of the frames.
    fn modes(self) -> Modes {
        let theme = match self.theme {
            ShownTheme::Light => Theme::Light,
            ShownTheme::Dark => Theme::Dark,
        };
        Modes {
            theme: Some(theme),
            words: self.words,
            text: self.text,
            motion: self.motion,
            contrast: self.contrast,
            inspect: self.inspect,
        }
    }

    /// The address of a scenario in its own window, where the theme is the person's.
    fn page(self, scenario: Scenario) -> String {
        let modes = Modes {
            theme: None,
            ..self.modes()
        };
        let query = modes.query();
        let join = if query.is_empty() { "" } else { "?" };
        format!("{}{join}{query}", address(scenario))
    }

    fn address(self) -> String {
        let (modes, width, flow) = (self.modes().query(), self.width.as_str(), self.flow_word());
        format!("/lab/scenarios?{modes}&width={width}&flow={flow}")
    }

    fn flow_word(self) -> &'static str {
        self.flow.map_or("", |flow| flow.names().1)
    }
}

async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Query(shown): Query<Shown>,
    request: Request,
) -> Response {
    let view = move || view! { <Gallery shown/> }.into_any();
    let page = Page::titled(words::scenarios()).within(Section::Lab);
    render(app, visitor, request, page, view).await
}

#[component]
fn Gallery(shown: Shown) -> impl IntoView {
    let flows: Vec<_> = Flow::ALL
        .into_iter()
        .filter(|flow| shown.flow.is_none_or(|only| only == *flow))
        .map(|flow| view! { <FlowSection flow shown/> })
        .collect();
    view! {
        <LabStyles/>
        <main id="main" class="wrap tools-page">
            <h1>{words::scenarios()}</h1>
            <p class="small muted">{words::scenarios_about()}</p>
            <ModeLinks shown/>
            {flows}
        </main>
    }
}

/// The modes of the frames, as links.
#[component]
fn ModeLinks(shown: Shown) -> impl IntoView {
    let link = |name: &'static str, to: Shown| {
        let on = to.address() == shown.address();
        view! { <a class="chip" href=to.address() aria-current=on.then_some("true")>{name}</a> }
    };
    let with = |theme, width| Shown {
        theme,
        width,
        ..shown
    };
    let flows: Vec<_> = std::iter::once((words::all_flows(), None))
        .chain(
            Flow::ALL
                .into_iter()
                .map(|flow| (flow.names().0, Some(flow))),
        )
        .map(|(name, flow)| link(name, Shown { flow, ..shown }))
        .collect();
    view! {
        <nav class="lab-modes" aria-label=words::frames()>
            {link(words::desktop_light(), with(ShownTheme::Light, Width::Desktop))}
            {link(words::desktop_dark(), with(ShownTheme::Dark, Width::Desktop))}
            {link(words::tablet_light(), with(ShownTheme::Light, Width::Tablet))}
            {link(words::tablet_dark(), with(ShownTheme::Dark, Width::Tablet))}
            {link(words::phone_light(), with(ShownTheme::Light, Width::Phone))}
            {link(words::phone_dark(), with(ShownTheme::Dark, Width::Phone))}
        </nav>
        <nav class="lab-modes" aria-label=words::flows()>{flows}</nav>
        <LooksForm shown/>
    }
}

/// In which words, how large and with which marks the frames and the pages behind their links are shown.
#[component]
fn LooksForm(shown: Shown) -> impl IntoView {
    let theme = shown.modes().theme.map(Theme::as_str);
    view! {
        <form class="lab-words" method="get" action="/lab/scenarios" aria-label=words::words_size_and_marks()>
            <input type="hidden" name="theme" value=theme/>
            <input type="hidden" name="width" value=shown.width.as_str()/>
            <input type="hidden" name="flow" value=shown.flow_word()/>
            <LookFields prefix="" modes=shown.modes()/>
            <button class="btn btn-secondary" type="submit">{words::show_frames()}</button>
        </form>
    }
}

#[component]
fn FlowSection(flow: Flow, shown: Shown) -> impl IntoView {
    let (name, word) = flow.names();
    let cells: Vec<_> = Scenario::ALL
        .iter()
        .filter(|one| one.about().flow == flow)
        .map(|&scenario| view! { <Cell scenario shown/> })
        .collect();
    let absent: Vec<_> = flow
        .absent()
        .iter()
        .map(|(title, why)| {
            view! {
                <li class="card stack-s"><h3>{*title}</h3><p class="small muted">{*why}</p></li>
            }
        })
        .collect();
    let heading = format!("flow-{word}");
    let id = heading.clone();
    view! {
        <section class="lab-flow" aria-labelledby=heading>
            <h2 id=id class="lab-title">{name}</h2>
            <ul class=format!("lab-cells lab-cells-{}", shown.width.as_str())>{cells}{absent}</ul>
        </section>
    }
}

#[component]
fn Cell(scenario: Scenario, shown: Shown) -> impl IntoView {
    let about = scenario.about();
    view! {
        <li class="card stack-s">
            <h3><a class="link" href=shown.page(scenario)>{about.title}</a></h3>
            <p class="micro muted">{about.name}</p>
            <p class="small">{about.sentence}</p>
            <div class=format!("lab-frame lab-frame-{}", shown.width.as_str())>
                {live(scenario, shown.modes())}
            </div>
        </li>
    }
}

/// The real screen of a scenario in these modes, in a frame that loads when it comes into view.
pub(super) fn live(scenario: Scenario, modes: Modes) -> impl IntoView {
    // The macro knows no `loading` of frames.
    leptos::html::iframe()
        .attr("loading", "lazy")
        .attr("src", format!("{}?{}", address(scenario), modes.query()))
        .attr("title", words::state_live(scenario.about().title))
}
