//! A movement as a row of poses: gather, leap, spring, fall. Squash and stretch keep the volume and stay
//! within 4 %.

use crate::leap;
use drawing::scene::{Ease, Motion, Track};

/// Where a thing is at a moment, how far it is turned (degrees, clockwise) and how large it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pose {
    pub x: f64,
    pub y: f64,
    pub turn: f64,
    pub size: f64,
}

impl Pose {
    pub const fn new(x: f64, y: f64, turn: f64, size: f64) -> Self {
        Self { x, y, turn, size }
    }

    /// The pose of a thing of this height whose foot stands on a place, turned about it.
    pub fn standing(foot: (f64, f64), height: f64, turn: f64, size: f64) -> Self {
        let (way, half) = (turn.to_radians(), height * size / 2.0);
        Self {
            x: foot.0 + libm::sin(way) * half,
            y: foot.1 - libm::cos(way) * half,
            turn,
            size,
        }
    }

    pub fn by(self, x: f64, y: f64) -> Self {
        Self {
            x: self.x + x,
            y: self.y + y,
            ..self
        }
    }
}

/// The poses of one thing, in the order of time.
#[derive(Debug, Clone)]
pub struct Act {
    x: Track,
    y: Track,
    turn: Track,
    size: Track,
    /// Moments and how much taller than wide the thing is then.
    squash: Vec<(f64, f64)>,
    pose: Pose,
    now: f64,
}

impl Act {
    pub fn at(pose: Pose) -> Self {
        Self {
            x: Track::fixed(pose.x),
            y: Track::fixed(pose.y),
            turn: Track::fixed(pose.turn),
            size: Track::fixed(pose.size),
            squash: vec![(0.0, 0.0)],
            pose,
            now: 0.0,
        }
    }

    /// Stays until a moment.
    pub fn wait(self, until: f64) -> Self {
        let pose = self.pose;
        self.to(until, pose, Ease::Hold)
    }

    pub fn to(self, until: f64, pose: Pose, ease: Ease) -> Self {
        self.eased(until, pose, [ease; 4])
    }

    /// With an ease for each of x, y, turn and size.
    pub fn eased(mut self, until: f64, pose: Pose, eases: [Ease; 4]) -> Self {
        self.x = self.x.to(until, pose.x, eases[0]);
        self.y = self.y.to(until, pose.y, eases[1]);
        self.turn = self.turn.to(until, pose.turn, eases[2]);
        self.size = self.size.to(until, pose.size, eases[3]);
        self.pose = pose;
        self.now = until;
        self
    }

    /// Anticipation: it sinks by some units and crouches.
    pub fn gather(mut self, from: f64, until: f64, sink: f64) -> Self {
        self.squash.extend([(from, 0.0), (until, -0.04)]);
        let pose = self.pose.by(0.0, sink);
        self.wait(from).to(until, pose, Ease::InOut)
    }

    /// Fast off the ground, slow at the top.
    pub fn leap(mut self, until: f64, apex: Pose) -> Self {
        let start = self.now;
        // Without a crouch before it, it stands as it is until it leaps.
        let before = self.squash.last().map_or(0.0, |&(_, squash)| squash);
        self.squash.extend([
            (start, before),
            (start + (until - start) * 0.3, 0.04),
            (until + (until - start) * 0.2, 0.0),
        ]);
        self.eased(until, apex, [Ease::Out, Ease::Out, Ease::Out, Ease::Out])
    }

    /// A little too far, and back.
    pub fn spring(self, until: f64, pose: Pose) -> Self {
        self.to(until, pose, Ease::SPRING)
    }

    /// Slow at the top, fast to the ground, which gives way by some units.
    pub fn fall(mut self, until: f64, pose: Pose, give: f64) -> Self {
        self.squash.extend([
            (until - 0.06, 0.03),
            (until + 0.07, -0.04),
            (until + 0.3, 0.012),
            (until + 0.5, 0.0),
        ]);
        let mut act = self.eased(
            until,
            pose,
            [Ease::InOut, Ease::In, Ease::InOut, Ease::InOut],
        );
        act.y = act.y.struck(until, give, 2.2, 6.5);
        act
    }

    /// A blow from below or above; the thing swings once.
    pub fn struck(mut self, at: f64, by: f64, turn: f64) -> Self {
        self.y = self.y.struck(at, by, 1.9, 4.2);
        self.turn = self.turn.struck(at, turn, 1.6, 3.4);
        self
    }

    /// A moment at which the thing is so much taller (or, below nothing, flatter) than usual.
    pub fn squashed(mut self, at: f64, by: f64) -> Self {
        self.squash.push((at, by));
        self
    }

    /// Breathes for ever: up and down, and a little turn with it.
    pub fn hovering(mut self, by: f64, turn: f64) -> Self {
        self.y = self.y.swaying(by, 0.4, 0.0);
        self.turn = self.turn.swaying(turn, 0.3, 0.25);
        self
    }

    pub fn motion(mut self, seconds: u32) -> Motion {
        self.squash.sort_by(|a, b| a.0.total_cmp(&b.0));
        let squash = self
            .squash
            .iter()
            .fold(Track::fixed(0.0), |track, &(t, v)| {
                track.to(t, v, Ease::InOut)
            });
        let along = |sign: f64| {
            leap::sampled(f64::from(seconds), |t| {
                self.size.at(t) * (1.0 + sign * squash.at(t))
            })
        };
        Motion {
            scale_x: along(-1.0),
            scale_y: along(1.0),
            x: self.x,
            y: self.y,
            turn: self.turn,
        }
    }
}

/// How a frame answers: drawn tight by `gathers`, struck at `leaps`, one damped swing.
pub fn recoil(gathers: f64, leaps: f64, by: f64) -> Motion {
    let size = Track::fixed(1.0)
        .until(gathers)
        .to(leaps, 0.988, Ease::InOut)
        .to(leaps + 0.75, 1.0, Ease::SPRING);
    Motion {
        y: Track::fixed(0.0).struck(leaps + 0.03, by, 1.7, 3.4),
        turn: Track::fixed(0.0).struck(leaps + 0.03, by * 0.045, 1.5, 3.2),
        ..Motion::default()
    }
    .sized(size)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_act_passes_through_its_poses_and_keeps_its_volume() {
        let (low, high) = (
            Pose::new(0.0, 100.0, 0.0, 1.0),
            Pose::new(50.0, 0.0, 6.0, 1.5),
        );
        let motion = Act::at(low)
            .gather(0.5, 0.75, 4.0)
            .leap(1.25, high)
            .motion(2);
        assert!((motion.y.at(0.75) - 104.0).abs() < 1e-9 && motion.y.at(1.25).abs() < 1e-9);
        for frame in 0..60 {
            let t = f64::from(frame) / 30.0;
            let ratio = motion.scale_y.at(t) / motion.scale_x.at(t);
            assert!((0.91..1.10).contains(&ratio), "{ratio} at {t}");
        }
    }
}
