//! Puts a scene together: frame, subject, shadows, caption, camera.

use super::direction::Direction;
use super::tones::Tones;
use super::words::Act;
use super::{Inputs, Style, backdrop, camera, figure, weather};
use crate::caption::{Caption, Font, Position};
use crate::frame_art::{self, FrameArt, Inset, Look};
use crate::{Colour, Format, leap, rings, subject_art};
use drawing::scene::{Clip, Ease, Kind, Layer, Motion, Paint, Shape, Sprite, Sweep, Track};

/// The places of one format.
struct Places {
    frame: Inset,
    /// The most the subject may be wide and high where it comes to rest.
    most: (f64, f64),
}

fn places(format: Format) -> Places {
    let inset = |x, y, width, height| Inset {
        x,
        y,
        width,
        height,
    };
    match format {
        Format::Portrait => Places {
            frame: inset(540.0, 800.0, 740.0, 930.0),
            most: (900.0, 760.0),
        },
        Format::Square => Places {
            frame: inset(540.0, 462.0, 470.0, 590.0),
            most: (600.0, 520.0),
        },
        Format::Feed => Places {
            frame: inset(540.0, 560.0, 600.0, 720.0),
            most: (760.0, 620.0),
        },
        Format::Landscape => Places {
            frame: inset(960.0, 446.0, 500.0, 600.0),
            most: (620.0, 560.0),
        },
    }
}

/// All movements of one animation; the subject's are seen from the frame's middle.
struct Moves {
    subject: Motion,
    answer: Motion,
    swap: f64,
    far: Track,
}

pub fn stage(inputs: &Inputs, direction: &Direction) -> (Vec<Sprite>, Vec<Layer>) {
    let (w, h) = inputs.format.units();
    let tones = Tones::of(direction);
    let places = seen_from(direction, inputs.format);
    let mut art = frame_art::draw(
        direction.frame,
        places.frame.width,
        places.frame.height,
        &look(direction.style, &tones, &places),
    );
    if backdrop::is_dark(direction.style) {
        art.body.push(rings::on_picture(&art, tones.picture));
    }
    let size = resting_size(inputs, direction);
    let (sprites, subject) = match &inputs.subject {
        Some(subject) => subject_art::sprites(subject, size, tones.picture[0]),
        None => (vec![figure::sprite(direction, &tones, size)], 0),
    };
    let moves = moves(direction, &places, &art, size);
    let backdrop = backdrop::draw(direction, &tones, w, h);
    let (air, near_air) = weather::draw(direction, &tones, w, h);
    let mut layers = backdrop.behind;
    layers.push(air);
    layers.push(frame_with_subject(
        direction, &places, &art, &moves, subject,
    ));
    layers.extend(backdrop.before);
    layers.push(front(direction, &places, &moves, subject));
    layers.push(near_air);
    layers.push(caption_layer(direction, inputs.format));
    (sprites, layers)
}

/// The places of a format, smaller by as much as the camera comes nearer, so that all of it stays in the picture.
fn seen_from(direction: &Direction, format: Format) -> Places {
    let share = direction.camera.room().most;
    let mut places = places(format);
    places.frame.width *= share;
    places.frame.height *= share;
    places.most = (places.most.0 * share, places.most.1 * share);
    places
}

/// How large the subject is where it comes to rest.
pub fn resting_size(inputs: &Inputs, direction: &Direction) -> (f64, f64) {
    let ratio = inputs
        .subject
        .as_ref()
        .map_or_else(|| figure::ratio(direction.thing), crate::Subject::ratio);
    let (mw, mh) = seen_from(direction, inputs.format).most;
    if ratio > mw / mh {
        (mw, mw / ratio)
    } else {
        (mh * ratio, mh)
    }
}

fn look(style: Style, tones: &Tones, places: &Places) -> Look {
    let half = places.frame.height / 2.0;
    let ground = if backdrop::is_dark(style) {
        Paint::Flat(tones.picture[0])
    } else {
        Paint::linear((0.0, -half), (0.0, half), &tones.picture)
    };
    Look {
        ground,
        accent: tones.picture[1],
        figure: None,
    }
}

/// How an act takes the subject out of its frame.
struct Manner {
    /// Over the edge.
    crossing: Ease,
    /// From its highest place to rest.
    falling: Ease,
    /// How far it goes up and down at rest.
    float: f64,
    /// How far it goes to the side on its way, as a share of the frame's width.
    swing: f64,
}

impl Manner {
    fn of(act: Act) -> Self {
        let (crossing, falling) = match act {
            Act::Leap => (
                Ease::Out,
                Ease::Spring {
                    damping: 0.5,
                    turns: 1.4,
                },
            ),
            Act::Hover => (Ease::InOut, Ease::InOut),
            Act::Rise | Act::Turn => (
                Ease::InOut,
                Ease::Spring {
                    damping: 0.7,
                    turns: 1.0,
                },
            ),
        };
        Self {
            crossing,
            falling,
            float: if act == Act::Hover { 20.0 } else { 11.0 },
            swing: if act == Act::Leap { 0.16 } else { 0.06 },
        }
    }
}

/// A frame arrives, the subject gathers, leaves over the edge, and comes to rest before it.
fn moves(direction: &Direction, places: &Places, art: &FrameArt, size: (f64, f64)) -> Moves {
    let frame = places.frame;
    let (w, h) = size;
    let (out, rest) = (direction.leaves, direction.settles);
    let end = f64::from(direction.seconds);
    let top = -frame.height / 2.0;
    // In the frame it is small enough to stand in the picture.
    let small = (art.picture.width * 0.82 / w)
        .min(art.picture.height * 0.68 / h)
        .min(0.86);
    let inside = art.picture.bottom() - h * small * 0.5 - art.picture.height * 0.10;
    // However wide it is, it comes to rest within the picture's sides.
    let near = direction.camera.room();
    let room = ((frame.x - near.pan * 2.0 * frame.x) / near.zoom - w / 2.0 - 24.0).max(0.0);
    let (side, aside) = (
        direction.side,
        (direction.aside * frame.width).clamp(-room, room),
    );
    let settled = (top + h * 0.36).min(frame.height * 0.02);
    let peak = (top - h * 0.42)
        .max(h * 0.40 - frame.y)
        .min(settled - h * 0.10);
    let way = out + (rest - out) * 0.58;
    let Manner {
        crossing,
        falling,
        float,
        swing,
    } = Manner::of(direction.act);
    let bob = |t: f64| {
        let share = ((t - rest) / 0.8).clamp(0.0, 1.0);
        share * float * libm::sin((t - rest) * core::f64::consts::TAU * 0.32)
    };
    let rise = Track::fixed(inside)
        .until(out - 0.25)
        .to(out, inside + h * 0.03, Ease::InOut)
        .to(way, peak, crossing)
        .to(rest, settled, falling);
    let y = leap::sampled(end, |t| rise.at(t) + bob(t));
    // It goes straight over the edge and only then to the side, so that its sides are never cut.
    let x = Track::fixed(art.picture.x)
        .until(way)
        .to(
            f64::midpoint(way, rest),
            side * frame.width * swing,
            Ease::InOut,
        )
        .to(rest, aside, Ease::InOut);
    Moves {
        subject: pose(direction, small, x, y),
        answer: answer(direction, frame.height),
        swap: 0.0,
        far: Track::fixed(0.0).until(out).to(way, 1.0, Ease::InOut).to(
            rest + 0.3,
            0.72,
            Ease::InOut,
        ),
    }
    .with_swap(size, top, (out + 0.1, rest))
}

impl Moves {
    fn with_swap(mut self, size: (f64, f64), top: f64, span: (f64, f64)) -> Self {
        self.swap = leap::swap(&self.subject, size, top, span);
        self
    }
}

/// Turn and size of the subject along its way.
fn pose(direction: &Direction, small: f64, x: Track, y: Track) -> Motion {
    let (out, rest) = (direction.leaves, direction.settles);
    let way = out + (rest - out) * 0.58;
    let end = f64::from(direction.seconds);
    let tilt = direction.tilt;
    let wide = match direction.act {
        Act::Turn => 22.0,
        Act::Leap => 16.0,
        _ => 9.0,
    };
    let turn = Track::fixed(0.0)
        .until(out - 0.25)
        .to(out, -tilt * 0.3, Ease::InOut)
        .to(way, -direction.side * wide, Ease::InOut)
        .to(
            rest,
            tilt,
            Ease::Spring {
                damping: 0.65,
                turns: 1.0,
            },
        );
    let turn = if direction.turns || direction.act == Act::Turn {
        turn.to(end, -tilt, Ease::InOut)
    } else {
        turn.swaying(1.2, 0.21, 0.2)
    };
    let scale = Track::fixed(small).until(out).to(
        rest,
        1.0,
        if direction.act == Act::Hover {
            Ease::InOut
        } else {
            Ease::Out
        },
    );
    let stretch = Track::fixed(1.0)
        .until(out - 0.25)
        .to(out, 0.965, Ease::InOut)
        .to(out + 0.2, 1.035, Ease::InOut)
        .to(way, 1.0, Ease::InOut);
    Motion {
        x,
        y,
        turn,
        scale_x: leap::sampled(end, |t| scale.at(t) * (2.0 - stretch.at(t))),
        scale_y: leap::sampled(end, |t| scale.at(t) * stretch.at(t)),
    }
}

/// The frame arrives within its first second, a little crooked, and answers the leap.
fn answer(direction: &Direction, height: f64) -> Motion {
    let out = direction.leaves;
    let recoil = height
        * if direction.act == Act::Leap {
            0.024
        } else {
            0.012
        };
    let size = Track::fixed(0.97)
        .to((out - 0.3).max(0.1), 1.0, Ease::Out)
        .to(out, 0.99, Ease::InOut)
        .to(out + 0.7, 1.0, Ease::SPRING);
    Motion {
        y: Track::fixed(height * 0.05)
            .to((out - 0.3).max(0.1), 0.0, Ease::Glide)
            .struck(out, recoil, 1.6, 3.2),
        turn: Track::fixed(direction.side * -1.4)
            .to((out - 0.3).max(0.1), 0.0, Ease::Out)
            .struck(out, direction.side * 0.9, 1.4, 3.0),
        ..Motion::default()
    }
    .sized(size)
}

fn frame_with_subject(
    direction: &Direction,
    places: &Places,
    art: &FrameArt,
    moves: &Moves,
    subject: usize,
) -> Layer {
    let end = f64::from(direction.seconds);
    let clip = |shape: Shape| Clip {
        shape,
        motion: Motion::default(),
    };
    let picture = clip(Shape::rect(
        art.picture.width,
        art.picture.height,
        art.corner,
    ));
    let within = |layers: Vec<Layer>| {
        let back = Layer::group(layers).at(-art.picture.x, -art.picture.y);
        Layer::clipped(picture.clone(), vec![back]).at(art.picture.x, art.picture.y)
    };
    let cast = || cast_shadow(subject, moves, end);
    let held = || Layer::sprite(subject).moved(moves.subject.clone());
    let mut body = vec![art.shadow.clone()];
    body.extend(art.body.iter().cloned());
    let mut layers = vec![
        Layer::group(body),
        within(vec![cast()]).during(0.0, moves.swap),
        Layer::clipped(clip(art.outline.clone()), vec![cast()]).during(moves.swap, end),
        within(vec![held()]).during(0.0, direction.leaves),
    ];
    layers.extend(art.over.iter().cloned());
    let mut lit = held();
    lit.kind = Kind::Sprite {
        sprite: subject,
        sweep: Some(sweep(direction)),
    };
    layers.push(
        Layer::clipped(clip(art.open_above()), vec![lit]).during(direction.leaves, moves.swap),
    );
    Layer::group(vec![Layer::group(layers).moved(moves.answer.clone())])
        .moved(camera::carried(direction, &places.frame))
}

fn cast_shadow(subject: usize, moves: &Moves, seconds: f64) -> Layer {
    let kind = Kind::CastShadow {
        sprite: subject,
        blur: moves.far.clone().scaled(28.0).shifted(8.0),
        colour: Colour::hex(0x0b0d1e),
    };
    Layer::new(kind)
        .moved(leap::offset(
            &moves.subject,
            &moves.far,
            (4.0, 8.0),
            (10.0, 52.0),
            seconds,
        ))
        .opacity(moves.far.clone().scaled(-0.16).shifted(0.46))
}

fn sweep(direction: &Direction) -> Sweep {
    Sweep {
        from: direction.leaves,
        until: direction.leaves + 0.9,
        strength: 0.6,
    }
}

/// The subject in front of everything, once its depth has swapped.
fn front(direction: &Direction, places: &Places, moves: &Moves, subject: usize) -> Layer {
    let mut layer = Layer::sprite(subject).moved(moves.subject.clone());
    layer.kind = Kind::Sprite {
        sprite: subject,
        sweep: Some(sweep(direction)),
    };
    Layer::group(vec![layer])
        .moved(camera::carried(direction, &places.frame))
        .during(moves.swap, f64::from(direction.seconds) + 1.0)
}

/// The caption as the scene's own near ground carries it.
pub fn caption(direction: &Direction) -> Caption {
    Caption {
        text: direction.caption.clone(),
        font: Font::default(),
        tint: Tones::of(direction).tint,
        position: Position::Bottom,
        enters: direction.lands,
        grounded: true,
    }
}

fn caption_layer(direction: &Direction, format: Format) -> Layer {
    let caption = caption(direction);
    caption.words(format, caption.tint.text()).depth(0.2)
}
