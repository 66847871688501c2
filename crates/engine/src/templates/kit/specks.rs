//! Small things: what a blow kicks up, what hangs in the air, what words condense from.

use crate::Colour;
use drawing::scene::{Flow, Kind, Layer, Look, Particles};

/// Scraps or dots thrown up from a place at a moment.
pub fn burst(
    look: Look,
    count: u32,
    size: (f64, f64),
    colours: &[Colour],
    flow: Flow,
    (x, y): (f64, f64),
) -> Layer {
    Layer::new(Kind::Particles(Particles {
        seed: 11 + u64::from(count),
        count,
        look,
        size,
        colours: colours.to_vec(),
        flow,
    }))
    .at(x, y)
}

/// Motes of light that drift through a whole scene.
pub fn motes(count: u32, colour: Colour, (width, height): (f64, f64)) -> Layer {
    let flow = Flow::Drift {
        width,
        height,
        velocity: (14.0, -26.0),
        sway: 26.0,
        twinkle: 0.7,
    };
    burst(
        Look::Glow,
        count,
        (8.0, 26.0),
        &[colour],
        flow,
        (width / 2.0, height / 2.0),
    )
}

/// Mist that gathers on a box around a place and is gone when it has arrived.
pub fn condense(start: f64, area: (f64, f64), colour: Colour, at: (f64, f64)) -> Layer {
    let flow = Flow::Gather {
        start,
        life: 1.1,
        width: area.0,
        height: area.1,
        reach: 320.0,
    };
    burst(Look::Glow, 80, (26.0, 84.0), &[colour], flow, at)
}
