//! The product's name, which leads home from everywhere.

use super::icon::Logo;
use leptos::prelude::*;

#[component]
pub fn Brand() -> impl IntoView {
    view! {
        <a class="brand" href="/" aria-label="Breakout Clips, home"><Logo/><span>"Breakout Clips"</span></a>
    }
}
