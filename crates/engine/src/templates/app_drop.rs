//! App Drop: three cards peel off a phone's screen, one after the other; the phone tilts back as they leave;
//! they hang apart, and one drops onto the caption.

mod layout;

use super::kit::{
    Act, Handset, Palette, Plane, Pose, Screen, Shade, Space, TALL, burst, on_plane, world,
};
use super::{Category, Inputs, Sample, Style, Template, sample};
use crate::frame_art::{self, Frame, Look};
use crate::leap::sampled;
use crate::{Colour, Format};
use drawing::scene::{
    Camera, Ease, Flow, Kind, Layer, Look as Speck, Motion, Paint, Scene, Shape, Sweep, Track,
};
use layout::{Layout, Stand};

pub const TEMPLATE: Template = Template {
    slug: "app-drop",
    version: 1,
    category: Category::App,
    seconds: 8,
    still_s: 5.0,
    breaks_s: PEEL,
    formats: &Format::ALL,
    styles: &Style::ALL,
    frames: &[],
    backgrounds: &[],
    headline_max: 24,
    line_max: 40,
    sample: Sample {
        picture: sample!("app"),
        headline: "Your day, scored",
        line: "Tempo, free on your phone",
    },
    draw: scene,
};

/// The beats.
const GATHER: f64 = 0.5;
const PEEL: f64 = 0.75;
/// From one card to the next.
const NEXT: f64 = 0.5;
const HANG: f64 = 2.5;
const DROP: f64 = 3.75;
const LAND: f64 = 4.25;
const LIGHT: f64 = 5.5;
const END: f64 = TEMPLATE.seconds as f64;

/// Where the cards lie on the screen, the most important one first.
const PLACES: [(f64, f64, f64, f64); 3] = [
    (0.06, 0.2, 0.94, 0.5),
    (0.06, 0.526, 0.94, 0.716),
    (0.06, 0.742, 0.94, 0.845),
];

/// One card: its sprite, where it is, and how high above what it left.
struct Card {
    sprite: usize,
    peels: f64,
    space: Space,
    height: Track,
}

fn palette(style: Style) -> Palette {
    match style {
        Style::Studio => Palette::of(style, 165.0, 165.0),
        Style::Dusk => Palette::of(style, 275.0, 165.0),
        Style::Bold => Palette::of(style, 158.0, 285.0),
    }
}

fn scene(inputs: &Inputs) -> Scene {
    let palette = palette(inputs.style);
    let ratio = Screen::ratio(&inputs.subject, TALL);
    let layout = Layout::new(inputs, ratio);
    let art = frame_art::draw(
        Frame::Phone,
        layout.phone.0,
        layout.phone.1,
        &Look {
            ground: Paint::Flat(palette.paper()),
            accent: palette.accent,
            figure: None,
        },
    );
    let screen = Screen::new(&inputs.subject, art.picture.width, TALL, &PLACES, &palette);
    let phone = phone(&layout);
    let cards: Vec<_> = (0..PLACES.len())
        .map(|i| card(i, &screen, &layout, &phone))
        .collect();
    let units = inputs.format.units();
    let mut layers = world(&palette, units, layout.rests.at, TEMPLATE.seconds);
    // What hangs higher casts over what hangs lower.
    layers.extend(cards.iter().map(|card| wall_shadow(card, &palette)));
    let handset = Handset {
        art: &art,
        size: layout.phone,
        space: &phone,
        seconds: TEMPLATE.seconds,
    };
    layers.extend(handset.layers(on_screen(&screen, &cards, &phone, &palette)));
    layers.push(dust(&palette, &layout));
    layers.extend(cards.iter().rev().map(drawn));
    layers.push(layout.caption.layer_struck(
        inputs,
        palette.text,
        (LAND - 0.1, LAND + 0.25),
        Some((LAND, 15.0)),
    ));
    let mut camera = Camera::still(layout.rests.at.0, layout.rests.at.1);
    camera.zoom = Track::fixed(1.0).until(PEEL).to(END, 1.03, Ease::InOut);
    let beats = [
        ("screen", 0.0),
        ("peel", PEEL),
        ("hang", HANG),
        ("drop", DROP),
        ("land", LAND),
    ];
    TEMPLATE.film(inputs.format, &beats, camera, (screen.sprites, layers))
}

/// It stands upright, is drawn tight, and tilts back a little more with every card that leaves.
fn phone(layout: &Layout) -> Space {
    let (from, to) = (layout.stands, layout.rests);
    let pose = |share: f64| {
        let between = |a: f64, b: f64| a + (b - a) * share;
        Pose::new(
            between(from.at.0, to.at.0),
            between(from.at.1, to.at.1),
            to.turn * share,
            between(from.size, to.size),
        )
    };
    let angle = |most: f64| {
        [(0.42, 0.0), (0.74, 1.0), (1.0, 2.0)]
            .iter()
            .fold(Track::fixed(0.0).until(PEEL), |track, &(share, i)| {
                track.to(PEEL + NEXT * (i + 1.0), most * share, Ease::SPRING)
            })
            .swaying(most * 0.05, 0.2, 0.0)
    };
    let motion = Act::at(pose(0.0))
        .gather(GATHER, PEEL, layout.phone.1 * 0.012)
        .spring(PEEL + NEXT, pose(0.42))
        .spring(PEEL + 2.0 * NEXT, pose(0.74))
        .spring(PEEL + 3.0 * NEXT, pose(1.0))
        .motion(TEMPLATE.seconds);
    Space {
        motion,
        yaw: angle(to.yaw),
        pitch: angle(to.pitch),
    }
}

/// A card that leaves its place on the screen and hangs before it. The last one drops.
fn card(number: usize, screen: &Screen, layout: &Layout, phone: &Space) -> Card {
    let (sprite, place) = screen.cards[number];
    let peels = PEEL + NEXT * number as f64;
    let hangs = layout.hangs[number];
    let drops = number + 1 == PLACES.len();
    let last = if drops {
        layout.landed(place.height)
    } else {
        hangs
    };
    let free = Track::fixed(0.0)
        .until(peels)
        .to(peels + 1.0, 1.0, Ease::SPRING);
    let fallen = Track::fixed(0.0)
        .until(DROP)
        .to(LAND, if drops { 1.0 } else { 0.0 }, Ease::In);
    let sway = 1.0 + number as f64 * 0.35;
    let mix = |t: f64, home: f64, value: fn(&Stand) -> f64| {
        let (free, fallen) = (free.at(t), fallen.at(t));
        let hung = home + (value(&hangs) - home) * free;
        hung + (value(&last) - hung) * fallen
    };
    let home = |t: f64| phone.face(t, 0.0).point(place.x, place.y);
    // A card that is to drop draws itself up first.
    let drawn_up = Track::fixed(0.0)
        .until(DROP - 0.25)
        .to(DROP, if drops { -22.0 } else { 0.0 }, Ease::InOut)
        .to(LAND, 0.0, Ease::In);
    let along = |value: &dyn Fn(f64) -> f64| sampled(END, value);
    let hover = |t: f64| (1.0 - fallen.at(t)) * free.at(t);
    let mut y = along(&|t| {
        let breath = libm::sin((t * 0.36 + 0.3 * number as f64) * core::f64::consts::TAU);
        mix(t, home(t).1, |s| s.at.1) + drawn_up.at(t) + breath * 5.0 * sway * hover(t)
    });
    if drops {
        y = y.struck(LAND, 10.0, 2.2, 6.5);
    }
    let size = along(&|t| mix(t, phone.motion.scale_x.at(t), |s| s.size));
    let motion = Motion {
        x: along(&|t| mix(t, home(t).0, |s| s.at.0)),
        y,
        turn: along(&|t| mix(t, phone.motion.turn.at(t), |s| s.turn)),
        scale_x: size.clone(),
        scale_y: size,
    };
    Card {
        sprite,
        peels,
        space: Space {
            motion,
            yaw: along(&|t| mix(t, phone.yaw.at(t), |s| s.yaw)),
            pitch: along(&|t| mix(t, phone.pitch.at(t), |s| s.pitch)),
        },
        height: along(&|t| (free.at(t) * (1.0 - 0.8 * fallen.at(t))).clamp(0.0, 1.2)),
    }
}

fn drawn(card: &Card) -> Layer {
    let sweep = Sweep {
        from: LIGHT,
        until: LIGHT + 0.9,
        strength: 0.55,
    };
    let face = Layer::new(Kind::Sprite {
        sprite: card.sprite,
        sweep: Some(sweep),
    });
    on_plane(vec![face], TEMPLATE.seconds, |t| card.space.face(t, 0.0)).during(card.peels, END)
}

fn cast(card: &Card, blur: Track, colour: Colour) -> Layer {
    Layer::new(Kind::CastShadow {
        sprite: card.sprite,
        blur,
        colour,
    })
}

fn wall_shadow(card: &Card, palette: &Palette) -> Layer {
    let told = Shade::WALL.told(&card.height, palette);
    let shadow = cast(card, told.blur, palette.shade);
    on_plane(vec![shadow], TEMPLATE.seconds, |t| {
        let far = card.height.at(t);
        let offset = (told.x.0 + told.x.1 * far, told.y.0 + told.y.1 * far);
        card.space.face(t, 0.0).lifted(offset, 1.0)
    })
    .opacity(told.opacity)
    .during(card.peels, END)
}

/// The screen, the places the cards left, and their shadows on it.
fn on_screen(screen: &Screen, cards: &[Card], phone: &Space, palette: &Palette) -> Vec<Layer> {
    let mut layers = vec![Layer::sprite(screen.sheet)];
    for (card, (_, place)) in cards.iter().zip(&screen.cards) {
        let radius = (screen.size.0 * 0.066).min(place.height * 0.36);
        let hole = Shape::rect(place.width, place.height, radius);
        let left = palette.halo.mix(palette.shade, 0.22);
        layers.push(
            Layer::shape(hole, Paint::Flat(left))
                .at(place.x, place.y)
                .during(card.peels, END),
        );
    }
    for card in cards {
        let told = Shade::FRAME.told(&card.height, palette);
        let shadow = cast(card, told.blur, palette.shade);
        // It falls on the screen, wherever that is turned to.
        let placed = on_plane(vec![shadow], TEMPLATE.seconds, |t| {
            let far = card.height.at(t);
            let at = phone.face(t, 0.0).inverse(card.space.middle(t));
            let size = card.space.motion.scale_x.at(t) / phone.motion.scale_x.at(t);
            Plane {
                at: (
                    at.0 + told.x.0 + told.x.1 * far,
                    at.1 + told.y.0 + told.y.1 * 1.6 * far,
                ),
                right: (size, 0.0),
                down: (0.0, size),
            }
        });
        layers.push(placed.opacity(told.opacity).during(card.peels, END));
    }
    layers
}

fn dust(palette: &Palette, layout: &Layout) -> Layer {
    let flow = Flow::Burst {
        start: LAND,
        life: 0.7,
        speed: (200.0, 1100.0),
        spread: 176.0,
        angle: -90.0,
        gravity: 800.0,
    };
    let colours = [palette.paper(), palette.accent, palette.picture.0];
    burst(
        Speck::Scrap,
        22,
        (5.0, 11.0),
        &colours,
        flow,
        layout.ground(),
    )
}
