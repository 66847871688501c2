//! Finding the subject.

use super::CutOut;
use image::RgbaImage;

pub fn find(picture: &RgbaImage, has_transparency: bool) -> Option<CutOut> {
    has_transparency.then(|| trimmed(picture)).flatten()
}

/// The part of the picture that is seen, with a margin of one pixel.
fn trimmed(picture: &RgbaImage) -> Option<CutOut> {
    let (mut x0, mut y0, mut x1, mut y1) = (u32::MAX, u32::MAX, 0, 0);
    for (x, y, p) in picture.enumerate_pixels() {
        if p.0[3] > 8 {
            (x0, y0, x1, y1) = (x0.min(x), y0.min(y), x1.max(x), y1.max(y));
        }
    }
    if x0 > x1 {
        return None;
    }
    let (x0, y0) = (x0.saturating_sub(1), y0.saturating_sub(1));
    let (x1, y1) = (
        (x1 + 1).min(picture.width() - 1),
        (y1 + 1).min(picture.height() - 1),
    );
    let part = image::imageops::crop_imm(picture, x0, y0, x1 - x0 + 1, y1 - y0 + 1).to_image();
    let size = crate::Size::new(part.width(), part.height());
    Some(CutOut {
        width: size.width,
        height: size.height,
        png: crate::png_io::encode(size, part.as_raw()),
    })
}
