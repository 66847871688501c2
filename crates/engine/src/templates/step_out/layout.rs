//! Where things stand, for each format on its own.

use super::super::kit::{fit, inset};
use super::Inputs;
use crate::Format;
use crate::frame_art::Inset;
use lettering::headline_breadth;

/// The box of a text: its origin is its top, in the middle or at the left.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TextPlace {
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub size: f64,
    pub lines: u32,
}

/// The places of one format, in units.
pub struct Layout {
    pub height: f64,
    pub frame: Inset,
    /// Width and height of the subject while it is in the frame.
    pub subject: (f64, f64),
    /// How much larger it is where it lands.
    pub growth: f64,
    /// Where its centre comes to rest.
    pub landed: (f64, f64),
    /// The ground it lands on: the top of the caption.
    pub foot: f64,
    pub headline: TextPlace,
    pub line: TextPlace,
    /// Captions stand centred below the frame, or at the left beside it.
    pub centred: bool,
}

/// What differs from format to format.
struct Plan {
    frame: Inset,
    /// The most the landed subject may be wide and high.
    most: (f64, f64),
    /// Where the landed subject wants its centre, and how far to the right it may reach.
    landed_x: f64,
    reach: f64,
    /// Left edge or middle of the caption, and its width.
    text: (f64, f64),
    /// Tops of headlines of one and of two lines, and their sizes at most.
    tops: [(f64, f64); 2],
    line_size: f64,
    centred: bool,
}

impl Layout {
    /// The caption keeps a rule of its own, as the kit's would change the pixels of every clip with a line below its
    /// headline: that sets the line in 0.40 of the headline's size, where each format here has a smaller one, and breaks
    /// and places headlines otherwise.
    pub fn new(inputs: &Inputs, headline: &str) -> Self {
        let plan = plan(inputs.format);
        let ratio = inputs.subject.ratio();
        // What fits one line in the smaller size gets no more: the line below would stand apart from it.
        // A little less than fits: pairs of letters may stand further apart than each by itself says.
        let fitting = |text: &str| 0.98 * plan.text.1 / headline_breadth(text).max(0.1);
        let [one, two] = plan.tops;
        let (lines, (top, most)) = match headline.contains(' ') && fitting(headline) < two.1 {
            true => (2, two),
            false => (1, one),
        };
        let whole = match lines {
            1 => fitting(headline),
            _ => headline.split(' ').map(fitting).fold(most, f64::min),
        };
        let size = whole.min(most);
        let frame = plan.frame;
        // In the frame it is as large as the picture lets it be without touching its sides.
        let subject = fit(ratio, frame.width * 0.80, frame.height * 0.50);
        // Two lines of text leave less room above them.
        let large = fit(ratio, plan.most.0, plan.most.1.min(top - 60.0));
        // It comes to rest leaning back a little, so its heel reaches lower than its middle.
        let foot = top - 0.012 * plan.most.1;
        let lean = large.0 * 0.034;
        let right = plan.reach - large.0 / 2.0;
        let x = plan
            .landed_x
            .max(frame.x + frame.width * 0.5 - large.0 * 0.32)
            .min(right);
        let line_top = top + f64::from(lines) * size * 1.04 + plan.line_size * 0.28;
        Self {
            height: inputs.format.units().1,
            frame,
            subject,
            growth: large.0 / subject.0,
            landed: (x, foot - lean - large.1 / 2.0),
            foot,
            headline: TextPlace {
                x: plan.text.0,
                y: top,
                width: plan.text.1,
                size,
                lines,
            },
            line: TextPlace {
                x: plan.text.0,
                y: line_top,
                width: plan.text.1,
                size: plan.line_size,
                lines: 1,
            },
            centred: plan.centred,
        }
    }

    pub fn frame_top(&self) -> f64 {
        self.frame.top()
    }
}

fn plan(format: Format) -> Plan {
    match format {
        Format::Portrait => Plan {
            frame: inset((540.0, 740.0), (800.0, 930.0)),
            most: (900.0, 720.0),
            landed_x: 570.0,
            reach: 1046.0,
            text: (540.0, 906.0),
            tops: [(1338.0, 124.0), (1254.0, 102.0)],
            line_size: 46.0,
            centred: true,
        },
        Format::Square => Plan {
            frame: inset((470.0, 448.0), (500.0, 560.0)),
            most: (620.0, 520.0),
            landed_x: 690.0,
            reach: 1040.0,
            text: (540.0, 940.0),
            tops: [(824.0, 104.0), (780.0, 84.0)],
            line_size: 40.0,
            centred: true,
        },
        Format::Feed => Plan {
            frame: inset((500.0, 570.0), (640.0, 720.0)),
            most: (800.0, 620.0),
            landed_x: 620.0,
            reach: 1046.0,
            text: (540.0, 940.0),
            tops: [(1030.0, 116.0), (980.0, 94.0)],
            line_size: 44.0,
            centred: true,
        },
        Format::Landscape => Plan {
            frame: inset((560.0, 560.0), (680.0, 780.0)),
            most: (960.0, 600.0),
            landed_x: 1270.0,
            reach: 1860.0,
            text: (990.0, 834.0),
            tops: [(724.0, 136.0), (632.0, 116.0)],
            line_size: 52.0,
            centred: false,
        },
    }
}
