//! Lifted: a flat dashboard in a browser's window; a click, and its panels lift by their importance, each
//! with its shadow; the key figure breaks the window's top edge, faces us and counts up.

mod count;
mod layout;
mod window;

use super::kit::{Act, Palette, Plane, Pose, Screen, Shade, Space, burst, on_plane, sine, world};
use super::{Category, Inputs, Sample, Style, Template, sample};
use crate::frame_art::Inset;
use crate::leap::sampled;
use crate::scene::{
    Align, Camera, Ease, Face, Flow, Kind, Layer, Look as Speck, Motion, Paint, Picture, Scene,
    Shape, Sprite, Sweep, TextLayer, Track,
};
use crate::{Colour, FPS, Format};
use count::Figure;
use layout::{Layout, layout};
use window::Window;

pub const TEMPLATE: Template = Template {
    slug: "lifted",
    version: 1,
    name: "Lifted",
    category: Category::App,
    stage: "Browser window",
    seconds: 8,
    still_s: 6.0,
    formats: &Format::ALL,
    styles: &Style::ALL,
    frames: &[],
    backgrounds: &[],
    headline_max: 24,
    line_max: 40,
    sample: Sample {
        picture: sample!("dashboard"),
        headline: "Up 128 % since May",
        line: "Tally, numbers you can show",
    },
    draw: scene,
};

/// The beats.
const CLICK: f64 = 0.5;
const TILT: f64 = 0.75;
const LIFT: f64 = 1.0;
/// From one panel to the next.
const NEXT: f64 = 0.25;
const GATHER: f64 = 2.5;
const BREAK: f64 = 2.75;
const FLIPPED: f64 = 3.25;
/// When the panel that turns over is seen from its edge: there its sides change.
const EDGE_ON: f64 = 3.0;
const FREE: f64 = 3.5;
const COUNTED: f64 = 4.25;
const WORDS: f64 = 4.25;
const LIGHT: f64 = 5.5;
const END: f64 = TEMPLATE.seconds as f64;

/// The ratios of windows.
const PAGES: (f64, f64) = (1.25, 1.7);
/// Where the panels are on the page, the most important one first.
const PLACES: [(f64, f64, f64, f64); 4] = [
    (0.04, 0.17, 0.48, 0.52),
    (0.52, 0.17, 0.96, 0.52),
    (0.04, 0.57, 0.62, 0.94),
    (0.66, 0.57, 0.96, 0.94),
];

/// One panel: its sprite, where it is on the page, and how high it is above it, in units, over time.
struct Panel {
    sprite: usize,
    place: Inset,
    lifts: f64,
    height: Track,
}

fn palette(style: Style) -> Palette {
    match style {
        Style::Studio => Palette::of(style, 265.0, 262.0),
        Style::Dusk => Palette::of(style, 262.0, 190.0),
        Style::Bold => Palette::of(style, 245.0, 340.0),
    }
}

fn scene(inputs: &Inputs) -> Scene {
    let palette = palette(inputs.style);
    let layout = layout(inputs.format);
    let mut screen = Screen::new(&inputs.subject, layout.width, PAGES, &PLACES, &palette);
    let window = Window::new(screen.size);
    let space = space(&layout);
    let figure = Figure::of(&inputs.headline);
    let panels = panels(&screen, &window);
    let key = key_space(&layout, &panels[0], &space, figure.is_some());
    if figure.is_some() {
        screen.sprites.push(blank(&panels[0], &palette));
    }
    let back = figure
        .as_ref()
        .map_or(panels[0].sprite, |_| screen.sprites.len() - 1);
    let units = inputs.format.units();
    let mut layers = world(
        &palette,
        units,
        (layout.tilted.0, layout.tilted.1),
        TEMPLATE.seconds,
    );
    let page = page(&screen, &panels, &window, &palette);
    layers.extend(window.layers(&space, page, &palette, TEMPLATE.seconds));
    for panel in panels.iter().skip(1).rev() {
        layers.extend(lifted(panel, &space, &palette));
    }
    layers.push(pointer(&layout, &panels[0], &palette));
    layers.push(sparks(&palette, layout.key));
    layers.extend(key_layers(&panels[0], back, &key, &palette));
    if let Some(figure) = &figure {
        layers.push(on_plane(
            counting(figure, panels[0].place, &palette),
            TEMPLATE.seconds,
            |t| key.face(t, 0.0),
        ));
    }
    let caption = layout.caption;
    layers.push(caption.layer(inputs, palette.text, WORDS, WORDS + 0.25));
    let mut camera = Camera::still(layout.tilted.0, layout.tilted.1);
    camera.zoom = Track::fixed(1.0).until(TILT).to(END, 1.03, Ease::InOut);
    let beats = [
        ("Page", 0.0),
        ("Lift", LIFT),
        ("Break out", BREAK),
        ("Count", FREE),
        ("Words", WORDS),
    ];
    TEMPLATE.film(inputs.format, &beats, camera, (screen.sprites, layers))
}

/// The window stands flat, draws itself tight, and tilts so that there is a height to lift into.
fn space(layout: &Layout) -> Space {
    let (x, y) = layout.flat;
    let (tx, ty, size) = layout.tilted;
    let flat = Pose::new(x, y, 0.0, 1.0);
    let mut motion = Act::at(flat)
        .wait(CLICK)
        .to(
            TILT,
            Pose {
                size: 0.985,
                ..flat
            },
            Ease::InOut,
        )
        .spring(TILT + 1.0, Pose::new(tx, ty, -9.0, size))
        .motion(TEMPLATE.seconds);
    // It recoils when the figure leaves it.
    motion.y = motion.y.struck(BREAK + 0.05, 16.0, 1.7, 3.2);
    let angle = |most: f64| {
        Track::fixed(0.0)
            .until(TILT)
            .to(TILT + 1.0, most, Ease::SPRING)
            .swaying(most * 0.03, 0.18, 0.0)
    };
    Space {
        motion,
        yaw: angle(26.0),
        pitch: angle(-40.0),
    }
}

fn panels(screen: &Screen, window: &Window) -> Vec<Panel> {
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
    fn plane(&self, space: &Space, t: f64, below: f64) -> Plane {
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

/// The key figure's own way: with the window, then up over its edge, and turned to us.
fn key_space(layout: &Layout, panel: &Panel, space: &Space, flips: bool) -> Space {
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

/// The page: what the panels left, and the shadows they cast on it. It is drawn from the page's middle.
fn page(screen: &Screen, panels: &[Panel], window: &Window, palette: &Palette) -> Vec<Layer> {
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
fn lifted(panel: &Panel, space: &Space, palette: &Palette) -> Vec<Layer> {
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

/// The key figure's card with its edge, its back once it has turned over, and its shadow on all that is
/// behind it.
fn key_layers(panel: &Panel, back: usize, key: &Space, palette: &Palette) -> Vec<Layer> {
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
fn blank(panel: &Panel, palette: &Palette) -> Sprite {
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
    let clip = crate::scene::Clip {
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
fn counting(figure: &Figure, place: Inset, palette: &Palette) -> Vec<Layer> {
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

/// The pointer that clicks the key figure.
fn pointer(layout: &Layout, panel: &Panel, palette: &Palette) -> Layer {
    let (x, y) = (layout.flat.0 + panel.place.x, layout.flat.1 + panel.place.y);
    let arrow = Shape::polygon(&[
        (0.0, 0.0),
        (0.0, 62.0),
        (14.0, 50.0),
        (24.0, 72.0),
        (36.0, 66.0),
        (26.0, 46.0),
        (45.0, 44.0),
    ]);
    let away = (layout.width * 0.34, layout.width * 0.30);
    let rest = Pose::new(x + 30.0, y + 20.0, 0.0, 1.1);
    let motion = Act::at(rest.by(away.0, away.1))
        .to(CLICK - 0.08, rest, Ease::InOut)
        .to(CLICK, Pose { size: 0.92, ..rest }, Ease::Out)
        .to(CLICK + 0.12, rest, Ease::Out)
        .wait(TILT)
        .to(TILT + 0.4, rest.by(away.0, away.1 * 1.6), Ease::In)
        .motion(TEMPLATE.seconds);
    let ink = Layer::shape(arrow.clone(), Paint::Flat(Colour::hex(0x161a2e)));
    let rim = Layer::line(arrow, 6.0, palette.paper());
    Layer::group(vec![rim, ink])
        .moved(motion)
        .opacity(
            Track::fixed(1.0)
                .until(TILT + 0.15)
                .to(TILT + 0.4, 0.0, Ease::InOut),
        )
        .during(0.0, TILT + 0.4)
}

/// What the last step of the counting throws up.
fn sparks(palette: &Palette, (x, y, width): (f64, f64, f64)) -> Layer {
    let flow = Flow::Burst {
        start: COUNTED,
        life: 1.2,
        speed: (width * 0.9, width * 2.6),
        spread: 340.0,
        angle: -90.0,
        gravity: 1100.0,
    };
    let colours = [palette.accent, palette.paper(), palette.picture.0];
    burst(Speck::Scrap, 34, (6.0, 13.0), &colours, flow, (x, y))
}
