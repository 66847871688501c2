//! Nothing typed is lost: each edit is in this browser at once, and on the server a moment later.

use super::desk::{Desk, Kept};
use crate::clips::api;
use crate::clips::status::Draft;
use crate::error::AppError;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;

/// How long the fields rest before they are sent.
const REST: Duration = Duration::from_millis(600);
/// How often a draft that could not be sent is tried again.
const AGAIN: Duration = Duration::from_secs(4);

fn storage() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}

/// The copy's name; a clip that the server does not know yet is looked for by its page, which is its template's.
fn name(desk: Desk) -> String {
    let what = if desk.saved.get_untracked() {
        desk.clip.get_value()
    } else {
        desk.inputs
            .with_untracked(|inputs| format!("new:{}", inputs.template))
    };
    format!("breakout:draft:{}:{what}", desk.owner.get_value())
}

fn copy(desk: Desk) {
    if let (Some(storage), Ok(text)) = (storage(), serde_json::to_string(&desk.draft())) {
        // A full or forbidden storage only means that this browser keeps no copy; the server still does.
        let _full_or_forbidden = storage.set_item(&name(desk), &text);
    }
}

fn forget(desk: Desk) {
    if let Some(storage) = storage() {
        let _nothing_there = storage.remove_item(&name(desk));
    }
}

/// Notes an edit: the copy here now, the server once the fields rest.
pub fn changed(desk: Desk) {
    desk.edits.update_value(|edits| *edits += 1);
    // Whoever edits is still here: it was a download that looked like leaving.
    desk.leaving.set_value(false);
    copy(desk);
    desk.kept.set(Kept::Saving);
    after(desk, REST);
}

fn after(desk: Desk, wait: Duration) {
    let edits = desk.edits.get_value();
    set_timeout(
        move || {
            if desk.edits.get_value() == edits
                && matches!(desk.kept.get_untracked(), Kept::Saving | Kept::Here)
            {
                spawn_local(save(desk));
            }
        },
        wait,
    );
}

/// Sends the draft now; true once the server has it.
pub async fn flush(desk: Desk) -> bool {
    if matches!(desk.kept.get_untracked(), Kept::Saving | Kept::Here) {
        save(desk).await;
    }
    desk.kept.get_untracked() != Kept::Here
}

async fn save(desk: Desk) {
    let edits = desk.edits.get_value();
    match api::save_clip(desk.draft()).await {
        Ok(()) => arrived(desk, edits),
        Err(error) => {
            desk.kept.set(Kept::Here);
            match error {
                AppError::SignedOut | AppError::NotFound | AppError::Invalid { .. } if !matches!(&error, AppError::Invalid { field, .. } if field.is_empty()) =>
                {
                    desk.fail(&error);
                }
                _ => after(desk, AGAIN),
            }
        }
    }
}

/// The server has the draft of that many edits.
pub fn arrived(desk: Desk, edits: u32) {
    let all = desk.edits.get_value() == edits;
    if !desk.saved.get_untracked() {
        forget(desk);
        desk.saved.set(true);
        // The page gets the clip's own address, so that reloading finds it; so does the copy of what was typed since.
        let address = format!("/clips/{}", desk.clip.get_value());
        if let Ok(history) = window().history() {
            let _same_origin =
                history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&address));
        }
        if !all {
            copy(desk);
        }
    }
    if all {
        // A page on its way out keeps its copy: the next one may have been read before this draft arrived.
        if !desk.leaving.get_value() {
            forget(desk);
        }
        desk.kept.set(Kept::Saved);
    }
}

/// Brings back what this browser kept and the server never got.
pub fn restore(desk: Desk) {
    let Some(text) = storage().and_then(|storage| storage.get_item(&name(desk)).ok().flatten())
    else {
        return;
    };
    let Ok(draft) = serde_json::from_str::<Draft>(&text) else {
        return;
    };
    if draft.inputs == desk.inputs.get_untracked() {
        forget(desk);
    } else {
        desk.photo.set(draft.inputs.photo.clone());
        desk.inputs.set(draft.inputs);
        desk.kept.set(Kept::Here);
        desk.edits.update_value(|edits| *edits += 1);
        spawn_local(save(desk));
    }
}
