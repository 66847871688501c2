//! The row of spines, and how it closes a gap.

use super::super::kit::{Act, Palette, Pose};
use super::{CLOSE, TEMPLATE, TREMBLE};
use crate::Colour;
use drawing::scene::{Ease, Layer, Motion, Paint, Shape, Track};

/// Widths in shares of the highest book's height, and heights in shares of it. They repeat.
const SPINES: [(f64, f64); 11] = [
    (0.105, 0.84),
    (0.150, 0.97),
    (0.085, 0.76),
    (0.165, 0.90),
    (0.115, 1.00),
    (0.095, 0.80),
    (0.140, 0.93),
    (0.100, 0.70),
    (0.125, 0.88),
    (0.155, 0.98),
    (0.090, 0.82),
];

/// The row: where it begins and ends, what it stands on, and the space kept for the book.
pub struct Row {
    pub left: f64,
    pub right: f64,
    pub floor: f64,
    /// How high the highest of its books is.
    pub high: f64,
    /// The middle of the book's own place, and how wide that is.
    pub gap: (f64, f64),
}

/// One of the others: its left edge, its width and height, and its number from the gap on.
struct Spine {
    left: f64,
    width: f64,
    height: f64,
    kind: usize,
    away: u32,
}

impl Row {
    fn spine(&self, left: f64, kind: usize, away: u32) -> Spine {
        let (wide, high) = SPINES[kind % SPINES.len()];
        Spine {
            left,
            width: wide * self.high,
            height: high * self.high,
            kind,
            away,
        }
    }

    /// From the gap to the left and to the right, as many as there is room for.
    fn spines(&self) -> (Vec<Spine>, Vec<Spine>) {
        let (mut before, mut after) = (Vec::new(), Vec::new());
        let mut edge = self.gap.0 - self.gap.1 / 2.0;
        for away in 0.. {
            let mut spine = self.spine(0.0, away as usize * 2 + 1, away);
            spine.left = edge - spine.width;
            if spine.left < self.left {
                break;
            }
            edge = spine.left - 2.0;
            before.push(spine);
        }
        let mut edge = self.gap.0 + self.gap.1 / 2.0;
        for away in 0.. {
            let spine = self.spine(edge, away as usize * 3 + 4, away);
            if spine.left + spine.width > self.right {
                break;
            }
            edge = spine.left + spine.width + 2.0;
            after.push(spine);
        }
        (before, after)
    }

    pub fn layers(&self, palette: &Palette) -> Vec<Layer> {
        let (before, after) = self.spines();
        let last = after.len().saturating_sub(1) as u32;
        let stays = before
            .iter()
            .map(|spine| drawn(spine, palette).moved(self.pushed(spine)));
        let falls = after
            .iter()
            .map(|spine| drawn(spine, palette).moved(self.falling(spine, last)));
        stays.chain(falls).collect()
    }

    /// What stands left of the gap feels the tremble, and is pushed when the others arrive.
    fn pushed(&self, spine: &Spine) -> Motion {
        let less = 1.0 / f64::from(spine.away + 1);
        let late = 0.05 * f64::from(spine.away);
        let mut motion = Motion::still(spine.left, self.floor);
        motion.turn = Track::fixed(0.0)
            .struck(TREMBLE + 0.3, -0.8 * less * less, 6.0, 5.0)
            .struck(CLOSE + 0.55 + late, -3.4 * less, 1.6, 4.2);
        motion
    }

    /// What stands right of it falls into the gap, one after the other, and rights itself. The last one
    /// stays leaning.
    fn falling(&self, spine: &Spine, last: u32) -> Motion {
        let from = CLOSE + 0.09 * f64::from(spine.away);
        let stands = Pose::new(spine.left, self.floor, 0.0, 1.0);
        let lean = libm::asin((self.gap.1 / spine.height).min(0.5)).to_degrees();
        let rest = if spine.away == last {
            -lean * 0.62
        } else {
            0.0
        };
        let leaning = Pose {
            turn: -lean * 0.92,
            ..stands.by(-self.gap.1 * 0.12, 0.0)
        };
        let closed = Pose {
            turn: rest,
            ..stands.by(-self.gap.1, 0.0)
        };
        let mut motion = Act::at(stands)
            .wait(from)
            .to(from + 0.28, leaning, Ease::In)
            .spring(from + 0.95, closed)
            .motion(TEMPLATE.seconds);
        motion.turn = motion
            .turn
            .struck(TREMBLE + 0.3, 0.7 / f64::from(spine.away + 1), 6.0, 5.0);
        motion
    }
}

/// A spine that stands on its lower left corner.
fn drawn(spine: &Spine, palette: &Palette) -> Layer {
    let (w, h) = (spine.width, spine.height);
    let (bound, dark) = palette.binding();
    let colours = [
        palette.picture.1,
        dark,
        palette.paper().mix(palette.shade, 0.12),
        bound,
        palette.picture.0,
        palette.shade.mix(palette.accent, 0.25),
        palette.picture.1.mix(palette.shade, 0.45),
    ];
    let colour = colours[spine.kind % colours.len()];
    let ink = colour.readable().alpha(0.72);
    let middle = |layer: Layer, y: f64| layer.at(w / 2.0, y);
    let band = |y: f64, high: f64, share: f64| {
        let shape = Shape::rect(w * share, high, if share < 1.0 { high / 2.0 } else { 0.0 });
        middle(Layer::shape(shape, Paint::Flat(ink)), -h + y * h)
    };
    let black = |share: f64| Colour::hex(0x000000).alpha(share);
    let round = Paint::linear(
        (-w / 2.0, 0.0),
        (w / 2.0, 0.0),
        &[black(0.34), black(0.0), black(0.05), black(0.30)],
    );
    let whole = || Shape::rect(w, h, w * 0.06);
    let mut layers = vec![
        middle(Layer::shape(whole(), Paint::Flat(colour)), -h / 2.0),
        band(0.07, h * 0.008, 1.0),
        band(0.92, h * 0.008, 1.0),
    ];
    match spine.kind % 3 {
        0 => layers.extend([band(0.09, h * 0.008, 1.0), band(0.9, h * 0.008, 1.0)]),
        1 => layers.push(middle(
            Layer::shape(Shape::circle(w * 0.42), Paint::Flat(ink)),
            -h * 0.15,
        )),
        _ => {}
    }
    // A title, along the spine.
    let title = Shape::rect(
        w * 0.24,
        h * (0.26 + 0.05 * (spine.kind % 4) as f64),
        w * 0.05,
    );
    layers.push(middle(Layer::shape(title, Paint::Flat(ink)), -h * 0.52));
    layers.push(middle(Layer::shape(whole(), round), -h / 2.0));
    Layer::group(layers)
}
