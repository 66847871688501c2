//! Nothing typed is lost: each edit is in this browser at once, and on the server a moment later.

use super::desk::{Desk, Kept};
use crate::clips::api;
use crate::clips::status::Draft;
use crate::error::AppError;
use crate::ui::connection::Lost;
use crate::ui::local_copy;
use crate::words::clips as words;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;

/// How long the fields rest before they are sent.
const REST: Duration = Duration::from_millis(600);
/// How often a draft that could not be sent is tried again.
const AGAIN: Duration = Duration::from_secs(4);
/// What the names of all copies begin with.
const COPIES: &str = "breakout:draft";
/// The owner of copies that were made without an account; the others are named by an account's id.
const GUEST: &str = "guest";

/// The copy's name; a clip that the server does not know yet is looked for by its page, which is its template's.
fn name(desk: Desk) -> String {
    let owner = desk.owner.get_value();
    let owner = owner.as_deref().unwrap_or(GUEST);
    if desk.saved.get_untracked() {
        format!("{COPIES}:{owner}:{}", desk.clip.get_value())
    } else {
        name_of_new(desk, owner)
    }
}

fn name_of_new(desk: Desk, owner: &str) -> String {
    desk.inputs
        .with_untracked(|inputs| format!("{COPIES}:{owner}:new:{}", inputs.template))
}

fn copy(desk: Desk) {
    local_copy::keep(&name(desk), desk.draft());
}

fn forget(desk: Desk) {
    local_copy::forget(&name(desk));
}

/// Notes an edit: the copy here now, the server once the fields rest.
pub fn changed(desk: Desk) {
    desk.edits.update_value(|edits| *edits += 1);
    copy(desk);
    if desk.guest {
        return desk.kept.set(Kept::Browser);
    }
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

/// Sends what is not sent yet, or asks how the clip stands: the server may answer again.
pub fn again(desk: Desk) {
    spawn_local(async move {
        if matches!(desk.kept.get_untracked(), Kept::Saving | Kept::Here) {
            return save(desk).await;
        }
        if !desk.saved.get_untracked() {
            return desk.lost.set(None);
        }
        match api::read_status(desk.clip.get_value()).await {
            Ok(status) => {
                desk.lost.set(None);
                desk.status.set(status);
            }
            Err(error) => desk.lost.set(Lost::by(&error)),
        }
    });
}

/// What goes to the server, and after how many edits.
pub struct Sent {
    pub draft: Draft,
    edits: u32,
}

pub fn sending(desk: Desk) -> Sent {
    Sent {
        draft: desk.draft(),
        edits: desk.edits.get_value(),
    }
}

async fn save(desk: Desk) {
    let sent = sending(desk);
    match api::save_clip(sent.draft.clone()).await {
        Ok(()) => arrived(desk, sent),
        Err(error) => {
            desk.kept.set(Kept::Here);
            // The same sentence is only heard again if it was away.
            desk.said.set(String::new());
            let lost = Lost::by(&error);
            desk.lost.set(lost);
            match (lost, &error) {
                (None, AppError::NotFound | AppError::Invalid { .. }) => desk.fail(&error),
                // Only the person can go on from here.
                (Some(lost), _) if !lost.passes() => {}
                _ => after(desk, AGAIN),
            }
        }
    }
}

/// The server has what was sent.
pub fn arrived(desk: Desk, sent: Sent) {
    let was_lost = desk.lost.get_untracked().is_some() || desk.kept.get_untracked() == Kept::Here;
    desk.lost.set(None);
    let all = desk.edits.get_value() == sent.edits;
    if desk.saved.get_untracked() {
        let before = Draft {
            inputs: desk.on_server.get_value(),
            ..sent.draft.clone()
        };
        local_copy::arrived(&name(desk), sent.draft.clone(), before);
    } else {
        forget(desk);
        desk.saved.set(true);
        // The page gets the clip's own address, so that reloading finds it; so does the copy of what was typed since.
        let address = format!("/clips/{}", desk.clip.get_value());
        if let Ok(history) = window().history() {
            let _same_origin =
                history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&address));
        }
    }
    desk.on_server.set_value(sent.draft.inputs);
    if all {
        // The banner goes without a sound.
        if was_lost {
            desk.said.set(words::saved_just_now().to_owned());
        }
        desk.kept.set(Kept::Saved);
    } else {
        copy(desk);
    }
}

/// Shows what the clip says by now, if it was changed elsewhere and nothing of it was changed here meanwhile.
pub fn look(desk: Desk) {
    let at_rest = move || desk.kept.get_untracked() == Kept::Saved;
    if !at_rest() {
        return;
    }
    let edits = desk.edits.get_value();
    spawn_local(async move {
        // A missed answer is no trouble: whoever comes back to the page looks again.
        let Ok(inputs) = api::read_inputs(desk.clip.get_value()).await else {
            return;
        };
        let untouched = at_rest() && desk.edits.get_value() == edits;
        if untouched && desk.inputs.with_untracked(|shown| *shown != inputs) {
            desk.on_server.set_value(inputs.clone());
            desk.follow(inputs);
        }
    });
}

/// Brings back what this browser kept and the server never got.
pub fn restore(desk: Desk) {
    let own = local_copy::find(&name(desk), |draft| has(desk, draft));
    let by_guest = if desk.guest { None } else { guest_copy(desk) };
    let Some(draft) = own.or(by_guest) else {
        return;
    };
    desk.photo.set(draft.inputs.photo.clone());
    desk.inputs.set(draft.inputs);
    desk.edits.update_value(|edits| *edits += 1);
    if desk.guest {
        return desk.kept.set(Kept::Browser);
    }
    copy(desk);
    desk.kept.set(Kept::Saving);
    spawn_local(save(desk));
}

/// What was typed here before there was an account, once: a new clip of the same template goes on with it. Where it is a
/// clip already, because an account was asked for, the copy has served its turn.
fn guest_copy(desk: Desk) -> Option<Draft> {
    let name = name_of_new(desk, GUEST);
    let draft = local_copy::find(&name, |draft| has(desk, draft))?;
    let saved = desk.saved.get_untracked();
    if !saved {
        local_copy::forget(&name);
    }
    (!saved).then_some(draft)
}

/// Whether the page was made with this.
fn has(desk: Desk, draft: &Draft) -> bool {
    desk.on_server.with_value(|inputs| *inputs == draft.inputs)
}
