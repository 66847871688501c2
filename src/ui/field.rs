//! A labelled line of text in a plain form, with its hint and its problem.

use leptos::prelude::*;

/// The field named `name`. A problem is said below it, tied to it and marked for assistive technology.
#[component]
pub fn TextField(
    label: &'static str,
    name: &'static str,
    kind: &'static str,
    #[prop(into, optional)] value: String,
    #[prop(optional)] autocomplete: &'static str,
    #[prop(optional)] placeholder: &'static str,
    #[prop(into, optional)] hint: String,
    problem: Option<String>,
) -> impl IntoView {
    let wrong = problem.is_some();
    let note = problem.unwrap_or(hint);
    let noted = (!note.is_empty()).then(|| format!("{name}-note"));
    view! {
        <div class="field">
            <label for=name>{label}</label>
            <input class="input" id=name name=name type=kind value=value required autocomplete=autocomplete placeholder=placeholder
                aria-invalid=wrong.then_some("true") aria-describedby=noted.clone() autofocus=wrong/>
            {noted.map(|id| view! { <p id=id class=if wrong { "field-problem" } else { "hint" }>{note}</p> })}
        </div>
    }
}
