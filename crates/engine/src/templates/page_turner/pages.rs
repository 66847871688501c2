//! An open book whose pages turn.

use super::super::kit::{Palette, Plane, on_plane, sine};
use super::{BREEZE, END, TEMPLATE};
use crate::Colour;
use crate::frame_art::Inset;
use drawing::scene::{Clip, Ease, Kind, Layer, Motion, Paint, Picture, Shape, Sprite, Stop, Track};

/// When each page begins to turn, and how long it takes: faster and faster.
const TURNS: [(f64, f64); 10] = [
    (0.25, 0.70),
    (1.00, 0.60),
    (1.60, 0.50),
    (2.08, 0.42),
    (2.46, 0.36),
    (2.78, 0.30),
    (3.04, 0.26),
    (3.26, 0.22),
    (3.45, 0.20),
    (3.60, 0.18),
];
/// How many looks a page has.
pub const LOOKS: usize = 4;
/// How far a page that stands upright reaches up, as we look from above.
const RISE: f64 = 0.30;

/// The spread: two pages side by side, by their common middle.
pub struct Spread {
    pub place: Inset,
    /// The sprites of the pages; right ones first, then left ones.
    pub first: usize,
    /// How the book on the table answers.
    pub answer: Motion,
}

impl Spread {
    fn page(&self) -> (f64, f64) {
        (self.place.width / 2.0, self.place.height)
    }

    /// The sprites of all looks, right and left.
    pub fn sprites(&self, palette: &Palette) -> Vec<Sprite> {
        [1.0, -1.0]
            .into_iter()
            .flat_map(|side| (0..LOOKS).map(move |kind| (side, kind)))
            .map(|(side, kind)| look(kind, side, self.page(), palette))
            .collect()
    }

    /// What lies under all pages: shadow, boards and both blocks of paper.
    pub fn base(&self, palette: &Palette) -> Layer {
        let (w, h) = (self.place.width, self.place.height);
        let (bound, dark) = palette.binding();
        let pad = h * 0.026;
        let shadow = if palette.hard() {
            let shape = Shape::rect(w + 2.0 * pad, h + 2.0 * pad, 10.0);
            Layer::shape(shape, Paint::Flat(palette.shade.alpha(0.30))).at(24.0, 24.0)
        } else {
            Layer::new(Kind::BoxShadow {
                width: w,
                height: h,
                radius: 10.0,
                blur: Track::fixed(32.0),
                colour: palette.shade.alpha(0.42),
            })
            .at(0.0, 40.0)
        };
        let boards = Paint::linear((0.0, -h / 2.0), (0.0, h / 2.0), &[bound, dark]);
        let mut layers = vec![
            shadow,
            Layer::shape(Shape::rect(w + 2.0 * pad, h + 2.0 * pad, 12.0), boards),
        ];
        // The edges of the pages below, seen a little at every side.
        let edge = palette.paper().mix(Colour::hex(0x8a7650), 0.34);
        layers.extend([4.0, 3.0, 2.0, 1.0].map(|i| {
            let shape = Shape::rect(w + pad * 0.32 * i, h + pad * 0.18 * i, 3.0);
            let shade = edge.mix(palette.paper(), 0.25 * (4.0 - i));
            Layer::shape(shape, Paint::Flat(shade)).at(0.0, pad * 0.09 * i)
        }));
        let left = Layer::sprite(self.first + LOOKS + 2).at(-w / 4.0, 0.0);
        layers.push(left);
        self.on_table(layers)
    }

    /// The pages that still lie on the right or rise from there, the next one on top.
    pub fn right(&self) -> Vec<Layer> {
        (0..TURNS.len())
            .rev()
            .map(|i| {
                let (_, half) = moments(i);
                self.turning(i, 1.0).during(0.0, half)
            })
            .collect()
    }

    /// The pages that have passed the middle, the last one on top.
    pub fn left(&self) -> Vec<Layer> {
        (0..TURNS.len())
            .map(|i| {
                let (_, half) = moments(i);
                self.turning(i, -1.0).during(half, END)
            })
            .collect()
    }

    fn on_table(&self, layers: Vec<Layer>) -> Layer {
        let motion = self.answer.clone().shifted(self.place.x, self.place.y);
        Layer::group(layers).moved(motion)
    }

    /// One side of a page on its way from 0 to 180 degrees; it darkens as it turns from the light.
    fn turning(&self, number: usize, side: f64) -> Layer {
        let (w, h) = self.page();
        let angle = angle(number);
        let kind = (number * 3 + usize::from(side < 0.0)) % LOOKS;
        let first = self.first + if side < 0.0 { LOOKS } else { 0 };
        let whole = Shape::rect(w, h, 0.0);
        let at = |layer: Layer| layer.at(side * w / 2.0, 0.0);
        let dark = crate::leap::sampled(END, |t| sine(angle.at(t)).0.abs() * 0.24);
        let shade = Layer::shape(whole, Paint::Flat(Colour::hex(0x2a2238))).opacity(dark);
        let page = on_plane(
            vec![at(Layer::sprite(first + kind)), at(shade)],
            TEMPLATE.seconds,
            |t| {
                let (sin, cos) = sine(angle.at(t));
                Plane {
                    at: (0.0, 0.0),
                    right: (cos * side, -sin * RISE * side),
                    down: (0.0, 1.0),
                }
            },
        );
        self.on_table(vec![page])
    }
}

/// When a page begins to turn, and when it stands upright.
fn moments(number: usize) -> (f64, f64) {
    let (from, takes) = TURNS[number];
    (from, from + takes / 2.0)
}

/// The last pages lift once more in the draught of what has flown off.
fn angle(number: usize) -> Track {
    let (from, takes) = TURNS[number];
    let turned = Track::fixed(0.0)
        .until(from)
        .to(from + takes, 180.0, Ease::InOut);
    let last = TURNS.len() - number;
    if last > 3 {
        return turned;
    }
    let late = 0.09 * (last as f64 - 1.0);
    turned
        .until(BREEZE + late)
        .to(BREEZE + 0.45 + late, 180.0 - 46.0 / last as f64, Ease::Out)
        .to(BREEZE + 1.25 + late, 180.0, Ease::InOut)
}

/// Where the words of a page stand, and how they are drawn.
struct Column {
    left: f64,
    width: f64,
    height: f64,
}

impl Column {
    const INK: Colour = Colour::hex(0x2a2f45);

    /// A line at this share of the height, beginning and as long as these shares of the width.
    fn line(&self, y: f64, (from, long): (f64, f64), (high, strength): (f64, f64)) -> Layer {
        let (wide, high) = (self.width * long, self.height * high);
        let shape = Shape::rect(wide, high, high / 2.0);
        Layer::shape(shape, Paint::Flat(Self::INK.alpha(strength))).at(
            self.left + self.width * from + wide / 2.0,
            (y - 0.5) * self.height,
        )
    }

    /// The beginning of a chapter: a title of two lines, and a large initial.
    fn opening(&self, palette: &Palette) -> Vec<Layer> {
        let side = self.width * 0.17;
        let initial = Layer::shape(Shape::rect(side, side, 4.0), Paint::Flat(palette.accent));
        let y = (0.375 - 0.5) * self.height + self.width * 0.045;
        vec![
            self.line(0.20, (0.0, 0.56), (0.034, 0.85)),
            self.line(0.26, (0.0, 0.34), (0.034, 0.85)),
            initial.at(self.left + side / 2.0, y),
            self.line(0.375, (0.22, 0.78), TEXT),
            self.line(0.410, (0.22, 0.74), TEXT),
        ]
    }

    /// Text from this share of the height down to the number of the page.
    fn text(&self, from: f64, kind: usize) -> Vec<Layer> {
        let rows = ((0.86 - from) / 0.04) as usize;
        let mut lines: Vec<_> = (0..rows)
            .map(|i| {
                // Paragraphs end early, as they do.
                let long = match (i + kind * 2) % 6 {
                    5 => 0.52,
                    other => 0.94 + 0.06 * (other % 2) as f64,
                };
                self.line(from + 0.04 * i as f64, (0.0, long), TEXT)
            })
            .collect();
        lines.push(self.line(0.92, (0.46, 0.08), (0.012, 0.45)));
        lines
    }
}

/// How high and how strong lines of text are.
const TEXT: (f64, f64) = (0.012, 0.3);

/// A page with its gutter at the left (`side` 1) or at the right (-1).
fn look(kind: usize, side: f64, (w, h): (f64, f64), palette: &Palette) -> Sprite {
    let width = w * 0.72;
    let column = Column {
        left: -width / 2.0 + side * w * 0.02,
        width,
        height: h,
    };
    let paper = Paint::Flat(palette.paper());
    let mut layers = vec![Layer::shape(Shape::rect(w, h, 0.0), paper)];
    let from = match kind {
        0 => {
            layers.extend(column.opening(palette));
            0.48
        }
        1 => {
            let middle = (column.left + width / 2.0, -h * 0.22);
            layers.extend(plate(middle, (width, h * 0.36), palette));
            0.52
        }
        _ => 0.13,
    };
    layers.extend(column.text(from, kind));
    let gutter = Paint::Linear {
        from: (-side * w / 2.0, 0.0),
        to: (side * w / 2.0, 0.0),
        stops: [
            (0.0, 0.34),
            (0.05, 0.16),
            (0.16, 0.04),
            (0.3, 0.0),
            (1.0, 0.05),
        ]
        .map(|(at, share)| Stop {
            at,
            colour: Colour::hex(0x3a2d18).alpha(share),
        })
        .to_vec(),
    };
    layers.push(Layer::shape(Shape::rect(w, h, 0.0), gutter));
    Sprite {
        width: w,
        height: h,
        picture: Picture::Drawn(layers),
    }
}

/// A picture in the text: hills and a sun.
fn plate(at: (f64, f64), (w, h): (f64, f64), palette: &Palette) -> Vec<Layer> {
    let (top, bottom) = palette.picture;
    let sky = Paint::linear((0.0, -h / 2.0), (0.0, h / 2.0), &[top, bottom]);
    let hills = [
        (-0.6, 0.2),
        (-0.25, -0.08),
        (0.1, 0.16),
        (0.35, -0.02),
        (0.6, 0.14),
    ]
    .map(|(x, y)| (x * w, y * h));
    let clip = Clip {
        shape: Shape::rect(w, h, 6.0),
        motion: Motion::default(),
    };
    let scenery = vec![
        Layer::shape(clip.shape.clone(), sky),
        Layer::shape(Shape::circle(h * 0.34), Paint::Flat(palette.paper())).at(w * 0.16, -h * 0.14),
        Layer::shape(Shape::hills(&hills, h), Paint::Flat(palette.accent)),
    ];
    vec![Layer::clipped(clip, scenery).at(at.0, at.1)]
}
