//! Breakout Clips: short MP4 videos whose subject breaks out of its frame.
//!
//! One folder per thing a person does, the same few rooms in each: `rules` (pure, shared by browser and
//! server), `api` (server functions, thin), `logic` (server only), `store` (its trait and its databases) and
//! views named after what they show. Server-only rooms are gated once, at their `mod` line.
#![recursion_limit = "512"]

pub mod accounts;
pub mod app;
pub mod billing;
#[cfg(any(feature = "ssr", feature = "editor"))]
pub mod choices;
#[cfg(any(feature = "ssr", feature = "editor"))]
pub mod clips;
pub mod credits;
pub mod error;
#[cfg(feature = "ssr")]
pub mod faults;
#[cfg(feature = "ssr")]
pub mod gallery;
pub mod help;
#[cfg(all(feature = "ssr", feature = "lab"))]
pub mod lab;
#[cfg(feature = "ssr")]
pub mod library;
pub mod live;
#[cfg(feature = "ssr")]
pub mod mail;
#[cfg(any(feature = "ssr", feature = "editor", feature = "studio"))]
pub mod media;
#[cfg(feature = "ssr")]
pub mod reconciler;
#[cfg(feature = "ssr")]
pub mod server;
#[cfg(any(feature = "ssr", feature = "studio"))]
pub mod studio;
pub mod ui;
// Each half of the product says some of it only; that the server has everything is why what nobody says is noticed there.
#[cfg_attr(not(feature = "ssr"), allow(dead_code))]
mod words;
#[cfg(feature = "ssr")]
pub mod work;

/// Wakes the page: called once by the browser before its islands hydrate.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_islands();
}
