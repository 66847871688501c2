//! Finished videos beside each other, played together.

use super::rules::TakeState;
use super::run_board::Run;
use crate::ui::amount;
use crate::ui::icon::{Icon, Symbol};
use crate::words::studio as words;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlVideoElement;

/// How many videos stand beside each other at most.
const MOST: usize = 4;
/// How far videos may drift apart before they are brought together again, in seconds.
const DRIFT: f64 = 0.1;
/// From this on a video can play on without waiting (`HAVE_FUTURE_DATA`).
const CAN_PLAY: u16 = 3;

/// A finished video that can be compared: its take and number.
type Candidate = (String, u32);

/// The videos of the comparison as one player.
#[derive(Clone, Copy)]
struct Together {
    playing: RwSignal<bool>,
    /// Asked to play, and waiting for the slowest video.
    waiting: RwSignal<bool>,
    /// Where they are, and how long they are, in seconds.
    at: RwSignal<f64>,
    length: RwSignal<f64>,
}

impl Together {
    fn new() -> Self {
        Self {
            playing: RwSignal::new(false),
            waiting: RwSignal::new(false),
            at: RwSignal::new(0.0),
            length: RwSignal::new(0.0),
        }
    }

    /// Begins all from the start, as soon as all can.
    fn play(self) {
        for video in videos() {
            let _pauses_or_was = video.pause();
            video.set_current_time(0.0);
        }
        self.at.set(0.0);
        self.waiting.set(true);
        self.go_if_ready();
    }

    /// Starts them in one go, so that none is ahead.
    fn go_if_ready(self) {
        if !self.waiting.get_untracked() {
            return;
        }
        let all = videos();
        if all
            .iter()
            .any(|video| video.ready_state() < CAN_PLAY || video.seeking())
        {
            return;
        }
        self.waiting.set(false);
        self.playing.set(true);
        for video in all {
            start(&video);
        }
    }

    fn pause(self) {
        for video in videos() {
            let _pauses_or_was = video.pause();
        }
        self.waiting.set(false);
        self.playing.set(false);
    }

    /// Shows the same moment of all.
    fn seek(self, seconds: f64) {
        self.pause();
        for video in videos() {
            video.set_current_time(seconds);
        }
        self.at.set(seconds);
    }

    /// Follows the first video, and brings the others to it if they drifted away.
    fn follow(self) {
        let all = videos();
        let Some(first) = all.first() else { return };
        let now = first.current_time();
        self.at.set(now);
        if !self.playing.get_untracked() {
            return;
        }
        for other in &all[1..] {
            if (other.current_time() - now).abs() > DRIFT && !other.seeking() && !other.ended() {
                other.set_current_time(now);
            }
        }
    }
}

/// The videos of the comparison, in their order.
fn videos() -> Vec<HtmlVideoElement> {
    let Ok(found) = document().query_selector_all("#compare video") else {
        return Vec::new();
    };
    (0..found.length())
        .filter_map(|at| found.item(at)?.dyn_into().ok())
        .collect()
}

fn bring_into_view() {
    if let Some(compare) = document().get_element_by_id("compare") {
        compare.scroll_into_view();
    }
}

fn start(video: &HtmlVideoElement) {
    if let Ok(started) = video.play() {
        leptos::task::spawn_local(async move {
            // A video that is paused before it began says so here; nothing is to be done about it.
            let _paused_before = wasm_bindgen_futures::JsFuture::from(started).await;
        });
    }
}

/// The button that opens the comparison, where there are videos to compare.
#[component]
pub fn CompareButton(open: RwSignal<bool>, ready: Memo<usize>) -> impl IntoView {
    view! {
        <button
            class="btn btn-secondary"
            type="button"
            hidden=move || { ready.get() < 2 }
            aria-expanded=move || open.get().to_string()
            aria-controls="compare"
            on:click=move |_| open.update(|open| *open = !*open)
        >
            <Icon symbol=Symbol::Frames class="i-s"/>
            {words::compare_side_by_side()}
        </button>
    }
}

/// Two to four finished videos beside each other.
#[component]
pub fn Compare(run: Run, open: RwSignal<bool>) -> impl IntoView {
    let candidates = Memo::new(move |_| {
        run.view.with(|shown| {
            shown
                .takes
                .iter()
                .filter(|take| take.state == TakeState::Ready)
                .map(|take| (take.id.clone(), take.number))
                .collect::<Vec<Candidate>>()
        })
    });
    let chosen = RwSignal::new(Vec::<String>::new());
    // It opens with the first of them in place, so that one click is enough to compare.
    Effect::new(move |_| {
        if open.get() && chosen.with_untracked(Vec::is_empty) {
            let first = candidates.with_untracked(|all| {
                all.iter()
                    .take(MOST)
                    .map(|(id, _)| id.clone())
                    .collect::<Vec<_>>()
            });
            chosen.set(first);
        }
        if open.get() {
            // What was opened may begin below the edge of a small screen.
            request_animation_frame(bring_into_view);
        }
    });
    let together = Together::new();
    view! {
        <section class="compare mt4" id="compare" aria-label=words::compare() hidden=move || !open.get()>
            {move || open.get().then(|| view! {
                <Candidates candidates chosen together/>
                <Controls together/>
                <Row run candidates chosen together/>
            })}
        </section>
    }
}

/// Which videos stand beside each other.
#[component]
fn Candidates(
    candidates: Memo<Vec<Candidate>>,
    chosen: RwSignal<Vec<String>>,
    together: Together,
) -> impl IntoView {
    let toggle = move |id: &str| {
        together.pause();
        chosen.update(|chosen| match chosen.iter().position(|one| one == id) {
            Some(at) => drop(chosen.remove(at)),
            None => chosen.push(id.to_owned()),
        });
    };
    view! {
        <fieldset class="field compare-choice" aria-label=words::videos_to_compare()>
            <legend class="lab">{words::videos_to_compare()}" "<span class="hint">{words::two_to_four()}</span></legend>
            <div class="chips">
                <For each=move || candidates.get() key=|one| one.clone() children=move |(id, number)| {
                    let on = {
                        let id = id.clone();
                        Memo::new(move |_| chosen.with(|chosen| chosen.contains(&id)))
                    };
                    // Fewer than two are no comparison, more than four are too small to see.
                    let shut = Memo::new(move |_| chosen.with(|chosen| if on.get() { chosen.len() <= 2 } else { chosen.len() >= MOST }));
                    view! {
                        <button
                            class="chip"
                            type="button"
                            aria-pressed=move || on.get().to_string()
                            aria-disabled=move || shut.get().then_some("true")
                            aria-label=words::compare_video(number)
                            on:click=move |_| if !shut.get_untracked() { toggle(&id) }
                        >
                            {words::video(number)}
                        </button>
                    }
                }/>
            </div>
        </fieldset>
    }
}

/// The chosen videos, equally large.
#[component]
fn Row(
    run: Run,
    candidates: Memo<Vec<Candidate>>,
    chosen: RwSignal<Vec<String>>,
    together: Together,
) -> impl IntoView {
    let format = run.view.with_untracked(|shown| shown.format.class());
    let beside = Memo::new(move |_| {
        let chosen = chosen.get();
        candidates.with(|all| {
            all.iter()
                .filter(|(id, _)| chosen.contains(id))
                .cloned()
                .collect::<Vec<_>>()
        })
    });
    view! {
        <ul class=move || format!("compare-row compare-{} compare-{format}", beside.with(Vec::len))>
            <For each=move || beside.get() key=|one| one.clone() children=move |(id, number)| view! {
                <li>
                    <div class=format!("still {format}")>
                        <video
                            class="still-img"
                            aria-label=words::video(number)
                            src=format!("/studio/takes/{id}/video")
                            poster=format!("/studio/takes/{id}/still?done")
                            preload="auto"
                            muted=true
                            prop:muted=true
                            playsinline=true
                            on:loadedmetadata=move |event| together.length.set(event_target::<HtmlVideoElement>(&event).duration())
                            on:canplay=move |_| together.go_if_ready()
                            on:seeked=move |_| together.go_if_ready()
                            on:timeupdate=move |_| together.follow()
                            on:ended=move |_| together.playing.set(false)
                        ></video>
                    </div>
                    <p class="small tc"><b>{words::video(number)}</b></p>
                </li>
            }/>
        </ul>
    }
}

/// One button and one position for all.
#[component]
fn Controls(together: Together) -> impl IntoView {
    let Together {
        playing,
        waiting,
        at,
        length,
    } = together;
    let runs = move || playing.get() || waiting.get();
    let words = move || {
        if runs() {
            words::pause_all()
        } else {
            words::play_all_together()
        }
    };
    let time = move || words::position(amount::seconds(at.get()), format!("{:.0}", length.get()));
    view! {
        <div class="compare-controls">
            <button class="btn btn-secondary" type="button" on:click=move |_| if untrack(runs) { together.pause() } else { together.play() }>
                <span hidden=runs><Icon symbol=Symbol::Play class="i-s"/></span>
                <span hidden=move || !runs()><Icon symbol=Symbol::Pause class="i-s"/></span>
                {words}
            </button>
            <input
                type="range"
                aria-label=words::position_in_all()
                aria-valuetext=time
                min="0"
                max=move || length.get().to_string()
                step="0.1"
                prop:value=move || at.get().to_string()
                on:input=move |event| if let Ok(seconds) = event_target_value(&event).parse() { together.seek(seconds) }
            />
            <span class="small num muted">{time}</span>
        </div>
    }
}
