//! The parts a subject is made of: a pair of shoes is two, and a set of cups six.

use super::beside;

/// A part counts from this share of the largest on, one in so many. What is smaller is dust, a label on the wall, a crumb.
const OF_THE_LARGEST: usize = 20;

/// What the ground did not reach, as connected parts. What is enclosed by a part belongs to it.
pub struct Parts {
    /// For each pixel the number of its part, counted from 1; 0 where there is none that counts.
    of: Vec<u32>,
    /// How many pixels each part has, the first of them that of no part.
    sizes: Vec<usize>,
}

impl Parts {
    /// The parts beside this ground, in a picture that is `w` wide.
    pub fn beside(ground: &[bool], w: usize) -> Self {
        let mut of = vec![0_u32; ground.len()];
        let (mut sizes, mut on_border) = (vec![0], vec![0]);
        let h = ground.len() / w;
        for start in 0..ground.len() {
            if ground[start] || of[start] != 0 {
                continue;
            }
            let number = sizes.len() as u32;
            let (mut size, mut touching, mut open) = (0_usize, 0_usize, vec![start]);
            while let Some(i) = open.pop() {
                if ground[i] || of[i] != 0 {
                    continue;
                }
                of[i] = number;
                size += 1;
                let (x, y) = (i % w, i / w);
                touching += usize::from(x == 0 || y == 0 || x + 1 == w || y + 1 == h);
                open.extend(beside(i, w, ground.len()));
            }
            sizes.push(size);
            on_border.push(touching);
        }
        let counts = counting(&sizes, &on_border);
        for number in &mut of {
            *number = if counts[*number as usize] { *number } else { 0 };
        }
        Self { of, sizes }
    }

    /// The number of a pixel's part, or `None` if it belongs to none that counts.
    pub fn of(&self, pixel: usize) -> Option<u32> {
        Some(self.of[pixel]).filter(|&number| number != 0)
    }

    /// How many pixels the part of this number has.
    pub fn size(&self, number: u32) -> usize {
        self.sizes[number as usize]
    }

    /// Which pixels belong to any of the parts.
    pub fn subject(&self) -> Vec<bool> {
        self.of.iter().map(|&number| number != 0).collect()
    }
}

/// Which parts count: the largest, and beside it those of some size. One that lies along the border for longer than it is thick
/// is no second thing but what stands around the first: the edge of a table, a shaded corner, somebody's sleeve.
fn counting(sizes: &[usize], on_border: &[usize]) -> Vec<bool> {
    let most = sizes.iter().copied().max().unwrap_or(0);
    let largest = sizes.iter().position(|&size| size == most);
    let each = sizes.iter().zip(on_border).enumerate();
    each.map(|(number, (&size, &touching))| {
        let stands_free = touching * touching <= size;
        number > 0 && (Some(number) == largest || stands_free && size * OF_THE_LARGEST >= most)
    })
    .collect()
}
