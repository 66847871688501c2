//! An uploaded file, checked before it is decoded, as the upright picture that is kept.

use super::colours::{Conversion, Samples};
use super::{KEPT_SIDE, MAX_BYTES, MAX_PIXELS, MIN_SIDE, UploadError};
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, RgbaImage};

/// The most memory that a file may take before its pixels are decoded, in bytes, for what it carries beside them: packed, a
/// profile of half a megabyte can claim a thousand times as much.
const MAX_BESIDE: u64 = 32 << 20;

/// The picture in sRGB, upright, its longest side at most [`KEPT_SIDE`].
///
/// # Errors
/// If the file is not a whole picture of a supported kind and size.
pub fn read(bytes: &[u8]) -> Result<RgbaImage, UploadError> {
    let mut decoder = decoder(bytes)?;
    let orientation = decoder
        .orientation()
        .unwrap_or(image::metadata::Orientation::NoTransforms);
    let samples = match decoder.color_type().has_color() {
        true => Samples::Colours,
        false => Samples::Grey,
    };
    let profile = decoder.icc_profile().ok().flatten();
    let conversion = profile.and_then(|profile| Conversion::of(&profile, samples));
    let picture = DynamicImage::from_decoder(decoder).map_err(|_| UploadError::Truncated)?;
    let mut picture = kept(picture.into_rgba8());
    // Once it is small, and while its alpha is not premultiplied.
    if let Some(conversion) = conversion {
        conversion.apply(&mut picture);
    }
    let mut picture = DynamicImage::ImageRgba8(picture);
    picture.apply_orientation(orientation);
    Ok(picture.into_rgba8())
}

/// What will decode the file, once its kind and its size have been found to be taken.
fn decoder(bytes: &[u8]) -> Result<impl ImageDecoder, UploadError> {
    if bytes.len() > MAX_BYTES {
        return Err(UploadError::TooManyBytes);
    }
    let format = image::guess_format(bytes).map_err(|_| UploadError::NotAnImage)?;
    if !matches!(
        format,
        ImageFormat::Png | ImageFormat::Jpeg | ImageFormat::WebP
    ) {
        return Err(UploadError::UnsupportedType);
    }
    if format == ImageFormat::Png && claims_too_much(bytes) {
        return Err(UploadError::TooManyPixels);
    }
    if format == ImageFormat::WebP && claims_more_than_there_is(bytes) {
        return Err(UploadError::Truncated);
    }
    let mut reader = ImageReader::with_format(std::io::Cursor::new(bytes), format);
    let mut limits = image::Limits::default();
    limits.max_alloc = Some(MAX_BESIDE);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|_| UploadError::Truncated)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err(UploadError::TooManyPixels);
    }
    if width < MIN_SIDE || height < MIN_SIDE {
        return Err(UploadError::TooSmall);
    }
    // Of a picture with sixteen bits a colour half as many pixels are taken: what counts is the memory.
    if decoder.total_bytes() > MAX_PIXELS * 4 {
        return Err(UploadError::TooManyPixels);
    }
    let mut limits = image::Limits::default();
    limits.max_alloc = Some(MAX_PIXELS * 16);
    decoder
        .set_limits(limits)
        .map_err(|_| UploadError::TooManyPixels)?;
    Ok(decoder)
}

/// The picture, its longest side at most [`KEPT_SIDE`].
fn kept(mut picture: RgbaImage) -> RgbaImage {
    let (width, height) = picture.dimensions();
    let longest = width.max(height);
    if longest <= KEPT_SIDE {
        return picture;
    }
    let side = |side: u32| {
        let kept = u64::from(side) * u64::from(KEPT_SIDE) / u64::from(longest);
        u32::try_from(kept).unwrap_or(KEPT_SIDE).max(1)
    };
    // What is not seen has a colour too, often black. It must not be mixed into the outline.
    let clear = picture.pixels().any(|p| p.0[3] < 255);
    if clear {
        picture.pixels_mut().for_each(premultiply);
    }
    let filter = image::imageops::FilterType::Triangle;
    let mut small = image::imageops::resize(&picture, side(width), side(height), filter);
    if clear {
        small.pixels_mut().for_each(straighten);
    }
    small
}

fn premultiply(pixel: &mut image::Rgba<u8>) {
    let [r, g, b, a] = pixel.0.map(u32::from);
    let part = |v: u32| ((v * a + 127) / 255) as u8;
    pixel.0 = [part(r), part(g), part(b), pixel.0[3]];
}

fn straighten(pixel: &mut image::Rgba<u8>) {
    let [r, g, b, a] = pixel.0.map(u32::from);
    let whole = |v: u32| (v * 255 + a / 2).checked_div(a).unwrap_or(0).min(255) as u8;
    pixel.0 = [whole(r), whole(g), whole(b), pixel.0[3]];
}

/// Whether a chunk of a WebP claims to be longer than the file: decoders ask for the memory before they look.
fn claims_more_than_there_is(webp: &[u8]) -> bool {
    let mut at = 12;
    while let Some(length) = webp.get(at + 4..at + 8).and_then(|b| b.try_into().ok()) {
        let length = u32::from_le_bytes(length) as usize;
        if length > webp.len() - at - 8 {
            return true;
        }
        // Chunks begin at even places.
        at += 8 + length + length % 2;
    }
    false
}

/// Whether a PNG's header claims more pixels than are taken, read before any decoder sees it: absurd
/// sizes make decoders fail in ways that look like damage.
fn claims_too_much(png: &[u8]) -> bool {
    let side = |at: usize| {
        png.get(at..at + 4)
            .and_then(|b| b.try_into().ok())
            .map_or(0, |b| u64::from(u32::from_be_bytes(b)))
    };
    side(16) * side(20) > MAX_PIXELS
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::borrow::Cow;

    /// A chunk of a WebP that claims to be so long.
    fn chunk(name: &[u8; 4], length: u32, data: &[u8]) -> Vec<u8> {
        [name.as_slice(), &length.to_le_bytes(), data].concat()
    }

    #[test]
    fn a_webp_that_claims_more_than_it_has_is_refused_before_memory_is_asked_for() {
        let mut picture = std::io::Cursor::new(Vec::new());
        DynamicImage::new_rgb8(64, 64)
            .write_to(&mut picture, ImageFormat::WebP)
            .expect("written");
        let pixels = picture.into_inner().split_off(12);
        for (name, flags) in [(b"ICCP", 0x20), (b"EXIF", 0x08)] {
            let wide = [flags, 0, 0, 0, 63, 0, 0, 63, 0, 0];
            let body = [
                b"WEBP".as_slice(),
                &chunk(b"VP8X", 10, &wide),
                &pixels,
                &chunk(name, 0xFFFF_FFF0, b"short"),
            ]
            .concat();
            let file = chunk(b"RIFF", body.len() as u32, &body);
            assert!(
                matches!(decoder(&file).map(drop), Err(UploadError::Truncated)),
                "{}",
                String::from_utf8_lossy(name)
            );
        }
    }

    #[test]
    fn a_profile_that_swells_is_not_unpacked() {
        let mut info = png::Info::with_size(64, 64);
        info.icc_profile = Some(Cow::Owned(vec![0; MAX_BESIDE as usize + 1]));
        let mut file = Vec::new();
        png::Encoder::with_info(&mut file, info)
            .and_then(|encoder| encoder.write_header())
            .and_then(|mut writer| writer.write_image_data(&[0; 64 * 64]))
            .expect("written");
        assert!(file.len() < 1 << 20, "{} bytes", file.len());
        let profile = decoder(&file).map(|mut decoder| decoder.icc_profile());
        assert!(!matches!(profile, Ok(Ok(Some(_)))), "it was unpacked");
    }
}
