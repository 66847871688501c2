//! The diamond in the header and the menu it opens: both wallets, what is on hold, the next refresh.

use super::rules::{BalanceSummary, SUMMARY_URL};
use crate::live::{News, on_news, start};
use crate::ui::amount::{credits_of, grouped, owed};
use crate::ui::counted::counted;
use crate::ui::fetch::get_json;
use crate::ui::icon::{AiGem, DownloadGem, Icon, Symbol};
use crate::ui::peek::Peek;
use ::credits::{Balances, Wallet};
use leptos::ev;
use leptos::prelude::*;

/// `account` names the account's stream of news. Numbers change while the page is open.
#[island]
pub fn BalanceMenu(summary: BalanceSummary, account: String) -> impl IntoView {
    let summary = RwSignal::new(summary);
    let peek = Peek::default();
    on_news(move |news| match news {
        News::Balance { balances } => summary.update(|summary| summary.balances = balances),
        News::Billing => refresh(summary),
        News::Render { .. } | News::Animation { .. } => {}
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
                aria-label="Credits"
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
            <section class="balance" id="credit-balance" popover="auto" tabindex="-1" aria-label="Credit balance" node_ref=peek.panel
                on:toggle=move |_| peek.on_toggle()>
                <Wallets summary/>
                {move || summary.with(lines)}
                <div class="acts">
                    <a class="btn btn-secondary" href="/billing#bundles"><AiGem/>"Get AI credits"</a>
                    <a class="btn btn-primary" href="/billing">"Upgrade plan"</a>
                </div>
                <div class="foot">
                    <a class="link" href="/credits">"Usage history"</a>
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
        Some("AI credits on hold")
    } else {
        download
            .held
            .is_positive()
            .then_some("Download credits on hold")
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
                <div class="nm"><DownloadGem/>"Download credits"</div>
                <div class=move || if summary.with(|summary| summary.unlimited_downloads) { "amount-word" } else { "amount num" }>
                    {move || if summary.with(|summary| summary.unlimited_downloads) { "Unlimited downloads".to_owned() } else { grouped(download.get()) }}
                </div>
                <div class="for">{move || summary.with(download_purpose)}</div>
            </div>
            <div class="wallet wallet-ai">
                <div class="nm"><AiGem/>"AI credits"</div>
                <div class="amount num">{move || grouped(ai.get())}</div>
                <div class="for">"For animating in the AI Studio. Available now."</div>
            </div>
        </div>
    }
}

fn download_purpose(summary: &BalanceSummary) -> String {
    let waiting = summary.balances.download.available;
    match &summary.plan {
        Some(plan) if summary.unlimited_downloads && waiting.is_positive() => {
            format!(
                "For videos made from templates, included in {plan}. Your {} wait.",
                credits_of(Wallet::Download, waiting)
            )
        }
        Some(plan) if summary.unlimited_downloads => {
            format!("For videos made from templates, included in {plan}.")
        }
        _ => "For videos made from templates. Unused ones roll over.".to_owned(),
    }
}

/// What is on hold and when more comes.
fn lines(summary: &BalanceSummary) -> AnyView {
    let held = Wallet::ALL.into_iter().filter_map(|wallet| {
        let held = summary.balances.of(wallet).held;
        let why = match wallet {
            Wallet::Download => "For an order that is not settled yet.",
            Wallet::Ai => "AI Studio videos are running. You pay only for the ones that finish.",
        };
        held.is_positive().then(|| {
            line(
                Symbol::Clock,
                "On hold".to_owned(),
                why.to_owned(),
                credits_of(wallet, held),
                "v",
            )
        })
    });
    let debt = owed(&summary.balances).map(|owed| {
        line(
            Symbol::Warning,
            "Owed".to_owned(),
            "A payment went back after its credits were spent. The next credits settle that first."
                .to_owned(),
            owed,
            "v",
        )
    });
    view! { {held.collect::<Vec<_>>()} {debt} {refresh_line(summary)} }.into_any()
}

fn refresh_line(summary: &BalanceSummary) -> AnyView {
    if summary.payment_failed {
        let title = "Payment failed".to_owned();
        let what = "Nothing was taken away. The monthly credits come when the payment does: see Plan and billing.".to_owned();
        return line(Symbol::Warning, title, what, String::new(), "v");
    }
    let Some(next) = &summary.next_refresh else {
        let what = "A plan brings credits every month. Previews and edits are free without one."
            .to_owned();
        return line(
            Symbol::Calendar,
            "No monthly refresh".to_owned(),
            what,
            String::new(),
            "v",
        );
    };
    let plan = summary.plan.as_deref().unwrap_or("Your plan");
    let (what, amount) = if summary.unlimited_downloads {
        (
            format!(
                "{plan} adds {} AI credits. Downloads stay unlimited.",
                grouped(next.ai)
            ),
            format!("+{}", grouped(next.ai)),
        )
    } else {
        (
            format!(
                "{plan} adds {} download credits and {} AI credits.",
                grouped(next.download),
                grouped(next.ai)
            ),
            format!("+{} and +{}", grouped(next.download), grouped(next.ai)),
        )
    };
    line(
        Symbol::Calendar,
        format!("Next refresh, {}", next.date),
        what,
        amount,
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
            <div class="d"><b>{title}</b>{what}</div>
            <div class=class>{amount}</div>
        </div>
    }
    .into_any()
}

fn foot(summary: &BalanceSummary) -> &'static str {
    if !summary.unlimited_downloads {
        "Pro has unlimited downloads"
    } else if hold_note(summary).is_none() {
        "Nothing on hold"
    } else {
        "Held credits come back if a video fails"
    }
}
