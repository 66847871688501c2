//! Finding a question by its words.

use crate::words::help as words;
use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// A search field over the questions it is given. They are written by the server; this only hides those that do
/// not match, so without script all of them are there.
#[island]
pub fn HelpSearch(children: Children) -> impl IntoView {
    let list = NodeRef::<Div>::new();
    let found = RwSignal::new(None::<u32>);
    let search = move |wanted: String| {
        let wanted = wanted.to_lowercase();
        let wanted: Vec<&str> = wanted.split_whitespace().collect();
        let Some(questions) = list
            .get_untracked()
            .and_then(|list| list.query_selector_all("details").ok())
        else {
            return;
        };
        let mut count = 0;
        for at in 0..questions.length() {
            let Some(question) = questions
                .item(at)
                .and_then(|node| node.dyn_into::<HtmlElement>().ok())
            else {
                continue;
            };
            let text = question.text_content().unwrap_or_default().to_lowercase();
            let matches = wanted.iter().all(|word| text.contains(word));
            count += u32::from(matches);
            question.set_hidden(!matches);
        }
        found.set((!wanted.is_empty()).then_some(count));
    };
    view! {
        <div class="field">
            <input class="input" type="text" aria-label=words::search() placeholder=words::search() autocomplete="off"
                on:input=move |event| search(event_target_value(&event))/>
            <p class="small muted" role="status">
                {move || match found.get() {
                    None => String::new(),
                    Some(0) => words::nothing_found().to_owned(),
                    Some(count) => words::answers(count),
                }}
            </p>
        </div>
        <div class="help-list" node_ref=list>{children()}</div>
    }
}
