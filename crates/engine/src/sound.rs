//! Sound beds: short pieces of music of our own that are computed, never sampled. Each is a small score on the grid that
//! the animations keep, so its accent falls on the moment at which the subject breaks out, and it ends with the video.
//!
//! Equal inputs give equal samples on every machine: all of it is plain arithmetic and `libm`.

mod beds;
mod finish;
mod harmony;
mod mix;
mod room;
mod voices;

use crate::FPS;
use serde::{Deserialize, Serialize};

/// Samples a second, for each of the two channels.
pub const RATE: u32 = 48_000;
/// The longest video that is given a bed, in frames.
pub const LONGEST: u32 = 60 * FPS;
/// The shortest: a bed needs time to begin and to end.
pub const SHORTEST: u32 = 2 * FPS;

/// A piece of music.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Bed {
    /// Soft chords that breathe with a slow pulse.
    WarmPulse,
    /// Plucked notes that climb, with an echo.
    BrightPluck,
    /// Deep, slow chords and air, without a beat.
    LowDrift,
    /// Small bells over a quiet ground.
    GlassBells,
}

impl Bed {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 4] = [
        Self::WarmPulse,
        Self::BrightPluck,
        Self::LowDrift,
        Self::GlassBells,
    ];
}

/// The bed of a video.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Sound {
    pub bed: Bed,
    /// The frame on which its accent falls.
    pub accent: u32,
}

/// Why there is no such sound.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SoundError {
    #[error("A video of {frames} frames cannot have a sound; {SHORTEST} to {LONGEST} can.")]
    Length { frames: u32 },
    #[error("The sound's accent on frame {accent} lies outside of its {frames} frames.")]
    Accent { accent: u32, frames: u32 },
}

impl Sound {
    /// The sound of a video of so many frames: left and right, exactly as long as the video.
    ///
    /// # Errors
    /// If the video is too short or too long for a bed, or the accent lies outside of it.
    pub fn samples(self, frames: u32) -> Result<Vec<[i16; 2]>, SoundError> {
        if !(SHORTEST..=LONGEST).contains(&frames) {
            return Err(SoundError::Length { frames });
        }
        if self.accent >= frames {
            return Err(SoundError::Accent {
                accent: self.accent,
                frames,
            });
        }
        let seconds = |frames: u32| f64::from(frames) / f64::from(FPS);
        let mut mix = mix::Mix::new((frames * (RATE / FPS)) as usize);
        beds::play(self.bed, &mut mix, seconds(frames), seconds(self.accent));
        Ok(finish::master(mix.with_room()))
    }
}

#[cfg(test)]
mod tests;
