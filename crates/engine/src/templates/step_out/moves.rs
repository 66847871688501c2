//! How everything moves, on a grid of quarter seconds.

use super::layout::Layout;
use super::{BREAK, LAND, SECONDS, STEP};
use crate::Format;
use crate::frame_art::FrameArt;
use crate::leap;
use drawing::scene::{Ease, Motion, Track};

/// A cast shadow on one surface.
pub struct Shadow {
    pub motion: Motion,
    pub blur: Track,
    pub opacity: Track,
}

/// All movements of one layout.
pub struct Moves {
    /// The feed, until it stops.
    pub scroll: Motion,
    /// The frame's answer to the leap, around its own middle.
    pub answer: Motion,
    /// The subject, seen from the frame's middle.
    pub subject: Motion,
    /// The frame's middle.
    pub origin: (f64, f64),
    pub frame_shadow: Shadow,
    pub wall_shadow: Shadow,
    /// When the subject changes from behind the edge to the front.
    pub swap: f64,
}

/// The poses the subject passes through, from the frame's middle.
struct Poses {
    rest: (f64, f64),
    apex: (f64, f64),
    hover: (f64, f64),
    shoulder: (f64, f64),
    landed: (f64, f64),
}

impl Moves {
    pub fn new(layout: &Layout, art: &FrameArt, format: Format) -> Self {
        let origin = (layout.frame.x, layout.frame.y);
        let poses = poses(layout, art, format);
        let subject = subject(layout, &poses);
        let swap = leap::swap(
            &subject,
            layout.subject,
            -layout.frame.height / 2.0,
            (BREAK + 0.2, BREAK + 0.8),
        );
        Self {
            scroll: scroll(layout),
            answer: answer(layout),
            origin,
            swap,
            frame_shadow: on_frame(&subject),
            wall_shadow: on_wall(&subject, origin),
            subject,
        }
    }

    /// The frame's answer for something that lies off its middle.
    pub fn answer_of(&self, x: f64, y: f64) -> Motion {
        Motion {
            x: self.answer.x.clone().shifted(x),
            y: self.answer.y.clone().shifted(y),
            ..self.answer.clone()
        }
    }
}

fn poses(layout: &Layout, art: &FrameArt, format: Format) -> Poses {
    let (frame, (w, h)) = (layout.frame, layout.subject);
    let grown = (w * layout.growth, h * layout.growth);
    let top = -frame.height / 2.0;
    let side = if format == Format::Landscape {
        0.06
    } else {
        -0.02
    };
    let landed = (layout.landed.0 - frame.x, layout.landed.1 - frame.y);
    let hover = (frame.width * side, top + frame.height * 0.07);
    // High enough to clear the edge, but never so high that nothing of it is left in the picture.
    let apex = (top - grown.1 * 0.42).max(grown.1 * 0.44 - frame.y);
    Poses {
        rest: (
            art.picture.x,
            art.picture.bottom() - art.picture.height * 0.16 - h / 2.0,
        ),
        apex: (hover.0 * 0.5, apex.min(hover.1 - grown.1 * 0.12)),
        hover,
        shoulder: (
            (hover.0 + landed.0) / 2.0,
            f64::midpoint(hover.1, landed.1) - frame.height * 0.08,
        ),
        landed,
    }
}

/// The thumb lets go and the feed runs out, a little too far, and comes to rest.
fn scroll(layout: &Layout) -> Motion {
    let far = layout.height * 0.26;
    let y = Track::fixed(far)
        .to(0.65, -far * 0.035, Ease::Glide)
        .to(1.0, 0.0, Ease::InOut);
    Motion {
        y,
        ..Motion::default()
    }
}

fn answer(layout: &Layout) -> Motion {
    let size = Track::fixed(1.0)
        .until(1.0)
        .to(BREAK, 0.99, Ease::InOut)
        .to(BREAK + 0.75, 1.0, Ease::SPRING);
    let recoil = layout.frame.height * 0.022;
    Motion {
        x: Track::fixed(0.0).struck(STEP + 0.75, -recoil * 0.5, 1.7, 4.0),
        y: Track::fixed(0.0)
            .struck(BREAK + 0.03, recoil, 1.7, 3.4)
            .struck(STEP + 0.55, recoil * 0.6, 1.9, 4.5),
        turn: Track::fixed(0.0)
            .struck(BREAK + 0.03, 0.9, 1.5, 3.2)
            .struck(STEP + 0.55, -0.8, 1.6, 4.0),
        ..Motion::default()
    }
    .sized(size)
}

fn subject(layout: &Layout, p: &Poses) -> Motion {
    let grown = layout.growth;
    let middle = 1.0 + (grown - 1.0) * 0.82;
    let (hop, touch, second) = (STEP + 0.28, STEP + 0.55, STEP + 0.68);
    let (w, h) = layout.subject;
    let sink = h * 0.04;
    // The leap, the fall back to the edge, one step onto the frame's shoulder, one off its side.
    let rise = (p.hover.1 - p.shoulder.1).abs() * 0.25 + h * 0.16;
    let hop_to = (p.hover.1.min(p.shoulder.1) - rise).max(p.apex.1);
    let fall = (p.landed.1 - p.shoulder.1).abs() * 0.08 + h * 0.20;
    let y = Track::fixed(p.rest.1)
        .until(1.0)
        .to(BREAK, p.rest.1 + sink, Ease::InOut)
        .to(BREAK + 0.45, p.apex.1, Ease::Out)
        .to(
            BREAK + 1.1,
            p.hover.1,
            Ease::Spring {
                damping: 0.6,
                turns: 1.2,
            },
        )
        .until(STEP)
        .to(STEP + 0.12, p.hover.1 + sink, Ease::InOut)
        .to(hop + 0.04, hop_to, Ease::Out)
        .to(touch, p.shoulder.1, Ease::In)
        .to(second, p.shoulder.1 + sink * 0.6, Ease::Out)
        .to(
            second + 0.26,
            p.shoulder.1.min(p.landed.1) - fall,
            Ease::Out,
        )
        .to(LAND, p.landed.1, Ease::In)
        .struck(0.62, -h * 0.05, 2.6, 4.5)
        .struck(LAND, sink * 0.5, 2.2, 6.5);
    let x = Track::fixed(p.rest.0)
        .until(BREAK)
        .to(BREAK + 0.5, p.apex.0, Ease::Out)
        .to(BREAK + 1.1, p.hover.0, Ease::InOut)
        .until(STEP + 0.1)
        .to(touch, p.shoulder.0, Ease::InOut)
        .until(second)
        .to(LAND, p.landed.0, Ease::InOut)
        .struck(0.5, w * 0.012, 3.0, 3.0);
    let turn = Track::fixed(0.0)
        .until(1.0)
        .to(BREAK, 3.0, Ease::InOut)
        .to(BREAK + 0.35, -20.0, Ease::Out)
        .to(BREAK + 1.1, -15.0, Ease::InOut)
        .until(STEP)
        .to(STEP + 0.12, -18.0, Ease::InOut)
        .to(touch, 7.0, Ease::InOut)
        .to(second, 4.0, Ease::InOut)
        .to(second + 0.25, -13.0, Ease::Out)
        .to(LAND, -3.0, Ease::In)
        .to(LAND + 0.75, -6.0, Ease::SPRING)
        .struck(0.45, 2.6, 3.2, 3.2)
        .struck(BREAK + 0.7, 2.0, 1.2, 2.2);
    let scale = Track::fixed(1.0)
        .until(BREAK)
        .to(BREAK + 0.6, middle, Ease::Out)
        .until(STEP)
        .to(LAND, grown, Ease::InOut);
    let (scale_x, scale_y) = squash(&scale, touch, second);
    Motion {
        x,
        y,
        turn,
        scale_x,
        scale_y,
    }
}

/// Squash and stretch of at most 4 %, volume kept: crouch, leap, two landings.
fn squash(scale: &Track, touch: f64, second: f64) -> (Track, Track) {
    let stretch = [
        (1.0, 0.0),
        (BREAK, -0.04),
        (BREAK + 0.15, 0.04),
        (BREAK + 0.5, 0.0),
        (STEP, 0.0),
        (STEP + 0.12, -0.035),
        (STEP + 0.22, 0.03),
        (touch - 0.06, 0.02),
        (touch + 0.04, -0.04),
        (second + 0.08, 0.03),
        (LAND - 0.05, 0.03),
        (LAND + 0.07, -0.04),
        (LAND + 0.3, 0.012),
        (LAND + 0.5, 0.0),
    ];
    let along = |sign: f64| {
        let squash = stretch.iter().fold(Track::fixed(1.0), |track, &(t, v)| {
            track.to(t, 1.0 + sign * v, Ease::InOut)
        });
        leap::sampled(f64::from(SECONDS), |t| scale.at(t) * squash.at(t))
    };
    (along(-1.0), along(1.0))
}

/// How far the subject is from the surface behind it, 0 to 1: near in the frame and where it lands.
fn distance() -> Track {
    Track::fixed(0.0)
        .until(BREAK)
        .to(BREAK + 0.45, 1.0, Ease::Out)
        .until(STEP)
        .to(STEP + 0.55, 0.75, Ease::InOut)
        .to(STEP + 0.9, 1.0, Ease::Out)
        .to(LAND, 0.42, Ease::In)
}

fn on_frame(subject: &Motion) -> Shadow {
    let far = distance();
    Shadow {
        motion: leap::offset(subject, &far, (4.0, 6.0), (14.0, 44.0), f64::from(SECONDS)),
        blur: far.clone().scaled(26.0).shifted(8.0),
        opacity: far.scaled(-0.22).shifted(0.46),
    }
}

fn on_wall(subject: &Motion, origin: (f64, f64)) -> Shadow {
    let far = distance();
    let shifted = Motion {
        x: subject.x.clone().shifted(origin.0),
        y: subject.y.clone().shifted(origin.1),
        ..subject.clone()
    };
    Shadow {
        motion: leap::offset(
            &shifted,
            &far,
            (8.0, 10.0),
            (30.0, 84.0),
            f64::from(SECONDS),
        ),
        blur: far.clone().scaled(30.0).shifted(10.0),
        opacity: Track::fixed(0.0)
            .until(BREAK)
            .to(BREAK + 0.4, 0.24, Ease::InOut)
            .until(STEP)
            .to(LAND, 0.36, Ease::In),
    }
}
