//! The panel that leaves the window: it turns over in the air, faces us, and counts up.

use super::super::kit::{Palette, Shade, Space, on_plane, sine};
use super::count::Figure;
use super::layout::Layout;
use super::panels::Panel;
use super::{BREAK, COUNTED, EDGE_ON, END, FLIPPED, FREE, GATHER, LIGHT, TEMPLATE};
use crate::frame_art::Inset;
use crate::leap::sampled;
use crate::{Colour, FPS};
use drawing::scene::{
    Align, Ease, Face, Kind, Layer, Motion, Paint, Picture, Shape, Sprite, Sweep, TextLayer, Track,
};

/// The key figure's own way: with the window, then up over its edge, and turned to us.
pub fn key_space(layout: &Layout, panel: &Panel, space: &Space, flips: bool) -> Space {
    let (x, y, width) = layout.key;
    let size = width / panel.place.width;
    let way = Track::fixed(0.0).until(BREAK).to(FREE, 1.0, Ease::SPRING);
    let sink = Track::fixed(0.0)
        .until(GATHER)
        .to(BREAK, panel.place.height * 0.07, Ease::InOut)
        .to(BREAK + 0.2, 0.0, Ease::Out);
    let home = |t: f64| panel.plane(space, t, 0.0).at;
    let along = |value: &dyn Fn(f64) -> f64| sampled(END, value);
    let mix = |t: f64, from: f64, to: f64| from + (to - from) * way.at(t);
    let pulse = Track::fixed(0.0).struck(COUNTED, 0.05, 1.8, 4.5);
    let scale = along(&|t| mix(t, space.motion.scale_x.at(t), size) * (1.0 + pulse.at(t)));
    // A panel that has a number to show turns over in the air.
    let over =
        Track::fixed(0.0)
            .until(BREAK)
            .to(FLIPPED, if flips { 180.0 } else { 0.0 }, Ease::InOut);
    let high = along(&|t| scale.at(t) * sine(over.at(t)).1.abs().max(0.06));
    let hover = |t: f64| libm::sin(t * 0.36 * core::f64::consts::TAU) * 6.0 * way.at(t);
    Space {
        motion: Motion {
            x: along(&|t| mix(t, home(t).0, x)),
            y: along(&|t| mix(t, home(t).1, y) + sink.at(t) + hover(t)),
            turn: along(&|t| mix(t, space.motion.turn.at(t), -3.0)),
            scale_x: scale,
            scale_y: high,
        },
        yaw: along(&|t| mix(t, space.yaw.at(t), 9.0)),
        pitch: along(&|t| mix(t, space.pitch.at(t), -6.0)),
    }
}

/// The key figure's card with its edge, its back once it has turned over, and its shadow on all that is
/// behind it.
pub fn key_layers(panel: &Panel, back: usize, key: &Space, palette: &Palette) -> Vec<Layer> {
    let far = Track::fixed(0.3).until(BREAK).to(FREE, 1.0, Ease::InOut);
    let told = Shade::WALL.told(&far, palette);
    let at = |layer: Layer, height: f64, off: (f64, f64)| {
        on_plane(vec![layer], TEMPLATE.seconds, |t| {
            key.face(t, height).lifted((off.0, off.1), 1.0)
        })
        .during(panel.lifts, END)
    };
    let cast = |blur: Track, colour: Colour| {
        Layer::new(Kind::CastShadow {
            sprite: panel.sprite,
            blur,
            colour,
        })
    };
    let edge = palette.paper().mix(palette.shade, 0.32);
    let side = |height: f64| at(cast(Track::fixed(0.0), edge), height, (0.0, 0.0));
    let lit = |sprite: usize| {
        Layer::new(Kind::Sprite {
            sprite,
            sweep: Some(Sweep {
                from: LIGHT,
                until: LIGHT + 0.9,
                strength: 0.5,
            }),
        })
    };
    let front = lit(panel.sprite).during(0.0, EDGE_ON);
    let turned = lit(back).during(EDGE_ON, END);
    let off = (told.x.0 + told.x.1 * 0.7, told.y.0 + told.y.1 * 0.7);
    let shadow = on_plane(
        vec![cast(told.blur, palette.shade)],
        TEMPLATE.seconds,
        |t| key.face(t, 0.0).lifted(off, 1.0),
    )
    .opacity(told.opacity)
    .during(BREAK, END);
    vec![
        shadow,
        side(-9.0),
        side(-6.0),
        side(-3.0),
        at(front, 0.0, (0.0, 0.0)),
        at(turned, 0.0, (0.0, 0.0)),
    ]
}

/// The card a number counts on.
pub fn blank(panel: &Panel, palette: &Palette) -> Sprite {
    let (w, h) = (panel.place.width, panel.place.height);
    let (top, bottom) = palette.binding();
    let paint = Paint::linear((-w / 2.0, -h / 2.0), (w / 2.0, h / 2.0), &[top, bottom]);
    let light = top.mix(bottom, 0.5).readable();
    let rise = [
        (-0.36, 0.26),
        (-0.2, 0.3),
        (-0.04, 0.16),
        (0.12, 0.2),
        (0.36, -0.02),
    ];
    let hills: Vec<_> = rise
        .iter()
        .map(|&(x, y)| (x * w * 1.4, h * 0.16 + y * h))
        .collect();
    let clip = drawing::scene::Clip {
        shape: Shape::rect(w, h, h * 0.12),
        motion: Motion::default(),
    };
    let ground = vec![
        Layer::shape(Shape::rect(w, h, 0.0), paint),
        Layer::shape(Shape::hills(&hills, h), Paint::Flat(light.alpha(0.16))),
    ];
    Sprite {
        width: w,
        height: h,
        picture: Picture::Drawn(vec![Layer::clipped(clip, ground)]),
    }
}

/// The number on its way up, two frames each, and then as it is.
pub fn counting(figure: &Figure, place: Inset, palette: &Palette) -> Vec<Layer> {
    let (top, bottom) = palette.binding();
    let size = place.height * 0.56;
    let text = |share: f64| {
        let kind = Kind::Text(TextLayer {
            text: figure.at(share),
            face: Face::Headline,
            size,
            width: place.width * 0.86,
            lines: 1,
            align: Align::Centre,
            colour: top.mix(bottom, 0.5).readable(),
            enters: None,
        });
        Layer::new(kind).at(0.0, -size * 0.56)
    };
    let frame = 2.0 / f64::from(FPS);
    let begins = EDGE_ON;
    let steps = ((COUNTED - begins) / frame) as u32;
    let counted = (0..steps).map(|i| {
        let share = Ease::Out.apply(f64::from(i) / f64::from(steps));
        let from = begins + f64::from(i) * frame;
        text(share).during(from, from + frame)
    });
    let rests = text(1.0).during(begins + f64::from(steps) * frame, END);
    counted.chain([rests]).collect()
}
