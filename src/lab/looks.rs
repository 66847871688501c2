//! The choice of words, text size, motion, contrast and marks: for the gallery's frames, and for the product as a whole.

use super::modes::{Contrast, Marks, Modes, Motion, TextSize, Words};
use crate::ui::icon::{Icon, Symbol};
use crate::words::lab as words;
use leptos::prelude::*;

/// Of a choice: its word in an address, its name, and whether it is the chosen one.
type Choice = (&'static str, &'static str, bool);

/// The fields of the choice, called as an address calls them after the prefix.
#[component]
pub(super) fn LookFields(prefix: &'static str, modes: Modes) -> impl IntoView {
    let ways = Words::ALL.map(|one| (one.as_str(), one.name(), one == modes.words));
    let sizes = TextSize::ALL.map(|one| (one.as_str(), one.name(), one == modes.text));
    let motions = Motion::ALL.map(|one| (one.as_str(), one.name(), one == modes.motion));
    let contrasts = Contrast::ALL.map(|one| (one.as_str(), one.name(), one == modes.contrast));
    let marks = Marks::ALL.map(|one| (one.as_str(), one.name(), one == modes.inspect));
    view! {
        <Select label=words::choice_words() name=format!("{prefix}words") choices=ways.to_vec()/>
        <Select label=words::choice_text_size() name=format!("{prefix}text") choices=sizes.to_vec()/>
        <Select label=words::choice_motion() name=format!("{prefix}motion") choices=motions.to_vec()/>
        <Select label=words::choice_contrast() name=format!("{prefix}contrast") choices=contrasts.to_vec()/>
        <Select label=words::choice_marks() name=format!("{prefix}inspect") choices=marks.to_vec()/>
    }
}

#[component]
fn Select(label: &'static str, name: String, choices: Vec<Choice>) -> impl IntoView {
    let options: Vec<_> = choices
        .into_iter()
        .map(|(value, name, on)| view! { <option value=value selected=on>{name}</option> })
        .collect();
    view! {
        <label class="field"><span class="lab">{label}</span><select class="input" name=name>{options}</select></label>
    }
}

/// Opens the product in a look that it keeps wherever its links lead.
#[component]
pub(super) fn Looks() -> impl IntoView {
    view! {
        <details class="lab-fold">
            <summary><h2 id="lab-looks" class="lab-title">{words::look_differently()}</h2><Icon symbol=Symbol::Plus class="i-s"/></summary>
            <form class="stack" method="get" action="/" aria-labelledby="lab-looks">
                <p class="small muted">{words::look_differently_about()}</p>
                <LookFields prefix="lab-" modes=Modes::default()/>
                <button class="btn btn-secondary" type="submit">{words::open_like_this()}</button>
                <p class="small muted">{words::stays_like_this()}</p>
            </form>
        </details>
    }
}
