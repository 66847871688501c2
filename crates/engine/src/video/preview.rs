//! The smaller rendition: the very same frames, scaled down, with a small mark in the corner.

use crate::Size;

/// Scales opaque RGBA8 frames down with whole-number area weights.
pub struct Shrink {
    from: Size,
    to: Size,
    columns: Vec<(usize, Vec<u32>)>,
    rows: Vec<(usize, Vec<u32>)>,
    band: Vec<u32>,
    pub pixels: Vec<u8>,
}

impl Shrink {
    pub fn new(from: Size, to: Size) -> Self {
        Self {
            from,
            to,
            columns: spans(from.width, to.width),
            rows: spans(from.height, to.height),
            band: vec![0; to.width as usize * 3],
            pixels: vec![255; to.rgba_len()],
        }
    }

    pub fn frame(&mut self, rgba: &[u8]) {
        if self.from == Size::new(self.to.width * 2, self.to.height * 2) {
            self.halve(rgba);
        } else {
            self.weigh(rgba);
        }
    }

    /// What the weights come to when a pixel is made of four, in a tenth of the time.
    fn halve(&mut self, rgba: &[u8]) {
        let stride = self.from.width as usize * 4;
        let rows = self.pixels.chunks_exact_mut(stride / 2);
        for (out, pair) in rows.zip(rgba.chunks_exact(stride * 2)) {
            let (upper, lower) = pair.split_at(stride);
            let sources = upper.chunks_exact(8).zip(lower.chunks_exact(8));
            for (p, (upper, lower)) in out.chunks_exact_mut(4).zip(sources) {
                for i in 0..3 {
                    let sum = [upper[i], upper[i + 4], lower[i], lower[i + 4]].map(u16::from);
                    p[i] = ((sum.iter().sum::<u16>() + 2) / 4) as u8;
                }
            }
        }
    }

    fn weigh(&mut self, rgba: &[u8]) {
        let stride = self.from.width as usize * 4;
        let out_stride = self.to.width as usize * 4;
        for (y, (first, weights)) in self.rows.iter().enumerate() {
            self.band.fill(0);
            for (row, &weight) in rgba[first * stride..].chunks_exact(stride).zip(weights) {
                for (total, (from, weights)) in self.band.chunks_exact_mut(3).zip(&self.columns) {
                    let mut sum = [0_u32; 3];
                    for (p, &w) in row[from * 4..].chunks_exact(4).zip(weights) {
                        sum[0] += u32::from(p[0]) * w;
                        sum[1] += u32::from(p[1]) * w;
                        sum[2] += u32::from(p[2]) * w;
                    }
                    for (t, s) in total.iter_mut().zip(sum) {
                        *t += (s >> 4) * weight;
                    }
                }
            }
            let out = &mut self.pixels[y * out_stride..(y + 1) * out_stride];
            for (p, total) in out.chunks_exact_mut(4).zip(self.band.chunks_exact(3)) {
                for (value, &t) in p.iter_mut().zip(total) {
                    *value = ((t + (1 << 19)) >> 20).min(255) as u8;
                }
            }
        }
    }
}

/// For each target pixel the first source pixel under it and the shares of the sources, of 4,096.
fn spans(from: u32, to: u32) -> Vec<(usize, Vec<u32>)> {
    (0..to)
        .map(|i| {
            let scale = f64::from(from) / f64::from(to);
            let (start, end) = (f64::from(i) * scale, f64::from(i + 1) * scale);
            let first = start as u32;
            let last = (end.ceil() as u32).min(from).max(first + 1);
            let share =
                |p: u32| (end.min(f64::from(p + 1)) - start.max(f64::from(p))).max(0.0) / scale;
            let mut weights: Vec<u32> = (first..last).map(|p| (share(p) * 4096.0) as u32).collect();
            let short = 4096 - weights.iter().sum::<u32>();
            weights[0] += short;
            (first as usize, weights)
        })
        .collect()
}

/// A small play mark in the lower right corner says that this is the preview.
pub fn mark(size: Size, rgba: &mut [u8]) {
    let side = size.width.min(size.height) / 18;
    let margin = side / 2;
    let (x0, y0) = (size.width - margin - side, size.height - margin - side);
    let centre = f64::from(side) / 2.0;
    for y in 0..side {
        for x in 0..side {
            let (dx, dy) = (f64::from(x) + 0.5 - centre, f64::from(y) + 0.5 - centre);
            let edge = (centre - (dx * dx + dy * dy).sqrt()).clamp(0.0, 1.0);
            let left = dx + centre * 0.32;
            let inside = left >= 0.0 && dy.abs() <= centre * 0.5 - left * 0.55;
            let (value, share) = if inside {
                (255.0, edge * 0.9)
            } else {
                (20.0, edge * 0.45)
            };
            let at = ((y0 + y) as usize * size.width as usize + (x0 + x) as usize) * 4;
            for v in &mut rgba[at..at + 3] {
                *v = (f64::from(*v) + (value - f64::from(*v)) * share) as u8;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halving_gives_what_the_weights_give() {
        let (from, to) = (Size::new(64, 36), Size::new(32, 18));
        let mut noise = 1_u32;
        let rgba: Vec<u8> = (0..from.rgba_len())
            .map(|_| {
                noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                (noise >> 24) as u8
            })
            .collect();
        let (mut quick, mut weighed) = (Shrink::new(from, to), Shrink::new(from, to));
        quick.halve(&rgba);
        weighed.weigh(&rgba);
        assert_eq!(quick.pixels, weighed.pixels);
    }
}
