//! A number that counts to its new value instead of jumping, so that a change is seen.

use super::peek::media;
use leptos::prelude::*;

/// How long a count lasts, in milliseconds.
const COUNT_MS: f64 = 400.0;

/// Follows `target` in a short count; at once where motion is unwelcome or nobody looks.
pub fn counted(target: Memo<i64>) -> ReadSignal<i64> {
    let (shown, show) = signal(target.get_untracked());
    Effect::new(move |_| {
        let (from, to) = (shown.get_untracked(), target.get());
        if from == to {
            return;
        }
        if document().hidden() || media("(prefers-reduced-motion: reduce)") {
            show.set(to);
        } else {
            step(target, show, from, to, now());
        }
    });
    shown
}

/// Draws the next number of a count until it is done or another one has taken over.
fn step(target: Memo<i64>, show: WriteSignal<i64>, from: i64, to: i64, start: f64) {
    request_animation_frame(move || {
        if target.get_untracked() != to {
            return;
        }
        let part = ((now() - start) / COUNT_MS).min(1.0);
        if part >= 1.0 {
            show.set(to);
        } else {
            show.set(from + ((to - from) as f64 * part) as i64);
            step(target, show, from, to, start);
        }
    });
}

fn now() -> f64 {
    window().performance().map_or(0.0, |clock| clock.now())
}
