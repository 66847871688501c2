//! Where card, quotation mark, door and book are in each format.

use super::super::kit::{Anchor, Caption};
use crate::Format;
use crate::frame_art::Inset;
use crate::templates::Inputs;
use drawing::scene::Align;

pub struct Layout {
    pub card: Inset,
    /// The middle of the quotation mark above the text, and its height.
    pub mark: (f64, f64, f64),
    /// The middle of the door it becomes, and its height.
    pub door: (f64, f64, f64),
    /// The praise and who gave it.
    pub caption: Caption,
    /// The most the book may be wide and high before the card, its middle and its foot.
    pub most: (f64, f64),
    pub x: f64,
    pub foot: f64,
}

/// The least room between the praise and the book below it.
const GAP: f64 = 48.0;

pub fn layout(inputs: &Inputs) -> Layout {
    let mut layout = placed(inputs.format);
    // Where the book stands below the praise it leaves it free, however long that is.
    if matches!(inputs.format, Format::Portrait | Format::Feed) {
        let praise = layout.caption.top(inputs) + layout.caption.height(inputs);
        layout.most.1 = layout.most.1.min(layout.foot - praise - GAP);
    }
    layout
}

fn placed(format: Format) -> Layout {
    let inset = |x, y, width, height| Inset {
        x,
        y,
        width,
        height,
    };
    let caption = |x, y, width, size| Caption {
        x,
        y,
        anchor: Anchor::Top,
        width,
        size,
        align: Align::Left,
    };
    match format {
        Format::Portrait => Layout {
            card: inset(540.0, 770.0, 900.0, 1080.0),
            mark: (272.0, 350.0, 180.0),
            door: (540.0, 1040.0, 480.0),
            caption: caption(168.0, 474.0, 752.0, 116.0),
            most: (660.0, 760.0),
            x: 560.0,
            foot: 1490.0,
        },
        Format::Square => Layout {
            card: inset(540.0, 500.0, 960.0, 780.0),
            mark: (220.0, 244.0, 164.0),
            door: (784.0, 640.0, 330.0),
            caption: caption(126.0, 368.0, 408.0, 88.0),
            most: (420.0, 640.0),
            x: 790.0,
            foot: 1012.0,
        },
        Format::Feed => Layout {
            card: inset(540.0, 560.0, 940.0, 940.0),
            mark: (224.0, 196.0, 140.0),
            door: (540.0, 800.0, 400.0),
            caption: caption(142.0, 286.0, 800.0, 98.0),
            most: (600.0, 620.0),
            x: 560.0,
            foot: 1236.0,
        },
        Format::Landscape => Layout {
            card: inset(960.0, 500.0, 1560.0, 780.0),
            mark: (376.0, 280.0, 220.0),
            door: (1390.0, 570.0, 500.0),
            caption: caption(250.0, 440.0, 710.0, 132.0),
            most: (640.0, 740.0),
            x: 1390.0,
            foot: 1020.0,
        },
    }
}
