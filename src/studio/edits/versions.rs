//! The versions of a take: watched, downloaded, gone on from.

use super::editor::Desk;
use super::rules::{VersionState, VersionView, Versions};
use crate::ui::icon::{Icon, Symbol};
use crate::words::{formats, studio_edits as words};
use leptos::prelude::*;

/// The list, the original first.
#[component]
pub fn VersionList(desk: Desk) -> impl IntoView {
    let rows = move || {
        let list = desk.versions.with(|versions| versions.list.clone());
        list.into_iter().enumerate().collect::<Vec<_>>()
    };
    let said = move || match desk.versions.with(Versions::unfinished) {
        0 => words::no_version_being_made().to_owned(),
        more => words::versions_being_made(more),
    };
    // A row is built anew only when it ends or begins, so that the focus on its button stays while it moves on.
    let key = |(index, version): &(usize, VersionView)| (*index, version.state.label());
    view! {
        <section class="stack" aria-labelledby="versions-title">
            <h2 id="versions-title">{words::versions()}</h2>
            <ul class="take-versions" aria-labelledby="versions-title">
                <For each=rows key=key children=move |(index, version)| view! { <Row desk index version/> }/>
            </ul>
            <p class="vh" role="status">{said}</p>
            <p class="small muted">{words::download_all_takes_originals()}</p>
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
    let acts = match version.state {
        VersionState::Ready => ready_acts(desk, index, &version, heading.clone()).into_any(),
        VersionState::Waiting { .. } | VersionState::Rendering { .. } => {
            unfinished(desk, index, &version, heading.clone()).into_any()
        }
        VersionState::Failed { .. } | VersionState::Cancelled => {
            ended(&desk.take(), &version, heading.clone()).into_any()
        }
    };
    view! {
        <li class="take-version">
            <div class=format!("take-version-picture {}", version.format.class())>{picture}</div>
            <div class="stack-s">
                <h3 id=heading>{version.name.clone()}</h3>
                <p class="small muted">{version.difference.clone()}</p>
                {acts}
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
                <Icon symbol=Symbol::Play class="i-s"/>{words::play()}
            </a>
            <form method="get" action=download>
                <button class="btn btn-quiet btn-small" type="submit" aria-describedby=downloading>
                    <Icon symbol=Symbol::Download class="i-s"/>{words::download_free()}
                </button>
            </form>
            <a class="btn btn-ghost btn-small" href=from aria-describedby=going_on
                on:click=move |event| { event.prevent_default(); desk.go_on_from(form.clone()); }>
                <Icon symbol=Symbol::Pencil class="i-s"/>{words::edit_from_here()}
            </a>
        </div>
    }
}

/// The page with a version's values in its fields.
fn from_here(take: &str, version: &VersionView) -> String {
    format!("/studio/takes/{take}/edit?{}", version.form.query())
}

/// A version that is on its way.
fn unfinished(desk: Desk, index: usize, version: &VersionView, heading: String) -> impl IntoView {
    let take = desk.take();
    let id = version.id.clone().unwrap_or_default();
    let state = Memo::new(move |_| {
        desk.versions
            .with(|versions| versions.list.get(index).map(|one| one.state.clone()))
    });
    let words = move || match state.get() {
        Some(VersionState::Waiting { ahead: 0 }) => words::waiting_next().to_owned(),
        Some(VersionState::Waiting { ahead }) => words::waiting_ahead(ahead),
        Some(VersionState::Rendering { percent }) => words::rendering(formats::percent(percent)),
        _ => String::new(),
    };
    let percent = move || match state.get() {
        Some(VersionState::Rendering { percent }) => percent.to_string(),
        _ => "0".to_owned(),
    };
    view! {
        <p class="small num">{words}</p>
        <progress class="progress" max="100" value=percent aria-labelledby=heading.clone()></progress>
        <form method="post" action=format!("/studio/takes/{take}/versions/{id}/cancel")>
            <button class="btn btn-ghost btn-small" type="submit" aria-describedby=heading>{words::cancel()}</button>
        </form>
    }
}

/// A version that did not get there, and its fields, to try once more.
fn ended(take: &str, version: &VersionView, heading: String) -> impl IntoView {
    let words = match &version.state {
        VersionState::Failed { problem } => problem.clone(),
        _ => words::version_cancelled().to_owned(),
    };
    let kept = version
        .form
        .fields()
        .map(|(name, value)| view! { <input type="hidden" name=name value=value.clone()/> });
    view! {
        <p class="small">{words}</p>
        <form method="post" action=format!("/studio/takes/{take}/edit")>
            {kept}
            <button class="btn btn-secondary btn-small" type="submit" aria-describedby=heading>
                <Icon symbol=Symbol::Repeat class="i-s"/>{words::try_again_free()}
            </button>
        </form>
    }
}
