//! The help corner, bottom right on every page.

use super::search::HelpSearch;
use super::write::WriteForm;
use crate::ui::icon::{Icon, Symbol};
use crate::words::help as words;
use leptos::prelude::*;

/// Sends the form's message without leaving the page and shows the answer in the form; without script the form leads to
/// the help page. It says which page it was written on only then: the workbenches change their address once there is something
/// to keep, after the server has written the form. It stands in the page, since the shell's bundle would carry its requests to everybody who never writes.
const SEND: &str = include_str!("send.js");

/// One question with its answer, a paragraph each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Its place on the help page.
    pub id: &'static str,
    pub question: &'static str,
    pub answer: Vec<String>,
}

/// Questions about one thing, under a heading of their own on the help page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Topic {
    /// Its place on the help page.
    pub id: &'static str,
    pub title: &'static str,
    pub questions: Vec<Question>,
}

/// What the corner shows on this page.
#[derive(Debug, Clone)]
pub struct HelpContent {
    pub topics: Vec<Topic>,
    pub page: String,
    /// The account's e-mail address.
    pub answer_to: Option<String>,
}

#[component]
pub fn HelpCorner(help: HelpContent) -> impl IntoView {
    view! {
        <button class="help" type="button" aria-label=words::help_and_contact() popovertarget="help">
            <Icon symbol=Symbol::Speech/>
            <span>{words::help()}</span>
        </button>
        <div class="helpbox" id="help" popover="auto" role="dialog" aria-label=words::help_and_contact()>
            <div class="row-b">
                <h2>{words::how_can_we_help()}</h2>
                <button class="iconbtn" type="button" aria-label=words::close_help() popovertarget="help" popovertargetaction="hide">
                    <Icon symbol=Symbol::Close/>
                </button>
            </div>
            <HelpSearch>
                {help.topics.iter().flat_map(|topic| &topic.questions).map(question).collect::<Vec<_>>()}
            </HelpSearch>
            <button class="btn btn-primary btn-wide" type="button" popovertarget="help-write">{words::write_to_us()}</button>
            <p class="small muted tc"><a class="link" href="/help">{words::all_about_credits()}</a></p>
            <div class="helpbox" id="help-write" popover="auto" role="dialog" aria-label=words::write_to_us()>
                <div class="row-b">
                    <h2>{words::write_to_us()}</h2>
                    <button class="iconbtn" type="button" aria-label=words::back_to_help() popovertarget="help-write" popovertargetaction="hide">
                        <Icon symbol=Symbol::Close/>
                    </button>
                </div>
                <WriteForm place="corner".to_owned() page=help.page answer_to=help.answer_to/>
            </div>
        </div>
        <script type="module" nonce=use_nonce()>
            {SEND}
        </script>
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
