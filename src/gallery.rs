//! `/`: the templates to choose from, and the way into the AI Studio.

use crate::accounts::Visitor;
use crate::app::{Page, Section, render};
use crate::clips::rules::Category;
use crate::clips::{loops, names, stills, version};
use crate::server::App;
use crate::ui::icon::DownloadGem;
use crate::ui::play_on_hover::{MotionSwitch, PlayOnHover};
use crate::words::{around, gallery as words};
use axum::Router;
use axum::extract::{Query, Request, State};
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::get;
use engine::templates::{self, Template};
use leptos::prelude::*;
use serde::{Deserialize, Deserializer};

pub fn routes() -> Router<App> {
    Router::new().route("/", get(show))
}

#[derive(Deserialize)]
struct Filter {
    #[serde(default, deserialize_with = "known")]
    category: Option<Category>,
}

/// A category that is not known filters nothing.
fn known<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Category>, D::Error> {
    let text = String::deserialize(deserializer)?;
    Ok(Category::ALL
        .iter()
        .copied()
        .find(|category| category.slug() == text))
}

async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Query(filter): Query<Filter>,
    request: Request,
) -> Response {
    let page = Page::titled(words::templates()).within(Section::Templates);
    let moves = !saves_data(request.headers());
    let guest = visitor.account.is_none();
    render(app, visitor, request, page, move || {
        view! { <Gallery category=filter.category moves guest/> }.into_any()
    })
    .await
}

/// Whether the browser says that its line is to be spared; then nothing plays.
fn saves_data(headers: &HeaderMap) -> bool {
    headers
        .get("save-data")
        .is_some_and(|value| value.as_bytes().eq_ignore_ascii_case(b"on"))
}

#[component]
fn Gallery(category: Option<Category>, moves: bool, guest: bool) -> impl IntoView {
    let cards = templates::ALL
        .into_iter()
        .filter(|template| category.is_none_or(|category| version::category(template) == category));
    let (before, after) = around(words::preview_and_edit);
    view! {
        <main id="main" class="wrap gallery-page">
            <Hero guest/>
            <section id="templates" aria-labelledby="templates-title">
                <div class="row-b gallery-head">
                    <div class="row gallery-filter">
                        <h2 id="templates-title">{words::templates()}</h2>
                        <Filters category/>
                    </div>
                    {moves.then(|| view! { <MotionSwitch/> })}
                    <p class="row small muted hide-m">
                        {before}<span class="free">{words::free()}</span>{(!after.is_empty()).then_some(after)}<span aria-hidden="true">"·"</span>
                        <DownloadGem class="i-s"/>{words::one_credit_per_video()}
                    </p>
                </div>
                <div class="showcase">
                    <ul class="gallery">{cards.map(|template| card(template, moves)).collect::<Vec<_>>()}</ul>
                    <StudioInvitation/>
                </div>
                {moves.then(|| view! { <PlayOnHover/> })}
            </section>
        </main>
    }
}

/// The subject of the first picture that anybody sees. It stands in the page itself, because it would otherwise be the last
/// thing that the first screen waits for.
const SNEAKER: &str = include_str!("../public/art/sneaker.svg");

#[component]
fn Hero(guest: bool) -> impl IntoView {
    let free = if guest {
        words::hero_guest()
    } else {
        words::hero_free()
    };
    view! {
        <section class="hero" aria-labelledby="hero-title">
            <div>
                <h1 id="hero-title">{words::hero()}</h1>
                <p>{words::hero_lead(free)}</p>
                <div class="row mt6 hero-acts">
                    <a class="btn btn-primary btn-big" href="#templates">{words::choose_a_template()}</a>
                    <a class="btn btn-ghost btn-big" href="/studio">{words::open_ai_studio()}</a>
                </div>
            </div>
            <div class="heroart" role="img" aria-label=words::hero_picture()>
                <div class="blk"></div>
                <div class="hero-subject" inner_html=SNEAKER></div>
            </div>
        </section>
    }
}

/// Only categories that have templates. The buttons submit, so they need no script.
#[component]
fn Filters(category: Option<Category>) -> impl IntoView {
    let pressed = |is: bool| if is { "true" } else { "false" };
    let has_any = |one: &Category| {
        templates::ALL
            .iter()
            .any(|template| version::category(template) == *one)
    };
    let categories = Category::ALL.iter().copied().filter(has_any).map(move |one| {
        view! { <button class="chip" name="category" value=one.slug() aria-pressed=pressed(category == Some(one))>{one.label()}</button> }
    });
    view! {
        <form action="/#templates">
            <div class="chips" role="group" aria-label=words::filter_templates()>
                <button class="chip" name="category" value="all" aria-pressed=pressed(category.is_none())>{words::all()}</button>
                {categories.collect::<Vec<_>>()}
            </div>
        </form>
    }
}

fn card(template: &Template, moves: bool) -> AnyView {
    let name = names::name(template);
    view! {
        <li class="tpl" data-motion=moves.then(|| loops::address(template)) data-motion-in-view=moves.then_some("")>
            <div class="tpl-frame">
                <img class="tpl-still" src=stills::address(template) alt="" width="256" height="320" loading="lazy" decoding="async"/>
            </div>
            <div>
                <a class="nm" href=format!("/clips/new/{}", template.slug) aria-label=words::use_template(name)>{name}</a>
                <div class="gm"><span>{words::stage_and_length(names::stage(template), template.seconds)}</span></div>
            </div>
        </li>
    }
    .into_any()
}

/// The second way to a video: not from a template but from a scene of one's own.
#[component]
fn StudioInvitation() -> impl IntoView {
    view! {
        <section class="invite" aria-labelledby="invite-title">
            <div class="invite-words">
                <h2 id="invite-title">{words::invitation()}</h2>
                <p>{words::invitation_lead()}</p>
                <a class="btn btn-secondary btn-big" href="/studio">{words::direct_a_scene()}</a>
            </div>
            <div class="invite-art" aria-hidden="true">
                <div class="scene scene-dusk">
                    <div class="world"></div>
                    <div class="frame f-phone"><i></i><i></i></div>
                    <img class="subject" src="/art/perfume.svg" alt=""/>
                    <div class="cap">{words::art_caption()}</div>
                </div>
            </div>
        </section>
    }
}
