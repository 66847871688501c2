//! Where phone, cards and caption are in each format.

use super::super::kit::{Anchor, Caption, foot_caption, phone_size};
use crate::Format;
use crate::templates::Inputs;
use drawing::scene::Align;

/// How a thing stands: its middle, its turn on the stage and in space, and its size.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stand {
    pub at: (f64, f64),
    pub turn: f64,
    pub yaw: f64,
    pub pitch: f64,
    pub size: f64,
}

pub struct Layout {
    pub phone: (f64, f64),
    /// The phone upright, and tilted back.
    pub stands: Stand,
    pub rests: Stand,
    /// The cards as they hang before it.
    pub hangs: [Stand; 3],
    pub caption: Caption,
    /// The upper edge of the caption.
    top: f64,
    /// The card on the caption: where its middle is, and its size.
    drop: (f64, f64),
}

const fn stand(x: f64, y: f64, (turn, yaw, pitch): (f64, f64, f64), size: f64) -> Stand {
    Stand {
        at: (x, y),
        turn,
        yaw,
        pitch,
        size,
    }
}

/// The phone tilted back, and the cards as they hang before it, the most important one first.
const TILTED: (f64, f64, f64) = (-7.0, 27.0, -32.0);
const HUNG: [(f64, f64, f64); 3] = [(-5.0, 14.0, -12.0), (5.0, -8.0, -10.0), (-6.0, 12.0, -8.0)];

/// What a format decides: places with sizes.
struct Plan {
    /// How high the phone is.
    high: f64,
    stands: (f64, f64),
    rests: (f64, f64, f64),
    hangs: [(f64, f64, f64); 3],
    caption: Caption,
    drop: (f64, f64),
}

fn plan(format: Format) -> Plan {
    let beside = |x, y, width, size| Caption {
        x,
        y,
        anchor: Anchor::Top,
        width,
        size,
        align: Align::Left,
    };
    match format {
        Format::Portrait => Plan {
            high: 1130.0,
            stands: (540.0, 760.0),
            rests: (470.0, 690.0, 1.0),
            hangs: [
                (600.0, 806.0, 1.5),
                (760.0, 384.0, 1.12),
                (330.0, 1140.0, 1.2),
            ],
            caption: foot_caption(format, 112.0),
            drop: (540.0, 1.4),
        },
        Format::Square => Plan {
            high: 900.0,
            stands: (320.0, 540.0),
            rests: (316.0, 520.0, 0.92),
            hangs: [
                (330.0, 560.0, 1.3),
                (440.0, 260.0, 0.98),
                (300.0, 860.0, 1.05),
            ],
            caption: beside(630.0, 590.0, 385.0, 88.0),
            drop: (822.0, 1.02),
        },
        Format::Feed => Plan {
            high: 980.0,
            stands: (540.0, 590.0),
            rests: (470.0, 540.0, 0.92),
            hangs: [
                (570.0, 600.0, 1.45),
                (760.0, 280.0, 1.1),
                (320.0, 880.0, 1.2),
            ],
            caption: foot_caption(format, 104.0),
            drop: (540.0, 1.4),
        },
        Format::Landscape => Plan {
            high: 960.0,
            stands: (560.0, 540.0),
            rests: (500.0, 530.0, 0.94),
            hangs: [
                (560.0, 560.0, 1.55),
                (770.0, 230.0, 1.12),
                (420.0, 880.0, 1.2),
            ],
            caption: beside(1050.0, 560.0, 774.0, 128.0),
            drop: (1300.0, 1.32),
        },
    }
}

impl Layout {
    /// For a screen of this ratio.
    pub fn new(inputs: &Inputs, ratio: f64) -> Self {
        let plan = plan(inputs.format);
        // As high as there is room for, whatever the screen's ratio.
        let (_, one) = phone_size(1.0, ratio);
        let (x, y, size) = plan.rests;
        Self {
            phone: phone_size(plan.high / one, ratio),
            stands: stand(plan.stands.0, plan.stands.1, (0.0, 0.0, 0.0), 1.0),
            rests: stand(x, y, TILTED, size),
            hangs: std::array::from_fn(|i| {
                let (x, y, size) = plan.hangs[i];
                stand(x, y, HUNG[i], size)
            }),
            caption: plan.caption,
            top: plan.caption.top(inputs),
            drop: plan.drop,
        }
    }

    /// The card of this height as it stands on the caption.
    pub fn landed(&self, height: f64) -> Stand {
        let (x, size) = self.drop;
        stand(
            x,
            self.top - 16.0 - height * size / 2.0,
            (0.0, 0.0, 0.0),
            size,
        )
    }

    pub const fn ground(&self) -> (f64, f64) {
        (self.drop.0, self.top - 14.0)
    }
}
