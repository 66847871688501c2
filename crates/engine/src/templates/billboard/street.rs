//! The street the billboard stands in.

use super::{Layout, flicker, steel};
use crate::Colour;
use crate::templates::Style;
use crate::templates::kit::Palette;
use drawing::rng::Rng;
use drawing::scene::{Layer, Motion, Paint, Shape, Track};

/// Houses against the sky, some of their windows lit.
pub fn city(palette: &Palette, (w, _): (f64, f64), curb: f64) -> Vec<Layer> {
    let mut rng = Rng::new(41);
    let mut layers = Vec::new();
    for (row, share) in [(0_u32, 0.16), (1, 0.30)] {
        let colour = palette.wall.1.mix(palette.shade, share);
        let lit = palette.wall.1.mix(Colour::hex(0xffe2a0), 0.75);
        let mut x = -w * 0.06;
        while x < w * 1.06 {
            let width = rng.between(90.0, 170.0);
            let height = rng.between(0.18, 0.42) * curb * if row == 0 { 1.25 } else { 0.8 };
            let middle = x + width / 2.0;
            let house = Shape::rect(width - 6.0, height, 4.0);
            layers.push(
                Layer::shape(house, Paint::Flat(colour))
                    .at(middle, curb - height / 2.0)
                    .depth(0.7),
            );
            if row == 1 {
                for _ in 0..4 {
                    let at = (
                        middle + (rng.unit() - 0.5) * width * 0.6,
                        curb - height * rng.between(0.2, 0.9),
                    );
                    let window = Shape::rect(12.0, 18.0, 2.0);
                    layers.push(
                        Layer::shape(window, Paint::Flat(lit.alpha(0.8)))
                            .at(at.0, at.1)
                            .depth(0.7),
                    );
                }
            }
            x += width;
        }
    }
    layers
}

pub fn posts(layout: &Layout, palette: &Palette) -> Vec<Layer> {
    let board = layout.board;
    let long = layout.curb + 14.0 - board.bottom();
    let colour = steel(palette);
    let paint = Paint::linear(
        (-20.0, 0.0),
        (20.0, 0.0),
        &[
            colour.mix(Colour::hex(0xffffff), 0.22),
            colour,
            colour.mix(Colour::hex(0), 0.2),
        ],
    );
    [-0.28, 0.28]
        .into_iter()
        .map(|share| {
            Layer::shape(Shape::rect(38.0, long + 20.0, 4.0), paint.clone()).at(
                board.x + board.width * share,
                board.bottom() + long / 2.0 - 6.0,
            )
        })
        .collect()
}

pub fn pavement_colour(palette: &Palette) -> Colour {
    match palette.style {
        Style::Studio => Colour::oklch(0.93, 0.012, 250.0),
        Style::Dusk => Colour::oklch(0.24, 0.04, 275.0),
        Style::Bold => Colour::oklch(0.90, 0.09, 95.0),
    }
}

/// The pavement with its curb and slabs; the light of the board falls on it.
pub fn pavement(layout: &Layout, palette: &Palette, (w, h): (f64, f64)) -> Vec<Layer> {
    let ground = pavement_colour(palette);
    let deep = h - layout.curb + 80.0;
    let edge = ground.mix(palette.shade, 0.30);
    let mut layers = vec![
        Layer::shape(Shape::rect(w * 1.2, deep, 0.0), Paint::Flat(ground))
            .at(w / 2.0, layout.curb + deep / 2.0),
        Layer::shape(Shape::rect(w * 1.2, 12.0, 0.0), Paint::Flat(edge)).at(w / 2.0, layout.curb),
    ];
    let middle = w / 2.0;
    for i in -4..=4 {
        let x = f64::from(i) * w * 0.17;
        let joint = Shape::polygon(&[
            (middle + x - 2.0, layout.curb),
            (middle + x + 2.0, layout.curb),
            (middle + x * 1.8 + 4.0, h + 40.0),
            (middle + x * 1.8 - 4.0, h + 40.0),
        ]);
        layers.push(Layer::shape(joint, Paint::Flat(edge.alpha(0.28))));
    }
    if palette.style == Style::Dusk {
        let light = Paint::radial(
            (0.0, 0.0),
            w * 0.5,
            &[palette.picture.1.alpha(0.20), palette.picture.1.alpha(0.0)],
        );
        layers.push(
            Layer::shape(Shape::circle(w), light)
                .moved(Motion {
                    scale_y: Track::fixed(0.30),
                    ..Motion::still(middle, layout.curb + 40.0)
                })
                .opacity(flicker()),
        );
    }
    layers
}
