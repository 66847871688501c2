//! The smaller rendition: the very same frames, scaled down, with a small mark in the corner.

use super::encode::{Packet, SegmentEncoder};
use super::frames::Frame;
use crate::{RenderError, Size};

/// So many rows are scaled and converted at a time, an even number: they stay in the processor's cache, and nobody needs
/// memory for all of them.
const BAND: u32 = 16;

/// Encodes one segment of the smaller rendition.
pub struct Preview {
    encoder: SegmentEncoder,
    shrink: Shrink,
    size: Size,
    band: Vec<u8>,
}

impl Preview {
    /// Of frames of a size, at a smaller one.
    pub fn new(full: Size, size: Size) -> Result<Self, RenderError> {
        Ok(Self {
            encoder: SegmentEncoder::new(size)?,
            shrink: Shrink::new(full, size),
            size,
            band: vec![255; Size::new(size.width, BAND).rgba_len()],
        })
    }

    /// The next frame as a packet, as [`SegmentEncoder::encode`] gives it.
    pub fn encode(&mut self, frame: Frame) -> Result<Packet, RenderError> {
        let Self {
            encoder,
            shrink,
            size,
            band,
        } = self;
        encoder.encode_drawn(frame.repeated, |planes| {
            for first in (0..size.height).step_by(BAND as usize) {
                let rows = BAND.min(size.height - first);
                let band = &mut band[..Size::new(size.width, rows).rgba_len()];
                shrink.rows(frame.rgba, first, band);
                mark(*size, first, band);
                planes.put(first, band)?;
            }
            Ok(())
        })
    }
}

/// Scales opaque RGBA8 frames down with whole-number area weights.
pub struct Shrink {
    from: Size,
    to: Size,
    columns: Vec<(usize, Vec<u32>)>,
    rows: Vec<(usize, Vec<u32>)>,
    sums: Vec<u32>,
}

impl Shrink {
    pub fn new(from: Size, to: Size) -> Self {
        Self {
            from,
            to,
            columns: spans(from.width, to.width),
            rows: spans(from.height, to.height),
            sums: vec![0; to.width as usize * 3],
        }
    }

    /// The whole frame.
    pub fn frame(&mut self, rgba: &[u8]) -> Vec<u8> {
        let mut pixels = vec![255; self.to.rgba_len()];
        self.rows(rgba, 0, &mut pixels);
        pixels
    }

    /// The rows of the smaller frame from `first` on, as many as `out` has room for. Its alpha is left as it is.
    pub fn rows(&mut self, rgba: &[u8], first: u32, out: &mut [u8]) {
        if self.from == Size::new(self.to.width * 2, self.to.height * 2) {
            self.halve(rgba, first as usize, out);
        } else {
            self.weigh(rgba, first as usize, out);
        }
    }

    /// What the weights come to when a pixel is made of four, in a tenth of the time.
    fn halve(&self, rgba: &[u8], first: usize, out: &mut [u8]) {
        let stride = self.from.width as usize * 4;
        let rows = out.chunks_exact_mut(stride / 2);
        for (out, pair) in rows.zip(rgba.chunks_exact(stride * 2).skip(first)) {
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

    fn weigh(&mut self, rgba: &[u8], first: usize, out: &mut [u8]) {
        let stride = self.from.width as usize * 4;
        let rows = out.chunks_exact_mut(self.to.width as usize * 4);
        for (out, (first, weights)) in rows.zip(self.rows.iter().skip(first)) {
            self.sums.fill(0);
            for (row, &weight) in rgba[first * stride..].chunks_exact(stride).zip(weights) {
                for (total, (from, weights)) in self.sums.chunks_exact_mut(3).zip(&self.columns) {
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
            for (p, total) in out.chunks_exact_mut(4).zip(self.sums.chunks_exact(3)) {
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

/// A small play mark in the lower right corner says that this is the preview. Drawn is what of it lies in a band of the
/// picture's rows, those from `first` on.
fn mark(size: Size, first: u32, band: &mut [u8]) {
    let side = size.width.min(size.height) / 18;
    let margin = side / 2;
    let (x0, y0) = (size.width - margin - side, size.height - margin - side);
    let centre = f64::from(side) / 2.0;
    for (row, y) in band
        .chunks_exact_mut(size.width as usize * 4)
        .zip(first..)
        .filter(|(_, y)| (y0..y0 + side).contains(y))
    {
        for (pixel, x) in row[x0 as usize * 4..].chunks_exact_mut(4).zip(0..side) {
            let (dx, dy) = (
                f64::from(x) + 0.5 - centre,
                f64::from(y - y0) + 0.5 - centre,
            );
            let edge = (centre - (dx * dx + dy * dy).sqrt()).clamp(0.0, 1.0);
            let left = dx + centre * 0.32;
            let inside = left >= 0.0 && dy.abs() <= centre * 0.5 - left * 0.55;
            let (value, share) = if inside {
                (255.0, edge * 0.9)
            } else {
                (20.0, edge * 0.45)
            };
            for v in &mut pixel[..3] {
                *v = (f64::from(*v) + (value - f64::from(*v)) * share) as u8;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn noise(size: Size) -> Vec<u8> {
        let mut noise = 1_u32;
        (0..size.rgba_len())
            .map(|_| {
                noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                (noise >> 24) as u8
            })
            .collect()
    }

    #[test]
    fn halving_gives_what_the_weights_give() {
        let (from, to) = (Size::new(64, 36), Size::new(32, 18));
        let rgba = noise(from);
        let mut shrink = Shrink::new(from, to);
        let mut weighed = vec![255; to.rgba_len()];
        shrink.weigh(&rgba, 0, &mut weighed);
        assert_eq!(shrink.frame(&rgba), weighed);
    }

    #[test]
    fn bands_make_the_whole_picture_with_its_mark() {
        // Halved and weighed; the mark, of ten rows, lies in two bands, and the last band is a short one.
        let to = Size::new(180, 184);
        for from in [Size::new(360, 368), Size::new(450, 460)] {
            let rgba = noise(from);
            let mut whole = Shrink::new(from, to).frame(&rgba);
            mark(to, 0, &mut whole);
            let mut wanted = SegmentEncoder::new(to).expect("an encoder");
            let wanted = wanted.encode(Frame::new(&whole)).expect("a packet");
            let mut preview = Preview::new(from, to).expect("an encoder");
            let found = preview.encode(Frame::new(&rgba)).expect("a packet");
            assert_eq!(found.data, wanted.data, "from {from:?}");
        }
    }
}
