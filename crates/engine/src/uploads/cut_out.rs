//! Finding the subject in a photo whose ground is calm: a product before a wall, a sweep of paper, a sky.
//!
//! The picture's border says what the ground looks like. From there the ground is flooded inward over
//! pixels like it and without an edge; what it does not reach is the subject, all its parts of some size
//! together, and where the ground is seen through it again it is opened. If the border is too
//! lively or what is left is no plausible subject, there is no cut-out: none is better than a bad one.

mod openings;
mod parts;

use super::CutOut;
use super::mask::Mask;
use crate::Size;
use drawing::png_io;
use image::RgbaImage;
use parts::Parts;

/// How far two colours may lie apart to be the same ground (sum of squares over the channels).
const SAME: i32 = 34 * 34;
/// How far a step from one pixel to the next may go without being an edge.
const STEP: i32 = 18 * 18;
/// The share of the border that must look like ground.
const CALM: f64 = 0.86;
/// The shares of the picture a subject may fill.
const SUBJECT: std::ops::Range<f64> = 0.02..0.85;

/// The subject before a calm ground, trimmed to its outline.
pub fn find(picture: &RgbaImage) -> Option<CutOut> {
    let grounds = Grounds::of(picture)?;
    let ground = flood(picture, &grounds);
    let parts = Parts::beside(&ground, picture.width() as usize);
    let mut subject = parts.subject();
    let share = subject.iter().filter(|&&inside| inside).count() as f64 / subject.len() as f64;
    if !SUBJECT.contains(&share) || touches_border(&subject, picture) {
        return None;
    }
    for pixel in openings::find(picture, &grounds, &ground, &parts) {
        subject[pixel] = false;
    }
    trimmed(&soften(picture, &subject))
}

/// The subject as a mask has it, trimmed to its outline. A mask of only black and white is softened as ours is; one with
/// shades has said itself where the outline is soft.
pub fn masked(picture: &RgbaImage, mask: &Mask) -> Option<CutOut> {
    if let Some(subject) = mask.as_hard() {
        return trimmed(&soften(picture, &subject));
    }
    let mut out = picture.clone();
    for (pixel, &share) in out.pixels_mut().zip(mask.shares()) {
        pixel.0[3] = share;
    }
    trimmed(&out)
}

fn distance(a: [u8; 4], b: [u8; 4]) -> i32 {
    (0..3)
        .map(|i| (i32::from(a[i]) - i32::from(b[i])).pow(2))
        .sum()
}

/// The border's pixels, corner to corner.
fn border(picture: &RgbaImage) -> Vec<(u32, u32)> {
    let (w, h) = picture.dimensions();
    let rows = (0..w).flat_map(|x| [(x, 0), (x, h - 1)]);
    rows.chain((0..h).flat_map(|y| [(0, y), (w - 1, y)]))
        .collect()
}

/// The colours the ground is made of: at most four.
struct Grounds(Vec<[u8; 4]>);

impl Grounds {
    /// Those of the border, or nothing if it is too lively.
    fn of(picture: &RgbaImage) -> Option<Self> {
        let border = border(picture);
        let mut groups: Vec<([u8; 4], usize)> = Vec::new();
        for &(x, y) in border.iter().step_by(3) {
            let colour = picture.get_pixel(x, y).0;
            match groups
                .iter_mut()
                .find(|(known, _)| distance(*known, colour) < SAME)
            {
                Some((_, count)) => *count += 1,
                None => groups.push((colour, 1)),
            }
        }
        groups.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        groups.truncate(4);
        let known = groups.iter().map(|(_, count)| count).sum::<usize>() as f64;
        (known / border.iter().step_by(3).count() as f64 >= CALM)
            .then(|| Self(groups.into_iter().map(|(colour, _)| colour).collect()))
    }

    /// Whether the ground has this colour.
    fn has(&self, colour: [u8; 4]) -> bool {
        self.0.iter().any(|&known| distance(known, colour) < SAME)
    }

    /// Whether a colour is so near that the ground may drift to it, as in a gradient.
    fn is_near(&self, colour: [u8; 4]) -> bool {
        let mut known = self.0.iter();
        known.any(|&known| distance(known, colour) < SAME * 4)
    }

    /// Whether the ground goes on from a pixel of it to the next one.
    fn goes_on(&self, here: [u8; 4], next: [u8; 4]) -> bool {
        let step = distance(here, next);
        // A gradient may drift away from the border's colours, but only in small steps.
        let drifts = || step < STEP / 9 && self.is_near(next);
        step < STEP && (self.has(next) || drifts())
    }
}

/// The pixels beside one of a picture `w` wide with `count` pixels.
fn beside(i: usize, w: usize, count: usize) -> impl Iterator<Item = usize> {
    let x = i % w;
    let sides = [
        (x > 0).then(|| i - 1),
        (x + 1 < w).then(|| i + 1),
        i.checked_sub(w),
        Some(i + w).filter(|&below| below < count),
    ];
    sides.into_iter().flatten()
}

fn at(picture: &RgbaImage, i: usize) -> [u8; 4] {
    picture.as_raw().as_chunks().0[i]
}

/// Where the ground is, as far as it can be reached from the border.
fn flood(picture: &RgbaImage, grounds: &Grounds) -> Vec<bool> {
    let (w, h) = (picture.width() as usize, picture.height() as usize);
    let mut ground = vec![false; w * h];
    let mut open: Vec<usize> = border(picture)
        .into_iter()
        .map(|(x, y)| y as usize * w + x as usize)
        .filter(|&i| grounds.has(at(picture, i)))
        .collect();
    while let Some(i) = open.pop() {
        if std::mem::replace(&mut ground[i], true) {
            continue;
        }
        let here = at(picture, i);
        for next in beside(i, w, w * h) {
            if !ground[next] && grounds.goes_on(here, at(picture, next)) {
                open.push(next);
            }
        }
    }
    ground
}

/// A subject that runs out of the picture on more than a small stretch cannot be cut out whole.
fn touches_border(subject: &[bool], picture: &RgbaImage) -> bool {
    let w = picture.width() as usize;
    let border = border(picture);
    let touched = border
        .iter()
        .filter(|&&(x, y)| subject[y as usize * w + x as usize])
        .count();
    touched as f64 > border.len() as f64 * 0.12
}

/// The picture with the subject's mask as alpha: one pixel tighter than it was found, with a soft edge.
fn soften(picture: &RgbaImage, subject: &[bool]) -> RgbaImage {
    let (w, h) = (picture.width() as i64, picture.height() as i64);
    let mut out = picture.clone();
    for (x, y, pixel) in out.enumerate_pixels_mut() {
        let mut inside = 0_u32;
        for dy in -2..=2_i64 {
            for dx in -2..=2_i64 {
                let (px, py) = (i64::from(x) + dx, i64::from(y) + dy);
                let within = px >= 0 && py >= 0 && px < w && py < h;
                inside += u32::from(within && subject[(py * w + px) as usize]);
            }
        }
        // Of 25 neighbours: up to 13 is outside the tightened outline, 23 and more is inside.
        pixel.0[3] = (inside.saturating_sub(12) * 255 / 11).min(255) as u8;
    }
    out
}

/// The part of the picture that is seen, with a margin of one pixel.
pub fn trimmed(picture: &RgbaImage) -> Option<CutOut> {
    let (mut x0, mut y0, mut x1, mut y1) = (u32::MAX, u32::MAX, 0, 0);
    for (x, y, p) in picture.enumerate_pixels() {
        if p.0[3] > 8 {
            (x0, y0, x1, y1) = (x0.min(x), y0.min(y), x1.max(x), y1.max(y));
        }
    }
    if x0 > x1 {
        return None;
    }
    let (x0, y0) = (x0.saturating_sub(1), y0.saturating_sub(1));
    let (x1, y1) = (
        (x1 + 1).min(picture.width() - 1),
        (y1 + 1).min(picture.height() - 1),
    );
    let part = image::imageops::crop_imm(picture, x0, y0, x1 - x0 + 1, y1 - y0 + 1).to_image();
    let size = Size::new(part.width(), part.height());
    (size.width >= 16 && size.height >= 16).then(|| CutOut {
        width: size.width,
        height: size.height,
        png: png_io::encode(size, part.as_raw()),
    })
}

#[cfg(test)]
mod tests;
