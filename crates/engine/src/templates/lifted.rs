//! Lifted: a flat dashboard in a browser's window; a click, and its panels lift by their importance, each
//! with its shadow; the key figure breaks the window's top edge, faces us and counts up.

mod count;
mod key;
mod layout;
mod panels;
mod window;

use super::kit::{Act, Palette, Pose, Screen, Space, burst, on_plane, world};
use super::{Category, Inputs, Sample, Style, Template, sample};
use crate::{Colour, Format};
use count::Figure;
use drawing::scene::{Camera, Ease, Flow, Layer, Look as Speck, Paint, Scene, Shape, Track};
use key::{blank, counting, key_layers, key_space};
use layout::{Layout, layout};
use panels::{Panel, lifted, page, panels};
use window::Window;

pub const TEMPLATE: Template = Template {
    slug: "lifted",
    version: 1,
    category: Category::App,
    seconds: 8,
    still_s: 6.0,
    breaks_s: BREAK,
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
        ("page", 0.0),
        ("lift", LIFT),
        ("break-out", BREAK),
        ("count", FREE),
        ("words", WORDS),
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
