//! First Mist: a phone wakes; what it shows rises out of it, slowly, mist at the edge; it turns into the
//! light, and the words condense from the mist.

use super::kit::{
    Act, Anchor, Caption, Escape, Palette, Pose, burst, condense, fit, following, inset,
    light_picture, recoil, world,
};
use super::{Category, Inputs, Sample, Style, Template, sample};
use crate::frame_art::{self, Frame, Inset, Look};
use crate::{Colour, Format, leap, subject_art};
use drawing::scene::{
    Align, Ease, Flow, Layer, Look as Speck, Motion, Paint, Scene, Shape, Sweep, Track,
};

pub const TEMPLATE: Template = Template {
    slug: "first-mist",
    version: 1,
    category: Category::Product,
    seconds: 6,
    still_s: 5.0,
    breaks_s: RISE,
    formats: &Format::ALL,
    styles: &Style::ALL,
    frames: &[],
    backgrounds: &[],
    headline_max: 24,
    line_max: 40,
    sample: Sample {
        picture: sample!("perfume"),
        headline: "Wear the evening",
        line: "No. 4, in stores Friday",
    },
    draw: scene,
};

/// The beats.
const WAKE: f64 = 0.25;
const GATHER: f64 = 1.0;
const RISE: f64 = 1.25;
const TURN: f64 = 3.0;
const WORDS: f64 = 3.75;

struct Layout {
    phone: Inset,
    /// The most the subject may be wide and high where it hovers, and its centre there.
    most: (f64, f64),
    hover: (f64, f64),
    caption: Caption,
}

fn layout(format: Format) -> Layout {
    match format {
        Format::Portrait => Layout {
            phone: inset((540.0, 800.0), (640.0, 880.0)),
            most: (800.0, 880.0),
            hover: (540.0, 560.0),
            caption: Caption::centred(format, Anchor::Bottom, 1530.0, 112.0),
        },
        Format::Square => Layout {
            phone: inset((310.0, 610.0), (400.0, 640.0)),
            most: (480.0, 640.0),
            hover: (310.0, 396.0),
            caption: Caption::beside((596.0, 560.0), 420.0, 96.0),
        },
        Format::Feed => Layout {
            phone: inset((540.0, 610.0), (500.0, 720.0)),
            most: (560.0, 680.0),
            hover: (540.0, 424.0),
            caption: Caption::centred(format, Anchor::Bottom, 1262.0, 104.0),
        },
        Format::Landscape => Layout {
            phone: inset((560.0, 610.0), (470.0, 760.0)),
            most: (620.0, 700.0),
            hover: (560.0, 410.0),
            caption: Caption::beside((960.0, 540.0), 860.0, 136.0),
        },
    }
}

fn scene(inputs: &Inputs) -> Scene {
    let palette = palette(inputs.style);
    let layout = layout(inputs.format);
    let phone = layout.phone;
    let mut art = frame_art::draw(Frame::Phone, phone.width, phone.height, &screen(&palette));
    light_picture(&mut art, &palette);
    let large = fit(inputs.subject.ratio(), layout.most.0, layout.most.1);
    let small = fit(
        inputs.subject.ratio(),
        phone.width * 0.62,
        phone.height * 0.56,
    );
    let subject = subject(&layout, small, large.0 / small.0);
    let swap = leap::swap(&subject, small, phone.top(), (RISE + 0.3, TURN));
    let answer = recoil(GATHER, RISE, phone.height * 0.010);
    let far = Track::fixed(0.0).until(RISE).to(TURN, 1.0, Ease::InOut);
    let (sprites, sprite) = subject_art::sprites(&inputs.subject, small, palette.picture.1);
    let escape = Escape {
        art: &art,
        place: phone,
        answer: &answer,
        subject: &subject,
        sprite,
        opens: RISE,
        swap,
        far: &far,
        sweep: Sweep {
            from: TURN - 0.1,
            until: TURN + 0.8,
            strength: 0.75,
        },
        palette: &palette,
        seconds: TEMPLATE.seconds,
    };
    let units = inputs.format.units();
    let mut layers = world(&palette, units, layout.hover, TEMPLATE.seconds);
    layers.extend(escape.behind());
    layers.push(sleep(&art, phone, &answer));
    layers.extend(mist(&palette, phone));
    layers.push(escape.front());
    layers.extend(words(&palette, &layout, inputs));
    let camera = following(inputs.format, phone.x, (TURN, WORDS));
    let beats = [
        ("wake", 0.0),
        ("rise", RISE),
        ("turn", TURN),
        ("words", WORDS),
    ];
    TEMPLATE.film(inputs.format, &beats, camera, (sprites, layers))
}

fn palette(style: Style) -> Palette {
    match style {
        Style::Studio => Palette::of(style, 40.0, 30.0),
        Style::Dusk => Palette::of(style, 340.0, 46.0),
        Style::Bold => Palette::of(style, 28.0, 85.0),
    }
}

fn screen(palette: &Palette) -> Look {
    Look {
        ground: Paint::linear(
            (0.0, -450.0),
            (0.0, 450.0),
            &[palette.picture.0, palette.picture.1],
        ),
        accent: palette.accent,
        figure: None,
    }
}

/// It sinks, rises slowly over the top edge, and turns six degrees into the light.
fn subject(layout: &Layout, small: (f64, f64), growth: f64) -> Motion {
    let phone = layout.phone;
    let rest = Pose::new(phone.x, phone.y + phone.height * 0.10, 0.0, 0.94);
    let awake = Pose { size: 1.0, ..rest };
    let hover = Pose::new(layout.hover.0, layout.hover.1, 0.0, growth);
    let half = hover.by(0.0, (rest.y - hover.y) * 0.12);
    Act::at(rest)
        .wait(WAKE)
        .spring(0.9, awake)
        .gather(GATHER, RISE, small.1 * 0.04)
        .to(TURN - 0.25, Pose { turn: -3.0, ..half }, Ease::InOut)
        .spring(TURN + 0.75, Pose { turn: 6.0, ..hover })
        .hovering(phone.height * 0.007, 0.8)
        .motion(TEMPLATE.seconds)
}

/// The screen's darkness, until it wakes.
fn sleep(art: &frame_art::FrameArt, phone: Inset, answer: &Motion) -> Layer {
    let picture = art.picture;
    let dark = Shape::rect(picture.width, picture.height, art.corner);
    Layer::shape(dark, Paint::Flat(Colour::hex(0x0a0c18)))
        .moved(answer.clone().shifted(phone.x, phone.y))
        .opacity(
            Track::fixed(0.5)
                .until(WAKE)
                .to(WAKE + 0.12, 0.28, Ease::Out)
                .until(0.5)
                .to(0.75, 0.0, Ease::Out),
        )
        .during(0.0, 0.75)
}

/// What the rise carries over the edge, all along it: soft clouds low on it, and a fine spray.
fn mist(palette: &Palette, phone: Inset) -> Vec<Layer> {
    let light = Colour::hex(0xffffff);
    let cloud = |start: f64, place: f64, count, size: (f64, f64), speed: f64, strength: f64| {
        let flow = Flow::Burst {
            start,
            life: 2.2,
            speed: (speed * 0.15, speed),
            spread: 170.0,
            angle: -90.0 + place * 40.0,
            gravity: -50.0,
        };
        let soft = [
            light.alpha(strength),
            palette.halo.mix(light, 0.4).alpha(strength),
        ];
        let at = (phone.x + place * phone.width * 0.4, phone.top() + 24.0);
        burst(Speck::Glow, count, size, &soft, flow, at)
    };
    let wide = phone.width;
    let mut layers: Vec<Layer> = [-0.9, 0.5, -0.3, 0.9, 0.1, -0.6, 0.7]
        .into_iter()
        .zip(0_u32..)
        .map(|(place, i)| {
            let start = RISE + 0.05 + 0.19 * f64::from(i);
            cloud(start, place, 9 + i, (50.0, 150.0), wide * 0.75, 0.34)
        })
        .collect();
    layers.push(cloud(RISE + 1.0, 0.0, 60, (5.0, 13.0), wide * 1.7, 0.8));
    layers
}

fn words(palette: &Palette, layout: &Layout, inputs: &Inputs) -> Vec<Layer> {
    let caption = layout.caption;
    let height = caption.height(inputs);
    let middle = caption.top(inputs) + height / 2.0;
    let x = match caption.align {
        Align::Centre => caption.x,
        Align::Left => caption.x + caption.width / 2.0,
    };
    let area = (caption.width * 0.8, height);
    let colour = Colour::hex(0xffffff).mix(palette.accent, 0.2).alpha(0.5);
    let mut layers = Vec::new();
    if height > 0.0 {
        layers.push(condense(WORDS - 0.75, area, colour, (x, middle)));
    }
    layers.push(
        caption
            .layer(inputs, palette.text, WORDS, WORDS + 0.5)
            .opacity(
                Track::fixed(0.0)
                    .until(WORDS)
                    .to(WORDS + 0.5, 1.0, Ease::Out),
            ),
    );
    layers
}
