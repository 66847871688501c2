//! What people upload: every kind of file ends in a picture or in one reason.
#![cfg(feature = "uploads")]

use engine::uploads::{MAX_BYTES, UploadError, prepare};
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use std::io::Cursor;

type Outcome = Result<(), Box<dyn std::error::Error>>;

fn encoded(picture: &DynamicImage, format: ImageFormat) -> Result<Vec<u8>, image::ImageError> {
    let mut out = Cursor::new(Vec::new());
    picture.write_to(&mut out, format)?;
    Ok(out.into_inner())
}

/// A dark disc before a calm wall.
fn product(width: u32, height: u32) -> DynamicImage {
    let (cx, cy, r) = (
        width as f32 / 2.0,
        height as f32 / 2.0,
        width.min(height) as f32 * 0.3,
    );
    RgbImage::from_fn(width, height, |x, y| {
        let inside = (x as f32 - cx).hypot(y as f32 - cy) < r;
        if inside {
            Rgb([160, 40, 30])
        } else {
            Rgb([230, 228, (220 - y * 10 / height) as u8])
        }
    })
    .into()
}

/// A picture without any calm: every pixel is its own colour.
fn noise(side: u32) -> DynamicImage {
    RgbImage::from_fn(side, side, |x, y| {
        let v =
            (x.wrapping_mul(2_654_435_761) ^ y.wrapping_mul(40_503)).wrapping_mul(2_246_822_519);
        Rgb([(v >> 8) as u8, (v >> 16) as u8, (v >> 24) as u8])
    })
    .into()
}

/// A PNG whose header claims a size its data does not have.
fn bomb(width: u32, height: u32) -> Result<Vec<u8>, image::ImageError> {
    let mut bytes = encoded(&product(64, 64), ImageFormat::Png)?;
    bytes[16..20].copy_from_slice(&width.to_be_bytes());
    bytes[20..24].copy_from_slice(&height.to_be_bytes());
    let crc = crc32(&bytes[12..29]);
    bytes[29..33].copy_from_slice(&crc.to_be_bytes());
    Ok(bytes)
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0_u32, |crc, &byte| {
        (0..8).fold(crc ^ u32::from(byte), |c, _| {
            if c & 1 == 1 {
                (c >> 1) ^ 0xedb8_8320
            } else {
                c >> 1
            }
        })
    })
}

#[test]
fn what_cannot_be_taken_is_refused_with_its_reason() -> Outcome {
    let png = encoded(&product(300, 200), ImageFormat::Png)?;
    let jpeg = encoded(&product(300, 200), ImageFormat::Jpeg)?;
    let cases = [
        ("nothing", vec![], UploadError::NotAnImage),
        (
            "text",
            b"<html>hello</html>".to_vec(),
            UploadError::NotAnImage,
        ),
        (
            "gif",
            b"GIF89a\x01\x00\x01\x00\x00\x00\x00;".to_vec(),
            UploadError::UnsupportedType,
        ),
        (
            "half a png",
            png[..png.len() / 2].to_vec(),
            UploadError::Truncated,
        ),
        (
            "a png's first bytes",
            png[..20].to_vec(),
            UploadError::Truncated,
        ),
        (
            "half a jpeg header",
            jpeg[..40].to_vec(),
            UploadError::Truncated,
        ),
        (
            "one pixel",
            encoded(&product(1, 1), ImageFormat::Png)?,
            UploadError::TooSmall,
        ),
        (
            "a thin strip",
            encoded(&product(400, 20), ImageFormat::Png)?,
            UploadError::TooSmall,
        ),
        ("a bomb", bomb(50_000, 50_000)?, UploadError::TooManyPixels),
        (
            "a wide bomb",
            bomb(2_000_000_000, 64)?,
            UploadError::TooManyPixels,
        ),
        (
            "too many bytes",
            vec![0; MAX_BYTES + 1],
            UploadError::TooManyBytes,
        ),
    ];
    for (name, bytes, expected) in cases {
        assert_eq!(prepare(&bytes).err(), Some(expected), "{name}");
    }
    Ok(())
}

#[test]
fn every_kind_is_read_and_a_calm_ground_is_cut_away() -> Outcome {
    for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP] {
        let prepared = prepare(&encoded(&product(400, 300), format)?)?;
        assert_eq!((prepared.width, prepared.height), (400, 300), "{format:?}");
        assert!(!prepared.has_transparency);
        let cut = prepared.cut_out.ok_or("the disc was not found")?;
        assert!((170..200).contains(&cut.width), "{format:?}: {}", cut.width);
        let pixels = image::load_from_memory(&cut.png)?.into_rgba8();
        assert_eq!(pixels.get_pixel(0, 0).0[3], 0);
        assert_eq!(pixels.get_pixel(cut.width / 2, cut.height / 2).0[3], 255);
    }
    Ok(())
}

#[test]
fn a_lively_ground_gives_no_cut_out() -> Outcome {
    assert_eq!(
        prepare(&encoded(&noise(200), ImageFormat::Png)?)?.cut_out,
        None
    );
    Ok(())
}

#[test]
fn a_plain_wall_has_no_subject() -> Outcome {
    let wall = RgbImage::from_pixel(200, 200, Rgb([200, 190, 180]));
    assert_eq!(
        prepare(&encoded(&wall.into(), ImageFormat::Png)?)?.cut_out,
        None
    );
    Ok(())
}

/// What is not seen has a colour too, here black; when a picture is made smaller it must not darken the outline.
#[test]
fn a_large_cut_out_gets_no_dark_outline() -> Outcome {
    let red = image::Rgba([220, 30, 30, 255]);
    let disc = image::RgbaImage::from_fn(2400, 2400, |x, y| {
        let from = |v: u32| f64::from(v) - 1200.0;
        let within = from(x).hypot(from(y)) < 900.0;
        if within { red } else { image::Rgba([0; 4]) }
    });
    let made = prepare(&encoded(&DynamicImage::ImageRgba8(disc), ImageFormat::Png)?)?;
    let kept = image::load_from_memory(&made.original_png)?.into_rgba8();
    assert_eq!(kept.dimensions(), (1600, 1600));
    let edge: Vec<_> = kept
        .pixels()
        .filter(|p| (16..240).contains(&p.0[3]))
        .collect();
    assert!(
        edge.len() > 1000,
        "{} pixels lie on the outline",
        edge.len()
    );
    for pixel in edge {
        assert!(pixel.0[0] >= 205, "{pixel:?}");
    }
    Ok(())
}

/// A picture of sixteen bits a colour takes twice the memory, so half as many pixels of it are taken.
#[test]
fn what_counts_is_the_memory_a_picture_takes() -> Outcome {
    let deep = DynamicImage::ImageRgba16(image::ImageBuffer::new(5600, 4000));
    let refused = prepare(&encoded(&deep, ImageFormat::Png)?);
    assert_eq!(refused, Err(UploadError::TooManyPixels));
    Ok(())
}

#[test]
fn large_pictures_are_kept_smaller_and_transparency_is_trimmed() -> Outcome {
    let large = prepare(&encoded(&product(2400, 1200), ImageFormat::Jpeg)?)?;
    assert_eq!((large.width, large.height), (1600, 800));
    let sample = prepare(engine::templates::ALL[0].sample.picture.png)?;
    assert!(sample.has_transparency && sample.cut_out.is_some());
    Ok(())
}
