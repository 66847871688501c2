//! Copies of unfinished work that a browser keeps until the server has it.

use leptos::prelude::*;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::cell::Cell;
use std::time::Duration;

/// A page that is still there after this long was not left: it was a download that looked like leaving.
const STAYED: Duration = Duration::from_secs(30);

#[derive(Serialize, Deserialize)]
struct Copy<T> {
    work: T,
    /// What the server had before, if it took the work while this page was being left.
    arrived_over: Option<T>,
}

thread_local! {
    /// The page is being left, so the next one may already be on its way. None: nobody listens for that yet.
    static LEAVING: Cell<Option<bool>> = const { Cell::new(None) };
}

fn storage() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}

fn put<T: Serialize>(name: &str, copy: &Copy<T>) {
    if let (Some(storage), Ok(text)) = (storage(), serde_json::to_string(copy)) {
        // A full or forbidden storage only means that this browser keeps no copy; the page still has the work.
        let _full_or_forbidden = storage.set_item(name, &text);
    }
}

/// Keeps the work under a name, in place of what was kept under it before.
pub fn keep(name: &str, work: &impl Serialize) {
    let arrived_over = None;
    put(name, &Copy { work, arrived_over });
}

/// The server has the work now, in place of `over`. A page that is being left keeps it all the same: the next one may
/// have been made before it arrived.
pub fn arrived<T: Serialize>(name: &str, work: &T, over: &T) {
    if LEAVING.get() == Some(true) {
        let arrived_over = Some(over);
        put(name, &Copy { work, arrived_over });
    } else {
        forget(name);
    }
}

/// What is kept under a name and missing in what the server gave this page, which `on_server` tells. Where the server
/// took the work once and has something else by now, it is newer, and what was kept is forgotten.
pub fn find<T: DeserializeOwned>(name: &str, on_server: impl Fn(&T) -> bool) -> Option<T> {
    listen();
    let text = storage()?.get_item(name).ok().flatten()?;
    let copy: Copy<T> = serde_json::from_str(&text).ok()?;
    let newer = copy.arrived_over.is_some_and(|over| !on_server(&over));
    if newer || on_server(&copy.work) {
        forget(name);
        return None;
    }
    Some(copy.work)
}

/// Keeps nothing under this name any more.
pub fn forget(name: &str) {
    if let Some(storage) = storage() {
        let _nothing_there = storage.remove_item(name);
    }
}

/// Hears that the page is being left, as long as it lives.
fn listen() {
    if LEAVING.get().is_none() {
        LEAVING.set(Some(false));
        let leaving = window_event_listener(leptos::ev::beforeunload, |_| {
            LEAVING.set(Some(true));
            set_timeout(|| LEAVING.set(Some(false)), STAYED);
        });
        std::mem::forget(leaving);
    }
}
