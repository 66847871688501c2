//! The hole in the poster, and what becomes of its paper.

use super::{LAND, OPEN, TEAR, TEMPLATE};
use crate::Colour;
use crate::frame_art::Inset;
use crate::templates::kit::{Act, Palette, Pose, torn};
use drawing::scene::{Ease, Layer, Motion, Paint, Shape, Track};

/// Where the paper tore and how far.
pub struct Tear {
    middle: (f64, f64),
    radius: (f64, f64),
    pub shape: Shape,
    pub motion: Motion,
}

impl Tear {
    pub fn new(poster: Inset, size: (f64, f64)) -> Self {
        let radius = (
            (size.0 * 0.50).min(poster.width * 0.38),
            (size.1 * 0.46).min(poster.height * 0.36),
        );
        let radius = (
            radius.0.max(poster.width * 0.26),
            radius.1.max(poster.height * 0.2),
        );
        let open = Track::fixed(0.05)
            .until(TEAR)
            .to(TEAR + 0.4, 1.0, Ease::SPRING);
        let middle = (poster.x, poster.y);
        Self {
            middle,
            radius,
            shape: torn(5, 22, radius, 0.16),
            motion: Motion::still(middle.0, middle.1).sized(open),
        }
    }

    /// Torn paper, and the dark behind it.
    pub fn hole(&self, palette: &Palette) -> Vec<Layer> {
        let rim = torn(9, 26, (self.radius.0 + 16.0, self.radius.1 + 16.0), 0.13);
        let dark = palette.shade.mix(Colour::hex(0x0b0a12), 0.62);
        let depth = Paint::linear(
            (0.0, -self.radius.1),
            (0.0, self.radius.1),
            &[
                dark.mix(Colour::hex(0), 0.5),
                dark,
                dark.mix(palette.accent, 0.22),
            ],
        );
        let end = f64::from(TEMPLATE.seconds);
        let part = |shape: Shape, paint| {
            Layer::shape(shape, paint)
                .moved(self.motion.clone())
                .during(TEAR, end)
        };
        vec![
            part(rim, Paint::Flat(palette.paper())),
            part(self.shape.clone(), depth),
        ]
    }

    /// Tongues of paper that fold outward from the hole's rim.
    pub fn flaps(&self, palette: &Palette) -> Vec<Layer> {
        let (rx, ry) = self.radius;
        [24.0, 80.0, 143.0, 206.0, 268.0, 330.0]
            .into_iter()
            .zip([0.9_f64, 0.62, 1.0, 0.7, 0.95, 0.66])
            .flat_map(|(degrees, length)| {
                let way = f64::to_radians(degrees);
                let (cos, sin) = (libm::cos(way), libm::sin(way));
                let at = (
                    self.middle.0 + cos * rx * 0.96,
                    self.middle.1 + sin * ry * 0.96,
                );
                let heading = libm::atan2(sin * ry, cos * rx).to_degrees();
                let (half, long) = (rx * 0.24, rx * 0.40 * length);
                let tongue = Shape::svg(&format!(
                    "M0 {}L0 {half}Q{} {} {long} {}Q{} {} 0 {}Z",
                    -half,
                    long * 0.5,
                    half * 0.9,
                    half * 0.2,
                    long * 0.45,
                    -half * 0.5,
                    -half,
                ));
                let paint = Paint::linear(
                    (0.0, 0.0),
                    (long, 0.0),
                    &[
                        palette.paper().mix(palette.shade, 0.34),
                        palette.paper(),
                        palette.paper().mix(palette.shade, 0.12),
                    ],
                );
                let fold = Track::fixed(-0.6)
                    .until(TEAR)
                    .to(TEAR + 0.55, 1.0, Ease::SPRING)
                    .struck(LAND, 0.10, 2.4, 5.0);
                let place = |dx: f64, dy: f64| Motion {
                    scale_x: fold.clone(),
                    ..Motion::still(at.0 + dx, at.1 + dy).turned(Track::fixed(heading))
                };
                let end = f64::from(TEMPLATE.seconds);
                [
                    Layer::shape(tongue.clone(), Paint::Flat(palette.shade.alpha(0.26)))
                        .moved(place(6.0, 12.0))
                        .during(OPEN, end),
                    Layer::shape(tongue, paint)
                        .moved(place(0.0, 0.0))
                        .during(OPEN, end),
                ]
            })
            .collect()
    }

    /// Four pieces of the poster that spin away, flat side and edge in turn.
    pub fn shards(&self, palette: &Palette) -> Vec<Layer> {
        let side = self.radius.0 * 0.42;
        let colours = [
            palette.picture.0,
            palette.accent,
            palette.picture.1,
            palette.picture.0.mix(palette.accent, 0.5),
        ];
        [
            (-1.0, -0.7, 3_u64),
            (1.0, -0.9, 4),
            (-0.8, 0.35, 5),
            (0.95, 0.2, 6),
        ]
        .into_iter()
        .zip(colours)
        .map(|((dx, dy, seed), colour)| {
            let (x, y) = self.middle;
            let reach = 620.0;
            let out = Pose::new(x + dx * reach * 0.8, y + dy * reach, dx * 220.0, 1.1);
            let gone = Pose::new(x + dx * reach * 1.25, y + 2000.0, dx * 640.0, 0.8);
            let start = Pose::new(x + dx * side * 0.5, y + dy * side * 0.5, 0.0, 0.5);
            let mut motion = Act::at(start)
                .wait(TEAR)
                .to(TEAR + 0.55, out, Ease::Out)
                .eased(
                    TEAR + 1.9,
                    gone,
                    [Ease::Linear, Ease::In, Ease::Linear, Ease::Linear],
                )
                .motion(TEMPLATE.seconds);
            motion.scale_x = motion.scale_x.swaying(0.55, 1.1 + 0.13 * dx, 0.2);
            Layer::shape(torn(seed, 4, (side, side * 0.7), 0.34), Paint::Flat(colour))
                .moved(motion)
                .during(TEAR + 0.03, TEAR + 1.9)
        })
        .collect()
    }
}
