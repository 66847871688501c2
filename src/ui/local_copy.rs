//! Copies of unfinished work that a browser keeps until the server has it.

use leptos::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

fn storage() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}

/// Keeps the work under a name, in place of what was kept under it before.
pub fn keep(name: &str, work: &impl Serialize) {
    if let (Some(storage), Ok(text)) = (storage(), serde_json::to_string(work)) {
        // A full or forbidden storage only means that this browser keeps no copy; the page still has the work.
        let _full_or_forbidden = storage.set_item(name, &text);
    }
}

/// What is kept under a name, if it can still be read.
pub fn find<T: DeserializeOwned>(name: &str) -> Option<T> {
    let text = storage()?.get_item(name).ok().flatten()?;
    serde_json::from_str(&text).ok()
}

/// Keeps nothing under this name any more.
pub fn forget(name: &str) {
    if let Some(storage) = storage() {
        let _nothing_there = storage.remove_item(name);
    }
}
