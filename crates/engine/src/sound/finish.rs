//! What makes a mix a recording: its loudness, its beginning, its end, and no peak that clips.

use super::RATE;
use super::mix::Frame;

/// Every bed is equally loud: the root of its mean square, 1 being full scale (-18 dB).
const LOUDNESS: f64 = 0.126;
/// Peaks are bent above this, so that none reaches the ceiling (-2 dB): room for what an encoder adds between samples.
const KNEE: f64 = 0.5;
const CEILING: f64 = 0.794;
/// How long it takes to begin and to end, in seconds. The encoder's first frames are heard incomplete, so there must be
/// next to nothing in them.
const BEGIN: f64 = 0.06;
const END: f64 = 1.2;
/// The very end is silent, so that whatever follows begins clean.
const SILENT: f64 = 0.02;

/// The finished samples.
pub fn master(mix: Vec<Frame>) -> Vec<[i16; 2]> {
    let gain = LOUDNESS / loudness(&mix).max(1e-9);
    let length = mix.len();
    let at = |index: usize| index as f64 / f64::from(RATE);
    mix.into_iter()
        .enumerate()
        .map(|(index, frame)| {
            let left = at(length - 1 - index) - SILENT;
            let fade = eased(at(index) / BEGIN) * eased(left / END);
            frame.map(|value| quantised(bent(value * gain) * fade))
        })
        .collect()
}

fn loudness(mix: &[Frame]) -> f64 {
    let square: f64 = mix.iter().flatten().map(|value| value * value).sum();
    libm::sqrt(square / (2 * mix.len().max(1)) as f64)
}

/// From 0 to 1 without a corner.
fn eased(share: f64) -> f64 {
    let share = share.clamp(0.0, 1.0);
    0.5 - 0.5 * libm::cos(share * std::f64::consts::PI)
}

/// The value itself up to the knee; what is beyond comes ever closer to the ceiling.
fn bent(value: f64) -> f64 {
    let size = value.abs();
    if size <= KNEE {
        return value;
    }
    let room = CEILING - KNEE;
    libm::copysign(KNEE + room * libm::tanh((size - KNEE) / room), value)
}

fn quantised(value: f64) -> i16 {
    libm::round(value * f64::from(i16::MAX)) as i16
}
