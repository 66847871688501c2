//! The parts that layers are made of: numbers, movements, shapes, paints and particles.

use super::fault::{Checked, Fault, Within, refused};
use super::{KEYS_MAX, NAME_MAX, PARTICLES_MAX, SEGMENTS_MAX, Seen};
use crate::scene::{Ease, Flow, Key, Motion, Paint, Particles, Segment, Shape, Stop, Swing, Track};
use std::ops::RangeInclusive;

/// Moments, in seconds: long before and long after any video.
pub const TIME: RangeInclusive<f64> = -3_600.0..=3_600.0;
/// Places on the stage, whose long side has 1920 units.
pub const PLACE: RangeInclusive<f64> = -100_000.0..=100_000.0;
/// Places within a shape. A curve is drawn in steps of a pixel's part, so that this bounds the work as well.
const OUTLINE: RangeInclusive<f64> = -20_000.0..=20_000.0;
/// Widths and heights that may be nothing.
pub const AMOUNT: RangeInclusive<f64> = 0.0..=20_000.0;
/// Widths and heights of what has to have some.
pub const LENGTH: RangeInclusive<f64> = 0.01..=20_000.0;
/// Angles, in degrees: a hundred turns either way.
const ANGLE: RangeInclusive<f64> = -36_000.0..=36_000.0;
/// Sizes as shares of a thing's own; below zero it is mirrored.
const SCALE: RangeInclusive<f64> = -100.0..=100.0;
pub const SHARE: RangeInclusive<f64> = 0.0..=1.0;
/// Opacities are cut to a share when they are drawn, since springs pass it.
pub const OPACITY: RangeInclusive<f64> = -10.0..=10.0;
/// Swings a second, and how fast they die away.
const PACE: RangeInclusive<f64> = 0.0..=1_000.0;
/// How long a cloud of particles is there, in seconds; it is divided by.
const LIFE: RangeInclusive<f64> = 0.01..=600.0;
/// How many colours a paint or a cloud of particles may have.
const COLOURS_MAX: usize = 32;
const SWINGS_MAX: usize = 32;

/// A number within its range; one that is not a number is within none.
pub fn number(value: f64, range: &RangeInclusive<f64>) -> Checked {
    if range.contains(&value) {
        return Ok(());
    }
    Err(refused(Fault::Number {
        found: value,
        least: *range.start(),
        most: *range.end(),
    }))
}

/// Fields with their values and ranges; of pairs each half is one.
pub fn numbers(fields: &[(&str, f64, &RangeInclusive<f64>)]) -> Checked {
    fields
        .iter()
        .try_for_each(|(field, value, range)| number(*value, range).within(field))
}

pub fn name(text: &str) -> Checked {
    if text.len() > NAME_MAX {
        return Err(refused(Fault::TooLong {
            len: text.len(),
            max: NAME_MAX,
        }));
    }
    Ok(())
}

/// Adds to a count that may not pass its limit.
pub fn more(count: &mut usize, by: usize, what: &'static str, max: usize) -> Checked {
    *count = count.saturating_add(by);
    if *count > max {
        return Err(refused(Fault::TooMany { what, max }));
    }
    Ok(())
}

/// A movement whose keys and swings all lie within a range.
pub fn track(track: &Track, range: &RangeInclusive<f64>, seen: &mut Seen) -> Checked {
    more(&mut seen.keys, track.keys.len(), "keys", KEYS_MAX).within("keys")?;
    let mut last = f64::NEG_INFINITY;
    for (index, one) in track.keys.iter().enumerate() {
        key(one, range, last).at(index).within("keys")?;
        last = one.t;
    }
    more(&mut 0, track.swings.len(), "swings", SWINGS_MAX).within("swings")?;
    for (index, one) in track.swings.iter().enumerate() {
        swing(one, range).at(index).within("swings")?;
    }
    Ok(())
}

fn key(key: &Key, range: &RangeInclusive<f64>, last: f64) -> Checked {
    numbers(&[("t", key.t, &TIME), ("v", key.v, range)])?;
    if key.t < last {
        return Err(refused(Fault::OutOfOrder)).within("t");
    }
    match key.ease {
        Ease::Spring { damping, turns } => numbers(&[
            ("ease.spring.damping", damping, &SHARE),
            ("ease.spring.turns", turns, &(0.01..=100.0)),
        ]),
        Ease::Hold | Ease::Linear | Ease::In | Ease::Out | Ease::InOut | Ease::Glide => Ok(()),
    }
}

fn swing(swing: &Swing, range: &RangeInclusive<f64>) -> Checked {
    let most = range.start().abs().max(range.end().abs());
    numbers(&[
        ("start", swing.start, &TIME),
        ("amplitude", swing.amplitude, &(-most..=most)),
        ("hz", swing.hz, &PACE),
        // Below zero it would grow for ever.
        ("decay", swing.decay, &PACE),
        ("phase", swing.phase, &(-1_000.0..=1_000.0)),
    ])
}

/// Place, turn and size, and how much larger than its own size a thing becomes at most.
pub fn motion(motion: &Motion, seen: &mut Seen) -> Checked<f64> {
    track(&motion.x, &PLACE, seen).within("x")?;
    track(&motion.y, &PLACE, seen).within("y")?;
    track(&motion.turn, &ANGLE, seen).within("turn")?;
    track(&motion.scale_x, &SCALE, seen).within("scale_x")?;
    track(&motion.scale_y, &SCALE, seen).within("scale_y")?;
    Ok(farthest(&motion.scale_x).max(farthest(&motion.scale_y)))
}

/// How near a camera comes.
pub fn zoom(zoom: &Track, seen: &mut Seen) -> Checked {
    track(zoom, &(-10.0..=10.0), seen)
}

/// How far a camera is turned.
pub fn turn(turn: &Track, seen: &mut Seen) -> Checked {
    track(turn, &ANGLE, seen)
}

/// The farthest that the keys and swings of a track take it from nothing.
fn farthest(track: &Track) -> f64 {
    let key = track.keys.iter().map(|key| key.v.abs()).fold(0.0, f64::max);
    key + track
        .swings
        .iter()
        .map(|swing| swing.amplitude.abs())
        .sum::<f64>()
}

pub fn shape(shape: &Shape, seen: &mut Seen) -> Checked {
    match shape {
        Shape::Rect {
            width,
            height,
            radius,
        } => numbers(&[
            ("width", *width, &AMOUNT),
            ("height", *height, &AMOUNT),
            ("radius", *radius, &AMOUNT),
        ])
        .within("rect"),
        Shape::Ellipse { width, height } => {
            numbers(&[("width", *width, &AMOUNT), ("height", *height, &AMOUNT)]).within("ellipse")
        }
        Shape::Path(segments) => path(segments, seen).within("path"),
    }
}

fn path(segments: &[Segment], seen: &mut Seen) -> Checked {
    more(&mut seen.segments, segments.len(), "segments", SEGMENTS_MAX)?;
    // The rasteriser wants a path to begin somewhere.
    if !matches!(segments.first(), None | Some(Segment::M(..))) {
        return Err(refused(Fault::NoStart)).at(0);
    }
    let all = |numbers: &[f64], letter: &str| {
        let mut places = numbers.iter().enumerate();
        places.try_for_each(|(at, &value)| number(value, &OUTLINE).at(at).within(letter))
    };
    for (index, segment) in segments.iter().enumerate() {
        match *segment {
            Segment::M(x, y) => all(&[x, y], "M"),
            Segment::L(x, y) => all(&[x, y], "L"),
            Segment::Q(a, b, x, y) => all(&[a, b, x, y], "Q"),
            Segment::C(a, b, c, d, x, y) => all(&[a, b, c, d, x, y], "C"),
            Segment::Z => Ok(()),
        }
        .at(index)?;
    }
    Ok(())
}

pub fn paint(paint: &Paint) -> Checked {
    match paint {
        Paint::Flat(_) => Ok(()),
        Paint::Linear {
            from,
            to,
            stops: of,
        } => numbers(&[
            ("from[0]", from.0, &OUTLINE),
            ("from[1]", from.1, &OUTLINE),
            ("to[0]", to.0, &OUTLINE),
            ("to[1]", to.1, &OUTLINE),
        ])
        .and_then(|()| stops(of))
        .within("linear"),
        Paint::Radial {
            centre,
            radius,
            stops: of,
        } => numbers(&[
            ("centre[0]", centre.0, &OUTLINE),
            ("centre[1]", centre.1, &OUTLINE),
            ("radius", *radius, &LENGTH),
        ])
        .and_then(|()| stops(of))
        .within("radial"),
    }
}

fn stops(stops: &[Stop]) -> Checked {
    more(&mut 0, stops.len(), "colours", COLOURS_MAX).within("stops")?;
    let mut last = 0.0;
    for (index, stop) in stops.iter().enumerate() {
        let order = match stop.at < last {
            true => Err(refused(Fault::OutOfOrder)),
            false => number(stop.at, &SHARE),
        };
        order.within("at").at(index).within("stops")?;
        last = stop.at;
    }
    Ok(())
}

pub fn particles(particles: &Particles, seen: &mut Seen) -> Checked {
    let count = particles.count as usize;
    more(&mut seen.particles, count, "particles", PARTICLES_MAX).within("count")?;
    let size = 0.0..=2_000.0;
    numbers(&[
        ("size[0]", particles.size.0, &size),
        ("size[1]", particles.size.1, &size),
    ])?;
    more(&mut 0, particles.colours.len(), "colours", COLOURS_MAX).within("colours")?;
    flow(&particles.flow).within("flow")
}

fn flow(flow: &Flow) -> Checked {
    match *flow {
        Flow::Drift {
            width,
            height,
            velocity,
            sway,
            twinkle,
        } => numbers(&[
            ("width", width, &AMOUNT),
            ("height", height, &AMOUNT),
            ("velocity[0]", velocity.0, &PLACE),
            ("velocity[1]", velocity.1, &PLACE),
            ("sway", sway, &PLACE),
            ("twinkle", twinkle, &SHARE),
        ])
        .within("drift"),
        Flow::Burst {
            start,
            life,
            speed,
            spread,
            angle,
            gravity,
        } => numbers(&[
            ("start", start, &TIME),
            ("life", life, &LIFE),
            ("speed[0]", speed.0, &PLACE),
            ("speed[1]", speed.1, &PLACE),
            ("spread", spread, &ANGLE),
            ("angle", angle, &ANGLE),
            ("gravity", gravity, &PLACE),
        ])
        .within("burst"),
        Flow::Gather {
            start,
            life,
            width,
            height,
            reach,
        } => numbers(&[
            ("start", start, &TIME),
            ("life", life, &LIFE),
            ("width", width, &AMOUNT),
            ("height", height, &AMOUNT),
            ("reach", reach, &PLACE),
        ])
        .within("gather"),
    }
}
