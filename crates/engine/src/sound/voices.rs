//! The instruments: a few partials each, and what they do in time.

use super::RATE;
use super::harmony::hertz;
use super::mix::{Mix, Place};
use drawing::rng::Rng;
use std::f64::consts::TAU;

/// A tone to be played.
#[derive(Debug, Clone, Copy)]
pub struct Note {
    pub at: f64,
    pub length: f64,
    pub key: i32,
    pub level: f64,
    pub pan: f64,
}

/// A pure tone, one sample after the other. It turns a pointer by a fixed angle, which is as exact as the sine and much
/// faster.
struct Partial {
    pointer: (f64, f64),
    turn: (f64, f64),
    /// Its size, and the factor by which it fades with every sample.
    level: f64,
    fading: f64,
}

impl Partial {
    /// `dies` says how fast: after a second e to the power of minus that is left.
    fn new(hertz: f64, level: f64, dies: f64) -> Self {
        let angle = TAU * hertz / f64::from(RATE);
        Self {
            pointer: (1.0, 0.0),
            turn: (libm::cos(angle), libm::sin(angle)),
            level,
            fading: libm::exp(-dies / f64::from(RATE)),
        }
    }

    fn next(&mut self) -> f64 {
        let ((x, y), (cos, sin)) = (self.pointer, self.turn);
        let value = y * self.level;
        self.pointer = (x * cos - y * sin, x * sin + y * cos);
        self.level *= self.fading;
        value
    }
}

/// Rises, stays and falls without corners.
struct Swell {
    step: f64,
    at: f64,
    attack: f64,
    length: f64,
    release: f64,
}

impl Swell {
    /// Begins to fall `release` seconds before the end.
    fn new(length: f64, attack: f64, release: f64) -> Self {
        Self {
            step: 1.0 / f64::from(RATE),
            at: 0.0,
            attack,
            length,
            release,
        }
    }

    fn next(&mut self) -> f64 {
        let up = (self.at / self.attack).min(1.0);
        let down = ((self.length - self.at) / self.release).clamp(0.0, 1.0);
        self.at += self.step;
        up * up * (3.0 - 2.0 * up) * down * down * (3.0 - 2.0 * down)
    }
}

fn all(partials: &mut [Partial]) -> f64 {
    partials.iter_mut().map(Partial::next).sum()
}

/// A soft chord tone of two strings a little apart, that swells and overlaps what follows it.
pub fn pad(mix: &mut Mix, note: Note, attack: f64, bright: f64) {
    const OVERLAP: f64 = 0.7;
    let length = note.length + OVERLAP;
    for (cents, side) in [(-4.0, -0.5), (4.0, 0.5)] {
        let base = hertz(note.key) * libm::exp2(cents / 1_200.0);
        let mut partials: Vec<Partial> = (1..=5)
            .map(|number| {
                let number = f64::from(number);
                let level = libm::pow(number, -3.0 + bright);
                Partial::new(base * number, level * note.level, 0.0)
            })
            .collect();
        let mut swell = Swell::new(length, attack, OVERLAP + 0.2);
        let place = Place {
            pan: (note.pan + side).clamp(-1.0, 1.0),
            room: 0.35,
        };
        mix.add(note.at, length, place, || all(&mut partials) * swell.next());
    }
}

/// A round bass tone. Its second and third partials are what a phone's speaker plays of it.
pub fn bass(mix: &mut Mix, note: Note) {
    let base = hertz(note.key);
    let mut partials = [
        Partial::new(base, note.level, 0.9),
        Partial::new(base * 2.0, note.level * 0.34, 1.6),
        Partial::new(base * 3.0, note.level * 0.12, 2.6),
    ];
    let mut swell = Swell::new(note.length, 0.02, 0.12);
    let place = Place {
        pan: note.pan,
        room: 0.05,
    };
    mix.add(note.at, note.length, place, || {
        all(&mut partials) * swell.next()
    });
}

/// A plucked string: the higher a partial, the sooner it is gone.
pub fn pluck(mix: &mut Mix, note: Note) {
    let base = hertz(note.key);
    let mut partials: Vec<Partial> = (1..=7)
        .map(|number| {
            let number = f64::from(number);
            let level = note.level * libm::pow(number, -1.5);
            Partial::new(base * number, level, 2.4 + 1.9 * number)
        })
        .collect();
    let mut swell = Swell::new(note.length, 0.004, 0.1);
    let place = Place {
        pan: note.pan,
        room: 0.3,
    };
    mix.add(note.at, note.length, place, || {
        all(&mut partials) * swell.next()
    });
}

/// A small bell. Its partials above the third are slightly out of line, which is what makes it glass.
pub fn bell(mix: &mut Mix, note: Note) {
    const PARTIALS: [(f64, f64, f64); 5] = [
        (1.0, 1.0, 2.0),
        (2.0, 0.42, 3.0),
        (3.0, 0.2, 4.4),
        (4.16, 0.1, 7.0),
        (5.43, 0.05, 10.0),
    ];
    let base = hertz(note.key);
    let mut partials =
        PARTIALS.map(|(ratio, level, dies)| Partial::new(base * ratio, level * note.level, dies));
    let mut swell = Swell::new(note.length, 0.003, 0.3);
    let place = Place {
        pan: note.pan,
        room: 0.5,
    };
    mix.add(note.at, note.length, place, || {
        all(&mut partials) * swell.next()
    });
}

/// A soft blow: a low tone that falls as it fades.
pub fn thump(mix: &mut Mix, at: f64, level: f64) {
    const LENGTH: f64 = 0.6;
    let step = 1.0 / f64::from(RATE);
    let (mut t, mut phase) = (0.0_f64, 0.0_f64);
    let mut swell = Swell::new(LENGTH, 0.004, 0.2);
    let place = Place {
        pan: 0.0,
        room: 0.15,
    };
    mix.add(at, LENGTH, place, || {
        phase += (46.0 + 64.0 * libm::exp(-t * 18.0)) * step;
        t += step;
        libm::sin(TAU * phase) * libm::exp(-t * 6.5) * swell.next() * level
    });
}

/// Air that rushes up to a moment and past it: noise through a narrow band whose pitch rises and falls.
pub fn whoosh(mix: &mut Mix, peak: f64, level: f64) {
    const AFTER: f64 = 0.45;
    let before = peak.min(0.75);
    let length = before + AFTER;
    for (pan, seed) in [(-0.7, 11), (0.7, 12)] {
        let mut air = Air::new(seed);
        let mut t = 0.0_f64;
        let place = Place { pan, room: 0.3 };
        mix.add(peak - before, length, place, || {
            let near = if t < before {
                t / before
            } else {
                1.0 - (t - before) / AFTER
            };
            t += 1.0 / f64::from(RATE);
            let near = near.clamp(0.0, 1.0);
            air.next(260.0 + 2_600.0 * near * near) * near * near * near * level
        });
    }
}

/// Air that hardly moves, under everything.
pub fn breath(mix: &mut Mix, seconds: f64, level: f64) {
    for (pan, seed) in [(-0.8, 21), (0.8, 22)] {
        let mut air = Air::new(seed);
        let mut slow = Partial::new(0.21 + 0.02 * pan, 1.0, 0.0);
        let place = Place { pan, room: 0.2 };
        mix.add(0.0, seconds, place, || {
            let tide = slow.next();
            air.next(520.0 + 180.0 * tide) * (0.7 + 0.3 * tide) * level
        });
    }
}

/// Noise through a band-pass, as a state variable filter.
struct Air {
    noise: Rng,
    low: f64,
    band: f64,
}

impl Air {
    const fn new(seed: u64) -> Self {
        Self {
            noise: Rng::new(seed),
            low: 0.0,
            band: 0.0,
        }
    }

    fn next(&mut self, hertz: f64) -> f64 {
        const DAMPING: f64 = 0.7;
        let g = libm::tan(std::f64::consts::PI * hertz / f64::from(RATE));
        let input = self.noise.between(-1.0, 1.0);
        let high = (input - (DAMPING + g) * self.band - self.low) / (1.0 + g * (g + DAMPING));
        let band = g * high + self.band;
        let low = g * band + self.low;
        self.band = g * high + band;
        self.low = g * band + low;
        band
    }
}
