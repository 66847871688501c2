//! Where the ground is seen through a subject: within a ring, between a mug and its handle.
//!
//! A white label on a bottle before white paper looks nearly the same, and a label that is missing is worse than a ring that is
//! filled. So a patch is opened only if all of this holds; everything else stays closed.
//!
//! - It has some size, and leaves of its part what makes a rim.
//! - It is blank: print on a label makes gaps in it.
//! - It is compact and ends sharply: a reflection is a strip or fades out.
//! - It has the ground's colour at the same height of the picture within a few levels, in nearly all of its pixels.
//! - It is as smooth or as rough as the ground is there.
//!
//! What these rules cannot tell apart is a blank, sharp patch of exactly the ground's colour, such as an unprinted label that is
//! as overexposed as the paper behind it. It is taken for an opening.

use super::parts::Parts;
use super::{Grounds, at, beside, distance};
use image::RgbaImage;

/// The smallest patch that is opened, in pixels and as one in so many of its part's.
const PIXELS: usize = 64;
const OF_ITS_PART: usize = 100;
/// How many patches are looked at, the largest first. A picture made to have many would cost more time than it is worth.
const AT_MOST: usize = 16;
/// How far the means of patch and ground may lie apart: six levels in each channel.
const NEAR: i32 = 3 * 6 * 6;
/// How far a pixel may lie from the ground's mean: twelve levels in each channel.
const ALIKE: i32 = 3 * 12 * 12;
/// How many pixels beyond its outline a patch has to have ended.
const BEYOND: isize = 3;

/// The pixels of all openings.
pub fn find(picture: &RgbaImage, grounds: &Grounds, ground: &[bool], parts: &Parts) -> Vec<usize> {
    let mut patches = patches(picture, grounds, parts);
    if patches.is_empty() {
        return Vec::new();
    }
    let rows = rows(picture, ground);
    patches.retain(|patch| patch.is_open(picture, grounds, &rows));
    let kept = |patch: &&Patch| {
        let of_its_part = patches.iter().filter(|other| other.part == patch.part);
        let opened: usize = of_its_part.map(|other| other.pixels.len()).sum();
        opened * 4 <= parts.size(patch.part) * 3
    };
    let open = patches.iter().filter(kept);
    open.flat_map(|patch| patch.pixels.iter().copied())
        .collect()
}

/// A connected patch of the ground's colours within a part.
struct Patch {
    part: u32,
    pixels: Vec<usize>,
}

/// The patches of some size, the largest first.
fn patches(picture: &RgbaImage, grounds: &Grounds, parts: &Parts) -> Vec<Patch> {
    let w = picture.width() as usize;
    let count = w * picture.height() as usize;
    let mut seen = vec![false; count];
    let mut found = Vec::new();
    for start in 0..count {
        let Some(part) = parts.of(start) else {
            continue;
        };
        if seen[start] || !grounds.has(at(picture, start)) {
            continue;
        }
        let (mut pixels, mut open) = (Vec::new(), vec![start]);
        while let Some(i) = open.pop() {
            if std::mem::replace(&mut seen[i], true) {
                continue;
            }
            pixels.push(i);
            let here = at(picture, i);
            for next in beside(i, w, count) {
                let within = parts.of(next).is_some() && !seen[next];
                if within && grounds.goes_on(here, at(picture, next)) {
                    open.push(next);
                }
            }
        }
        if pixels.len() >= PIXELS && pixels.len() * OF_ITS_PART >= parts.size(part) {
            found.push(Patch { part, pixels });
        }
    }
    found.sort_by_key(|patch| std::cmp::Reverse(patch.pixels.len()));
    found.truncate(AT_MOST);
    found
}

/// Sums over some pixels, from which their mean colour and their roughness follow.
#[derive(Clone, Copy, Default)]
struct Look {
    pixels: u64,
    colour: [u64; 3],
    /// The steps of light from a pixel to the one on its right, and how many there were.
    steps: u64,
    pairs: u64,
}

impl Look {
    fn add(&mut self, colour: [u8; 4], right: Option<[u8; 4]>) {
        let light = |colour: [u8; 4]| colour[..3].iter().map(|&v| u64::from(v)).sum::<u64>();
        self.pixels += 1;
        for (sum, value) in self.colour.iter_mut().zip(colour) {
            *sum += u64::from(value);
        }
        if let Some(right) = right {
            self.steps += light(colour).abs_diff(light(right));
            self.pairs += 1;
        }
    }

    fn and(self, other: Self) -> Self {
        Self {
            pixels: self.pixels + other.pixels,
            colour: [0, 1, 2].map(|channel| self.colour[channel] + other.colour[channel]),
            steps: self.steps + other.steps,
            pairs: self.pairs + other.pairs,
        }
    }

    fn mean(&self) -> [u8; 4] {
        let mean = |sum: u64| ((sum + self.pixels / 2) / self.pixels.max(1)) as u8;
        let [r, g, b] = self.colour.map(mean);
        [r, g, b, 255]
    }

    /// Whether both are as rough, but for a level of each channel and a factor of two.
    fn is_as_rough_as(&self, other: &Self) -> bool {
        let rough = |look: &Self| look.steps * 100 / look.pairs.max(1);
        let (one, another) = (rough(self), rough(other));
        one <= 2 * another + 300 && another <= 2 * one + 300
    }
}

/// How the ground looks in each row of the picture.
fn rows(picture: &RgbaImage, ground: &[bool]) -> Vec<Look> {
    let w = picture.width() as usize;
    let mut rows = vec![Look::default(); picture.height() as usize];
    for (i, _) in ground.iter().enumerate().filter(|(_, is)| **is) {
        let right = Some(i + 1).filter(|&right| right % w != 0 && ground[right]);
        rows[i / w].add(at(picture, i), right.map(|right| at(picture, right)));
    }
    rows
}

impl Patch {
    fn is_open(&self, picture: &RgbaImage, grounds: &Grounds, rows: &[Look]) -> bool {
        let shape = Shape::of(&self.pixels, picture.width() as usize);
        let ground = rows[shape.top..shape.top + shape.height - 2]
            .iter()
            .fold(Look::default(), |sum, row| sum.and(*row));
        ground.pixels >= self.pixels.len() as u64 / 4
            && shape.is_compact(self.pixels.len())
            && shape.is_blank(self.pixels.len())
            && self.looks_like(&ground, &shape, picture)
            && self.ends_sharply(&shape, picture, grounds)
    }

    /// Whether it looks as the ground does, but for its outline, where both colours mix.
    fn looks_like(&self, ground: &Look, shape: &Shape, picture: &RgbaImage) -> bool {
        let mean = ground.mean();
        let (mut look, mut alike) = (Look::default(), 0);
        for &i in &self.pixels {
            if shape.sides(i).all(|(_, inside)| inside) {
                let colour = at(picture, i);
                look.add(colour, Some(at(picture, i + 1)));
                alike += u64::from(distance(colour, mean) <= ALIKE);
            }
        }
        look.pixels > 0
            && alike * 100 >= look.pixels * 95
            && distance(look.mean(), mean) <= NEAR
            && look.is_as_rough_as(ground)
    }

    /// Whether nearly everywhere something quite unlike the ground stands a few pixels beyond its outline.
    fn ends_sharply(&self, shape: &Shape, picture: &RgbaImage, grounds: &Grounds) -> bool {
        let (w, h) = (picture.width() as isize, picture.height() as isize);
        let (mut ends, mut sharp) = (0, 0);
        for &i in &self.pixels {
            for ((dx, dy), inside) in shape.sides(i) {
                if inside {
                    continue;
                }
                let (x, y) = (i as isize % w + dx * BEYOND, i as isize / w + dy * BEYOND);
                let seen = (0..w).contains(&x) && (0..h).contains(&y);
                ends += 1;
                sharp += usize::from(seen && !grounds.is_near(at(picture, (y * w + x) as usize)));
            }
        }
        sharp * 100 >= ends * 85
    }
}

/// A patch within its bounding box, which has a margin of one pixel.
struct Shape {
    inside: Vec<bool>,
    left: usize,
    top: usize,
    width: usize,
    height: usize,
    /// The width of the picture.
    w: usize,
}

impl Shape {
    fn of(pixels: &[usize], w: usize) -> Self {
        let (mut x0, mut y0, mut x1, mut y1) = (usize::MAX, usize::MAX, 0, 0);
        for i in pixels {
            let (x, y) = (i % w, i / w);
            (x0, y0, x1, y1) = (x0.min(x), y0.min(y), x1.max(x), y1.max(y));
        }
        let mut shape = Self {
            inside: Vec::new(),
            left: x0,
            top: y0,
            width: x1 - x0 + 3,
            height: y1 - y0 + 3,
            w,
        };
        shape.inside = vec![false; shape.width * shape.height];
        for &i in pixels {
            let place = shape.place(i);
            shape.inside[place] = true;
        }
        shape
    }

    /// Where a pixel of the picture stands in the box.
    fn place(&self, i: usize) -> usize {
        (i / self.w - self.top + 1) * self.width + (i % self.w - self.left + 1)
    }

    /// The four directions from a pixel of the patch, and whether the patch goes on there.
    fn sides(&self, i: usize) -> impl Iterator<Item = ((isize, isize), bool)> {
        let place = self.place(i);
        [
            ((-1, 0), self.inside[place - 1]),
            ((1, 0), self.inside[place + 1]),
            ((0, -1), self.inside[place - self.width]),
            ((0, 1), self.inside[place + self.width]),
        ]
        .into_iter()
    }

    /// Whether it is no strip: a rectangle up to six times as long as it is wide, for instance.
    fn is_compact(&self, pixels: usize) -> bool {
        let places = 0..self.inside.len();
        let inside = places.filter(|&place| self.inside[place]);
        let outline: usize = inside
            .flat_map(|place| beside(place, self.width, self.inside.len()))
            .filter(|&next| !self.inside[next])
            .count();
        // 4 pi (12.566) area / outline squared is 0.385 for such a rectangle, and 0.62 for a disc, whose outline of pixels is longer
        // than a circle.
        pixels as f64 * 12.566 >= (outline * outline) as f64 * 0.38
    }

    /// Whether what it encloses is nearly all its own.
    fn is_blank(&self, pixels: usize) -> bool {
        let count = self.inside.len();
        let mut outside = vec![false; count];
        let (mut reached, mut open) = (0, vec![0]);
        while let Some(place) = open.pop() {
            if self.inside[place] || std::mem::replace(&mut outside[place], true) {
                continue;
            }
            reached += 1;
            open.extend(beside(place, self.width, count));
        }
        pixels * 100 >= (count - reached) * 97
    }
}
