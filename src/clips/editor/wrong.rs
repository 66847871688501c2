//! What went wrong with the next step, beside it: in the pane, or on phones, where the pane is far below, in the sheet. Each hides
//! where the other is shown, so that it is heard once.

use super::desk::Desk;
use crate::clips::status::RenderStatus;
use crate::ui::notice::{Notice, Tone};
use crate::words::clips as words;
use leptos::either::Either;
use leptos::prelude::*;

/// Why something that was asked for did not happen.
#[component]
fn Trouble(sentence: String) -> impl IntoView {
    view! { <Notice tone=Tone::Warning role="alert">{sentence}</Notice> }
}

#[component]
fn Failed(problem: String) -> impl IntoView {
    view! { <Notice tone=Tone::Danger role="alert"><b>{words::preview_failed()}</b>{problem}</Notice> }
}

/// Why the last render of what the fields say did not end in a file.
fn failure(desk: Desk) -> Option<String> {
    match desk.current().map(|version| version.render) {
        Some(RenderStatus::Failed { problem }) => Some(problem),
        _ => None,
    }
}

/// What was asked for in vain, in the pane.
#[component]
pub fn PaneTrouble(desk: Desk) -> impl IntoView {
    move || {
        let trouble = desk.trouble.get();
        trouble.map(|sentence| view! { <div class="hide-m"><Trouble sentence/></div> })
    }
}

/// The render that failed, in the pane.
#[component]
pub fn PaneFailure(desk: Desk) -> impl IntoView {
    move || failure(desk).map(|problem| view! { <div class="hide-m"><Failed problem/></div> })
}

/// The latest of both, in the sheet.
#[component]
pub fn SheetNotice(desk: Desk) -> impl IntoView {
    move || match (desk.trouble.get(), failure(desk)) {
        (Some(sentence), _) => Some(Either::Left(view! { <Trouble sentence/> })),
        (None, Some(problem)) => Some(Either::Right(view! { <Failed problem/> })),
        (None, None) => None,
    }
}
