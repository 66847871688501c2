//! A person's picture as a cover or as a screen: whole, whatever its shape.

use super::fit;
use crate::{Colour, Subject, SubjectKind};
use drawing::scene::{Layer, Paint, Picture, Shape, Sprite};

/// The sprites of a sheet, which of them is the sheet, and its size.
pub struct Sheet {
    pub sprites: Vec<Sprite>,
    pub sprite: usize,
    pub size: (f64, f64),
    /// Whether the picture fills it.
    filled: bool,
}

impl Sheet {
    /// How wide spines are drawn, in units.
    pub const SPINE: f64 = 100.0;
    /// How much wider than a spine the whole picture is that it is the left end of.
    const DRAWN_OUT: f64 = 33.0;
    /// Where the middle of that picture lies, seen from the spine's.
    pub const SPINE_AT: f64 = Self::SPINE * (Self::DRAWN_OUT - 1.0) / 2.0;

    /// The largest sheet within `room` that shows a picture whole. A picture whose ratio is within `ratios`
    /// fills it; of any other the sheet shows some ground.
    pub fn new(
        subject: &Subject,
        room: (f64, f64),
        ratios: (f64, f64),
        ground: (Colour, Colour),
    ) -> Self {
        let ratio = subject.ratio();
        let filled = (ratios.0..=ratios.1).contains(&ratio);
        // A cut-out that has no such shape lies on the ground with a margin.
        let loose = !filled && subject.kind == SubjectKind::CutOut;
        let wanted = if loose {
            libm::sqrt(ratios.0 * ratios.1)
        } else {
            ratio.clamp(ratios.0, ratios.1)
        };
        let size = fit(wanted, room.0, room.1);
        let share = if loose { 0.80 } else { 1.0 };
        let inner = fit(ratio, size.0 * share, size.1 * share);
        let (w, h) = size;
        let paint = Paint::linear((0.0, -h / 2.0), (0.0, h / 2.0), &[ground.0, ground.1]);
        let drawn = vec![
            Layer::shape(Shape::rect(w, h, 0.0), paint),
            Layer::sprite(0),
        ];
        let picture = Sprite {
            width: inner.0,
            height: inner.1,
            picture: subject.picture(),
        };
        let sheet = Sprite {
            width: w,
            height: h,
            picture: Picture::Drawn(drawn),
        };
        Self {
            sprites: vec![picture, sheet],
            sprite: 1,
            size,
            filled,
        }
    }

    /// The sprite of a spine: the left end of a cover that is all picture, drawn out.
    pub fn spine(&mut self, subject: &Subject) -> Option<usize> {
        if !self.filled {
            return None;
        }
        self.sprites.push(Sprite {
            width: Self::SPINE * Self::DRAWN_OUT,
            height: self.size.1,
            picture: subject.picture(),
        });
        Some(self.sprites.len() - 1)
    }
}

/// The ratios books have.
pub const BOOKS: (f64, f64) = (0.56, 1.25);
