//! Nothing said about a scene is lost: until the server has it, it is in this browser.

use super::api;
use super::rules::SceneDraft;
use super::scene_editor::{Desk, Keeping};
use crate::error::AppError;
use crate::media::upload_field::UploadView;
use crate::ui::connection::Lost;
use crate::ui::local_copy;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// How often a draft that could not be sent is tried again.
const AGAIN: Duration = Duration::from_secs(4);

/// A scene as it stood on the screen; the draft only names its photo.
#[derive(Clone, Serialize, Deserialize)]
pub struct Unsaved {
    pub draft: SceneDraft,
    upload: Option<UploadView>,
}

/// The copy's name; a scene that the server does not know yet is looked for by its page, which is the same for all.
fn name(desk: Desk) -> String {
    let scene = if desk.is_fresh() {
        "new".to_owned()
    } else {
        desk.id()
    };
    format!("breakout:scene:{}:{scene}", desk.owner.get_value())
}

/// What is on the screen.
pub fn on_screen(desk: Desk) -> Unsaved {
    untrack(|| Unsaved {
        draft: desk.draft(),
        upload: desk.upload.get(),
    })
}

/// Copies what is on the screen.
pub fn copy(desk: Desk) {
    local_copy::keep(&name(desk), on_screen(desk));
}

/// Keeps no copy: the server has what is on the screen.
pub fn forget(desk: Desk) {
    local_copy::forget(&name(desk));
}

/// The server has what was sent, in place of what the desk says it had.
pub fn arrived(desk: Desk, sent: Unsaved) {
    let name = name(desk);
    let over = desk.kept.get_value().map(|draft| Unsaved {
        draft,
        upload: None,
    });
    match over {
        Some(over) => local_copy::arrived(&name, sent, over),
        // A page of a new scene that is made from now on is another scene's.
        None => local_copy::forget(&name),
    }
}

/// What a save that failed says beside the fields: nothing where it is said above the work and tried again.
pub fn failed(desk: Desk, error: &AppError) -> Keeping {
    let lost = Lost::by(error);
    desk.lost.set(lost);
    let Some(lost) = lost else {
        return Keeping::Failed(error.to_string());
    };
    copy(desk);
    if lost.passes() {
        let again = move || {
            if desk.lost.get_untracked().is_some_and(Lost::passes) {
                desk.keep_soon();
            }
        };
        set_timeout(again, AGAIN);
    }
    Keeping::Rest
}

/// Shows what the scene says by now, if it was changed elsewhere and nothing of it was changed here meanwhile.
pub fn look(desk: Desk) {
    let at_rest = move || desk.is_kept() && desk.keeping.get_untracked() == Keeping::Rest;
    if !at_rest() {
        return;
    }
    let before = desk.kept.get_value();
    spawn_local(async move {
        // A missed answer is no trouble: whoever comes back to the page looks again.
        let Ok(now) = api::read_scene(desk.id()).await else {
            return;
        };
        let untouched = at_rest() && desk.kept.get_value() == before;
        if untouched && before.as_ref() != Some(&now.draft) {
            desk.kept.set_value(Some(now.draft.clone()));
            desk.choose(&now.draft);
            desk.show(now.draft, now.upload);
            desk.saved.set(Some(now.previewed.saved));
            desk.previews.set(now.previewed.previews);
        }
    });
}

/// Brings back what this browser kept and the server never got, and sends it.
pub fn restore(desk: Desk) {
    let on_server = |copy: &Unsaved| {
        desk.kept
            .with_value(|kept| kept.as_ref() == Some(&copy.draft))
    };
    let Some(Unsaved { draft, upload }) = local_copy::find(&name(desk), on_server) else {
        return;
    };
    desk.choose(&draft);
    desk.show(draft, upload);
    desk.keep_soon();
}
