//! The template editor: fields, stage and action pane around one desk.

mod action_pane;
mod desk;
mod fields;
mod guest;
mod hand;
mod history;
mod keeping;
mod pace;
mod playback;
mod player;
mod rendering;
mod spoken;
mod stage;
mod transfer;
mod versions;
mod wrong;

use super::rules::Field;
use super::status::{EditorView, RenderStatus};
use crate::live::{News, on_news};
use crate::ui::connection::{self, Lost, LostBanner};
use crate::ui::icon::{Icon, Symbol};
use crate::ui::keys_sheet::{KeysSheet, Shortcut};
use crate::words::{clips as words, formats};
use action_pane::{ActionPane, Sheet};
use desk::{Desk, Kept, Phase};
use fields::Fields;
use leptos::either::Either;
use leptos::prelude::*;
use leptos::task::spawn_local;
use playback::Playback;
use stage::Stage;
use std::time::Duration;
use wasm_bindgen::JsCast;

/// How often a running render is looked at, besides the news.
const LOOK_EVERY: Duration = Duration::from_secs(2);

/// What the keyboard does here besides moving from control to control.
fn shortcuts() -> Vec<Shortcut> {
    vec![
        (&["Ctrl", "Z"], words::undo()),
        (&["Ctrl", "Shift", "Z"], words::redo()),
        (&["\u{2190} \u{2192}"], words::key_on_timeline()),
        (&["\u{2190} \u{2192}"], words::key_on_choice()),
    ]
}

/// The editor of one clip.
#[island]
pub fn Editor(view: EditorView) -> impl IntoView {
    let desk = Desk::new(view);
    let playback = Playback::new(desk);
    listen(desk);
    view! {
        <main id="main">
            <SubBar desk/>
            <LostBanner lost=desk.lost again=move || keeping::again(desk)/>
            <div class="work" class:work-edited=move || desk.phase.get() == Phase::Edited>
                <Fields desk/>
                <Stage playback/>
                {for_guest(desk, || view! { <guest::GuestPane playback/> }, || view! { <ActionPane desk/> })}
            </div>
            {for_guest(desk, || view! { <guest::GuestSheet/> }, || view! { <Sheet desk/> })}
        </main>
    }
}

/// What a guest gets, or else what somebody with an account does. It never changes while the page lives, and an erased
/// view would bring the code to change it along: 40 kB of the bundle.
fn for_guest<G, A>(
    desk: Desk,
    guest: impl FnOnce() -> G,
    account: impl FnOnce() -> A,
) -> Either<G, A> {
    if desk.guest {
        Either::Left(guest())
    } else {
        Either::Right(account())
    }
}

/// The id of the control that fills in a field.
fn control_of(field: Field) -> &'static str {
    match field {
        Field::Line => "clip-line",
        _ => "clip-headline",
    }
}

/// Puts the cursor into a control.
fn focus(id: &str) {
    if let Some(element) = document()
        .get_element_by_id(id)
        .and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok())
    {
        // An element that cannot take the focus just now keeps it where it is.
        let _not_focusable = element.focus();
    }
}

/// Keeps the focus in a part whose content is about to be replaced, with the control that was pressed in it: it goes to the
/// part itself, so that the keyboard goes on from there and not from the top of the page. `id` is the part's.
fn keep_focus_in(id: &'static str) {
    if cfg!(feature = "ssr") {
        return;
    }
    let page = document();
    let (Some(part), Some(active)) = (page.get_element_by_id(id), page.active_element()) else {
        return;
    };
    if active == part || !part.contains(Some(&active)) {
        return;
    }
    request_animation_frame(move || {
        let lost = page
            .active_element()
            .is_none_or(|now| now.matches("body").unwrap_or(false));
        if lost {
            focus(id);
        }
    });
}

/// Whether a key is meant for the work. Other fields of the page undo their own letters, and what lies open above the work
/// has the keyboard to itself.
fn is_for_the_work(event: &web_sys::KeyboardEvent) -> bool {
    let Some(target) = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
    else {
        return false;
    };
    if target.matches("body").unwrap_or(false) {
        let above = document().query_selector(":popover-open, dialog[open]");
        return above.is_ok_and(|above| above.is_none());
    }
    let place = target.closest("main, dialog, [popover]");
    place.is_ok_and(|place| place.is_some_and(|place| place.id() == "main"))
}

/// Hears the keyboard, the server's news and the clock.
fn listen(desk: Desk) {
    Effect::new(move |_| {
        keeping::restore(desk);
        let keys = window_event_listener(leptos::ev::keydown, move |event| {
            if !is_for_the_work(&event) {
                return;
            }
            let command = event.ctrl_key() || event.meta_key();
            let again = event.shift_key() || event.key().eq_ignore_ascii_case("y");
            match (
                command && !event.alt_key(),
                event.key().to_ascii_lowercase().as_str(),
            ) {
                (true, "z") if !again => desk.undo(),
                (true, "z" | "y") => desk.redo(),
                _ => return,
            }
            event.prevent_default();
        });
        // It lives as long as the page: the editor is never taken down.
        std::mem::forget(keys);
        if !desk.guest {
            connection::on_return(move || keeping::look(desk));
            connection::watch(desk.lost, move || keeping::again(desk));
        }
        set_interval(
            move || {
                if desk.phase.get_untracked() == Phase::Rendering {
                    desk.refresh();
                }
            },
            LOOK_EVERY,
        );
        on_news(move |news| match news {
            News::Render { clip: id } | News::Draft { id } if id != desk.clip.get_value() => {}
            News::Draft { .. } => keeping::look(desk),
            News::Render { .. } | News::Balance { .. } | News::Billing => desk.refresh(),
            News::Animation { .. } => {}
        });
    });
}

/// Where one is, how far one is, and the way back.
#[component]
fn SubBar(desk: Desk) -> impl IntoView {
    let title = move || {
        desk.inputs.with(|inputs| {
            desk.title
                .with_value(|title| super::rules::shown_title(title, inputs))
        })
    };
    let spoken = spoken::spoken(desk);
    let leave = move |event: web_sys::MouseEvent| {
        if desk.kept.get_untracked() == Kept::Saving {
            event.prevent_default();
            spawn_local(async move {
                if keeping::flush(desk).await {
                    let _same_origin = window().location().set_href("/clips");
                }
            });
        }
    };
    view! {
        <div class="subbar">
            <a class="iconbtn" href="/" aria-label=words::back_to_templates()><Icon symbol=Symbol::Back class="i-points"/></a>
            <div class="subbar-title">
                <h1>{title}</h1>
                <div class="micro muted" data-testid="editor.state">{move || state_line(desk)}</div>
            </div>
            <div class="grow hide-m subbar-steps"><Steps desk/></div>
            <span class="vh" role="status">{move || desk.said.get()}</span>
            <span class="vh" role="status">{move || spoken.get()}</span>
            <div class="row push subbar-tools">
                <KeysSheet shortcuts=shortcuts()/>
                <UndoRedo desk place="hide-m"/>
                {for_guest(desk, || view! { <guest::SaveButton/> }, || view! {
                    <a class="btn btn-quiet btn-small" href="/clips" on:click=leave>{words::save_and_close()}</a>
                })}
            </div>
        </div>
    }
}

/// The way back through edits. On phones it stands at the fields, as the bar above is too narrow for it.
#[component]
fn UndoRedo(desk: Desk, place: &'static str) -> impl IntoView {
    view! {
        <span class=format!("row {place}")>
            <button class="iconbtn" type="button" aria-label=words::undo() disabled=move || desk.locked() || !desk.history.with(history::History::can_undo) on:click=move |_| desk.undo()>
                <Icon symbol=Symbol::Undo class="i-points"/>
            </button>
            <button class="iconbtn" type="button" aria-label=words::redo() disabled=move || desk.locked() || !desk.history.with(history::History::can_redo) on:click=move |_| desk.redo()>
                <Icon symbol=Symbol::Redo class="i-points"/>
            </button>
        </span>
    }
}

/// The line under the title: how far the clip is, and whether it is kept.
fn state_line(desk: Desk) -> String {
    let kept = match desk.kept.get() {
        Kept::Fresh if desk.guest => words::free_to_try(),
        Kept::Fresh => words::not_saved_yet(),
        Kept::Browser => words::kept_in_browser(),
        Kept::Saved => words::saved_just_now(),
        Kept::Saving => words::saving(),
        Kept::Here if desk.lost.get() == Some(Lost::SignedOut) => {
            return words::kept_until_signed_in().to_owned();
        }
        Kept::Here => return words::kept_offline().to_owned(),
    };
    match desk.phase.get() {
        Phase::Draft => words::state_draft(kept),
        Phase::Edited => words::state_version(
            desk.status.with(super::status::ClipStatus::next_number),
            kept,
        ),
        Phase::Rendering => match desk.current().map(|version| version.render) {
            Some(RenderStatus::Running {
                frames_done,
                frames_total,
                ..
            }) => words::state_rendering(formats::percent(frames_done * 100 / frames_total.max(1))),
            _ => words::waiting_to_render().to_owned(),
        },
        Phase::Ready => words::preview_ready().to_owned(),
        Phase::Downloaded => words::version_downloaded(
            desk.current()
                .and_then(|version| version.number)
                .unwrap_or(1),
        ),
    }
}

/// The three steps, each with what it costs.
#[component]
fn Steps(desk: Desk) -> impl IntoView {
    let current = move || match desk.phase.get() {
        Phase::Draft | Phase::Edited => 0,
        Phase::Rendering => 1,
        Phase::Ready | Phase::Downloaded => 2,
    };
    let cost = move |step: usize| match step {
        2 if desk.phase.get() == Phase::Downloaded => words::step_yours().to_owned(),
        2 => desk.status.with(|status| match &status.offer.included_in {
            Some(_) => words::step_included().to_owned(),
            None => words::step_one_credit().to_owned(),
        }),
        _ => words::step_free().to_owned(),
    };
    let steps = [words::fill_in(), words::preview(), words::download()]
        .into_iter()
        .enumerate()
        .map(|(step, name)| {
            view! {
                <li class:done=move || step < current() aria-current=move || (step == current()).then_some("step")>
                    <span class="n">{move || if step < current() { view! { <Icon symbol=Symbol::Check class="i-s"/> }.into_any() } else { (step + 1).into_any() }}</span>
                    {name}
                    <span class="cost muted">{move || cost(step)}</span>
                </li>
            }
        })
        .collect_view();
    view! { <ol class="steps" aria-label=words::steps()>{steps}</ol> }
}
