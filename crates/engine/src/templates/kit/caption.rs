//! Headline and line as one block that keeps its rhythm whatever is written.

use super::safe;
use crate::templates::Inputs;
use crate::{Colour, Fallback, Format};
use drawing::scene::{Align, Face, Kind, Layer, Motion, TextLayer, Track};

/// Which part of the block stands at its `y`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    Top,
    Middle,
    Bottom,
}

/// The place of a caption. Long headlines take two smaller lines, and long lines two where one would be too small to read;
/// a text that is missing leaves no gap.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Caption {
    /// The middle or the left edge, according to `align`.
    pub x: f64,
    pub y: f64,
    pub anchor: Anchor,
    pub width: f64,
    pub size: f64,
    pub align: Align,
}

/// The line's size, in sizes of the headline.
const LINE: f64 = 0.40;
/// The smallest that a line is set in one piece, in units: three hundredths of a picture's short side.
const LEGIBLE: f64 = 32.4;
const LEADING: f64 = 1.04;
/// How far above the lower edge of the safe area a caption ends: emoji hang a little below their line.
pub const FOOT: f64 = 8.0;

/// How far below its last line a headline's letters hang, in font sizes: those of Arabic reach deeper than a line is high.
pub fn hang(headline: &str) -> f64 {
    let scripts = lettering::needed(std::iter::once(headline));
    if scripts.contains(&Fallback::Arabic) {
        0.35
    } else {
        0.0
    }
}

impl Caption {
    /// Above or below a frame: in the middle of the safe area and as wide as that. `y` and the headline's `size` are in
    /// units, and `anchor` says which part of the block stands at `y`.
    pub const fn centred(format: Format, anchor: Anchor, y: f64, size: f64) -> Self {
        let room = safe(format);
        Self {
            x: room.x,
            y,
            anchor,
            width: room.width,
            size,
            align: Align::Centre,
        }
    }

    /// Beside a frame: from its left edge `x` on, this wide, and as much of it above `y` as below; all in units.
    pub const fn beside((x, y): (f64, f64), width: f64, size: f64) -> Self {
        Self {
            x,
            y,
            anchor: Anchor::Middle,
            width,
            size,
            align: Align::Left,
        }
    }

    /// Lines and size of the headline: one line if a slightly smaller size is all it takes, else two.
    fn set(&self, headline: &str) -> (f64, f64) {
        if headline.is_empty() {
            return (0.0, self.size);
        }
        let one_line = self.width / lettering::headline_breadth(headline).max(0.1);
        if one_line >= self.size * 0.84 || !headline.contains(' ') {
            (1.0, one_line.min(self.size))
        } else {
            (2.0, (self.size * 0.88).min(one_line * 1.8))
        }
    }

    fn line_size(&self) -> f64 {
        (self.size * LINE).max(38.0)
    }

    /// One line as long as that can be read, else two; one word is never broken.
    fn lines(&self, line: &str) -> f64 {
        let one_line = self.width / lettering::line_breadth(line).max(0.1);
        if one_line < LEGIBLE && line.contains(' ') {
            2.0
        } else {
            1.0
        }
    }

    pub fn height(&self, inputs: &Inputs) -> f64 {
        let (lines, size) = self.set(&inputs.headline);
        let below = self.lines(&inputs.line) - 1.0;
        let line = match (inputs.headline.is_empty(), inputs.line.is_empty()) {
            (_, true) => 0.0,
            (true, false) => self.line_size() * (1.3 + 1.3 * below),
            (false, false) => self.line_size() * (1.6 + 1.3 * below),
        };
        lines * size * LEADING + hang(&inputs.headline) * size + line
    }

    /// The upper edge of the block: as its place says, or higher where it would not end within the safe area.
    pub fn top(&self, inputs: &Inputs) -> f64 {
        let height = self.height(inputs);
        let lowest = safe(inputs.format).bottom() - FOOT - height;
        match self.anchor {
            Anchor::Top => self.y.min(lowest),
            Anchor::Middle => (self.y - height / 2.0).min(lowest),
            Anchor::Bottom => self.y - height,
        }
    }

    /// The block, its words rising from behind their lines at these moments.
    pub fn layer(&self, inputs: &Inputs, colour: Colour, headline: f64, line: f64) -> Layer {
        self.layer_struck(inputs, colour, (headline, line), None)
    }

    /// The same on ground that gives way at a moment, by some units, when something lands on it.
    pub fn layer_struck(
        &self,
        inputs: &Inputs,
        colour: Colour,
        enters: (f64, f64),
        blow: Option<(f64, f64)>,
    ) -> Layer {
        let (lines, size) = self.set(&inputs.headline);
        let top = self.top(inputs);
        let gap = if inputs.headline.is_empty() { 0.0 } else { 0.3 };
        let hang = hang(&inputs.headline) * size;
        let below = top + lines * size * LEADING + hang + self.line_size() * gap;
        let text = |text: &str, face, size, lines: f64, enters| {
            Layer::new(Kind::Text(TextLayer {
                text: text.to_owned(),
                face,
                size,
                width: self.width,
                lines: lines.max(1.0) as u32,
                align: self.align,
                colour,
                enters: Some(enters),
            }))
        };
        let headline =
            text(&inputs.headline, Face::Headline, size, lines, enters.0).at(self.x, top);
        let lines = self.lines(&inputs.line);
        let line =
            text(&inputs.line, Face::Line, self.line_size(), lines, enters.1).at(self.x, below);
        let y = blow.map_or_else(
            || Track::fixed(0.0),
            |(at, by)| Track::fixed(0.0).struck(at, by, 2.4, 6.0),
        );
        Layer::group(vec![headline, line]).moved(Motion {
            y,
            ..Motion::default()
        })
    }
}
