//! Headline and line as one block that keeps its rhythm whatever is written.

use crate::Colour;
use crate::templates::Inputs;
use drawing::scene::{Align, Face, Kind, Layer, Motion, TextLayer, Track};

/// Which part of the block stands at its `y`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    Top,
    Middle,
    Bottom,
}

/// The place of a caption. Long headlines take two smaller lines; a text that is missing leaves no gap.
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
const LEADING: f64 = 1.04;

impl Caption {
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

    pub fn height(&self, inputs: &Inputs) -> f64 {
        let (lines, size) = self.set(&inputs.headline);
        let line = match (inputs.headline.is_empty(), inputs.line.is_empty()) {
            (_, true) => 0.0,
            (true, false) => self.line_size() * 1.3,
            (false, false) => self.line_size() * 1.6,
        };
        lines * size * LEADING + line
    }

    pub fn top(&self, inputs: &Inputs) -> f64 {
        let height = self.height(inputs);
        match self.anchor {
            Anchor::Top => self.y,
            Anchor::Middle => self.y - height / 2.0,
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
        let below = top + lines * size * LEADING + self.line_size() * gap;
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
        let line =
            text(&inputs.line, Face::Line, self.line_size(), 1.0, enters.1).at(self.x, below);
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
