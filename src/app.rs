//! The shell that every page stands in. Pages are rendered on the server; what moves in them is islands.

use leptos::prelude::*;

#[cfg(feature = "ssr")]
mod header;
#[cfg(feature = "ssr")]
mod shell;
#[cfg(feature = "ssr")]
pub use shell::{Chrome, Page, Section, render};

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
