//! Which chord sounds when.

/// A beat, in seconds: the animations keep a grid of quarter seconds.
pub const BEAT: f64 = 0.5;
/// How long a chord lasts, in seconds.
const BAR: f64 = 4.0 * BEAT;

/// Tones as keys of a piano, where 69 is the A of 440 Hz.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Chord {
    pub bass: i32,
    pub tones: [i32; 4],
}

/// The chords of a piece.
#[derive(Debug)]
pub struct Harmony {
    /// Leads to the accent.
    pub lead: Chord,
    /// What follows it, round and round; the last is where the piece comes home.
    pub round: [Chord; 4],
}

/// A chord and its time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bar {
    pub start: f64,
    pub end: f64,
    pub chord: Chord,
}

impl Harmony {
    /// The chord where the piece comes home.
    pub const fn home(&self) -> Chord {
        self.round[3]
    }

    /// The chords of a video: whatever its length, a chord begins on the accent and the last one is home.
    pub fn bars(&self, seconds: f64, accent: f64) -> Vec<Bar> {
        let bar = |start, end, chord| Bar { start, end, chord };
        let mut bars = Vec::new();
        let mut from = 0.0;
        if accent >= BEAT {
            let lead = if accent > 1.5 * BAR {
                accent - BAR
            } else {
                0.0
            };
            if lead > 0.0 {
                bars.push(bar(0.0, lead, self.home()));
            }
            bars.push(bar(lead, accent, self.lead));
            from = accent;
        }
        let count = libm::round((seconds - from) / BAR).max(1.0) as usize;
        for at in 0..count {
            let start = from + BAR * at as f64;
            let end = if at + 1 == count {
                seconds
            } else {
                start + BAR
            };
            let chord = self.round[(at + 4 - count % 4) % 4];
            bars.push(bar(start, end, chord));
        }
        bars
    }
}

impl Bar {
    /// The moments `every` so many seconds from its start, with their numbers.
    pub fn grid(&self, every: f64) -> impl Iterator<Item = (usize, f64)> + use<> {
        let Self { start, end, .. } = *self;
        (0..)
            .map(move |step| (step, start + every * step as f64))
            .take_while(move |(_, at)| *at < end - 0.01)
    }

    pub fn length(&self) -> f64 {
        self.end - self.start
    }
}

/// The frequency of a key.
pub fn hertz(key: i32) -> f64 {
    440.0 * libm::exp2(f64::from(key - 69) / 12.0)
}
