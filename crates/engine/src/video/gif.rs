//! GIF: one palette for the whole scene, and in each picture only what has changed.

use super::moving::{Writer, broken};
use crate::{RenderError, Size};
use color_quant::NeuQuant;
use gif::{DisposalMethod, Encoder, Frame, Repeat};
use std::borrow::Cow;

/// The colours of the palette; the one left is see-through, for what stays as it was.
const COLOURS: usize = 255;
const CLEAR: u8 = 255;
/// How carefully colours are learnt: 1 looks at every sample, 30 at few.
const LEARNING: i32 = 3;
/// How far dithering moves a channel, of 256.
const DITHER: i32 = 9;
/// Not yet looked up.
const UNKNOWN: u16 = u16::MAX;

/// Bayer's thresholds. They depend on the place alone: what stands still stays the same pixel for pixel, and costs nothing.
const BAYER: [[i32; 8]; 8] = [
    [0, 32, 8, 40, 2, 34, 10, 42],
    [48, 16, 56, 24, 50, 18, 58, 26],
    [12, 44, 4, 36, 14, 46, 6, 38],
    [60, 28, 52, 20, 62, 30, 54, 22],
    [3, 35, 11, 43, 1, 33, 9, 41],
    [51, 19, 59, 27, 49, 17, 57, 25],
    [15, 47, 7, 39, 13, 45, 5, 37],
    [63, 31, 55, 23, 61, 29, 53, 21],
];

pub struct GifWriter {
    size: Size,
    encoder: Encoder<Vec<u8>>,
    palette: NeuQuant,
    /// The palette's nearest colour for each colour of 6 bits a channel.
    nearest: Vec<u16>,
    /// What is shown so far, as numbers of colours.
    shown: Vec<u8>,
    /// The picture whose end is not known yet.
    last: Option<(Frame<'static>, u32)>,
}

impl GifWriter {
    /// `samples` are pixels, RGBA8, that stand for the scene's colours.
    pub fn new(size: Size, samples: &[u8]) -> Result<Self, RenderError> {
        let wrong = |_| RenderError::Size {
            width: size.width,
            height: size.height,
        };
        let (width, height) = (
            u16::try_from(size.width).map_err(wrong)?,
            u16::try_from(size.height).map_err(wrong)?,
        );
        let palette = NeuQuant::new(LEARNING, COLOURS, samples);
        let mut colours = palette.color_map_rgb();
        colours.resize((COLOURS + 1) * 3, 0);
        let mut encoder = Encoder::new(Vec::new(), width, height, &colours).map_err(broken)?;
        encoder.set_repeat(Repeat::Infinite).map_err(broken)?;
        Ok(Self {
            size,
            encoder,
            palette,
            nearest: vec![UNKNOWN; 1 << 18],
            shown: Vec::new(),
            last: None,
        })
    }

    /// The picture in the palette's colours.
    fn mapped(&mut self, rgba: &[u8]) -> Vec<u8> {
        let width = self.size.width as usize;
        let mut indices = Vec::with_capacity(rgba.len() / 4);
        for (at, pixel) in rgba.chunks_exact(4).enumerate() {
            let threshold = BAYER[at / width % 8][at % width % 8];
            let shift = (threshold * 2 - 63) * DITHER / 128;
            let moved = |channel: u8| (i32::from(channel) + shift).clamp(0, 255) as usize;
            let [r, g, b] = [pixel[0], pixel[1], pixel[2]].map(moved);
            let slot = &mut self.nearest[(r >> 2) << 12 | (g >> 2) << 6 | b >> 2];
            if *slot == UNKNOWN {
                let centre = |channel: usize| (channel & !3) as u8 | 2;
                let colour = [centre(r), centre(g), centre(b), 255];
                *slot = self.palette.index_of(&colour).min(COLOURS - 1) as u16;
            }
            indices.push(*slot as u8);
        }
        indices
    }

    /// The part of a picture that differs from what is shown; none if nothing does.
    fn change(&self, indices: &[u8]) -> Option<Frame<'static>> {
        let width = self.size.width as usize;
        if self.shown.is_empty() {
            return Some(self.frame(indices.to_vec(), (0, 0), self.size));
        }
        let differs = |at: &usize| indices[*at] != self.shown[*at];
        let all = || (0..indices.len()).filter(differs);
        let (top, bottom) = (all().next()? / width, all().next_back()? / width);
        let left = all().map(|at| at % width).min()?;
        let right = all().map(|at| at % width).max()?;
        let mut buffer = Vec::with_capacity((right - left + 1) * (bottom - top + 1));
        for y in top..=bottom {
            let row = y * width + left..=y * width + right;
            buffer.extend(row.map(|at| if differs(&at) { indices[at] } else { CLEAR }));
        }
        let size = Size::new((right - left + 1) as u32, (bottom - top + 1) as u32);
        Some(self.frame(buffer, (left, top), size))
    }

    fn frame(&self, buffer: Vec<u8>, (left, top): (usize, usize), size: Size) -> Frame<'static> {
        // All of them lie within the whole picture, whose sides fit.
        Frame {
            dispose: DisposalMethod::Keep,
            transparent: (!self.shown.is_empty()).then_some(CLEAR),
            left: left as u16,
            top: top as u16,
            width: size.width as u16,
            height: size.height as u16,
            buffer: Cow::Owned(buffer),
            ..Frame::default()
        }
    }

    /// Writes the picture that is shown until now. Times are hundredths of a second, rounded from the start, so that
    /// they do not drift.
    fn write_last(&mut self, until_ms: u32) -> Result<(), RenderError> {
        let Some((mut frame, from_ms)) = self.last.take() else {
            return Ok(());
        };
        let hundredths = |ms: u32| (ms + 5) / 10;
        let delay = hundredths(until_ms) - hundredths(from_ms);
        frame.delay = u16::try_from(delay).unwrap_or(u16::MAX);
        self.encoder.write_frame(&frame).map_err(broken)
    }
}

impl Writer for GifWriter {
    fn add(&mut self, rgba: &[u8], from_ms: u32) -> Result<(), RenderError> {
        let indices = self.mapped(rgba);
        if let Some(frame) = self.change(&indices) {
            self.write_last(from_ms)?;
            self.last = Some((frame, from_ms));
            self.shown = indices;
        }
        Ok(())
    }

    fn end(mut self: Box<Self>, until_ms: u32) -> Result<Vec<u8>, RenderError> {
        self.write_last(until_ms)?;
        self.encoder.into_inner().map_err(broken)
    }
}
