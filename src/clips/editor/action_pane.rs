//! The pane with the next step: preview, wait, download, download again. One primary action at a time, its price on it.

use super::desk::{Desk, Phase};
use super::versions::{Facts, Quote, Versions};
use super::wrong::{PaneFailure, PaneTrouble, SheetNotice};
use super::{focus, keep_focus_in};
use crate::clips::rules::listed;
use crate::clips::status::{Owned, RenderStatus};
use crate::ui::counted::Counting;
use crate::ui::icon::{DownloadGem, Icon, Symbol};
use crate::ui::notice::{Notice, Tone};
use crate::words::{around, clips as words, formats};
use leptos::either::Either;
use leptos::prelude::*;

/// The ids of the two parts whose content each step replaces.
const PANE: &str = "clip-pane";
const SHEET: &str = "clip-sheet";

/// The pane beside the stage.
#[component]
pub fn ActionPane(desk: Desk) -> impl IntoView {
    view! {
        <aside id=PANE class="pane pane-r" tabindex="-1" aria-label=words::preview_and_download()>
            <PaneTrouble desk/>
            {move || {
                let phase = desk.phase.get();
                keep_focus_in(PANE);
                match phase {
                    Phase::Draft => view! { <Draft desk/> }.into_any(),
                    Phase::Edited => view! { <Edited desk/> }.into_any(),
                    Phase::Rendering => view! { <Rendering desk/> }.into_any(),
                    Phase::Ready => view! { <Ready desk/> }.into_any(),
                    Phase::Downloaded => view! { <Downloaded desk/> }.into_any(),
                }
            }}
            <Versions desk/>
            <Facts desk/>
        </aside>
    }
}

/// On phones the next step stays at hand at the bottom, and what went wrong with it is said there.
#[component]
pub fn Sheet(desk: Desk) -> impl IntoView {
    let said = move || match desk.phase.get() {
        Phase::Draft => words::watch_first(),
        Phase::Edited => words::now_new_video(),
        Phase::Rendering => words::you_can_leave(),
        Phase::Ready if !enough(desk) => words::need_one_credit(),
        Phase::Ready => words::frame_for_frame(),
        Phase::Downloaded => words::version_is_yours(),
    };
    let wallet = move || {
        desk.status.with(|status| match &status.offer.included_in {
            Some(plan) => words::included_in(plan),
            None => crate::ui::amount::credits_of(
                ::credits::Wallet::Download,
                ::credits::Credits::new(desk.balance.shown()),
            ),
        })
    };
    view! {
        <div id=SHEET class="sheet only-m" role="region" tabindex="-1" aria-label=words::next_step()>
            <SheetNotice desk/>
            <div class="row-b small"><span class="muted">{said}</span><span class="row num sheet-wallet count" class:counting=move || desk.balance.runs()><DownloadGem class="i-s"/>" "{wallet}</span></div>
            {move || {
                let phase = desk.phase.get();
                keep_focus_in(SHEET);
                next_step(desk, phase)
            }}
        </div>
    }
}

fn next_step(desk: Desk, phase: Phase) -> AnyView {
    match phase {
        Phase::Draft | Phase::Edited => view! { <PreviewButton desk class="btn btn-primary btn-wide"/> }.into_any(),
        Phase::Rendering => view! {
            <button class="btn btn-secondary btn-wide" type="button" aria-disabled=move || desk.cancelling.get().then_some("true") on:click=move |_| desk.cancel()>{words::cancel()}</button>
        }.into_any(),
        Phase::Ready if !enough(desk) => view! { <a class="btn btn-primary btn-wide" href=plans(desk)>{way_on(desk)}</a> }.into_any(),
        Phase::Ready => view! { <FirstDownload desk class="btn btn-primary btn-wide"/> }.into_any(),
        Phase::Downloaded => view! { <Again desk hash=on_stage(desk) class="btn btn-primary btn-wide"/> }.into_any(),
    }
}

/// Whether the account has what the first download of a version takes.
fn enough(desk: Desk) -> bool {
    desk.status
        .with(|status| status.offer.first_download().enough)
}

/// The version that the fields show. Undo may lead from one owned version straight to another, so it is followed.
fn on_stage(desk: Desk) -> Signal<String> {
    Signal::derive(move || {
        desk.current()
            .map(|version| version.hash)
            .unwrap_or_default()
    })
}

#[component]
fn PreviewButton(desk: Desk, class: &'static str) -> impl IntoView {
    let label = move || match desk.phase.get() {
        Phase::Edited => words::preview_version_free(
            desk.status
                .with(crate::clips::status::ClipStatus::next_number),
        ),
        _ => words::preview_free().to_owned(),
    };
    view! {
        <button class=class type="button" aria-disabled=move || desk.busy.get().then_some("true") on:click=move |_| desk.preview()>
            <Icon symbol=Symbol::Play/>" "{label}
        </button>
    }
}

#[component]
fn Draft(desk: Desk) -> impl IntoView {
    let included = move || desk.status.with(|status| status.offer.included_in.clone());
    view! {
        <div class="stack">
            <h2>{words::preview_it()}</h2>
            <PaneFailure desk/>
            <p class="small">{words::preview_it_why()}</p>
            <PreviewButton desk class="btn btn-primary btn-big btn-wide hide-m"/>
        </div>
        <hr class="rule"/>
        <div class="stack">
            <h2>{words::then_download()}</h2>
            <p class="small">{move || match included() {
                Some(plan) => words::downloads_included_in(plan),
                None => words::costs_one_credit().to_owned(),
            }}</p>
            <Quote desk/>
            <LaterButton/>
        </div>
    }
}

/// The download as it will be, before there is anything to download.
#[component]
fn LaterButton() -> impl IntoView {
    view! { <button class="btn btn-wide" type="button" aria-disabled="true"><Icon symbol=Symbol::Lock class="i-s"/>" "{words::download_after_preview()}</button> }
}

#[component]
fn Edited(desk: Desk) -> impl IntoView {
    let next = move || {
        desk.status
            .with(crate::clips::status::ClipStatus::next_number)
    };
    let last = move || {
        desk.last_downloaded()
            .and_then(|version| version.number)
            .unwrap_or(1)
    };
    let changes = move || {
        let changed = listed(&desk.changed());
        desk.status.with(|status| match &status.offer.included_in {
            Some(plan) => words::you_changed_included(changed, last(), next(), plan),
            None => words::you_changed_costs(changed, last(), next()),
        })
    };
    view! {
        <Notice tone=Tone::Warning role="status">
            <b>{words::now_new_video()}</b>
            {changes}
        </Notice>
        <PaneFailure desk/>
        <PreviewButton desk class="btn btn-primary btn-big btn-wide hide-m"/>
        <button class="btn btn-ghost btn-wide" type="button" on:click=move |_| desk.back_to_downloaded()>
            <Icon symbol=Symbol::Undo class="i-s i-points"/>" "{move || words::back_to_version(last())}
        </button>
    }
}

#[component]
fn Rendering(desk: Desk) -> impl IntoView {
    let render = move || {
        desk.current()
            .map_or(RenderStatus::None, |version| version.render)
    };
    let percent = move || match render() {
        RenderStatus::Running {
            frames_done,
            frames_total,
            ..
        } => frames_done * 100 / frames_total.max(1),
        _ => 0,
    };
    let left = move || match render() {
        RenderStatus::Queued { ahead: 0 } => words::starts_next().to_owned(),
        RenderStatus::Queued { ahead } => words::ahead_of_it(ahead),
        RenderStatus::Running {
            left_s: Some(left), ..
        } => words::about_left(left),
        _ => words::is_starting().to_owned(),
    };
    let frames = move || match render() {
        RenderStatus::Running {
            frames_done,
            frames_total,
            ..
        } => words::frames_of(frames_done, frames_total),
        _ => words::is_waiting().to_owned(),
    };
    let running = move || match render() {
        RenderStatus::Running { running_s, .. } => words::running_seconds(running_s),
        _ => words::running_seconds(0),
    };
    let then = move || {
        desk.status.with(|status| match &status.offer.included_in {
            Some(plan) => words::included_nothing_taken(plan),
            None => words::costs_when_pressed(status.offer.available),
        })
    };
    view! {
        <div class="stack">
            <h2>{words::rendering_your_preview()}</h2>
            <div class="row percent"><span class="num">{move || formats::percent(percent())}</span><span class="small muted">{left}</span></div>
            <dl class="kv">
                <div><dt>{words::frames()}</dt><dd>{frames}</dd></div>
                <div><dt>{words::running_for()}</dt><dd>{running}</dd></div>
                <div><dt>{words::cost_of_preview()}</dt><dd class="free">{words::cost_free()}</dd></div>
            </dl>
        </div>
        <Notice tone=Tone::Neutral>{words::preview_will_wait()}</Notice>
        <hr class="rule"/>
        <div class="stack"><h2>{words::then_download()}</h2><p class="small">{then}</p><LaterButton/></div>
    }
}

#[component]
fn Ready(desk: Desk) -> impl IntoView {
    let enough = move || enough(desk);
    view! {
        <div class="stack">
            {move || if enough() {
                view! {
                    <div class="row-b"><h2>{words::video_ready()}</h2><span class="tag tag-ok">{words::ready()}</span></div>
                    <p class="small">{words::video_ready_why()}</p>
                    <Quote desk/>
                    <FirstDownload desk class="btn btn-primary btn-big btn-wide hide-m"/>
                }.into_any()
            } else {
                view! { <OutOfCredits desk/> }.into_any()
            }}
            <button class="btn btn-secondary btn-wide" type="button" on:click=move |_| focus("clip-headline")><Icon symbol=Symbol::Pencil class="i-s"/>" "{words::edit_free()}</button>
            <p class="small muted">{move || if enough() {
                words::downloads_again_free()
            } else if payment_failed(desk) {
                words::plans_after_payment()
            } else {
                words::unlimited_in_plans()
            }}</p>
        </div>
    }
}

#[component]
fn OutOfCredits(desk: Desk) -> impl IntoView {
    let until = move || {
        desk.status.with(|status| match &status.offer.next_refresh {
            Some(refresh) if refresh.download > 0 => {
                words::kept_until_refresh(status.offer.available, refresh.download, &refresh.date)
            }
            _ if status.offer.payment_failed => words::kept_until_payment(status.offer.available),
            _ => words::kept_ready(status.offer.available),
        })
    };
    let way_in = move || {
        let sentence = desk.status.with(|status| status.offer.way_in.clone());
        sentence.map(|sentence| view! { <p class="small">{sentence}</p> })
    };
    view! {
        <div class="row-b"><h2>{words::ready_to_download()}</h2><span class="tag tag-warn">{words::no_credits()}</span></div>
        <Notice tone=Tone::Warning><b>{words::need_one_credit()}</b>{until}</Notice>
        <Quote desk/>
        {way_in}
        <a class="btn btn-primary btn-big btn-wide" href=plans(desk)>{move || way_on(desk)}</a>
        <button class="btn btn-wide hide-m" type="button" aria-disabled="true"><Icon symbol=Symbol::Download class="i-s"/>" "{words::download_one_credit()}</button>
    }
}

fn payment_failed(desk: Desk) -> bool {
    desk.status.with(|status| status.offer.payment_failed)
}

/// What leads to more credits. While a payment is missing no plan can be changed, so it names what comes first.
fn way_on(desk: Desk) -> &'static str {
    if payment_failed(desk) {
        words::update_card()
    } else {
        words::upgrade_plan()
    }
}

/// Where download credits are had; the page leads back to this clip.
fn plans(desk: Desk) -> String {
    format!("/billing?back=/clips/{}", desk.clip.get_value())
}

/// The first download of what is on the stage. It is a form, so it works before the page has woken.
#[component]
fn FirstDownload(desk: Desk, class: &'static str) -> impl IntoView {
    let offer = move || desk.status.with(|status| status.offer.first_download());
    let hash = on_stage(desk);
    let key = move || {
        format!(
            "{}-{}",
            desk.seed.get_value(),
            hash.get().get(..16).unwrap_or_default()
        )
    };
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if desk
            .status
            .with_untracked(|status| status.offer.first_download().enough)
        {
            desk.download(hash.get_untracked(), offer().price);
        }
    };
    view! {
        <form method="post" action=format!("/clips/{}/download", desk.clip.get_value()) on:submit=submit>
            <input type="hidden" name="version" value=move || hash.get()/>
            <input type="hidden" name="price" value=move || offer().price.to_string()/>
            <input type="hidden" name="key" value=key/>
            <button class=class type="submit" aria-disabled=move || (desk.busy.get() || !offer().enough).then_some("true")>
                <Icon symbol=Symbol::Download/>" "{move || offer().label}
            </button>
        </form>
    }
}

/// A version that is owned, once more. A plain link to the file behind a button, since nothing is taken.
#[component]
pub fn Again(desk: Desk, #[prop(into)] hash: Signal<String>, class: &'static str) -> impl IntoView {
    view! {
        <form method="get" action=format!("/clips/{}/download", desk.clip.get_value())>
            <input type="hidden" name="version" value=move || hash.get()/>
            <button class=class type="submit"><Icon symbol=Symbol::Download/>" "{words::download_again()}</button>
        </form>
    }
}

/// Where the other files of an owned version are.
#[component]
pub fn OtherFiles(desk: Desk, #[prop(into)] hash: Signal<String>) -> impl IntoView {
    let page = move || {
        format!(
            "/clips/{}/files?version={}",
            desk.clip.get_value(),
            hash.get()
        )
    };
    view! { <p class="small"><a class="link" href=page>{words::other_files()}</a></p> }
}

#[component]
fn Downloaded(desk: Desk) -> impl IntoView {
    let owned = move || {
        desk.current()
            .and_then(|version| version.owned)
            .unwrap_or(Owned {
                on: String::new(),
                paid: false,
            })
    };
    let sentence = move || {
        desk.status
            .with(|status| match (owned(), &status.offer.included_in) {
                (Owned { on, paid: true }, None) => {
                    let (day, time) = on.split_once(", ").unwrap_or((&on, ""));
                    let (before, after) = around(|left| words::credit_taken_left(day, time, left));
                    Either::Left(view! { {before}<Counting count=desk.balance/>{after} })
                }
                (Owned { on, paid: true }, Some(_)) => Either::Right(words::credit_taken(on)),
                (Owned { on, paid: false }, _) => Either::Right(words::downloaded_in_plan(on)),
            })
    };
    let next = move || {
        desk.status
            .with(crate::clips::status::ClipStatus::next_number)
    };
    let price = move || {
        desk.status.with(|status| match &status.offer.included_in {
            Some(plan) => words::edit_included_in(plan),
            None => words::edit_costs().to_owned(),
        })
    };
    view! {
        <div class="stack">
            <div class="row-b"><h2>{words::downloaded()}</h2><span class="tag tag-ok">{words::yours()}</span></div>
            <p class="small">{sentence}</p>
            <Again desk hash=on_stage(desk) class="btn btn-primary btn-big btn-wide hide-m"/>
            <OtherFiles desk hash=on_stage(desk)/>
            <button class="btn btn-secondary btn-wide" type="button" on:click=move |_| focus("clip-headline")>
                <Icon symbol=Symbol::Pencil class="i-s"/>" "{move || words::edit_as_version(next())}
            </button>
            <p class="small muted">{price}</p>
        </div>
    }
}
