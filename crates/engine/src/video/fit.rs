//! Scaling opaque pictures so that they cover another size, cropped evenly on both sides.

use crate::Size;
use drawing::triangle::{ONE, weights};

/// The first source pixel under each target pixel, and the weights from there on.
type Taps = Vec<(usize, Vec<u32>)>;

/// A way from one size to another.
pub struct Fit {
    from: Size,
    to: Size,
    ratio: f64,
    columns: Taps,
    rows: Taps,
}

impl Fit {
    pub fn covering(from: Size, to: Size) -> Self {
        let share = |to: u32, from: u32| f64::from(to) / f64::from(from.max(1));
        let ratio = share(to.width, from.width).max(share(to.height, from.height));
        Self {
            from,
            to,
            ratio,
            columns: taps(from.width, to.width, ratio),
            rows: taps(from.height, to.height, ratio),
        }
    }

    pub const fn from(&self) -> Size {
        self.from
    }

    /// How many times as large a picture becomes.
    pub const fn enlarges(&self) -> f64 {
        self.ratio
    }

    /// The share of the side that loses most to the crop.
    pub fn leaves(&self) -> f64 {
        let left = |to: u32, from: u32| f64::from(to) / self.ratio / f64::from(from.max(1));
        left(self.to.width, self.from.width).min(left(self.to.height, self.from.height))
    }

    /// The picture, RGBA8, in its new size.
    pub fn frame(&self, rgba: &[u8]) -> Vec<u8> {
        if self.from == self.to {
            return rgba.to_vec();
        }
        let narrow = self.narrowed(rgba);
        let stride = self.to.width as usize * 4;
        let mut out = Vec::with_capacity(self.to.rgba_len());
        let mut sums = vec![0_u32; stride];
        for (first, weights) in &self.rows {
            sums.fill(ONE / 2);
            for (row, &weight) in narrow[first * stride..].chunks_exact(stride).zip(weights) {
                for (sum, &value) in sums.iter_mut().zip(row) {
                    *sum += u32::from(value) * weight;
                }
            }
            out.extend(sums.iter().map(|sum| (sum / ONE).min(255) as u8));
        }
        out
    }

    /// Every row in its new width.
    fn narrowed(&self, rgba: &[u8]) -> Vec<u8> {
        let stride = self.from.width as usize * 4;
        let rows = self.from.height as usize;
        let mut out = Vec::with_capacity(self.to.width as usize * rows * 4);
        for row in rgba.chunks_exact(stride) {
            for (first, weights) in &self.columns {
                let mut sum = [ONE / 2; 4];
                for (pixel, &weight) in row[first * 4..].chunks_exact(4).zip(weights) {
                    for (total, &value) in sum.iter_mut().zip(pixel) {
                        *total += u32::from(value) * weight;
                    }
                }
                out.extend(sum.map(|v| (v / ONE).min(255) as u8));
            }
        }
        out
    }
}

/// The weights of a whole side, the middle of `from` pixels.
fn taps(from: u32, to: u32, ratio: f64) -> Taps {
    let step = 1.0 / ratio;
    let skipped = (f64::from(from) - f64::from(to) * step) / 2.0;
    (0..to)
        .map(|pixel| weights(pixel, step, skipped, from))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_even_picture_stays_even_at_any_size() {
        let even = |size: Size| [200, 100, 50, 255].repeat((size.width * size.height) as usize);
        let from = Size::new(90, 64);
        for to in [
            Size::new(90, 64),
            Size::new(40, 30),
            Size::new(100, 80),
            Size::new(64, 64),
        ] {
            let fit = Fit::covering(from, to);
            assert_eq!(fit.frame(&even(from)), even(to), "{to:?}");
        }
    }

    #[test]
    fn what_is_cropped_is_cropped_on_both_sides() {
        // A picture of columns, dark at the left and light at the right.
        let from = Size::new(100, 10);
        let row: Vec<u8> = (0..100_u8).flat_map(|x| [x, x, x, 255]).collect();
        let fit = Fit::covering(from, Size::new(80, 10));
        assert!((fit.leaves() - 0.8).abs() < 1e-9 && (fit.enlarges() - 1.0).abs() < 1e-9);
        let out = fit.frame(&row.repeat(10));
        assert_eq!((out[0], out[79 * 4]), (10, 89));
    }
}
