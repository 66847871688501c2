//! A book as a thing in space: cover, spine, pages, seen from afar, so that turning it shows its sides.

use super::plane::{Plane, on_plane};
use super::space::{Axes, Space, sine};
use super::{Palette, Shade, Sheet};
use crate::leap::sampled;
use crate::{Colour, Subject};
use drawing::scene::{Clip, Kind, Layer, Motion, Paint, Shape, Sweep, Track};

/// A book of which every side can be seen. Angles are in degrees.
#[derive(Debug, Clone)]
pub struct Book {
    /// The sprite of its cover, and the cover's size at size 1.
    pub cover: usize,
    /// The sprite its spine is cut from, if its cover goes around it.
    pub spine: Option<usize>,
    pub size: (f64, f64),
    /// How thick it is; a print is flat.
    pub thick: Track,
    /// With a yaw below zero it shows its pages, above its spine.
    pub space: Space,
    pub sweep: Sweep,
    pub boards: Colour,
    pub seconds: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Front,
    Back,
    Spine,
    Pages,
    Head,
    Foot,
}

const SIDES: [Side; 6] = [
    Side::Front,
    Side::Back,
    Side::Spine,
    Side::Pages,
    Side::Head,
    Side::Foot,
];

/// The thickness its sides are drawn with, in units; they are stretched to what it has.
const DRAWN: f64 = Sheet::SPINE;
/// How thick books are, as a share of their height.
const THICK: f64 = 0.15;

impl Book {
    /// A whole book that shows its cover, which the light crosses at a moment.
    pub fn new(
        sheet: &mut Sheet,
        subject: &Subject,
        palette: &Palette,
        light: f64,
        seconds: u32,
    ) -> Self {
        let fixed = Track::fixed;
        Self {
            cover: sheet.sprite,
            spine: sheet.spine(subject),
            size: sheet.size,
            thick: fixed(sheet.size.1 * THICK),
            space: Space {
                motion: Motion::default(),
                yaw: fixed(0.0),
                pitch: fixed(0.0),
            },
            sweep: Sweep {
                from: light,
                until: light + 0.9,
                strength: 0.6,
            },
            boards: palette.binding().1,
            seconds,
        }
    }

    /// How thick it is when it is all book.
    pub fn full(&self) -> f64 {
        self.size.1 * THICK
    }

    /// Its sides, each shown while it faces us.
    pub fn layers(&self) -> Vec<Layer> {
        SIDES
            .into_iter()
            .map(|side| {
                let shown = sampled(f64::from(self.seconds), |t| {
                    if self.facing(side, t) { 1.0 } else { 0.0 }
                });
                on_plane(self.drawn(side), self.seconds, |t| self.plane(side, t)).opacity(shown)
            })
            .collect()
    }

    /// Its shadow on a surface behind it.
    pub fn shadow(&self, far: &Track, shade: Shade, palette: &Palette) -> Layer {
        let told = shade.told(far, palette);
        let kind = Kind::CastShadow {
            sprite: self.cover,
            blur: told.blur.clone(),
            colour: palette.shade,
        };
        let offset = |t: f64, i: (f64, f64)| i.0 + i.1 * far.at(t);
        let layer = on_plane(vec![Layer::new(kind)], self.seconds, |t| {
            let plane = self.space.face(t, -self.thick.at(t) / 2.0);
            plane.lifted((offset(t, told.x), offset(t, told.y)), 1.0)
        });
        layer.opacity(told.opacity)
    }

    /// How far its lowest point lies below its middle, at a size, standing with these angles.
    pub fn stands(&self, thick: f64, (yaw, pitch): (f64, f64), size: f64) -> f64 {
        let ((sy, cy), (sp, cp)) = (sine(yaw), sine(pitch));
        let (deep, wide) = (cy * sp * thick, sy * sp * self.size.0);
        (self.size.1 * cp + deep.abs() + wide.abs()) / 2.0 * size
    }

    fn facing(&self, side: Side, t: f64) -> bool {
        let (yaw, pitch) = (self.space.yaw.at(t), self.space.pitch.at(t));
        let ((sy, cy), (sp, _)) = (sine(yaw), sine(pitch));
        // A side seen at a grazing angle would only shimmer.
        let least = 0.004;
        match side {
            Side::Front => cy > 0.0,
            Side::Back => cy <= 0.0,
            Side::Pages => sy < -least,
            Side::Spine => sy > least,
            Side::Head => sp > least,
            Side::Foot => sp < -least,
        }
    }

    fn plane(&self, side: Side, t: f64) -> Plane {
        let Axes { x, y, z } = self.space.axes(t);
        let thick = self.thick.at(t).max(0.0);
        let (w, h) = self.size;
        let times = |v: (f64, f64), by: f64| (v.0 * by, v.1 * by);
        let whole = self.space.face(t, 0.0);
        let deep = times(z, thick / DRAWN);
        match side {
            Side::Front => whole.lifted(z, thick / 2.0),
            Side::Back => Plane {
                right: times(x, -1.0),
                ..whole.lifted(z, -thick / 2.0)
            },
            Side::Pages => Plane {
                right: times(deep, -1.0),
                ..whole.lifted(x, w / 2.0)
            },
            Side::Spine => Plane {
                right: deep,
                ..whole.lifted(x, -w / 2.0)
            },
            Side::Head => Plane {
                down: deep,
                ..whole.lifted(y, -h / 2.0)
            },
            Side::Foot => Plane {
                down: times(deep, -1.0),
                ..whole.lifted(y, h / 2.0)
            },
        }
    }

    fn drawn(&self, side: Side) -> Vec<Layer> {
        let (w, h) = self.size;
        match side {
            Side::Front => self.front(),
            Side::Back => self.back(),
            Side::Spine => self.spine(),
            Side::Pages => self.pages(h, true),
            Side::Head | Side::Foot => self.pages(w, false),
        }
    }

    fn front(&self) -> Vec<Layer> {
        let (w, h) = self.size;
        let cover = Layer::new(Kind::Sprite {
            sprite: self.cover,
            sweep: Some(self.sweep),
        });
        // The groove where a cover bends is there as soon as there is something to open.
        let (dark, light) = (Colour::hex(0x000000), Colour::hex(0xffffff));
        let stops = [
            (0.0, dark.alpha(0.34)),
            (0.22, light.alpha(0.24)),
            (0.50, light.alpha(0.04)),
            (0.62, dark.alpha(0.26)),
            (0.78, light.alpha(0.16)),
            (1.0, light.alpha(0.0)),
        ]
        .map(|(at, colour)| drawing::scene::Stop { at, colour });
        let reach = w * 0.14;
        let groove = Paint::Linear {
            from: (-reach / 2.0, 0.0),
            to: (reach / 2.0, 0.0),
            stops: stops.to_vec(),
        };
        let seconds = f64::from(self.seconds);
        let groove = Layer::shape(Shape::rect(reach, h, 0.0), groove)
            .at((reach - w) / 2.0, 0.0)
            .opacity(sampled(seconds, |t| {
                (self.thick.at(t) / (h * THICK)).clamp(0.0, 1.0)
            }));
        vec![cover, groove]
    }

    /// What the cover shows at its left, drawn out: whatever the cover is, its back belongs to it.
    fn wrapped(&self, width: f64) -> Vec<Layer> {
        let h = self.size.1;
        let clip = Clip {
            shape: Shape::rect(width, h, 0.0),
            motion: Motion::default(),
        };
        let stretch = width / DRAWN;
        let drawn_out = self.spine.map(|sprite| {
            let mut layer = Layer::sprite(sprite).at(Sheet::SPINE_AT * stretch, 0.0);
            layer.motion.scale_x = Track::fixed(stretch);
            Layer::clipped(clip, vec![layer])
        });
        let board = Layer::shape(Shape::rect(width, h, 0.0), Paint::Flat(self.boards));
        [board].into_iter().chain(drawn_out).collect()
    }

    fn back(&self) -> Vec<Layer> {
        let (w, h) = self.size;
        let shade = Paint::linear(
            (-w / 2.0, 0.0),
            (w / 2.0, 0.0),
            &[Colour::hex(0).alpha(0.10), Colour::hex(0).alpha(0.34)],
        );
        let mut layers = self.wrapped(w);
        layers.push(Layer::shape(Shape::rect(w, h, 0.0), shade));
        layers
    }

    fn spine(&self) -> Vec<Layer> {
        let h = self.size.1;
        let dark = |share: f64| Colour::hex(0x000000).alpha(share);
        let round = Paint::linear(
            (-DRAWN / 2.0, 0.0),
            (DRAWN / 2.0, 0.0),
            &[dark(0.50), dark(0.12), dark(0.30)],
        );
        let light = Paint::Flat(Colour::hex(0xffffff).alpha(0.35));
        let bands = [-0.38, -0.36, 0.38].map(|y| {
            Layer::shape(Shape::rect(DRAWN, h * 0.006, 0.0), light.clone()).at(0.0, y * h)
        });
        let mut layers = self.wrapped(DRAWN);
        layers.push(Layer::shape(Shape::rect(DRAWN, h, 0.0), round));
        layers.extend(bands);
        layers
    }

    /// The block of pages between two boards, a little smaller than they are.
    fn pages(&self, long: f64, upright: bool) -> Vec<Layer> {
        let inset = long * 0.012;
        let board = DRAWN * 0.075;
        let (light, dark) = (Colour::hex(0xfdf6e6), Colour::hex(0xcbb994));
        let turned = |a: f64, b: f64| if upright { (a, b) } else { (b, a) };
        let rect = |across: f64, along: f64| {
            let (w, h) = turned(across, along);
            Shape::rect(w, h, 0.0)
        };
        let paper = Paint::linear(
            turned(-DRAWN / 2.0, 0.0),
            turned(DRAWN / 2.0, 0.0),
            &[dark, light, light, dark],
        );
        let mut layers = vec![
            Layer::shape(rect(DRAWN, long), Paint::Flat(self.boards)),
            Layer::shape(rect(DRAWN - 2.0 * board, long - 2.0 * inset), paper),
        ];
        // Bundles of pages lie unevenly.
        layers.extend([-31.0, -22.0, -9.0, 3.0, 14.0, 26.0, 35.0].map(|place| {
            let (x, y) = turned(place, 0.0);
            Layer::shape(
                rect(1.6, long - 2.0 * inset),
                Paint::Flat(dark.mix(Colour::hex(0x6b5a38), 0.25).alpha(0.7)),
            )
            .at(x, y)
        }));
        layers
    }
}
