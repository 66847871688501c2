//! The form that writes to us: a plain form, so that it works everywhere.

use crate::accounts::LocalPath;
use crate::accounts::refused::{above, on};
use crate::error::AppError;
use crate::ui::notice::{Notice, Tone};
use crate::ui::text_area::TextArea;
use crate::words::help as words;
use leptos::prelude::*;

/// A message that was not taken: nobody writes it twice.
#[derive(Debug, Clone)]
pub struct Refused {
    pub body: String,
    pub reply_to: String,
    /// Where it was written.
    pub page: LocalPath,
    pub problem: AppError,
}

/// `place` sets this form's ids apart from another's on the page; `page` is where the person stands. `answer_to` is
/// the account's e-mail address; without one, the form asks.
#[component]
pub fn WriteForm(
    place: String,
    page: String,
    answer_to: Option<String>,
    #[prop(optional_no_strip)] refused: Option<Refused>,
) -> impl IntoView {
    // Where the page stays, this line becomes the answer to what was sent.
    let in_place = place == "corner";
    let answer = match &answer_to {
        Some(address) => words::answer_to(address),
        None => words::answer_by_email().to_owned(),
    };
    let problem = refused.as_ref().map(|refused| &refused.problem);
    let general = above(problem, &["body", "reply_to"]);
    let wrong_body = on(problem, "body");
    let wrong_address = on(problem, "reply_to");
    let noted = |field: &str| format!("{place}-{field}-note");
    let body_note = wrong_body.is_some().then(|| noted("body"));
    let address_note = wrong_address.is_some().then(|| noted("reply"));
    let (body, reply_to) = refused
        .map(|one| (one.body, one.reply_to))
        .unwrap_or_default();
    view! {
        <form class="stack help-write" method="post" action="/help/messages#write" data-away=AppError::Unreachable.to_string()>
            <input type="hidden" name="page" value=page/>
            {general.map(|problem| view! { <Notice tone=Tone::Danger role="alert"><p>{problem}</p></Notice> })}
            <div class="field">
                <span class="lab">{words::your_message()}</span>
                <TextArea id=format!("{place}-body") name="body" label=words::your_message() value=body maxlength=5000 on_input=Callback::new(|_| ()) problem=body_note/>
                {wrong_body.map(|problem| view! { <p class="field-problem" id=noted("body")>{problem}</p> })}
            </div>
            {answer_to.is_none().then(|| view! {
                <div class="field">
                    <label for=format!("{place}-reply")>{words::where_we_answer()}</label>
                    <input class="input" id=format!("{place}-reply") name="reply_to" type="email" required placeholder=words::example_address() value=reply_to
                        aria-invalid=wrong_address.is_some().then_some("true") aria-describedby=address_note/>
                    {wrong_address.map(|problem| view! { <p class="field-problem" id=noted("reply")>{problem}</p> })}
                </div>
            })}
            <button class="btn btn-primary btn-wide" type="submit">{words::send_message()}</button>
            <p class="small tc" role=in_place.then_some("status")>{answer}</p>
        </form>
    }
}
