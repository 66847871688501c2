//! Earlier previews of the scene, newest first; each is one click away.

use super::rules::{PREVIEWS_KEPT, PreviewView};
use super::scene_editor::Desk;
use crate::words::studio as words;
use leptos::prelude::*;

/// The strip below the stage; it is there once there is something to go back to.
#[component]
pub fn PreviewStrip(desk: Desk) -> impl IntoView {
    let some = move || desk.previews.with(|previews| !previews.is_empty());
    let full = move || {
        desk.previews
            .with(|previews| previews.len() >= PREVIEWS_KEPT as usize)
    };
    let hint = move || {
        if full() {
            words::last_are_kept(PREVIEWS_KEPT)
        } else {
            words::going_back_is_free().to_owned()
        }
    };
    view! {
        <section class="earlier" aria-labelledby="earlier-heading" hidden=move || !some()>
            <p class="earlier-head"><b id="earlier-heading">{words::earlier_previews()}</b><span class="small muted">{hint}</span></p>
            <ul>
                <For each=move || desk.previews.get() key=|preview| preview.still.clone() children=move |preview| view! { <Thumbnail desk preview/> }/>
            </ul>
        </section>
    }
}

#[component]
fn Thumbnail(desk: Desk, preview: PreviewView) -> impl IntoView {
    let still = preview.still.clone();
    let current = Memo::new(move |_| {
        desk.saved
            .with(|saved| saved.as_ref().is_some_and(|saved| saved.still == still))
    });
    let name = preview.name();
    let thumbnail = preview.thumbnail();
    let shape = preview.draft.format.class();
    let short = words::preview_short(preview.number, &preview.time);
    view! {
        <li>
            <button
                class="thumb"
                type="button"
                aria-label=name
                aria-current=move || current.get().then_some("true")
                on:click=move |_| desk.take_up(&preview)
            >
                <img class=shape src=thumbnail alt="" loading="lazy"/>
                <span class="micro num">{short}</span>
            </button>
        </li>
    }
}
