//! The colours of photos, brought into sRGB, in which everything is drawn.
//!
//! Phones write Display P3 and cameras Adobe RGB into their files, and say so in an ICC profile. Whoever ignores it sees the
//! picture paler than it is. A profile that cannot be understood costs nobody their photo: its colours are then taken as sRGB.

use image::RgbaImage;
use moxcms::{
    ColorProfile, DataColorSpace, Layout, TransferCharacteristics, Transform8BitExecutor,
    TransformOptions,
};
use std::sync::Arc;

/// How far a channel may move and still be the same colour: two ways of writing sRGB differ by rounding.
const ROUNDING: u8 = 1;

/// How light white has to stay, and how dark black, in each channel. Every honest profile keeps both; a broken one that can be
/// read turns a picture into something else.
const WHITE_AT_LEAST: u8 = 200;
const BLACK_AT_MOST: u8 = 64;

/// What the samples of a picture are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Samples {
    Grey,
    Colours,
}

/// How a profile's colours become sRGB.
pub enum Conversion {
    Grey(Box<[u8; 256]>),
    Colours(Arc<Transform8BitExecutor>),
}

impl Conversion {
    /// What this profile asks for. `None` if nothing changes: it is sRGB, or nothing that can be trusted for such samples, as
    /// that of a CMYK picture, whose samples have been made RGB by the decoder.
    pub fn of(profile: &[u8], samples: Samples) -> Option<Self> {
        // The profile is a stranger's bytes, and the photo has to be taken whatever they do to the code that reads them.
        std::panic::catch_unwind(|| Self::understood(profile, samples)).ok()?
    }

    fn understood(profile: &[u8], samples: Samples) -> Option<Self> {
        let profile = ColorProfile::new_from_slice(profile).ok()?;
        if of_another_range(&profile) {
            return None;
        }
        match (samples, profile.color_space) {
            (Samples::Grey, DataColorSpace::Gray) => grey(&profile),
            (Samples::Colours, DataColorSpace::Rgb) => colours(&profile),
            _ => None,
        }
    }

    /// Converts the picture. Its alpha is not premultiplied and stays as it is.
    pub fn apply(&self, picture: &mut RgbaImage) {
        match self {
            Self::Grey(shades) => {
                for pixel in picture.pixels_mut() {
                    for value in &mut pixel.0[..3] {
                        *value = shades[usize::from(*value)];
                    }
                }
            }
            Self::Colours(transform) => {
                let width = picture.width() as usize * 4;
                let mut before = vec![0; width];
                for row in picture.chunks_exact_mut(width) {
                    before.copy_from_slice(row);
                    if transform.transform(&before, row).is_err() {
                        row.copy_from_slice(&before);
                    }
                }
            }
        }
    }
}

/// Whether the profile's white is many times brighter than paper. Such a picture has to be tone-mapped, which a conversion of
/// colours does not do: it would come out nearly black.
fn of_another_range(profile: &ColorProfile) -> bool {
    profile.cicp.is_some_and(|coded| {
        matches!(
            coded.transfer_characteristics,
            TransferCharacteristics::Smpte2084 | TransferCharacteristics::Hlg
        )
    })
}

fn grey(profile: &ColorProfile) -> Option<Conversion> {
    let to = ColorProfile::new_srgb();
    let options = TransformOptions::default();
    let transform = profile
        .create_transform_8bit(Layout::Gray, &to, Layout::Rgb, options)
        .ok()?;
    let every: Vec<u8> = (0..=u8::MAX).collect();
    let mut drawn = vec![0; every.len() * 3];
    transform.transform(&every, &mut drawn).ok()?;
    let mut shades = Box::new([0; 256]);
    for (shade, colour) in shades.iter_mut().zip(drawn.chunks_exact(3)) {
        *shade = colour[0];
    }
    let honest = shades[255] >= WHITE_AT_LEAST && shades[0] <= BLACK_AT_MOST;
    (honest && moves(&every, shades.as_slice())).then_some(Conversion::Grey(shades))
}

fn colours(profile: &ColorProfile) -> Option<Conversion> {
    let to = ColorProfile::new_srgb();
    let options = TransformOptions::default();
    let transform = profile
        .create_transform_8bit(Layout::Rgba, &to, Layout::Rgba, options)
        .ok()?;
    let lattice = lattice();
    let mut drawn = vec![0; lattice.len()];
    transform.transform(&lattice, &mut drawn).ok()?;
    let black = drawn.first_chunk::<3>()?;
    let white = drawn.last_chunk::<4>()?;
    let honest = white.iter().all(|&value| value >= WHITE_AT_LEAST)
        && black.iter().all(|&value| value <= BLACK_AT_MOST);
    (honest && moves(&lattice, &drawn)).then_some(Conversion::Colours(transform))
}

/// Nine steps of each channel with each of the others, from black to white.
fn lattice() -> Vec<u8> {
    let step = |step: u32| (step * 255 / 8) as u8;
    (0..9 * 9 * 9)
        .flat_map(|at| [step(at / 81), step(at / 9 % 9), step(at % 9), 255])
        .collect()
}

/// Whether a conversion does more than round. sRGB comes in many files, which no name and no hash tells reliably; what they have
/// in common is that nothing moves.
fn moves(before: &[u8], after: &[u8]) -> bool {
    let mut pairs = before.iter().zip(after);
    pairs.any(|(before, after)| before.abs_diff(*after) > ROUNDING)
}

#[cfg(test)]
mod tests;
