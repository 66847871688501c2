//! Stills for pages: small files of one frame.

use crate::scene::Scene;
use crate::{Assets, RenderError, Renderer, Size};
use image::ExtendedColorType;
use image::codecs::jpeg::JpegEncoder;

/// High enough that flat colours stay clean.
const QUALITY: u8 = 88;

/// One frame as a JPEG file.
///
/// # Errors
/// As [`Renderer::new`] and [`Renderer::frame`].
pub fn still_jpeg(
    scene: &Scene,
    assets: &Assets,
    size: Size,
    index: u32,
) -> Result<Vec<u8>, RenderError> {
    let mut renderer = Renderer::new(scene, assets, size)?;
    let rgb: Vec<u8> = renderer
        .frame(index)?
        .chunks_exact(4)
        .flat_map(|pixel| [pixel[0], pixel[1], pixel[2]])
        .collect();
    let mut file = Vec::new();
    JpegEncoder::new_with_quality(&mut file, QUALITY)
        .encode(&rgb, size.width, size.height, ExtendedColorType::Rgb8)
        .map_err(|error| RenderError::Scene(error.to_string()))?;
    Ok(file)
}
