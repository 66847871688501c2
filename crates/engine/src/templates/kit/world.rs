//! The worlds of the three styles.

use super::{Palette, motes};
use crate::Colour;
use crate::frame_art::FrameArt;
use crate::rings::{self, Light};
use crate::templates::Style;
use drawing::scene::{Ease, Layer, Motion, Paint, Shape, Track};

/// Wall and light. `light` is where the light comes from or falls, which is behind the subject.
pub fn world(palette: &Palette, (w, h): (f64, f64), light: (f64, f64), seconds: u32) -> Vec<Layer> {
    // Wider than the stage, for cameras that follow a subject to the side.
    let whole = Shape::rect(w * 1.35, h * 1.1, 0.0);
    let wall = Paint::linear(
        (0.0, -h * 0.55),
        (0.0, h * 0.55),
        &[palette.wall.0, palette.wall.1],
    );
    let wall = if palette.style == Style::Studio {
        wall
    } else {
        Paint::Flat(palette.wall.0)
    };
    let mut layers = vec![Layer::shape(whole, wall).at(w / 2.0, h / 2.0).depth(0.3)];
    let reach = w.max(h);
    match palette.style {
        Style::Studio => layers.push(glow(palette.halo, reach * 0.46).at(light.0, light.1)),
        Style::Dusk => {
            let soft = palette.halo.mix(palette.accent, 0.2);
            let rings = Light {
                x: light.0,
                from_y: light.1 + h * 0.02,
                to_y: light.1 - h * 0.02,
                last_s: f64::from(seconds),
                inner: reach * 0.15,
                outer: reach * 0.62,
            };
            layers.extend(rings::around(
                &rings,
                &[palette.wall.0, palette.wall.1, soft],
            ));
            layers.push(motes(16, palette.accent.alpha(0.35), (w, h)).depth(0.6));
        }
        Style::Bold => {
            let disc = reach * 1.25;
            let rise = Track::fixed(light.1 + disc * 0.52).to(
                f64::from(seconds),
                light.1 + disc * 0.46,
                Ease::InOut,
            );
            layers.push(
                Layer::shape(Shape::circle(disc), Paint::Flat(palette.halo))
                    .moved(Motion {
                        y: rise,
                        ..Motion::still(light.0, 0.0)
                    })
                    .depth(0.5),
            );
        }
    }
    layers
}

/// What lies on a frame's picture: in the dark its light is in rings like the wall's.
pub fn light_picture(art: &mut FrameArt, palette: &Palette) {
    if palette.style == Style::Dusk {
        let colours = [palette.picture.0, palette.picture.1];
        art.body.push(rings::on_picture(art, colours));
    }
}

fn glow(colour: Colour, radius: f64) -> Layer {
    let paint = Paint::radial(
        (0.0, 0.0),
        radius,
        &[
            colour,
            colour.alpha(0.62),
            colour.alpha(0.2),
            colour.alpha(0.0),
        ],
    );
    Layer::shape(Shape::circle(radius * 2.0), paint).depth(0.4)
}
