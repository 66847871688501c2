//! How a book ends: standing on the caption, or beside it on its baseline.

use super::caption::FOOT;
use super::{Anchor, Book, Caption, Palette, Pose, burst, fit, safe};
use crate::Format;
use crate::templates::Inputs;
use drawing::scene::{Align, Camera, Ease, Flow, Layer, Look, Track};

/// A caption at the foot of the safe area, in the middle.
pub fn foot_caption(format: Format, size: f64) -> Caption {
    Caption::centred(format, Anchor::Bottom, safe(format).bottom() - FOOT, size)
}

/// A caption, and where and how large a book stands by it.
#[derive(Debug, Clone, Copy)]
pub struct Standing {
    pub caption: Caption,
    /// The most the book may be wide and high.
    pub most: (f64, f64),
    pub x: f64,
    pub foot: f64,
}

impl Standing {
    /// How a standing book is turned and tipped.
    pub const TURNED: (f64, f64) = (-24.0, 7.0);

    /// On a caption of this size, however high that is.
    pub fn on(inputs: &Inputs, size: f64, most: (f64, f64)) -> Self {
        let caption = foot_caption(inputs.format, size);
        Self {
            caption,
            most,
            x: caption.x,
            foot: caption.top(inputs) - 14.0,
        }
    }

    /// Beside a caption whose left, lower edge, width and size are given, a little below its baseline.
    pub const fn beside(
        (left, bottom, width, size): (f64, f64, f64, f64),
        most: (f64, f64),
        x: f64,
    ) -> Self {
        Self {
            caption: Caption {
                x: left,
                y: bottom,
                anchor: Anchor::Bottom,
                width,
                size,
                align: Align::Left,
            },
            most,
            x,
            foot: bottom + 24.0,
        }
    }

    /// How much larger than its sheet the book is.
    pub fn growth(&self, book: &Book) -> f64 {
        let (width, height) = book.size;
        fit(width / height, self.most.0, self.most.1).1 / height
    }

    /// The book as it stands.
    pub fn pose(&self, book: &Book) -> Pose {
        let size = self.growth(book);
        let high = book.stands(book.full(), Self::TURNED, size);
        Pose::new(self.x, self.foot - high, 2.0, size)
    }

    /// The caption, which gives way when the book lands.
    pub fn words(&self, inputs: &Inputs, palette: &Palette, lands: f64) -> Layer {
        let enters = (lands - 0.1, lands + 0.25);
        self.caption
            .layer_struck(inputs, palette.text, enters, Some((lands, 18.0)))
    }

    /// What its landing kicks up.
    pub fn dust(&self, palette: &Palette, lands: f64) -> Layer {
        dust(palette, lands, (self.x, self.foot), self.most.0)
    }

    /// One slow push towards where it will stand.
    pub fn camera(&self, seconds: u32) -> Camera {
        let mut camera = Camera::still(self.x, self.foot - self.most.1 / 2.0);
        camera.zoom = Track::fixed(1.0).to(f64::from(seconds), 1.03, Ease::InOut);
        camera
    }
}

/// Scraps thrown up low and to both sides by something of this width.
pub fn dust(palette: &Palette, lands: f64, at: (f64, f64), wide: f64) -> Layer {
    let flow = Flow::Burst {
        start: lands,
        life: 0.8,
        speed: (wide * 0.4, wide * 1.9),
        spread: 176.0,
        angle: -90.0,
        gravity: 700.0,
    };
    let colours = [palette.paper(), palette.picture.0, palette.accent];
    burst(Look::Scrap, 26, (5.0, 12.0), &colours, flow, at)
}
