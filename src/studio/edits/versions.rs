//! The versions of a take: watched, downloaded, gone on from.

use super::editor::Desk;
use super::rules::{VersionState, VersionView};
use crate::ui::icon::{Icon, Symbol};
use leptos::prelude::*;

/// The list, the original first.
#[component]
pub fn VersionList(desk: Desk) -> impl IntoView {
    let list = move || {
        let list = desk.versions.with(|versions| versions.list.clone());
        let rows = list.into_iter().enumerate();
        rows.map(|(index, version)| view! { <Row desk index version/> })
            .collect_view()
    };
    view! {
        <section class="stack" aria-labelledby="versions-title">
            <h2 id="versions-title">"Versions"</h2>
            <ul class="take-versions" aria-labelledby="versions-title">{list}</ul>
        </section>
    }
}

#[component]
fn Row(desk: Desk, index: usize, version: VersionView) -> impl IntoView {
    let ready = version.state == VersionState::Ready;
    let heading = format!("version-{index}");
    let picture = ready.then(
        || view! { <img class="take-version-thumb" src=version.picture(&desk.take()) alt=""/> },
    );
    view! {
        <li class="take-version">
            <div class=format!("take-version-picture {}", version.format.class())>{picture}</div>
            <div class="stack-s">
                <h3 id=heading.clone()>{version.name.clone()}</h3>
                <p class="small muted">{version.difference.clone()}</p>
                {if ready { ready_acts(desk, index, &version, heading).into_any() } else { unfinished(desk, &version, heading) }}
            </div>
        </li>
    }
}

fn ready_acts(desk: Desk, index: usize, version: &VersionView, heading: String) -> impl IntoView {
    let take = desk.take();
    let form = version.form.clone();
    let video = version.file(&take, "video");
    let download = version.file(&take, "download");
    let from = from_here(&take, version);
    let (playing, going_on, downloading) = (heading.clone(), heading.clone(), heading);
    view! {
        <div class="row take-version-acts">
            <a class="btn btn-quiet btn-small" href=video aria-describedby=playing
                on:click=move |event| { event.prevent_default(); desk.playing.set(Some(index)); }>
                <Icon symbol=Symbol::Play class="i-s"/>"Play"
            </a>
            <form method="get" action=download>
                <button class="btn btn-quiet btn-small" type="submit" aria-describedby=downloading>
                    <Icon symbol=Symbol::Download class="i-s"/>"Download, free"
                </button>
            </form>
            <a class="btn btn-ghost btn-small" href=from aria-describedby=going_on
                on:click=move |event| { event.prevent_default(); desk.go_on_from(form.clone()); }>
                <Icon symbol=Symbol::Pencil class="i-s"/>"Edit from here"
            </a>
        </div>
    }
}

/// The page with a version's values in its fields.
fn from_here(take: &str, version: &VersionView) -> String {
    format!("/studio/takes/{take}/edit?{}", version.form.query())
}

/// A version that is on its way, or did not get there.
fn unfinished(desk: Desk, version: &VersionView, heading: String) -> AnyView {
    let take = desk.take();
    let (percent, words) = match version.state {
        VersionState::Ready => return ().into_any(),
        VersionState::Waiting { ahead: 0 } => (0, "Waiting, next in line".to_owned()),
        VersionState::Waiting { ahead } => (0, format!("Waiting, {ahead} before it")),
        VersionState::Rendering { percent } => (percent, format!("Rendering, {percent} %")),
        VersionState::Failed | VersionState::Cancelled => {
            return ended(&take, version, heading);
        }
    };
    let id = version.id.clone().unwrap_or_default();
    view! {
        <p class="small" role="status">{words}</p>
        <progress class="progress" max="100" value=percent.to_string() aria-labelledby=heading.clone()></progress>
        <form method="post" action=format!("/studio/takes/{take}/versions/{id}/cancel")>
            <button class="btn btn-ghost btn-small" type="submit" aria-describedby=heading>"Cancel"</button>
        </form>
    }
    .into_any()
}

fn ended(take: &str, version: &VersionView, heading: String) -> AnyView {
    let words = match version.state {
        VersionState::Cancelled => "Cancelled. 0 credits taken.",
        _ => "This version could not be made. 0 credits taken, and nothing you typed is lost.",
    };
    let form = version.form.clone();
    let kept = [
        ("caption", form.caption),
        ("font", form.font),
        ("colour", form.colour),
        ("position", form.position),
        ("from", form.from),
        ("to", form.to),
        ("poster", form.poster),
        ("format", form.format),
    ];
    view! {
        <p class="small" role="status">{words}</p>
        <form method="post" action=format!("/studio/takes/{take}/edit")>
            {kept.map(|(name, value)| view! { <input type="hidden" name=name value=value/> })}
            <button class="btn btn-secondary btn-small" type="submit" aria-describedby=heading>
                <Icon symbol=Symbol::Repeat class="i-s"/>"Try again, free"
            </button>
        </form>
    }
    .into_any()
}
