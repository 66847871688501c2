//! Where a cut-out ends: on the outline that was found, a little within it, or fading out towards it.
//!
//! Whole numbers only, so that the browser and the workers find the same pixels.

use crate::png_io::Pixels;
use serde::{Deserialize, Serialize};

/// How the outline of a cut-out is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Edge {
    /// As the picture has it.
    #[default]
    AsFound,
    /// A little within: a fringe of the old background goes.
    Closer,
    /// Fading out within the outline, for fur, hair and glass.
    Softer,
}

/// How far from the outline an edge reaches. It is measured by the picture's longer side, since a picture is seen as large
/// however many pixels it has.
struct Reach {
    /// The longer side divided by the blur's radius.
    part: u32,
    /// How much of what lies around has to belong to the subject, of 255: nothing is left below, all is kept above.
    nothing: u32,
    all: u32,
}

impl Edge {
    /// Whether nothing is changed. What was written before there were edges is written the same.
    #[must_use]
    pub fn is_as_found(&self) -> bool {
        *self == Self::AsFound
    }

    const fn reach(self) -> Option<Reach> {
        match self {
            Self::AsFound => None,
            // At a straight outline half of what lies around belongs to the subject: both begin there or farther in.
            Self::Closer => Some(Reach {
                part: 150,
                nothing: 175,
                all: 225,
            }),
            Self::Softer => Some(Reach {
                part: 90,
                nothing: 120,
                all: 250,
            }),
        }
    }

    /// The picture with this edge. No pixel becomes less transparent than it was, because there is no colour behind.
    #[must_use]
    pub(crate) fn of(self, pixels: &Pixels) -> Option<Pixels> {
        let reach = self.reach()?;
        let size = pixels.size;
        let radius = (size.width.max(size.height) / reach.part).max(1);
        let (width, height) = (size.width as usize, size.height as usize);
        let alpha: Vec<u8> = pixels.rgba.iter().skip(3).step_by(4).copied().collect();
        let around = transposed(&blurred(&alpha, width, radius as usize), width);
        let around = transposed(&blurred(&around, height, radius as usize), height);
        let mut rgba = pixels.rgba.clone();
        for (pixel, &share) in rgba.chunks_exact_mut(4).zip(&around) {
            let inside = u32::from(share).clamp(reach.nothing, reach.all) - reach.nothing;
            let most = inside * 255 / (reach.all - reach.nothing);
            pixel[3] = pixel[3].min(most as u8);
        }
        Some(Pixels { size, rgba })
    }
}

/// Every row's running mean, twice, which weighs like a triangle. What touches the border of the picture goes on
/// beyond it: a subject that the photo itself cuts off has no edge there.
fn blurred(values: &[u8], width: usize, radius: usize) -> Vec<u8> {
    let mut out = values.to_vec();
    if width == 0 {
        return out;
    }
    let whole = 2 * radius + 1;
    let mut row = vec![0_u8; width];
    for line in out.chunks_exact_mut(width) {
        for _ in 0..2 {
            row.copy_from_slice(line);
            let at = |index: isize| usize::from(row[index.clamp(0, width as isize - 1) as usize]);
            let reach = radius as isize;
            let mut sum: usize = (-reach..=reach).map(at).sum();
            for (index, value) in line.iter_mut().enumerate() {
                *value = ((sum + radius) / whole) as u8;
                let index = index as isize;
                sum = sum + at(index + reach + 1) - at(index - reach);
            }
        }
    }
    out
}

/// Rows as columns.
fn transposed(values: &[u8], width: usize) -> Vec<u8> {
    let height = values.len() / width.max(1);
    let mut out = Vec::with_capacity(values.len());
    for x in 0..width {
        out.extend((0..height).map(|y| values[y * width + x]));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Size;

    /// A disc on nothing, with a hard outline.
    fn disc(side: u32) -> Pixels {
        let middle = f64::from(side) / 2.0;
        let rgba = (0..side * side)
            .flat_map(|index| {
                let (x, y) = (f64::from(index % side) + 0.5, f64::from(index / side) + 0.5);
                let inside = (x - middle).hypot(y - middle) < middle * 0.8;
                [200, 90, 30, if inside { 255 } else { 0 }]
            })
            .collect();
        Pixels {
            size: Size::new(side, side),
            rgba,
        }
    }

    fn area(pixels: &Pixels) -> u64 {
        let alphas = pixels.rgba.iter().skip(3).step_by(4);
        alphas.map(|&alpha| u64::from(alpha)).sum()
    }

    fn half_clear(pixels: &Pixels) -> usize {
        let alphas = pixels.rgba.iter().skip(3).step_by(4);
        alphas.filter(|&&alpha| (32..224).contains(&alpha)).count()
    }

    #[test]
    fn what_was_found_stays_as_it_is() {
        assert_eq!(Edge::AsFound.of(&disc(64)), None);
    }

    #[test]
    fn a_closer_edge_lies_within_the_outline_and_stays_crisp() {
        let found = disc(480);
        let closer = Edge::Closer.of(&found).expect("another edge");
        let (before, after) = (area(&found), area(&closer));
        assert!(
            after < before && after > before * 95 / 100,
            "{before} {after}"
        );
        let softer = Edge::Softer.of(&found).expect("another edge");
        assert!(area(&softer) < after);
        assert!(half_clear(&closer) * 3 < half_clear(&softer));
    }

    #[test]
    fn no_edge_shows_what_was_clear_or_changes_a_colour() {
        let found = disc(97);
        for edge in [Edge::Closer, Edge::Softer] {
            let drawn = edge.of(&found).expect("another edge");
            for (new, old) in drawn.rgba.chunks_exact(4).zip(found.rgba.chunks_exact(4)) {
                assert_eq!(new[..3], old[..3]);
                assert!(new[3] <= old[3]);
            }
            let middle = (97 * 48 + 48) * 4 + 3;
            assert_eq!(drawn.rgba[middle], 255, "{edge:?}");
        }
    }

    #[test]
    fn where_the_photo_cuts_its_subject_off_there_is_no_edge() {
        let full = Pixels {
            size: Size::new(300, 7),
            rgba: vec![255; 300 * 7 * 4],
        };
        for edge in [Edge::Closer, Edge::Softer] {
            assert_eq!(edge.of(&full), Some(full.clone()), "{edge:?}");
        }
    }
}
