//! Ping: notifications stack on a lock screen faster than they can be read; the stack bursts past the phone's
//! edges; the last one is the message, and what it is about leaps up from behind it.

mod layout;
mod stack;

use super::kit::{Act, Palette, Pose, Shade, burst, cast, fit, light_picture, world};
use super::{Category, Inputs, Sample, Style, Template, sample};
use crate::frame_art::{self, Frame, FrameArt, Inset, Look};
use crate::leap;
use crate::{Format, subject_art};
use drawing::colour::INK;
use drawing::scene::{
    Align, Camera, Clip, Ease, Face, Flow, Kind, Layer, Look as Speck, Motion, Paint, Picture,
    Scene, Shape, Sprite, Sweep, TextLayer, Track,
};
use layout::{Layout, layout};
use stack::{LOOKS, Stack};

pub const TEMPLATE: Template = Template {
    slug: "ping",
    version: 1,
    category: Category::App,
    seconds: 6,
    still_s: 5.0,
    breaks_s: BURST,
    formats: &Format::ALL,
    styles: &Style::ALL,
    frames: &[],
    backgrounds: &[],
    headline_max: 24,
    line_max: 40,
    sample: Sample {
        picture: sample!("lake"),
        headline: "They are all here",
        line: "Kite: find your friends by the lake",
    },
    draw: scene,
};

/// The beats.
const BURST: f64 = 1.75;
const DROPS: f64 = 2.0;
const LANDS: f64 = 2.5;
const LEAP: f64 = 3.0;
const TOP: f64 = 3.5;
const STAND: f64 = 4.0;
const LIGHT: f64 = 4.75;
const END: f64 = TEMPLATE.seconds as f64;

fn palette(style: Style) -> Palette {
    match style {
        Style::Studio => Palette::of(style, 230.0, 240.0),
        Style::Dusk => Palette::of(style, 285.0, 350.0),
        Style::Bold => Palette::of(style, 25.0, 265.0),
    }
}

fn scene(inputs: &Inputs) -> Scene {
    let palette = palette(inputs.style);
    let layout = layout(inputs);
    let art = screen(&layout, &palette);
    let size = fit(inputs.subject.ratio(), layout.most.0, layout.most.1);
    let (mut sprites, sprite) = subject_art::sprites(&inputs.subject, size, palette.picture.1);
    let stack = stack(&layout, &art, sprites.len());
    let note = (stack.newest.width, stack.newest.height);
    sprites.extend((0..LOOKS).map(|kind| stack::look(kind, note, &palette)));
    sprites.push(paper(layout.message, &palette));
    let message = sprites.len() - 1;
    let (falls, leaps) = (message_motion(&layout), subject(&layout, size));
    let top = layout.message.top();
    let swap = leap::swap(&leaps, size, top, (LEAP + 0.1, STAND));
    let units = inputs.format.units();
    let mut layers = world(
        &palette,
        units,
        (layout.x, layout.phone.y),
        TEMPLATE.seconds,
    );
    layers.push(handset(&layout, &art, &stack, &palette));
    layers.extend(stack.free(&palette));
    layers.extend(subject_layers(&leaps, sprite, swap, &palette));
    let far = Track::fixed(1.0).until(DROPS).to(LANDS, 0.15, Ease::In);
    layers.push(
        cast(
            message,
            &falls,
            &far,
            Shade::WALL,
            &palette,
            TEMPLATE.seconds,
        )
        .during(DROPS, END),
    );
    layers.push(message_layers(inputs, &layout, message, &falls, &palette));
    layers.push(shadow_on_message(&layout, &falls, (&leaps, sprite), &palette).during(swap, END));
    layers.push(sparks(&palette, &layout));
    layers.push(lit(sprite).moved(leaps).during(swap, END));
    let mut camera = Camera::still(layout.x, layout.message.top() - layout.most.1 / 2.0);
    camera.zoom = Track::fixed(1.0).until(BURST).to(END, 1.03, Ease::InOut);
    let beats = [
        ("pings", 0.0),
        ("burst", BURST),
        ("message", LANDS),
        ("leap", LEAP),
        ("stand", STAND),
    ];
    TEMPLATE.film(inputs.format, &beats, camera, (sprites, layers))
}

/// The lock screen's wallpaper.
fn screen(layout: &Layout, palette: &Palette) -> FrameArt {
    let (width, height) = (layout.phone.width, layout.phone.height);
    let (top, bottom) = palette.picture;
    let look = Look {
        ground: Paint::linear((0.0, -height / 2.0), (0.0, height / 2.0), &[top, bottom]),
        accent: palette.accent,
        figure: None,
    };
    let mut art = frame_art::draw(Frame::Phone, width, height, &look);
    light_picture(&mut art, palette);
    art
}

/// The shadow of what stands on the message.
fn shadow_on_message(
    layout: &Layout,
    falls: &Motion,
    (leaps, sprite): (&Motion, usize),
    palette: &Palette,
) -> Layer {
    let message = layout.message;
    let outline = Clip {
        shape: Shape::rect(message.width, message.height, radius(message)),
        motion: falls.clone(),
    };
    let near = Track::fixed(0.6).until(TOP).to(STAND, 0.1, Ease::In);
    let shadow = cast(
        sprite,
        leaps,
        &near,
        Shade::FRAME,
        palette,
        TEMPLATE.seconds,
    );
    Layer::clipped(outline, vec![shadow])
}

fn stack(layout: &Layout, art: &FrameArt, first: usize) -> Stack {
    let (phone, picture) = (layout.phone, art.picture);
    let width = picture.width * 0.9;
    let height = width * 0.225;
    Stack {
        newest: Inset {
            x: phone.x,
            y: phone.y + picture.top() + picture.height * 0.33,
            width,
            height,
        },
        step: height * 1.1,
        first,
    }
}

/// The phone buzzes with every ping, draws itself tight, and recoils from the burst.
fn answer() -> Motion {
    let mut motion = Motion::default();
    for buzz in stack::buzzes() {
        motion.x = motion.x.struck(buzz, 5.0, 14.0, 12.0);
        motion.turn = motion.turn.struck(buzz, 0.5, 9.0, 9.0);
    }
    motion.y = motion.y.struck(BURST, 18.0, 1.7, 3.4);
    motion.turn = motion.turn.struck(BURST, -1.4, 1.5, 3.2);
    let size = Track::fixed(1.0)
        .until(BURST - 0.25)
        .to(BURST, 0.985, Ease::InOut)
        .to(BURST + 0.75, 1.0, Ease::SPRING);
    motion.sized(size)
}

/// The phone with its clock and what is stacked on its screen.
fn handset(layout: &Layout, art: &FrameArt, stack: &Stack, palette: &Palette) -> Layer {
    let (phone, picture) = (layout.phone, art.picture);
    let inside = Clip {
        shape: Shape::rect(picture.width, picture.height, art.corner),
        motion: Motion::still(picture.x, picture.y),
    };
    let ink = palette.picture.0.mix(palette.picture.1, 0.4).readable();
    let text = |text: &str, face, size: f64, y: f64| {
        Layer::new(Kind::Text(TextLayer {
            text: text.to_owned(),
            face,
            size,
            width: picture.width,
            lines: 1,
            align: Align::Centre,
            colour: ink,
            enters: None,
        }))
        .at(0.0, picture.top() + y * picture.height)
    };
    let clock = vec![
        text("Friday", Face::Line, picture.width * 0.062, 0.085),
        text("9:41", Face::Headline, picture.width * 0.29, 0.108),
    ];
    let held = Layer::group(stack.held()).at(-phone.x, -phone.y);
    let mut layers = vec![art.shadow.clone()];
    layers.extend(art.body.iter().cloned());
    layers.push(Layer::clipped(inside, vec![Layer::group(clock), held]));
    layers.extend(art.over.iter().cloned());
    Layer::group(layers).moved(answer().shifted(phone.x, phone.y))
}

fn radius(message: Inset) -> f64 {
    message.height.min(220.0) * 0.26
}

fn paper(message: Inset, palette: &Palette) -> Sprite {
    let shape = Shape::rect(message.width, message.height, radius(message));
    Sprite {
        width: message.width,
        height: message.height,
        picture: Picture::Drawn(vec![Layer::shape(shape, Paint::Flat(palette.paper()))]),
    }
}

/// The message falls in from above, lands, and gives a little when something stands on it.
fn message_motion(layout: &Layout) -> Motion {
    let rest = Pose::new(layout.message.x, layout.message.y, 0.0, 1.0);
    let above = Pose {
        turn: -7.0,
        ..rest.by(0.0, -layout.message.bottom() - 80.0)
    };
    let mut motion = Act::at(above)
        .wait(DROPS)
        .fall(LANDS, rest, 14.0)
        .struck(LEAP, 10.0, 0.0)
        .struck(STAND, 14.0, 0.6)
        .motion(TEMPLATE.seconds);
    motion.turn = motion.turn.struck(LANDS, 1.0, 1.6, 4.0);
    motion
}

fn message_layers(
    inputs: &Inputs,
    layout: &Layout,
    sprite: usize,
    falls: &Motion,
    palette: &Palette,
) -> Layer {
    let (x, y, side) = layout.icon;
    let (bound, dark) = palette.binding();
    let icon = Paint::linear((0.0, -side / 2.0), (0.0, side / 2.0), &[bound, dark]);
    let bell = Layer::shape(
        Shape::svg(BELL),
        Paint::Flat(bound.mix(dark, 0.5).readable()),
    );
    let bell = Layer::group(vec![bell.at(-12.0, -12.0)]).moved(
        Motion::still(x, y)
            .sized(Track::fixed(side * 0.026))
            .turned(Track::fixed(0.0).struck(LANDS, 26.0, 4.0, 3.5)),
    );
    let mut words = vec![
        Layer::shape(Shape::rect(side, side, side * 0.25), icon).at(x, y),
        bell,
    ];
    if inputs.headline.is_empty() && inputs.line.is_empty() {
        words.extend(unwritten(layout));
    } else {
        words.push(layout.caption.layer(inputs, INK, LANDS, LANDS + 0.25));
    }
    let back = Layer::group(words).at(-layout.message.x, -layout.message.y);
    Layer::group(vec![Layer::sprite(sprite), back])
        .moved(falls.clone())
        .during(DROPS, END)
}

/// Lines where words would be.
fn unwritten(layout: &Layout) -> [Layer; 2] {
    let caption = layout.caption;
    let bar = |y: f64, share: f64, high: f64, strength: f64| {
        let wide = caption.width * share;
        let shape = Shape::rect(wide, high, high / 2.0);
        Layer::shape(shape, Paint::Flat(INK.alpha(strength)))
            .at(caption.x + wide / 2.0, layout.message.y + y)
    };
    let size = caption.size;
    [
        bar(-size * 0.24, 0.62, size * 0.30, 0.7),
        bar(size * 0.34, 0.84, size * 0.2, 0.25),
    ]
}

/// Behind the message, up from it, and down onto its edge.
fn subject(layout: &Layout, (_, high): (f64, f64)) -> Motion {
    let top = layout.message.top();
    let (x, y) = (layout.x, layout.message.y);
    let hidden = Pose::new(x, y, 0.0, layout.message.height * 0.8 / high.max(1.0));
    let hidden = Pose {
        size: hidden.size.min(0.5),
        ..hidden
    };
    let stand = Pose::new(x, top + 8.0 - high / 2.0, 2.0, 1.0);
    let apex = Pose {
        turn: -6.0,
        size: 0.94,
        ..stand.by(0.0, -high * 0.12 - 30.0)
    };
    Act::at(hidden)
        .wait(LEAP)
        .leap(TOP, apex)
        .fall(STAND, stand, 12.0)
        .motion(TEMPLATE.seconds)
}

fn lit(sprite: usize) -> Layer {
    Layer::new(Kind::Sprite {
        sprite,
        sweep: Some(Sweep {
            from: LIGHT,
            until: LIGHT + 0.9,
            strength: 0.6,
        }),
    })
}

/// The subject behind the message, and its shadow on phone and wall.
fn subject_layers(leaps: &Motion, sprite: usize, swap: f64, palette: &Palette) -> [Layer; 2] {
    let far = Track::fixed(0.3).until(LEAP).to(TOP, 1.0, Ease::Out);
    [
        cast(sprite, leaps, &far, Shade::WALL, palette, TEMPLATE.seconds).during(LEAP, END),
        lit(sprite).moved(leaps.clone()).during(LEAP, swap),
    ]
}

/// What the burst throws about.
fn sparks(palette: &Palette, layout: &Layout) -> Layer {
    let phone = layout.phone;
    let flow = Flow::Burst {
        start: BURST,
        life: 1.2,
        speed: (phone.width, phone.width * 3.6),
        spread: 340.0,
        angle: -90.0,
        gravity: 1300.0,
    };
    let colours = [palette.accent, palette.paper(), palette.picture.0];
    burst(
        Speck::Scrap,
        36,
        (6.0, 14.0),
        &colours,
        flow,
        (phone.x, phone.y),
    )
}

/// A bell on a grid of 24.
const BELL: &str = "M12 2C8 2 6 5 6 9L6 13L4 17L20 17L18 13L18 9C18 5 16 2 12 2Z M9 19L15 19C15 21 13.500 22 12 22C10.500 22 9 21 9 19Z";
