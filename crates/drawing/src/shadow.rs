//! Soft shadows of any silhouette.
//!
//! A shadow is soft, so a small mask is enough: it is blurred in whole numbers and stretched when it is
//! drawn. That is fast, and equal on every machine.

use crate::Size;
use crate::canvas::{Picture, Rect};

/// The longest side of a mask, without its margin.
const MASK_SIDE: f64 = 224.0;

/// What is smaller than this, in units, has a mask of fewer pixels: the margin for the blur does not shrink with it, and its
/// pixels would be beyond counting.
const SMALLEST: f64 = 40.0;

/// A small alpha mask of a sprite, and the last blurs made of it.
#[derive(Clone)]
pub struct Silhouette {
    mask: Vec<u8>,
    width: usize,
    height: usize,
    /// Room for the widest blur on each side, in mask pixels.
    margin: usize,
    /// Mask pixels per unit of the scene.
    density: f64,
    /// What the mask fills with its margin, in units from the middle of the sprite.
    place: Rect,
    made: Vec<(u32, Blurred)>,
}

/// A blurred mask without the transparent margin that its blur left over.
#[derive(Clone)]
pub struct Blurred {
    /// What it fills, in units from the middle of the sprite.
    pub place: Rect,
    pub picture: Picture,
}

impl Silhouette {
    /// From a sprite's picture and its width and height in units.
    pub fn new(picture: &Picture, width: f64, height: f64) -> Self {
        let density = MASK_SIDE / width.max(height).max(SMALLEST);
        // Room for the widest blur of the house, 60 units.
        let margin = (60.0 * 3.0 * density).ceil().max(2.0);
        let (w, h) = (whole(width * density), whole(height * density));
        let mut mask = vec![0; w * h];
        let data = picture.pixels();
        let size = picture.size();
        let (sw, sh) = (size.width as usize, size.height as usize);
        for y in 0..h {
            let rows = span(y, h, sh);
            for x in 0..w {
                let columns = span(x, w, sw);
                let mut sum = 0_usize;
                for row in rows.clone() {
                    for column in columns.clone() {
                        sum += usize::from(data[(row * sw + column) * 4 + 3]);
                    }
                }
                mask[y * w + x] = (sum / (rows.len() * columns.len())) as u8;
            }
        }
        Self {
            mask,
            width: w,
            height: h,
            margin: whole(margin),
            density,
            place: Rect::from_center_size((0.0, 0.0), (width, height))
                .inflate(margin / density, margin / density),
            made: Vec::new(),
        }
    }

    /// The mask blurred by a standard deviation in units; none if nothing of it is to be seen.
    pub fn blurred(&mut self, blur: f64) -> Option<Blurred> {
        // Steps of a sixteenth of a mask pixel are finer than the eye and let frames share a blur.
        let step = (blur.clamp(0.0, 60.0) * self.density * 16.0) as u32;
        if let Some((_, blurred)) = self.made.iter().find(|(known, _)| *known == step) {
            return Some(blurred.clone());
        }
        let mean = Mean::of_sigma(step);
        // Beyond what three boxes reach nothing arrives, and one pixel of that is needed.
        let margin = self.margin.min(3 * mean.reach() + 1);
        let mut mask = Mask::with_margin(&self.mask, self.width, self.height, margin);
        mask.blur(&mean);
        let blurred = self.trimmed(&mask, self.margin - margin)?;
        if self.made.len() >= 4 {
            self.made.remove(0);
        }
        self.made.push((step, blurred.clone()));
        Some(blurred)
    }

    /// What of a blurred mask is seen, with a transparent pixel around it, so that it ends softly when it is stretched.
    /// The mask begins so many pixels within the margin.
    fn trimmed(&self, mask: &Mask, within: usize) -> Option<Blurred> {
        let mut columns = vec![0; mask.width];
        for row in mask.rows() {
            columns
                .iter_mut()
                .zip(row)
                .for_each(|(most, v)| *most = *v.max(most));
        }
        let seen = |v: &u16| alpha(*v) > 0;
        let (left, right) = ends(columns.iter().map(seen))?;
        let (top, bottom) = ends(mask.rows().map(|row| row.iter().any(seen)))?;
        let mut rgba = vec![0; (right - left) * (bottom - top) * 4];
        for (row, to) in mask
            .rows()
            .skip(top)
            .zip(rgba.chunks_exact_mut((right - left) * 4))
        {
            let pixels = to.chunks_exact_mut(4).zip(&row[left..right]);
            pixels.for_each(|(pixel, v)| pixel.fill(alpha(*v)));
        }
        let size = Size::new((right - left) as u32, (bottom - top) as u32);
        let part = |at: usize, side: usize| (at + within) as f64 / (side + 2 * self.margin) as f64;
        let at = |x: usize, y: usize| {
            (
                self.place.x0 + part(x, self.width) * self.place.width(),
                self.place.y0 + part(y, self.height) * self.place.height(),
            )
        };
        Some(Blurred {
            place: Rect::from_points(at(left, top), at(right, bottom)),
            picture: Picture::from_premultiplied(size, &rgba)?,
        })
    }
}

/// The first and the last of the lines that count, as a range with one more at either side where there is one.
fn ends(
    lines: impl DoubleEndedIterator<Item = bool> + ExactSizeIterator + Clone,
) -> Option<(usize, usize)> {
    let first = lines.clone().position(|counts| counts)?;
    let last = lines.clone().rposition(|counts| counts)?;
    Some((first.saturating_sub(1), (last + 2).min(lines.len())))
}

fn whole(value: f64) -> usize {
    value.max(1.0) as usize
}

/// The source pixels under one mask pixel; at least one.
fn span(i: usize, of: usize, source: usize) -> std::ops::Range<usize> {
    let from = (i * source / of).min(source - 1);
    let to = ((i + 1) * source / of).clamp(from + 1, source);
    from..to
}

fn alpha(value: u16) -> u8 {
    ((value + 64) >> 7).min(255) as u8
}

/// An alpha mask in steps of 1/128, which is blurred in place.
struct Mask {
    width: usize,
    values: Vec<u16>,
    /// What the next pass writes.
    spare: Vec<u16>,
}

impl Mask {
    fn with_margin(mask: &[u8], width: usize, height: usize, margin: usize) -> Self {
        let (w, h) = (width + 2 * margin, height + 2 * margin);
        let mut values = vec![0; w * h];
        let inner = values.chunks_exact_mut(w).skip(margin);
        for (to, from) in inner.zip(mask.chunks_exact(width)) {
            let pixels = to[margin..].iter_mut().zip(from);
            pixels.for_each(|(to, from)| *to = u16::from(*from) << 7);
        }
        Self {
            width: w,
            spare: vec![0; values.len()],
            values,
        }
    }

    fn rows(&self) -> std::slice::ChunksExact<'_, u16> {
        self.values.chunks_exact(self.width)
    }

    /// Three box blurs are a Gaussian to the eye.
    fn blur(&mut self, mean: &Mean) {
        for _ in 0..3 {
            self.blur_rows(mean);
            self.blur_columns(mean);
        }
    }

    fn blur_rows(&mut self, mean: &Mean) {
        let (width, reach) = (self.width, mean.reach());
        let mut padded = vec![0_u16; width + 2 * reach];
        let mut sums = vec![(0_i32, 0_i32); width];
        for (from, to) in self
            .values
            .chunks_exact(width)
            .zip(self.spare.chunks_exact_mut(width))
        {
            padded[reach..reach + width].copy_from_slice(from);
            let mut sum: i32 = padded[1..2 * reach].iter().map(|v| i32::from(*v)).sum();
            let edges = padded.iter().zip(&padded[2 * reach..]);
            for ((sums, (before, after)), leaves) in sums.iter_mut().zip(edges).zip(&padded[1..]) {
                let after = i32::from(*after);
                *sums = (sum, i32::from(*before) + after);
                sum += after - i32::from(*leaves);
            }
            let pixels = to.iter_mut().zip(&sums);
            pixels.for_each(|(to, (sum, edges))| *to = mean.at(*sum, *edges));
        }
        std::mem::swap(&mut self.values, &mut self.spare);
    }

    fn blur_columns(&mut self, mean: &Mean) {
        let (width, reach) = (self.width, mean.reach());
        let nothing = vec![0_u16; width];
        let row = |y: Option<usize>| {
            y.and_then(|y| self.values.get(y * width..(y + 1) * width))
                .unwrap_or(&nothing)
        };
        let mut sums = vec![0_i32; width];
        for from in self.rows().take(reach) {
            sums.iter_mut()
                .zip(from)
                .for_each(|(sum, v)| *sum += i32::from(*v));
        }
        for (y, to) in self.spare.chunks_exact_mut(width).enumerate() {
            let edges = row(y.checked_sub(reach)).iter().zip(row(Some(y + reach)));
            let leaves = row(y.checked_sub(reach - 1));
            let columns = to.iter_mut().zip(&mut sums).zip(edges).zip(leaves);
            for (((to, sum), (before, after)), leaves) in columns {
                let after = i32::from(*after);
                *to = mean.at(*sum, i32::from(*before) + after);
                *sum += after - i32::from(*leaves);
            }
        }
        std::mem::swap(&mut self.values, &mut self.spare);
    }
}

/// The mean of a box: of so many pixels to either side, and of a part of the two after them.
struct Mean {
    whole: usize,
    /// In 1/256.
    part: i32,
    /// One divided by what the box weighs, where a pixel weighs 256.
    weight: f64,
}

impl Mean {
    /// `sigma16` is the deviation of the whole blur in sixteenths of a pixel.
    fn of_sigma(sigma16: u32) -> Self {
        // A box of radius r (in 1/256 pixels) three times over has the variance r^2 + r.
        let sigma = f64::from(sigma16) / 16.0;
        let radius = ((sigma * sigma + 0.25).sqrt() - 0.5).max(0.0);
        Self::of_radius((radius * 256.0) as u32)
    }

    fn of_radius(radius256: u32) -> Self {
        Self {
            whole: (radius256 >> 8) as usize,
            part: (radius256 & 255) as i32,
            weight: 1.0 / f64::from(2 * radius256 + 256),
        }
    }

    /// How many pixels to either side it takes into account.
    const fn reach(&self) -> usize {
        self.whole + 1
    }

    /// From the sum of the whole pixels and that of the two at the edges, rounded to the nearest, halves up.
    fn at(&self, sum: i32, edges: i32) -> u16 {
        // Doubles do this several at a time, and exactly: both sums are whole and below 2^34, and the box weighs less than 2^18, so
        // that the mean is a half or at least 2^-19 away from one. What is added makes halves go up; it is less than that, and
        // more than the product can be wrong. The last sum has no room for fractions: its lowest bits are the whole number.
        const HALVES_UP: f64 = 1.0 / (1 << 25) as f64;
        const NO_FRACTIONS: f64 = (1_u64 << 52) as f64;
        let weighed = f64::from(sum) * 256.0 + f64::from(edges * self.part);
        (weighed * self.weight + HALVES_UP + NO_FRACTIONS).to_bits() as u16
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_blur_keeps_the_amount_of_shadow_and_spreads_it() {
        let (w, h) = (64, 48);
        let mut mask = vec![0; w * h];
        for y in 16..32 {
            for x in 24..40 {
                mask[y * w + x] = 255;
            }
        }
        let blurred = |sigma16: u32| {
            let mut blurred = Mask::with_margin(&mask, w, h, 0);
            blurred.blur(&Mean::of_sigma(sigma16));
            blurred
                .values
                .iter()
                .map(|v| alpha(*v))
                .collect::<Vec<u8>>()
        };
        let soft = blurred(48);
        let sum = |m: &[u8]| m.iter().map(|&v| u64::from(v)).sum::<u64>();
        assert!(sum(&soft).abs_diff(sum(&mask)) * 50 < sum(&mask));
        assert!(soft[24 * w + 20] > 0 && soft[24 * w + 32] < 255);
        assert_eq!(blurred(0), mask);
    }

    /// The mean as it is defined, divided in integers.
    fn mean_at(line: &[u16], at: usize, radius256: u32) -> u16 {
        let (whole, part) = ((radius256 >> 8) as isize, u64::from(radius256 & 255));
        let get = |x: isize| {
            let x = usize::try_from(at as isize + x).ok();
            u64::from(x.and_then(|x| line.get(x)).copied().unwrap_or(0))
        };
        let (sum, total) = (
            (-whole..=whole).map(get).sum::<u64>(),
            u64::from(2 * radius256 + 256),
        );
        let edges = get(-whole - 1) + get(whole + 1);
        ((sum * 256 + edges * part + total / 2) / total) as u16
    }

    #[test]
    fn the_mean_of_a_box_is_exact_in_rows_and_columns() {
        let mut random = crate::rng::Rng::new(7);
        let mut below = |most: u32| (random.unit() * f64::from(most)) as u32;
        for round in 0..300 {
            let (width, height) = (1 + below(90) as usize, 1 + below(90) as usize);
            // Every fourth is as bright as can be, where roundings are closest to the next step.
            let value = |random: u32| {
                if round % 4 == 0 {
                    255 << 7
                } else {
                    random as u16
                }
            };
            let from: Vec<u16> = (0..width * height)
                .map(|_| value(below((255 << 7) + 1)))
                .collect();
            let radius256 = below(if round % 3 == 0 { 340 * 256 } else { 30 * 256 });
            let mean = Mean::of_radius(radius256);
            let blurred = |blur: fn(&mut Mask, &Mean)| {
                let spare = vec![0; from.len()];
                let mut mask = Mask {
                    width,
                    values: from.clone(),
                    spare,
                };
                blur(&mut mask, &mean);
                mask.values
            };
            let (rows, columns) = (blurred(Mask::blur_rows), blurred(Mask::blur_columns));
            for (i, (row, column)) in rows.iter().zip(&columns).enumerate() {
                let (x, y) = (i % width, i / width);
                let down: Vec<u16> = from.iter().skip(x).step_by(width).copied().collect();
                assert_eq!(*row, mean_at(&from[y * width..][..width], x, radius256));
                assert_eq!(*column, mean_at(&down, y, radius256));
            }
        }
    }
}
