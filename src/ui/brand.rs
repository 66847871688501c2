//! The product's name, which leads home from everywhere.

use super::icon::Logo;
use crate::words::ui as words;
use leptos::prelude::*;

#[component]
pub fn Brand() -> impl IntoView {
    view! {
        <a class="brand" href="/" aria-label=words::brand_home()><Logo/><span>{words::brand()}</span></a>
    }
}
