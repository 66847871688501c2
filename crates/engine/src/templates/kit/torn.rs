//! Paper that was torn, and paper that was made to be.

use drawing::rng::Rng;
use drawing::scene::{Segment, Shape};

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

/// A rectangle with half circles bitten out of its sides.
pub fn perforated(width: f64, height: f64, bite: f64) -> Shape {
    let (w, h) = (width / 2.0, height / 2.0);
    let corners = [(-w, -h), (w, -h), (w, h), (-w, h)];
    let mut path = vec![Segment::M(-w, -h)];
    for (i, &(x0, y0)) in corners.iter().enumerate() {
        let (x1, y1) = corners[(i + 1) % 4];
        let long = (x1 - x0).abs() + (y1 - y0).abs();
        let (ux, uy) = ((x1 - x0) / long, (y1 - y0) / long);
        // Half a step of straight paper before the first bite and behind the last.
        let count = libm::floor(long / (bite * 1.7)).max(1.0);
        let step = long / count;
        for n in 0..count as u32 {
            let middle = (f64::from(n) + 0.5) * step;
            let r = bite * 0.5;
            let at = |along: f64, inward: f64| {
                (
                    x0 + ux * (middle + along) - uy * inward,
                    y0 + uy * (middle + along) + ux * inward,
                )
            };
            let (from, to) = (at(-r, 0.0), at(r, 0.0));
            let (a, b) = (at(-r, r * 1.33), at(r, r * 1.33));
            path.push(Segment::L(from.0, from.1));
            path.push(Segment::C(a.0, a.1, b.0, b.1, to.0, to.1));
        }
        path.push(Segment::L(x1, y1));
    }
    path.push(Segment::Z);
    Shape::Path(path)
}
