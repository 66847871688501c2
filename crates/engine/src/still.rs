//! Stills for pages: small files of one frame.

use crate::{AssetError, Assets, RenderError, Renderer, Size};
use drawing::draw::resample;
use drawing::png_io;
use drawing::scene::Scene;
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

/// High enough that flat colours stay clean.
const QUALITY: u8 = 86;

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
    jpeg(size, renderer.frame(index)?).ok_or(RenderError::Size {
        width: size.width,
        height: size.height,
    })
}

/// A PNG file's picture as a JPEG file whose shorter side has at most so many pixels. What is transparent turns black.
///
/// # Errors
/// If the PNG cannot be read.
pub fn small_jpeg(png: &[u8], shorter_side: u32) -> Result<Vec<u8>, AssetError> {
    let pixels = png_io::decode(png)?;
    let most = f64::from(shorter_side);
    let (size, small) = resample::premultiplied(&pixels, (most, most));
    jpeg(size, &small).ok_or(AssetError::TooLarge)
}

/// Fails only for a side that no JPEG can have. Most stills are shown at half their size or less and none is looked at closely,
/// so colours at half of it lose nothing that is seen.
fn jpeg(size: Size, rgba: &[u8]) -> Option<Vec<u8>> {
    let side = |side: u32| u16::try_from(side).ok();
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, QUALITY);
    encoder.set_sampling_factor(SamplingFactor::F_2_2);
    encoder.set_optimized_huffman_tables(true);
    encoder.set_progressive(true);
    encoder
        .encode(rgba, side(size.width)?, side(size.height)?, ColorType::Rgba)
        .ok()?;
    Some(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_large_picture_becomes_a_small_file_of_its_shape() {
        let size = Size::new(900, 1600);
        let png = png_io::encode(size, &[40, 90, 160, 255].repeat(900 * 1600));
        let small = small_jpeg(&png, 480).expect("a picture");
        let read = image::load_from_memory(&small).expect("a JPEG file");
        assert_eq!((read.width(), read.height()), (480, 853));
        let middle = read.to_rgb8().get_pixel(240, 400).0;
        assert!(
            middle
                .iter()
                .zip([40, 90, 160])
                .all(|(found, wanted)| found.abs_diff(wanted) < 4)
        );
        assert_eq!(small_jpeg(b"not a picture", 480), Err(AssetError::NotPng));
    }
}
