//! Where phone, message and subject are in each format.

use super::super::kit::{Anchor, Caption};
use crate::Format;
use crate::frame_art::Inset;
use crate::templates::Inputs;
use drawing::scene::Align;

pub struct Layout {
    pub phone: Inset,
    /// The message: the notification that can be read.
    pub message: Inset,
    pub caption: Caption,
    /// The middle and the side of the message's icon.
    pub icon: (f64, f64, f64),
    /// The most the subject may be wide and high on the message, and its middle.
    pub most: (f64, f64),
    pub x: f64,
}

pub fn layout(inputs: &Inputs) -> Layout {
    let inset = |x, y, width, height| Inset {
        x,
        y,
        width,
        height,
    };
    // The message's middle, its lower edge and its width; the size of its words.
    let (phone, (middle, bottom, width, size), most, x) = match inputs.format {
        Format::Portrait => (
            inset(540.0, 690.0, 600.0, 1060.0),
            (540.0, 1520.0, 960.0, 88.0),
            (780.0, 800.0),
            560.0,
        ),
        Format::Square => (
            inset(300.0, 490.0, 420.0, 820.0),
            (540.0, 1010.0, 940.0, 78.0),
            (600.0, 620.0),
            660.0,
        ),
        Format::Feed => (
            inset(540.0, 540.0, 500.0, 880.0),
            (540.0, 1266.0, 960.0, 86.0),
            (700.0, 680.0),
            570.0,
        ),
        Format::Landscape => (
            inset(460.0, 540.0, 470.0, 900.0),
            (1190.0, 946.0, 1240.0, 100.0),
            (800.0, 600.0),
            1080.0,
        ),
    };
    let pad = size * 0.62;
    let icon = size * 1.5;
    let mut caption = Caption {
        x: middle - width / 2.0 + pad * 1.6 + icon,
        y: 0.0,
        anchor: Anchor::Middle,
        width: width - icon - pad * 2.8,
        size,
        align: Align::Left,
    };
    let height = caption.height(inputs).max(icon) + pad * 1.5;
    let message = inset(middle, bottom - height / 2.0, width, height);
    caption.y = message.y;
    Layout {
        phone,
        message,
        caption,
        icon: (middle - width / 2.0 + pad + icon / 2.0, message.y, icon),
        most,
        x,
    }
}
