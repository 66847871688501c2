//! The free still in the middle, and what it says of itself.

use super::preview_strip::PreviewStrip;
use super::rules::SetUp;
use super::scene_editor::{Desk, Keeping};
use crate::ui::icon::{Icon, Symbol};
use crate::words::studio as words;
use leptos::prelude::*;

/// Where a callout stands, what it is called, and which sentence of the set-up it says.
type Callout = (&'static str, &'static str, fn(&SetUp) -> &String);

/// The still of what is kept; it shows by itself, and anew after every change.
#[component]
pub fn SceneStage(desk: Desk) -> impl IntoView {
    let empty = Memo::new(move |_| desk.draft().missing().is_some());
    let address = move || {
        let saved = desk.saved.get()?;
        (!empty.get()).then_some(saved.still)
    };
    let broken = RwSignal::new(false);
    // The still on the screen; a new one replaces it once it has come, which may be after those of others.
    let shown = RwSignal::new(untrack(address));
    let drawing = Memo::new(move |_| {
        let saving = desk.keeping.get() == Keeping::Saving;
        let waiting = shown.get() != address();
        !empty.get() && (saving || waiting)
    });
    let arrived = move |whole: bool| {
        broken.set(!whole);
        shown.set(untrack(address));
    };
    let regenerate = move |_| {
        if !empty.get_untracked() {
            desk.regenerate(js_random());
        }
    };
    view! {
        <section class="stage studio-stage" aria-label=words::scene_preview()>
            <div class="stage-c">
                <div class=move || format!("still {}", desk.format.get().class())>
                    {move || match address() {
                        Some(address) => view! {
                            <img class="still-img" src=address alt=move || spoken(desk) on:load=move |_| arrived(true) on:error=move |_| arrived(false)/>
                        }.into_any(),
                        None => empty_still(),
                    }}
                    <p class="still-broken small" role="alert" hidden=move || !broken.get()>{words::still_broken()}</p>
                    <p class="still-drawing small" role="status">{move || drawing.get().then_some(words::drawing_preview())}</p>
                </div>
                {callouts().map(|(class, name, pick)| view! {
                    <div class=class hidden=move || empty.get() || said(desk, pick).is_empty() aria-hidden="true">
                        <b>{name}</b>
                        <span>{move || said(desk, pick)}</span>
                    </div>
                })}
            </div>
            <div class="below">
                <button class="btn btn-secondary" type="button" aria-disabled=move || empty.get().then_some("true") on:click=regenerate>
                    <Icon symbol=Symbol::Repeat class="i-s"/>
                    {words::regenerate_preview()}
                </button>
            </div>
            <PreviewStrip desk/>
            <div class="stagetag">
                <span class="tag"><Icon symbol=Symbol::Eye class="i-s"/>{words::scene_preview_tag()}</span>
            </div>
        </section>
    }
}

fn callouts() -> [Callout; 4] {
    [
        ("co co-l co-1", words::subject(), |set_up| &set_up.subject),
        ("co co-r co-2", words::composition(), |set_up| {
            &set_up.composition
        }),
        ("co co-l co-3", words::setup(), |set_up| &set_up.setup),
        ("co co-r co-4", words::caption(), |set_up| &set_up.caption),
    ]
}

/// A sentence of the set-up; nothing as long as there is none.
fn said(desk: Desk, pick: fn(&SetUp) -> &String) -> String {
    desk.saved.with(|saved| {
        saved
            .as_ref()
            .map(|saved| pick(&saved.set_up).clone())
            .unwrap_or_default()
    })
}

/// What the callouts say, for whoever does not see the still.
fn spoken(desk: Desk) -> String {
    callouts()
        .map(|(_, name, pick)| (name, said(desk, pick)))
        .iter()
        .filter(|(_, said)| !said.is_empty())
        .map(|(name, said)| words::callout(name, said))
        .collect::<Vec<_>>()
        .join(". ")
}

/// What stands in the still's place while nothing is described.
fn empty_still() -> AnyView {
    view! {
        <div class="still-hint">
            <svg viewBox="0 0 56 64" aria-hidden="true">
                <rect x="4" y="20" width="48" height="40" rx="12" fill="none" stroke="currentColor" stroke-width="3" stroke-dasharray="5 6"></rect>
                <circle cx="28" cy="22" r="16" fill="currentColor"></circle>
            </svg>
            <b>{words::scene_appears_here()}</b>
            <span class="small">{words::how_it_begins()}</span>
        </div>
    }
    .into_any()
}

/// Any number.
fn js_random() -> u32 {
    (js_sys::Math::random() * f64::from(u32::MAX)) as u32
}
