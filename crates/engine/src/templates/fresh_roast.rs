//! Fresh Roast: a pasted poster, one corner curling; something knocks from behind, bulges the paper and tears
//! through it; shards fly as confetti, and the subject drops onto the caption.

mod tear;

use super::kit::{
    Act, Anchor, Caption, Palette, Pose, Shade, burst, cast, fit, following, light_picture, lit,
    safe, world,
};
use super::{Category, Inputs, Sample, Style, Template, sample};
use crate::frame_art::{self, Frame, FrameArt, Inset, Look};
use crate::{Colour, Format, subject_art};
use drawing::scene::{
    Align, Clip, Ease, Flow, Layer, Look as Speck, Motion, Paint, Scene, Shape, Sweep, Track,
};
use tear::Tear;

pub const TEMPLATE: Template = Template {
    slug: "fresh-roast",
    version: 1,
    category: Category::Product,
    seconds: 6,
    still_s: 4.6,
    breaks_s: TEAR,
    formats: &Format::ALL,
    styles: &Style::ALL,
    frames: &[],
    backgrounds: &[],
    headline_max: 24,
    line_max: 40,
    sample: Sample {
        picture: sample!("coffee"),
        headline: "Roasted today",
        line: "Whole bean, from 9 am",
    },
    draw: scene,
};

/// The beats. It knocks twice before it tears.
const KNOCK: f64 = 0.5;
const AGAIN: f64 = 0.75;
const TEAR: f64 = 1.25;
const OPEN: f64 = TEAR + 0.13;
const DROP: f64 = 2.75;
const LAND: f64 = 3.25;

struct Layout {
    poster: Inset,
    /// The most the subject may be wide and high in front of the poster.
    most: (f64, f64),
    /// Where it lands: the middle, and the height of the ground.
    landed: (f64, f64),
    caption: Caption,
}

fn layout(inputs: &Inputs) -> Layout {
    let room = safe(inputs.format);
    let inset = |x, y, width, height| Inset {
        x,
        y,
        width,
        height,
    };
    let caption = |x, y, width, size, align| Caption {
        x,
        y,
        anchor: Anchor::Bottom,
        width,
        size,
        align,
    };
    let centre = Align::Centre;
    let (poster, most, x, caption) = match inputs.format {
        Format::Portrait => (
            inset(540.0, 720.0, 760.0, 980.0),
            (860.0, 780.0),
            540.0,
            caption(540.0, 1520.0, room.width, 130.0, centre),
        ),
        Format::Square => (
            inset(540.0, 430.0, 560.0, 720.0),
            (700.0, 560.0),
            540.0,
            caption(540.0, 1010.0, room.width, 104.0, centre),
        ),
        Format::Feed => (
            inset(540.0, 530.0, 640.0, 840.0),
            (760.0, 660.0),
            540.0,
            caption(540.0, 1262.0, room.width, 116.0, centre),
        ),
        Format::Landscape => (
            inset(500.0, 530.0, 660.0, 860.0),
            (760.0, 610.0),
            1330.0,
            caption(980.0, 940.0, 840.0, 132.0, Align::Left),
        ),
    };
    Layout {
        poster,
        most,
        landed: (x, caption.top(inputs) - 14.0),
        caption,
    }
}

fn scene(inputs: &Inputs) -> Scene {
    let palette = palette(inputs.style);
    let layout = layout(inputs);
    let poster = layout.poster;
    let size = fit(inputs.subject.ratio(), layout.most.0, layout.most.1);
    let mut art = frame_art::draw(Frame::Poster, poster.width, poster.height, &print(&palette));
    light_picture(&mut art, &palette);
    let (sprites, sprite) = subject_art::sprites(&inputs.subject, size, palette.picture.1);
    let subject = subject(&layout, size);
    let units = inputs.format.units();
    let end = f64::from(TEMPLATE.seconds);
    let light = (poster.x, poster.y);
    let shadow = |on| {
        cast(
            sprite,
            &subject,
            &distance(),
            on,
            &palette,
            TEMPLATE.seconds,
        )
    };
    let tear = Tear::new(poster, size);
    let mut layers = world(&palette, units, light, TEMPLATE.seconds);
    layers.push(shadow(Shade::WALL).during(OPEN, end));
    layers.push(pasted(&art, poster, &palette));
    layers.extend(bulge(poster, size));
    layers.extend(tear.hole(&palette));
    let sweep = Sweep {
        from: TEAR + 0.05,
        until: TEAR + 0.8,
        strength: 0.45,
    };
    let held = lit(sprite, &subject, sweep);
    let inside = Clip {
        shape: tear.shape.clone(),
        motion: tear.motion.clone(),
    };
    layers.push(Layer::clipped(inside, vec![held.clone()]).during(TEAR, OPEN));
    let outline = Clip {
        shape: art.outline.clone(),
        motion: answer().shifted(poster.x, poster.y),
    };
    layers.push(Layer::clipped(outline, vec![shadow(Shade::FRAME)]).during(OPEN, end));
    layers.extend(tear.flaps(&palette));
    layers.push(held.during(OPEN, end));
    layers.extend(tear.shards(&palette));
    layers.push(confetti(&palette, poster));
    layers.push(dust(&palette, layout.landed));
    layers.push(layout.caption.layer_struck(
        inputs,
        palette.text,
        (LAND - 0.1, LAND + 0.4),
        Some((LAND, 16.0)),
    ));
    let camera = following(inputs.format, poster.x, (DROP - 0.25, LAND));
    let beats = [
        ("knock", 0.0),
        ("tear", TEAR),
        ("drop", DROP),
        ("land", LAND),
    ];
    TEMPLATE.film(inputs.format, &beats, camera, (sprites, layers))
}

/// How far the subject is from the paper, 0 to 1.
fn distance() -> Track {
    Track::fixed(0.2)
        .until(TEAR)
        .to(TEAR + 0.45, 0.9, Ease::Out)
        .until(DROP)
        .to(LAND, 0.45, Ease::In)
}

fn palette(style: Style) -> Palette {
    let c = Colour::oklch;
    match style {
        Style::Studio => Palette {
            picture: (c(0.90, 0.085, 92.0), c(0.82, 0.125, 80.0)),
            accent: c(0.69, 0.17, 44.0),
            ..Palette::of(style, 150.0, 86.0)
        },
        Style::Dusk => Palette::of(style, 152.0, 72.0),
        Style::Bold => Palette::of(style, 168.0, 24.0),
    }
}

fn print(palette: &Palette) -> Look {
    Look {
        ground: Paint::linear(
            (0.0, -460.0),
            (0.0, 460.0),
            &[palette.picture.0, palette.picture.1],
        ),
        accent: palette.accent,
        figure: None,
    }
}

/// The paper jumps at each knock, is drawn tight, and swings when it tears.
fn answer() -> Motion {
    let size = Track::fixed(1.0)
        .until(1.0)
        .to(TEAR, 1.014, Ease::In)
        .to(TEAR + 0.75, 1.0, Ease::SPRING)
        .struck(KNOCK, 0.010, 3.4, 7.0)
        .struck(AGAIN, 0.014, 3.4, 7.0);
    Motion {
        turn: Track::fixed(-1.2)
            .struck(AGAIN, 0.5, 3.0, 6.0)
            .struck(TEAR, 1.6, 1.6, 3.4),
        y: Track::fixed(0.0).struck(TEAR, -12.0, 1.8, 3.6),
        ..Motion::default()
    }
    .sized(size)
}

/// The poster with what is printed on it, its lower corner curling off the wall.
fn pasted(art: &FrameArt, poster: Inset, palette: &Palette) -> Layer {
    let (w, h) = (poster.width / 2.0, poster.height / 2.0);
    let curl = poster.width * 0.17;
    let far = 60.0;
    let cut = Clip {
        shape: Shape::polygon(&[
            (-w - far, -h - far),
            (w + far, -h - far),
            (w + far, h - curl - far),
            (w - curl - far, h + far),
            (-w - far, h + far),
        ]),
        motion: Motion::default(),
    };
    let mut body = art.body.clone();
    body.push(rays(art, palette));
    body.extend(art.over.iter().cloned());
    let mut layers = vec![art.shadow.clone(), Layer::clipped(cut, body)];
    // The corner's back, folded over the diagonal; a draught lifts it.
    let long = curl * 1.414;
    let fold = Shape::svg(&format!(
        "M{} 0L{} 0Q{} {} 0 {}Q{} {} {} 0Z",
        -long / 2.0,
        long / 2.0,
        long * 0.12,
        -long * 0.14,
        -long * 0.50,
        -long * 0.12,
        -long * 0.14,
        -long / 2.0,
    ));
    let back = Paint::linear(
        (0.0, -long * 0.5),
        (0.0, 0.0),
        &[
            palette.paper(),
            palette.paper().mix(palette.shade, 0.10),
            palette.paper().mix(palette.shade, 0.42),
        ],
    );
    let lift = Track::fixed(0.92)
        .swaying(0.05, 0.5, 0.0)
        .struck(KNOCK, 0.12, 2.4, 4.0)
        .struck(TEAR, 0.28, 1.7, 2.4);
    let shade = Layer::shape(fold.clone(), Paint::Flat(palette.shade.alpha(0.22))).moved(Motion {
        scale_y: lift.clone().scaled(1.16),
        scale_x: Track::fixed(1.06),
        ..Motion::still(-5.0, -3.0)
    });
    let folded = Layer::shape(fold, back).moved(Motion {
        scale_y: lift,
        ..Motion::default()
    });
    layers.push(
        Layer::group(vec![shade, folded])
            .moved(Motion::still(w - curl / 2.0, h - curl / 2.0).turned(Track::fixed(-45.0))),
    );
    Layer::group(layers).moved(answer().shifted(poster.x, poster.y))
}

/// A printed sun: rays around the middle, as old posters have them.
fn rays(art: &FrameArt, palette: &Palette) -> Layer {
    let picture = art.picture;
    let far = picture.height;
    let light = palette
        .picture
        .0
        .mix(Colour::hex(0xffffff), 0.30)
        .alpha(0.55);
    let mut rays: Vec<Layer> = (0..9)
        .map(|i| {
            let (from, to) = (f64::from(i) * 40.0, f64::from(i) * 40.0 + 20.0);
            let tip = |degrees: f64| {
                let way = degrees.to_radians();
                (libm::cos(way) * far, libm::sin(way) * far)
            };
            Layer::shape(
                Shape::polygon(&[(0.0, 0.0), tip(from), tip(to)]),
                Paint::Flat(light),
            )
        })
        .collect();
    rays.push(Layer::shape(
        Shape::circle(picture.width * 0.56),
        Paint::Flat(palette.accent.mix(palette.picture.0, 0.15)),
    ));
    let clip = Clip {
        shape: Shape::rect(picture.width, picture.height, art.corner),
        motion: Motion::default(),
    };
    Layer::clipped(clip, rays).at(picture.x, picture.y)
}

/// The paper swells over what knocks: light on its upper side, shade below, cracks at the last.
fn bulge(poster: Inset, size: (f64, f64)) -> Vec<Layer> {
    let radius = size.0.min(size.1).min(poster.width) * 0.42;
    let swell = Track::fixed(0.0)
        .until(KNOCK - 0.06)
        .to(KNOCK, 0.55, Ease::Out)
        .to(KNOCK + 0.2, 0.15, Ease::InOut)
        .to(AGAIN, 0.75, Ease::Out)
        .to(AGAIN + 0.2, 0.35, Ease::InOut)
        .to(TEAR, 1.0, Ease::In);
    let blob = |colour: Colour, strength: f64, off: f64| {
        let paint = Paint::radial(
            (0.0, 0.0),
            radius,
            &[
                colour.alpha(strength),
                colour.alpha(strength * 0.5),
                colour.alpha(0.0),
            ],
        );
        Layer::shape(Shape::circle(radius * 2.0), paint)
            .moved(
                Motion::still(poster.x + off * 0.6, poster.y + off)
                    .sized(swell.clone().scaled(0.35).shifted(0.65)),
            )
            .opacity(swell.clone())
            .during(0.0, OPEN)
    };
    let mut layers = vec![
        blob(Colour::hex(0x14182a), 0.40, radius * 0.28),
        blob(Colour::hex(0xffffff), 0.62, -radius * 0.24),
    ];
    for (i, turn) in [12.0, 95.0, 170.0, 262.0].into_iter().enumerate() {
        let reach = radius * (0.42 + 0.07 * i as f64);
        let crack = Shape::polygon(&[
            (0.0, -3.0),
            (reach * 0.3, 10.0),
            (reach * 0.55, -9.0),
            (reach, 2.0),
            (reach * 0.55, -3.0),
            (reach * 0.3, 16.0),
            (0.0, 6.0),
        ]);
        layers.push(
            Layer::shape(crack, Paint::Flat(Colour::hex(0x1a1420).alpha(0.75)))
                .moved(Motion::still(poster.x, poster.y).turned(Track::fixed(turn)))
                .during(AGAIN + 0.06 * i as f64 + 0.1, OPEN),
        );
    }
    layers
}

fn confetti(palette: &Palette, poster: Inset) -> Layer {
    let flow = Flow::Burst {
        start: TEAR + 0.03,
        life: 2.4,
        speed: (500.0, 2300.0),
        spread: 330.0,
        angle: -90.0,
        gravity: 900.0,
    };
    let colours = [
        palette.picture.0,
        palette.accent,
        palette.picture.0.mix(palette.accent, 0.5),
        palette.picture.1,
    ];
    burst(
        Speck::Scrap,
        64,
        (7.0, 19.0),
        &colours,
        flow,
        (poster.x, poster.y),
    )
}

fn dust(palette: &Palette, at: (f64, f64)) -> Layer {
    let flow = Flow::Burst {
        start: LAND + 0.01,
        life: 0.7,
        speed: (200.0, 900.0),
        spread: 200.0,
        angle: -90.0,
        gravity: 500.0,
    };
    burst(
        Speck::Dot,
        18,
        (4.0, 10.0),
        &[palette.paper(), palette.accent],
        flow,
        at,
    )
}

/// Out of the paper toward us with one overshoot, a breath in the air, and down onto the caption.
fn subject(layout: &Layout, size: (f64, f64)) -> Motion {
    let poster = layout.poster;
    let behind = Pose::new(poster.x, poster.y + size.1 * 0.04, 0.0, 0.42);
    let out = Pose::new(poster.x, poster.y - size.1 * 0.03, -5.0, 1.0);
    let landed = Pose::new(layout.landed.0, layout.landed.1 - size.1 / 2.0, 0.0, 1.0);
    let above = Pose::new(
        (out.x + landed.x) / 2.0,
        out.y.min(landed.y) - size.1 * 0.05,
        4.0,
        1.0,
    );
    Act::at(behind)
        .wait(TEAR)
        .spring(TEAR + 0.65, out)
        .gather(2.25, 2.5, size.1 * 0.03)
        .leap(DROP, above)
        .fall(LAND, landed, size.1 * 0.018)
        .struck(TEAR + 0.1, -size.1 * 0.03, 2.0)
        .motion(TEMPLATE.seconds)
}
