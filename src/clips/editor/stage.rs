//! The stage: what the video looks like now, and the timeline below it. A draft is drawn by the engine in the browser;
//! a finished preview is played from its file.

use super::desk::{Desk, Phase};
use super::keep_focus_in;
use super::playback::Playback;
use super::player::{Live, Player};
use super::rendering::RenderingBar;
use crate::clips::rules::{ClipInputs, FormatChoice, StyleChoice, TemplateView};
use crate::clips::status::RenderStatus;
use crate::ui::amount;
use crate::ui::icon::{Icon, Symbol};
use crate::words::clips as words;
use leptos::html::Div;
use leptos::prelude::*;
use leptos::reactive::send_wrapper_ext::SendOption;
use wasm_bindgen::JsCast;

/// The stage's id.
const STAGE: &str = "clip-stage";

/// The stage with its timeline, or with the progress of a render.
#[component]
pub fn Stage(playback: Playback) -> impl IntoView {
    let desk = playback.desk;
    keep_drawing(playback);
    let shape = move || match desk.inputs.with(|inputs| inputs.format) {
        FormatChoice::Portrait => "stagebox stagebox-portrait",
        FormatChoice::Square => "stagebox stagebox-square",
        FormatChoice::Feed => "stagebox stagebox-feed",
        FormatChoice::Landscape => "stagebox stagebox-landscape",
    };
    let source = move || {
        playback
            .finished()
            .map(|version| format!("/clips/{}/preview?version={version}", desk.clip.get_value()))
    };
    let poster = move || {
        playback
            .finished()
            .map(|version| format!("/clips/{}/poster?version={version}", desk.clip.get_value()))
    };
    let described = move || {
        desk.template
            .with_value(|template| desk.inputs.with(|inputs| described(template, inputs)))
    };
    view! {
        <section id=STAGE class="stage" tabindex="-1" aria-label=words::stage()>
            <div class="stage-c">
                <div class=shape>
                    <canvas
                        node_ref=playback.canvas
                        data-testid="stage.canvas"
                        role="img"
                        aria-label=described
                        width="540"
                        height="960"
                        hidden=move || playback.finished().is_some()
                    ></canvas>
                    <video
                        node_ref=playback.video
                        data-testid="stage.video"
                        aria-label=described
                        src=source
                        poster=poster
                        muted
                        playsinline
                        preload="auto"
                        hidden=move || playback.finished().is_none()
                    ></video>
                    <LiveState playback/>
                </div>
            </div>
            {move || {
                let renders = desk.phase.get() == Phase::Rendering;
                keep_focus_in(STAGE);
                if renders {
                    view! { <RenderingBar playback/> }.into_any()
                } else {
                    view! { <Timeline playback/> }.into_any()
                }
            }}
            <div class="stagetag">{move || stage_tag(desk)}</div>
        </section>
    }
}

/// What the canvas shows, in words.
fn described(template: &TemplateView, inputs: &ClipInputs) -> String {
    let stage = if template.frames.is_empty() {
        &template.stage
    } else {
        inputs.frame.label()
    };
    let look = inputs
        .style
        .map_or(inputs.background.label(), StyleChoice::label);
    let (stage, look) = (stage.to_lowercase(), look.to_lowercase());
    match (inputs.headline.trim(), inputs.line.trim()) {
        (headline, "") => words::stage_shows(stage, look, headline),
        (headline, line) => words::stage_shows_line(stage, look, headline, line),
    }
}

fn stage_tag(desk: Desk) -> AnyView {
    let number = move || {
        desk.status
            .with(crate::clips::status::ClipStatus::next_number)
    };
    match desk.phase.get() {
        Phase::Draft => view! { <span class="tag"><Icon symbol=Symbol::Eye class="i-s"/>" "{words::live_preview()}</span> }.into_any(),
        Phase::Edited => view! { <span class="tag"><Icon symbol=Symbol::Eye class="i-s"/>" "{words::version_draft_quality(number())}</span> }.into_any(),
        Phase::Rendering => {
            let frame = match desk.current().map(|version| version.render) {
                Some(RenderStatus::Running { frames_done, .. }) => words::showing_frame(frames_done),
                _ => words::waiting_to_render().to_owned(),
            };
            view! { <span class="tag"><Icon symbol=Symbol::Frames class="i-s"/>" "{frame}</span> }.into_any()
        }
        Phase::Ready => view! { <span class="tag tag-ok"><Icon symbol=Symbol::Check class="i-s"/>" "{words::full_quality_preview()}</span> }.into_any(),
        Phase::Downloaded => {
            let number = desk.current().and_then(|version| version.number).unwrap_or(1);
            view! { <span class="tag tag-ok"><Icon symbol=Symbol::Check class="i-s"/>" "{words::version(number)}</span> }.into_any()
        }
    }
}

/// Says that the engine is on its way, or that it could not start.
#[component]
fn LiveState(playback: Playback) -> impl IntoView {
    let retry = move |_| {
        playback.player.with_value(|player| {
            if let Some(player) = &**player {
                player.restart();
                playback.draw(false);
            }
        })
    };
    move || {
        match playback.live.get() {
        _ if playback.finished().is_some() => None,
        Live::Running => None,
        Live::Loading => Some(view! { <div class="stage-note small"><p role="status">{words::live_loading()}</p></div> }.into_any()),
        Live::Broken => Some(view! {
            <div class="stage-note small" role="alert">
                <p>{words::live_broken()}</p>
                <button class="btn btn-secondary" type="button" on:click=retry>{words::retry()}</button>
            </div>
        }.into_any()),
    }
    }
}

/// Starts the engine in the browser and shows it every edit.
fn keep_drawing(playback: Playback) {
    let desk = playback.desk;
    Effect::new(move |_| {
        let Some(canvas) = playback.canvas.get() else {
            return;
        };
        if playback.player.with_value(|player| player.is_none()) {
            let player = Player::start(canvas, playback.live);
            playback
                .player
                .set_value(SendOption::new_local(Some(player)));
        }
        let sample = desk.sample.get_value();
        desk.inputs.with(|inputs| {
            let picture = inputs.picture(&sample);
            playback.player.with_value(|player| {
                if let Some(player) = &**player {
                    player.set_inputs(
                        inputs.engine_request(&sample),
                        (picture.hash.clone(), picture.url.clone()),
                        inputs.format.size(),
                    );
                }
            });
        });
        playback.draw(true);
    });
    // Muting and unmuting count at once, also while it plays.
    Effect::new(move |before: Option<bool>| {
        let muted = desk.muted.get();
        if before.is_some_and(|before| before != muted)
            && let Some(video) = playback.film()
        {
            video.set_muted(muted);
        }
        muted
    });
    // A preview that was waited for plays once it is there; with reduced motion it rests on a still.
    Effect::new(move |before: Option<Option<String>>| {
        let finished = playback.finished();
        if before.as_ref().is_none_or(|before| *before == finished) {
            return finished;
        }
        playback.stop();
        if finished.is_none() {
            playback.draw(false);
        } else if before == Some(None) && desk.awaited.get_untracked() && !reduced_motion() {
            playback.at.set(0.0);
            set_timeout(
                move || playback.play_silently(),
                std::time::Duration::from_millis(50),
            );
        }
        finished
    });
}

fn reduced_motion() -> bool {
    window()
        .match_media("(prefers-reduced-motion: reduce)")
        .ok()
        .flatten()
        .is_some_and(|query| query.matches())
}

/// Has the track show the moment and the lengths of the beats. The policy forbids style attributes in the page, so the two
/// measures are set by script.
fn measure(playback: Playback, track: NodeRef<Div>) {
    let seconds = playback.seconds();
    Effect::new(move |_| {
        let Some(element) = track.get() else { return };
        let style = web_sys::HtmlElement::style(element.unchecked_ref());
        let _valid = style.set_property(
            "--p",
            &format!("{:.2}%", playback.at.get() / seconds * 100.0),
        );
        let beats = playback.desk.film.with_value(|film| {
            let ends = film
                .beats
                .iter()
                .skip(1)
                .map(|beat| beat.from_s)
                .chain([film.seconds()]);
            film.beats
                .iter()
                .zip(ends)
                .map(|(beat, end)| format!("{:.3}fr", (end - beat.from_s).max(0.05)))
                .collect::<Vec<_>>()
                .join(" ")
        });
        let _valid = style.set_property("--b", &beats);
    });
}

/// Play, the beats, and the moment.
#[component]
fn Timeline(playback: Playback) -> impl IntoView {
    let desk = playback.desk;
    let track = NodeRef::<Div>::new();
    let seconds = playback.seconds();
    measure(playback, track);
    let scrub = move |event: web_sys::Event| {
        if let Ok(to) = event_target_value(&event).parse::<f64>() {
            playback.stop();
            playback.seek(to);
        }
    };
    let names = desk.film.with_value(|film| {
        film.beats
            .iter()
            .map(|beat| beat.name.clone())
            .collect::<Vec<_>>()
    });
    view! {
        <div class="scrub">
            <button class="playbtn" type="button" aria-label=move || if playback.playing.get() { words::pause() } else { words::play() } on:click=move |_| playback.toggle()>
                {move || if playback.playing.get() { view! { <Icon symbol=Symbol::Pause/> } } else { view! { <Icon symbol=Symbol::Play/> } }}
            </button>
            <div class="track" node_ref=track>
                <div class="beats" aria-hidden="true">{names.into_iter().map(|name| view! { <span>{name}</span> }).collect_view()}</div>
                <i class="fill"></i>
                <i class="knob"></i>
                <input
                    class="track-input"
                    type="range"
                    aria-label=words::timeline()
                    min="0"
                    max=seconds.to_string()
                    step="0.1"
                    prop:value=move || format!("{:.1}", playback.at.get())
                    aria-valuetext=move || words::moment_of(amount::seconds(playback.at.get()), format!("{seconds:.0}"))
                    on:input=scrub
                />
            </div>
            <div class="time"><b>{move || amount::seconds(playback.at.get())}</b>" "{words::whole_seconds(amount::seconds(seconds))}</div>
        </div>
    }
}
