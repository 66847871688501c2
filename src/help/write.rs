//! The form that writes to us: a plain form, so that it works everywhere.

use crate::error::AppError;
use crate::ui::text_area::TextArea;
use crate::words::help as words;
use leptos::prelude::*;

/// `place` sets this form's ids apart from another's on the page; `page` is where the person stands. `answer_to` is
/// the account's e-mail address; without one, the form asks.
#[component]
pub fn WriteForm(place: String, page: String, answer_to: Option<String>) -> impl IntoView {
    // Where the page stays, this line becomes the answer to what was sent.
    let in_place = place == "corner";
    let answer = match &answer_to {
        Some(address) => words::answer_to(address),
        None => words::answer_by_email().to_owned(),
    };
    view! {
        <form class="stack help-write" method="post" action="/help/messages" data-away=AppError::Unreachable.to_string()>
            <input type="hidden" name="page" value=page/>
            <div class="field">
                <span class="lab">{words::your_message()}</span>
                <TextArea id=format!("{place}-body") name="body" label=words::your_message() value=String::new() maxlength=5000 on_input=Callback::new(|_| ())/>
            </div>
            {answer_to.is_none().then(|| view! {
                <div class="field">
                    <label for=format!("{place}-reply")>{words::where_we_answer()}</label>
                    <input class="input" id=format!("{place}-reply") name="reply_to" type="email" required placeholder=words::example_address()/>
                </div>
            })}
            <button class="btn btn-primary btn-wide" type="submit">{words::send_message()}</button>
            <p class="small tc" role=in_place.then_some("status")>{answer}</p>
        </form>
    }
}
