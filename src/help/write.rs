//! The form that writes to us: a plain form, so that it works everywhere and costs no code.

use crate::ui::text_area::TextArea;
use leptos::prelude::*;

/// `place` sets this form's ids apart from another's on the page; `page` is where the person stands. `answer_to` is
/// the account's e-mail address; without one, the form asks.
#[component]
pub fn WriteForm(place: String, page: String, answer_to: Option<String>) -> impl IntoView {
    let answer = match &answer_to {
        Some(address) => format!("We answer by email to {address}."),
        None => "We answer by email.".to_owned(),
    };
    view! {
        <form class="stack help-write" method="post" action="/help/messages">
            <input type="hidden" name="page" value=page/>
            <div class="field">
                <span class="lab">"Your message"</span>
                <TextArea id=format!("{place}-body") name="body" label="Your message" value=String::new() maxlength=5000 on_input=Callback::new(|_| ())/>
            </div>
            {answer_to.is_none().then(|| view! {
                <div class="field">
                    <label for=format!("{place}-reply")>"Where we answer"</label>
                    <input class="input" id=format!("{place}-reply") name="reply_to" type="email" required placeholder="you@example.com"/>
                </div>
            })}
            <button class="btn btn-primary btn-wide" type="submit">"Send message"</button>
            <p class="small tc">{answer}</p>
        </form>
    }
}
