//! The header: the way around, the balance, the account.

use super::shell::Section;
use crate::credits::balance_menu::BalanceMenu;
use crate::credits::rules::BalanceSummary;
use crate::ui::brand::Brand;
use crate::ui::icon::{Icon, Symbol};
use crate::words::app as words;
use leptos::prelude::*;

/// What the header shows of somebody signed in.
#[derive(Debug, Clone)]
pub struct SignedInHeader {
    pub email: String,
    /// Names the account's stream of news.
    pub account: String,
    pub summary: BalanceSummary,
}

#[component]
pub fn Header(section: Section, header: Option<SignedInHeader>, has_lab: bool) -> impl IntoView {
    let email = header.as_ref().map(|header| header.email.clone());
    view! {
        <header class="top">
            <Brand/>
            <nav class="nav unfolded" aria-label=words::main_navigation()><Sections section has_lab/></nav>
            <div class="tools">
                {match header {
                    None => view! {
                        <a class="btn btn-ghost unfolded" href="/help#plans">{words::prices()}</a>
                        <a class="btn btn-ghost" href="/login">{words::sign_in()}</a>
                        <a class="btn btn-secondary unfolded" href="/signup">{words::create_an_account()}</a>
                    }
                    .into_any(),
                    Some(header) => view! {
                        <BalanceMenu summary=header.summary account=header.account/>
                        <button class="avatar unfolded" type="button" aria-label=words::account() popovertarget="account-menu"><Icon symbol=Symbol::Person/></button>
                        <div class="menu" id="account-menu" popover="auto"><AccountLinks email=header.email/></div>
                    }
                    .into_any(),
                }}
                <button class="iconbtn folded" type="button" aria-label=words::menu() popovertarget="site-menu"><Icon symbol=Symbol::Menu class="i-l"/></button>
                <div class="menu" id="site-menu" popover="auto">
                    <nav class="menu-part" aria-label=words::main_navigation_on_phones()><Sections section has_lab/></nav>
                    {match email {
                        Some(email) => view! { <AccountLinks email/> }.into_any(),
                        None => view! { <div class="menu-part"><a href="/help#plans">{words::prices()}</a><a href="/login">{words::sign_in()}</a><a href="/signup">{words::create_an_account()}</a></div> }.into_any(),
                    }}
                </div>
            </div>
        </header>
    }
}

#[component]
fn Sections(section: Section, has_lab: bool) -> impl IntoView {
    let current = move |of: Section| (of == section).then_some("page");
    // An `if` that the compiler decides, so that the link is not in a program without the Lab.
    let lab = if cfg!(feature = "lab") && has_lab {
        Some(view! { <a href="/lab" aria-current=current(Section::Lab)>{words::lab()}</a> })
    } else {
        None
    };
    view! {
        <a href="/" aria-current=current(Section::Templates)>{words::templates()}</a>
        <a href="/studio" aria-current=current(Section::Studio)>{words::ai_studio()}</a>
        <a href="/clips" aria-current=current(Section::Clips)>{words::my_videos()}</a>
        {lab}
    }
}

#[component]
fn AccountLinks(email: String) -> impl IntoView {
    view! {
        <div class="menu-part">
            <p class="menu-who">{email}</p>
            <a href="/billing">{words::plan_and_billing()}</a>
            <a href="/credits">{words::usage_history()}</a>
            <a href="/account">{words::account_settings()}</a>
            <a href="/help">{words::how_credits_work()}</a>
            <form method="post" action="/logout"><button type="submit">{words::sign_out()}</button></form>
        </div>
    }
}
