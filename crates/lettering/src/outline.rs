//! The outlines of letters, from the tables of the engine's own fonts.
//!
//! skrifa draws every kind of outline there is, varies and hints them, and all of that would have to arrive in a browser
//! before its first frame. Our fonts are TrueType, of one weight, and never hinted, and their letters begin where
//! their outlines do. What they need is read here, rounded to where skrifa puts every point: a test compares all letters of
//! all fonts.

use kurbo::BezPath;
use skrifa::raw::TableProvider;
use skrifa::raw::tables::glyf::{Anchor, CompositeGlyph, Glyf, Glyph, PointFlags, SimpleGlyph};
use skrifa::raw::tables::loca::Loca;
use skrifa::raw::types::{F26Dot6, Fixed, Point};
use skrifa::{FontRef, GlyphId};

/// How deep letters may be made of letters; it ends a font that goes round in circles.
const DEEPEST: u32 = 8;

/// The letters of a font at a size.
pub struct Outlines<'a> {
    glyf: Glyf<'a>,
    loca: Loca<'a>,
    scale: Fixed,
}

/// What has been read of a letter so far.
#[derive(Default)]
struct Contours {
    points: Vec<Point<F26Dot6>>,
    flags: Vec<PointFlags>,
    /// Behind the last point of each.
    ends: Vec<usize>,
}

impl<'a> Outlines<'a> {
    /// None if the font has no outlines of this kind.
    pub fn new(font: &FontRef<'a>, size: f32) -> Option<Self> {
        let units = i32::from(font.head().ok()?.units_per_em());
        Some(Self {
            glyf: font.glyf().ok()?,
            loca: font.loca(None).ok()?,
            scale: Fixed::from_bits((size * 64.0) as i32) / Fixed::from_bits(units),
        })
    }

    /// Adds a letter to a path, its origin at `at`. None if it cannot be read.
    pub fn draw(&self, letter: GlyphId, at: (f64, f64), path: &mut BezPath) -> Option<()> {
        let mut contours = Contours::default();
        self.load(letter, 0, &mut contours)?;
        let Contours {
            points,
            flags,
            ends,
        } = contours;
        let place = |point: Point<F26Dot6>| {
            let (x, y) = (point.x.to_f32(), point.y.to_f32());
            (at.0 + f64::from(x), at.1 - f64::from(y))
        };
        let mut from = 0;
        for end in ends {
            contour(points.get(from..end)?, flags.get(from..end)?, place, path);
            from = end;
        }
        Some(())
    }

    fn scaled(&self, value: i32) -> F26Dot6 {
        F26Dot6::from_bits((Fixed::from_bits(value) * self.scale).to_bits())
    }

    fn load(&self, letter: GlyphId, depth: u32, onto: &mut Contours) -> Option<()> {
        if depth > DEEPEST {
            return None;
        }
        match self.loca.get_glyf(letter, &self.glyf).ok()? {
            Some(Glyph::Simple(glyph)) => self.simple(&glyph, onto),
            Some(Glyph::Composite(glyph)) => self.composite(&glyph, depth, onto),
            None => Some(()),
        }
    }

    fn simple(&self, glyph: &SimpleGlyph<'_>, onto: &mut Contours) -> Option<()> {
        let (first, count) = (onto.points.len(), glyph.num_points());
        let mut units = vec![Point::<i32>::default(); count];
        onto.flags.resize(first + count, PointFlags::default());
        glyph
            .read_points_fast(&mut units, onto.flags.get_mut(first..)?)
            .ok()?;
        let scaled = |point: &Point<i32>| Point::new(self.scaled(point.x), self.scaled(point.y));
        onto.points.extend(units.iter().map(scaled));
        let ends = glyph.end_pts_of_contours().iter();
        onto.ends
            .extend(ends.map(|end| first + usize::from(end.get()) + 1));
        Some(())
    }

    /// A letter of letters, each put somewhere. None of ours turns or stretches them.
    fn composite(&self, glyph: &CompositeGlyph<'_>, depth: u32, onto: &mut Contours) -> Option<()> {
        for part in glyph.components() {
            let first = onto.points.len();
            self.load(part.glyph.into(), depth + 1, onto)?;
            let Anchor::Offset { x, y } = part.anchor else {
                return None;
            };
            let (x, y) = (self.scaled(x.into()), self.scaled(y.into()));
            for point in onto.points.get_mut(first..)? {
                *point = Point::new(point.x + x, point.y + y);
            }
        }
        Some(())
    }
}

/// Adds a closed line of straight parts and quadratic curves. Between two points off the line there is one on it, halfway.
fn contour(
    points: &[Point<F26Dot6>],
    flags: &[PointFlags],
    place: impl Fn(Point<F26Dot6>) -> (f64, f64),
    path: &mut BezPath,
) {
    let (Some((&first, rest)), Some((&last, but_last))) =
        (points.split_first(), points.split_last())
    else {
        return;
    };
    let on = |at: usize| flags.get(at).is_some_and(|flags| flags.is_on_curve());
    let (start, points, number) = if on(0) {
        (first, rest, 1)
    } else if on(points.len() - 1) {
        (last, but_last, 0)
    } else {
        (halfway(last, first), points, 0)
    };
    path.move_to(place(start));
    let mut bend = None;
    for (&point, at) in points.iter().zip(number..) {
        match (bend.take(), on(at)) {
            (None, true) => path.line_to(place(point)),
            (None, false) => bend = Some(point),
            (Some(before), true) => path.quad_to(place(before), place(point)),
            (Some(before), false) => {
                path.quad_to(place(before), place(halfway(before, point)));
                bend = Some(point);
            }
        }
    }
    if let Some(before) = bend {
        path.quad_to(place(before), place(start));
    }
    path.close_path();
}

fn halfway(a: Point<F26Dot6>, b: Point<F26Dot6>) -> Point<F26Dot6> {
    let middle =
        |a: F26Dot6, b: F26Dot6| F26Dot6::from_bits(a.to_bits().wrapping_add(b.to_bits()) / 2);
    Point::new(middle(a.x, b.x), middle(a.y, b.y))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Fonts, fonts};
    use skrifa::MetadataProvider;
    use skrifa::instance::{LocationRef, Size};
    use skrifa::outline::{DrawSettings, OutlinePen};

    /// A path as skrifa draws it.
    struct Pen {
        path: BezPath,
        at: (f64, f64),
    }

    impl Pen {
        fn point(&self, x: f32, y: f32) -> (f64, f64) {
            (self.at.0 + f64::from(x), self.at.1 - f64::from(y))
        }
    }

    impl OutlinePen for Pen {
        fn move_to(&mut self, x: f32, y: f32) {
            self.path.move_to(self.point(x, y));
        }

        fn line_to(&mut self, x: f32, y: f32) {
            self.path.line_to(self.point(x, y));
        }

        fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
            self.path.quad_to(self.point(cx, cy), self.point(x, y));
        }

        fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
            let (a, b) = (self.point(ax, ay), self.point(bx, by));
            self.path.curve_to(a, b, self.point(x, y));
        }

        fn close(&mut self) {
            self.path.close_path();
        }
    }

    #[test]
    fn every_letter_of_every_font_is_drawn_as_skrifa_draws_it() {
        let at = (12.25, 300.5);
        let mut compared = 0;
        for bytes in fonts::stack(&Fonts::default(), true) {
            let font = FontRef::new(bytes.as_ref()).expect("a font");
            let letters = font.maxp().expect("a font").num_glyphs();
            for size in [11.3, 47.94, 136.0] {
                let ours = Outlines::new(&font, size).expect("outlines");
                let theirs = font.outline_glyphs();
                let settings = || DrawSettings::unhinted(Size::new(size), LocationRef::default());
                for letter in (0..u32::from(letters)).map(GlyphId::new) {
                    let path = BezPath::new();
                    let mut pen = Pen { path, at };
                    let wanted = theirs.get(letter).expect("an outline");
                    wanted.draw(settings(), &mut pen).expect("drawn");
                    let mut path = BezPath::new();
                    assert_eq!(ours.draw(letter, at, &mut path), Some(()));
                    assert_eq!(path, pen.path, "letter {letter} at {size}");
                    compared += 1;
                }
            }
        }
        assert!(compared > 12_000, "{compared}");
    }
}
