//! Step Out: the post scrolls in and stops; the subject crouches, strides over its top edge and off its
//! side; the caption lands where its foot does.

mod layout;
mod moves;
mod palette;

pub use palette::Background;

use super::{Category, Inputs, Sample, Template, sample};
use crate::frame_art::{self, Frame, FrameArt, Look};
use crate::subject_art;
use crate::{Colour, Format};
use drawing::scene::{
    Align, Camera, Clip, Ease, Face, Flow, Kind, Layer, Look as Speck, Motion, Paint, Particles,
    Scene, Shape, Sweep, TextLayer, Track,
};
use layout::Layout;
use moves::Moves;
use palette::Palette;

pub const TEMPLATE: Template = Template {
    slug: "step-out",
    version: 1,
    category: Category::Product,
    seconds: SECONDS,
    still_s: 5.5,
    breaks_s: BREAK,
    formats: &Format::ALL,
    styles: &[],
    frames: &Frame::ALL,
    backgrounds: &Background::ALL,
    headline_max: 24,
    line_max: 40,
    sample: Sample {
        picture: sample!("sneaker"),
        headline: "Built to outrun",
        line: "Out 14 June",
    },
    draw: scene,
};

/// How long it lasts.
const SECONDS: u32 = 6;
/// The beats, on a grid of quarter seconds.
const BREAK: f64 = 1.25;
const STEP: f64 = 2.75;
const LAND: f64 = 4.0;

/// The post, the leap, the steps and the landing of these inputs.
fn scene(inputs: &Inputs) -> Scene {
    let palette = Palette::of(inputs.background);
    let (headline, line) = (inputs.headline.as_str(), inputs.line.as_str());
    let layout = Layout::new(inputs, headline);
    let art = frame_art::draw(
        inputs.frame,
        layout.frame.width,
        layout.frame.height,
        &look(&palette),
    );
    let moves = Moves::new(&layout, &art, inputs.format);
    let (sprites, subject) = subject_art::sprites(&inputs.subject, layout.subject, palette.picture);
    let (w, h) = inputs.format.units();
    let mut camera = Camera::still(w / 2.0, h * 0.55);
    camera.zoom = Track::fixed(1.0).to(f64::from(SECONDS), 1.03, Ease::InOut);
    if inputs.format == Format::Landscape {
        // The post stands in the middle until the step; the camera follows it to the side.
        camera.zoom = Track::fixed(1.0);
        camera.x = Track::fixed(layout.frame.x - w / 2.0)
            .until(STEP)
            .to(LAND, 0.0, Ease::InOut);
    }
    let mut layers = world(&palette, w, h);
    layers.push(ghost(inputs.frame, &layout, &palette, &moves));
    layers.push(shadow(subject, &moves.wall_shadow).during(BREAK, f64::from(SECONDS)));
    layers.push(frame_with_subject(&art, &layout, &moves, subject));
    layers.push(scraps(
        &palette,
        layout.frame.x,
        layout.frame_top(),
        BREAK + 0.1,
        16,
        1500.0,
    ));
    layers.push(dust(&palette, &layout));
    layers.push(front(subject, &moves));
    layers.extend(caption(&palette, &layout, headline, line));
    let beats = [
        ("scroll-in", 0.0),
        ("break-out", BREAK),
        ("step", STEP),
        ("land", LAND),
    ];
    TEMPLATE.film(inputs.format, &beats, camera, (sprites, layers))
}

fn look(palette: &Palette) -> Look {
    // The figure answers the leap one beat later: it is pushed down and swings back.
    let late = BREAK + 0.5;
    let motion = Motion {
        x: Track::fixed(0.0),
        y: Track::fixed(0.0).struck(late, 46.0, 1.9, 3.6),
        turn: Track::fixed(0.0).struck(late, -4.0, 1.6, 3.2),
        scale_x: Track::fixed(1.0).struck(late, 0.05, 1.9, 3.6),
        scale_y: Track::fixed(1.0).struck(late, -0.08, 1.9, 3.6),
    };
    Look {
        ground: Paint::linear(
            (0.0, -500.0),
            (0.0, 500.0),
            &[
                palette.picture.mix(Colour::hex(0xffffff), 0.10),
                palette.picture,
            ],
        ),
        accent: palette.picture,
        figure: Some(("01".to_owned(), motion)),
    }
}

/// Flat colour, and a rising disc with a rim. Nothing shades the wall from top to bottom: so slow a change has too few steps
/// in eight bits, and each of them is seen as an edge (CAMBI 9.5; 4 without).
fn world(palette: &Palette, w: f64, h: f64) -> Vec<Layer> {
    let disc = |wider: f64, colour: Colour| {
        let size = w.max(h * 0.9) * 1.5;
        let shape = Shape::circle(size + 2.0 * wider);
        let rises = Track::fixed(h * 0.46 + size / 2.0).to(6.0, h * 0.40 + size / 2.0, Ease::InOut);
        let motion = Motion {
            y: rises,
            ..Motion::still(w / 2.0, 0.0)
        };
        Layer::shape(shape, Paint::Flat(colour))
            .moved(motion)
            .depth(0.5)
    };
    let rim = palette.world.mix(palette.halo, 0.45);
    vec![
        Layer::shape(
            Shape::rect(w * 1.3, h * 1.1, 0.0),
            Paint::Flat(palette.world),
        )
        .at(w / 2.0, h / 2.0)
        .depth(0.3),
        disc(h * 0.13, rim),
        disc(0.0, palette.halo),
    ]
}

/// The post before this one, on its way out of the feed. Phones and posters arrive alone.
fn ghost(frame: Frame, layout: &Layout, palette: &Palette, moves: &Moves) -> Layer {
    let (width, height) = (layout.frame.width, layout.frame.height);
    let ground = palette.picture.mix(palette.world, 0.55);
    let look = Look {
        ground: Paint::Flat(ground),
        accent: ground,
        figure: None,
    };
    let art = frame_art::draw(frame, width, height, &look);
    let mut layers = vec![art.shadow];
    layers.extend(art.body);
    layers.extend(art.over);
    let post = Layer::group(layers).at(
        layout.frame.x,
        layout.frame.y - height - 0.09 * layout.height,
    );
    let shown = if frame == Frame::Post { 1.5 } else { 0.0 };
    Layer::group(vec![post])
        .moved(moves.scroll.clone())
        .during(0.0, shown)
}

fn shadow(subject: usize, cast: &moves::Shadow) -> Layer {
    let kind = Kind::CastShadow {
        sprite: subject,
        blur: cast.blur.clone(),
        colour: Colour::hex(0x0d1026),
    };
    Layer::new(kind)
        .moved(cast.motion.clone())
        .opacity(cast.opacity.clone())
}

/// The frame, the shadow on it, and the subject for as long as it is in there.
fn frame_with_subject(art: &FrameArt, layout: &Layout, moves: &Moves, subject: usize) -> Layer {
    let picture = art.picture;
    let inside = Clip {
        shape: Shape::rect(picture.width, picture.height, art.corner),
        motion: moves.answer_of(picture.x, picture.y),
    };
    let outline = Clip {
        shape: art.outline.clone(),
        motion: moves.answer.clone(),
    };
    let opened = Clip {
        shape: art.open_above(),
        motion: moves.answer.clone(),
    };
    let cast = || shadow(subject, &moves.frame_shadow);
    let held = || Layer::sprite(subject).moved(moves.subject.clone());
    let mut lit = held();
    lit.kind = Kind::Sprite {
        sprite: subject,
        sweep: Some(sweep()),
    };
    let end = f64::from(SECONDS);
    let mut frame = vec![art.shadow.clone()];
    frame.extend(art.body.iter().cloned());
    let layers = vec![
        Layer::group(frame).moved(moves.answer.clone()),
        Layer::clipped(inside.clone(), vec![cast()]).during(0.0, moves.swap),
        Layer::clipped(outline, vec![cast()]).during(moves.swap, end),
        Layer::clipped(inside, vec![held()]).during(0.0, BREAK),
        Layer::group(art.over.clone()).moved(moves.answer.clone()),
        // While it crosses, it is still behind the picture's sides and already over its top edge.
        Layer::clipped(opened, vec![lit]).during(BREAK, moves.swap),
    ];
    // The subject moves on the stage; the frame's own place is added to the frame alone.
    Layer::group(vec![
        Layer::group(layers).at(layout.frame.x, layout.frame.y),
    ])
    .moved(moves.scroll.clone())
}

fn sweep() -> Sweep {
    Sweep {
        from: BREAK,
        until: BREAK + 0.85,
        strength: 0.7,
    }
}

/// The subject in front of everything.
fn front(subject: usize, moves: &Moves) -> Layer {
    let mut layer = Layer::sprite(subject);
    layer.kind = Kind::Sprite {
        sprite: subject,
        sweep: Some(sweep()),
    };
    let held = Layer::group(vec![layer.moved(moves.subject.clone())]);
    held.at(moves.origin.0, moves.origin.1)
        .during(moves.swap, f64::from(SECONDS))
}

fn scraps(palette: &Palette, x: f64, y: f64, start: f64, count: u32, speed: f64) -> Layer {
    let flow = Flow::Burst {
        start,
        life: 1.3,
        speed: (speed * 0.4, speed),
        spread: 120.0,
        angle: -90.0,
        gravity: 1500.0,
    };
    Layer::new(Kind::Particles(Particles {
        seed: 11,
        count,
        look: Speck::Scrap,
        size: (7.0, 15.0),
        colours: vec![palette.picture, Colour::hex(0xfffdf8), palette.halo],
        flow,
    }))
    .at(x, y)
}

/// What the landing kicks up, low and to both sides.
fn dust(palette: &Palette, layout: &Layout) -> Layer {
    let flow = Flow::Burst {
        start: LAND,
        life: 0.7,
        speed: (200.0, 900.0),
        spread: 200.0,
        angle: -90.0,
        gravity: 500.0,
    };
    let light = palette.halo.mix(Colour::hex(0xffffff), 0.35);
    Layer::new(Kind::Particles(Particles {
        seed: 23,
        count: 18,
        look: Speck::Dot,
        size: (4.0, 11.0),
        colours: vec![light, palette.picture],
        flow,
    }))
    .at(layout.landed.0, layout.foot)
}

fn caption(palette: &Palette, layout: &Layout, headline: &str, line: &str) -> Vec<Layer> {
    let text = |text: &str, face, place: layout::TextPlace, enters| {
        Layer::new(Kind::Text(TextLayer {
            text: text.to_owned(),
            face,
            size: place.size,
            width: place.width,
            lines: place.lines,
            align: if layout.centred {
                Align::Centre
            } else {
                Align::Left
            },
            colour: palette.text,
            enters: Some(enters),
        }))
        .at(place.x, place.y)
    };
    // The foot lands, and the ground it lands on gives way for a moment.
    let blow = Track::fixed(0.0).struck(LAND, 16.0, 2.4, 6.0);
    let texts = vec![
        text(headline, Face::Headline, layout.headline, LAND - 0.1),
        text(line, Face::Line, layout.line, LAND + 0.25),
    ];
    vec![Layer::group(texts).moved(Motion {
        y: blow,
        ..Motion::default()
    })]
}

#[cfg(test)]
mod tests;
