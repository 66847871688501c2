//! One video: waiting, on its way, to be watched, or not finished.

use super::rules::{Regeneration, ShownPrice, TakeState, TakeView};
use super::run_board::Run;
use crate::ui::amount::grouped;
use crate::ui::icon::{Icon, Symbol};
use crate::words::{formats, studio as words};
use leptos::html::{Button, Video};
use leptos::prelude::*;

/// The id of a tile's heading.
pub fn heading_id(number: u32) -> String {
    format!("video-{number}")
}

/// The tile of a take.
#[component]
pub fn TakeTile(run: Run, take: Signal<TakeView>) -> impl IntoView {
    let TakeView { id, number, .. } = take.get_untracked();
    let state = Memo::new(move |_| take.with(|take| take.state.clone()));
    let ready = Memo::new(move |_| state.get() == TakeState::Ready);
    let playing = RwSignal::new(false);
    let stopped = StoredValue::new(false);
    let format = run.view.with_untracked(|shown| shown.format.class());
    let tag = move || match state.get() {
        TakeState::Ready => "tag tag-ok",
        TakeState::Failed => "tag tag-bad",
        _ => "tag",
    };
    let heading = heading_id(number);
    // What became of a video that did not finish is the most important thing about it.
    let note = move || match state.get() {
        TakeState::Failed => "small failure",
        _ => "small muted",
    };
    view! {
        <li class="vid">
            <div class="head">
                <h3 id=heading.clone()>{words::video(number)}</h3>
                <span class=tag>{move || state.get().label()}</span>
            </div>
            <div class=format!("still {format}")>
                {let id = id.clone(); move || picture(&id, number, ready, playing, stopped)}
                {move || over(&state.get(), number)}
                {let id = id.clone(); move || ready.get().then(|| star(run, take, id.clone(), number))}
            </div>
            {move || take.with(|take| take.origin.clone()).map(|origin| view! { <p class="small"><b>{origin}</b></p> })}
            <div class="acts2 stack-s">
                <form method="get" action=format!("/studio/takes/{id}/download") hidden=move || !ready.get()>
                    <button class="btn btn-secondary" type="submit" aria-describedby=heading.clone()>
                        <Icon symbol=Symbol::Download class="i-s"/>
                        {words::download_free()}
                    </button>
                </form>
                {let (id, heading) = (id.clone(), heading.clone()); move || again_button(run, take.with(|take| take.regeneration), id.clone(), heading.clone())}
                <p class=note>{move || take.with(|take| take.note.clone())}</p>
                <a class="btn btn-ghost btn-small" href=format!("/studio/takes/{id}/edit") aria-describedby=heading.clone() hidden=move || !ready.get()>{words::edit_free()}</a>
                <form method="post" action=format!("/studio/takes/{id}/remix") hidden=move || !ready.get()>
                    <button class="btn btn-ghost btn-small" type="submit" aria-describedby=heading.clone()>{words::open_as_new_scene()}</button>
                </form>
            </div>
        </li>
    }
}

/// The still of a video, or the video once it is played. The focus goes along, both ways: the pressed button is gone.
fn picture(
    id: &str,
    number: u32,
    ready: Memo<bool>,
    playing: RwSignal<bool>,
    stopped: StoredValue<bool>,
) -> AnyView {
    if playing.get() {
        return player(id, number, playing, stopped);
    }
    let play = NodeRef::<Button>::new();
    play.on_load(move |button| {
        if stopped.get_value() {
            take_focus(&button);
        }
    });
    // The address changes once the file is there, so that its own still replaces the drawn one.
    let address = format!(
        "/studio/takes/{id}/still?small=true{}",
        if ready.get() { "&done" } else { "" }
    );
    view! {
        <img class="still-img" src=address alt=""/>
        {ready.get().then(|| view! {
            <button node_ref=play class="playdot" type="button" aria-label=words::play_video(number) on:click=move |_| playing.set(true)>
                <Icon symbol=Symbol::Play/>
            </button>
        })}
    }
    .into_any()
}

/// The video with the browser's own controls, and the way back to its still.
fn player(id: &str, number: u32, playing: RwSignal<bool>, stopped: StoredValue<bool>) -> AnyView {
    let video = NodeRef::<Video>::new();
    video.on_load(|video| take_focus(&video));
    let stop = move |_| {
        stopped.set_value(true);
        playing.set(false);
    };
    view! {
        <video
            node_ref=video
            class="still-img"
            aria-label=words::video(number)
            tabindex="0"
            src=format!("/studio/takes/{id}/video")
            controls=true
            autoplay=true
            loop=true
            playsinline=true
        ></video>
        <button class="playdot" type="button" aria-label=words::stop_video(number) on:click=stop>
            <Icon symbol=Symbol::Close/>
        </button>
    }
    .into_any()
}

/// Puts the focus on an element that has just come.
fn take_focus(element: &web_sys::HtmlElement) {
    // An element that cannot take the focus just now leaves it where it is.
    let _not_focusable = element.focus();
}

/// Marks a video as a favourite; a plain form before the page is awake.
fn star(run: Run, take: Signal<TakeView>, id: String, number: u32) -> AnyView {
    let on = Memo::new(move |_| take.with(|take| take.favourite));
    let action = format!("/studio/takes/{id}/favourite");
    view! {
        <form
            class="star"
            method="post"
            action=action
            on:submit=move |event| {
                event.prevent_default();
                run.mark(id.clone(), !on.get_untracked());
            }
        >
            <input type="hidden" name="favourite" value=move || (!on.get()).to_string()/>
            <button type="submit" aria-label=words::favourite_video(number) aria-pressed=move || on.get().to_string()>
                <Icon symbol=Symbol::Star/>
            </button>
        </form>
    }
    .into_any()
}

/// What lies over the still while there is no video.
fn over(state: &TakeState, number: u32) -> AnyView {
    match state.clone() {
        TakeState::Ready => ().into_any(),
        TakeState::Waiting { words } => view! {
            <div class="over over-dim over-off">
                <Icon symbol=Symbol::Clock class="i-l"/>
                <b>{words::waiting()}</b>
                <span class="small">{words}</span>
            </div>
        }
        .into_any(),
        TakeState::Animating { percent, left } => view! {
            <div class="over over-dim">
                <div
                    class="dial"
                    role="progressbar"
                    aria-label=words::video(number)
                    aria-valuenow=percent.to_string()
                    aria-valuemin="0"
                    aria-valuemax="100"
                >
                    <svg viewBox="0 0 84 84" aria-hidden="true">
                        <circle class="dial-ground" cx="42" cy="42" r="39"></circle>
                        <circle class="dial-done" cx="42" cy="42" r="39" pathLength="100" stroke-dasharray=format!("{percent} 100")></circle>
                    </svg>
                    <span>{formats::percent(percent)}</span>
                </div>
                <span class="small">{left}</span>
            </div>
        }
        .into_any(),
        TakeState::Failed | TakeState::Cancelled => view! {
            <div class="over over-dim over-off">
                <Icon symbol=Symbol::Warning class="i-l"/>
                <b>{if *state == TakeState::Cancelled { words::cancelled() } else { words::did_not_finish() }}</b>
                <span class="small">{words::nothing_taken()}</span>
            </div>
        }
        .into_any(),
    }
}

/// One more take, with its price in its name.
fn again_button(run: Run, regeneration: Regeneration, take: String, heading: String) -> AnyView {
    let (price, price_list) = run
        .view
        .with(|shown| (shown.price_of_one, shown.price_list.version));
    let shown = ShownPrice {
        price_list,
        total: price,
    };
    let running = regeneration == Regeneration::FreeRunning;
    let (class, words, shown) = match regeneration {
        Regeneration::NotYet => return ().into_any(),
        Regeneration::Free => ("btn btn-ghost", words::regenerate_free().to_owned(), None),
        Regeneration::FreeRunning => (
            "btn btn-ghost",
            words::free_regeneration_running().to_owned(),
            None,
        ),
        Regeneration::Priced => (
            "btn btn-ghost",
            words::regenerate(grouped(price.get())),
            Some(shown),
        ),
        Regeneration::TryAgain => (
            "btn btn-secondary",
            words::try_again(grouped(price.get())),
            Some(shown),
        ),
    };
    view! {
        <button
            class=class
            type="button"
            aria-describedby=heading
            aria-disabled=move || (running || run.busy.get()).then_some("true")
            on:click=move |_| if !running { run.again(take.clone(), shown) }
        >
            <Icon symbol=Symbol::Repeat class="i-s"/>
            {words}
        </button>
    }
    .into_any()
}
