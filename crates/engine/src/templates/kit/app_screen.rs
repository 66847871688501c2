//! A screen and the cards on it. A tall picture is a screenshot: it fills the screen, and the cards are cut
//! from it. Any other picture stands whole on the first card of an interface drawn for it.

use super::{Palette, Sheet, fit};
use crate::frame_art::Inset;
use crate::{Colour, Subject};
use drawing::scene::{Clip, Layer, Motion, Paint, Picture, Shape, Sprite, Track};

/// The ratios phones' screens have.
pub const TALL: (f64, f64) = (0.45, 0.62);

/// The sprites of a screen and its cards; places and sizes are in units, from the screen's middle.
pub struct Screen {
    pub sprites: Vec<Sprite>,
    /// All of it, with square corners.
    pub sheet: usize,
    pub size: (f64, f64),
    /// The sprite and the place of each card, the most important one first.
    pub cards: Vec<(usize, Inset)>,
}

/// Where a card lies: left, top, right and bottom, in shares of the screen.
pub type Place = (f64, f64, f64, f64);

impl Screen {
    /// A screen of this width. Its ratio follows a screenshot's within `ratios`.
    pub fn new(
        subject: &Subject,
        width: f64,
        ratios: (f64, f64),
        places: &[Place],
        palette: &Palette,
    ) -> Self {
        let ratio = Self::ratio(subject, ratios);
        let size = (width, width / ratio);
        if screenshot(subject, ratios) {
            let ground = (palette.paper(), palette.halo);
            Self::cut(Sheet::new(subject, size, (ratio, ratio), ground), places)
        } else {
            Self::drawn(subject, size, places, palette)
        }
    }

    /// How wide it is for its height.
    pub fn ratio(subject: &Subject, ratios: (f64, f64)) -> f64 {
        if screenshot(subject, ratios) {
            subject.ratio().clamp(ratios.0, ratios.1)
        } else {
            f64::midpoint(ratios.0, ratios.1)
        }
    }

    fn cut(sheet: Sheet, places: &[Place]) -> Self {
        let (sprite, size) = (sheet.sprite, sheet.size);
        let mut sprites = sheet.sprites;
        let cards = places
            .iter()
            .map(|&place| {
                let inset = inset(place, size);
                let shape = Shape::rect(inset.width, inset.height, radius(size, inset));
                let clip = Clip {
                    shape,
                    motion: Motion::default(),
                };
                // A card cut from a see-through picture would be one too. The paper stays inside the edge, so
                // that no light rim is left around dark cards.
                let paper = Shape::rect(inset.width - 4.0, inset.height - 4.0, radius(size, inset));
                let paper = Layer::shape(paper, Paint::Flat(Colour::hex(0xffffff)));
                let piece = Layer::sprite(sprite).at(-inset.x, -inset.y);
                sprites.push(Sprite {
                    width: inset.width,
                    height: inset.height,
                    picture: Picture::Drawn(vec![paper, Layer::clipped(clip, vec![piece])]),
                });
                (sprites.len() - 1, inset)
            })
            .collect();
        Self {
            sprites,
            sheet: sprite,
            size,
            cards,
        }
    }

    fn drawn(subject: &Subject, size: (f64, f64), places: &[Place], palette: &Palette) -> Self {
        let insets: Vec<_> = places.iter().map(|&place| inset(place, size)).collect();
        let first = insets.first().copied().unwrap_or(Inset {
            x: 0.0,
            y: 0.0,
            width: size.0,
            height: size.1,
        });
        let (width, height) = fit(subject.ratio(), first.width * 0.86, first.height * 0.86);
        let mut sprites = vec![Sprite {
            width,
            height,
            picture: subject.picture(),
        }];
        let mut cards = Vec::new();
        for (i, &inset) in insets.iter().enumerate() {
            sprites.push(Sprite {
                width: inset.width,
                height: inset.height,
                picture: Picture::Drawn(card(i, inset, radius(size, inset), palette)),
            });
            cards.push((sprites.len() - 1, inset));
        }
        let (w, h) = size;
        let ground = Paint::linear(
            (0.0, -h / 2.0),
            (0.0, h / 2.0),
            &[palette.paper(), palette.paper().mix(palette.accent, 0.16)],
        );
        let ink = palette.shade;
        let bar = |x: f64, y: f64, width: f64, share: f64| {
            let high = w * 0.05;
            let shape = Shape::rect(width, high, high / 2.0);
            Layer::shape(shape, Paint::Flat(ink.alpha(share))).at(x + width / 2.0 - w / 2.0, y)
        };
        let top = first.top();
        let mut layers = vec![
            Layer::shape(Shape::rect(w, h, 0.0), ground),
            bar(w * 0.07, top - w * 0.16, w * 0.52, 0.7),
            bar(w * 0.07, top - w * 0.08, w * 0.34, 0.25),
        ];
        layers.extend(
            cards
                .iter()
                .map(|&(sprite, inset)| Layer::sprite(sprite).at(inset.x, inset.y)),
        );
        sprites.push(Sprite {
            width: w,
            height: h,
            picture: Picture::Drawn(layers),
        });
        Self {
            sheet: sprites.len() - 1,
            sprites,
            size,
            cards,
        }
    }
}

/// Whether a picture has about the shape of a whole screen.
fn screenshot(subject: &Subject, (least, most): (f64, f64)) -> bool {
    (least * 0.85..most * 1.04).contains(&subject.ratio())
}

fn inset((left, top, right, bottom): Place, (w, h): (f64, f64)) -> Inset {
    Inset {
        x: ((left + right) / 2.0 - 0.5) * w,
        y: ((top + bottom) / 2.0 - 0.5) * h,
        width: (right - left) * w,
        height: (bottom - top) * h,
    }
}

fn radius(screen: (f64, f64), card: Inset) -> f64 {
    (screen.0.min(screen.1) * 0.066).min(card.height * 0.36)
}

/// The first card shows the picture, the second rises, all others are done.
fn card(number: usize, at: Inset, radius: f64, palette: &Palette) -> Vec<Layer> {
    let (w, h) = (at.width, at.height);
    let whole = |paint: Paint| Layer::shape(Shape::rect(w, h, radius), paint);
    let bar = |x: f64, y: f64, wide: f64, high: f64, colour: Colour| {
        Layer::shape(Shape::rect(wide, high, high / 2.0), Paint::Flat(colour)).at(x, y)
    };
    let (top, bottom) = palette.binding();
    match number {
        0 => vec![whole(Paint::Flat(Colour::hex(0xffffff))), Layer::sprite(0)],
        1 => {
            let paint = Paint::linear((-w / 2.0, -h / 2.0), (w / 2.0, h / 2.0), &[top, bottom]);
            let light = top.mix(Colour::hex(0xffffff), 0.75);
            let mut layers = vec![
                whole(paint),
                bar(-w * 0.24, -h * 0.2, w * 0.34, h * 0.11, light),
                bar(-w * 0.29, h * 0.02, w * 0.24, h * 0.08, light.alpha(0.6)),
            ];
            layers.extend(
                [0.18, 0.34, 0.26, 0.52, 0.62]
                    .iter()
                    .enumerate()
                    .map(|(i, tall)| {
                        let x = w * (0.08 + 0.085 * i as f64);
                        let high = h * tall;
                        let shape = Shape::rect(w * 0.05, high, w * 0.016);
                        Layer::shape(shape, Paint::Flat(light)).at(x, h * 0.34 - high / 2.0)
                    }),
            );
            layers
        }
        _ => task(at, whole(Paint::Flat(Colour::hex(0xffffff))), palette),
    }
}

/// Something that is done, and as much more as there is room for.
fn task(at: Inset, whole: Layer, palette: &Palette) -> Vec<Layer> {
    let (w, h) = (at.width, at.height);
    let unit = h.min(w * 0.26);
    let (x, y) = (-w / 2.0, (unit - h) / 2.0);
    let (mark, ink) = (palette.binding().0, palette.shade);
    let mut tick = Layer::line(Shape::svg("M-9 0L-3 7L10 -8"), 4.0, mark.readable());
    tick.motion = Motion::still(x + unit * 0.5, y).sized(Track::fixed(unit * 0.022));
    let bar = |y: f64, left: f64, right: f64, share: f64| {
        let (from, to) = (x + left, -x - right);
        let high = unit * 0.12;
        Layer::shape(
            Shape::rect(to - from, high, high / 2.0),
            Paint::Flat(ink.alpha(share)),
        )
        .at(f64::midpoint(from, to), y)
    };
    let mut layers = vec![
        whole,
        Layer::shape(Shape::circle(unit * 0.56), Paint::Flat(mark)).at(x + unit * 0.5, y),
        tick,
        bar(y - unit * 0.12, unit, w * 0.12, 0.8),
        bar(y + unit * 0.14, unit, w * 0.28, 0.3),
    ];
    let rows = ((h - unit * 1.3) / (unit * 0.34)).max(0.0) as u32;
    layers.extend((0..rows).map(|i| {
        let short = if i % 2 == 0 { 0.10 } else { 0.32 };
        bar(
            y + unit * (0.72 + 0.34 * f64::from(i)),
            unit * 0.26,
            w * short,
            0.14,
        )
    }));
    layers
}
