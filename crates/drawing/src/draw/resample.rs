//! Making a picture smaller without flicker. The rasteriser looks at four pixels only, so a picture
//! much larger than its place would sparkle as it moves.

use crate::Size;
use crate::png_io::Pixels;
use crate::triangle::{ONE, weights};

/// The picture as premultiplied RGBA8, at most `most` large. It never grows. Photos are large, so that it is made row by row,
/// without a copy of the whole in between.
pub fn premultiplied(pixels: &Pixels, most: (f64, f64)) -> (Size, Vec<u8>) {
    let size = pixels.size;
    let rows = pixels.rgba[..size.rgba_len()]
        .chunks_exact(size.width as usize * 4)
        .map(premultiplied_row);
    let ratio = (most.0 / f64::from(size.width)).max(most.1 / f64::from(size.height));
    if ratio >= 0.9 {
        let mut data = Vec::with_capacity(size.rgba_len());
        rows.for_each(|row| data.extend(row));
        return (size, data);
    }
    let shrink = |side: u32| ((f64::from(side) * ratio + 0.5) as u32).max(1);
    let target = Size::new(shrink(size.width), shrink(size.height));
    let turned = columns(rows, size, target.width);
    let rows = turned.chunks_exact(size.height as usize * 4);
    let small = columns(rows, Size::new(size.height, target.width), target.height);
    (target, small)
}

fn premultiplied_row(row: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(row.len());
    for p in row.chunks_exact(4) {
        let a = u32::from(p[3]);
        let part = |v: u8| ((u32::from(v) * a + 127) / 255) as u8;
        out.extend([part(p[0]), part(p[1]), part(p[2]), p[3]]);
    }
    out
}

/// Resizes every row to `width` with a triangle as wide as two target pixels, and makes a column of it.
fn columns(rows: impl Iterator<Item = impl AsRef<[u8]>>, size: Size, width: u32) -> Vec<u8> {
    let scale = f64::from(size.width) / f64::from(width);
    let taps: Vec<(usize, Vec<u32>)> = (0..width)
        .map(|x| weights(x, scale, 0.0, size.width))
        .collect();
    let height = size.height as usize;
    let mut out = vec![0; width as usize * height * 4];
    for (y, row) in rows.enumerate() {
        let places = out
            .chunks_exact_mut(height * 4)
            .map(|column| &mut column[y * 4..y * 4 + 4]);
        for ((first, weights), place) in taps.iter().zip(places) {
            let mut sum = [ONE / 2; 4];
            for (pixel, weight) in row.as_ref()[first * 4..].chunks_exact(4).zip(weights) {
                for (total, &value) in sum.iter_mut().zip(pixel) {
                    *total += u32::from(value) * weight;
                }
            }
            place.copy_from_slice(&sum.map(|v| (v / ONE).min(255) as u8));
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
