//! Unboxed: a box drops and bounces once; its lid pops on the beat; the subject springs up out of it, hangs,
//! and lands in front of it; the label comes off and becomes the caption.

mod kraft;

use super::kit::{
    Act, Anchor, Caption, Palette, Pose, Shade, burst, cast, fit, lit, on_floor, panning, safe,
    world,
};
use super::{Category, Inputs, Sample, Style, Template, sample};
use crate::{Format, leap, subject_art};
use drawing::colour::INK;
use drawing::scene::{
    Align, Clip, Ease, Flow, Kind, Layer, Look as Speck, Motion, Paint, Scene, Shape, Sweep, Track,
};
use kraft::{Kraft, rise};

pub const TEMPLATE: Template = Template {
    slug: "unboxed",
    version: 1,
    category: Category::Product,
    seconds: 8,
    still_s: 6.8,
    breaks_s: POP,
    formats: &Format::ALL,
    styles: &Style::ALL,
    frames: &[],
    backgrounds: &[],
    headline_max: 24,
    line_max: 40,
    sample: Sample {
        picture: sample!("headphones"),
        headline: "Hear the room",
        line: "Delivered from Monday",
    },
    draw: scene,
};

/// The beats.
const DROP: f64 = 0.5;
const BOUNCE: f64 = 1.0;
const RUMBLE: f64 = 1.25;
const POP: f64 = 2.0;
const HANG: f64 = 2.5;
const FALL: f64 = 3.75;
const LAND: f64 = 4.25;
const PEEL: f64 = 4.75;
const TURNED: f64 = PEEL + 0.55;
const LABEL: f64 = 5.5;

struct Layout {
    /// The front of the box: its middle and the floor, its width and height.
    parcel: (f64, f64),
    size: (f64, f64),
    /// The most the subject may be wide and high where it lands, its middle and its floor there.
    most: (f64, f64),
    landed: (f64, f64),
    caption: Caption,
}

fn layout(format: Format) -> Layout {
    let room = safe(format);
    let caption = |x, y, width, size| Caption {
        x,
        y,
        anchor: Anchor::Middle,
        width,
        size,
        align: Align::Centre,
    };
    let (parcel, size, most, landed, caption) = match format {
        Format::Portrait => (
            (400.0, 1150.0),
            (600.0, 420.0),
            (620.0, 700.0),
            (716.0, 1200.0),
            caption(540.0, 1404.0, room.width - 80.0, 116.0),
        ),
        Format::Square => (
            (350.0, 720.0),
            (470.0, 320.0),
            (460.0, 470.0),
            (720.0, 760.0),
            caption(540.0, 906.0, room.width - 80.0, 96.0),
        ),
        Format::Feed => (
            (380.0, 900.0),
            (540.0, 370.0),
            (540.0, 560.0),
            (726.0, 946.0),
            caption(540.0, 1132.0, room.width - 80.0, 108.0),
        ),
        Format::Landscape => (
            (430.0, 870.0),
            (620.0, 400.0),
            (620.0, 600.0),
            (760.0, 920.0),
            caption(1470.0, 560.0, 660.0, 106.0),
        ),
    };
    Layout {
        parcel,
        size,
        most,
        landed,
        caption,
    }
}

fn scene(inputs: &Inputs) -> Scene {
    let palette = palette(inputs.style);
    let layout = layout(inputs.format);
    let size = fit(inputs.subject.ratio(), layout.most.0, layout.most.1);
    let (sprites, sprite) = subject_art::sprites(&inputs.subject, size, palette.picture.1);
    let seconds = TEMPLATE.seconds;
    let end = f64::from(seconds);
    let parcel = parcel_act(&layout).motion(seconds);
    let subject = subject(&layout, size);
    let edge = layout.parcel.1 - layout.size.1;
    let swap = leap::swap(&subject, size, edge, (POP + 0.2, HANG + 0.3));
    let shadow = |on| cast(sprite, &subject, &distance(), on, &palette, seconds);
    let kraft = Kraft::of(&palette);
    let sweep = Sweep {
        from: POP + 0.15,
        until: POP + 0.95,
        strength: 0.55,
    };
    let held = lit(sprite, &subject, sweep);
    let units = inputs.format.units();
    let light = (layout.parcel.0, edge - layout.size.1 * 0.3);
    let mut layers = world(&palette, units, light, seconds);
    let (width, floor) = (layout.size.0, layout.parcel.1);
    layers.push(on_floor(&parcel, (width, 0.0), floor, &palette, seconds));
    layers.push(shadow(Shade::WALL).during(swap, end));
    let boxed = |parts: Vec<Layer>| Layer::group(parts).moved(parcel.clone());
    layers.push(boxed(kraft.inside(layout.size)));
    let mouth = Clip {
        shape: mouth(layout.size),
        motion: Motion::still(layout.parcel.0, layout.parcel.1),
    };
    layers.push(Layer::clipped(mouth, vec![held.clone()]).during(POP, swap));
    layers.push(boxed(kraft.front(layout.size)));
    layers.push(boxed(kraft.label(layout.size)).during(0.0, PEEL));
    let front = Clip {
        shape: Shape::rect(layout.size.0, layout.size.1, 6.0),
        motion: Motion::still(layout.parcel.0, layout.parcel.1 - layout.size.1 / 2.0),
    };
    layers.push(Layer::clipped(front, vec![shadow(Shade::FRAME)]).during(swap, end));
    layers.push(lid(&layout, &kraft, &parcel));
    layers.push(confetti(&palette, (layout.parcel.0, edge)));
    let feet = (size.0 * 0.8, size.1 / 2.0);
    layers.push(on_floor(&subject, feet, layout.landed.1, &palette, seconds).during(FALL, end));
    layers.push(held.during(swap, end));
    layers.push(dust(&kraft, layout.parcel, DROP, 20));
    layers.push(dust(&kraft, layout.landed, LAND, 16));
    layers.extend(label_becomes_caption(&layout, &palette, &kraft, inputs));
    let mut camera = panning(inputs.format, layout.parcel.0, (FALL, LAND + 0.25));
    camera.y = Track::fixed(0.0)
        .struck(DROP, 9.0, 3.0, 7.0)
        .struck(LAND, 7.0, 3.0, 7.0);
    let beats = [
        ("drop", 0.0),
        ("pop", POP),
        ("hang", HANG),
        ("land", LAND),
        ("label", LABEL),
    ];
    TEMPLATE.film(inputs.format, &beats, camera, (sprites, layers))
}

/// How far the subject is from what is behind it, 0 to 1.
fn distance() -> Track {
    Track::fixed(0.4)
        .until(POP)
        .to(HANG, 1.0, Ease::Out)
        .until(FALL)
        .to(LAND, 0.25, Ease::In)
}

fn palette(style: Style) -> Palette {
    match style {
        Style::Studio => Palette::of(style, 255.0, 75.0),
        Style::Dusk => Palette::of(style, 290.0, 40.0),
        Style::Bold => Palette::of(style, 348.0, 95.0),
    }
}

/// It falls, bounces once, rumbles twice, squats, and is pushed down by the leap.
fn parcel_act(layout: &Layout) -> Act {
    let stands = Pose::new(layout.parcel.0, layout.parcel.1, 0.0, 1.0);
    let high = stands.by(-14.0, -layout.size.1 * 0.9);
    Act::at(Pose { turn: -7.0, ..high })
        .fall(DROP, stands, 0.0)
        .leap(
            DROP + 0.25,
            Pose {
                turn: 1.6,
                ..stands.by(0.0, -layout.size.1 * 0.13)
            },
        )
        .fall(BOUNCE, stands, 0.0)
        .struck(RUMBLE, -9.0, 1.3)
        .struck(RUMBLE + 0.25, -13.0, -1.8)
        .gather(1.75, POP, 0.0)
        .spring(POP + 0.6, stands)
        .squashed(POP + 0.08, -0.04)
        .squashed(POP + 0.3, 0.02)
        .squashed(POP + 0.5, 0.0)
}

fn subject(layout: &Layout, size: (f64, f64)) -> Motion {
    let small = 0.60_f64
        .min(layout.size.0 * 0.84 / size.0)
        .min(layout.size.1 * 0.9 / size.1);
    let edge = layout.parcel.1 - layout.size.1;
    let inside = Pose::new(
        layout.parcel.0,
        layout.parcel.1 - layout.size.1 * 0.06 - size.1 * small / 2.0,
        0.0,
        small,
    );
    let hang = (edge - size.1 * 0.5 - 36.0).max(size.1 * 0.54);
    let high = Pose::new(layout.parcel.0 + layout.size.0 * 0.1, hang, -9.0, 0.94);
    let landed = Pose::new(layout.landed.0, layout.landed.1 - size.1 / 2.0, 0.0, 1.0);
    Act::at(inside)
        .wait(POP)
        .leap(
            HANG,
            Pose {
                turn: -14.0,
                ..high.by(0.0, -16.0)
            },
        )
        .to(HANG + 0.5, Pose { turn: -5.0, ..high }, Ease::InOut)
        .to(
            FALL - 0.25,
            Pose {
                turn: 5.0,
                ..high.by(10.0, 6.0)
            },
            Ease::InOut,
        )
        .to(
            FALL,
            Pose {
                turn: 8.0,
                ..high.by(16.0, -size.1 * 0.03)
            },
            Ease::InOut,
        )
        .fall(LAND, landed, size.1 * 0.02)
        .struck(LAND + 0.02, 0.0, 2.2)
        .motion(TEMPLATE.seconds)
}

/// What may be seen of what is in the box: all that is over its front edge, within its sides.
fn mouth((w, h): (f64, f64)) -> Shape {
    let (side, far) = (w / 2.0 - 8.0, 3000.0);
    Shape::polygon(&[
        (side, 0.0),
        (-side, 0.0),
        (-side, -h - rise(h)),
        (-far, -h - rise(h)),
        (-far, -far),
        (far, -far),
        (far, -h - rise(h)),
        (side, -h - rise(h)),
    ])
}

/// The lid sits on the box, jumps with each rumble, and pops off on the beat.
fn lid(layout: &Layout, kraft: &Kraft, parcel: &Motion) -> Layer {
    let (w, h) = layout.size;
    let hop = Motion {
        y: Track::fixed(-h)
            .struck(RUMBLE, -18.0, 2.4, 5.5)
            .struck(RUMBLE + 0.25, -30.0, 2.2, 5.0),
        turn: Track::fixed(0.0)
            .struck(RUMBLE, 2.0, 2.6, 5.0)
            .struck(RUMBLE + 0.25, -3.4, 2.2, 4.5),
        ..Motion::default()
    };
    let sits = Layer::group(vec![Layer::group(kraft.lid(layout.size)).moved(hop)])
        .moved(parcel.clone())
        .during(0.0, POP);
    let start = Pose::new(layout.parcel.0, layout.parcel.1 - h, 0.0, 1.0);
    let up = Pose::new(start.x + w * 0.55, start.y - h * 1.5, 48.0, 1.04);
    let gone = Pose::new(start.x + w * 1.5, start.y + 2100.0, 300.0, 1.1);
    let flight = Act::at(start)
        .wait(POP)
        .eased(
            POP + 0.45,
            up,
            [Ease::Out, Ease::Out, Ease::Linear, Ease::Out],
        )
        .eased(
            POP + 1.5,
            gone,
            [Ease::Linear, Ease::In, Ease::Linear, Ease::Linear],
        )
        .motion(TEMPLATE.seconds);
    let flies = Layer::group(kraft.lid(layout.size))
        .moved(flight)
        .during(POP, POP + 1.5);
    Layer::group(vec![sits, flies])
}

fn confetti(palette: &Palette, at: (f64, f64)) -> Layer {
    let flow = Flow::Burst {
        start: POP,
        life: 2.2,
        speed: (700.0, 2500.0),
        spread: 70.0,
        angle: -90.0,
        gravity: 1300.0,
    };
    let colours = [
        palette.accent,
        palette.paper(),
        palette.picture.0,
        palette.picture.1,
    ];
    burst(Speck::Scrap, 52, (7.0, 17.0), &colours, flow, at)
}

fn dust(kraft: &Kraft, (x, y): (f64, f64), start: f64, count: u32) -> Layer {
    let flow = Flow::Burst {
        start,
        life: 0.7,
        speed: (300.0, 1100.0),
        spread: 176.0,
        angle: -90.0,
        gravity: 500.0,
    };
    burst(
        Speck::Dot,
        count,
        (4.0, 11.0),
        &[kraft.top, kraft.paper],
        flow,
        (x, y),
    )
}

/// The label lifts off, turns over on its way, and opens as the card the words stand on.
fn label_becomes_caption(
    layout: &Layout,
    palette: &Palette,
    kraft: &Kraft,
    inputs: &Inputs,
) -> Vec<Layer> {
    let caption = layout.caption;
    let height = caption.height(inputs);
    let label = kraft.label_place(layout.size);
    let (x, y) = (layout.parcel.0 + label.x, layout.parcel.1 + label.y);
    let from = Pose::new(x, y, 0.0, 1.0);
    let half_way = Pose::new(
        f64::midpoint(x, caption.x),
        f64::midpoint(y, caption.y) - 40.0,
        10.0,
        1.25,
    );
    let peel = Layer::group(kraft.label_art(label.width, label.height))
        .moved(turning_over(from, half_way))
        .during(PEEL, TURNED);
    if height <= 0.0 {
        return vec![peel];
    }
    let end = f64::from(TEMPLATE.seconds);
    let card = card(layout, palette, kraft, inputs).moved(opening(half_way, caption));
    vec![peel, card.during(TURNED, end)]
}

/// The label's way from the box until only its edge is seen.
fn turning_over(from: Pose, until: Pose) -> Motion {
    let lifted = Pose {
        turn: -7.0,
        size: 1.12,
        ..from.by(-10.0, -34.0)
    };
    let mut flight = Act::at(from)
        .wait(PEEL)
        .spring(PEEL + 0.35, lifted)
        .to(TURNED, until, Ease::In)
        .motion(TEMPLATE.seconds);
    let turned = Track::fixed(1.0)
        .until(PEEL + 0.35)
        .to(TURNED, 0.04, Ease::In);
    let wide = flight.scale_x.clone();
    flight.scale_x = leap::sampled(f64::from(TEMPLATE.seconds), |t| wide.at(t) * turned.at(t));
    flight
}

/// The card's way from its edge to the caption.
fn opening(from: Pose, caption: Caption) -> Motion {
    let grows = |start: f64, until: f64, end: f64, ease| {
        Track::fixed(start)
            .until(TURNED)
            .to(TURNED + until, end, ease)
    };
    Motion {
        x: grows(from.x, 0.4, caption.x, Ease::Out),
        y: grows(from.y, 0.4, caption.y, Ease::Out),
        turn: grows(8.0, 0.7, -1.4, Ease::SPRING),
        scale_x: grows(0.02, 0.6, 1.0, Ease::SPRING),
        scale_y: grows(0.7, 0.5, 1.0, Ease::SPRING),
    }
}

/// The card around its middle, with the words on it.
fn card(layout: &Layout, palette: &Palette, kraft: &Kraft, inputs: &Inputs) -> Layer {
    let caption = layout.caption;
    let card = (caption.width + 80.0, caption.height(inputs) + 84.0);
    let shadow = Layer::new(Kind::BoxShadow {
        width: card.0 - 20.0,
        height: card.1 - 20.0,
        radius: 18.0,
        blur: Track::fixed(if palette.hard() { 0.0 } else { 18.0 }),
        colour: palette.shade.alpha(0.34),
    })
    .at(if palette.hard() { 16.0 } else { 0.0 }, 18.0);
    Layer::group(vec![
        shadow,
        Layer::shape(Shape::rect(card.0, card.1, 18.0), Paint::Flat(kraft.paper)),
        caption
            .layer(inputs, INK, LABEL, LABEL + 0.4)
            .at(-caption.x, -caption.y),
    ])
}
