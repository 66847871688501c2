//! A quotation mark whose two strokes are the leaves of a door.

use super::super::kit::{Palette, Plane, on_plane, sine};
use crate::Colour;
use drawing::scene::{Clip, Layer, Motion, Paint, Picture, Segment, Shape, Sprite, Track};

/// The mark's height in its own units, and the width of one stroke.
pub const HIGH: f64 = 200.0;
pub const WIDE: f64 = 116.0;
/// Where the full part of a stroke begins, seen from the mark's middle.
pub const FULL: f64 = -HIGH / 2.0 + HIGH * 0.46;

/// One stroke: a block with rounded corners, and a tail that bends to the right above it. `from` is its left
/// edge.
fn stroke(from: f64) -> Vec<Segment> {
    let (l, r) = (from, from + WIDE);
    let (top, bottom) = (-HIGH / 2.0, HIGH / 2.0);
    let round = 13.0;
    vec![
        Segment::M(l, bottom - round),
        Segment::L(l, -8.0),
        Segment::C(l, -62.0, l + 36.0, top, l + 92.0, top),
        Segment::L(r - 10.0, top),
        Segment::Q(r - 2.0, top, r - 2.0, top + 10.0),
        Segment::L(r - 2.0, top + 26.0),
        Segment::Q(r - 2.0, top + 35.0, r - 12.0, top + 36.0),
        Segment::C(l + 76.0, top + 40.0, l + 64.0, top + 62.0, l + 62.0, FULL),
        Segment::L(r - round, FULL),
        Segment::Q(r, FULL, r, FULL + round),
        Segment::L(r, bottom - round),
        Segment::Q(r, bottom, r - round, bottom),
        Segment::L(l + round, bottom),
        Segment::Q(l, bottom, l, bottom - round),
        Segment::Z,
    ]
}

/// The opening behind both leaves.
pub fn opening(motion: &Motion) -> Clip {
    let both = [stroke(-WIDE), stroke(0.0)].concat();
    Clip {
        shape: Shape::Path(both),
        motion: motion.clone(),
    }
}

/// The whole mark as a sprite, for its shadow.
pub fn sprite() -> Sprite {
    let both = Shape::Path([stroke(-WIDE), stroke(0.0)].concat());
    Sprite {
        width: WIDE * 2.0,
        height: HIGH,
        picture: Picture::Drawn(vec![Layer::shape(both, Paint::Flat(Colour::hex(0)))]),
    }
}

/// Where the door will be, hardly seen on the card.
pub fn hint(at: (f64, f64), height: f64, palette: &Palette) -> Layer {
    let both = Shape::Path([stroke(-WIDE), stroke(0.0)].concat());
    let motion = Motion::still(at.0, at.1).sized(Track::fixed(height / HIGH));
    Layer::shape(both, Paint::Flat(palette.accent.alpha(0.10))).moved(motion)
}

/// The leaves, swung open by `angle` degrees, about their outer edges.
pub fn leaves(motion: &Motion, angle: &Track, palette: &Palette, seconds: u32) -> Vec<Layer> {
    let (colour, dark) = palette.binding();
    let leaf = |side: f64| {
        // Each leaf is drawn from its hinge on.
        let from = if side < 0.0 { 0.0 } else { -WIDE };
        let shape = Shape::Path(stroke(from));
        let shade = Layer::shape(shape.clone(), Paint::Flat(dark))
            .opacity(angle.clone().scaled(1.0 / 130.0));
        on_plane(
            vec![Layer::shape(shape, Paint::Flat(colour)), shade],
            seconds,
            |t| {
                let (sin, cos) = sine(angle.at(t));
                let (wide, high) = (motion.scale_x.at(t), motion.scale_y.at(t));
                let hinge = side * WIDE * wide;
                Plane {
                    at: (motion.x.at(t) + hinge, motion.y.at(t)),
                    // It opens towards us, and we see it from a little above.
                    right: (cos * wide, -side * sin * 0.24 * wide),
                    down: (0.0, high),
                }
            },
        )
    };
    vec![leaf(-1.0), leaf(1.0)]
}

/// What is behind the door: depth, and a warm light from the far end.
pub fn inside(palette: &Palette) -> Vec<Layer> {
    let (light, deep) = (Colour::oklch(0.95, 0.09, 90.0), palette.shade);
    let glow = palette.accent.mix(light, 0.55);
    let depth = Paint::radial(
        (0.0, HIGH * 0.2),
        HIGH * 0.95,
        &[light, glow, palette.accent.mix(deep, 0.35), deep],
    );
    vec![Layer::shape(
        Shape::rect(WIDE * 2.2, HIGH * 1.1, 0.0),
        depth,
    )]
}
