//! What photos are printed on: a view with a sky, a sun, clouds that move, water and hills.

use crate::Colour;
use drawing::scene::{Layer, Motion, Paint, Shape, Track};

/// A cloud around the origin.
fn cloud(width: f64, colour: Colour) -> Layer {
    let puff = |x: f64, y: f64, size: f64| {
        Layer::shape(Shape::circle(width * size), Paint::Flat(colour)).at(width * x, width * y)
    };
    Layer::group(vec![
        puff(-0.24, -0.03, 0.30),
        puff(0.0, -0.10, 0.42),
        puff(0.25, -0.02, 0.28),
        Layer::shape(
            Shape::rect(width * 0.94, width * 0.20, width * 0.10),
            Paint::Flat(colour),
        )
        .at(0.0, width * 0.06),
    ])
}

/// Clouds at heights and sizes given in shares of the view; they stand until a moment and then drift.
pub fn drifting(
    places: &[(f64, f64, f64)],
    (width, height): (f64, f64),
    colour: Colour,
    from: f64,
    seconds: u32,
) -> Vec<Layer> {
    let end = f64::from(seconds);
    places
        .iter()
        .map(|&(x, y, size)| {
            let way = width * 0.30 * (0.5 + size);
            let start = width * x;
            let drift = Track::fixed(start)
                .until(from)
                .to(from + 0.5, start + way * 0.06, drawing::scene::Ease::In)
                .to(end, start + way, drawing::scene::Ease::Linear);
            cloud(width * size, colour).moved(Motion {
                x: drift,
                ..Motion::still(0.0, height * y)
            })
        })
        .collect()
}

/// A body of water or land from `top` to the bottom of a view: waves as tall as `swell`, which travel.
pub fn waves(
    (width, height): (f64, f64),
    top: f64,
    swell: f64,
    colour: Colour,
    speed: f64,
    seconds: u32,
) -> Layer {
    let step = width / 4.0;
    let points: Vec<_> = (-3..=10)
        .map(|i| {
            let up = if i % 2 == 0 { -swell } else { swell };
            (f64::from(i) * step - width, top + up)
        })
        .collect();
    let end = f64::from(seconds);
    let travel = Track::fixed(0.0).to(end, speed * end, drawing::scene::Ease::Linear);
    Layer::shape(Shape::hills(&points, height), Paint::Flat(colour)).moved(Motion {
        x: travel,
        ..Motion::default()
    })
}
