//! The shell that every page stands in. Pages are rendered on the server; what moves in them is islands.

use crate::ui::icon::{Icon, Symbol};
use leptos::prelude::*;

#[cfg(feature = "ssr")]
mod shell;
#[cfg(feature = "ssr")]
pub use shell::{Page, Section, render};

/// What stands at an address that leads nowhere.
#[component]
pub fn NotFound() -> impl IntoView {
    view! {
        <main id="main" class="wrap message-page">
            <h1>"This page is not here"</h1>
            <p>"It may have been deleted, or it belongs to another account. 0 credits were taken."</p>
            <p><a class="btn btn-primary" href="/">"Choose a template"</a></p>
        </main>
    }
}

/// Marks the page as interactive once the islands before it have hydrated. It stands last in the body, and
/// islands hydrate in document order, so tests and designers can wait for `html[data-hydrated]`.
#[island]
pub fn HydrationSignal() -> impl IntoView {
    Effect::new(move |_| {
        if let Some(root) = document().document_element() {
            let _always_settable = root.set_attribute("data-hydrated", "true");
        }
    });
    view! { <span hidden></span> }
}

/// The way to the rules and to us, in the bottom right corner of each page.
#[component]
pub fn HelpCorner() -> impl IntoView {
    view! {
        <button class="help" type="button" aria-label="Help and contact" popovertarget="help">
            <Icon symbol=Symbol::Speech/>
            <span>"Help"</span>
        </button>
        <div class="helpbox" id="help" popover role="dialog" aria-label="Help and contact">
            <div class="row-b">
                <h2>"Help and contact"</h2>
                <button class="iconbtn" type="button" aria-label="Close help" popovertarget="help" popovertargetaction="hide">
                    <Icon symbol=Symbol::Close/>
                </button>
            </div>
            <p>"Previews and edits are free. A first download takes 1 download credit, the same version again takes 0. AI credits are taken when a video is delivered, never for one that fails."</p>
            <p><a class="link" href="/help">"Read how credits work"</a></p>
        </div>
    }
}
