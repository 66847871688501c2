//! What was typed into the edits of a take is not lost: until it is a version, it is in this browser.

use super::editor::Desk;
use super::rules::EditForm;
use crate::ui::local_copy;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The fields as they stood on the screen.
#[derive(Clone, Serialize, Deserialize)]
struct Unsaved {
    form: EditForm,
    /// The part of the page's address that its fields began with; nothing where they were the original's.
    began: String,
}

/// The copy's name: the fields of one take belong to one account.
fn name(desk: Desk) -> String {
    format!("breakout:edit:{}:{}", desk.owner(), desk.take())
}

fn began() -> String {
    window().location().search().unwrap_or_default()
}

/// Copies what is on the screen; nothing is kept of what is a version already.
pub fn changed(desk: Desk) {
    let form = desk.form.get_untracked();
    if untrack(|| desk.saved_as().is_some()) {
        return local_copy::forget(&name(desk));
    }
    let began = began();
    local_copy::keep(&name(desk), Unsaved { form, began });
}

/// Brings back what this browser kept and no version has. Fields that the address names were asked for since, unless the
/// copy began with the same ones, as it does after signing in again.
pub fn restore(desk: Desk) {
    let is_saved = |copy: &Unsaved| untrack(|| desk.version_of(&copy.form).is_some());
    let Some(Unsaved { form, began: from }) = local_copy::find(&name(desk), is_saved) else {
        return;
    };
    let asked = began();
    // A form that was refused stands in the fields as it was sent, which is the latest there is.
    let refused = desk.problem.with_untracked(Option::is_some);
    if !refused && (asked.is_empty() || asked == from) {
        desk.go_on_from(form);
    }
}
