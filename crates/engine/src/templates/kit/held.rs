//! Captions that stay where platforms lay nothing over them, whatever the camera does.

use super::caption::hang;
use super::safe;
use crate::Format;
use crate::frame_art::Inset;
use drawing::canvas::{Affine, Rect};
use drawing::geometry;
use drawing::scene::{Align, Camera, Face, Kind, Layer, TextLayer};

/// How much of the camera's movement a caption follows, most first. The stage it stands on goes on without it.
const SHARES: [f64; 5] = [1.0, 0.75, 0.5, 0.25, 0.0];

/// A layer of the stage; if it is a caption that the camera would carry out of the safe area by the end, it follows the
/// camera only as far as it may.
pub fn held(mut layer: Layer, camera: &Camera, format: Format, end: f64) -> Layer {
    let Some(caption) = caption(&layer, Affine::IDENTITY, end) else {
        return layer;
    };
    let room = safe(format);
    let fits = |share: &f64| {
        let depth = layer.depth * share;
        let seen = geometry::seen(camera, end, depth).transform_rect_bbox(caption);
        is_within(seen, room)
    };
    let share = SHARES.into_iter().find(fits).unwrap_or(0.0);
    layer.depth *= share;
    layer
}

fn is_within(seen: Rect, room: Inset) -> bool {
    let (left, right) = (room.x - room.width / 2.0, room.x + room.width / 2.0);
    // A caption may stand on the very edge, and what is computed is never quite equal.
    let near = 0.5;
    seen.x0 >= left - near
        && seen.x1 <= right + near
        && seen.y0 >= room.top() - near
        && seen.y1 <= room.bottom() + near
}

/// The room that the entering texts of a layer take.
fn caption(layer: &Layer, at: Affine, t: f64) -> Option<Rect> {
    let here = at * geometry::place(&layer.motion, t);
    match &layer.kind {
        Kind::Text(text) if text.enters.is_some() && !text.text.is_empty() => {
            Some(here.transform_rect_bbox(room_of(text)))
        }
        Kind::Group { layers, .. } => layers
            .iter()
            .filter_map(|layer| caption(layer, here, t))
            .reduce(|one, other| one.union(other)),
        _ => None,
    }
}

/// The room of a text's letters. What the built-in fonts do not have is taken to fill its box.
fn room_of(text: &TextLayer) -> Rect {
    // Below the letters of a line there is some of its leading left.
    let (leading, left_over) = match text.face {
        Face::Headline => (1.04, 0.0),
        Face::Line => (1.3, 0.07),
    };
    let lines = leading * f64::from(text.lines) - left_over;
    let height = text.size * (lines + hang(&text.text));
    let width = if lettering::needed(std::iter::once(text.text.as_str())).is_empty() {
        (longest_line(text) * text.size * 1.02).min(text.width)
    } else {
        text.width
    };
    match text.align {
        Align::Left => Rect::new(0.0, 0.0, width, height),
        Align::Centre => Rect::new(-width / 2.0, 0.0, width / 2.0, height),
    }
}

/// How broad the longest line of a text is, in font sizes: two lines are made as equally long as its words let them be.
fn longest_line(text: &TextLayer) -> f64 {
    let breadth = match text.face {
        Face::Headline => lettering::headline_breadth,
        Face::Line => lettering::line_breadth,
    };
    let whole = breadth(&text.text);
    if text.lines < 2 {
        return whole;
    }
    let breaks = text.text.match_indices(' ').map(|(at, _)| at);
    breaks
        .map(|at| {
            let (first, second) = text.text.split_at(at);
            breadth(first).max(breadth(second))
        })
        .fold(whole, f64::min)
}
