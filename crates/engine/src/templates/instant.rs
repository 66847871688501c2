//! Instant: a print swings on its clip and develops from white; its subject, sharp before the rest, leans out
//! over the white border and casts its shadow on it.

use super::kit::{
    Act, Anchor, Caption, Escape, Palette, Pose, bordered, drifting, fit, following, inset, waves,
    world,
};
use super::{Category, Inputs, Sample, Style, Template, sample};
use crate::frame_art::{FrameArt, Inset};
use crate::{Colour, Format, subject_art};
use drawing::scene::{Clip, Ease, Kind, Layer, Motion, Paint, Scene, Shape, Sweep, Track};

pub const TEMPLATE: Template = Template {
    slug: "instant",
    version: 1,
    category: Category::Photo,
    seconds: 6,
    still_s: 5.2,
    breaks_s: OUT,
    formats: &Format::ALL,
    styles: &Style::ALL,
    frames: &[],
    backgrounds: &[],
    headline_max: 24,
    line_max: 40,
    sample: Sample {
        picture: sample!("dog"),
        headline: "Best day ever",
        line: "Biscuit, 14 months",
    },
    draw: scene,
};

/// The beats.
const LEAN: f64 = 1.75;
const OUT: f64 = 2.25;
const SIT: f64 = 3.0;
const WORDS: f64 = 3.75;

struct Layout {
    print: Inset,
    /// The most the subject may be wide and high in front of the print.
    most: (f64, f64),
    caption: Caption,
}

fn layout(format: Format) -> Layout {
    match format {
        Format::Portrait => Layout {
            print: inset((540.0, 740.0), (760.0, 900.0)),
            most: (820.0, 830.0),
            caption: Caption::centred(format, Anchor::Bottom, 1530.0, 118.0),
        },
        Format::Square => Layout {
            print: inset((540.0, 420.0), (530.0, 630.0)),
            most: (600.0, 580.0),
            caption: Caption::centred(format, Anchor::Bottom, 1014.0, 96.0),
        },
        Format::Feed => Layout {
            print: inset((540.0, 530.0), (650.0, 780.0)),
            most: (720.0, 716.0),
            caption: Caption::centred(format, Anchor::Bottom, 1262.0, 108.0),
        },
        Format::Landscape => Layout {
            print: inset((540.0, 520.0), (660.0, 790.0)),
            most: (730.0, 730.0),
            caption: Caption::beside((1040.0, 540.0), 780.0, 136.0),
        },
    }
}

fn scene(inputs: &Inputs) -> Scene {
    let palette = palette(inputs.style);
    let layout = layout(inputs.format);
    let print = layout.print;
    let seconds = TEMPLATE.seconds;
    let size = fit(inputs.subject.ratio(), layout.most.0, layout.most.1);
    let (sprites, sprite) = subject_art::sprites(&inputs.subject, size, palette.picture.1);
    let art = polaroid(print, &palette);
    let subject = subject(print, &art, size);
    let answer = swing(print);
    let far = Track::fixed(0.05)
        .until(LEAN)
        .to(OUT, 0.8, Ease::Out)
        .until(SIT - 0.25)
        .to(SIT, 0.4, Ease::In);
    let escape = Escape {
        art: &art,
        place: print,
        answer: &answer,
        subject: &subject,
        sprite,
        opens: LEAN,
        swap: LEAN + 0.1,
        far: &far,
        sweep: Sweep {
            from: LEAN + 0.05,
            until: LEAN + 0.8,
            strength: 0.5,
        },
        palette: &palette,
        seconds,
    };
    let units = inputs.format.units();
    let mut layers = world(&palette, units, (print.x, print.y), seconds);
    layers.push(cord(print, units.0, &palette));
    layers.extend(escape.behind());
    layers.push(clip(print, &answer, &palette));
    layers.push(escape.front());
    layers.push(
        layout
            .caption
            .layer(inputs, palette.text, WORDS, WORDS + 0.4),
    );
    let camera = following(inputs.format, print.x, (SIT, WORDS));
    let beats = [
        ("develop", 0.0),
        ("lean-out", LEAN),
        ("sit", SIT),
        ("words", WORDS),
    ];
    TEMPLATE.film(inputs.format, &beats, camera, (sprites, layers))
}

fn palette(style: Style) -> Palette {
    let c = Colour::oklch;
    match style {
        Style::Studio => Palette {
            picture: (c(0.84, 0.075, 215.0), c(0.95, 0.05, 120.0)),
            accent: c(0.66, 0.14, 140.0),
            ..Palette::of(style, 40.0, 140.0)
        },
        Style::Dusk => Palette {
            picture: (c(0.45, 0.12, 320.0), c(0.84, 0.12, 62.0)),
            accent: c(0.42, 0.09, 300.0),
            ..Palette::of(style, 250.0, 350.0)
        },
        Style::Bold => Palette {
            picture: (c(0.80, 0.12, 220.0), c(0.80, 0.12, 220.0)),
            accent: c(0.66, 0.17, 145.0),
            ..Palette::of(style, 302.0, 220.0)
        },
    }
}

/// The print: white all round and broad below, its picture still coming.
fn polaroid(print: Inset, palette: &Palette) -> FrameArt {
    let (width, height) = (print.width, print.height);
    let pad = width * 0.065;
    // A square print's picture, moved to the top: all that makes the paper higher than wide is border below it.
    let picture = Inset {
        y: -(height - width) / 2.0,
        ..bordered((width, width), pad)
    };
    let outline = Shape::rect(width, height, width * 0.018);
    let shadow = Layer::new(Kind::BoxShadow {
        width: width - 26.0,
        height: height - 26.0,
        radius: 14.0,
        blur: Track::fixed(if palette.hard() { 0.0 } else { 34.0 }),
        colour: palette.shade.alpha(0.38),
    })
    .at(if palette.hard() { 26.0 } else { 0.0 }, 40.0);
    let inside = Clip {
        shape: Shape::rect(picture.width, picture.height, 6.0),
        motion: Motion::default(),
    };
    let edge = Shape::rect(picture.width + 3.0, picture.height + 3.0, 7.0);
    let paper = palette.paper();
    FrameArt {
        shadow,
        body: vec![
            Layer::shape(
                outline.clone(),
                Paint::linear(
                    (-width / 2.0, -height / 2.0),
                    (width / 2.0, height / 2.0),
                    &[paper, paper.mix(palette.shade, 0.07)],
                ),
            ),
            Layer::shape(edge, Paint::Flat(palette.shade.alpha(0.16))).at(picture.x, picture.y),
            Layer::clipped(inside, view(picture, palette)).at(picture.x, picture.y),
        ],
        over: vec![],
        outline,
        picture,
        top: -height / 2.0,
        corner: 6.0,
    }
}

/// A meadow under a moving sky, and the white it develops from.
fn view(picture: Inset, palette: &Palette) -> Vec<Layer> {
    let (w, h) = (picture.width, picture.height);
    let seconds = TEMPLATE.seconds;
    let sky = Paint::linear(
        (0.0, -h / 2.0),
        (0.0, h * 0.2),
        &[palette.picture.0, palette.picture.1],
    );
    let sun = Colour::hex(0xfff1c4);
    let grass = palette.accent;
    let mut layers = vec![
        Layer::shape(Shape::rect(w + 4.0, h + 4.0, 0.0), sky),
        Layer::shape(Shape::circle(w * 0.24), Paint::Flat(sun)).at(-w * 0.28, -h * 0.22),
    ];
    let clouds = [(-0.30, -0.34, 0.20), (0.30, -0.24, 0.26)];
    let white = Colour::hex(0xffffff).alpha(0.85);
    layers.extend(drifting(&clouds, (w, h), white, 0.5, seconds));
    for (top, share) in [(0.08, 0.34), (0.18, 0.16), (0.28, 0.0)] {
        let hill = grass.mix(palette.picture.1, share);
        layers.push(waves((w * 1.3, h), h * top, h * 0.035, hill, 0.0, seconds));
    }
    // First everything is white, then the light comes up, warm before it is clear.
    let develops = |from: f64, until: f64, strength: f64| {
        Track::fixed(strength)
            .until(from)
            .to(until, 0.0, Ease::InOut)
    };
    let white = Layer::shape(
        Shape::rect(w + 4.0, h + 4.0, 0.0),
        Paint::Flat(Colour::hex(0xf4efe4)),
    );
    let warm = Layer::shape(
        Shape::rect(w + 4.0, h + 4.0, 0.0),
        Paint::Flat(Colour::hex(0x9a7b5a)),
    );
    layers.push(warm.opacity(develops(0.9, 2.2, 0.30)));
    layers.push(white.opacity(develops(0.25, 2.0, 0.94)));
    layers
}

/// It hangs from its clip and swings; the leap pushes it, and the swing dies away.
fn swing(print: Inset) -> Motion {
    let long = print.height / 2.0;
    let turn = Track::fixed(-2.0)
        .struck(0.0, 3.2, 0.55, 0.9)
        .struck(LEAN + 0.03, 2.6, 0.9, 1.6)
        .struck(SIT, -1.6, 1.1, 2.2);
    // It turns about the clip at its top, so its middle moves aside.
    let x = crate::leap::sampled(f64::from(TEMPLATE.seconds), |t| {
        -libm::sin(turn.at(t).to_radians()) * long
    });
    Motion {
        x,
        y: Track::fixed(0.0).struck(LEAN + 0.03, 8.0, 1.7, 3.6),
        turn,
        ..Motion::default()
    }
}

/// The cord the print hangs on, from side to side.
fn cord(print: Inset, width: f64, palette: &Palette) -> Layer {
    let top = print.top() - 6.0;
    let path = format!(
        "M{} {}Q{} {} {} {top}Q{} {} {} {}",
        -width * 0.5,
        top - 90.0,
        print.x - width * 0.34,
        top - 8.0,
        print.x,
        print.x + width * 0.34,
        top - 8.0,
        width * 1.5,
        top - 90.0,
    );
    Layer::line(Shape::svg(&path), 6.0, palette.shade.alpha(0.55))
}

/// The wooden clip at the print's top.
fn clip(print: Inset, answer: &Motion, palette: &Palette) -> Layer {
    let wood = match palette.style {
        Style::Bold => Colour::oklch(0.64, 0.20, 30.0),
        _ => Colour::oklch(0.74, 0.09, 70.0),
    };
    let (w, h) = (print.width * 0.056, print.width * 0.17);
    let body = Paint::linear(
        (-w / 2.0, 0.0),
        (w / 2.0, 0.0),
        &[
            wood.mix(Colour::hex(0xffffff), 0.25),
            wood,
            wood.mix(palette.shade, 0.25),
        ],
    );
    let parts = vec![
        Layer::shape(Shape::rect(w, h, 7.0), body),
        Layer::shape(
            Shape::rect(w * 1.12, h * 0.10, 3.0),
            Paint::Flat(Colour::oklch(0.62, 0.02, 250.0)),
        )
        .at(0.0, -h * 0.06),
    ];
    let turn = answer.turn.clone().scaled(0.5);
    Layer::group(parts).moved(Motion::still(print.x, print.top() + h * 0.10).turned(turn))
}

/// Small in the print; it crouches, leans out over the border toward us, and sits down on it.
fn subject(print: Inset, art: &FrameArt, size: (f64, f64)) -> Motion {
    let floor = print.y + art.picture.bottom();
    let small = (art.picture.width * 0.78 / size.0).min(art.picture.height * 0.74 / size.1);
    let rest = Pose::standing((print.x, floor + 4.0), size.1, 0.0, small);
    let lean = Pose::standing(
        (print.x - size.0 * 0.02, floor + print.height * 0.06),
        size.1,
        -11.0,
        0.98,
    );
    let sits = Pose::standing((print.x, print.y + print.height * 0.535), size.1, 0.0, 1.0);
    Act::at(rest)
        .gather(LEAN - 0.25, LEAN, size.1 * 0.02)
        .spring(OUT + 0.2, lean)
        .squashed(LEAN + 0.14, 0.04)
        .squashed(LEAN + 0.4, -0.01)
        .to(
            SIT - 0.25,
            Pose {
                turn: 4.0,
                ..lean.by(10.0, -size.1 * 0.06)
            },
            Ease::InOut,
        )
        .fall(SIT, sits, size.1 * 0.02)
        .struck(WORDS, -size.1 * 0.012, 2.4)
        .motion(TEMPLATE.seconds)
}
