//! Posts of a feed: the one with a person's picture, and the many around it.

use super::{Palette, fit};
use crate::{Colour, Subject, SubjectKind};
use drawing::scene::{Clip, Layer, Motion, Paint, Picture, Shape, Sprite};

/// The ratios a picture in a post may have.
const PICTURES: (f64, f64) = (0.74, 1.5);

/// A post with a picture: its sprites (the picture first), and its size.
pub struct Post {
    pub sprites: Vec<Sprite>,
    pub size: (f64, f64),
}

impl Post {
    /// The sprite of the whole post.
    pub const WHOLE: usize = 1;

    /// As wide as this, with the picture whole.
    pub fn new(subject: &Subject, width: f64, palette: &Palette) -> Self {
        let unit = width / 100.0;
        let ratio = subject.ratio().clamp(PICTURES.0, PICTURES.1);
        let picture = (width, width / ratio);
        let (head, foot) = (13.0 * unit, 12.0 * unit);
        let size = (width, picture.1 + head + foot);
        let fills = (PICTURES.0..=PICTURES.1).contains(&subject.ratio());
        let share = if !fills && subject.kind == SubjectKind::CutOut {
            0.86
        } else {
            1.0
        };
        let inner = fit(subject.ratio(), picture.0 * share, picture.1 * share);
        let ground = Paint::linear(
            (0.0, -picture.1 / 2.0),
            (0.0, picture.1 / 2.0),
            &[palette.picture.0, palette.picture.1],
        );
        let middle = (head - foot) / 2.0;
        let mut drawn = body(size, unit, palette.accent);
        drawn.push(Layer::shape(Shape::rect(picture.0, picture.1, 0.0), ground).at(0.0, middle));
        drawn.push(Layer::sprite(0).at(0.0, middle));
        Self {
            sprites: vec![
                Sprite {
                    width: inner.0,
                    height: inner.1,
                    picture: subject.picture(),
                },
                rounded(size, unit, drawn),
            ],
            size,
        }
    }
}

/// Somebody else's post, one of several kinds, as high as this.
pub fn filler(kind: usize, (width, height): (f64, f64), palette: &Palette) -> Sprite {
    let unit = width / 100.0;
    let (head, foot) = (13.0 * unit, 12.0 * unit);
    let shown = height - head - foot;
    let middle = (head - foot) / 2.0;
    let (a, b) = palette.picture;
    let grounds = [
        (palette.halo.mix(a, 0.45), b),
        (palette.accent, palette.accent.mix(palette.shade, 0.4)),
        (a, palette.halo),
        (palette.shade.mix(a, 0.35), palette.shade.mix(b, 0.6)),
    ];
    let (top, bottom) = grounds[kind % grounds.len()];
    let ground = Paint::linear((0.0, -shown / 2.0), (0.0, shown / 2.0), &[top, bottom]);
    let light = bottom.mix(Colour::hex(0xffffff), 0.55);
    let deep = bottom.mix(palette.shade, 0.35);
    let clip = Clip {
        shape: Shape::rect(width, shown, 0.0),
        motion: Motion::default(),
    };
    let mut scenery = vec![Layer::shape(clip.shape.clone(), ground)];
    let w = width;
    match kind % 4 {
        0 => {
            let hills = [
                (-w, 0.1),
                (-w * 0.3, -0.14),
                (w * 0.1, 0.06),
                (w * 0.4, -0.2),
                (w, 0.1),
            ];
            let hills = hills.map(|(x, y)| (x, y * shown));
            scenery.push(
                Layer::shape(Shape::circle(w * 0.22), Paint::Flat(light)).at(w * 0.2, -shown * 0.2),
            );
            scenery.push(Layer::shape(Shape::hills(&hills, shown), Paint::Flat(deep)));
        }
        1 => scenery.extend([0.72, 0.46, 0.2].map(|share| {
            Layer::shape(Shape::circle(shown * share), Paint::Flat(light.alpha(0.55))).at(0.0, 0.0)
        })),
        2 => scenery.extend([-0.3, 0.0, 0.3].map(|x| {
            let high = shown * (0.5 + x * 0.6);
            let shape = Shape::rect(w * 0.2, high, w * 0.04);
            Layer::shape(shape, Paint::Flat(deep.alpha(0.7))).at(x * w * 0.85, (shown - high) / 2.0)
        })),
        _ => scenery.extend([-0.16, 0.02, 0.2].map(|y| {
            let shape = Shape::rect(w * (0.62 + y * 0.7), shown * 0.1, shown * 0.05);
            Layer::shape(shape, Paint::Flat(light.alpha(0.8)))
                .at(w * y * 0.35 - w * 0.08, y * shown)
        })),
    }
    let mut drawn = body((width, height), unit, top.mix(deep, 0.4));
    drawn.push(Layer::clipped(clip, scenery).at(0.0, middle));
    rounded((width, height), unit, drawn)
}

/// Who posted it, above, and what one can do, below.
fn body((w, h): (f64, f64), unit: f64, accent: Colour) -> Vec<Layer> {
    let ink = Colour::hex(0x2a2f45);
    let bar = |x: f64, y: f64, wide: f64, high: f64, share: f64| {
        let shape = Shape::rect(wide, high, high / 2.0);
        Layer::shape(shape, Paint::Flat(ink.alpha(share))).at(x + wide / 2.0 - w / 2.0, y)
    };
    let (head, foot) = (-h / 2.0 + 6.5 * unit, h / 2.0 - 6.0 * unit);
    let dot = |x: f64, wide: f64, colour: Colour| {
        Layer::shape(Shape::circle(wide), Paint::Flat(colour)).at(x - w / 2.0, foot)
    };
    vec![
        Layer::shape(Shape::rect(w, h, 0.0), Paint::Flat(Colour::hex(0xfefdfb))),
        Layer::shape(Shape::circle(7.6 * unit), Paint::Flat(accent)).at(8.0 * unit - w / 2.0, head),
        bar(
            14.0 * unit,
            head - 1.3 * unit,
            30.0 * unit,
            2.2 * unit,
            0.75,
        ),
        bar(14.0 * unit, head + 2.0 * unit, 18.0 * unit, 1.6 * unit, 0.3),
        dot(8.0 * unit, 5.2 * unit, accent),
        dot(16.0 * unit, 5.2 * unit, ink.alpha(0.18)),
        bar(72.0 * unit, foot, 22.0 * unit, 2.0 * unit, 0.25),
    ]
}

fn rounded((width, height): (f64, f64), unit: f64, layers: Vec<Layer>) -> Sprite {
    let clip = Clip {
        shape: Shape::rect(width, height, 5.0 * unit),
        motion: Motion::default(),
    };
    Sprite {
        width,
        height,
        picture: Picture::Drawn(vec![Layer::clipped(clip, layers)]),
    }
}
