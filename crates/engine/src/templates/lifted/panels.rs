//! The panels of a page, and what they leave on it when they lift.

use super::super::kit::{Palette, Plane, Screen, Shade, Space, on_plane};
use super::window::Window;
use super::{END, FREE, LIFT, NEXT, PLACES, TEMPLATE};
use crate::frame_art::Inset;
use crate::leap::sampled;
use drawing::scene::{Ease, Kind, Layer, Motion, Paint, Shape, Track};

/// One panel: its sprite, where it is on the page, and how high it is above it, in units, over time.
pub struct Panel {
    pub sprite: usize,
    pub place: Inset,
    pub lifts: f64,
    pub height: Track,
}

pub fn panels(screen: &Screen, window: &Window) -> Vec<Panel> {
    let unit = screen.size.0 / 940.0;
    screen
        .cards
        .iter()
        .enumerate()
        .map(|(i, &(sprite, place))| {
            // The least important one leaves first, and least.
            let order = (PLACES.len() - 1 - i) as f64;
            let lifts = LIFT + NEXT * order;
            let height = (54.0 + 46.0 * order) * unit;
            Panel {
                sprite,
                place: Inset {
                    y: place.y + window.page,
                    ..place
                },
                lifts,
                height: Track::fixed(0.0)
                    .until(lifts)
                    .to(lifts + 0.9, height, Ease::SPRING)
                    .swaying(if order < 3.0 { 3.0 * unit } else { 0.0 }, 0.3, 0.2 * order),
            }
        })
        .collect()
}

impl Panel {
    pub fn plane(&self, space: &Space, t: f64, below: f64) -> Plane {
        let height = if t < self.lifts {
            0.0
        } else {
            self.height.at(t).max(0.0)
        };
        let face = space.face(t, (height - below).max(0.0));
        Plane {
            at: face.point(self.place.x, self.place.y),
            ..face
        }
    }
}

/// The page: what the panels left, and the shadows they cast on it. It is drawn from the page's middle.
pub fn page(screen: &Screen, panels: &[Panel], window: &Window, palette: &Palette) -> Vec<Layer> {
    let mut layers = vec![Layer::sprite(screen.sheet)];
    for panel in panels {
        let at = (panel.place.x, panel.place.y - window.page);
        let radius = (screen.size.0.min(screen.size.1) * 0.066).min(panel.place.height * 0.36);
        let hole = Shape::rect(panel.place.width, panel.place.height, radius);
        let left = palette.halo.mix(palette.shade, 0.10);
        layers.push(
            Layer::shape(hole, Paint::Flat(left))
                .at(at.0, at.1)
                .during(panel.lifts, END),
        );
    }
    for panel in panels {
        let at = (panel.place.x, panel.place.y - window.page);
        let most = panel.height.at(panel.lifts + 0.9);
        let far = sampled(END, |t| (panel.height.at(t) / 200.0).clamp(0.0, 1.2));
        let told = Shade::FRAME.told(&far, palette);
        let moved = |own: f64, (near, more): (f64, f64), by: f64| {
            sampled(END, |t| own + near + more * by * far.at(t))
        };
        let until = if most > 180.0 { FREE } else { END };
        let shadow = Layer::new(Kind::CastShadow {
            sprite: panel.sprite,
            blur: told.blur,
            colour: palette.shade,
        });
        layers.push(
            shadow
                .moved(Motion {
                    x: moved(at.0, told.x, 1.6),
                    y: moved(at.1, told.y, 1.6),
                    ..Motion::default()
                })
                .opacity(told.opacity)
                .during(panel.lifts, until),
        );
    }
    layers
}

/// A panel with an edge.
pub fn lifted(panel: &Panel, space: &Space, palette: &Palette) -> Vec<Layer> {
    let edge = palette.paper().mix(palette.shade, 0.32);
    let at = |below: f64, layer: Layer| {
        on_plane(vec![layer], TEMPLATE.seconds, |t| {
            panel.plane(space, t, below)
        })
        .during(panel.lifts, END)
    };
    let side = |below: f64| {
        let kind = Kind::CastShadow {
            sprite: panel.sprite,
            blur: Track::fixed(0.0),
            colour: edge,
        };
        at(below, Layer::new(kind))
    };
    vec![
        side(9.0),
        side(6.0),
        side(3.0),
        at(0.0, Layer::sprite(panel.sprite)),
    ]
}
