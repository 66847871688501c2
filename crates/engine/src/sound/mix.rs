//! Where the voices of a bed come together.

use super::RATE;
use super::room::Room;

/// Left and right.
pub type Frame = [f64; 2];

/// A bed while it is being played.
pub struct Mix {
    dry: Vec<Frame>,
    /// What is sent into the room, which answers when everything has been played.
    sent: Vec<Frame>,
}

/// Where a voice stands.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    /// From -1, left, to 1, right.
    pub pan: f64,
    /// How much of it the room hears.
    pub room: f64,
}

impl Mix {
    pub fn new(length: usize) -> Self {
        Self {
            dry: vec![[0.0; 2]; length],
            sent: vec![[0.0; 2]; length],
        }
    }

    /// Adds a voice from a moment on, for as long as it sounds or the bed lasts. It is asked for one sample after the
    /// other.
    pub fn add(&mut self, at: f64, length: f64, place: Place, mut voice: impl FnMut() -> f64) {
        let start = samples(at).min(self.dry.len());
        let end = samples(at + length).min(self.dry.len());
        // Equal power wherever it stands.
        let angle = (place.pan + 1.0) * std::f64::consts::FRAC_PI_4;
        let (left, right) = (libm::cos(angle), libm::sin(angle));
        for (dry, sent) in self.dry[start..end]
            .iter_mut()
            .zip(&mut self.sent[start..end])
        {
            let value = voice();
            for (channel, share) in [left, right].into_iter().enumerate() {
                dry[channel] += value * share;
                sent[channel] += value * share * place.room;
            }
        }
    }

    /// Makes all that was played so far louder or softer, by a factor that depends on the moment.
    pub fn shape(&mut self, mut factor: impl FnMut(f64) -> f64) {
        for (index, (dry, sent)) in self.dry.iter_mut().zip(&mut self.sent).enumerate() {
            let factor = factor(index as f64 / f64::from(RATE));
            for channel in 0..2 {
                dry[channel] *= factor;
                sent[channel] *= factor;
            }
        }
    }

    /// Repeats what was played so far, softer and from the other side.
    pub fn echo(&mut self, after: f64, level: f64) {
        let delay = samples(after);
        for index in delay..self.dry.len() {
            let [left, right] = self.dry[index - delay];
            self.dry[index][0] += right * level;
            self.dry[index][1] += left * level;
        }
    }

    /// Everything, with the room's answer.
    pub fn with_room(self) -> Vec<Frame> {
        let mut room = Room::new();
        let mut out = self.dry;
        for (out, sent) in out.iter_mut().zip(self.sent) {
            let [left, right] = room.answer(sent);
            out[0] += left;
            out[1] += right;
        }
        out
    }
}

/// A moment in samples.
fn samples(seconds: f64) -> usize {
    (seconds.max(0.0) * f64::from(RATE) + 0.5) as usize
}
