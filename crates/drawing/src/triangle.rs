//! The weights with which pictures are made larger and smaller.

/// What the weights of one pixel add up to.
pub const ONE: u32 = 1 << 16;

/// The first source pixel under a target pixel, and the weights from there on: a triangle as wide as two pixels of the
/// coarser side. `step` is the width of a target pixel in source pixels, `skipped` where the first one begins, `limit`
/// how many source pixels there are.
pub fn weights(pixel: u32, step: f64, skipped: f64, limit: u32) -> (usize, Vec<u32>) {
    let reach = step.max(1.0);
    let centre = skipped + (f64::from(pixel) + 0.5) * step;
    let first = (centre - reach).max(0.0) as u32;
    let last = ((centre + reach).ceil() as u32).clamp(first + 1, limit.max(first + 1));
    let raw: Vec<f64> = (first..last)
        .map(|at| (1.0 - (f64::from(at) + 0.5 - centre).abs() / reach).max(0.0))
        .collect();
    let total: f64 = raw.iter().sum::<f64>().max(f64::EPSILON);
    let mut weights: Vec<u32> = raw
        .iter()
        .map(|weight| (weight / total * f64::from(ONE)) as u32)
        .collect();
    let short = ONE - weights.iter().sum::<u32>().min(ONE);
    let middle = weights.len() / 2;
    weights[middle] += short;
    (first as usize, weights)
}
