//! The choice of words, text size and marks: for the gallery's frames, and for the product as a whole.

use super::modes::{Marks, Modes, TextSize, Words};
use leptos::prelude::*;

/// Of a choice: its word in an address, its name, and whether it is the chosen one.
type Choice = (&'static str, &'static str, bool);

/// The fields of the choice, called as an address calls them after the prefix.
#[component]
pub(super) fn LookFields(prefix: &'static str, modes: Modes) -> impl IntoView {
    let words = Words::ALL.map(|one| (one.as_str(), one.name(), one == modes.words));
    let sizes = TextSize::ALL.map(|one| (one.as_str(), one.name(), one == modes.text));
    let marks = Marks::ALL.map(|one| (one.as_str(), one.name(), one == modes.inspect));
    view! {
        <Select label="Words" name=format!("{prefix}words") choices=words.to_vec()/>
        <Select label="Text size" name=format!("{prefix}text") choices=sizes.to_vec()/>
        <Select label="Marks" name=format!("{prefix}inspect") choices=marks.to_vec()/>
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
        <form class="card stack" method="get" action="/" aria-labelledby="lab-looks">
            <h2 id="lab-looks" class="lab-title">"Look at it differently"</h2>
            <p class="small muted">"Longer words and words from right to left show where a translation would not fit. Marks show the focus order, targets under 24 px (44 px for fingers), what is announced, or what the accessibility checker finds on the page as it stands."</p>
            <LookFields prefix="lab-" modes=Modes::default()/>
            <button class="btn btn-secondary" type="submit">"Open the product like this"</button>
            <p class="small muted">"It stays so wherever you go, until you come back here. Any address takes it too, for example /help?lab-words=en-XA."</p>
        </form>
    }
}
