//! Postcard: a printed view behind a stamp's edge; its clouds begin to move; the tallest thing in it grows past
//! the edge and steps onto the border; the postmark hits on the beat.

use super::kit::{
    Act, Anchor, Caption, Escape, Palette, Pose, bordered, burst, drifting, fit, following, inset,
    perforated, recoil, waves, world,
};
use super::{Category, Inputs, Sample, Style, Template, sample};
use crate::frame_art::{FrameArt, Inset};
use crate::{Colour, Format, subject_art};
use drawing::scene::{
    Align, Clip, Ease, Face, Flow, Kind, Layer, Look as Speck, Motion, Paint, Scene, Segment,
    Shape, Sweep, TextLayer, Track,
};

pub const TEMPLATE: Template = Template {
    slug: "postcard",
    version: 1,
    category: Category::Photo,
    seconds: 7,
    still_s: 6.0,
    breaks_s: STEP,
    formats: &Format::ALL,
    styles: &Style::ALL,
    frames: &[],
    backgrounds: &[],
    headline_max: 24,
    line_max: 40,
    sample: Sample {
        picture: sample!("lighthouse"),
        headline: "North Point",
        line: "Wish you were here",
    },
    draw: scene,
};

/// The beats.
const CLOUDS: f64 = 0.5;
const GROW: f64 = 1.5;
const STEP: f64 = 2.75;
const STAND: f64 = 3.25;
const MARK: f64 = 4.0;
const WORDS: f64 = 4.5;

struct Layout {
    card: Inset,
    /// The most the subject may be wide and high when it has grown, and its middle.
    most: (f64, f64),
    x: f64,
    /// The postmark, from the card's middle.
    mark: (f64, f64),
    caption: Caption,
}

fn layout(format: Format) -> Layout {
    match format {
        Format::Portrait => Layout {
            card: inset((540.0, 800.0), (860.0, 820.0)),
            most: (800.0, 1060.0),
            x: 450.0,
            mark: (236.0, 300.0),
            caption: Caption::centred(format, Anchor::Bottom, 1530.0, 122.0),
        },
        Format::Square => Layout {
            card: inset((540.0, 478.0), (820.0, 520.0)),
            most: (760.0, 700.0),
            x: 400.0,
            mark: (252.0, 126.0),
            caption: Caption::centred(format, Anchor::Bottom, 1010.0, 108.0),
        },
        Format::Feed => Layout {
            card: inset((540.0, 610.0), (880.0, 680.0)),
            most: (800.0, 900.0),
            x: 430.0,
            mark: (262.0, 210.0),
            caption: Caption::centred(format, Anchor::Bottom, 1262.0, 112.0),
        },
        Format::Landscape => Layout {
            card: inset((620.0, 570.0), (940.0, 680.0)),
            most: (820.0, 860.0),
            x: 480.0,
            mark: (300.0, 200.0),
            caption: Caption::beside((1170.0, 560.0), 650.0, 132.0),
        },
    }
}

fn scene(inputs: &Inputs) -> Scene {
    let palette = palette(inputs.style);
    let layout = layout(inputs.format);
    let card = layout.card;
    let seconds = TEMPLATE.seconds;
    let size = fit(inputs.subject.ratio(), layout.most.0, layout.most.1);
    let (sprites, sprite) = subject_art::sprites(&inputs.subject, size, palette.picture.1);
    let art = stamp(card, &palette);
    let subject = subject(&layout, &art, size);
    let answer = answer();
    let far = Track::fixed(0.05)
        .until(GROW)
        .to(GROW + 0.5, 0.7, Ease::Out)
        .until(STEP)
        .to(STAND, 0.55, Ease::In);
    let escape = Escape {
        art: &art,
        place: card,
        answer: &answer,
        subject: &subject,
        sprite,
        opens: GROW,
        // While it is within the picture's sides nobody sees the change.
        swap: STEP,
        far: &far,
        sweep: Sweep {
            from: GROW + 0.1,
            until: GROW + 0.9,
            strength: 0.5,
        },
        palette: &palette,
        seconds,
    };
    let units = inputs.format.units();
    let mut layers = world(&palette, units, (card.x, card.top()), seconds);
    layers.extend(escape.behind());
    layers.extend(postmark(&layout, &palette, inputs));
    layers.push(escape.front());
    layers.push(spray(&palette, (layout.x, card.bottom())));
    layers.push(
        layout
            .caption
            .layer(inputs, palette.text, WORDS, WORDS + 0.4),
    );
    let camera = following(inputs.format, card.x, (MARK, WORDS));
    let beats = [
        ("view", 0.0),
        ("grow", GROW),
        ("step", STEP),
        ("postmark", MARK),
        ("words", WORDS),
    ];
    TEMPLATE.film(inputs.format, &beats, camera, (sprites, layers))
}

fn palette(style: Style) -> Palette {
    let c = Colour::oklch;
    match style {
        Style::Studio => Palette {
            picture: (c(0.80, 0.085, 225.0), c(0.95, 0.035, 85.0)),
            accent: c(0.60, 0.10, 222.0),
            ..Palette::of(style, 70.0, 225.0)
        },
        Style::Dusk => Palette {
            picture: (c(0.36, 0.10, 285.0), c(0.80, 0.13, 58.0)),
            accent: c(0.36, 0.09, 262.0),
            ..Palette::of(style, 275.0, 30.0)
        },
        Style::Bold => Palette {
            picture: (c(0.88, 0.13, 95.0), c(0.88, 0.13, 95.0)),
            accent: c(0.60, 0.13, 210.0),
            ..Palette::of(style, 30.0, 210.0)
        },
    }
}

/// The card with a stamp's edge, and the view printed on it.
fn stamp(card: Inset, palette: &Palette) -> FrameArt {
    let (width, height) = (card.width, card.height);
    let picture = bordered((width, height), width * 0.052);
    let outline = perforated(width, height, width * 0.034);
    let shadow = Layer::new(Kind::BoxShadow {
        width: width - 30.0,
        height: height - 30.0,
        radius: 10.0,
        blur: Track::fixed(if palette.hard() { 0.0 } else { 34.0 }),
        colour: palette.shade.alpha(0.36),
    })
    .at(if palette.hard() { 26.0 } else { 0.0 }, 38.0);
    let clip = Clip {
        shape: Shape::rect(picture.width, picture.height, 4.0),
        motion: Motion::default(),
    };
    FrameArt {
        shadow,
        body: vec![
            Layer::shape(outline.clone(), Paint::Flat(palette.paper())),
            Layer::clipped(clip, view(picture, palette)),
        ],
        over: vec![],
        outline,
        picture,
        top: -height / 2.0,
        corner: 4.0,
    }
}

/// Sky, a low sun, clouds, and a sea in three bands.
fn view(picture: Inset, palette: &Palette) -> Vec<Layer> {
    let (w, h) = (picture.width, picture.height);
    let seconds = TEMPLATE.seconds;
    let sky = Paint::linear(
        (0.0, -h / 2.0),
        (0.0, h * 0.28),
        &[palette.picture.0, palette.picture.1],
    );
    let sun = match palette.style {
        Style::Studio => Colour::hex(0xfff6dc),
        Style::Dusk => Colour::hex(0xffd9a0),
        Style::Bold => Colour::hex(0xfff9ea),
    };
    let white = sun.mix(Colour::hex(0xffffff), 0.6).alpha(0.92);
    let mut layers = vec![
        Layer::shape(Shape::rect(w + 4.0, h + 4.0, 0.0), sky),
        Layer::shape(Shape::circle(h * 0.34), Paint::Flat(sun)).at(w * 0.24, h * 0.06),
    ];
    let clouds = [
        (-0.42, -0.30, 0.24),
        (0.12, -0.20, 0.17),
        (0.42, -0.36, 0.22),
        (-0.12, -0.07, 0.12),
    ];
    layers.extend(drifting(&clouds, (w, h), white, CLOUDS, seconds));
    let sea = palette.accent;
    let swell = h * 0.012;
    for (top, share, speed) in [(0.22, 0.28, 8.0), (0.31, 0.12, -14.0), (0.41, 0.0, 22.0)] {
        layers.push(waves(
            (w, h),
            h * top,
            swell,
            sea.mix(white, share),
            speed,
            seconds,
        ));
    }
    layers
}

/// The card answers the growth, the landing on its border, and the postmark.
fn answer() -> Motion {
    let mut motion = recoil(GROW - 0.25, GROW, 15.0);
    motion.y = motion
        .y
        .struck(STAND, 14.0, 2.0, 5.0)
        .struck(MARK, 9.0, 2.6, 6.0);
    motion.turn = motion
        .turn
        .shifted(-1.5)
        .struck(STAND, -0.9, 1.7, 4.0)
        .struck(MARK, 1.1, 2.4, 5.0);
    motion
}

/// It stands small in the view, crouches, grows over the edge, and hops forward onto the border.
fn subject(layout: &Layout, art: &FrameArt, size: (f64, f64)) -> Motion {
    let card = layout.card;
    let floor = card.y + art.picture.bottom();
    // In the view it must be lower than the picture, whatever its shape.
    let small = (art.picture.height * 0.62 / size.1).min(0.62);
    let rest = Pose::standing((layout.x, floor), size.1, 0.0, small);
    // Broad things take more of the card, and rise until they are over its edge.
    let x = layout
        .x
        .max(card.x - card.width / 2.0 + size.0 / 2.0 - 30.0);
    let foot = floor.min(card.top() + size.1 * 0.72);
    let grown = Pose::standing((x, foot), size.1, -2.0, 0.94);
    let stands = Pose::standing((x, card.bottom() + 4.0), size.1, 0.0, 1.0);
    let hop = Pose {
        turn: 3.0,
        size: 0.98,
        ..stands.by(0.0, -size.1 * 0.07)
    };
    Act::at(rest)
        .gather(GROW - 0.25, GROW, 0.0)
        .spring(GROW + 0.7, grown)
        .squashed(GROW + 0.14, 0.04)
        .squashed(GROW + 0.45, -0.015)
        .squashed(GROW + 0.7, 0.0)
        .gather(STEP - 0.25, STEP, size.1 * 0.02)
        .leap(STEP + 0.25, hop)
        .fall(STAND, stands, size.1 * 0.012)
        .motion(TEMPLATE.seconds)
}

fn spray(palette: &Palette, at: (f64, f64)) -> Layer {
    let flow = Flow::Burst {
        start: STAND,
        life: 0.8,
        speed: (250.0, 1000.0),
        spread: 170.0,
        angle: -90.0,
        gravity: 900.0,
    };
    let drops = [
        palette.paper(),
        palette.accent.mix(Colour::hex(0xffffff), 0.4),
    ];
    burst(Speck::Dot, 22, (4.0, 11.0), &drops, flow, at)
}

/// A ring with the place's name and the waves that cancel a stamp, struck onto the card with one blow.
fn postmark(layout: &Layout, palette: &Palette, inputs: &Inputs) -> Vec<Layer> {
    let radius = layout.card.width * 0.135;
    let ink = match palette.style {
        Style::Studio => Colour::oklch(0.42, 0.13, 265.0),
        Style::Dusk => Colour::oklch(0.90, 0.05, 80.0),
        Style::Bold => Colour::oklch(0.32, 0.12, 265.0),
    }
    .alpha(0.86);
    let ring = |share: f64, width| Layer::line(Shape::circle(radius * 2.0 * share), width, ink);
    let mut parts = vec![ring(1.0, 7.0), ring(0.86, 3.0)];
    for i in 0..4 {
        let y = (f64::from(i) - 1.5) * radius * 0.34;
        let (x, wave, up) = (-radius * 1.06, radius * 0.36, radius * 0.13);
        let mut path = vec![Segment::M(x, y)];
        for n in 0..4 {
            let left = x - wave * f64::from(n);
            let up = if n % 2 == 0 { -up } else { up };
            path.push(Segment::Q(left - wave / 2.0, y + up, left - wave, y));
        }
        parts.push(Layer::line(Shape::Path(path), 6.0, ink));
    }
    let text = |text: &str, face, size: f64, width: f64, y: f64| {
        Layer::new(Kind::Text(TextLayer {
            text: text.to_owned(),
            face,
            size,
            width,
            lines: 2,
            align: Align::Centre,
            colour: ink,
            enters: None,
        }))
        .at(0.0, y)
    };
    parts.push(text(
        &inputs.headline,
        Face::Headline,
        radius * 0.36,
        radius * 1.4,
        -radius * 0.38,
    ));
    parts.push(
        Layer::shape(Shape::rect(radius * 0.9, 4.0, 2.0), Paint::Flat(ink)).at(0.0, radius * 0.48),
    );
    let size = Track::fixed(1.9)
        .until(MARK - 0.12)
        .to(MARK, 1.0, Ease::In)
        .struck(MARK, 0.05, 3.2, 8.0);
    let held = layout.card;
    let struck = Layer::group(parts).moved(
        Motion::still(held.x + layout.mark.0, held.y + layout.mark.1)
            .turned(Track::fixed(-13.0))
            .sized(size),
    );
    let opacity = Track::fixed(0.0).until(MARK - 0.12).to(MARK, 1.0, Ease::In);
    vec![
        struck
            .opacity(opacity)
            .during(MARK - 0.12, f64::from(TEMPLATE.seconds)),
    ]
}
