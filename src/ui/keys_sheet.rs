//! The sheet of a page's keyboard shortcuts: its button opens it, and so does `?` unless that is switched off there, as whoever
//! speaks to the browser, or hits keys by accident, needs (WCAG 2.1.4). Escape closes it.

use super::icon::{Icon, Symbol};
use super::local_copy;
use crate::words::ui as words;
use leptos::html::Dialog;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// Keys and what they do.
pub type Shortcut = (&'static [&'static str], &'static str);

/// The key that opens the sheet, and the one that closes it.
const KEY: &str = "?";
const ESCAPE: &str = "Esc";
/// Under this name the browser keeps that the key is switched off.
const SWITCHED_OFF: &str = "breakout:keys:switched-off";

fn keep(with_key: bool) {
    if with_key {
        local_copy::forget(SWITCHED_OFF);
    } else {
        local_copy::keep(SWITCHED_OFF, true);
    }
}

/// The button and the sheet it opens.
#[component]
pub fn KeysSheet(#[prop(into)] shortcuts: Vec<Shortcut>) -> impl IntoView {
    let sheet = NodeRef::<Dialog>::new();
    let with_key = RwSignal::new(true);
    let open = move || {
        if let Some(sheet) = sheet.get_untracked().filter(|sheet| !sheet.open()) {
            // It fails only where the dialog is shown already.
            let _shown_already = sheet.show_modal();
        }
    };
    Effect::new(move |_| {
        with_key.set(local_copy::find::<bool>(SWITCHED_OFF, |_| false).is_none());
        let keys = window_event_listener(leptos::ev::keydown, move |event| {
            let plain = !event.ctrl_key() && !event.meta_key() && !event.alt_key();
            if event.key() == KEY && plain && with_key.get_untracked() && !is_typing(&event) {
                event.prevent_default();
                open();
            }
        });
        // It listens as long as the page lives: the page's island is never taken down.
        std::mem::forget(keys);
    });
    let lines = shortcuts.into_iter().map(|(keys, what)| {
        let keys = keys.iter().enumerate().map(|(place, key)| {
            view! { {(place > 0).then_some(" + ")}<kbd>{*key}</kbd> }
        });
        view! { <div><dt>{keys.collect_view()}</dt><dd>{what}</dd></div> }
    });
    let switch = move |event| {
        with_key.set(event_target_checked(&event));
        keep(with_key.get_untracked());
    };
    view! {
        <button class="iconbtn hide-m" type="button" aria-label=words::keyboard_shortcuts() title=move || if with_key.get() { words::keyboard_shortcuts_key() } else { words::keyboard_shortcuts() } on:click=move |_| open()><Icon symbol=Symbol::Keyboard/></button>
        <dialog class="keys" aria-labelledby="keys-title" node_ref=sheet>
            <form method="dialog" class="row-b">
                <h2 id="keys-title">{words::keyboard_shortcuts()}</h2>
                <button class="iconbtn" aria-label=words::close()><Icon symbol=Symbol::Close/></button>
            </form>
            <dl class="kv">
                {lines.collect_view()}
                <div hidden=move || !with_key.get()><dt><kbd>{KEY}</kbd></dt><dd>{words::show_this_sheet()}</dd></div>
                <div><dt><kbd>{ESCAPE}</kbd></dt><dd>{words::close_what_is_open()}</dd></div>
            </dl>
            <label class="keys-switch"><input type="checkbox" prop:checked=move || with_key.get() on:change=switch/>" "{words::open_with_key(KEY)}</label>
        </dialog>
    }
}

/// Whether the key belongs to a field that takes letters.
fn is_typing(event: &web_sys::KeyboardEvent) -> bool {
    let Some(element) = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
    else {
        return false;
    };
    const FIELDS: &str =
        "textarea,select,[contenteditable],input:not([type=radio],[type=checkbox],[type=range])";
    element.matches(FIELDS).unwrap_or(false)
}
