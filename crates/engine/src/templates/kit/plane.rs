//! Flat things in space, seen from afar: what is a rectangle there is a parallelogram here.

use crate::leap::sampled;
use drawing::scene::{Layer, Motion};

/// Where a flat thing's origin is on the stage, and where one of its units to the right and down points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Plane {
    pub at: (f64, f64),
    pub right: (f64, f64),
    pub down: (f64, f64),
}

/// A plane as layers can be moved: turned by `first`, scaled, then turned by `last` (degrees).
#[derive(Debug, Clone, Copy)]
struct Parts {
    first: f64,
    scale: (f64, f64),
    last: f64,
}

impl Plane {
    /// Where a place on it is on the stage.
    pub fn point(self, x: f64, y: f64) -> (f64, f64) {
        (
            self.at.0 + self.right.0 * x + self.down.0 * y,
            self.at.1 + self.right.1 * x + self.down.1 * y,
        )
    }

    /// The place on it that is seen at a place on the stage.
    pub fn inverse(self, (x, y): (f64, f64)) -> (f64, f64) {
        let (dx, dy) = (x - self.at.0, y - self.at.1);
        let area = self.right.0 * self.down.1 - self.right.1 * self.down.0;
        // A plane seen from its edge has no such place; its middle does as well as any.
        if area.abs() < 1e-9 {
            return (0.0, 0.0);
        }
        (
            (dx * self.down.1 - dy * self.down.0) / area,
            (dy * self.right.0 - dx * self.right.1) / area,
        )
    }

    /// The plane that lies `by` of this one's units off it, along a third direction.
    pub fn lifted(self, (x, y): (f64, f64), by: f64) -> Self {
        Self {
            at: (self.at.0 + x * by, self.at.1 + y * by),
            ..self
        }
    }

    /// Every map of a plane onto a plane is a turn, two scales and another turn.
    fn parts(self) -> Parts {
        let (a, c) = self.right;
        let (b, d) = self.down;
        let (e, f) = (f64::midpoint(a, d), (a - d) / 2.0);
        let (g, h) = (f64::midpoint(c, b), (c - b) / 2.0);
        let (q, r) = (libm::hypot(e, h), libm::hypot(f, g));
        let (one, two) = (libm::atan2(g, f), libm::atan2(h, e));
        Parts {
            first: ((two - one) / 2.0).to_degrees(),
            scale: (q + r, q - r),
            last: f64::midpoint(two, one).to_degrees(),
        }
    }
}

/// Layers drawn on a plane that moves.
pub fn on_plane(layers: Vec<Layer>, seconds: u32, plane: impl Fn(f64) -> Plane) -> Layer {
    let seconds = f64::from(seconds);
    let along = |value: &dyn Fn(Plane) -> f64| sampled(seconds, |t| value(plane(t)));
    let turned = Motion::default().turned(along(&|p| p.parts().first));
    let placed = Motion {
        x: along(&|p| p.at.0),
        y: along(&|p| p.at.1),
        turn: along(&|p| p.parts().last),
        scale_x: along(&|p| p.parts().scale.0),
        scale_y: along(&|p| p.parts().scale.1),
    };
    Layer::group(vec![Layer::group(layers).moved(turned)]).moved(placed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use drawing::geometry;
    use drawing::scene::Kind;

    #[test]
    fn what_is_drawn_on_a_plane_lies_where_the_plane_says() {
        let plane = Plane {
            at: (300.0, 200.0),
            right: (0.8, -0.2),
            down: (0.35, 0.9),
        };
        let layer = on_plane(vec![], 1, |_| plane);
        let Kind::Group { layers, .. } = &layer.kind else {
            panic!("a plane is a group")
        };
        let map = geometry::place(&layer.motion, 0.5) * geometry::place(&layers[0].motion, 0.5);
        let found = map * drawing::canvas::Point::new(40.0, -70.0);
        let wanted = plane.point(40.0, -70.0);
        assert!((found.x - wanted.0).abs() < 1e-9 && (found.y - wanted.1).abs() < 1e-9);
    }
}
