//! When the pictures of an MP4 file are seen.

use super::mp4_file::{child, words};

/// The times of a track, in seconds.
pub struct Times {
    /// When each picture is seen first, ascending, the first at 0.
    pub starts: Vec<f64>,
    /// How long all of them last.
    pub length: f64,
    /// They are stored in another order than they are seen in.
    pub reordered: bool,
}

/// Reads the times of so many samples; none if the tables do not tell them all.
pub fn read(media: &[u8], table: &[u8], samples: usize) -> Option<Times> {
    let header = child(media, b"mdhd")?;
    let scale_at = if header.first()? == &1 { 20 } else { 12 };
    let scale = f64::from(words(header, scale_at).next().filter(|scale| *scale > 0)?);
    let durations = spread(child(table, b"stts")?, samples)?;
    let offsets = match child(table, b"ctts") {
        // Newer files count them with a sign; read as one, unsigned ones are the same.
        Some(list) => spread(list, samples)?,
        None => vec![0; samples],
    };
    let mut decoded_at = 0_i64;
    let mut seen = Vec::with_capacity(samples);
    for (&duration, &offset) in durations.iter().zip(&offsets) {
        seen.push(decoded_at + i64::from(offset.cast_signed()));
        decoded_at += i64::from(duration);
    }
    let reordered = !seen.is_sorted();
    seen.sort_unstable();
    let first = seen.first().copied().unwrap_or_default();
    Some(Times {
        starts: seen.iter().map(|&at| (at - first) as f64 / scale).collect(),
        length: decoded_at as f64 / scale,
        reordered,
    })
}

/// A run-length table as one number a sample.
fn spread(list: &[u8], samples: usize) -> Option<Vec<u32>> {
    let numbers: Vec<u32> = words(list, 8).collect();
    let mut out = Vec::with_capacity(samples);
    for run in numbers.chunks_exact(2) {
        let left = samples - out.len();
        out.extend(std::iter::repeat_n(run[1], (run[0] as usize).min(left)));
    }
    (out.len() == samples).then_some(out)
}
