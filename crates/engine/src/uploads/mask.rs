//! A subject as somebody else found it: how much of each pixel belongs to it.

use crate::Size;
use drawing::png_io;

/// The shares of a picture that a subject may fill. Where nothing or everything is subject, nothing was told apart.
const SUBJECT: std::ops::Range<f64> = 0.002..0.98;

/// How much of each pixel belongs to the subject, row by row, for a picture of one certain size.
pub struct Mask(Vec<u8>);

/// Why a mask was not taken. Its words are for logs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MaskError {
    #[error("the mask is no PNG, or a damaged one")]
    NotPng,
    #[error("the mask has another size than the picture")]
    AnotherSize,
    #[error("the mask has colours; it has to be grey, or to say by its alpha what is the subject")]
    Coloured,
    #[error("the mask says of nothing, or of everything, that it is the subject")]
    NothingToldApart,
}

impl Mask {
    /// Reads a PNG whose alpha, or without one whose grey, says what is the subject.
    pub fn read(png: &[u8], size: Size) -> Result<Self, MaskError> {
        let decoded = png_io::decode(png).map_err(|_| MaskError::NotPng)?;
        if decoded.size != size {
            return Err(MaskError::AnotherSize);
        }
        let pixels = || decoded.rgba.chunks_exact(4);
        let opaque = pixels().all(|p| p[3] == 255);
        if opaque && pixels().any(|p| p[0] != p[1] || p[1] != p[2]) {
            return Err(MaskError::Coloured);
        }
        let channel = if opaque { 0 } else { 3 };
        let shares: Vec<u8> = pixels().map(|p| p[channel]).collect();
        let subject = shares.iter().filter(|&&share| share > 127).count();
        if !SUBJECT.contains(&(subject as f64 / shares.len() as f64)) {
            return Err(MaskError::NothingToldApart);
        }
        Ok(Self(shares))
    }

    /// How much of each pixel belongs to the subject, row by row.
    pub fn shares(&self) -> &[u8] {
        &self.0
    }

    /// What is the subject, if the mask knows no in-between: its outline is then a staircase, as ours is before it is softened.
    pub fn as_hard(&self) -> Option<Vec<bool>> {
        let hard = self.0.iter().all(|&share| share == 0 || share == 255);
        hard.then(|| self.0.iter().map(|&share| share == 255).collect())
    }
}

#[cfg(test)]
mod tests;
