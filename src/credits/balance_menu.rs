//! The diamond in the header and the menu it opens: both wallets, what is on hold, the next refresh.

use super::rules::{BalanceSummary, SUMMARY_URL};
use crate::live::{News, on_news, start};
use crate::ui::amount::{credits_of, grouped, owed};
use crate::ui::counted::counted;
use crate::ui::fetch::get_json;
use crate::ui::icon::{AiGem, DownloadGem, Icon, Symbol};
use crate::ui::peek::Peek;
use crate::words::credits as words;
use ::credits::{Balances, Wallet};
use leptos::ev;
use leptos::prelude::*;

/// `account` names the account's stream of news. Numbers change while the page is open.
#[island]
pub fn BalanceMenu(summary: BalanceSummary, account: String) -> impl IntoView {
    let summary = RwSignal::new(summary);
    let peek = Peek::default();
    on_news(move |news| match news {
        News::Balance { balances } => {
            let owes = |balances: Balances| (balances.download.debt, balances.ai.debt);
            let owed_before = summary.with_untracked(|summary| owes(summary.balances));
            summary.update(|summary| summary.balances = balances);
            // What the next credits settle is in the server's words.
            if owes(balances) != owed_before {
                refresh(summary);
            }
        }
        News::Billing => refresh(summary),
        News::Render { .. } | News::Animation { .. } | News::Draft { .. } => {}
    });
    Effect::new(move |_| {
        start(&account);
        peek.take_over();
        let _listens_as_long_as_the_page_lives =
            window_event_listener(ev::keydown, move |event| peek.escape(&event));
    });
    view! {
        <div
            class="balance-anchor"
            on:pointerenter=move |event| peek.on_pointer_enter(&event)
            on:pointerleave=move |event| peek.on_pointer_leave(&event)
            on:focusout=move |event| peek.on_focus_out(&event)
        >
            <button
                class="credits"
                type="button"
                aria-label=words::menu_button()
                popovertarget="credit-balance"
                aria-describedby=move || summary.with(hold_note).is_some().then_some("hold-note")
                node_ref=peek.button
                on:click=move |event| peek.on_click(&event)
                on:keydown=move |event| peek.on_key(&event)
            >
                <DownloadGem/>
                {move || summary.with(hold_note).map(|note| view! {
                    <span class="holddot"></span>
                    <span class="vh" id="hold-note">{note}</span>
                })}
            </button>
            <section class="balance" id="credit-balance" popover="auto" tabindex="-1" aria-label=words::menu() node_ref=peek.panel
                on:toggle=move |_| peek.on_toggle()>
                <Wallets summary/>
                {move || summary.with(lines)}
                <div class="acts">
                    <a class="btn btn-secondary" href="/billing#bundles"><AiGem/>{words::get_ai_credits()}</a>
                    <a class="btn btn-primary" href="/billing">{summary.with_untracked(way_on)}</a>
                </div>
                <div class="foot">
                    <a class="link" href="/credits">{words::usage_history()}</a>
                    <span class="muted">{move || summary.with(foot)}</span>
                </div>
            </section>
        </div>
    }
}

/// Asks for everything afresh: the plan, the period or the payment changed. If it cannot be had now, the page
/// keeps what it knows; the next page has it in any case.
fn refresh(summary: RwSignal<BalanceSummary>) {
    leptos::task::spawn_local(async move {
        if let Some(fresh) = get_json(SUMMARY_URL).await {
            summary.set(fresh);
        }
    });
}

/// What the dot on the diamond means, in words.
fn hold_note(summary: &BalanceSummary) -> Option<&'static str> {
    let Balances { download, ai } = summary.balances;
    if ai.held.is_positive() {
        Some(words::ai_on_hold())
    } else {
        download
            .held
            .is_positive()
            .then_some(words::downloads_on_hold())
    }
}

/// The two amounts, side by side and never added up.
#[component]
fn Wallets(summary: RwSignal<BalanceSummary>) -> impl IntoView {
    let download = counted(Memo::new(move |_| {
        summary.with(|summary| summary.balances.download.available.get())
    }));
    let ai = counted(Memo::new(move |_| {
        summary.with(|summary| summary.balances.ai.available.get())
    }));
    view! {
        <div class="wallets">
            <div class="wallet wallet-dl">
                <div class="nm"><DownloadGem/>{words::download_credits()}</div>
                <div class=move || if summary.with(|summary| summary.unlimited_downloads) { "amount-word" } else { "amount num" }>
                    {move || if summary.with(|summary| summary.unlimited_downloads) { words::unlimited_downloads().to_owned() } else { grouped(download.get()) }}
                </div>
                <div class="for">{move || summary.with(download_purpose)}</div>
            </div>
            <div class="wallet wallet-ai">
                <div class="nm"><AiGem/>{words::ai_credits()}</div>
                <div class="amount num">{move || grouped(ai.get())}</div>
                <div class="for">{words::ai_purpose()}</div>
            </div>
        </div>
    }
}

/// What leads to the plans. While a payment is missing no plan can be changed, so it names what comes first.
fn way_on(summary: &BalanceSummary) -> &'static str {
    if summary.payment_failed {
        words::update_card()
    } else {
        words::upgrade_plan()
    }
}

fn download_purpose(summary: &BalanceSummary) -> String {
    let waiting = summary.balances.download.available;
    match &summary.plan {
        Some(plan) if summary.unlimited_downloads && waiting.is_positive() => {
            words::download_purpose_waiting(plan, credits_of(Wallet::Download, waiting))
        }
        Some(plan) if summary.unlimited_downloads => words::download_purpose_unlimited(plan),
        _ => words::download_purpose().to_owned(),
    }
}

/// What is on hold and when more comes.
fn lines(summary: &BalanceSummary) -> AnyView {
    let held = Wallet::ALL.into_iter().filter_map(|wallet| {
        let held = summary.balances.of(wallet).held;
        let why = match wallet {
            Wallet::Download => words::on_hold_download(),
            Wallet::Ai => words::on_hold_ai(),
        };
        held.is_positive().then(|| {
            line(
                Symbol::Clock,
                words::on_hold().to_owned(),
                why.to_owned(),
                credits_of(wallet, held),
                "v",
            )
        })
    });
    let debt = owed(&summary.balances).map(|owed| {
        line(
            Symbol::Warning,
            words::owed().to_owned(),
            words::owed_why().to_owned(),
            owed,
            "v",
        )
    });
    view! { {held.collect::<Vec<_>>()} {debt} {refresh_line(summary)} }.into_any()
}

fn refresh_line(summary: &BalanceSummary) -> AnyView {
    if summary.payment_failed {
        let title = words::payment_failed().to_owned();
        let what = words::payment_failed_why().to_owned();
        return line(Symbol::Warning, title, what, String::new(), "v");
    }
    let Some(next) = &summary.next_refresh else {
        let what = words::no_refresh_why().to_owned();
        return line(
            Symbol::Calendar,
            words::no_refresh().to_owned(),
            what,
            String::new(),
            "v",
        );
    };
    let next = next.clone();
    line(
        Symbol::Calendar,
        next.title,
        next.what,
        next.amount,
        "v plus",
    )
}

fn line(
    symbol: Symbol,
    title: String,
    what: String,
    amount: String,
    class: &'static str,
) -> AnyView {
    view! {
        <div class="line">
            <Icon symbol/>
            <div class="d"><b>{title}</b><span>{what}</span></div>
            <div class=class>{amount}</div>
        </div>
    }
    .into_any()
}

fn foot(summary: &BalanceSummary) -> &'static str {
    if !summary.unlimited_downloads {
        words::pro_has_unlimited()
    } else if hold_note(summary).is_none() {
        words::nothing_on_hold()
    } else {
        words::holds_come_back()
    }
}
