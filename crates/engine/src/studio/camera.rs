//! How the camera moves where a person decides it, instead of the seed.
//!
//! Each move is cut to the beats of the animation: it waits for the leap, follows it, and comes to rest with the subject.

use super::direction::{Direction, Shot};
use crate::Format;
use crate::frame_art::Inset;
use drawing::scene::{Camera, Ease, Motion, Track};
use serde::{Deserialize, Serialize};

/// A camera move.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CameraMove {
    /// A small move of its own for each variation.
    #[default]
    FromWords,
    /// Hardly moves, so that the subject does.
    Calm,
    /// Waits, then comes nearer with the leap.
    PushIn,
    /// Begins near the frame and opens up with the leap.
    PullBack,
    /// Walks around the subject: what is behind and before it passes by.
    Orbit,
    /// Held by hand, and shaken a little by the leap.
    Handheld,
}

/// How much nearer a camera comes than the composition was made for.
#[derive(Debug, Clone, Copy)]
pub struct Room {
    /// How large frame and subject are, as a share of what they may be otherwise.
    pub most: f64,
    /// The largest zoom while the subject is at rest.
    pub zoom: f64,
    /// How far the subject is carried to the side on the screen, as a share of the picture's width.
    pub pan: f64,
}

/// How much of the orbit the subject goes along with; the rest is the parallax.
const CARRIED: f64 = 0.7;
/// The orbit's reach to either side, as a share of the picture's width.
const ORBIT: f64 = 0.08;

impl CameraMove {
    pub const ALL: [Self; 6] = [
        Self::FromWords,
        Self::Calm,
        Self::PushIn,
        Self::PullBack,
        Self::Orbit,
        Self::Handheld,
    ];

    /// Whether it is the default, which leaves scenes exactly as they were before there was a choice.
    #[must_use]
    pub fn is_from_words(&self) -> bool {
        *self == Self::FromWords
    }

    pub(super) const fn room(self) -> Room {
        let (most, zoom, pan) = match self {
            Self::FromWords | Self::Calm => (1.0, 1.0, 0.0),
            Self::PushIn => (0.9, 1.13, 0.0),
            Self::PullBack => (0.97, 1.04, 0.0),
            Self::Orbit => (0.86, 1.18, ORBIT * (1.0 - CARRIED)),
            Self::Handheld => (0.95, 1.07, 0.02),
        };
        Room { most, zoom, pan }
    }
}

/// The camera of an animation.
pub fn moves(format: Format, direction: &Direction) -> Camera {
    let (w, h) = format.units();
    let middle = Camera::still(w / 2.0, h * 0.46);
    match direction.camera {
        CameraMove::FromWords => of_variation(middle, direction, w),
        _ => chosen(middle, direction, (w, h)),
    }
}

/// The seed's own small move.
fn of_variation(mut camera: Camera, direction: &Direction, w: f64) -> Camera {
    let end = f64::from(direction.seconds);
    let go = |from: f64, to: f64| Track::fixed(from).to(end, to, Ease::InOut);
    match direction.shot {
        Shot::Push => camera.zoom = go(1.0, 1.045),
        Shot::Pull => camera.zoom = go(1.06, 1.0),
        Shot::TrackLeft => {
            camera.zoom = Track::fixed(1.03);
            camera.x = go(w * 0.014, -w * 0.014);
        }
        Shot::TrackRight => {
            camera.zoom = Track::fixed(1.03);
            camera.x = go(-w * 0.014, w * 0.014);
        }
        Shot::Tilt => {
            camera.zoom = Track::fixed(1.04);
            camera.turn = go(-direction.side * 1.1, direction.side * 0.4);
        }
    }
    camera
}

/// The move a person chose.
fn chosen(mut camera: Camera, direction: &Direction, (w, h): (f64, f64)) -> Camera {
    let end = f64::from(direction.seconds);
    let (out, rest) = (direction.leaves, direction.settles);
    match direction.camera {
        CameraMove::FromWords => {}
        CameraMove::Calm => {
            camera.zoom = Track::fixed(1.012).to(end, 1.03, Ease::InOut);
            camera.y = Track::fixed(h * 0.004).to(end, -h * 0.004, Ease::InOut);
        }
        CameraMove::PushIn => {
            camera.zoom = Track::fixed(1.0)
                .to((out - 0.2).max(0.1), 1.008, Ease::InOut)
                .to(rest + 0.2, 1.1, Ease::InOut)
                .to(end, 1.13, Ease::InOut);
            camera.y = Track::fixed(0.0).until((out - 0.2).max(0.1)).to(
                rest + 0.2,
                -h * 0.01,
                Ease::InOut,
            );
        }
        CameraMove::PullBack => {
            camera.zoom = Track::fixed(1.26)
                .to((out - 0.1).max(0.1), 1.22, Ease::InOut)
                .to(rest + 0.2, 1.04, Ease::InOut)
                .to(end, 1.0, Ease::InOut);
            camera.y = Track::fixed(-h * 0.03).until((out - 0.1).max(0.1)).to(
                rest + 0.2,
                0.0,
                Ease::InOut,
            );
        }
        CameraMove::Orbit => {
            camera.zoom = Track::fixed(1.18);
            camera.x = orbit(direction, w);
            camera.turn =
                Track::fixed(-direction.side * 0.5).to(end, direction.side * 0.5, Ease::InOut);
        }
        CameraMove::Handheld => {
            // Three slow sways that never meet again, as of somebody who stands and breathes.
            let phase = direction.light as f64 * 0.23;
            camera.zoom = Track::fixed(1.055).to(end, 1.068, Ease::InOut);
            camera.x = Track::fixed(0.0).swaying(w * 0.0065, 0.31, phase).swaying(
                w * 0.0025,
                0.83,
                phase * 2.0,
            );
            camera.y = Track::fixed(0.0)
                .swaying(h * 0.0045, 0.37, phase + 0.4)
                .swaying(h * 0.0015, 1.07, phase)
                .struck(out, h * 0.006, 2.3, 3.0);
            camera.turn = Track::fixed(0.0)
                .swaying(0.42, 0.23, phase + 0.1)
                .swaying(0.12, 0.71, phase)
                .struck(out, direction.side * 0.3, 2.0, 3.2);
        }
    }
    camera
}

fn orbit(direction: &Direction, w: f64) -> Track {
    let reach = direction.side * w * ORBIT;
    Track::fixed(-reach).to(f64::from(direction.seconds), reach, Ease::InOut)
}

/// Where the frame and its subject stand: in their place, or carried along and turned a little by an orbit.
pub fn carried(direction: &Direction, place: &Inset) -> Motion {
    let still = Motion::still(place.x, place.y);
    if direction.camera != CameraMove::Orbit {
        return still;
    }
    let end = f64::from(direction.seconds);
    // The frame stands in the middle of the picture, so twice its place is the picture's width.
    let along = orbit(direction, place.x * 2.0).scaled(CARRIED);
    Motion {
        x: along.shifted(place.x),
        scale_x: Track::fixed(0.96)
            .to(end / 2.0, 1.0, Ease::InOut)
            .to(end, 0.96, Ease::InOut),
        ..still
    }
}
