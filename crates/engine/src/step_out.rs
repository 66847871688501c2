//! Step Out: the post scrolls in and stops; the subject crouches, strides over its top edge and off its
//! side; the caption lands where its foot does.

use crate::scene::{Beat, Camera, Layer, Paint, Picture, Scene, Shape, Sprite, VERSION};
use crate::{Colour, FPS, Format, Subject};
use serde::{Deserialize, Serialize};

/// The name and version that clips pin.
pub const TEMPLATE: &str = "step-out@1";
/// How many characters a headline may have.
pub const HEADLINE_MAX: usize = 24;
/// How many characters the line below may have.
pub const LINE_MAX: usize = 40;

/// What the subject breaks out of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Frame {
    #[default]
    Post,
    Phone,
    Poster,
}

impl Frame {
    pub const ALL: [Self; 3] = [Self::Post, Self::Phone, Self::Poster];

    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Post => "Post",
            Self::Phone => "Phone",
            Self::Poster => "Poster",
        }
    }
}

/// The colour of the world behind the frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Background {
    #[default]
    Cobalt,
    Saffron,
    Tangerine,
    Forest,
    Rose,
    Sky,
    Sand,
}

impl Background {
    pub const ALL: [Self; 7] = [
        Self::Cobalt,
        Self::Saffron,
        Self::Tangerine,
        Self::Forest,
        Self::Rose,
        Self::Sky,
        Self::Sand,
    ];

    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Cobalt => "Cobalt",
            Self::Saffron => "Saffron",
            Self::Tangerine => "Tangerine",
            Self::Forest => "Forest",
            Self::Rose => "Rose",
            Self::Sky => "Sky",
            Self::Sand => "Sand",
        }
    }
}

/// Everything a person fills in.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Inputs {
    pub subject: Subject,
    pub headline: String,
    pub line: String,
    pub frame: Frame,
    pub background: Background,
    pub format: Format,
}

/// The picture that stands in the template until a person brings their own: a sneaker, cut out.
#[must_use]
pub fn sample_subject_png() -> &'static [u8] {
    include_bytes!("../samples/sneaker.png")
}

/// The animation of these inputs: 6 seconds. Texts beyond their limits are cut.
#[must_use]
pub fn scene(inputs: &Inputs) -> Scene {
    let (w, h) = inputs.format.units();
    Scene {
        version: VERSION,
        format: inputs.format,
        frames: 6 * FPS,
        camera: Camera::still(w / 2.0, h / 2.0),
        beats: vec![
            Beat::new("Scroll in", 0.0),
            Beat::new("Break out", 1.25),
            Beat::new("Step", 2.75),
            Beat::new("Land", 4.0),
        ],
        still_s: 5.9,
        sprites: vec![Sprite {
            width: 800.0,
            height: 800.0 / inputs.subject.ratio(),
            picture: Picture::Image(inputs.subject.image.clone()),
        }],
        layers: vec![
            Layer::shape(
                Shape::rect(w * 1.2, h * 1.2, 0.0),
                Paint::Flat(Colour::oklch(0.46, 0.15, 262.0)),
            )
            .at(w / 2.0, h / 2.0),
            Layer::sprite(0).at(w / 2.0, h / 2.0),
        ],
    }
}
