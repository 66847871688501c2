//! What is in the air.

use super::Style;
use super::direction::Direction;
use super::tones::Tones;
use super::words::Weather;
use crate::Colour;
use drawing::scene::{Flow, Kind, Layer, Look, Particles};

/// Particles behind the subject and a few larger ones before it.
pub fn draw(direction: &Direction, tones: &Tones, w: f64, h: f64) -> (Layer, Layer) {
    let side = direction.side;
    let dark_ground = tones.tint.text().luminance() > 0.5;
    let pale = if dark_ground {
        Colour::hex(0xffffff)
    } else {
        Colour::hex(0x6b7a99)
    };
    let (look, count, size, velocity, sway, twinkle) = match direction.weather {
        Weather::Wind => (
            Look::Streak,
            46,
            (1.5, 5.0),
            (side * 620.0, 40.0 * side),
            30.0,
            0.5,
        ),
        Weather::Stars => (Look::Star, 70, (3.0, 15.0), (side * 8.0, 4.0), 0.0, 0.9),
        Weather::Rain => (
            Look::Streak,
            90,
            (2.5, 5.5),
            (side * 260.0, 2100.0),
            0.0,
            0.2,
        ),
        Weather::Snow => (Look::Dot, 90, (3.0, 11.0), (side * 60.0, 210.0), 60.0, 0.1),
        Weather::Leaves => (
            Look::Scrap,
            34,
            (8.0, 20.0),
            (side * 120.0, 150.0),
            70.0,
            0.0,
        ),
        Weather::Sparks => (
            Look::Glow,
            60,
            (8.0, 34.0),
            (side * 40.0, -170.0),
            40.0,
            0.7,
        ),
        Weather::Motes => (
            Look::Glow,
            34,
            (10.0, 46.0),
            (side * 26.0, -34.0),
            50.0,
            0.6,
        ),
    };
    let colours = match direction.weather {
        Weather::Rain | Weather::Snow => vec![pale.alpha(0.75)],
        Weather::Stars if !dark_ground => vec![tones.light],
        Weather::Wind => tones.specks.iter().map(|c| c.alpha(0.55)).collect(),
        Weather::Motes if direction.style == Style::Studio => {
            vec![Colour::hex(0xffffff).alpha(0.9)]
        }
        _ => tones.specks.clone(),
    };
    let layer = |seed: u64, count: u32, grow: f64| {
        let flow = Flow::Drift {
            width: w * 1.2,
            height: h * 1.2,
            velocity: (velocity.0 * grow, velocity.1 * grow),
            sway,
            twinkle,
        };
        let size = (size.0 * grow, size.1 * grow);
        Layer::new(Kind::Particles(Particles {
            seed: direction.seed ^ seed,
            count,
            look,
            size,
            colours: colours.clone(),
            flow,
        }))
        .at(w / 2.0, h / 2.0)
    };
    (
        layer(1, count, 1.0).depth(0.6),
        layer(2, count / 6, 1.7).depth(1.3),
    )
}
