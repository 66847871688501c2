//! A running render on the stage: the finished frames, the progress, and Cancel.

use super::playback::Playback;
use crate::clips::status::RenderStatus;
use crate::words::clips as words;
use leptos::html::Canvas;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;

/// How many frames the strip shows.
const STRIP: u32 = 12;

/// How far the render is, in frames.
pub fn progress(playback: Playback) -> (u32, u32) {
    let total = playback.desk.film.with_value(|film| film.frames);
    match playback.desk.current().map(|version| version.render) {
        Some(RenderStatus::Running {
            frames_done,
            frames_total,
            ..
        }) => (frames_done, frames_total.max(1)),
        _ => (0, total.max(1)),
    }
}

/// The strip, the bar and Cancel.
#[component]
pub fn RenderingBar(playback: Playback) -> impl IntoView {
    let desk = playback.desk;
    let done = Memo::new(move |_| progress(playback));
    // The stage follows the render: it stands so many frames in as are done.
    Effect::new(move |_| {
        let (frames, _) = done.get();
        let fps = desk.film.with_value(|film| f64::from(film.fps));
        playback.stop();
        playback.at.set(f64::from(frames.saturating_sub(1)) / fps);
        playback.draw(true);
    });
    let slots = (0..STRIP)
        .map(|slot| view! { <StripFrame playback done number=slot/> })
        .collect_view();
    view! {
        <div class="scrub scrub-rendering">
            <div>
                <ol class="strip" aria-hidden="true">{slots}</ol>
                <div class="row-b small">
                    <b class="small">{words::rendering_preview()}</b>
                    <span class="muted num">{move || match done.get() {
                        (0, _) => words::starting().to_owned(),
                        (frames, total) => words::frame_of(frames, total),
                    }}</span>
                </div>
                <progress class="progress" aria-label=words::rendering_preview() max=move || done.get().1.to_string() value=move || done.get().0.to_string()></progress>
            </div>
            <button class="btn btn-secondary hide-m" type="button" aria-disabled=move || desk.cancelling.get().then_some("true") on:click=move |_| desk.cancel()>
                {move || if desk.cancelling.get() { words::cancelling() } else { words::cancel() }}
            </button>
        </div>
    }
}

/// One frame of the strip, drawn once so many frames are done.
#[component]
fn StripFrame(playback: Playback, done: Memo<(u32, u32)>, number: u32) -> impl IntoView {
    let canvas = NodeRef::<Canvas>::new();
    let index = move || number * done.get().1 / STRIP;
    let passed = Memo::new(move |_| done.get().0 > index());
    let now = move || passed.get() && done.get().0 <= (number + 1) * done.get().1 / STRIP;
    Effect::new(move |_| {
        let (true, Some(canvas)) = (passed.get(), canvas.get()) else {
            return;
        };
        let index = done.with_untracked(|done| number * done.1 / STRIP);
        playback.player.with_value(|player| {
            if let Some(player) = &**player {
                player.sketch(index, canvas.unchecked_into());
            }
        });
    });
    view! { <li class:now=now><canvas node_ref=canvas hidden=move || !passed.get()></canvas></li> }
}
