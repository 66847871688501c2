//! The help corner, bottom right on every page.

use super::search::HelpSearch;
use super::write::WriteForm;
use crate::ui::icon::{Icon, Symbol};
use leptos::prelude::*;

/// One question with its answer, a paragraph each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Its place on the help page.
    pub id: &'static str,
    pub question: &'static str,
    pub answer: Vec<String>,
}

/// What the corner shows on this page.
#[derive(Debug, Clone)]
pub struct HelpContent {
    pub questions: Vec<Question>,
    pub page: String,
    /// The account's e-mail address.
    pub answer_to: Option<String>,
}

#[component]
pub fn HelpCorner(help: HelpContent) -> impl IntoView {
    view! {
        <button class="help" type="button" aria-label="Help and contact" popovertarget="help">
            <Icon symbol=Symbol::Speech/>
            <span>"Help"</span>
        </button>
        <div class="helpbox" id="help" popover="auto" role="dialog" aria-label="Help and contact">
            <div class="row-b">
                <h2>"How can we help?"</h2>
                <button class="iconbtn" type="button" aria-label="Close help" popovertarget="help" popovertargetaction="hide">
                    <Icon symbol=Symbol::Close/>
                </button>
            </div>
            <HelpSearch>
                {help.questions.iter().map(question).collect::<Vec<_>>()}
            </HelpSearch>
            <button class="btn btn-primary btn-wide" type="button" popovertarget="help-write">"Write to us"</button>
            <p class="small muted tc"><a class="link" href="/help">"All about credits"</a></p>
            <div class="helpbox" id="help-write" popover="auto" role="dialog" aria-label="Write to us">
                <div class="row-b">
                    <h2>"Write to us"</h2>
                    <button class="iconbtn" type="button" aria-label="Back to help" popovertarget="help-write" popovertargetaction="hide">
                        <Icon symbol=Symbol::Close/>
                    </button>
                </div>
                <WriteForm place="corner".to_owned() page=help.page answer_to=help.answer_to/>
            </div>
        </div>
    }
}

fn question(question: &Question) -> AnyView {
    let answer = question
        .answer
        .iter()
        .map(|paragraph| view! { <p>{paragraph.clone()}</p> })
        .collect::<Vec<_>>();
    view! {
        <details>
            <summary>{question.question}<Icon symbol=Symbol::Plus class="i-s"/></summary>
            {answer}
        </details>
    }
    .into_any()
}
