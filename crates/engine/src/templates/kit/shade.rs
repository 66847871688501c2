//! Shadows that tell how far away a thing is: sharp and close while it touches, soft and low when it floats.

use super::Palette;
use crate::leap;
use drawing::scene::{Kind, Layer, Motion, Paint, Shape, Stop, Track};

/// A shadow where the thing touches its surface, and what is added when it is far from it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shade {
    pub near: (f64, f64),
    pub more: (f64, f64),
    pub blur: (f64, f64),
    pub opacity: (f64, f64),
}

impl Shade {
    /// On the frame right behind it.
    pub const FRAME: Self = Self {
        near: (4.0, 6.0),
        more: (14.0, 40.0),
        blur: (8.0, 32.0),
        opacity: (0.45, 0.26),
    };
    /// On the wall behind the frame.
    pub const WALL: Self = Self {
        near: (8.0, 12.0),
        more: (26.0, 70.0),
        blur: (12.0, 42.0),
        opacity: (0.36, 0.22),
    };
}

/// A shade in one style: the nearest offset and what the distance adds to it, along x and y, and how soft
/// and strong it is over time.
pub struct Told {
    pub x: (f64, f64),
    pub y: (f64, f64),
    pub blur: Track,
    pub opacity: Track,
}

impl Shade {
    /// What it looks like for a thing this far away. Bold styles have shadows with an edge, which move by
    /// the same rule.
    pub fn told(&self, far: &Track, palette: &Palette) -> Told {
        let between =
            |(near, far_away): (f64, f64)| far.clone().scaled(far_away - near).shifted(near);
        if palette.hard() {
            let offset = (self.near.1 * 1.2, self.more.1 * 0.7);
            return Told {
                x: offset,
                y: offset,
                blur: Track::fixed(0.0),
                opacity: Track::fixed(0.30),
            };
        }
        Told {
            x: (self.near.0, self.more.0),
            y: (self.near.1, self.more.1),
            blur: between(self.blur),
            opacity: between(self.opacity),
        }
    }
}

/// The shadow of a sprite that moves; `far` is its distance from the surface, 0 to 1, over time.
pub fn cast(
    sprite: usize,
    subject: &Motion,
    far: &Track,
    shade: Shade,
    palette: &Palette,
    seconds: u32,
) -> Layer {
    let told = shade.told(far, palette);
    let (near, more) = ((told.x.0, told.y.0), (told.x.1, told.y.1));
    let (blur, opacity) = (told.blur, told.opacity);
    Layer::new(Kind::CastShadow {
        sprite,
        blur,
        colour: palette.shade,
    })
    .moved(leap::offset(subject, far, near, more, f64::from(seconds)))
    .opacity(opacity)
}

/// The shadow of a thing on the floor it falls to: dark and as wide as the thing while it stands, wide and
/// faint while it is up. `feet` is how far its lowest point lies below its origin at size 1.
pub fn on_floor(
    thing: &Motion,
    (width, feet): (f64, f64),
    floor: f64,
    palette: &Palette,
    seconds: u32,
) -> Layer {
    let lift = |t: f64| {
        let lowest = thing.y.at(t) + feet * thing.scale_y.at(t);
        ((floor - lowest) / 500.0).clamp(0.0, 1.0)
    };
    let sampled = |value: &dyn Fn(f64) -> f64| leap::sampled(f64::from(seconds), value);
    let size = sampled(&|t| thing.scale_x.at(t) * (1.0 + 0.35 * lift(t)));
    let dark = if palette.hard() { 0.30 } else { 0.42 };
    let radius = width * 0.62;
    let edge = if palette.hard() { 0.98 } else { 0.35 };
    let stops = [(0.0, 1.0), (edge, 0.85), (1.0, 0.0)].map(|(at, share)| Stop {
        at,
        colour: palette.shade.alpha(dark * share),
    });
    let paint = Paint::Radial {
        centre: (0.0, 0.0),
        radius,
        stops: stops.to_vec(),
    };
    Layer::shape(Shape::circle(radius * 2.0), paint)
        .moved(Motion {
            x: thing.x.clone(),
            y: Track::fixed(floor),
            turn: Track::fixed(0.0),
            scale_x: size.clone(),
            scale_y: size.scaled(0.11),
        })
        .opacity(sampled(&|t| 1.0 - 0.72 * lift(t)))
}
