//! The parcel: its material, its parts and its label.

use crate::Colour;
use crate::frame_art::Inset;
use crate::templates::Style;
use crate::templates::kit::Palette;
use drawing::scene::{Layer, Paint, Shape};

/// How much higher the back edge is seen than the front edge.
pub fn rise(height: f64) -> f64 {
    height * 0.17
}

/// The box's material.
pub struct Kraft {
    front: Colour,
    pub top: Colour,
    inside: Colour,
    tape: Colour,
    pub paper: Colour,
    mark: Colour,
}

impl Kraft {
    pub fn of(palette: &Palette) -> Self {
        let c = Colour::oklch;
        let (front, top, inside, tape) = match palette.style {
            Style::Studio => (
                c(0.74, 0.072, 70.0),
                c(0.82, 0.065, 74.0),
                c(0.40, 0.05, 60.0),
                c(0.86, 0.055, 80.0),
            ),
            Style::Dusk => (
                c(0.36, 0.09, 300.0),
                c(0.45, 0.10, 304.0),
                c(0.14, 0.04, 296.0),
                c(0.78, 0.12, 66.0),
            ),
            Style::Bold => (
                c(0.50, 0.19, 264.0),
                c(0.60, 0.17, 262.0),
                c(0.26, 0.10, 266.0),
                c(0.93, 0.10, 95.0),
            ),
        };
        Self {
            front,
            top,
            inside,
            tape,
            paper: palette.paper(),
            mark: c(0.28, 0.03, 270.0),
        }
    }

    /// The inner back of the box, dark toward the bottom. All parts stand on the origin.
    pub fn inside(&self, (w, h): (f64, f64)) -> Vec<Layer> {
        let (half, back, rise) = (w / 2.0, w * 0.45, rise(h));
        let hole = Shape::polygon(&[
            (-half, -h),
            (-back, -h - rise),
            (back, -h - rise),
            (half, -h),
            (half, -h * 0.5),
            (-half, -h * 0.5),
        ]);
        let paint = Paint::linear(
            (0.0, -h - rise),
            (0.0, -h + 20.0),
            &[self.inside.mix(self.front, 0.45), self.inside],
        );
        vec![Layer::shape(hole, paint)]
    }

    pub fn front(&self, (w, h): (f64, f64)) -> Vec<Layer> {
        let face = Paint::linear(
            (-w / 2.0, -h / 2.0),
            (w / 2.0, h / 2.0),
            &[
                self.front.mix(self.top, 0.5),
                self.front,
                self.front.mix(self.inside, 0.22),
            ],
        );
        let strip = Layer::shape(
            Shape::rect(w * 0.15, h, 0.0),
            Paint::Flat(self.tape.alpha(0.75)),
        );
        let lip = Layer::shape(Shape::rect(w, 7.0, 3.0), Paint::Flat(self.top));
        let corner = (w * 0.40, -h * 0.14);
        let arrow = |dx: f64| {
            Layer::line(
                Shape::svg("M0 34L0 0M-13 14L0 0L13 14"),
                6.0,
                self.mark.alpha(0.45),
            )
            .at(corner.0 + dx, corner.1 - 30.0)
        };
        vec![
            Layer::shape(Shape::rect(w, h, 6.0), face).at(0.0, -h / 2.0),
            strip.at(w * 0.08, -h / 2.0),
            lip.at(0.0, -h),
            arrow(-20.0),
            arrow(24.0),
        ]
    }

    /// The address label: lines, and a code of bars.
    pub fn label(&self, (w, h): (f64, f64)) -> Vec<Layer> {
        let place = self.label_place((w, h));
        vec![Layer::group(self.label_art(place.width, place.height)).at(place.x, place.y)]
    }

    pub fn label_place(&self, (w, h): (f64, f64)) -> Inset {
        Inset {
            x: -w * 0.27,
            y: -h * 0.34,
            width: w * 0.38,
            height: h * 0.44,
        }
    }

    pub fn label_art(&self, w: f64, h: f64) -> Vec<Layer> {
        let ink = self.mark.alpha(0.8);
        let bar = |x: f64, y: f64, width: f64, height: f64, colour| {
            Layer::shape(
                Shape::rect(width, height, height.min(width) * 0.3),
                Paint::Flat(colour),
            )
            .at(x, y)
        };
        let mut layers = vec![
            bar(0.0, 0.0, w, h, self.paper),
            bar(-w * 0.10, -h * 0.30, w * 0.62, h * 0.11, ink),
            bar(-w * 0.18, -h * 0.10, w * 0.46, h * 0.07, ink.alpha(0.45)),
        ];
        layers[0] = Layer::shape(Shape::rect(w, h, 8.0), Paint::Flat(self.paper));
        for (i, thick) in [3.0, 1.5, 2.2, 1.2, 3.2, 1.6, 2.6, 1.2, 2.0, 3.0]
            .into_iter()
            .enumerate()
        {
            let x = -w * 0.38 + w * 0.085 * i as f64;
            layers.push(bar(x, h * 0.24, w * 0.012 * thick, h * 0.28, ink));
        }
        layers
    }

    /// The lid: its top as seen from a little above, and its rim in front.
    pub fn lid(&self, (w, h): (f64, f64)) -> Vec<Layer> {
        let (half, back, rise, rim) = (w / 2.0 + 12.0, w * 0.45 + 8.0, rise(h), h * 0.17);
        let top = Shape::polygon(&[(-half, 0.0), (-back, -rise), (back, -rise), (half, 0.0)]);
        let strip = Shape::polygon(&[
            (w * 0.08 - w * 0.075, 0.0),
            (w * 0.07 - w * 0.068, -rise),
            (w * 0.07 + w * 0.068, -rise),
            (w * 0.08 + w * 0.075, 0.0),
        ]);
        let side = Paint::linear(
            (-half, 0.0),
            (half, 0.0),
            &[
                self.front.mix(self.top, 0.7),
                self.front.mix(self.top, 0.25),
            ],
        );
        vec![
            Layer::shape(top, Paint::Flat(self.top)),
            Layer::shape(strip, Paint::Flat(self.tape)),
            Layer::shape(
                Shape::rect(half * 2.0, 16.0, 0.0),
                Paint::linear(
                    (0.0, -8.0),
                    (0.0, 8.0),
                    &[self.inside.alpha(0.30), self.inside.alpha(0.0)],
                ),
            )
            .at(0.0, rim + 8.0),
            Layer::shape(Shape::rect(half * 2.0, rim, 5.0), side).at(0.0, rim / 2.0),
            Layer::shape(
                Shape::rect(w * 0.15, rim, 0.0),
                Paint::Flat(self.tape.mix(self.front, 0.12)),
            )
            .at(w * 0.08, rim / 2.0),
        ]
    }
}
