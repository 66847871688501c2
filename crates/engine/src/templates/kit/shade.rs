//! Shadows that tell how far away a thing is: sharp and close while it touches, soft and low when it floats.

use super::Palette;
use crate::leap;
use crate::scene::{Kind, Layer, Motion, Track};

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

/// The shadow of a sprite that moves; `far` is its distance from the surface, 0 to 1, over time. Bold
/// styles have shadows with an edge, which move by the same rule.
pub fn cast(
    sprite: usize,
    subject: &Motion,
    far: &Track,
    shade: Shade,
    palette: &Palette,
    seconds: u32,
) -> Layer {
    let between = |(near, far_away): (f64, f64)| far.clone().scaled(far_away - near).shifted(near);
    let (near, more, blur, opacity) = if palette.hard() {
        let (near, more) = (shade.near, shade.more);
        (
            (near.1 * 1.2, near.1 * 1.2),
            (more.1 * 0.7, more.1 * 0.7),
            Track::fixed(0.0),
            Track::fixed(0.30),
        )
    } else {
        (
            shade.near,
            shade.more,
            between(shade.blur),
            between(shade.opacity),
        )
    };
    Layer::new(Kind::CastShadow {
        sprite,
        blur,
        colour: palette.shade,
    })
    .moved(leap::offset(subject, far, near, more, f64::from(seconds)))
    .opacity(opacity)
}
