//! The sheet of a page's keyboard shortcuts: `?` opens it, Escape closes it.

use super::icon::{Icon, Symbol};
use leptos::html::Dialog;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// Keys and what they do.
pub type Shortcut = (&'static [&'static str], &'static str);

/// Shortcuts that every page with a sheet has.
const EVERYWHERE: [Shortcut; 2] = [
    (&["?"], "Show this sheet"),
    (&["Esc"], "Close what is open"),
];

/// The button and the sheet it opens.
#[component]
pub fn KeysSheet(#[prop(into)] shortcuts: Vec<Shortcut>) -> impl IntoView {
    let sheet = NodeRef::<Dialog>::new();
    let open = move || {
        if let Some(sheet) = sheet.get_untracked().filter(|sheet| !sheet.open()) {
            // It fails only where the dialog is shown already.
            let _shown_already = sheet.show_modal();
        }
    };
    Effect::new(move |_| {
        let keys = window_event_listener(leptos::ev::keydown, move |event| {
            let plain = !event.ctrl_key() && !event.meta_key() && !event.alt_key();
            if event.key() == "?" && plain && !is_typing(&event) {
                event.prevent_default();
                open();
            }
        });
        // It listens as long as the page lives: the page's island is never taken down.
        std::mem::forget(keys);
    });
    let lines = shortcuts.iter().chain(&EVERYWHERE).map(|(keys, what)| {
        let keys = keys
            .iter()
            .enumerate()
            .map(|(place, key)| view! { {(place > 0).then_some(" + ")}<kbd>{*key}</kbd> });
        view! { <div><dt>{keys.collect_view()}</dt><dd>{*what}</dd></div> }
    });
    let lines = lines.collect_view();
    view! {
        <button class="iconbtn hide-m" type="button" aria-label="Keyboard shortcuts" title="Keyboard shortcuts (?)" on:click=move |_| open()><Icon symbol=Symbol::Keyboard/></button>
        <dialog class="keys" aria-labelledby="keys-title" node_ref=sheet>
            <form method="dialog" class="row-b">
                <h2 id="keys-title">"Keyboard shortcuts"</h2>
                <button class="iconbtn" aria-label="Close"><Icon symbol=Symbol::Close/></button>
            </form>
            <dl class="kv">{lines}</dl>
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
