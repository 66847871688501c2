//! A number that counts to its new value instead of jumping, so that a change is seen.

use super::amount::grouped;
use super::peek::media;
use leptos::prelude::*;

/// How long a count lasts, in milliseconds.
const COUNT_MS: f64 = 400.0;

/// Follows `target` in a short count; at once where motion is unwelcome or nobody looks.
pub fn counted(target: Memo<i64>) -> ReadSignal<i64> {
    let (shown, show) = signal(target.get_untracked());
    Effect::new(move |_| {
        let (from, to) = (shown.get_untracked(), target.get());
        // Whoever marks a running count hears of its end as well, should it turn back before its first number.
        if from == to || document().hidden() || media("(prefers-reduced-motion: reduce)") {
            show.set(to);
        } else {
            // Whoever marks a running count hears of it before its first number.
            show.set(from);
            step(target, show, from, to, now());
        }
    });
    shown
}

/// A count that is marked while it runs: a change by one has no numbers to pass through, and is to be seen as well.
#[derive(Clone, Copy)]
pub struct Count {
    target: Memo<i64>,
    shown: ReadSignal<i64>,
}

impl Count {
    pub fn new(target: Memo<i64>) -> Self {
        let shown = counted(target);
        Self { target, shown }
    }

    /// The number to be shown now.
    pub fn shown(self) -> i64 {
        self.shown.get()
    }

    /// Whether the number is still on its way. It changes with the number alone: one that jumps never runs.
    pub fn runs(self) -> bool {
        self.shown.get() != self.target.get_untracked()
    }
}

/// The number of a count.
#[component]
pub fn Counting(count: Count) -> impl IntoView {
    view! { <span class="count" class:counting=move || count.runs()>{move || grouped(count.shown())}</span> }
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
