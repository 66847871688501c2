//! What will be seen, as facts. People read sentences of them, in their own language, which whoever shows them has.

use super::direction::Direction;
use super::{Act, CameraMove, Inputs, Place, Style, Thing, Weather};
use crate::SubjectKind;
use crate::frame_art::Frame;

/// What will be animated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SetUp {
    pub subject: Shown,
    pub composition: Composition,
    pub setting: Setting,
    /// How many lines the caption is set in: 0 without one, else 1 or 2.
    pub caption_lines: u32,
}

/// What stands for the subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// A drawing of what the words name.
    Drawn(Thing),
    /// A drawing of what we guess, since the words name nothing we draw.
    StandsIn(Thing),
    /// A photo, and what it shows if the words name it.
    Photo {
        kind: SubjectKind,
        named: Option<Thing>,
    },
}

/// How the subject leaves its frame, and where it comes to rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Composition {
    pub act: Act,
    pub frame: Frame,
    pub aside: Aside,
    /// In whole degrees, to either side.
    pub tilt: u32,
}

/// Where the subject rests, seen from the middle of its frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aside {
    Left,
    Centred,
    Right,
}

/// Place, light and air, and the camera.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Setting {
    pub place: Place,
    /// What the light is like.
    pub style: Style,
    pub weather: Weather,
    pub camera: CameraMove,
}

/// What will be seen of these inputs.
#[must_use]
pub fn set_up(inputs: &Inputs) -> SetUp {
    let direction = Direction::new(inputs);
    let named = direction.thing_named.then_some(direction.thing);
    let subject = match (inputs.subject.as_ref(), named) {
        (Some(subject), named) => Shown::Photo {
            kind: subject.kind,
            named,
        },
        (None, Some(thing)) => Shown::Drawn(thing),
        (None, None) => Shown::StandsIn(direction.thing),
    };
    SetUp {
        subject,
        composition: Composition {
            act: direction.act,
            frame: direction.frame,
            aside: aside(direction.aside),
            tilt: direction.tilt.abs() as u32,
        },
        setting: Setting {
            place: direction.place,
            style: direction.style,
            weather: direction.weather,
            camera: direction.camera,
        },
        caption_lines: match direction.caption.chars().count() {
            0 => 0,
            1..=20 => 1,
            _ => 2,
        },
    }
}

/// What is seen of a share of the frame's width.
fn aside(share: f64) -> Aside {
    if share.abs() < 0.05 {
        Aside::Centred
    } else if share > 0.0 {
        Aside::Right
    } else {
        Aside::Left
    }
}
