//! The one place that writes a `<textarea>`: Leptos 0.8 does not escape its children on the server, so the text
//! goes in escaped there, and as a property in the browser.

use leptos::prelude::*;

/// A text area whose value the caller holds. `label` is its accessible name.
#[component]
pub fn TextArea(
    #[prop(into)] id: String,
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    #[prop(into)] value: Signal<String>,
    on_input: Callback<String>,
    #[prop(optional)] maxlength: Option<u32>,
    #[prop(into, optional)] disabled: Signal<bool>,
    /// The id of what says that the text cannot be taken.
    #[prop(optional_no_strip)]
    problem: Option<String>,
) -> impl IntoView {
    // The first text is the same on both sides, so hydration finds what the server wrote.
    let first = escaped(&value.get_untracked());
    view! {
        <textarea
            class="input"
            id=id
            name=name
            aria-label=label
            maxlength=maxlength.map(|limit| limit.to_string())
            disabled=move || disabled.get()
            aria-invalid=problem.is_some().then_some("true")
            aria-describedby=problem
            prop:value=move || value.get()
            on:input=move |event| on_input.run(event_target_value(&event))
            inner_html=first
        ></textarea>
    }
}

/// Text as it may stand inside an element.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn a_closing_tag_cannot_leave_the_text_area() {
        assert_eq!(
            escaped("</textarea><script>&"),
            "&lt;/textarea&gt;&lt;script&gt;&amp;"
        );
    }
}
