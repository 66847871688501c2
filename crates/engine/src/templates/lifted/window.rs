//! A browser's window as a thing in space.

use super::super::kit::{Palette, Space, on_plane};
use crate::Colour;
use drawing::scene::{Clip, Kind, Layer, Motion, Paint, Shape, Track};

/// The height of the bar, as a share of the window's width.
const BAR: f64 = 0.062;
/// How many outlines its edge is made of, and how thick it is in units.
const EDGE: u32 = 6;
const DEEP: f64 = 22.0;

pub struct Window {
    pub size: (f64, f64),
    /// The page's middle, seen from the window's.
    pub page: f64,
    radius: f64,
    bar: f64,
}

impl Window {
    /// Around a page of this size.
    pub fn new((width, height): (f64, f64)) -> Self {
        let bar = width * BAR;
        Self {
            size: (width, height + bar),
            page: bar / 2.0,
            radius: width * 0.024,
            bar,
        }
    }

    /// The window, and what its page shows.
    pub fn layers(
        &self,
        space: &Space,
        page: Vec<Layer>,
        palette: &Palette,
        seconds: u32,
    ) -> Vec<Layer> {
        let (w, h) = self.size;
        let whole =
            |colour: Colour| Layer::shape(Shape::rect(w, h, self.radius), Paint::Flat(colour));
        let on = |height: f64, layers| on_plane(layers, seconds, |t| space.face(t, height));
        let edge = palette.paper().mix(palette.shade, 0.35);
        let shadow = Layer::new(Kind::BoxShadow {
            width: w - 20.0,
            height: h - 20.0,
            radius: self.radius,
            blur: Track::fixed(if palette.hard() { 0.5 } else { 34.0 }),
            colour: palette.shade.alpha(0.36),
        });
        let mut layers = vec![on(-DEEP, vec![shadow.at(18.0, 44.0)])];
        layers.extend((0..EDGE).map(|i| {
            let share = f64::from(i) / f64::from(EDGE);
            on(
                -DEEP * (1.0 - share),
                vec![whole(edge.mix(palette.shade, 0.3 * (1.0 - share)))],
            )
        }));
        let clip = Clip {
            shape: Shape::rect(w, h, self.radius),
            motion: Motion::default(),
        };
        let page = Layer::group(page).at(0.0, self.page);
        let mut face = vec![page];
        face.extend(self.chrome(palette));
        layers.push(on(
            0.0,
            vec![whole(palette.paper()), Layer::clipped(clip, face)],
        ));
        layers
    }

    fn chrome(&self, palette: &Palette) -> Vec<Layer> {
        let (w, h) = self.size;
        let y = (self.bar - h) / 2.0;
        let ground = palette.paper().mix(palette.shade, 0.10);
        let pill = self.bar * 0.52;
        let mut layers = vec![
            Layer::shape(Shape::rect(w, self.bar, 0.0), Paint::Flat(ground)).at(0.0, y),
            Layer::shape(
                Shape::rect(w * 0.46, pill, pill / 2.0),
                Paint::Flat(palette.paper()),
            )
            .at(0.0, y),
            Layer::shape(
                Shape::rect(w * 0.16, pill * 0.26, pill * 0.13),
                Paint::Flat(palette.shade.alpha(0.35)),
            )
            .at(-w * 0.12, y),
        ];
        let dots = [0xec6a5e_u32, 0xf4bf4f, 0x61c554];
        layers.extend(dots.iter().zip([0.5, 0.92, 1.34]).map(|(&colour, x)| {
            let dot = Shape::circle(self.bar * 0.26);
            Layer::shape(dot, Paint::Flat(Colour::hex(colour))).at(x * self.bar - w / 2.0, y)
        }));
        layers
    }
}
