use crate::Size;
use crate::uploads::{MaskError, Photo, prepare};
use drawing::png_io;

const SIDE: u32 = 96;

fn drawn(width: u32, height: u32, pixel: impl Fn(u32, u32) -> [u8; 4]) -> Vec<u8> {
    let rgba: Vec<u8> = (0..width * height)
        .flat_map(|at| pixel(at % width, at / width))
        .collect();
    png_io::encode(Size::new(width, height), &rgba)
}

/// A lively picture, in which nothing is found without a mask.
fn lively() -> Vec<u8> {
    drawn(SIDE, SIDE, |x, y| {
        let v = x.wrapping_mul(2_654_435_761) ^ y.wrapping_mul(40_503);
        let [r, g, b, _] = v.wrapping_mul(2_246_822_519).to_le_bytes();
        [r, g, b, 255]
    })
}

/// 255 within a square of 40 pixels, 0 elsewhere.
fn square(x: u32, y: u32) -> u8 {
    let within = (20..60).contains(&x) && (30..70).contains(&y);
    if within { 255 } else { 0 }
}

fn cut_out_by(mask: &[u8]) -> Result<image::RgbaImage, MaskError> {
    let mut photo = Photo::read(&lively()).expect("is taken");
    photo.cut_out_by(mask)?;
    let cut = photo.prepared().cut_out.expect("a cut-out");
    Ok(image::load_from_memory(&cut.png)
        .expect("a PNG")
        .into_rgba8())
}

#[test]
fn a_mask_finds_what_no_calm_ground_shows() {
    assert_eq!(prepare(&lively()).expect("is taken").cut_out, None);
    let grey = image::GrayImage::from_fn(SIDE, SIDE, |x, y| image::Luma([square(x, y)]));
    let mut png = std::io::Cursor::new(Vec::new());
    let written = grey.write_to(&mut png, image::ImageFormat::Png);
    written.expect("writes a grey PNG");
    // The subject alone, as many programs answer, says the same by its alpha.
    let alone = drawn(SIDE, SIDE, |x, y| [90, 20, 200, square(x, y)]);
    let cut = cut_out_by(png.get_ref()).expect("a mask");
    assert_eq!(cut_out_by(&alone).expect("a mask"), cut);
    // With a margin of one, and softer on each side, as what is cut out by ourselves.
    assert_eq!(cut.dimensions(), (42, 42));
    assert_eq!(cut.get_pixel(0, 20).0[3], 0);
    assert_eq!(cut.get_pixel(20, 20).0[3], 255);
    let softened = cut.pixels().any(|p| (1..255).contains(&p.0[3]));
    assert!(softened, "a hard mask gets a soft edge");
}

/// Hair and glass are why somebody asks a model at all.
#[test]
fn the_shades_of_a_mask_are_kept() {
    let soft = drawn(SIDE, SIDE, |x, y| {
        let share = match (x, y) {
            (40, 10..=29) => 90,
            _ => square(x, y),
        };
        [share, share, share, 255]
    });
    let cut = cut_out_by(&soft).expect("a mask");
    // The hair of one pixel begins at the top, behind the margin of one.
    assert_eq!(cut.dimensions(), (42, 62));
    assert_eq!(cut.get_pixel(40 - 19, 10).0[3], 90);
    assert_eq!(cut.get_pixel(1, 21).0[3], 255);
}

#[test]
fn what_is_no_mask_is_refused_and_the_photo_is_not() {
    let all = |value: u8| drawn(SIDE, SIDE, move |_, _| [value, value, value, 255]);
    let cases = [
        (b"sorry".to_vec(), MaskError::NotPng),
        (lively()[..400].to_vec(), MaskError::NotPng),
        (
            drawn(95, 96, |x, y| [square(x, y), 0, 0, 255]),
            MaskError::AnotherSize,
        ),
        (lively(), MaskError::Coloured),
        (all(0), MaskError::NothingToldApart),
        (all(255), MaskError::NothingToldApart),
    ];
    for (mask, expected) in cases {
        let mut photo = Photo::read(&lively()).expect("is taken");
        assert_eq!(photo.cut_out_by(&mask), Err(expected));
        assert_eq!(Ok(photo.prepared()), prepare(&lively()), "{expected:?}");
    }
}
