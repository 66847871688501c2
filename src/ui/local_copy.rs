//! Copies of unfinished work that a browser keeps until the server has it.

use leptos::prelude::*;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::cell::Cell;
use std::time::Duration;

/// A page that is still there after this long was not left: it was a download that looked like leaving.
const STAYED: Duration = Duration::from_secs(30);

#[derive(Serialize, Deserialize)]
struct Kept<T> {
    work: T,
    /// The server took the work while this page was being left.
    arrived: bool,
    /// What the server had since leaving began, until it had the work: the next page may be made from any of it.
    over: Vec<T>,
}

thread_local! {
    /// The page is being left, so the next one may already be on its way. None: nobody listens for that yet.
    static LEAVING: Cell<Option<bool>> = const { Cell::new(None) };
}

fn storage() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}

fn put<T: Serialize>(name: &str, copy: &Kept<T>) {
    if let (Some(storage), Ok(text)) = (storage(), serde_json::to_string(copy)) {
        // A full or forbidden storage only means that this browser keeps no copy; the page still has the work.
        let _full_or_forbidden = storage.set_item(name, &text);
    }
}

fn read<T: DeserializeOwned>(name: &str) -> Option<Kept<T>> {
    let text = storage()?.get_item(name).ok().flatten()?;
    serde_json::from_str(&text).ok()
}

fn leaving() -> bool {
    LEAVING.get() == Some(true)
}

/// What the copy so far says that the server had, while the page is being left.
fn over_so_far<T: DeserializeOwned>(name: &str) -> Vec<T> {
    let so_far = leaving().then(|| read(name)).flatten();
    so_far.map(|kept| kept.over).unwrap_or_default()
}

/// Keeps the work under a name, in place of what was kept under it before.
pub fn keep<T: Serialize + DeserializeOwned>(name: &str, work: T) {
    let kept = Kept {
        work,
        arrived: false,
        over: over_so_far(name),
    };
    put(name, &kept);
}

/// The server has the work now, in place of `before`. A page that is being left keeps it all the same: the next one may
/// have been made before it arrived.
pub fn arrived<T: Serialize + DeserializeOwned>(name: &str, work: T, before: T) {
    if !leaving() {
        return forget(name);
    }
    let mut over = over_so_far(name);
    over.push(before);
    let kept = Kept {
        work,
        arrived: true,
        over,
    };
    put(name, &kept);
}

/// What is kept under a name and missing in what the server gave this page, which `on_server` tells. Where the server
/// took the work once and has something else by now, it is newer, and what was kept is forgotten.
pub fn find<T: DeserializeOwned>(name: &str, on_server: impl Fn(&T) -> bool) -> Option<T> {
    listen();
    let kept: Kept<T> = read(name)?;
    let newer = kept.arrived && !kept.over.iter().any(&on_server);
    if newer || on_server(&kept.work) {
        forget(name);
        return None;
    }
    Some(kept.work)
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
