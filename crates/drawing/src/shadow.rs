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

/// A small alpha mask of a sprite, with a margin for the blur, and the last blurs made of it.
#[derive(Clone)]
pub struct Silhouette {
    mask: Vec<u8>,
    width: usize,
    height: usize,
    /// Mask pixels per unit of the scene.
    density: f64,
    /// What the mask fills, in units from the middle of the sprite.
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
        let (inner_w, inner_h) = (whole(width * density), whole(height * density));
        let pad = whole(margin);
        let (w, h) = (inner_w + 2 * pad, inner_h + 2 * pad);
        let mut mask = vec![0; w * h];
        let data = picture.pixels();
        let size = picture.size();
        let (sw, sh) = (size.width as usize, size.height as usize);
        for y in 0..inner_h {
            let rows = span(y, inner_h, sh);
            for x in 0..inner_w {
                let columns = span(x, inner_w, sw);
                let mut sum = 0_usize;
                for row in rows.clone() {
                    for column in columns.clone() {
                        sum += usize::from(data[(row * sw + column) * 4 + 3]);
                    }
                }
                mask[(y + pad) * w + x + pad] = (sum / (rows.len() * columns.len())) as u8;
            }
        }
        Self {
            mask,
            width: w,
            height: h,
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
        let mask = blur_mask(&self.mask, self.width, self.height, step);
        let blurred = self.trimmed(&mask)?;
        if self.made.len() >= 4 {
            self.made.remove(0);
        }
        self.made.push((step, blurred.clone()));
        Some(blurred)
    }

    /// What of a mask is seen, with a transparent pixel around it, so that it ends softly when it is stretched.
    fn trimmed(&self, mask: &[u8]) -> Option<Blurred> {
        let seen = |x: usize, y: usize| mask[y * self.width + x] > 0;
        let row = |y: &usize| (0..self.width).any(|x| seen(x, *y));
        let column = |x: &usize| (0..self.height).any(|y| seen(*x, y));
        let (left, right) = ends(self.width, column)?;
        let (top, bottom) = ends(self.height, row)?;
        let rgba: Vec<u8> = (top..bottom)
            .flat_map(|y| &mask[y * self.width + left..y * self.width + right])
            .flat_map(|&a| [a, a, a, a])
            .collect();
        let size = Size::new((right - left) as u32, (bottom - top) as u32);
        let at = |x: usize, y: usize| {
            (
                self.place.x0 + x as f64 / self.width as f64 * self.place.width(),
                self.place.y0 + y as f64 / self.height as f64 * self.place.height(),
            )
        };
        Some(Blurred {
            place: Rect::from_points(at(left, top), at(right, bottom)),
            picture: Picture::from_premultiplied(size, &rgba)?,
        })
    }
}

/// The first and the last of the lines that count, as a range with one more at either side where there is one.
fn ends(lines: usize, mut counts: impl FnMut(&usize) -> bool) -> Option<(usize, usize)> {
    let first = (0..lines).find(&mut counts)?;
    let last = (0..lines).rev().find(&mut counts)?;
    Some((first.saturating_sub(1), (last + 2).min(lines)))
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

/// Three box blurs are a Gaussian to the eye. `sigma16` is its deviation in sixteenths of a pixel.
fn blur_mask(mask: &[u8], width: usize, height: usize, sigma16: u32) -> Vec<u8> {
    // A box of radius r (in 1/256 pixels) three times over has the variance r^2 + r.
    let sigma = f64::from(sigma16) / 16.0;
    let radius = ((sigma * sigma + 0.25).sqrt() - 0.5).max(0.0);
    let radius256 = (radius * 256.0) as u32;
    let mut a: Vec<u16> = mask.iter().map(|&v| u16::from(v) << 7).collect();
    let mut b = vec![0_u16; a.len()];
    for _ in 0..3 {
        box_rows(&a, &mut b, width, height, radius256);
        transpose(&b, &mut a, width, height);
        box_rows(&a, &mut b, height, width, radius256);
        transpose(&b, &mut a, height, width);
    }
    a.iter().map(|&v| ((v + 64) >> 7).min(255) as u8).collect()
}

fn box_rows(from: &[u16], to: &mut [u16], width: usize, height: usize, radius256: u32) {
    let whole = (radius256 >> 8) as isize;
    let part = u64::from(radius256 & 255);
    let total = u64::from(2 * radius256 + 256);
    for y in 0..height {
        let row = &from[y * width..(y + 1) * width];
        let get = |x: isize| {
            if x >= 0 && x < width as isize {
                u64::from(row[x as usize])
            } else {
                0
            }
        };
        let mut sum: u64 = (-whole..=whole).map(get).sum();
        for x in 0..width {
            let at = x as isize;
            let edges = get(at - whole - 1) + get(at + whole + 1);
            to[y * width + x] = ((sum * 256 + edges * part + total / 2) / total) as u16;
            sum = sum + get(at + whole + 1) - get(at - whole);
        }
    }
}

fn transpose(from: &[u16], to: &mut [u16], width: usize, height: usize) {
    for y in 0..height {
        for x in 0..width {
            to[x * height + y] = from[y * width + x];
        }
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
        let blurred = blur_mask(&mask, w, h, 48);
        let sum = |m: &[u8]| m.iter().map(|&v| u64::from(v)).sum::<u64>();
        assert!(sum(&blurred).abs_diff(sum(&mask)) * 50 < sum(&mask));
        assert!(blurred[24 * w + 20] > 0 && blurred[24 * w + 32] < 255);
        assert_eq!(blur_mask(&mask, w, h, 0), mask);
    }
}
