//! Numbers that change with time.

use serde::{Deserialize, Serialize};

/// How a value arrives at a key.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Ease {
    /// Stays where it was and jumps at the key.
    Hold,
    Linear,
    In,
    Out,
    InOut,
    /// Very fast, then a long glide: how a thumb's scroll ends.
    Glide,
    /// A spring that passes its end and comes back. `damping` 0.55 overshoots by a tenth; `turns` is how
    /// many undamped swings fit the time given.
    Spring {
        damping: f64,
        turns: f64,
    },
}

impl Ease {
    /// The spring of the house: one clear overshoot, then rest.
    pub const SPRING: Self = Self::Spring {
        damping: 0.55,
        turns: 1.35,
    };

    /// The share of the way that is done after a share of the time.
    #[must_use]
    pub fn apply(self, x: f64) -> f64 {
        let x = x.clamp(0.0, 1.0);
        let rest = 1.0 - x;
        match self {
            Self::Hold => {
                if x >= 1.0 {
                    1.0
                } else {
                    0.0
                }
            }
            Self::Linear => x,
            Self::In => x * x * x,
            Self::Out => 1.0 - rest * rest * rest,
            Self::InOut => x * x * x * (x * (x * 6.0 - 15.0) + 10.0),
            Self::Glide => 1.0 - rest * rest * rest * rest * rest,
            Self::Spring { damping, turns } => spring(damping, turns, x),
        }
    }
}

fn spring(damping: f64, turns: f64, x: f64) -> f64 {
    let damping = damping.clamp(0.05, 0.98);
    let omega = core::f64::consts::TAU * turns;
    let damped = omega * (1.0 - damping * damping).sqrt();
    let at = |x: f64| {
        let swing = libm::cos(damped * x) + damping * omega / damped * libm::sin(damped * x);
        1.0 - libm::exp(-damping * omega * x) * swing
    };
    // What is left of the swing at the end is taken out evenly, so that the value arrives exactly.
    at(x) + (1.0 - at(1.0)) * x
}

#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Key {
    pub t: f64,
    pub v: f64,
    pub ease: Ease,
}

/// A swing on top of the keys: `amplitude * sin(2 pi (hz * (t - start) + phase))`, dying away by `decay`.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Swing {
    pub start: f64,
    pub amplitude: f64,
    pub hz: f64,
    pub decay: f64,
    pub phase: f64,
}

/// A number over time: keys, and swings added to them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Track {
    pub keys: Vec<Key>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub swings: Vec<Swing>,
}

impl Track {
    #[must_use]
    pub fn fixed(v: f64) -> Self {
        Self {
            keys: vec![Key {
                t: 0.0,
                v,
                ease: Ease::Hold,
            }],
            swings: Vec::new(),
        }
    }

    /// Arrives at `v` at second `t`.
    #[must_use]
    pub fn to(mut self, t: f64, v: f64, ease: Ease) -> Self {
        self.keys.push(Key { t, v, ease });
        self
    }

    /// Stays as it is until second `t`.
    #[must_use]
    pub fn until(self, t: f64) -> Self {
        let v = self.keys.last().map_or(0.0, |key| key.v);
        self.to(t, v, Ease::Hold)
    }

    /// One damped answer to a blow.
    #[must_use]
    pub fn struck(mut self, start: f64, amplitude: f64, hz: f64, decay: f64) -> Self {
        self.swings.push(Swing {
            start,
            amplitude,
            hz,
            decay,
            phase: 0.0,
        });
        self
    }

    /// An even swing that never ends.
    #[must_use]
    pub fn swaying(mut self, amplitude: f64, hz: f64, phase: f64) -> Self {
        self.swings.push(Swing {
            start: 0.0,
            amplitude,
            hz,
            decay: 0.0,
            phase,
        });
        self
    }

    /// The same movement in another measure.
    #[must_use]
    pub fn scaled(mut self, factor: f64) -> Self {
        for key in &mut self.keys {
            key.v *= factor;
        }
        for swing in &mut self.swings {
            swing.amplitude *= factor;
        }
        self
    }

    /// The same movement from another start.
    #[must_use]
    pub fn shifted(mut self, by: f64) -> Self {
        for key in &mut self.keys {
            key.v += by;
        }
        self
    }

    #[must_use]
    pub fn at(&self, t: f64) -> f64 {
        let next = self.keys.partition_point(|key| key.t <= t);
        let base = match (
            next.checked_sub(1).map(|i| self.keys[i]),
            self.keys.get(next),
        ) {
            (Some(from), Some(to)) => {
                from.v + (to.v - from.v) * to.ease.apply((t - from.t) / (to.t - from.t))
            }
            (Some(from), None) => from.v,
            (None, Some(to)) => to.v,
            (None, None) => 0.0,
        };
        base + self.swings.iter().map(|swing| swing.at(t)).sum::<f64>()
    }
}

impl Swing {
    fn at(&self, t: f64) -> f64 {
        if t < self.start {
            return 0.0;
        }
        let t = t - self.start;
        let turn = core::f64::consts::TAU * (self.hz * t + self.phase);
        self.amplitude * libm::sin(turn) * libm::exp(-self.decay * t)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_ease_starts_at_nothing_and_ends_at_all() {
        let all = [
            Ease::Hold,
            Ease::Linear,
            Ease::In,
            Ease::Out,
            Ease::InOut,
            Ease::Glide,
            Ease::SPRING,
        ];
        for ease in all {
            assert!(ease.apply(0.0).abs() < 1e-9, "{ease:?}");
            assert!((ease.apply(1.0) - 1.0).abs() < 1e-9, "{ease:?}");
        }
    }

    #[test]
    fn the_spring_overshoots_by_six_to_fourteen_percent() {
        let peak = (0..=100)
            .map(|i| Ease::SPRING.apply(f64::from(i) / 100.0))
            .fold(0.0, f64::max);
        assert!((1.06..1.16).contains(&peak), "{peak}");
    }

    #[test]
    fn a_track_holds_before_its_first_and_after_its_last_key() {
        let track = Track {
            keys: vec![],
            swings: vec![],
        };
        assert!(track.at(1.0).abs() < 1e-9);
        let track = Track::fixed(2.0).until(1.0).to(2.0, 4.0, Ease::Linear);
        for (t, v) in [(-1.0, 2.0), (0.5, 2.0), (1.5, 3.0), (9.0, 4.0)] {
            assert!((track.at(t) - v).abs() < 1e-9);
        }
    }
}
