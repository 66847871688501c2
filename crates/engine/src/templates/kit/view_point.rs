//! Cameras that keep the frame in the middle until something leaves it to the side.

use crate::Format;
use drawing::scene::{Camera, Ease, Track};

/// Wide formats have their caption beside the frame, so it stands off the middle: there the camera looks at
/// it first, and makes room between two moments. Elsewhere it comes slowly nearer.
pub fn following(format: Format, x: f64, moves: (f64, f64)) -> Camera {
    let (w, h) = format.units();
    if (x - w / 2.0).abs() > w * 0.05 {
        return panning(format, x, moves);
    }
    let mut camera = Camera::still(x, h * 0.45);
    camera.zoom = Track::fixed(1.0).to(moves.1, 1.03, Ease::InOut);
    camera
}

/// Looks at `x` until the first moment and at the middle from the second on.
pub fn panning(format: Format, x: f64, (from, until): (f64, f64)) -> Camera {
    let (w, h) = format.units();
    let mut camera = Camera::still(w / 2.0, h / 2.0);
    camera.x = Track::fixed(x - w / 2.0)
        .until(from)
        .to(until, 0.0, Ease::InOut);
    camera
}
