//! What every break-out shares: the moment the depth swaps, and shadows that tell the distance.

use crate::FPS;
use drawing::scene::{Ease, Motion, Track};

/// The frame within a span on which a subject of this size overlaps least with what lies below `top`.
/// There the subject changes from behind the edge to the front, and nobody sees it.
pub fn swap(subject: &Motion, size: (f64, f64), top: f64, span: (f64, f64)) -> f64 {
    let overlap = |frame: u32| {
        let t = f64::from(frame) / f64::from(FPS);
        let angle = subject.turn.at(t).to_radians();
        let (sin, cos) = (libm::sin(angle).abs(), libm::cos(angle).abs());
        let half =
            (size.0 * subject.scale_x.at(t) * sin + size.1 * subject.scale_y.at(t) * cos) / 2.0;
        (subject.y.at(t) + half - top).max(0.0)
    };
    let frame = |t: f64| (t * f64::from(FPS)) as u32;
    let (first, last) = (frame(span.0), frame(span.1));
    let best = (first..last).min_by(|&a, &b| overlap(a).total_cmp(&overlap(b)));
    f64::from(best.unwrap_or(first)) / f64::from(FPS)
}

/// A track that follows any function, frame by frame.
pub fn sampled(seconds: f64, value: impl Fn(f64) -> f64) -> Track {
    let frames = (seconds * f64::from(FPS)) as u32;
    (1..=frames).fold(Track::fixed(value(0.0)), |track, frame| {
        let t = f64::from(frame) / f64::from(FPS);
        track.to(t, value(t), Ease::Linear)
    })
}

/// The subject's own movement, displaced by `near` and by up to `more` the farther (`far`, 0 to 1) the
/// surface is that its shadow falls on.
pub fn offset(
    subject: &Motion,
    far: &Track,
    near: (f64, f64),
    more: (f64, f64),
    seconds: f64,
) -> Motion {
    let sum = |own: &Track, near: f64, more: f64| {
        sampled(seconds, |t| own.at(t) + near + more * far.at(t))
    };
    Motion {
        x: sum(&subject.x, near.0, more.0),
        y: sum(&subject.y, near.1, more.1),
        ..subject.clone()
    }
}
