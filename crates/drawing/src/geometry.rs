//! Outlines and places. Everything trigonometric goes through libm, which gives the same bits
//! natively and in the browser; curves use fixed control points instead of arcs.

use crate::canvas::{Affine, BezPath, Gradient, Point};
use crate::scene::{Camera, Motion, Paint, Segment, Shape};

/// How far a control point lies from a quarter circle's end, as a share of its radius.
const KAPPA: f64 = 0.552_284_749_8;

pub fn path(shape: &Shape) -> BezPath {
    match shape {
        Shape::Rect {
            width,
            height,
            radius,
        } => rect(*width / 2.0, *height / 2.0, *radius),
        Shape::Ellipse { width, height } => ellipse(0.0, 0.0, *width / 2.0, *height / 2.0),
        Shape::Path(segments) => {
            let mut path = BezPath::new();
            for segment in segments {
                match *segment {
                    Segment::M(x, y) => path.move_to((x, y)),
                    Segment::L(x, y) => path.line_to((x, y)),
                    Segment::Q(a, b, x, y) => path.quad_to((a, b), (x, y)),
                    Segment::C(a, b, c, d, x, y) => path.curve_to((a, b), (c, d), (x, y)),
                    Segment::Z => path.close_path(),
                }
            }
            path
        }
    }
}

fn rect(w: f64, h: f64, radius: f64) -> BezPath {
    let r = radius.clamp(0.0, w.min(h).max(0.0));
    let k = r * (1.0 - KAPPA);
    let mut path = BezPath::new();
    path.move_to((-w + r, -h));
    path.line_to((w - r, -h));
    if r > 0.0 {
        path.curve_to((w - k, -h), (w, -h + k), (w, -h + r));
    }
    path.line_to((w, h - r));
    if r > 0.0 {
        path.curve_to((w, h - k), (w - k, h), (w - r, h));
    }
    path.line_to((-w + r, h));
    if r > 0.0 {
        path.curve_to((-w + k, h), (-w, h - k), (-w, h - r));
    }
    path.line_to((-w, -h + r));
    if r > 0.0 {
        path.curve_to((-w, -h + k), (-w + k, -h), (-w + r, -h));
    }
    path.close_path();
    path
}

pub fn ellipse(x: f64, y: f64, rx: f64, ry: f64) -> BezPath {
    let (kx, ky) = (rx * KAPPA, ry * KAPPA);
    let mut path = BezPath::new();
    path.move_to((x + rx, y));
    path.curve_to((x + rx, y + ky), (x + kx, y + ry), (x, y + ry));
    path.curve_to((x - kx, y + ry), (x - rx, y + ky), (x - rx, y));
    path.curve_to((x - rx, y - ky), (x - kx, y - ry), (x, y - ry));
    path.curve_to((x + kx, y - ry), (x + rx, y - ky), (x + rx, y));
    path.close_path();
    path
}

/// The gradient of a paint, or nothing for a flat one.
#[expect(
    clippy::cast_possible_truncation,
    reason = "the rasteriser computes in single precision"
)]
pub fn gradient(paint: &Paint, opacity: f64) -> Option<Gradient> {
    match paint {
        Paint::Flat(_) => None,
        Paint::Linear { from, to, stops } => Some(
            Gradient::new_linear(Point::new(from.0, from.1), Point::new(to.0, to.1))
                .with_stops(crate::canvas::stops(stops, opacity).as_slice()),
        ),
        Paint::Radial {
            centre,
            radius,
            stops,
        } => Some(
            Gradient::new_radial(Point::new(centre.0, centre.1), *radius as f32)
                .with_stops(crate::canvas::stops(stops, opacity).as_slice()),
        ),
    }
}

pub fn turn(degrees: f64) -> Affine {
    let angle = degrees.to_radians();
    let (sin, cos) = (libm::sin(angle), libm::cos(angle));
    Affine::new([cos, sin, -sin, cos, 0.0, 0.0])
}

pub fn place(motion: &Motion, t: f64) -> Affine {
    let scale = Affine::scale_non_uniform(motion.scale_x.at(t), motion.scale_y.at(t));
    let degrees = motion.turn.at(t);
    let turned = if degrees == 0.0 {
        scale
    } else {
        turn(degrees) * scale
    };
    Affine::translate((motion.x.at(t), motion.y.at(t))) * turned
}

/// What the camera does to a layer that follows `depth` of its movement.
pub fn seen(camera: &Camera, t: f64, depth: f64) -> Affine {
    let zoom = 1.0 + (camera.zoom.at(t) - 1.0) * depth;
    let (fx, fy) = camera.focus;
    let degrees = camera.turn.at(t) * depth;
    let look = Affine::translate((fx - camera.x.at(t) * depth, fy - camera.y.at(t) * depth));
    look * turn(degrees) * Affine::scale(zoom) * Affine::translate((-fx, -fy))
}
