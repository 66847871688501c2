//! Finding the subject in a photo whose ground is calm: a product before a wall, a sweep of paper, a sky.
//!
//! The picture's border says what the ground looks like. From there the ground is flooded inward over
//! pixels like it and without an edge; what it does not reach is the subject. If the border is too
//! lively or what is left is no plausible subject, there is no cut-out: none is better than a bad one.

use super::CutOut;
use crate::Size;
use drawing::png_io;
use image::RgbaImage;

/// How far two colours may lie apart to be the same ground (sum of squares over the channels).
const SAME: i32 = 34 * 34;
/// How far a step from one pixel to the next may go without being an edge.
const STEP: i32 = 18 * 18;
/// The share of the border that must look like ground.
const CALM: f64 = 0.86;
/// The shares of the picture a subject may fill.
const SUBJECT: std::ops::Range<f64> = 0.02..0.85;

/// The subject, trimmed to its outline: of a transparent picture its own, else found in it.
pub fn find(picture: &RgbaImage, has_transparency: bool) -> Option<CutOut> {
    if has_transparency {
        return trimmed(picture);
    }
    let grounds = grounds(picture)?;
    let ground = flood(picture, &grounds);
    let subject = largest(&ground, picture.width() as usize);
    let share = subject.iter().filter(|&&inside| inside).count() as f64 / subject.len() as f64;
    if !SUBJECT.contains(&share) || touches_border(&subject, picture) {
        return None;
    }
    trimmed(&soften(picture, &subject))
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

/// The colours the border is made of: at most four, or nothing if it is too lively.
fn grounds(picture: &RgbaImage) -> Option<Vec<[u8; 4]>> {
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
        .then(|| groups.into_iter().map(|(colour, _)| colour).collect())
}

/// Where the ground is, as far as it can be reached from the border.
fn flood(picture: &RgbaImage, grounds: &[[u8; 4]]) -> Vec<bool> {
    let (w, h) = (picture.width() as usize, picture.height() as usize);
    let at = |i: usize| picture.get_pixel((i % w) as u32, (i / w) as u32).0;
    let like = |colour| {
        grounds
            .iter()
            .any(|&ground| distance(ground, colour) < SAME)
    };
    let mut ground = vec![false; w * h];
    let mut open: Vec<usize> = border(picture)
        .into_iter()
        .map(|(x, y)| y as usize * w + x as usize)
        .filter(|&i| like(at(i)))
        .collect();
    while let Some(i) = open.pop() {
        if std::mem::replace(&mut ground[i], true) {
            continue;
        }
        let here = at(i);
        let (x, y) = (i % w, i / w);
        let sides = [
            (x > 0).then(|| i - 1),
            (x + 1 < w).then(|| i + 1),
            (y > 0).then(|| i - w),
            (y + 1 < h).then(|| i + w),
        ];
        for next in sides.into_iter().flatten() {
            let colour = at(next);
            // A gradient may drift away from the border's colours, but only in small steps.
            let drifts = distance(here, colour) < STEP / 9
                && grounds.iter().any(|&g| distance(g, colour) < SAME * 4);
            if !ground[next] && distance(here, colour) < STEP && (like(colour) || drifts) {
                open.push(next);
            }
        }
    }
    ground
}

/// The largest part the ground did not reach; holes within it belong to it.
fn largest(ground: &[bool], w: usize) -> Vec<bool> {
    let mut label = vec![0_u32; ground.len()];
    let (mut best, mut most, mut next) = (0, 0, 0);
    for start in 0..ground.len() {
        if ground[start] || label[start] != 0 {
            continue;
        }
        next += 1;
        let (mut count, mut open) = (0_usize, vec![start]);
        while let Some(i) = open.pop() {
            if ground[i] || label[i] != 0 {
                continue;
            }
            label[i] = next;
            count += 1;
            let x = i % w;
            let sides = [
                (x > 0).then(|| i - 1),
                (x + 1 < w).then(|| i + 1),
                i.checked_sub(w),
                Some(i + w),
            ];
            open.extend(sides.into_iter().flatten().filter(|&n| n < ground.len()));
        }
        if count > most {
            (best, most) = (next, count);
        }
    }
    label.into_iter().map(|l| l == best && best != 0).collect()
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
fn trimmed(picture: &RgbaImage) -> Option<CutOut> {
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
