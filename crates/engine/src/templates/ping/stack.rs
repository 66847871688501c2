//! Notifications that come faster than they can be read, and burst.

use super::super::kit::{Palette, Shade, cast};
use super::{BURST, END, TEMPLATE};
use crate::Colour;
use crate::frame_art::Inset;
use crate::leap::sampled;
use drawing::rng::Rng;
use drawing::scene::{Clip, Ease, Layer, Motion, Paint, Picture, Shape, Sprite, Track};

/// When each comes; the first is there before us.
const COMES: [f64; 10] = [-1.0, 0.25, 0.5, 0.72, 0.9, 1.04, 1.16, 1.27, 1.37, 1.46];
/// How many looks they have.
pub const LOOKS: usize = 4;
/// How long one takes to find its place.
const SETTLES: f64 = 0.28;

/// The moments on which the phone buzzes.
pub fn buzzes() -> impl Iterator<Item = f64> {
    COMES.into_iter().filter(|&t| t > 0.0)
}

/// The place of the newest one, on the stage.
pub struct Stack {
    pub newest: Inset,
    pub step: f64,
    /// The sprite of the first look.
    pub first: usize,
}

impl Stack {
    /// While they are on the screen, the oldest first.
    pub fn held(&self) -> Vec<Layer> {
        (0..COMES.len())
            .map(|i| self.one(i).during(COMES[i].max(0.0), BURST))
            .collect()
    }

    /// When they have burst, with their shadows.
    pub fn free(&self, palette: &Palette) -> Vec<Layer> {
        let far = Track::fixed(0.0)
            .until(BURST)
            .to(BURST + 0.4, 1.0, Ease::Out);
        (0..COMES.len())
            .flat_map(|i| {
                let motion = self.motion(i);
                let shadow = cast(
                    self.sprite(i),
                    &motion,
                    &far,
                    Shade::WALL,
                    palette,
                    TEMPLATE.seconds,
                );
                [shadow, self.one(i)]
            })
            .map(|layer| layer.during(BURST, BURST + 1.6))
            .collect()
    }

    fn sprite(&self, number: usize) -> usize {
        self.first + number % LOOKS
    }

    fn one(&self, number: usize) -> Layer {
        Layer::sprite(self.sprite(number)).moved(self.motion(number))
    }

    /// Each one pushes all before it down; then each flies its own way and falls.
    fn motion(&self, number: usize) -> Motion {
        let came = |i: usize, t: f64| Ease::SPRING.apply((t - COMES[i]) / SETTLES);
        let pushed = |t: f64| {
            (number + 1..COMES.len())
                .filter(|&i| t >= COMES[i])
                .map(|i| came(i, t))
                .sum::<f64>()
        };
        let mut rng = Rng::new(41 + number as u64);
        let side = if number.is_multiple_of(2) { 1.0 } else { -1.0 };
        let speed = (
            side * rng.between(0.7, 1.9) * self.newest.width,
            -rng.between(1.2, 3.6) * self.newest.width,
        );
        let (spin, near) = (side * rng.between(60.0, 210.0), rng.between(0.5, 1.4));
        let gravity = self.newest.width * 9.0;
        // Squeezed together before they burst.
        let tight = |t: f64| Ease::InOut.apply((t - BURST + 0.22) / 0.22);
        let free = |t: f64| (t - BURST).max(0.0);
        let along = |value: &dyn Fn(f64) -> f64| sampled(END, value);
        let entering = |t: f64| 0.72 + 0.28 * came(number, t);
        let size = along(&|t| {
            let share = 1.0 - libm::exp(-3.2 * free(t));
            entering(t.max(COMES[number])) * (1.0 - 0.03 * tight(t)) + near * share
        });
        Motion {
            x: along(&|t| self.newest.x + speed.0 * free(t)),
            y: along(&|t| {
                let rows = pushed(t) - 0.5 * (1.0 - came(number, t.max(COMES[number])));
                let rest = self.newest.y + self.step * rows * (1.0 - 0.1 * tight(t));
                rest + speed.1 * free(t) + gravity * free(t) * free(t) / 2.0
            }),
            turn: along(&|t| spin * free(t)),
            scale_x: size.clone(),
            scale_y: size,
        }
    }
}

/// One look of a notification: an icon, and words nobody has the time to read.
pub fn look(kind: usize, (w, h): (f64, f64), palette: &Palette) -> Sprite {
    let ink = Colour::hex(0x1d2233);
    let icons = [255.0, 35.0, 150.0, 340.0].map(|hue| Colour::oklch(0.68, 0.16, hue));
    let icon = h * 0.56;
    let left = -w / 2.0 + h * 0.22;
    let text = left + icon + h * 0.2;
    let bar = |y: f64, wide: f64, high: f64, share: f64| {
        let wide = wide * (w / 2.0 - text - h * 0.3);
        Layer::shape(
            Shape::rect(wide, high, high / 2.0),
            Paint::Flat(ink.alpha(share)),
        )
        .at(text + wide / 2.0, y)
    };
    let lengths = [(0.52, 0.94), (0.72, 0.8), (0.4, 1.0), (0.6, 0.66)][kind % LOOKS];
    let whole = Shape::rect(w, h, h * 0.28);
    let clip = Clip {
        shape: whole.clone(),
        motion: Motion::default(),
    };
    let drawn = vec![
        Layer::shape(whole, Paint::Flat(palette.paper())),
        Layer::shape(
            Shape::rect(icon, icon, icon * 0.26),
            Paint::Flat(icons[kind % LOOKS]),
        )
        .at(left + icon / 2.0, 0.0),
        Layer::shape(
            Shape::circle(icon * 0.4),
            Paint::Flat(palette.paper().alpha(0.85)),
        )
        .at(left + icon / 2.0, 0.0),
        bar(-h * 0.14, lengths.0, h * 0.14, 0.78),
        bar(h * 0.14, lengths.1, h * 0.11, 0.32),
    ];
    Sprite {
        width: w,
        height: h,
        picture: Picture::Drawn(vec![Layer::clipped(clip, drawn)]),
    }
}
