//! Where phone, cards and caption are in each format.

use super::super::kit::{Anchor, Caption, foot_caption, phone_size};
use crate::Format;
use crate::scene::Align;
use crate::templates::Inputs;

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

impl Layout {
    /// For a screen of this ratio.
    pub fn new(inputs: &Inputs, ratio: f64) -> Self {
        let beside = |x, y, width, size| Caption {
            x,
            y,
            anchor: Anchor::Top,
            width,
            size,
            align: Align::Left,
        };
        let front = (0.0, 0.0, 0.0);
        let (high, stands, rests, hangs, caption, drop) = match inputs.format {
            Format::Portrait => (
                1130.0,
                stand(540.0, 760.0, front, 1.0),
                stand(470.0, 690.0, (-7.0, 27.0, -32.0), 1.0),
                [
                    stand(600.0, 806.0, (-5.0, 14.0, -12.0), 1.5),
                    stand(760.0, 384.0, (5.0, -8.0, -10.0), 1.12),
                    stand(330.0, 1140.0, (-6.0, 12.0, -8.0), 1.2),
                ],
                foot_caption(inputs.format, 112.0),
                (540.0, 1.4),
            ),
            Format::Square => (
                900.0,
                stand(320.0, 540.0, front, 1.0),
                stand(316.0, 520.0, (-7.0, 27.0, -32.0), 0.92),
                [
                    stand(330.0, 560.0, (-5.0, 14.0, -12.0), 1.30),
                    stand(440.0, 260.0, (5.0, -8.0, -10.0), 0.98),
                    stand(300.0, 860.0, (-6.0, 12.0, -8.0), 1.05),
                ],
                beside(630.0, 590.0, 385.0, 88.0),
                (822.0, 1.02),
            ),
            Format::Feed => (
                980.0,
                stand(540.0, 590.0, front, 1.0),
                stand(470.0, 540.0, (-7.0, 27.0, -32.0), 0.92),
                [
                    stand(570.0, 600.0, (-5.0, 14.0, -12.0), 1.45),
                    stand(760.0, 280.0, (5.0, -8.0, -10.0), 1.1),
                    stand(320.0, 880.0, (-6.0, 12.0, -8.0), 1.2),
                ],
                foot_caption(inputs.format, 104.0),
                (540.0, 1.4),
            ),
            Format::Landscape => (
                960.0,
                stand(560.0, 540.0, front, 1.0),
                stand(500.0, 530.0, (-7.0, 27.0, -32.0), 0.94),
                [
                    stand(560.0, 560.0, (-5.0, 14.0, -12.0), 1.55),
                    stand(770.0, 230.0, (5.0, -8.0, -10.0), 1.12),
                    stand(420.0, 880.0, (-6.0, 12.0, -8.0), 1.2),
                ],
                beside(1050.0, 560.0, 780.0, 128.0),
                (1300.0, 1.32),
            ),
        };
        // As high as there is room for, whatever the screen's ratio.
        let (_, one) = phone_size(1.0, ratio);
        Self {
            phone: phone_size(high / one, ratio),
            stands,
            rests,
            hangs,
            caption,
            top: caption.top(inputs),
            drop,
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
