//! Three Windows: three frames slide in, out of step; the subject crosses all three as one, bursts out in front
//! of them, and on the last beat they fall into line behind it.

use super::kit::{Act, Anchor, Caption, Palette, Pose, Shade, burst, cast, fit, inset, world};
use super::{Category, Inputs, Sample, Style, Template, sample};
use crate::frame_art::Inset;
use crate::{Colour, Format, subject_art};
use drawing::scene::{
    Camera, Clip, Ease, Flow, Kind, Layer, Look as Speck, Motion, Paint, Scene, Shape, Sweep, Track,
};

pub const TEMPLATE: Template = Template {
    slug: "three-windows",
    version: 1,
    category: Category::Photo,
    seconds: 7,
    still_s: 6.0,
    breaks_s: BURST,
    formats: &Format::ALL,
    styles: &Style::ALL,
    frames: &[],
    backgrounds: &[],
    headline_max: 24,
    line_max: 40,
    sample: Sample {
        picture: sample!("whale"),
        headline: "Bigger than you think",
        line: "The ocean hall, from 2 May",
    },
    draw: scene,
};

/// The beats.
const CROSS: f64 = 0.75;
const BURST: f64 = 3.0;
const REST: f64 = 4.0;
const ALIGN: f64 = 4.5;
/// How far above and below the line the windows come in, as shares of their height, and where they wait.
const ENTERS: [f64; 3] = [-0.20, 0.24, -0.14];
const WAITS: [f64; 3] = [-0.05, 0.065, -0.03];

struct Layout {
    /// The window in the middle; the others stand `step` units to its sides.
    window: Inset,
    step: f64,
    most: (f64, f64),
    caption: Caption,
}

fn layout(format: Format) -> Layout {
    match format {
        Format::Portrait => Layout {
            window: inset((540.0, 700.0), (290.0, 900.0)),
            step: 316.0,
            most: (1000.0, 720.0),
            caption: Caption::centred(format, Anchor::Bottom, 1524.0, 112.0),
        },
        Format::Square => Layout {
            window: inset((540.0, 410.0), (290.0, 560.0)),
            step: 312.0,
            most: (980.0, 500.0),
            caption: Caption::centred(format, Anchor::Bottom, 1010.0, 92.0),
        },
        Format::Feed => Layout {
            window: inset((540.0, 520.0), (290.0, 740.0)),
            step: 314.0,
            most: (1000.0, 620.0),
            caption: Caption::centred(format, Anchor::Bottom, 1262.0, 104.0),
        },
        Format::Landscape => Layout {
            window: inset((960.0, 390.0), (440.0, 560.0)),
            step: 480.0,
            most: (1320.0, 600.0),
            caption: Caption {
                width: 1500.0,
                ..Caption::centred(format, Anchor::Bottom, 944.0, 104.0)
            },
        },
    }
}

fn scene(inputs: &Inputs) -> Scene {
    let palette = palette(inputs.style);
    let layout = layout(inputs.format);
    let seconds = TEMPLATE.seconds;
    let end = f64::from(seconds);
    let size = fit(inputs.subject.ratio(), layout.most.0, layout.most.1);
    let (sprites, sprite) = subject_art::sprites(&inputs.subject, size, palette.picture.1);
    let subject = subject(&layout, size);
    let swap = BURST + 1.0 / 15.0;
    let far = Track::fixed(0.1)
        .until(BURST)
        .to(BURST + 0.4, 1.0, Ease::Out)
        .until(REST - 0.4)
        .to(REST + 0.2, 0.55, Ease::InOut);
    let held = Layer::new(Kind::Sprite {
        sprite,
        sweep: Some(Sweep {
            from: BURST + 0.1,
            until: BURST + 1.0,
            strength: 0.5,
        }),
    })
    .moved(subject.clone());
    let units = inputs.format.units();
    let middle = (layout.window.x, layout.window.y);
    let mut layers = world(&palette, units, middle, seconds);
    layers.push(cast(sprite, &subject, &far, Shade::WALL, &palette, seconds).during(swap, end));
    for place in 0..3 {
        let motion = window_motion(&layout, place);
        let window = layout.window;
        let glass = Clip {
            shape: Shape::rect(window.width - 28.0, window.height - 28.0, 20.0),
            motion: motion.clone(),
        };
        let frame = Clip {
            shape: Shape::rect(window.width, window.height, 30.0),
            motion: motion.clone(),
        };
        let mut seen = water(&layout, &palette, units);
        seen.push(cast(sprite, &subject, &far, Shade::FRAME, &palette, seconds).during(0.0, swap));
        seen.push(held.clone().during(0.0, swap));
        seen.extend(bubbles(&palette, units));
        layers.push(Layer::group(window_frame(window, &palette)).moved(motion.clone()));
        layers.push(Layer::clipped(glass, seen));
        layers.push(Layer::group(vec![glare(window)]).moved(motion));
        let on_frame = cast(sprite, &subject, &far, Shade::FRAME, &palette, seconds);
        layers.push(Layer::clipped(frame, vec![on_frame]).during(swap, end));
    }
    layers.extend(splash(&palette, middle, size));
    layers.push(held.during(swap, end));
    layers.push(
        layout
            .caption
            .layer(inputs, palette.text, ALIGN + 0.1, ALIGN + 0.6),
    );
    let mut camera = Camera::still(middle.0, middle.1);
    camera.zoom = Track::fixed(1.0).to(end, 1.02, Ease::InOut);
    camera.y = Track::fixed(0.0).struck(ALIGN, 7.0, 3.0, 7.0);
    let beats = [
        ("slide-in", 0.0),
        ("burst", BURST),
        ("rest", REST - 0.5),
        ("align", ALIGN),
    ];
    TEMPLATE.film(inputs.format, &beats, camera, (sprites, layers))
}

fn palette(style: Style) -> Palette {
    let c = Colour::oklch;
    match style {
        Style::Studio => Palette {
            picture: (c(0.88, 0.07, 205.0), c(0.62, 0.11, 225.0)),
            accent: c(0.66, 0.11, 220.0),
            ..Palette::of(style, 75.0, 215.0)
        },
        Style::Dusk => Palette {
            picture: (c(0.62, 0.13, 200.0), c(0.28, 0.10, 265.0)),
            accent: c(0.72, 0.12, 195.0),
            ..Palette::of(style, 285.0, 210.0)
        },
        Style::Bold => Palette {
            picture: (c(0.90, 0.12, 100.0), c(0.90, 0.12, 100.0)),
            accent: c(0.66, 0.19, 40.0),
            ..Palette::of(style, 8.0, 60.0)
        },
    }
}

/// Each window slides in on its own beat, waits out of line, is thrown aside by the burst, and falls into line.
fn window_motion(layout: &Layout, place: usize) -> Motion {
    let window = layout.window;
    let side = place as f64 - 1.0;
    let start = 0.10 * place as f64;
    let y = Track::fixed(window.height * ENTERS[place])
        .until(start)
        .to(start + 0.85, window.height * WAITS[place], Ease::SPRING)
        .until(ALIGN - 0.18)
        .to(ALIGN, 0.0, Ease::In)
        .struck(BURST + 0.05, 16.0 - 8.0 * side, 1.7, 3.6)
        .struck(ALIGN, window.height * WAITS[place] * -0.35, 2.6, 6.0);
    let turn = Track::fixed(0.0)
        .struck(BURST + 0.05, side * 3.2 + 0.8, 1.4, 3.0)
        .struck(start, 1.2, 1.2, 2.6);
    let x = Track::fixed(side * layout.step).struck(BURST + 0.05, side * 26.0, 1.5, 3.4);
    Motion {
        x,
        y,
        turn,
        ..Motion::default()
    }
    .shifted(window.x, window.y)
}

fn window_frame(window: Inset, palette: &Palette) -> Vec<Layer> {
    let paper = palette.paper();
    let shadow = Layer::new(Kind::BoxShadow {
        width: window.width - 16.0,
        height: window.height - 16.0,
        radius: 30.0,
        blur: Track::fixed(if palette.hard() { 0.0 } else { 30.0 }),
        colour: palette.shade.alpha(0.36),
    })
    .at(if palette.hard() { 22.0 } else { 0.0 }, 32.0);
    let body = Paint::linear(
        (0.0, -window.height / 2.0),
        (0.0, window.height / 2.0),
        &[paper, paper.mix(palette.shade, 0.08)],
    );
    vec![
        shadow,
        Layer::shape(Shape::rect(window.width, window.height, 30.0), body),
    ]
}

/// What lies behind all three windows: one water, with light falling into it.
fn water(layout: &Layout, palette: &Palette, (w, h): (f64, f64)) -> Vec<Layer> {
    let window = layout.window;
    let (top, bottom) = (window.top() - 120.0, window.bottom() + 120.0);
    let deep = Paint::linear(
        (0.0, top),
        (0.0, bottom),
        &[palette.picture.0, palette.picture.1],
    );
    let whole = Shape::polygon(&[
        (-40.0, -40.0),
        (w + 40.0, -40.0),
        (w + 40.0, h + 40.0),
        (-40.0, h + 40.0),
    ]);
    let mut layers = vec![Layer::shape(whole, deep)];
    let light = Colour::hex(0xffffff);
    for (x, broad, strength) in [
        (0.12, 0.10, 0.16),
        (0.38, 0.16, 0.12),
        (0.66, 0.09, 0.18),
        (0.86, 0.13, 0.10),
    ] {
        let ray = Shape::polygon(&[
            (w * x, top),
            (w * (x + broad * 0.5), top),
            (w * (x + broad - 0.14), bottom),
            (w * (x - 0.20), bottom),
        ]);
        let paint = Paint::linear(
            (0.0, top),
            (0.0, bottom),
            &[light.alpha(strength), light.alpha(0.0)],
        );
        let sway = Track::fixed(0.0).swaying(w * 0.012, 0.22, x);
        layers.push(Layer::shape(ray, paint).moved(Motion {
            x: sway,
            ..Motion::default()
        }));
    }
    layers
}

fn bubbles(palette: &Palette, (w, h): (f64, f64)) -> Vec<Layer> {
    let flow = Flow::Drift {
        width: w,
        height: h,
        velocity: (6.0, -70.0),
        sway: 16.0,
        twinkle: 0.2,
    };
    let pale = palette.picture.0.mix(Colour::hex(0xffffff), 0.6).alpha(0.5);
    vec![burst(
        Speck::Dot,
        40,
        (3.0, 12.0),
        &[pale],
        flow,
        (w / 2.0, h / 2.0),
    )]
}

fn glare(window: Inset) -> Layer {
    let (w, h) = (window.width - 28.0, window.height - 28.0);
    let light = Colour::hex(0xffffff);
    let paint = Paint::linear(
        (-w / 2.0, -h / 2.0),
        (w * 0.1, -h * 0.1),
        &[light.alpha(0.26), light.alpha(0.05), light.alpha(0.0)],
    );
    Layer::shape(Shape::rect(w, h, 20.0), paint)
}

/// What the burst throws out, drops and a breath of spray.
fn splash(palette: &Palette, at: (f64, f64), size: (f64, f64)) -> Vec<Layer> {
    let flow = |speed: f64, life, gravity| Flow::Burst {
        start: BURST + 0.01,
        life,
        speed: (speed * 0.25, speed),
        spread: 330.0,
        angle: -90.0,
        gravity,
    };
    let white = Colour::hex(0xffffff);
    let drops = [white, palette.picture.0, palette.accent];
    let soft = [white.alpha(0.5), palette.picture.0.alpha(0.45)];
    let reach = size.0.max(size.1) * 2.2;
    vec![
        burst(
            Speck::Glow,
            34,
            (60.0, 170.0),
            &soft,
            flow(reach * 0.8, 0.8, 200.0),
            at,
        ),
        burst(
            Speck::Dot,
            72,
            (4.0, 15.0),
            &drops,
            flow(reach, 1.6, 1500.0),
            at,
        ),
    ]
}

/// It swims through all three, leans back, bursts toward us, and comes to rest in front of them.
fn subject(layout: &Layout, size: (f64, f64)) -> Motion {
    let window = layout.window;
    let behind = 0.82_f64.min(window.height * 0.84 / size.1);
    let enters = Pose::new(window.x - layout.step * 0.95, window.y + 20.0, 3.0, behind);
    let crossed = Pose::new(window.x + layout.step * 0.10, window.y - 6.0, -2.0, behind);
    let leant = Pose {
        turn: 3.0,
        ..crossed.by(-size.0 * 0.035, size.1 * 0.02)
    };
    let out = Pose::new(window.x, window.y - size.1 * 0.10, -9.0, 1.0);
    let rest = Pose::new(window.x, window.y, -4.0, 1.0);
    Act::at(enters)
        .wait(0.0)
        .to(CROSS, enters.by(layout.step * 0.22, -14.0), Ease::In)
        .to(BURST - 0.4, crossed, Ease::InOut)
        .to(BURST, leant, Ease::InOut)
        .squashed(BURST - 0.4, 0.0)
        .squashed(BURST, -0.03)
        .spring(BURST + 0.7, out)
        .squashed(BURST + 0.15, 0.03)
        .squashed(BURST + 0.5, 0.0)
        .to(REST, rest, Ease::InOut)
        .hovering(7.0, 0.7)
        .motion(TEMPLATE.seconds)
}
