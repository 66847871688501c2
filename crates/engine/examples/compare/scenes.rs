//! The three scenes. `benches/remotion/src` has the same ones in the same units for Remotion: what changes here has
//! to change there.

use engine::scene::{
    Align, Beat, Camera, Ease, Face, Key, Kind, Layer, Motion, Paint, Picture, Scene, Shape,
    Sprite, Stop, TextLayer, Track, VERSION,
};
use engine::{Colour, FPS, Format, ImageId};

/// The name of the photo among the assets.
pub const PHOTO: &str = "photo";

/// Scenes begin anew after so many seconds, so that every second of a long one costs what it costs in a short one.
const ROUND: f64 = 5.0;

/// The middle of the picture.
const MIDDLE: (f64, f64) = (960.0, 540.0);

/// A scene by its name, as long as it shall be.
pub fn named(name: &str, seconds: f64) -> Option<Scene> {
    let rounds = Rounds::of(seconds);
    let (sprites, layers) = match name {
        "title" => (Vec::new(), title(rounds)),
        "text" => (Vec::new(), text(rounds)),
        "photo" => photo(rounds),
        _ => return None,
    };
    Some(Scene {
        version: VERSION,
        format: Format::Landscape,
        frames: (seconds * f64::from(FPS)).round().max(1.0) as u32,
        camera: Camera::still(MIDDLE.0, MIDDLE.1),
        beats: vec![Beat::new("round", 0.0)],
        still_s: 2.0,
        sprites,
        layers,
    })
}

/// How often a scene begins anew.
#[derive(Clone, Copy)]
struct Rounds(u32);

impl Rounds {
    fn of(seconds: f64) -> Self {
        Self((seconds / ROUND).ceil().max(1.0) as u32)
    }

    fn starts(self) -> impl Iterator<Item = f64> {
        (0..self.0).map(|round| f64::from(round) * ROUND)
    }

    /// A movement that begins with every round.
    fn track(self, keys: &[(f64, f64, Ease)]) -> Track {
        let at = |start| {
            move |&(t, v, ease): &(f64, f64, Ease)| Key {
                t: start + t,
                v,
                ease,
            }
        };
        Track {
            keys: self
                .starts()
                .flat_map(|start| keys.iter().map(at(start)))
                .collect(),
            swings: Vec::new(),
        }
    }

    /// A movement there and back, a round each.
    fn to_and_fro(self, from: f64, to: f64) -> Track {
        (0..self.0).fold(Track::fixed(from), |track, round| {
            let end = if round % 2 == 0 { to } else { from };
            track.to(f64::from(round + 1) * ROUND, end, Ease::InOut)
        })
    }
}

fn colour(rgb: u32) -> Colour {
    Colour::hex(rgb)
}

fn words(text: &str, face: Face, size: f64, align: Align, rgb: u32) -> TextLayer {
    TextLayer {
        text: text.to_owned(),
        face,
        size,
        width: 1700.0,
        lines: 1,
        align,
        colour: colour(rgb),
        enters: None,
    }
}

/// A card with an icon, two lines and a button floats over a gradient that turns, between lights that wander.
fn title(rounds: Rounds) -> Vec<Layer> {
    let ground = Paint::linear(
        (0.0, -1100.0),
        (0.0, 1100.0),
        &[colour(0x14123c), colour(0x50146e), colour(0xe6505a)],
    );
    let turn = Track::fixed(-20.0).swaying(14.0, 0.1, 0.0);
    let ground = Layer::shape(Shape::rect(2600.0, 2600.0, 0.0), ground)
        .moved(Motion::still(MIDDLE.0, MIDDLE.1).turned(turn));
    let mut layers = vec![ground];
    layers.extend(LIGHTS.iter().map(light));
    layers.push(card(rounds));
    layers
}

/// Place, reach, speed and phase of a light's wandering, and its colour.
type Light = (f64, f64, f64, f64, f64, f64, u32);

const LIGHTS: [Light; 5] = [
    (420.0, 300.0, 260.0, 180.0, 0.11, 0.0, 0x785aff),
    (1500.0, 320.0, 300.0, 200.0, 0.09, 0.2, 0x9646e6),
    (960.0, 820.0, 420.0, 160.0, 0.13, 0.4, 0xff7850),
    (300.0, 860.0, 200.0, 220.0, 0.08, 0.6, 0x3c8cff),
    (1660.0, 840.0, 220.0, 240.0, 0.12, 0.8, 0xff5a96),
];

fn light(&(x, y, reach_x, reach_y, hz, phase, rgb): &Light) -> Layer {
    let glow = [colour(rgb).alpha(0.55), colour(rgb).alpha(0.0)];
    let mut motion = Motion::still(x, y);
    motion.x = motion.x.swaying(reach_x, hz, phase);
    motion.y = motion.y.swaying(reach_y, hz * 1.3, phase);
    Layer::shape(
        Shape::circle(900.0),
        Paint::radial((0.0, 0.0), 450.0, &glow),
    )
    .moved(motion)
}

fn card(rounds: Rounds) -> Layer {
    let shade = |blur: f64, share: f64| {
        Layer::new(Kind::BoxShadow {
            width: 1240.0,
            height: 600.0,
            radius: 44.0,
            blur: Track::fixed(blur),
            colour: colour(0x0a0628).alpha(share),
        })
    };
    let paper = [colour(0xffffff), colour(0xe6e8ff)];
    let paper = Paint::linear((0.0, -300.0), (0.0, 300.0), &paper);
    let mut motion = Motion::still(MIDDLE.0, MIDDLE.1);
    motion.y = rounds
        .track(&[
            (0.0, 800.0, Ease::Hold),
            (0.9, 540.0, Ease::Out),
            (4.5, 540.0, Ease::Hold),
            (5.0, 400.0, Ease::In),
        ])
        .swaying(10.0, 0.4, 0.0);
    let seen = rounds.track(&[
        (0.0, 0.0, Ease::Hold),
        (0.5, 1.0, Ease::Linear),
        (4.6, 1.0, Ease::Hold),
        (5.0, 0.0, Ease::Linear),
    ]);
    Layer::group(vec![
        shade(45.0, 0.5).at(0.0, 36.0),
        shade(8.0, 0.25).at(0.0, 8.0),
        Layer::shape(Shape::rect(1240.0, 600.0, 44.0), paper),
        icon(),
        rising(
            rounds,
            0.35,
            -62.0,
            words(
                "Launch day is here",
                Face::Headline,
                112.0,
                Align::Centre,
                0x191432,
            ),
        ),
        rising(
            rounds,
            0.55,
            78.0,
            words(
                "Everything your team needs, in one place",
                Face::Line,
                42.0,
                Align::Centre,
                0x4b4669,
            ),
        ),
        button(),
    ])
    .moved(motion)
    .opacity(seen)
}

fn icon() -> Layer {
    let tile = [colour(0xff7850), colour(0xe63282)];
    let tile = Paint::linear((-75.0, -75.0), (75.0, 75.0), &tile);
    let mut star = Vec::new();
    for corner in 0..10 {
        let angle = f64::from(corner) * core::f64::consts::PI / 5.0;
        let radius = if corner % 2 == 0 { 50.0 } else { 22.0 };
        star.push((libm::sin(angle) * radius, -libm::cos(angle) * radius));
    }
    let turn = Track::fixed(0.0).swaying(8.0, 0.4, 0.25);
    Layer::group(vec![
        Layer::new(Kind::BoxShadow {
            width: 150.0,
            height: 150.0,
            radius: 38.0,
            blur: Track::fixed(15.0),
            colour: colour(0xb41e5a).alpha(0.4),
        })
        .at(0.0, 14.0),
        Layer::shape(Shape::rect(150.0, 150.0, 38.0), tile),
        Layer::shape(Shape::polygon(&star), Paint::Flat(colour(0xffffff))),
    ])
    .moved(Motion::still(0.0, -170.0).turned(turn))
}

fn button() -> Layer {
    let fill = Paint::Linear {
        from: (-160.0, 0.0),
        to: (160.0, 0.0),
        stops: vec![
            Stop {
                at: 0.0,
                colour: colour(0x5a3cf0),
            },
            Stop {
                at: 1.0,
                colour: colour(0x963cf0),
            },
        ],
    };
    Layer::group(vec![
        Layer::shape(Shape::rect(320.0, 88.0, 44.0), fill),
        Layer::new(Kind::Text(words(
            "Try it free",
            Face::Line,
            36.0,
            Align::Centre,
            0xffffff,
        )))
        .at(0.0, -23.0),
    ])
    .at(0.0, 218.0)
}

/// A text that comes up and into sight.
fn rising(rounds: Rounds, starts: f64, y: f64, text: TextLayer) -> Layer {
    let from_to = |from: f64, to: f64| {
        rounds.track(&[
            (0.0, from, Ease::Hold),
            (starts, from, Ease::Hold),
            (starts + 0.8, to, Ease::Out),
        ])
    };
    let mut motion = Motion::still(0.0, y);
    motion.y = from_to(y + 44.0, y);
    Layer::new(Kind::Text(text))
        .moved(motion)
        .opacity(from_to(0.0, 1.0))
}

/// When a line comes, where it stands, and the line.
type Line = (f64, f64, &'static str, Face, f64, u32);

const LINES: [Line; 5] = [
    (0.2, 140.0, "Every morning", Face::Headline, 136.0, 0xfdfaf3),
    (
        0.8,
        292.0,
        "starts with one idea.",
        Face::Headline,
        136.0,
        0xfdfaf3,
    ),
    (
        1.5,
        444.0,
        "Give it a frame,",
        Face::Headline,
        136.0,
        0xffb347,
    ),
    (
        2.1,
        596.0,
        "then let it out.",
        Face::Headline,
        136.0,
        0xffb347,
    ),
    (
        2.8,
        786.0,
        "Short videos, made in a minute",
        Face::Line,
        54.0,
        0xb9b4dc,
    ),
];

/// Lines whose words rise from behind their line, in rhythm, and a signature that stands.
fn text(rounds: Rounds) -> Vec<Layer> {
    let everything = Shape::rect(1920.0, 1080.0, 0.0);
    let mut layers = vec![
        Layer::shape(everything, Paint::Flat(colour(0x14122b))).at(MIDDLE.0, MIDDLE.1),
        Layer::new(Kind::Text(words(
            "Breakout Clips",
            Face::Line,
            36.0,
            Align::Left,
            0x8c87b4,
        )))
        .at(200.0, 952.0),
    ];
    let lines: Vec<_> = rounds
        .starts()
        .flat_map(|start| LINES.iter().map(move |line| rhythmic(start, line)))
        .collect();
    let mut motion = Motion::still(0.0, 0.0);
    motion.x = rounds.track(&[
        (0.0, 0.0, Ease::Hold),
        (4.5, 0.0, Ease::Hold),
        (5.0, -90.0, Ease::In),
    ]);
    let seen = rounds.track(&[
        (0.0, 1.0, Ease::Hold),
        (4.5, 1.0, Ease::Hold),
        (5.0, 0.0, Ease::Linear),
    ]);
    layers.push(Layer::group(lines).moved(motion).opacity(seen));
    layers
}

fn rhythmic(start: f64, &(enters, y, line, face, size, rgb): &Line) -> Layer {
    let mut text = words(line, face, size, Align::Left, rgb);
    text.enters = Some(start + enters);
    Layer::new(Kind::Text(text))
        .at(200.0, y)
        .during(start, start + ROUND)
}

/// A photo that is larger than the picture, slowly moved and enlarged.
fn photo(rounds: Rounds) -> (Vec<Sprite>, Vec<Layer>) {
    let sprite = Sprite {
        width: 1920.0,
        height: 1280.0,
        picture: Picture::Image(ImageId::new(PHOTO)),
    };
    let mut motion = Motion::still(0.0, 0.0).sized(rounds.to_and_fro(1.04, 1.26));
    motion.x = rounds.to_and_fro(930.0, 1140.0);
    motion.y = rounds.to_and_fro(600.0, 420.0);
    (vec![sprite], vec![Layer::sprite(0).moved(motion)])
}
