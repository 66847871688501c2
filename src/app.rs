//! The shell that every page stands in. Pages are rendered on the server; what moves in them is islands.

use crate::words::app as words;
use leptos::prelude::*;

#[cfg(feature = "ssr")]
pub mod appearance;
#[cfg(feature = "ssr")]
pub mod failure;
#[cfg(feature = "ssr")]
mod header;
#[cfg(feature = "ssr")]
mod shell;
#[cfg(feature = "ssr")]
mod wake;
#[cfg(feature = "ssr")]
pub use shell::{Bundle, Chrome, Direction, Page, Section, render};

/// What stands at an address that leads nowhere.
#[component]
pub fn NotFound() -> impl IntoView {
    view! {
        <main id="main" class="wrap message-page">
            <h1>{words::not_here()}</h1>
            <p>{words::not_here_why()}</p>
            <p><a class="btn btn-primary" href="/">{words::choose_a_template()}</a></p>
        </main>
    }
}

/// Tells the forms that ask for it in which time zone the browser is.
fn say_time_zone() {
    use wasm_bindgen::JsCast;
    let Ok(Some(field)) = document().query_selector("input[data-time-zone]") else {
        return;
    };
    let format = js_sys::Intl::DateTimeFormat::new(&js_sys::Array::new(), &js_sys::Object::new());
    let zone = js_sys::Reflect::get(&format.resolved_options(), &"timeZone".into()).ok();
    let zone = zone.and_then(|zone| zone.as_string());
    if let (Some(zone), Ok(field)) = (zone, field.dyn_into::<web_sys::HtmlInputElement>()) {
        field.set_value(&zone);
    }
}

/// Marks the page as interactive once the islands before it have hydrated. It stands last in the body, and
/// islands hydrate in document order, so tests and designers can wait for `html[data-hydrated]`.
#[island]
pub fn HydrationSignal() -> impl IntoView {
    Effect::new(move |_| {
        say_time_zone();
        if let Some(root) = document().document_element() {
            let _always_settable = root.set_attribute("data-hydrated", "true");
        }
    });
    view! { <span hidden></span> }
}
