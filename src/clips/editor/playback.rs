//! What plays on the stage, and where in it one is.

use super::desk::{Desk, Phase};
use super::player::{Live, Player, now_ms};
use crate::clips::status::RenderStatus;
use leptos::html::{Canvas, Video};
use leptos::prelude::*;
use leptos::reactive::send_wrapper_ext::SendOption;
use web_sys::HtmlMediaElement;

/// How far the sound may be from the pictures, in seconds, before it is moved: less than one notices.
const OFF_BEAT_S: f64 = 0.12;

/// What plays and where; shared by the canvas, the video and the timeline.
#[derive(Clone, Copy)]
pub struct Playback {
    pub desk: Desk,
    pub canvas: NodeRef<Canvas>,
    pub video: NodeRef<Video>,
    /// Only the browser ever has one, so the server may drop its nothing on whatever thread it likes.
    pub player: StoredValue<SendOption<Player>>,
    pub live: RwSignal<Live>,
    pub playing: RwSignal<bool>,
    /// Seconds from the start.
    pub at: RwSignal<f64>,
    /// Whether the still that stands for the whole is on the stage, and nobody has gone to a moment yet.
    resting: StoredValue<bool>,
}

impl Playback {
    pub fn new(desk: Desk) -> Self {
        let still = desk
            .film
            .with_value(|film| f64::from(film.still) / f64::from(film.fps));
        Self {
            desk,
            canvas: NodeRef::new(),
            video: NodeRef::new(),
            player: StoredValue::new(SendOption::new_local(None)),
            live: RwSignal::new(Live::Loading),
            playing: RwSignal::new(false),
            at: RwSignal::new(still),
            resting: StoredValue::new(true),
        }
    }

    pub fn seconds(self) -> f64 {
        self.desk
            .film
            .with_value(crate::clips::status::Film::seconds)
    }

    /// The version whose finished file is on the stage, if one is.
    pub fn finished(self) -> Option<String> {
        matches!(self.desk.phase.get(), Phase::Ready | Phase::Downloaded)
            .then(|| self.desk.current())
            .flatten()
            .filter(|version| matches!(version.render, RenderStatus::Ready { .. }))
            .map(|version| version.hash)
    }

    /// The element of the finished file, while it is on the stage.
    pub fn film(self) -> Option<web_sys::HtmlVideoElement> {
        self.video.get_untracked().filter(|video| !video.hidden())
    }

    fn frame(self, at: f64) -> u32 {
        self.desk.film.with_value(|film| {
            ((at * f64::from(film.fps) + 0.5) as u32).min(film.frames.saturating_sub(1))
        })
    }

    /// Draws the frame of this moment, if the engine is what is on the stage.
    pub fn draw(self, passing: bool) {
        let index = self.frame(self.at.get_untracked());
        self.player.with_value(|player| {
            if let Some(player) = &**player {
                player.show(index, passing);
                if passing && !self.playing.get_untracked() {
                    // Once this quick one is drawn and nothing else was asked for, the exact one follows.
                    let player = player.clone();
                    let settled = move || {
                        if self.frame(self.at.get_untracked()) == index
                            && !self.playing.get_untracked()
                        {
                            player.show(index, false);
                        }
                    };
                    set_timeout(settled, std::time::Duration::from_millis(180));
                }
            }
        });
    }

    /// Moves to a moment.
    pub fn seek(self, to: f64) {
        let to = to.clamp(0.0, self.seconds());
        self.resting.set_value(false);
        self.at.set(to);
        if let Some(video) = self.film() {
            video.set_current_time(to);
        }
        self.draw(true);
    }

    pub fn toggle(self) {
        if self.playing.get_untracked() {
            self.pause()
        } else {
            self.play()
        }
    }

    pub fn pause(self) {
        self.stop();
        self.draw(false);
    }

    /// Ends playing, with its sound, and leaves the picture to whoever goes on.
    pub fn stop(self) {
        if let Some(video) = self.film() {
            // Pausing what does not play is without effect.
            let _already_paused = video.pause();
        }
        // Who listens to the sound alone goes on listening.
        if self.playing.get_untracked() {
            self.pause_bed();
        }
        self.playing.set(false);
    }

    fn pause_bed(self) {
        if let Some(bed) = self.desk.bed.get_untracked() {
            let _already_paused = bed.pause();
        }
    }

    /// Plays with its sound unless the person muted it: from here, or from the start when this is the end or a moment that
    /// nobody chose.
    pub fn play(self) {
        self.start(self.desk.muted.get_untracked());
    }

    /// Plays from the start, whether or not it is playing.
    pub fn play_again(self) {
        self.pause();
        self.seek(0.0);
        // The frame that was asked for before still finds it paused, and ends what was playing.
        request_animation_frame(move || self.play());
    }

    /// Plays without its sound, as nobody pressed play.
    pub fn play_silently(self) {
        self.start(true);
    }

    fn start(self, muted: bool) {
        let at = self.at.get_untracked();
        let chosen = !self.resting.get_value() && at < self.seconds() - 0.2;
        let from = if chosen { at } else { 0.0 };
        self.resting.set_value(false);
        self.at.set(from);
        self.playing.set(true);
        match self.film() {
            Some(video) => {
                video.set_muted(muted);
                video.set_current_time(from);
                run(video.play());
                // The film brings the sound itself; who was listening to the bed alone would hear it twice.
                self.pause_bed();
                self.follow_film();
            }
            None => self.follow_clock(now_ms(), from),
        }
    }

    fn follow_film(self) {
        request_animation_frame(move || {
            let Some(video) = self.film().filter(|_| self.playing.get_untracked()) else {
                return;
            };
            self.at.set(video.current_time());
            if video.ended() {
                self.at.set(self.seconds());
                return self.playing.set(false);
            }
            self.follow_film();
        });
    }

    /// Has the sound bed play along with the draft. It follows the pictures, since it may arrive after they began.
    fn keep_bed_at(self, at: f64) {
        let Some(bed) = self.desk.bed.get_untracked() else {
            return;
        };
        bed.set_muted(self.desk.muted.get_untracked());
        if bed.ready_state() < HtmlMediaElement::HAVE_CURRENT_DATA || bed.seeking() {
            return;
        }
        if (bed.current_time() - at).abs() > OFF_BEAT_S {
            bed.set_current_time(at);
        }
        if bed.paused() {
            run(bed.play());
        }
    }

    fn follow_clock(self, started_ms: f64, from: f64) {
        request_animation_frame(move || {
            if !self.playing.get_untracked() || self.film().is_some() {
                return;
            }
            // Nothing of it passes unseen while the engine is still on its way.
            if self.live.get_untracked() == Live::Loading {
                return self.follow_clock(now_ms(), self.at.get_untracked());
            }
            let at = from + (now_ms() - started_ms) / 1_000.0;
            if at >= self.seconds() {
                self.at.set(self.seconds());
                return self.pause();
            }
            self.at.set(at);
            self.draw(true);
            self.keep_bed_at(at);
            self.follow_clock(started_ms, from);
        });
    }
}

/// Awaits what a player answers when it is told to play. It fails only when it was paused or taken away meanwhile.
fn run(started: Result<js_sys::Promise, wasm_bindgen::JsValue>) {
    if let Ok(started) = started {
        leptos::task::spawn_local(async move {
            let _paused_meanwhile = wasm_bindgen_futures::JsFuture::from(started).await;
        });
    }
}
