//! Colours and the contrast between them.

use serde::{Deserialize, Serialize};

/// An sRGB colour with straight alpha.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Colour {
    pub r: u8,
    pub g: u8,
    pub b: u8,
    pub a: u8,
}

/// The deep ink of the house, for text on light grounds.
pub const INK: Colour = Colour::hex(0x161a2e);
/// The warm white of the house, for text on dark grounds.
pub const PAPER: Colour = Colour::hex(0xfdfaf3);

impl Colour {
    /// An opaque colour from its usual notation, `0xrrggbb`.
    #[must_use]
    #[expect(
        clippy::cast_possible_truncation,
        reason = "each part is masked to one byte by the shift"
    )]
    pub const fn hex(rgb: u32) -> Self {
        Self {
            r: (rgb >> 16) as u8,
            g: (rgb >> 8) as u8,
            b: rgb as u8,
            a: 255,
        }
    }

    /// The colour with this share of opacity.
    #[must_use]
    pub fn alpha(self, share: f64) -> Self {
        Self {
            a: byte(share),
            ..self
        }
    }

    /// The opaque colour of these OKLCH coordinates, the notation of the design.
    #[must_use]
    pub fn oklch(l: f64, c: f64, h: f64) -> Self {
        let angle = h.to_radians();
        let (a, b) = (c * libm::cos(angle), c * libm::sin(angle));
        let cube = |v: f64| v * v * v;
        let lo = cube(l + 0.396_337_777_4 * a + 0.215_803_757_3 * b);
        let me = cube(l - 0.105_561_345_8 * a - 0.063_854_172_8 * b);
        let sh = cube(l - 0.089_484_177_5 * a - 1.291_485_548_0 * b);
        let encode = |v: f64| {
            let v = v.clamp(0.0, 1.0);
            if v <= 0.003_130_8 {
                12.92 * v
            } else {
                1.055 * libm::pow(v, 1.0 / 2.4) - 0.055
            }
        };
        Self {
            r: byte(encode(
                4.076_741_662_1 * lo - 3.307_711_591_3 * me + 0.230_969_929_2 * sh,
            )),
            g: byte(encode(
                -1.268_438_004_6 * lo + 2.609_757_401_1 * me - 0.341_319_396_5 * sh,
            )),
            b: byte(encode(
                -0.004_196_086_3 * lo - 0.703_418_614_7 * me + 1.707_614_701_0 * sh,
            )),
            a: 255,
        }
    }

    /// This colour with `share` of the other mixed in.
    #[must_use]
    pub fn mix(self, other: Self, share: f64) -> Self {
        let part =
            |x: u8, y: u8| byte((f64::from(x) + (f64::from(y) - f64::from(x)) * share) / 255.0);
        Self {
            r: part(self.r, other.r),
            g: part(self.g, other.g),
            b: part(self.b, other.b),
            a: part(self.a, other.a),
        }
    }

    /// Relative luminance as the accessibility guidelines define it.
    #[must_use]
    pub fn luminance(self) -> f64 {
        let linear = |v: u8| {
            let v = f64::from(v) / 255.0;
            if v <= 0.040_45 {
                v / 12.92
            } else {
                libm::pow((v + 0.055) / 1.055, 2.4)
            }
        };
        0.2126 * linear(self.r) + 0.7152 * linear(self.g) + 0.0722 * linear(self.b)
    }

    /// The contrast ratio of two colours, 1 to 21.
    #[must_use]
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// Ink or paper, whichever reads better on this ground.
    #[must_use]
    pub fn readable(self) -> Self {
        if self.contrast(INK) >= self.contrast(PAPER) {
            INK
        } else {
            PAPER
        }
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to a byte first"
)]
fn byte(share: f64) -> u8 {
    (share * 255.0 + 0.5).clamp(0.0, 255.0) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn oklch_agrees_with_the_design() {
        assert_eq!(Colour::oklch(1.0, 0.0, 0.0), Colour::hex(0xffffff));
        let cobalt = Colour::oklch(0.46, 0.15, 262.0);
        assert!(cobalt.b > cobalt.g && cobalt.g > cobalt.r);
    }

    #[test]
    fn ink_on_light_and_paper_on_dark() {
        assert_eq!(Colour::hex(0xffffff).readable(), INK);
        assert_eq!(Colour::hex(0x102030).readable(), PAPER);
        assert!(Colour::hex(0).contrast(Colour::hex(0xffffff)) > 20.9);
    }
}
