//! Looking at a finished file the way a player would.

use super::decode::{decoder, size_of, undecodable};
use super::mp4_file::{Track, broken};
use crate::Size;
use openh264::decoder::{DecodedYUV, DecoderConfig};
use openh264::formats::YUVSource;

/// What a file should contain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Expected {
    pub size: Size,
    pub frames: u32,
}

/// Why a file is not what it should be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    #[error("The file is not a playable MP4: {0}.")]
    NotPlayable(String),
    #[error("The video has {found} frames instead of {expected}.")]
    Frames { found: u32, expected: u32 },
    #[error("The video is {found_width} x {found_height} pixels instead of {width} x {height}.")]
    Size {
        found_width: u32,
        found_height: u32,
        width: u32,
        height: u32,
    },
    #[error("The video is blank.")]
    Blank,
    #[error("The video does not move.")]
    Frozen,
}

/// Brightness varies by less than this in a blank frame.
const BLANK: f64 = 1.5;
/// Frames that differ by less than this on average are the same picture encoded twice.
const FROZEN: f64 = 0.35;

/// Decodes the first, a middle and the last frame and compares.
///
/// # Errors
/// The first fault found.
pub fn verify(mp4: &[u8], expected: &Expected) -> Result<(), Fault> {
    let track = Track::read(mp4)?;
    let found = u32::try_from(track.frames()).unwrap_or(u32::MAX);
    if found != expected.frames || found == 0 {
        return Err(Fault::Frames {
            found,
            expected: expected.frames,
        });
    }
    let last = track.frames() - 1;
    let mut seen: Vec<Vec<u8>> = Vec::with_capacity(3);
    for frame in [0, track.key_before(last / 2), last] {
        let (size, brightness) = decode(&track, frame)?;
        if size != expected.size {
            return Err(Fault::Size {
                found_width: size.width,
                found_height: size.height,
                width: expected.size.width,
                height: expected.size.height,
            });
        }
        if deviation(&brightness) < BLANK {
            return Err(Fault::Blank);
        }
        seen.push(brightness);
    }
    let still = seen
        .windows(2)
        .all(|pair| difference(&pair[0], &pair[1]) < FROZEN);
    if last > 0 && still && difference(&seen[0], &seen[2]) < FROZEN {
        return Err(Fault::Frozen);
    }
    Ok(())
}

/// Decodes from the key frame before a frame up to it; gives its size and a thinned brightness plane.
fn decode(track: &Track<'_>, frame: usize) -> Result<(Size, Vec<u8>), Fault> {
    let mut decoder = decoder(DecoderConfig::new())?;
    decoder.decode(track.parameters()).map_err(undecodable)?;
    let mut found = None;
    for index in track.key_before(frame)..=frame {
        let data = track.frame(index)?;
        if let Some(picture) = decoder.decode(&data).map_err(undecodable)? {
            found = (index == frame).then(|| thin(&picture));
        }
    }
    if found.is_none() {
        found = decoder
            .flush_remaining()
            .map_err(undecodable)?
            .last()
            .map(thin);
    }
    found.ok_or_else(|| broken("a frame cannot be decoded"))
}

/// Every eighth sample of every eighth row: enough to tell pictures apart.
fn thin(picture: &DecodedYUV<'_>) -> (Size, Vec<u8>) {
    let (width, height) = picture.dimensions();
    let stride = picture.strides().0;
    let rows = picture.y().chunks(stride).take(height).step_by(8);
    let brightness = rows
        .flat_map(|row| row[..width].iter().step_by(8).copied())
        .collect();
    (size_of(picture), brightness)
}

fn deviation(values: &[u8]) -> f64 {
    let count = values.len().max(1) as f64;
    let mean = values.iter().map(|&v| f64::from(v)).sum::<f64>() / count;
    let square = values
        .iter()
        .map(|&v| (f64::from(v) - mean) * (f64::from(v) - mean))
        .sum::<f64>();
    (square / count).sqrt()
}

fn difference(a: &[u8], b: &[u8]) -> f64 {
    let sum = a
        .iter()
        .zip(b)
        .map(|(&x, &y)| u64::from(x.abs_diff(y)))
        .sum::<u64>();
    sum as f64 / a.len().max(1) as f64
}
