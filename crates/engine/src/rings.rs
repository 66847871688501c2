//! Light in rings of one colour each, as a poster prints it.
//!
//! A video has 256 steps from black to white. A shade that crosses half a dark picture takes a dozen rows for each, and
//! that is seen. The edge of a ring is meant to be seen.

use crate::Colour;
use crate::frame_art::FrameArt;
use drawing::scene::{Clip, Ease, Layer, Motion, Paint, Shape, Track};

/// How many rings lie around a light.
const SKY: usize = 7;
const PICTURE: usize = 6;

/// Where a light stands, from the first moment to the last, and how far its rings reach.
pub struct Light {
    pub x: f64,
    pub from_y: f64,
    pub to_y: f64,
    pub last_s: f64,
    pub inner: f64,
    pub outer: f64,
}

/// A dark sky or wall in rings around its light, from its colour far from the light to that near it. The outer ones hang
/// back: as the light moves, the rings widen on one side.
pub fn around(light: &Light, colours: &[Colour]) -> Vec<Layer> {
    let way = light.to_y - light.from_y;
    (1..=SKY)
        .map(|i| {
            let near = share(i, SKY);
            let disc = disc(light.inner, light.outer, near, along(colours, near));
            let y = Track::fixed(light.from_y).to(
                light.last_s,
                light.from_y + way * (0.4 + 0.6 * near),
                Ease::InOut,
            );
            let motion = Motion {
                y,
                ..Motion::still(light.x, 0.0)
            };
            disc.moved(motion).depth(0.12 + 0.14 * near)
        })
        .collect()
}

/// The light on a frame's picture: rings around the middle of its foot, from its upper colour to its lower one.
pub fn on_picture(art: &FrameArt, colours: [Colour; 2]) -> Layer {
    let picture = art.picture;
    let half = picture.height / 2.0;
    let rings = (1..=PICTURE).map(|i| {
        let near = share(i, PICTURE);
        disc(half * 0.62, half * 1.95, near, along(&colours, near)).at(0.0, half)
    });
    let clip = Clip {
        shape: Shape::rect(picture.width, picture.height, art.corner),
        motion: Motion::default(),
    };
    Layer::clipped(clip, rings.collect()).at(picture.x, picture.y)
}

fn disc(inner: f64, outer: f64, near: f64, colour: Colour) -> Layer {
    // The rings grow wider outward.
    let radius = inner + (outer - inner) * libm::pow(1.0 - near, 1.3);
    Layer::shape(Shape::circle(radius * 2.0), Paint::Flat(colour))
}

#[expect(clippy::cast_precision_loss, reason = "a handful of rings")]
fn share(i: usize, count: usize) -> f64 {
    i as f64 / count as f64
}

/// The colour at this share of the way through evenly spaced ones.
fn along(colours: &[Colour], share: f64) -> Colour {
    let place = share * colours.len().saturating_sub(1) as f64;
    let from = (place as usize).min(colours.len().saturating_sub(2));
    match colours[from..] {
        [here, next, ..] => here.mix(next, place - from as f64),
        [only] => only,
        [] => Colour::hex(0),
    }
}
