//! The seven backgrounds and what goes with each.

use crate::Colour;
use drawing::colour::{INK, PAPER};
use serde::{Deserialize, Serialize};

/// The colour of the world behind the frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Background {
    #[default]
    Cobalt,
    Saffron,
    Tangerine,
    Forest,
    Rose,
    Sky,
    Sand,
}

impl Background {
    pub const ALL: [Self; 7] = [
        Self::Cobalt,
        Self::Saffron,
        Self::Tangerine,
        Self::Forest,
        Self::Rose,
        Self::Sky,
        Self::Sand,
    ];
}

/// The colours of one background: the wall, the disc on it, the picture in the frame, the caption.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Palette {
    pub world: Colour,
    pub halo: Colour,
    pub picture: Colour,
    pub text: Colour,
}

impl Palette {
    pub fn of(background: Background) -> Self {
        let (world, halo, picture) = match background {
            Background::Cobalt => (
                (0.46, 0.15, 262.0),
                (0.54, 0.15, 258.0),
                (0.87, 0.06, 226.0),
            ),
            Background::Saffron => ((0.82, 0.13, 82.0), (0.87, 0.115, 86.0), (0.68, 0.145, 48.0)),
            Background::Tangerine => ((0.70, 0.155, 52.0), (0.77, 0.14, 60.0), (0.36, 0.09, 264.0)),
            Background::Forest => (
                (0.38, 0.065, 158.0),
                (0.45, 0.075, 156.0),
                (0.84, 0.11, 84.0),
            ),
            Background::Rose => ((0.80, 0.075, 30.0), (0.86, 0.06, 36.0), (0.55, 0.13, 18.0)),
            Background::Sky => (
                (0.86, 0.05, 230.0),
                (0.91, 0.04, 225.0),
                (0.60, 0.12, 246.0),
            ),
            Background::Sand => ((0.90, 0.025, 82.0), (0.94, 0.02, 82.0), (0.62, 0.10, 190.0)),
        };
        let colour = |(l, c, h)| Colour::oklch(l, c, h);
        let (world, halo) = (colour(world), colour(halo));
        Self {
            world,
            halo,
            picture: colour(picture),
            text: text_on(world, halo),
        }
    }
}

/// Ink or paper, whichever reads better where it reads worse: the caption may lie on wall and disc.
fn text_on(world: Colour, halo: Colour) -> Colour {
    let worst = |text: Colour| text.contrast(world).min(text.contrast(halo));
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
    fn captions_hold_their_contrast_on_every_background() {
        for background in Background::ALL {
            let palette = Palette::of(background);
            for ground in [palette.world, palette.halo] {
                let contrast = palette.text.contrast(ground);
                assert!(contrast >= 4.5, "{background:?}: {contrast}");
            }
        }
    }
}
