//! A small room: what is played in it comes back from its walls, softer, duller, and from everywhere.

use super::mix::Frame;

/// The ways around the room in samples. No two have a common divisor, so that they do not ring together.
const WAYS: [usize; 4] = [1_213, 1_327, 1_409, 1_523];
/// The right ear is a little farther away.
const APART: usize = 29;
/// What scatters the answer until no single repeat is heard.
const SCATTER: [usize; 2] = [547, 337];
/// How much of the sound each wall gives back, and how much of its brightness it keeps to itself.
const BACK: f64 = 0.82;
const DULL: f64 = 0.32;

/// What is on its way around once.
struct Way {
    line: Vec<f64>,
    at: usize,
    dulled: f64,
}

impl Way {
    fn new(length: usize) -> Self {
        Self {
            line: vec![0.0; length],
            at: 0,
            dulled: 0.0,
        }
    }

    fn step(&mut self) {
        self.at = (self.at + 1) % self.line.len();
    }

    /// Gives what has come around, and sends it on together with what is new.
    fn around(&mut self, new: f64) -> f64 {
        let back = self.line[self.at];
        self.dulled = back * (1.0 - DULL) + self.dulled * DULL;
        self.line[self.at] = new + self.dulled * BACK;
        self.step();
        back
    }

    /// Spreads a sound in time without colouring it.
    fn scattered(&mut self, new: f64) -> f64 {
        let back = self.line[self.at];
        self.line[self.at] = new + back * 0.5;
        self.step();
        back - new
    }
}

/// One ear's part of the room.
struct Side {
    ways: [Way; 4],
    scatter: [Way; 2],
}

impl Side {
    fn new(apart: usize) -> Self {
        Self {
            ways: WAYS.map(|length| Way::new(length + apart)),
            scatter: SCATTER.map(|length| Way::new(length + apart)),
        }
    }

    fn answer(&mut self, new: f64) -> f64 {
        let around: f64 = self.ways.iter_mut().map(|way| way.around(new)).sum();
        self.scatter
            .iter_mut()
            .fold(around * 0.25, |sound, way| way.scattered(sound))
    }
}

/// The room with both ears.
pub struct Room {
    sides: [Side; 2],
}

impl Room {
    pub fn new() -> Self {
        Self {
            sides: [Side::new(0), Side::new(APART)],
        }
    }

    /// What comes back while this is played.
    pub fn answer(&mut self, [left, right]: Frame) -> Frame {
        let [l, r] = &mut self.sides;
        [
            l.answer(left * 0.8 + right * 0.2),
            r.answer(right * 0.8 + left * 0.2),
        ]
    }
}
