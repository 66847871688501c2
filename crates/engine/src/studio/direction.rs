//! Every choice of one animation, made once from words, style and seed.

use super::camera::CameraMove;
use super::words::{Act, Place, Thing, Weather, Words};
use super::{CAPTION_MAX, Inputs, PROMPT_MAX, Style};
use crate::frame_art::Frame;
use drawing::rng::Rng;

/// How the camera moves; never in two ways at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shot {
    Push,
    Pull,
    TrackLeft,
    TrackRight,
    Tilt,
}

pub struct Direction {
    pub style: Style,
    pub place: Place,
    pub weather: Weather,
    pub act: Act,
    pub turns: bool,
    pub frame: Frame,
    pub thing: Thing,
    /// Whether the words name the thing, or it is a guess.
    pub thing_named: bool,
    pub caption: String,
    pub seconds: u32,
    pub shot: Shot,
    pub camera: CameraMove,
    /// 1 leans to the right, -1 to the left.
    pub side: f64,
    /// The final tilt in degrees, with its sign.
    pub tilt: f64,
    /// How far off the middle it comes to rest, in shares of the frame's width.
    pub aside: f64,
    /// One of four lights of the style.
    pub light: usize,
    /// Where the light stands, in shares of the width.
    pub sun: f64,
    /// When it leaves the frame, when it has settled in front, when the caption comes.
    pub leaves: f64,
    pub settles: f64,
    pub lands: f64,
    pub seed: u64,
}

impl Direction {
    pub fn new(inputs: &Inputs) -> Self {
        let prompt: String = inputs.prompt.chars().take(PROMPT_MAX).collect();
        let words = Words::new(&prompt);
        let style = inputs.style;
        // Neighbouring seeds walk through shots, sides and lights in turn, so that no two variations
        // of one order look alike; the rest is chance.
        let turn = inputs.seed as usize;
        let mut rng = Rng::new(inputs.seed ^ 0x5eed);
        let shots = [
            Shot::Push,
            Shot::TrackRight,
            Shot::Pull,
            Shot::TrackLeft,
            Shot::Tilt,
        ];
        let side = if turn.is_multiple_of(2) { 1.0 } else { -1.0 };
        let seconds = inputs.seconds.clamp(1, 60);
        let whole = f64::from(seconds);
        let grid = |t: f64| libm::round(t * 4.0) / 4.0;
        let leaves = grid((whole * 0.2).clamp(0.25, 2.0) + rng.pick(&[0.0, 0.25]));
        let settles = grid(leaves + (whole * 0.22).clamp(0.25, 2.25));
        let lands = grid((settles + 0.25 + rng.pick(&[0.0, 0.25])).min(whole - 0.5)).max(settles);
        Self {
            style,
            place: words.place().unwrap_or_else(|| style.place()),
            weather: words.weather().unwrap_or_else(|| style.weather()),
            act: words.act().unwrap_or(Act::Rise),
            turns: words.turns(),
            frame: words.frame().unwrap_or(Frame::Phone),
            thing: words.thing().unwrap_or(Thing::Gem),
            thing_named: words.thing().is_some(),
            caption: inputs
                .caption
                .trim()
                .chars()
                .take(CAPTION_MAX)
                .collect::<String>()
                .trim_end()
                .to_owned(),
            seconds,
            shot: shots[turn % shots.len()],
            camera: inputs.camera,
            side,
            tilt: side * libm::round(rng.between(4.0, 11.0)),
            aside: side * rng.between(0.0, 0.16),
            light: turn % 4,
            sun: 0.5 + side * rng.between(0.0, 0.28),
            leaves,
            settles,
            lands,
            seed: rng.bits(),
        }
    }
}
