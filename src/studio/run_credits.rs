//! What a run cost, line by line, as the ledger booked it.

use super::rules::RunView;
use super::run_board::Run;
use crate::ui::amount::grouped;
use crate::ui::icon::{AiGem, Icon, Symbol};
use crate::words::studio as words;
use leptos::prelude::*;

/// The right-hand pane of an animation.
#[component]
pub fn RunCredits(run: Run, ready: Memo<usize>, unfinished: Memo<usize>) -> impl IntoView {
    let view = run.view;
    let open = Memo::new(move |_| unfinished.get() > 0);
    let heading = move || {
        if open.get() {
            words::on_hold()
        } else {
            words::what_it_cost()
        }
    };
    let RunView {
        facts,
        provider,
        earlier,
        scene,
        ..
    } = view.get_untracked();
    let of = scene.clone();
    view! {
        <aside class="pane pane-r" aria-label=words::credits_for_this_run()>
            <h2>{heading}</h2>
            <Figures run open/>
            {move || if open.get() { while_open(run, ready, unfinished) } else { once_ended(ready, &of) }}
            <hr class="rule"/>
            <dl class="kv">
                {facts.into_iter().map(|(name, words)| view! { <div><dt>{name}</dt><dd>{words}</dd></div> }).collect_view()}
            </dl>
            <p class="micro muted">{provider}</p>
            {(!earlier.is_empty()).then(|| view! {
                <section class="stack-s" aria-label=words::other_runs()>
                    <h3>{words::other_runs()}</h3>
                    {earlier.into_iter().map(|one| view! {
                        <a class="link small" href=format!("/studio/{scene}?animation={}", one.animation)>{one.words}</a>
                    }).collect_view()}
                </section>
            })}
        </aside>
    }
}

/// What is on hold or was taken, line by line.
#[component]
fn Figures(run: Run, open: Memo<bool>) -> impl IntoView {
    let view = run.view;
    let amount = move || {
        view.with(|shown| {
            if open.get() {
                grouped(shown.money.held.get())
            } else {
                grouped(shown.money.taken.get())
            }
        })
    };
    let unit = move || {
        if open.get() {
            words::ai_credits_on_hold()
        } else {
            words::ai_credits_taken()
        }
    };
    let lines = Memo::new(move |_| view.with(|shown| shown.money.lines.clone()));
    view! {
        <div class="quote">
            <div class="sum"><AiGem/><span class="amount num">{amount}</span><span class="unit">{unit}</span></div>
            <table>
                <tbody>
                    {move || lines.get().into_iter().map(|(words, figure)| view! { <tr><td>{words}</td><td>{figure}</td></tr> }).collect_view()}
                    <tr class="t">
                        <td>{move || if open.get() { words::available_for_other_work() } else { words::balance_now() }}</td>
                        <td>{move || view.with(|shown| grouped(shown.money.available.get()))}</td>
                    </tr>
                </tbody>
            </table>
        </div>
    }
}

/// What can be done, and relied on, while videos are being made.
fn while_open(run: Run, ready: Memo<usize>, unfinished: Memo<usize>) -> AnyView {
    let free = Memo::new(move |_| run.view.with(|shown| shown.money.free));
    let what = move || {
        if free.get() {
            words::regeneration_is_free()
        } else {
            words::pay_for_finished()
        }
    };
    let how = move || {
        if free.get() {
            return words::free_takes_nothing().to_owned();
        }
        let share = run.view.with(|shown| shown.money.share.clone());
        words::share_and_failures(share)
    };
    view! {
        <div class="notice">
            <Icon symbol=Symbol::Info/>
            <div>
                <b>{what}</b>
                {how}
            </div>
        </div>
        <div class="stack hide-m">
            <CancelButton run unfinished/>
            <p class="small muted below-button">{comes_back(run, ready)}</p>
        </div>
    }
    .into_any()
}

/// Calls off what has not ended. On phones it stands in the sheet at the bottom.
#[component]
pub fn CancelButton(run: Run, unfinished: Memo<usize>) -> impl IntoView {
    view! {
        <button class="btn btn-secondary btn-wide" type="button" aria-disabled=move || run.busy.get().then_some("true") on:click=move |_| run.cancel()>
            {move || words::cancel_unfinished(unfinished.get())}
        </button>
    }
}

/// What calling off gives back.
pub fn comes_back(run: Run, ready: Memo<usize>) -> impl Fn() -> String + Copy + Send + 'static {
    move || {
        run.view.with(|shown| {
            if shown.money.free {
                words::returns_free(ready.get())
            } else {
                words::returns(ready.get(), grouped(shown.money.unfinished.get()))
            }
        })
    }
}

/// Where to go from here. Where no video came of it, the whole order can be had again, at the price that stands there.
fn once_ended(ready: Memo<usize>, scene: &str) -> AnyView {
    let again = format!("/studio/{scene}?view=scene");
    view! {
        <a class="btn btn-primary btn-wide" href=again hidden=move || { ready.get() > 0 }>{words::animate_the_scene_again()}</a>
        <a class="btn btn-secondary btn-wide" href="/studio">{words::new_scene()}</a>
        <a class="link small" href="/credits">{words::see_usage_history()}</a>
    }
    .into_any()
}
