//! What a run cost, line by line, as the ledger booked it.

use super::rules::RunView;
use super::run_board::Run;
use crate::ui::icon::{AiGem, Icon, Symbol};
use leptos::prelude::*;

/// The right-hand pane of an animation.
#[component]
pub fn RunCredits(run: Run, ready: Memo<usize>, unfinished: Memo<usize>) -> impl IntoView {
    let view = run.view;
    let open = Memo::new(move |_| unfinished.get() > 0);
    let heading = move || {
        if open.get() {
            "On hold"
        } else {
            "What it cost"
        }
    };
    let amount = move || {
        view.with(|shown| {
            if open.get() {
                shown.money.held.grouped()
            } else {
                shown.money.taken.grouped()
            }
        })
    };
    let unit = move || {
        if open.get() {
            "AI credits on hold"
        } else {
            "AI credits taken"
        }
    };
    let lines = Memo::new(move |_| view.with(|shown| shown.money.lines.clone()));
    let RunView {
        facts,
        provider,
        earlier,
        scene,
        ..
    } = view.get_untracked();
    view! {
        <aside class="pane pane-r" aria-label="Credits for this run">
            <h2>{heading}</h2>
            <div class="quote">
                <div class="sum"><AiGem/><span class="amount num">{amount}</span><span class="unit">{unit}</span></div>
                <table>
                    <tbody>
                        {move || lines.get().into_iter().map(|(words, figure)| view! { <tr><td>{words}</td><td>{figure}</td></tr> }).collect_view()}
                        <tr class="t">
                            <td>{move || if open.get() { "Available for other work" } else { "Balance now" }}</td>
                            <td>{move || view.with(|shown| shown.money.available.grouped())}</td>
                        </tr>
                    </tbody>
                </table>
            </div>
            {move || if open.get() { while_open(run, ready, unfinished) } else { once_ended() }}
            <hr class="rule"/>
            <dl class="kv">
                {facts.into_iter().map(|(name, words)| view! { <div><dt>{name}</dt><dd>{words}</dd></div> }).collect_view()}
            </dl>
            <p class="micro muted">{provider}</p>
            {(!earlier.is_empty()).then(|| view! {
                <section class="stack-s" aria-label="Other runs of this scene">
                    <h3>"Other runs of this scene"</h3>
                    {earlier.into_iter().map(|one| view! {
                        <a class="link small" href=format!("/studio/{scene}?animation={}", one.animation)>{one.words}</a>
                    }).collect_view()}
                </section>
            })}
        </aside>
    }
}

/// What can be done, and relied on, while videos are being made.
fn while_open(run: Run, ready: Memo<usize>, unfinished: Memo<usize>) -> AnyView {
    let back = move || {
        let held = run.view.with(|shown| shown.money.unfinished.grouped());
        let kept = match ready.get() {
            0 => String::new(),
            1 => " The finished video stays yours.".to_owned(),
            n => format!(" The {n} finished videos stay yours."),
        };
        format!("Returns {held} credits.{kept}")
    };
    view! {
        <div class="notice">
            <Icon symbol=Symbol::Info/>
            <div>
                <b>"You pay for finished videos"</b>
                {move || run.view.with(|shown| shown.money.share.clone())}
                " A video that fails takes 0 and its credits come back."
            </div>
        </div>
        <button class="btn btn-secondary btn-wide" type="button" aria-disabled=move || run.busy.get().then_some("true") on:click=move |_| run.cancel()>
            {move || format!("Cancel the {} unfinished", unfinished.get())}
        </button>
        <p class="small muted below-button">{back}</p>
    }
    .into_any()
}

/// Where to go from here.
fn once_ended() -> AnyView {
    view! {
        <a class="btn btn-secondary btn-wide" href="/studio">"New scene, preview free"</a>
        <a class="link small" href="/credits">"See it in usage history"</a>
    }
    .into_any()
}
