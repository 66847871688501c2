//! Where the window, its key figure and the caption are in each format.

use super::super::kit::{Anchor, Caption, foot_caption};
use crate::Format;
use drawing::scene::Align;

pub struct Layout {
    /// How wide the window is, and its middle while it is flat.
    pub width: f64,
    pub flat: (f64, f64),
    /// Its middle and its size once it is tilted.
    pub tilted: (f64, f64, f64),
    /// Where the key figure ends up, and how wide it is there.
    pub key: (f64, f64, f64),
    pub caption: Caption,
}

pub fn layout(format: Format) -> Layout {
    let caption = |x, y, anchor, width, size, align| Caption {
        x,
        y,
        anchor,
        width,
        size,
        align,
    };
    let below = |size| foot_caption(format, size);
    match format {
        Format::Portrait => Layout {
            width: 940.0,
            flat: (540.0, 700.0),
            tilted: (545.0, 850.0, 1.03),
            key: (540.0, 430.0, 640.0),
            caption: below(112.0),
        },
        Format::Square => Layout {
            width: 900.0,
            flat: (540.0, 480.0),
            tilted: (550.0, 496.0, 0.92),
            key: (404.0, 190.0, 460.0),
            caption: below(92.0),
        },
        Format::Feed => Layout {
            width: 940.0,
            flat: (540.0, 580.0),
            tilted: (545.0, 664.0, 1.03),
            key: (470.0, 282.0, 560.0),
            caption: below(104.0),
        },
        Format::Landscape => Layout {
            width: 1000.0,
            flat: (610.0, 520.0),
            tilted: (600.0, 610.0, 1.04),
            key: (520.0, 262.0, 560.0),
            caption: caption(1190.0, 540.0, Anchor::Middle, 634.0, 116.0, Align::Left),
        },
    }
}
