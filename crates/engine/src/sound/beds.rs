//! The scores.

use super::Bed;
use super::harmony::{BEAT, Bar, Chord, Harmony};
use super::mix::Mix;
use super::voices::{self, Note};

const fn chord(bass: i32, tones: [i32; 4]) -> Chord {
    Chord { bass, tones }
}

/// D major: home, B minor, G, home.
const WARM: Harmony = Harmony {
    lead: chord(45, [57, 59, 62, 64]),
    round: [
        chord(38, [57, 62, 66, 69]),
        chord(47, [57, 59, 62, 66]),
        chord(43, [55, 59, 62, 66]),
        chord(38, [57, 62, 64, 66]),
    ],
};
/// G major: home, E minor, C, home.
const BRIGHT: Harmony = Harmony {
    lead: chord(38, [62, 67, 69, 74]),
    round: [
        chord(43, [62, 67, 71, 74]),
        chord(40, [64, 67, 71, 74]),
        chord(48, [64, 67, 72, 74]),
        chord(43, [62, 67, 71, 74]),
    ],
};
/// A minor: home, C, F, home.
const LOW: Harmony = Harmony {
    lead: chord(43, [50, 55, 59, 62]),
    round: [
        chord(45, [52, 57, 60, 64]),
        chord(36, [52, 55, 60, 64]),
        chord(41, [53, 57, 60, 64]),
        chord(45, [52, 57, 60, 64]),
    ],
};
/// C major: home, A minor, F, home.
const GLASS: Harmony = Harmony {
    lead: chord(43, [55, 60, 62, 67]),
    round: [
        chord(48, [55, 60, 64, 67]),
        chord(45, [57, 60, 64, 67]),
        chord(41, [57, 60, 65, 69]),
        chord(48, [55, 60, 64, 67]),
    ],
};

/// Plays a bed over the whole mix.
pub fn play(bed: Bed, mix: &mut Mix, seconds: f64, accent: f64) {
    match bed {
        Bed::WarmPulse => warm_pulse(mix, seconds, accent),
        Bed::BrightPluck => bright_pluck(mix, seconds, accent),
        Bed::LowDrift => low_drift(mix, seconds, accent),
        Bed::GlassBells => glass_bells(mix, seconds, accent),
    }
}

/// The four tones of a chord as a pad, spread from left to right.
fn chord_pad(mix: &mut Mix, bar: &Bar, level: f64, attack: f64, bright: f64) {
    for (key, pan) in bar.chord.tones.into_iter().zip([-0.4, 0.2, -0.1, 0.4]) {
        let note = Note {
            at: bar.start,
            length: bar.length(),
            key,
            level,
            pan,
        };
        voices::pad(mix, note, attack, bright);
    }
}

fn warm_pulse(mix: &mut Mix, seconds: f64, accent: f64) {
    let bars = WARM.bars(seconds, accent);
    for bar in &bars {
        chord_pad(mix, bar, 0.16, 0.22, 1.1);
    }
    // The chords step back with every beat and come forward again.
    let first = accent - (accent / BEAT) as u32 as f64 * BEAT;
    mix.shape(|t| {
        let since = (t - first).rem_euclid(BEAT);
        1.0 - 0.5 * libm::exp(-since * 8.0)
    });
    for bar in &bars {
        let level = if bar.start < accent { 0.24 } else { 0.4 };
        for (_, at) in bar.grid(BEAT) {
            let (length, key) = (BEAT * 0.95, bar.chord.bass);
            let note = Note {
                at,
                length,
                key,
                level,
                pan: 0.0,
            };
            voices::bass(mix, note);
        }
        if bar.start >= accent {
            for (step, at) in bar.grid(BEAT).map(|(step, at)| (step, at + BEAT / 2.0)) {
                let key = bar.chord.tones[[1, 3, 2, 3][step % 4]] + 12;
                let pan = if step % 2 == 0 { -0.35 } else { 0.35 };
                voices::pluck(
                    mix,
                    Note {
                        at,
                        length: 1.2,
                        key,
                        level: 0.1,
                        pan,
                    },
                );
            }
        }
    }
    voices::whoosh(mix, accent, 0.5);
    voices::thump(mix, accent, 0.75);
}

fn bright_pluck(mix: &mut Mix, seconds: f64, accent: f64) {
    /// The order in which the tones of a chord are plucked; from 4 on an octave higher.
    const CLIMB: [usize; 8] = [0, 2, 1, 3, 2, 4, 3, 5];
    let bars = BRIGHT.bars(seconds, accent);
    for bar in &bars {
        let strong = bar.start >= accent;
        for (step, at) in bar.grid(BEAT / 2.0) {
            let tone = CLIMB[step % CLIMB.len()];
            let key = bar.chord.tones[tone % 4] + if tone < 4 { 0 } else { 12 };
            let level = match (strong, step % 4) {
                (true, 0) => 0.42,
                (true, _) => 0.3,
                (false, _) => 0.2,
            };
            let pan = if step % 2 == 0 { -0.3 } else { 0.3 };
            voices::pluck(
                mix,
                Note {
                    at,
                    length: 1.4,
                    key,
                    level,
                    pan,
                },
            );
        }
    }
    mix.echo(BEAT * 0.75, 0.3);
    for bar in &bars {
        chord_pad(mix, bar, 0.035, 0.3, 1.2);
        let level = if bar.start < accent { 0.2 } else { 0.36 };
        for (_, at) in bar.grid(2.0 * BEAT) {
            let (length, key) = (BEAT * 1.9, bar.chord.bass);
            let note = Note {
                at,
                length,
                key,
                level,
                pan: 0.0,
            };
            voices::bass(mix, note);
        }
    }
    voices::whoosh(mix, accent, 0.45);
    voices::thump(mix, accent, 0.6);
    let top = BRIGHT.home().tones[3] + 12;
    voices::bell(
        mix,
        Note {
            at: accent,
            length: 2.0,
            key: top,
            level: 0.12,
            pan: 0.0,
        },
    );
}

fn low_drift(mix: &mut Mix, seconds: f64, accent: f64) {
    for bar in &LOW.bars(seconds, accent) {
        let level = if bar.start < accent { 0.1 } else { 0.15 };
        chord_pad(mix, bar, level, 0.6_f64.min(bar.length() / 2.0), 0.7);
        // The ground: the root, and its fifth above it, so soft that it is felt more than heard.
        for (key, level) in [
            (bar.chord.bass, level * 1.3),
            (bar.chord.bass + 7, level / 3.0),
        ] {
            let note = Note {
                at: bar.start,
                length: bar.length(),
                key,
                level,
                pan: 0.0,
            };
            voices::pad(mix, note, 0.35, 1.2);
        }
        if bar.start >= accent {
            let note = Note {
                at: bar.start,
                length: 2.6,
                key: bar.chord.tones[3] + 12,
                level: 0.09,
                pan: 0.25,
            };
            voices::bell(mix, note);
        }
    }
    voices::breath(mix, seconds, 0.05);
    voices::whoosh(mix, accent, 0.5);
    voices::thump(mix, accent, 0.8);
}

fn glass_bells(mix: &mut Mix, seconds: f64, accent: f64) {
    /// Which tones ring on the half beats of a bar; the gaps are what makes it a melody.
    const TUNE: [Option<usize>; 8] = [
        Some(3),
        None,
        Some(1),
        Some(2),
        None,
        Some(3),
        Some(2),
        None,
    ];
    for bar in &GLASS.bars(seconds, accent) {
        chord_pad(mix, bar, 0.06, 0.35, 0.9);
        let ground = Note {
            at: bar.start,
            length: bar.length(),
            key: bar.chord.bass,
            level: 0.12,
            pan: 0.0,
        };
        voices::pad(mix, ground, 0.2, 1.2);
        let strong = bar.start >= accent;
        for (step, at) in bar.grid(BEAT / 2.0) {
            let Some(tone) = TUNE[step % TUNE.len()] else {
                continue;
            };
            let key = bar.chord.tones[tone] + 12;
            let level = if strong { 0.26 } else { 0.16 };
            let pan = [-0.5, 0.1, 0.5, -0.1][step % 4];
            voices::bell(
                mix,
                Note {
                    at,
                    length: 2.2,
                    key,
                    level,
                    pan,
                },
            );
            if strong && step == 0 {
                voices::bell(
                    mix,
                    Note {
                        at,
                        length: 2.2,
                        key: key + 12,
                        level: 0.09,
                        pan: -pan,
                    },
                );
            }
        }
    }
    voices::whoosh(mix, accent, 0.4);
    voices::thump(mix, accent, 0.5);
}
