//! One state in a frame as large as a device, beside an account that stays signed in.

use super::named;
use super::pages::live;
use crate::accounts::Visitor;
use crate::app::{Page, Section, render};
use crate::lab::pages::LabStyles;
use crate::lab::window::Window;
use crate::server::App;
use crate::server::router::not_found_page;
use crate::words::lab as words;
use axum::extract::{Path, Query, Request, State};
use axum::response::Response;
use leptos::prelude::*;

pub async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(name): Path<String>,
    Query(window): Query<Window>,
    request: Request,
) -> Response {
    let Ok(scenario) = named(&name) else {
        return not_found_page(app, visitor, request).await;
    };
    let about = scenario.about();
    let view = move || {
        view! {
            <LabStyles/>
            <main id="main" class="wrap tools-page stack">
                <p class="small"><a class="link" href=format!("{}#states", window.at("/lab"))>{words::back_to_every_state()}</a></p>
                <h1>{about.title}</h1>
                <p>{about.sentence}</p>
                <p class="small muted">{words::frame_about()}</p>
                <div class=format!("lab-device lab-device-{}", window.width.as_str())>{live(scenario, window.modes())}</div>
            </main>
        }
        .into_any()
    };
    let page = Page::titled(about.title).within(Section::Lab);
    render(app, visitor, request, page, view).await
}
