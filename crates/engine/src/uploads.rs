//! People's pictures: checked, turned upright, and the subject found in them.

mod cut_out;

use crate::Size;

/// The largest file that is taken, in bytes.
pub const MAX_BYTES: usize = 20 * 1024 * 1024;
/// The most pixels a picture may have; checked from its header, before it is decoded.
pub const MAX_PIXELS: u64 = 40_000_000;
/// The shortest side a picture may have.
pub const MIN_SIDE: u32 = 64;
/// The longest side that is kept.
pub const KEPT_SIDE: u32 = 1600;

/// A picture ready to be used in scenes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prepared {
    pub width: u32,
    pub height: u32,
    pub has_transparency: bool,
    /// Upright, its longest side at most [`KEPT_SIDE`].
    pub original_png: Vec<u8>,
    /// The subject alone, trimmed. `None` if it could not be found honestly.
    pub cut_out: Option<CutOut>,
}

/// The subject alone on a transparent ground, trimmed to its outline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CutOut {
    pub width: u32,
    pub height: u32,
    pub png: Vec<u8>,
}

/// Why a picture was not taken. Its words are for logs; what its owner reads is up to whoever took the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum UploadError {
    #[error("the file is not a picture")]
    NotAnImage,
    #[error("the picture is no PNG, JPEG or WebP")]
    UnsupportedType,
    #[error("the file has more bytes than are taken")]
    TooManyBytes,
    #[error("the picture has more pixels than are taken")]
    TooManyPixels,
    #[error("the picture is too small")]
    TooSmall,
    #[error("the file ends too early or is damaged")]
    Truncated,
}

/// Checks and prepares an uploaded file.
///
/// # Errors
/// If the file is not a whole picture of a supported kind and size.
pub fn prepare(bytes: &[u8]) -> Result<Prepared, UploadError> {
    let upright = read(bytes)?;
    let has_transparency = upright.pixels().any(|p| p.0[3] < 250);
    let size = Size::new(upright.width(), upright.height());
    let original_png = drawing::png_io::encode(size, upright.as_raw());
    let cut_out = cut_out::find(&upright, has_transparency);
    Ok(Prepared {
        width: size.width,
        height: size.height,
        has_transparency,
        original_png,
        cut_out,
    })
}

fn read(bytes: &[u8]) -> Result<image::RgbaImage, UploadError> {
    use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader};
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
    let reader = ImageReader::with_format(std::io::Cursor::new(bytes), format);
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
    let orientation = decoder
        .orientation()
        .unwrap_or(image::metadata::Orientation::NoTransforms);
    let picture = DynamicImage::from_decoder(decoder).map_err(|_| UploadError::Truncated)?;
    let mut picture = DynamicImage::ImageRgba8(kept(picture.into_rgba8()));
    picture.apply_orientation(orientation);
    Ok(picture.into_rgba8())
}

/// The picture, its longest side at most [`KEPT_SIDE`].
fn kept(mut picture: image::RgbaImage) -> image::RgbaImage {
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
