//! Shapes and what they are filled with.

use crate::Colour;
use serde::{Deserialize, Serialize};

/// What a shape is filled with. Places are in the shape's own units.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Paint {
    Flat(Colour),
    Linear {
        from: (f64, f64),
        to: (f64, f64),
        stops: Vec<Stop>,
    },
    Radial {
        centre: (f64, f64),
        radius: f64,
        stops: Vec<Stop>,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stop {
    pub at: f64,
    pub colour: Colour,
}

impl Paint {
    /// Evenly spaced colours from one point to another.
    #[must_use]
    pub fn linear(from: (f64, f64), to: (f64, f64), colours: &[Colour]) -> Self {
        Self::Linear {
            from,
            to,
            stops: even(colours),
        }
    }

    /// Evenly spaced colours from a centre outward.
    #[must_use]
    pub fn radial(centre: (f64, f64), radius: f64, colours: &[Colour]) -> Self {
        Self::Radial {
            centre,
            radius,
            stops: even(colours),
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "a handful of colours")]
fn even(colours: &[Colour]) -> Vec<Stop> {
    let last = colours.len().saturating_sub(1).max(1) as f64;
    colours
        .iter()
        .enumerate()
        .map(|(i, &colour)| Stop {
            at: i as f64 / last,
            colour,
        })
        .collect()
}

/// An outline. Rectangles and ellipses are centred on the origin.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Shape {
    Rect {
        width: f64,
        height: f64,
        radius: f64,
    },
    Ellipse {
        width: f64,
        height: f64,
    },
    Path(Vec<Segment>),
}

#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub enum Segment {
    M(f64, f64),
    L(f64, f64),
    Q(f64, f64, f64, f64),
    C(f64, f64, f64, f64, f64, f64),
    Z,
}

impl Shape {
    #[must_use]
    pub const fn rect(width: f64, height: f64, radius: f64) -> Self {
        Self::Rect {
            width,
            height,
            radius,
        }
    }

    #[must_use]
    pub const fn circle(diameter: f64) -> Self {
        Self::Ellipse {
            width: diameter,
            height: diameter,
        }
    }

    /// A smooth line through points, closed below at `floor`: hills, waves, clouds' undersides.
    #[must_use]
    pub fn hills(points: &[(f64, f64)], floor: f64) -> Self {
        let mut path = Vec::with_capacity(points.len() + 4);
        let (Some(&first), Some(&last)) = (points.first(), points.last()) else {
            return Self::Path(path);
        };
        path.push(Segment::M(first.0, first.1));
        for pair in points.windows(2) {
            let ((x0, y0), (x1, y1)) = (pair[0], pair[1]);
            let middle = f64::midpoint(x0, x1);
            path.push(Segment::C(middle, y0, middle, y1, x1, y1));
        }
        path.extend([
            Segment::L(last.0, floor),
            Segment::L(first.0, floor),
            Segment::Z,
        ]);
        Self::Path(path)
    }

    /// A path in the absolute notation of SVG: `M`, `L`, `Q`, `C` and `Z`. What is not understood ends it.
    #[must_use]
    pub fn svg(path: &str) -> Self {
        let mut out = Vec::new();
        for part in path
            .split_inclusive(|c: char| c.is_ascii_alphabetic())
            .zip(path.split(|c: char| c.is_ascii_alphabetic()).skip(1))
        {
            let (command, numbers) = part;
            let n: Vec<f64> = numbers
                .split_whitespace()
                .filter_map(|v| v.parse().ok())
                .collect();
            match (command.chars().last(), n.as_slice()) {
                (Some('M'), &[x, y]) => out.push(Segment::M(x, y)),
                (Some('L'), &[x, y]) => out.push(Segment::L(x, y)),
                (Some('Q'), points) => {
                    out.extend(
                        points
                            .chunks_exact(4)
                            .map(|p| Segment::Q(p[0], p[1], p[2], p[3])),
                    );
                }
                (Some('C'), points) => out.extend(
                    points
                        .chunks_exact(6)
                        .map(|p| Segment::C(p[0], p[1], p[2], p[3], p[4], p[5])),
                ),
                (Some('Z'), _) => out.push(Segment::Z),
                _ => break,
            }
        }
        Self::Path(out)
    }

    /// A polygon through points.
    #[must_use]
    pub fn polygon(points: &[(f64, f64)]) -> Self {
        let mut path: Vec<_> = points
            .iter()
            .enumerate()
            .map(|(i, &(x, y))| {
                if i == 0 {
                    Segment::M(x, y)
                } else {
                    Segment::L(x, y)
                }
            })
            .collect();
        path.push(Segment::Z);
        Self::Path(path)
    }
}
