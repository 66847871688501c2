//! The colours of the three styles, from two hues an animation chooses.

use crate::Colour;
use crate::templates::Style;
use drawing::colour::{INK, PAPER};

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Palette {
    pub style: Style,
    /// The wall at its top and at its bottom.
    pub wall: (Colour, Colour),
    /// The light on the wall behind the subject.
    pub halo: Colour,
    /// What is seen in the frame, at its top and at its bottom.
    pub picture: (Colour, Colour),
    pub accent: Colour,
    /// Reads on wall and halo alike.
    pub text: Colour,
    pub shade: Colour,
}

impl Palette {
    /// `hue` is the world's and `accent` the picture's, in degrees of OKLCH.
    pub fn of(style: Style, hue: f64, accent: f64) -> Self {
        let c = Colour::oklch;
        let (wall, halo, picture, accent, shade) = match style {
            Style::Studio => (
                (c(0.955, 0.016, hue), c(0.885, 0.038, hue)),
                c(0.985, 0.010, hue),
                (c(0.80, 0.095, accent), c(0.68, 0.125, accent - 6.0)),
                c(0.60, 0.165, accent),
                c(0.27, 0.05, hue),
            ),
            Style::Dusk => (
                (c(0.20, 0.065, hue), c(0.35, 0.095, hue + 18.0)),
                c(0.43, 0.115, accent),
                (c(0.34, 0.09, accent - 20.0), c(0.66, 0.14, accent)),
                c(0.78, 0.135, accent),
                c(0.10, 0.03, hue),
            ),
            Style::Bold => (
                (c(0.72, 0.165, hue), c(0.72, 0.165, hue)),
                c(0.79, 0.145, hue + 10.0),
                (c(0.90, 0.085, accent), c(0.90, 0.085, accent)),
                c(0.52, 0.19, accent),
                c(0.30, 0.09, hue),
            ),
        };
        Self {
            style,
            wall,
            halo,
            picture,
            accent,
            text: reading_on(&[wall.0, wall.1, halo]),
            shade,
        }
    }

    /// The style whose shadows have an edge.
    pub fn hard(&self) -> bool {
        self.style == Style::Bold
    }

    /// What covers are bound in where a picture leaves them free, at the top and at the bottom.
    pub fn binding(&self) -> (Colour, Colour) {
        (self.accent, self.accent.mix(self.shade, 0.45))
    }

    pub fn paper(&self) -> Colour {
        match self.style {
            Style::Studio => Colour::hex(0xfffdf8),
            Style::Dusk => Colour::hex(0xf3ead9),
            Style::Bold => Colour::hex(0xfff8e6),
        }
    }
}

/// Ink or paper, whichever reads better where it reads worse.
pub fn reading_on(grounds: &[Colour]) -> Colour {
    let worst = |text: Colour| {
        grounds
            .iter()
            .map(|&ground| text.contrast(ground))
            .fold(f64::INFINITY, f64::min)
    };
    if worst(INK) >= worst(PAPER) {
        INK
    } else {
        PAPER
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn captions_hold_their_contrast_in_every_hue_of_every_style() {
        for style in Style::ALL {
            for hue in 0..36 {
                for accent in 0..36 {
                    let palette =
                        Palette::of(style, f64::from(hue) * 10.0, f64::from(accent) * 10.0);
                    for ground in [palette.wall.0, palette.wall.1, palette.halo] {
                        let contrast = palette.text.contrast(ground);
                        assert!(contrast >= 4.5, "{style:?} {hue} {accent}: {contrast}");
                    }
                }
            }
        }
    }
}
