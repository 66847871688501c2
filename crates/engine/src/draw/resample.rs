//! Making a picture smaller without flicker. The rasteriser looks at four pixels only, so a picture
//! much larger than its place would sparkle as it moves.

use crate::Size;
use crate::png_io::Pixels;
use crate::triangle::{ONE, weights};

/// The picture as premultiplied RGBA8, at most `most` large. It never grows.
pub fn premultiplied(pixels: &Pixels, most: (f64, f64)) -> (Size, Vec<u8>) {
    let mut data: Vec<u8> = Vec::with_capacity(pixels.size.rgba_len());
    for p in pixels.rgba[..pixels.size.rgba_len()].chunks_exact(4) {
        let a = u32::from(p[3]);
        let part = |v: u8| ((u32::from(v) * a + 127) / 255) as u8;
        data.extend([part(p[0]), part(p[1]), part(p[2]), p[3]]);
    }
    let size = pixels.size;
    let ratio = (most.0 / f64::from(size.width)).max(most.1 / f64::from(size.height));
    if ratio >= 0.9 {
        return (size, data);
    }
    let shrink = |side: u32| ((f64::from(side) * ratio + 0.5) as u32).max(1);
    let target = Size::new(shrink(size.width), shrink(size.height));
    let wide = columns(&data, size, target.width);
    let turned = transpose(&wide, Size::new(target.width, size.height));
    let small = columns(&turned, Size::new(size.height, target.width), target.height);
    (
        target,
        transpose(&small, Size::new(target.height, target.width)),
    )
}

/// Resizes every row to `width` with a triangle as wide as two target pixels.
fn columns(data: &[u8], size: Size, width: u32) -> Vec<u8> {
    let scale = f64::from(size.width) / f64::from(width);
    let taps: Vec<(usize, Vec<u32>)> = (0..width)
        .map(|x| weights(x, scale, 0.0, size.width))
        .collect();
    let mut out = Vec::with_capacity(width as usize * size.height as usize * 4);
    for row in data.chunks_exact(size.width as usize * 4) {
        for (first, weights) in &taps {
            let mut sum = [ONE / 2; 4];
            for (pixel, weight) in row[first * 4..].chunks_exact(4).zip(weights) {
                for (total, &value) in sum.iter_mut().zip(pixel) {
                    *total += u32::from(value) * weight;
                }
            }
            out.extend(sum.map(|v| (v / ONE).min(255) as u8));
        }
    }
    out
}

fn transpose(data: &[u8], size: Size) -> Vec<u8> {
    let (width, height) = (size.width as usize, size.height as usize);
    let mut out = vec![0; data.len()];
    for (y, row) in data.chunks_exact(width * 4).enumerate() {
        for (x, pixel) in row.chunks_exact(4).enumerate() {
            let to = (x * height + y) * 4;
            out[to..to + 4].copy_from_slice(pixel);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_even_picture_stays_even_and_a_small_one_stays_as_it_is() {
        let pixels = Pixels {
            size: Size::new(100, 60),
            rgba: [200, 100, 50, 255].repeat(6000),
        };
        let (size, data) = premultiplied(&pixels, (25.0, 15.0));
        assert_eq!(size, Size::new(25, 15));
        assert!(data.chunks_exact(4).all(|p| p == [200, 100, 50, 255]));
        assert_eq!(premultiplied(&pixels, (400.0, 400.0)).0, pixels.size);
    }
}
