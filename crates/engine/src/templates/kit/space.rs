//! Where a solid thing is in space and how it is turned, seen from afar.

use super::plane::Plane;
use drawing::scene::{Motion, Track};

/// A place on the stage with all three turns. Angles are in degrees.
#[derive(Debug, Clone)]
pub struct Space {
    /// Its middle, its turn on the stage and its size.
    pub motion: Motion,
    /// About its upright: above zero its left side comes to the front.
    pub yaw: Track,
    /// Tipped: above zero its top comes to the front.
    pub pitch: Track,
}

/// Where a thing's own right, down and front point on the stage.
#[derive(Debug, Clone, Copy)]
pub struct Axes {
    pub x: (f64, f64),
    pub y: (f64, f64),
    pub z: (f64, f64),
}

impl Space {
    pub fn axes(&self, t: f64) -> Axes {
        let turn = self.motion.turn.at(t).to_radians();
        let (st, ct) = (libm::sin(turn), libm::cos(turn));
        let (sy, cy) = sine(self.yaw.at(t));
        let (sp, cp) = sine(self.pitch.at(t));
        let (wide, high) = (self.motion.scale_x.at(t), self.motion.scale_y.at(t));
        let seen = |x: f64, y: f64| {
            let (x, y) = (x * wide, y * high);
            (x * ct - y * st, x * st + y * ct)
        };
        Axes {
            x: seen(cy, -sy * sp),
            y: seen(0.0, cp),
            z: seen(sy, cy * sp),
        }
    }

    pub fn middle(&self, t: f64) -> (f64, f64) {
        (self.motion.x.at(t), self.motion.y.at(t))
    }

    /// Its face, at this height above its middle.
    pub fn face(&self, t: f64, height: f64) -> Plane {
        let axes = self.axes(t);
        let flat = Plane {
            at: self.middle(t),
            right: axes.x,
            down: axes.y,
        };
        flat.lifted(axes.z, height)
    }
}

/// The sine and the cosine of an angle in degrees.
pub fn sine(degrees: f64) -> (f64, f64) {
    let angle = degrees.to_radians();
    (libm::sin(angle), libm::cos(angle))
}
