//! Reading and writing PNG, the same way natively and in the browser.

use crate::{AssetError, Size};

/// The longest side an image of a scene may have.
const SIDE_MAX: u32 = 4096;

/// Straight RGBA8 pixels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pixels {
    pub size: Size,
    pub rgba: Vec<u8>,
}

/// Decodes any PNG to RGBA8. The header is checked before a pixel is read.
pub fn decode(bytes: &[u8]) -> Result<Pixels, AssetError> {
    let mut decoder = png::Decoder::new(std::io::Cursor::new(bytes));
    decoder.set_transformations(
        png::Transformations::normalize_to_color8() | png::Transformations::ALPHA,
    );
    decoder.set_limits(png::Limits {
        bytes: 128 * 1024 * 1024,
    });
    let header = decoder.read_header_info().map_err(|_| AssetError::NotPng)?;
    let size = Size::new(header.width, header.height);
    if size.width > SIDE_MAX || size.height > SIDE_MAX {
        return Err(AssetError::TooLarge);
    }
    let mut reader = decoder.read_info().map_err(|_| AssetError::Damaged)?;
    let mut buffer = vec![0; reader.output_buffer_size().ok_or(AssetError::TooLarge)?];
    let info = reader
        .next_frame(&mut buffer)
        .map_err(|_| AssetError::Damaged)?;
    let rgba = match info.color_type {
        png::ColorType::Rgba => buffer,
        png::ColorType::GrayscaleAlpha => buffer
            .chunks_exact(2)
            .flat_map(|p| [p[0], p[0], p[0], p[1]])
            .collect(),
        _ => return Err(AssetError::Damaged),
    };
    if rgba.len() < size.rgba_len() {
        return Err(AssetError::Damaged);
    }
    Ok(Pixels { size, rgba })
}

/// Encodes RGBA8 pixels, without alpha if none of them is see-through.
pub fn encode(size: Size, rgba: &[u8]) -> Vec<u8> {
    let opaque = rgba.chunks_exact(4).all(|p| p[3] == 255);
    let rgb: Vec<u8>;
    let (colour, data) = if opaque {
        rgb = rgba
            .chunks_exact(4)
            .flat_map(|p| [p[0], p[1], p[2]])
            .collect();
        (png::ColorType::Rgb, rgb.as_slice())
    } else {
        (png::ColorType::Rgba, rgba)
    };
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, size.width, size.height);
    encoder.set_color(colour);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Balanced);
    // Writing into memory cannot fail once the header fits the data, which `size` guarantees.
    if let Ok(mut writer) = encoder.write_header() {
        let _ = writer.write_image_data(data);
    }
    out
}
