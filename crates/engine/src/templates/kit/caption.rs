//! Headline and line as one block that keeps its rhythm whatever is written.

use crate::Colour;
use crate::scene::{Align, Face, Kind, Layer, Motion, TextLayer, Track};
use crate::templates::Inputs;

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
    /// Lines and size of the headline.
    fn set(&self, headline: &str) -> (f64, f64) {
        if headline.is_empty() {
            (0.0, self.size)
        } else if breadth(headline) * self.size <= self.width || !headline.contains(' ') {
            (1.0, self.size)
        } else {
            (2.0, self.size * 0.88)
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

/// About how broad a text is in the headline's face, in sizes: enough to tell one line from two. The
/// typesetter shrinks what the guess got wrong.
fn breadth(text: &str) -> f64 {
    text.chars()
        .map(|c| match c {
            'i' | 'j' | 'l' | '.' | ',' | ':' | ';' | '\'' | '!' | '|' => 0.25,
            ' ' | 'f' | 't' | 'r' | 'I' | '-' => 0.36,
            'm' | 'w' | 'M' | 'W' => 0.82,
            'A'..='Z' => 0.64,
            _ => 0.54,
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::breadth;

    #[test]
    fn narrow_texts_are_guessed_narrower() {
        assert!(breadth("illicit") < 0.6 * breadth("mammoth"));
    }
}
