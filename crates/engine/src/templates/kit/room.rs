//! How much room there is.

use crate::Format;
use crate::frame_art::Inset;

/// Where texts may stand: what platforms lay over a video stays clear of it. The subject may go anywhere.
pub const fn safe(format: Format) -> Inset {
    let (left, top, right, bottom) = match format {
        Format::Portrait => (0.08, 0.14, 0.92, 0.80),
        Format::Square | Format::Feed => (0.06, 0.06, 0.94, 0.94),
        Format::Landscape => (0.05, 0.05, 0.95, 0.88),
    };
    let (width, height) = format.units();
    Inset {
        x: (left + right) / 2.0 * width,
        y: (top + bottom) / 2.0 * height,
        width: (right - left) * width,
        height: (bottom - top) * height,
    }
}

/// Where a frame stands on the stage: its middle, then its width and height, all in units.
pub const fn inset((x, y): (f64, f64), (width, height): (f64, f64)) -> Inset {
    Inset {
        x,
        y,
        width,
        height,
    }
}

/// The picture in a frame of this size whose border, in units, is as broad on every side; from the frame's middle.
pub const fn bordered((width, height): (f64, f64), border: f64) -> Inset {
    inset((0.0, 0.0), (width - 2.0 * border, height - 2.0 * border))
}

/// The largest size of a ratio within a box.
pub fn fit(ratio: f64, width: f64, height: f64) -> (f64, f64) {
    if ratio > width / height {
        (width, width / ratio)
    } else {
        (height * ratio, height)
    }
}
