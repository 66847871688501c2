//! Animated WebP, through libwebp.

use super::moving::{Writer, broken};
use crate::{RenderError, Size};
use webp_animation::{Encoder, EncoderOptions, EncodingConfig};

/// Of 100: above it files grow faster than anybody sees.
const QUALITY: f32 = 78.0;

pub struct WebpWriter(Encoder);

impl WebpWriter {
    pub fn new(size: Size) -> Result<Self, RenderError> {
        let options = EncoderOptions {
            encoding_config: Some(EncodingConfig::new_lossy(QUALITY)),
            ..EncoderOptions::default()
        };
        Encoder::new_with_options((size.width, size.height), options)
            .map(Self)
            .map_err(broken)
    }
}

/// Milliseconds as libwebp counts them.
fn signed(ms: u32) -> Result<i32, RenderError> {
    i32::try_from(ms).map_err(broken)
}

impl Writer for WebpWriter {
    fn add(&mut self, rgba: &[u8], from_ms: u32) -> Result<(), RenderError> {
        self.0.add_frame(rgba, signed(from_ms)?).map_err(broken)
    }

    fn end(self: Box<Self>, until_ms: u32) -> Result<Vec<u8>, RenderError> {
        let file = self.0.finalize(signed(until_ms)?).map_err(broken)?;
        Ok(file.to_vec())
    }
}
