//! What a page says while it cannot be saved or followed, and how it hears that it can be again.

use super::icon::{Icon, Symbol};
use crate::error::AppError;
use crate::words::ui as words;
use leptos::prelude::*;

/// Why the server does not have the latest work yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lost {
    /// The browser has no network.
    Offline,
    /// The server does not answer, or not as it should.
    Silent,
    /// The session ended while the page was open.
    SignedOut,
}

impl Lost {
    /// What this failure says of the connection; nothing if the server answered and just refused.
    pub fn by(error: &AppError) -> Option<Self> {
        match error {
            AppError::SignedOut => Some(Self::SignedOut),
            AppError::Unreachable | AppError::Internal { .. } => Some(Self::silent()),
            // An answer that is none of ours came from somewhere between the server and us.
            AppError::Invalid { field, .. } if field.is_empty() => Some(Self::silent()),
            _ => None,
        }
    }

    fn silent() -> Self {
        if window().navigator().on_line() {
            Self::Silent
        } else {
            Self::Offline
        }
    }

    /// Whether trying again by itself may help.
    pub fn passes(self) -> bool {
        self != Self::SignedOut
    }

    /// Whether a page that follows what the server is at looks again by itself: while something is unfinished or an
    /// answer is missing, unless only the person can go on from there.
    pub fn goes_on(lost: RwSignal<Option<Self>>, unfinished: usize) -> bool {
        lost.get_untracked().map_or(unfinished > 0, Self::passes)
    }

    fn sentence(self) -> &'static str {
        match self {
            Self::Offline => words::lost_offline(),
            Self::Silent => words::lost_silent(),
            Self::SignedOut => words::lost_signed_out(),
        }
    }

    /// The same of a page that shows what the server is at, and keeps nothing there by itself.
    pub fn of_view(self) -> &'static str {
        match self {
            Self::Offline => words::stale_offline(),
            Self::Silent => words::stale_silent(),
            Self::SignedOut => words::stale_signed_out(),
        }
    }
}

/// Hears the network go and come, and the person come back from another tab, where they may have signed in; `again` saves
/// what is not saved yet. It listens as long as the page lives.
pub fn watch(lost: RwSignal<Option<Lost>>, again: impl Fn() + Copy + 'static) {
    let gone = window_event_listener(leptos::ev::offline, move |_| {
        lost.set(Some(Lost::Offline));
    });
    let back = window_event_listener(leptos::ev::online, move |_| {
        lost.update(|lost| {
            lost.take_if(|lost| *lost == Lost::Offline);
        });
        again();
    });
    let looked_at = window_event_listener(leptos::ev::focus, move |_| {
        if lost.get_untracked().is_some() {
            again();
        }
    });
    std::mem::forget((gone, back, looked_at));
}

/// Calls `look` whenever the person comes back to this page from another. It listens as long as the page lives.
pub fn on_return(look: impl Fn() + 'static) {
    std::mem::forget(window_event_listener(leptos::ev::focus, move |_| look()));
}

/// The page's own address, as signing in leads back to it.
fn here() -> String {
    let place = window().location();
    let (path, query) = (place.pathname(), place.search());
    let address = path.unwrap_or_default() + &query.unwrap_or_default();
    String::from(js_sys::encode_uri_component(&address))
}

/// The sentence above the work, and the way on.
#[component]
pub fn LostBanner(
    lost: RwSignal<Option<Lost>>,
    again: impl Fn() + Copy + Send + Sync + 'static,
    #[prop(default = Lost::sentence)] says: fn(Lost) -> &'static str,
) -> impl IntoView {
    let way_on = move |lost: Lost| {
        match lost {
        Lost::Offline => ().into_any(),
        Lost::Silent => view! { <button class="btn btn-secondary btn-small" type="button" on:click=move |_| again()>{words::try_now()}</button> }.into_any(),
        Lost::SignedOut => view! { <a class="btn btn-secondary btn-small" href=format!("/login?next={}", here())>{words::sign_in_again()}</a> }.into_any(),
    }
    };
    view! {
        <div class="lost" role="status">
            {move || lost.get().map(|lost| view! {
                <div class="notice notice-warn lost-notice"><Icon symbol=Symbol::Warning/><div>{says(lost)}</div>{way_on(lost)}</div>
            })}
        </div>
    }
}
