//! The place a scene plays in: sky, light, and three planes of ground.

use super::Style;
use super::direction::Direction;
use super::tones::Tones;
use super::words::Place;
use crate::Colour;
use crate::rings::{self, Light};
use drawing::rng::Rng;
use drawing::scene::{Ease, Layer, Motion, Paint, Shape, Track};

/// Everything behind the frame, and everything in front of its foot.
pub struct Backdrop {
    pub behind: Vec<Layer>,
    pub before: Vec<Layer>,
}

pub fn draw(direction: &Direction, tones: &Tones, w: f64, h: f64) -> Backdrop {
    let mut rng = Rng::new(direction.seed);
    let mut behind = vec![sky(direction.style, tones, w, h)];
    behind.extend(light(direction, tones, w, h));
    if direction.style == Style::Paper {
        behind.extend(stripes(w, h));
    }
    let mut planes = Vec::new();
    for plane in 0..3 {
        let top = h * [0.61, 0.70, 0.84][plane];
        let shape = ridge(direction.place, plane, &mut rng, w, h - top);
        let depth = [0.55, 0.8, 1.15][plane];
        planes.push(
            ground(direction, tones, shape, plane)
                .at(w / 2.0, top)
                .depth(depth),
        );
    }
    if direction.place == Place::Sea {
        for (i, plane) in planes.iter_mut().enumerate() {
            let sway = 26.0 * (1.0 + i as f64 * 0.5);
            plane.motion.x = plane.motion.x.clone().swaying(sway, 0.22, i as f64 * 0.3);
            plane.motion.y = plane.motion.y.clone().swaying(9.0, 0.31, i as f64 * 0.37);
        }
    }
    let mut before = planes.split_off(1);
    behind.extend(planes);
    if !is_dark(direction.style) {
        before.push(scrim(tones.ground[2], w, h));
    }
    Backdrop { behind, before }
}

/// In the dark a shade over half the picture would be seen step by step, and a caption needs none below it.
pub const fn is_dark(style: Style) -> bool {
    matches!(style, Style::Dusk | Style::Neon)
}

fn sky(style: Style, tones: &Tones, w: f64, h: f64) -> Layer {
    let paint = if is_dark(style) {
        Paint::Flat(tones.sky[0])
    } else {
        Paint::linear((0.0, h * -0.5), (0.0, h * 0.35), &tones.sky)
    };
    Layer::shape(Shape::rect(w * 1.3, h * 1.3, 0.0), paint)
        .at(w / 2.0, h / 2.0)
        .depth(0.1)
}

/// The sun behind dunes, a lamp's pool, a disc of paper, or a ring of neon.
fn light(direction: &Direction, tones: &Tones, w: f64, h: f64) -> Vec<Layer> {
    let x = w * direction.sun;
    let size = w.min(h);
    let last = f64::from(direction.seconds);
    let drift = |from: f64, to: f64| Motion {
        y: Track::fixed(h * from).to(last, h * to, Ease::InOut),
        ..Motion::still(x, 0.0)
    };
    let glow = |radius: f64, a: f64| {
        let c = tones.light;
        let paint = Paint::radial(
            (0.0, 0.0),
            radius,
            &[c.alpha(a), c.alpha(a * 0.35), c.alpha(0.0)],
        );
        Layer::shape(Shape::circle(radius * 2.0), paint)
    };
    let ringed = |from: f64, to: f64, inner: f64| Light {
        x,
        from_y: h * from,
        to_y: h * to,
        last_s: last,
        inner,
        outer: libm::hypot(x.max(w - x), h * from) * 0.92,
    };
    match direction.style {
        Style::Dusk => {
            let disc = Layer::shape(Shape::circle(size * 1.15), Paint::Flat(tones.light));
            let mut layers = rings::around(&ringed(0.80, 0.74, size * 0.64), &tones.sky);
            layers.push(disc.moved(drift(0.80, 0.74)).depth(0.3));
            layers
        }
        Style::Studio => {
            // A window's light falls across the wall.
            let pane = |left: f64| {
                let (l, r) = (left * size, (left + 0.24) * size);
                let skew = 0.30 * size * direction.side;
                let shape = Shape::polygon(&[
                    (l + skew, -0.62 * size),
                    (r + skew, -0.62 * size),
                    (r - skew, 0.62 * size),
                    (l - skew, 0.62 * size),
                ]);
                let paint = Paint::Flat(tones.light.alpha(0.42));
                Layer::shape(shape, paint)
                    .moved(drift(0.34, 0.33))
                    .depth(0.25)
            };
            vec![
                glow(size * 0.9, 0.8).moved(drift(0.36, 0.34)).depth(0.2),
                pane(-0.30),
                pane(0.0),
            ]
        }
        Style::Paper => {
            let disc = |c: Paint| Layer::shape(Shape::circle(size * 0.62), c);
            let shade = Paint::Flat(Colour::hex(0x3a2a10).alpha(0.16));
            let mut under = disc(shade).moved(drift(0.27, 0.255)).depth(0.3);
            under.motion.x = Track::fixed(x + 12.0);
            vec![
                under,
                disc(Paint::Flat(tones.light))
                    .moved(drift(0.26, 0.245))
                    .depth(0.3),
            ]
        }
        Style::Neon => {
            let ring = |width: f64, a: f64| {
                Layer::line(Shape::circle(size * 0.92), width, tones.light.alpha(a))
                    .moved(drift(0.37, 0.35))
                    .depth(0.3)
            };
            let mut layers = rings::around(&ringed(0.62, 0.60, size * 0.42), &tones.sky);
            layers.extend([ring(46.0, 0.10), ring(24.0, 0.20), ring(9.0, 1.0)]);
            layers
        }
    }
}

/// The paper's own stripes.
fn stripes(w: f64, h: f64) -> Vec<Layer> {
    let count = (w / 90.0) as i32 + 4;
    (0..count)
        .step_by(2)
        .map(|i| {
            let paint = Paint::Flat(Colour::hex(0xffffff).alpha(0.16));
            Layer::shape(Shape::rect(90.0, h * 1.2, 0.0), paint)
                .at(f64::from(i - 2) * 90.0, h / 2.0)
                .depth(0.15)
        })
        .collect()
}

/// One plane of ground in the material of the style.
fn ground(direction: &Direction, tones: &Tones, shape: Shape, plane: usize) -> Layer {
    let colour = tones.ground[plane];
    let fill = Layer::shape(shape.clone(), Paint::Flat(colour));
    match direction.style {
        Style::Dusk => {
            // The light lies on the crest alone; the nearest lies in the shade.
            // In the ground's own hue: with the light's a blue or green one would turn grey.
            let lit = colour.mix(Colour::hex(0xffffff), [0.26, 0.17, 0.08][plane]);
            let crest = [16.0, 13.0, 9.0][plane];
            Layer::group(vec![
                Layer::shape(shape, Paint::Flat(lit)),
                fill.at(0.0, crest),
            ])
        }
        Style::Studio => {
            let lit = colour.mix(Colour::hex(0xffffff), 0.35);
            let paint = Paint::linear((0.0, -40.0), (0.0, 300.0), &[lit, colour]);
            Layer::group(vec![Layer::shape(shape, paint)])
        }
        Style::Paper => {
            // A sheet lies above the sheet behind it: its edge throws a soft double shadow upward.
            let shade = |dy: f64, a: f64| {
                Layer::shape(shape.clone(), Paint::Flat(Colour::hex(0x2c1d08).alpha(a))).at(5.0, dy)
            };
            Layer::group(vec![
                shade(-16.0, 0.07),
                shade(-9.0, 0.09),
                shade(-4.0, 0.10),
                fill,
            ])
        }
        Style::Neon => {
            let edge = tones.specks[plane % tones.specks.len()];
            // The nearest lies behind the caption's words.
            let strength = if plane == 2 { 0.3 } else { 1.0 };
            let line =
                |width: f64, a: f64| Layer::line(shape.clone(), width, edge.alpha(a * strength));
            Layer::group(vec![
                line(30.0, 0.10),
                line(14.0, 0.20),
                fill,
                line(4.0, 0.95),
            ])
        }
    }
}

/// The near ground's own colour, rising under the caption so that it always reads.
fn scrim(colour: Colour, w: f64, h: f64) -> Layer {
    let paint = Paint::linear(
        (0.0, 0.0),
        (0.0, h * 0.1),
        &[colour.alpha(0.0), colour.alpha(0.6)],
    );
    let shape = Shape::polygon(&[(-w, 0.0), (w, 0.0), (w, h * 0.5), (-w, h * 0.5)]);
    Layer::shape(shape, paint).at(w / 2.0, h * 0.64).depth(0.0)
}

/// The upper edge of a plane: its origin is the middle of its top, `room` how far it reaches down.
fn ridge(place: Place, plane: usize, rng: &mut Rng, w: f64, room: f64) -> Shape {
    let (half, floor) = (w * 0.75, room * 1.6);
    match place {
        Place::Dunes => {
            let (a, b) = (rng.between(-0.35, 0.05), rng.between(0.1, 0.45));
            let tall = [110.0, 80.0, 60.0][plane];
            let points = [
                (-half, rng.between(-0.2, 0.4) * tall),
                (w * a, -tall * rng.between(0.7, 1.1)),
                (w * b, tall * rng.between(0.3, 0.9)),
                (half, -tall * rng.between(0.2, 0.9)),
            ];
            Shape::hills(&points, floor)
        }
        Place::Sea => {
            let count = 9 + plane * 3;
            let points: Vec<_> = (0..=count)
                .map(|i| {
                    let x = -half + 2.0 * half * i as f64 / count as f64;
                    (x, if i % 2 == 0 { 16.0 } else { -20.0 })
                })
                .collect();
            Shape::hills(&points, floor)
        }
        Place::Mountains => {
            let count = 5 + plane;
            let tall = [230.0, 130.0, 70.0][plane];
            let points: Vec<_> = (0..=count)
                .map(|i| {
                    let x = -half + 2.0 * half * i as f64 / count as f64 + rng.between(-40.0, 40.0);
                    (
                        x,
                        if i % 2 == 0 {
                            40.0
                        } else {
                            -tall * rng.between(0.6, 1.0)
                        },
                    )
                })
                .collect();
            closed(&points, floor)
        }
        Place::City => {
            let mut points = Vec::new();
            let mut x = -half;
            let tall = [420.0, 250.0, 90.0][plane];
            while x < half {
                let width = rng.between(60.0, 150.0);
                let top = -tall * rng.between(0.25, 1.0);
                points.extend([(x, top), (x + width, top)]);
                x += width;
            }
            closed(&points, floor)
        }
        Place::Forest => {
            let mut points = Vec::new();
            let mut x = -half;
            let tall = [300.0, 210.0, 110.0][plane];
            while x < half {
                let width = rng.between(70.0, 130.0) * (1.0 + plane as f64 * 0.25);
                points.extend([(x, 20.0), (x + width / 2.0, -tall * rng.between(0.55, 1.0))]);
                x += width * 0.82;
            }
            closed(&points, floor)
        }
        Place::Sky => {
            let mut points = Vec::new();
            let count = 8;
            for i in 0..=count * 2 {
                let x = -half + half * f64::from(i) / f64::from(count);
                points.push((
                    x,
                    if i % 2 == 0 {
                        34.0
                    } else {
                        -rng.between(30.0, 95.0)
                    },
                ));
            }
            Shape::hills(&points, floor)
        }
        Place::Room => {
            let y = [0.0, 60.0, 110.0][plane];
            Shape::hills(
                &[
                    (-half, y),
                    (0.0, y - 18.0 * (plane as f64 + 1.0)),
                    (half, y),
                ],
                floor,
            )
        }
    }
}

fn closed(points: &[(f64, f64)], floor: f64) -> Shape {
    let mut all = points.to_vec();
    if let (Some(&first), Some(&last)) = (points.first(), points.last()) {
        all.extend([(last.0, floor), (first.0, floor)]);
    }
    Shape::polygon(&all)
}
