//! Paper that was torn.

use crate::rng::Rng;
use crate::scene::Shape;

/// An outline around the origin with uneven teeth, each up to `depth` of the radius deep.
pub fn torn(seed: u64, teeth: u32, radius: (f64, f64), depth: f64) -> Shape {
    let mut rng = Rng::new(seed);
    let points: Vec<_> = (0..teeth)
        .map(|i| {
            let step = core::f64::consts::TAU / f64::from(teeth);
            let way = step * (f64::from(i) + rng.between(-0.28, 0.28));
            let reach = 1.0 - depth * rng.unit() - depth * 0.5 * f64::from(i % 2);
            (
                libm::cos(way) * radius.0 * reach,
                libm::sin(way) * radius.1 * reach,
            )
        })
        .collect();
    Shape::polygon(&points)
}
