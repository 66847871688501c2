//! A photo that is nobody's: ridges in the haze under an evening sky, computed, with texture and grain as a camera
//! gives them. It is the same on every machine, and too large to be kept beside the code.

use std::error::Error;

/// Six megapixels, 3:2.
const WIDTH: u32 = 3000;
const HEIGHT: u32 = 2000;

type Rgb = [f64; 3];

const ZENITH: Rgb = [52.0, 74.0, 128.0];
const HORIZON: Rgb = [250.0, 188.0, 132.0];
const CLOUD: Rgb = [255.0, 214.0, 190.0];
const SUN: Rgb = [255.0, 240.0, 205.0];
const FAR: Rgb = [176.0, 140.0, 150.0];
const NEAR: Rgb = [22.0, 30.0, 38.0];

/// Height of a ridge's crest as a share of the picture, its roughness, and how near it is.
const RIDGES: [(f64, f64, f64); 6] = [
    (0.46, 0.10, 0.05),
    (0.53, 0.13, 0.22),
    (0.60, 0.14, 0.42),
    (0.70, 0.16, 0.62),
    (0.80, 0.15, 0.82),
    (0.92, 0.16, 1.0),
];

/// The picture as a PNG file.
///
/// # Errors
/// If it cannot be encoded.
pub fn png() -> Result<Vec<u8>, Box<dyn Error>> {
    let crests: Vec<Vec<f64>> = (0..RIDGES.len()).map(crest).collect();
    let mut pixels = Vec::with_capacity((WIDTH * HEIGHT * 3) as usize);
    for y in 0..HEIGHT {
        for x in 0..WIDTH {
            let seen = pixel(x, y, &crests);
            // A sensor's noise is the same for the three colours but for a little.
            let grain = 7.0 * (random(x, y, 90) - 0.5);
            for (channel, value) in seen.into_iter().enumerate() {
                let own = 3.0 * (random(x, y, 91 + channel as u32) - 0.5);
                pixels.push((value + grain + own + 0.5).clamp(0.0, 255.0) as u8);
            }
        }
    }
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, WIDTH, HEIGHT);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.write_header()?.write_image_data(&pixels)?;
    Ok(file)
}

/// Where the crest of a ridge is in each column, as a share of the picture's height.
fn crest(ridge: usize) -> Vec<f64> {
    let (height, roughness, near) = RIDGES[ridge];
    let scale = 2.0 + 2.0 * near;
    (0..WIDTH)
        .map(|x| {
            let along = f64::from(x) / f64::from(HEIGHT) * scale;
            height + roughness * (0.5 - noise(along, 7.3, 8, 10 + ridge as u32))
        })
        .collect()
}

fn pixel(x: u32, y: u32, crests: &[Vec<f64>]) -> Rgb {
    let (u, v) = (
        f64::from(x) / f64::from(HEIGHT),
        f64::from(y) / f64::from(HEIGHT),
    );
    let front = (0..crests.len())
        .rev()
        .find(|&ridge| v >= crests[ridge][x as usize]);
    match front {
        Some(ridge) => rock(u, v, v - crests[ridge][x as usize], ridge),
        None => sky(u, v),
    }
}

fn sky(u: f64, v: f64) -> Rgb {
    let air = mix(ZENITH, HORIZON, (v / 0.5).min(1.0));
    // Clouds are long and flat, denser towards the horizon.
    let cover = (noise(u * 2.2, v * 7.0, 6, 40) - 0.5 + 0.2 * v) * 4.0;
    let clouded = mix(air, CLOUD, cover.clamp(0.0, 0.85));
    let away = ((u - 1.0) * (u - 1.0) + (v - 0.36) * (v - 0.36)).sqrt();
    let glow = 1.0 / (1.0 + (away / 0.09) * (away / 0.09));
    mix(clouded, SUN, glow.min(1.0))
}

/// A ridge's surface, so far below its crest; haze lies at its foot.
fn rock(u: f64, v: f64, below: f64, ridge: usize) -> Rgb {
    let near = RIDGES[ridge].2;
    let body = mix(FAR, NEAR, near);
    let grown = 6.0 + 30.0 * near;
    let relief = noise(u * grown, v * grown * 1.6, 6, 60 + ridge as u32) - 0.5;
    let lit = body.map(|channel| channel * (1.0 + 1.3 * relief * (0.35 + near)));
    let haze = (below / 0.22).clamp(0.0, 1.0) * 0.65 * (1.0 - near);
    mix(lit, HORIZON, haze)
}

fn mix(from: Rgb, to: Rgb, share: f64) -> Rgb {
    [0, 1, 2].map(|i| from[i] + (to[i] - from[i]) * share)
}

/// Smooth noise of so many octaves, around a half.
fn noise(x: f64, y: f64, octaves: u32, seed: u32) -> f64 {
    let (mut sum, mut weight, mut scale) = (0.0, 0.5, 1.0);
    for octave in 0..octaves {
        sum += weight * lattice(x * scale, y * scale, seed * 31 + octave);
        weight *= 0.5;
        scale *= 2.03;
    }
    sum
}

fn lattice(x: f64, y: f64, seed: u32) -> f64 {
    let (left, top) = (x.floor(), y.floor());
    let smooth = |part: f64| part * part * (3.0 - 2.0 * part);
    let (across, down) = (smooth(x - left), smooth(y - top));
    let corner = |dx: u32, dy: u32| random(left as u32 + dx, top as u32 + dy, seed);
    let upper = corner(0, 0) + (corner(1, 0) - corner(0, 0)) * across;
    let lower = corner(0, 1) + (corner(1, 1) - corner(0, 1)) * across;
    upper + (lower - upper) * down
}

/// A number from 0 to 1 that belongs to a place.
fn random(x: u32, y: u32, seed: u32) -> f64 {
    let mut mixed = x
        .wrapping_mul(0x9e37_79b1)
        .wrapping_add(y.wrapping_mul(0x85eb_ca77))
        .wrapping_add(seed.wrapping_mul(0xc2b2_ae3d));
    for by in [0x7feb_352d, 0x846c_a68b] {
        mixed = (mixed ^ (mixed >> 15)).wrapping_mul(by);
    }
    f64::from(mixed ^ (mixed >> 16)) / f64::from(u32::MAX)
}
