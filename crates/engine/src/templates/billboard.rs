//! Billboard: a quiet street and a lit billboard; its lamps flicker once; the subject leans out over the edge
//! and looks down at the words on the pavement.

mod street;

use super::kit::{
    Act, Anchor, Caption, Escape, Palette, Pose, bordered, fit, inset, recoil, waves, world,
};
use super::{Category, Inputs, Sample, Style, Template, sample};
use crate::frame_art::{FrameArt, Inset};
use crate::{Colour, Format, subject_art};
use drawing::colour::{INK, PAPER};
use drawing::scene::{Camera, Clip, Ease, Kind, Layer, Motion, Paint, Scene, Shape, Sweep, Track};
use street::{city, pavement, pavement_colour, posts};

pub const TEMPLATE: Template = Template {
    slug: "billboard",
    version: 1,
    category: Category::Photo,
    seconds: 8,
    still_s: 6.5,
    breaks_s: OUT,
    formats: &Format::ALL,
    styles: &Style::ALL,
    frames: &[],
    backgrounds: &[],
    headline_max: 24,
    line_max: 40,
    sample: Sample {
        picture: sample!("giraffe"),
        headline: "Look who's here",
        line: "The new savanna house is open",
    },
    draw: scene,
};

/// The beats.
const FLICKER: f64 = 1.0;
const LEAN: f64 = 1.75;
const OUT: f64 = 2.25;
const LOOK: f64 = 3.5;
const WORDS: f64 = 4.0;

struct Layout {
    board: Inset,
    /// The most the subject may be wide and high when it leans out, and where it stands on the board's edge.
    most: (f64, f64),
    x: f64,
    /// Where the pavement begins.
    curb: f64,
    caption: Caption,
}

fn layout(format: Format) -> Layout {
    match format {
        Format::Portrait => Layout {
            board: inset((540.0, 700.0), (900.0, 640.0)),
            most: (660.0, 900.0),
            x: 430.0,
            curb: 1230.0,
            caption: Caption::centred(format, Anchor::Top, 1276.0, 108.0),
        },
        Format::Square => Layout {
            board: inset((540.0, 400.0), (780.0, 470.0)),
            most: (480.0, 590.0),
            x: 430.0,
            curb: 730.0,
            caption: Caption::centred(format, Anchor::Top, 772.0, 92.0),
        },
        Format::Feed => Layout {
            board: inset((540.0, 530.0), (880.0, 580.0)),
            most: (560.0, 770.0),
            x: 420.0,
            curb: 950.0,
            caption: Caption::centred(format, Anchor::Top, 996.0, 102.0),
        },
        Format::Landscape => Layout {
            board: inset((960.0, 400.0), (980.0, 470.0)),
            most: (520.0, 590.0),
            x: 800.0,
            curb: 730.0,
            caption: Caption {
                width: 1500.0,
                ..Caption::centred(format, Anchor::Top, 766.0, 108.0)
            },
        },
    }
}

fn scene(inputs: &Inputs) -> Scene {
    let palette = palette(inputs.style);
    let layout = layout(inputs.format);
    let board = layout.board;
    let seconds = TEMPLATE.seconds;
    let size = fit(inputs.subject.ratio(), layout.most.0, layout.most.1);
    let (sprites, sprite) = subject_art::sprites(&inputs.subject, size, palette.picture.1);
    let art = hoarding(board, &palette);
    let subject = subject(&layout, &art, size);
    let answer = recoil(LEAN - 0.25, LEAN, 8.0);
    let far = Track::fixed(0.05)
        .until(LEAN)
        .to(OUT, 0.75, Ease::Out)
        .until(LOOK - 0.25)
        .to(LOOK, 1.0, Ease::InOut);
    let escape = Escape {
        art: &art,
        place: board,
        answer: &answer,
        subject: &subject,
        sprite,
        opens: LEAN,
        swap: LEAN + 0.1,
        far: &far,
        sweep: Sweep {
            from: LEAN + 0.1,
            until: LEAN + 0.9,
            strength: 0.32,
        },
        palette: &palette,
        seconds,
    };
    let units = inputs.format.units();
    // It has climbed over the sides and the top; its foot stays behind the board's lower edge.
    let floor = board.y + art.picture.bottom();
    let above = Clip {
        shape: Shape::rect(6000.0, 6000.0, 0.0),
        motion: Motion::still(units.0 / 2.0, floor - 3000.0),
    };
    let mut layers = world(&palette, units, (board.x, board.y), seconds);
    layers.extend(city(&palette, units, layout.curb));
    layers.extend(posts(&layout, &palette));
    layers.extend(pavement(&layout, &palette, units));
    layers.extend(escape.behind());
    layers.extend(lamps(board, &palette, &answer));
    layers.push(Layer::clipped(above, vec![escape.front()]));
    layers.push(ledge(board, &art, &palette).moved(answer.clone().shifted(board.x, board.y)));
    let ground = pavement_colour(&palette);
    let ink = if ground.contrast(INK) >= ground.contrast(PAPER) {
        INK
    } else {
        PAPER
    };
    layers.push(layout.caption.layer(inputs, ink, WORDS, WORDS + 0.4));
    let mut camera = Camera::still(board.x, layout.curb);
    camera.zoom = Track::fixed(1.0).to(f64::from(seconds), 1.025, Ease::InOut);
    let beats = [
        ("street", 0.0),
        ("lean-out", LEAN),
        ("look-down", LOOK - 0.5),
        ("words", WORDS),
    ];
    TEMPLATE.film(inputs.format, &beats, camera, (sprites, layers))
}

fn palette(style: Style) -> Palette {
    let c = Colour::oklch;
    match style {
        Style::Studio => Palette {
            picture: (c(0.78, 0.095, 200.0), c(0.90, 0.06, 150.0)),
            accent: c(0.68, 0.13, 128.0),
            ..Palette::of(style, 240.0, 200.0)
        },
        Style::Dusk => Palette {
            picture: (c(0.62, 0.16, 20.0), c(0.85, 0.13, 70.0)),
            accent: c(0.45, 0.11, 20.0),
            ..Palette::of(style, 265.0, 60.0)
        },
        Style::Bold => Palette {
            picture: (c(0.88, 0.09, 350.0), c(0.88, 0.09, 350.0)),
            accent: c(0.62, 0.20, 20.0),
            ..Palette::of(style, 215.0, 20.0)
        },
    }
}

fn steel(palette: &Palette) -> Colour {
    palette.shade.mix(Colour::hex(0x2a3042), 0.6)
}

/// The board: a steel frame, and the picture it shows.
fn hoarding(board: Inset, palette: &Palette) -> FrameArt {
    let (width, height) = (board.width, board.height);
    let picture = bordered((width, height), width * 0.024);
    let outline = Shape::rect(width, height, 10.0);
    let shadow = Layer::new(Kind::BoxShadow {
        width: width - 20.0,
        height: height - 20.0,
        radius: 14.0,
        blur: Track::fixed(if palette.hard() { 0.0 } else { 36.0 }),
        colour: palette.shade.alpha(0.36),
    })
    .at(if palette.hard() { 24.0 } else { 0.0 }, 34.0);
    let inside = Clip {
        shape: Shape::rect(picture.width, picture.height, 4.0),
        motion: Motion::default(),
    };
    FrameArt {
        shadow,
        body: vec![
            Layer::shape(outline.clone(), Paint::Flat(steel(palette))),
            Layer::clipped(inside, view(picture, palette)),
        ],
        over: vec![],
        outline,
        picture,
        top: -height / 2.0,
        corner: 4.0,
    }
}

/// A wide plain under a large low sun.
fn view(picture: Inset, palette: &Palette) -> Vec<Layer> {
    let (w, h) = (picture.width, picture.height);
    let seconds = TEMPLATE.seconds;
    let sky = Paint::linear(
        (0.0, -h / 2.0),
        (0.0, h * 0.3),
        &[palette.picture.0, palette.picture.1],
    );
    let sun = palette.picture.1.mix(Colour::hex(0xfff3cf), 0.75);
    let mut layers = vec![
        Layer::shape(Shape::rect(w + 4.0, h + 4.0, 0.0), sky),
        Layer::shape(Shape::circle(h * 0.62), Paint::Flat(sun)).at(w * 0.20, h * 0.12),
    ];
    for (top, share) in [(0.20, 0.36), (0.29, 0.18), (0.38, 0.0)] {
        let land = palette.accent.mix(palette.picture.1, share);
        layers.push(waves((w * 1.2, h), h * top, h * 0.03, land, 0.0, seconds));
    }
    // Two far trees with flat crowns.
    for (x, y, size) in [(-0.36, 0.17, 0.16), (0.40, 0.23, 0.22)] {
        let dark = palette.accent.mix(palette.shade, 0.35);
        let crown = Shape::Ellipse {
            width: h * size * 1.5,
            height: h * size * 0.42,
        };
        layers.push(
            Layer::shape(
                Shape::rect(h * size * 0.09, h * size, 0.0),
                Paint::Flat(dark),
            )
            .at(w * x, h * y),
        );
        layers.push(Layer::shape(crown, Paint::Flat(dark)).at(w * x, h * (y - size * 0.5)));
    }
    layers
}

/// The lower rim, in front of what leans out.
fn ledge(board: Inset, art: &FrameArt, palette: &Palette) -> Layer {
    let rim = (board.height - art.picture.height) / 2.0;
    let colour = steel(palette);
    let bar = Shape::rect(board.width, rim, 6.0);
    let paint = Paint::linear(
        (0.0, -rim / 2.0),
        (0.0, rim / 2.0),
        &[colour.mix(Colour::hex(0xffffff), 0.18), colour],
    );
    Layer::group(vec![
        Layer::shape(bar, paint).at(0.0, board.height / 2.0 - rim / 2.0),
    ])
}

/// Steady light, that fails twice in a row just before the leap.
fn flicker() -> Track {
    Track::fixed(1.0)
        .to(FLICKER, 0.25, Ease::Hold)
        .to(FLICKER + 0.07, 0.9, Ease::Hold)
        .to(FLICKER + 0.17, 0.15, Ease::Hold)
        .to(FLICKER + 0.27, 1.0, Ease::Hold)
}

/// Three lamps on arms over the board, and their light on it.
fn lamps(board: Inset, palette: &Palette, answer: &Motion) -> Vec<Layer> {
    let colour = steel(palette);
    let warm = Colour::hex(0xfff1c9);
    let strength = match palette.style {
        Style::Studio => 0.28,
        Style::Dusk => 0.42,
        Style::Bold => 0.22,
    };
    let (top, reach) = (-board.height / 2.0, board.height * 0.46);
    let mut parts = Vec::new();
    for share in [-0.34, 0.0, 0.34] {
        let x = board.width * share;
        let cone = Shape::polygon(&[
            (x - 20.0, top - 22.0),
            (x + 20.0, top - 22.0),
            (x + reach * 0.62, top + reach),
            (x - reach * 0.62, top + reach),
        ]);
        let light = Paint::linear(
            (0.0, top - 22.0),
            (0.0, top + reach),
            &[warm.alpha(strength), warm.alpha(0.0)],
        );
        parts.push(Layer::shape(cone, light).opacity(flicker()));
        let arm = format!("M{x} {}Q{x} {} {x} {}", top + 6.0, top - 30.0, top - 40.0,);
        parts.push(Layer::line(Shape::svg(&arm), 9.0, colour));
        let shade = Shape::polygon(&[
            (x - 17.0, top - 46.0),
            (x + 17.0, top - 46.0),
            (x + 32.0, top - 20.0),
            (x - 32.0, top - 20.0),
        ]);
        parts.push(Layer::shape(shade, Paint::Flat(colour)));
        let bulb = Shape::Ellipse {
            width: 44.0,
            height: 13.0,
        };
        parts.push(
            Layer::shape(bulb, Paint::Flat(warm))
                .at(x, top - 19.0)
                .opacity(flicker()),
        );
    }
    vec![Layer::group(parts).moved(answer.clone().shifted(board.x, board.y))]
}

/// Small on the board; it crouches, leans out over the edge, bends down to the words, and nods.
fn subject(layout: &Layout, art: &FrameArt, size: (f64, f64)) -> Motion {
    let board = layout.board;
    let floor = board.y + art.picture.bottom() + 2.0;
    let small = (art.picture.height * 0.72 / size.1).min(art.picture.width * 0.5 / size.0);
    let rest = Pose::standing((layout.x, floor), size.1, 0.0, small);
    // What is too low to reach the top edge leans out higher; its foot must not show.
    let lift = (floor - size.1 * 0.82 - board.top()).max(0.0);
    // Turned, one corner of its foot rises, so all of it sinks behind the ledge by as much.
    let leaning = |turn: f64| {
        let sunk = libm::sin(turn.to_radians()).abs() * size.0 / 2.0;
        Pose::standing((layout.x, floor - lift + sunk), size.1, turn, 1.0)
    };
    let (out, bent) = (leaning(-5.0), leaning(15.0));
    Act::at(rest)
        .struck(FLICKER, -4.0, 1.2)
        .gather(LEAN - 0.25, LEAN, size.1 * 0.015)
        .spring(OUT + 0.25, out)
        .squashed(LEAN + 0.14, 0.04)
        .squashed(LEAN + 0.45, -0.012)
        .squashed(OUT + 0.25, 0.0)
        .wait(LOOK - 0.5)
        .to(LOOK - 0.3, leaning(-7.0), Ease::InOut)
        .spring(LOOK + 0.5, bent)
        .wait(5.0)
        .spring(5.75, leaning(12.0))
        .motion(TEMPLATE.seconds)
}
