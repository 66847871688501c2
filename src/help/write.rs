//! The form that writes to us. It works as a plain form; with script it stays on the page.

use super::api::write_to_us;
use crate::error::AppError;
use crate::ui::text_area::TextArea;
use leptos::prelude::*;
use web_sys::SubmitEvent;

/// `place` sets this form's ids apart from another's on the page; `page` is where the person stands. `answer_to` is the account's e-mail address; without one, the form asks.
#[island]
pub fn WriteForm(place: String, page: String, answer_to: Option<String>) -> impl IntoView {
    let (body, reply_to) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let sent = RwSignal::new(None::<Result<String, AppError>>);
    let sending = RwSignal::new(false);
    let has_account = answer_to.is_some();
    let here = page.clone();
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        if sending.get_untracked() {
            return;
        }
        sending.set(true);
        let here = here.clone();
        leptos::task::spawn_local(async move {
            let answer = write_to_us(body.get_untracked(), here, reply_to.get_untracked()).await;
            if answer.is_ok() {
                body.set(String::new());
            }
            sent.set(Some(answer));
            sending.set(false);
        });
    };
    view! {
        <form class="stack help-write" method="post" action="/help/messages" on:submit=send>
            <input type="hidden" name="page" value=page/>
            <div class="field">
                <span class="lab">"Your message"</span>
                <TextArea id=format!("{place}-body") name="body" label="Your message" value=body maxlength=5000 on_input=Callback::new(move |text| body.set(text))/>
            </div>
            {(!has_account).then(|| view! {
                <div class="field">
                    <label for=format!("{place}-reply")>"Where we answer"</label>
                    <input class="input" id=format!("{place}-reply") name="reply_to" type="email" required placeholder="you@example.com"
                        on:input=move |event| reply_to.set(event_target_value(&event))/>
                </div>
            })}
            <button class="btn btn-primary btn-wide" type="submit">"Send message"</button>
            <p class="small tc" role="status">
                {move || match sent.get() {
                    None => match &answer_to {
                        Some(address) => format!("We answer by email to {address}."),
                        None => "We answer by email.".to_owned(),
                    },
                    Some(Ok(address)) => format!("Your message has arrived. We answer to {address}."),
                    Some(Err(problem)) => problem.to_string(),
                }}
            </p>
        </form>
    }
}
