//! The header: the way around, the balance, the account.

use super::shell::Section;
use crate::credits::balance_menu::BalanceMenu;
use crate::credits::rules::BalanceSummary;
use crate::ui::brand::Brand;
use crate::ui::icon::{Icon, Symbol};
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
            <nav class="nav hide-m" aria-label="Main"><Sections section has_lab/></nav>
            <div class="tools">
                {match header {
                    None => view! {
                        <a class="btn btn-ghost" href="/login">"Sign in"</a>
                        <a class="btn btn-secondary hide-m" href="/signup">"Create an account"</a>
                    }
                    .into_any(),
                    Some(header) => view! {
                        <BalanceMenu summary=header.summary account=header.account/>
                        <button class="avatar hide-m" type="button" aria-label="Account" popovertarget="account-menu"><Icon symbol=Symbol::Person/></button>
                        <div class="menu" id="account-menu" popover="auto"><AccountLinks email=header.email/></div>
                    }
                    .into_any(),
                }}
                <button class="iconbtn only-m" type="button" aria-label="Menu" popovertarget="site-menu"><Icon symbol=Symbol::Menu class="i-l"/></button>
                <div class="menu" id="site-menu" popover="auto">
                    <nav class="menu-part" aria-label="Main on phones"><Sections section has_lab/></nav>
                    {match email {
                        Some(email) => view! { <AccountLinks email/> }.into_any(),
                        None => view! { <div class="menu-part"><a href="/login">"Sign in"</a><a href="/signup">"Create an account"</a></div> }.into_any(),
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
        Some(view! { <a href="/lab">"Lab"</a> })
    } else {
        None
    };
    view! {
        <a href="/" aria-current=current(Section::Templates)>"Templates"</a>
        <a href="/studio" aria-current=current(Section::Studio)>"AI Studio"</a>
        <a href="/clips" aria-current=current(Section::Clips)>"My videos"</a>
        {lab}
    }
}

#[component]
fn AccountLinks(email: String) -> impl IntoView {
    view! {
        <div class="menu-part">
            <p class="menu-who">{email}</p>
            <a href="/billing">"Plan and billing"</a>
            <a href="/credits">"Usage history"</a>
            <a href="/account">"Account settings"</a>
            <a href="/help">"How credits work"</a>
            <form method="post" action="/logout"><button type="submit">"Sign out"</button></form>
        </div>
    }
}
