//! Where a layer is, and from where it is seen.

use super::Track;
use serde::{Deserialize, Serialize};

/// The place of a layer's origin, its turn (degrees, clockwise) and its size.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Motion {
    pub x: Track,
    pub y: Track,
    pub turn: Track,
    pub scale_x: Track,
    pub scale_y: Track,
}

impl Default for Motion {
    fn default() -> Self {
        Self::still(0.0, 0.0)
    }
}

impl Motion {
    #[must_use]
    pub fn still(x: f64, y: f64) -> Self {
        Self {
            x: Track::fixed(x),
            y: Track::fixed(y),
            turn: Track::fixed(0.0),
            scale_x: Track::fixed(1.0),
            scale_y: Track::fixed(1.0),
        }
    }

    /// The same movement elsewhere.
    #[must_use]
    pub fn shifted(mut self, x: f64, y: f64) -> Self {
        self.x = self.x.shifted(x);
        self.y = self.y.shifted(y);
        self
    }

    #[must_use]
    pub fn turned(mut self, turn: Track) -> Self {
        self.turn = turn;
        self
    }

    #[must_use]
    pub fn sized(mut self, scale: Track) -> Self {
        self.scale_x = scale.clone();
        self.scale_y = scale;
        self
    }
}

/// From where the stage is seen: a place it looks at, and how near.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Camera {
    /// The point that stays where it is while the camera comes nearer, in units.
    pub focus: (f64, f64),
    pub zoom: Track,
    pub x: Track,
    pub y: Track,
    pub turn: Track,
}

impl Camera {
    #[must_use]
    pub fn still(x: f64, y: f64) -> Self {
        Self {
            focus: (x, y),
            zoom: Track::fixed(1.0),
            x: Track::fixed(0.0),
            y: Track::fixed(0.0),
            turn: Track::fixed(0.0),
        }
    }
}
