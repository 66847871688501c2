//! The Studio's own animator: scenes directed by words, drawn procedurally.

use crate::scene::{Beat, Camera, Layer, Paint, Scene, Shape, VERSION};
use crate::{Colour, FPS, Format, Subject};
use serde::{Deserialize, Serialize};

/// How many characters a prompt may have.
pub const PROMPT_MAX: usize = 400;
/// How many characters a caption may have.
pub const CAPTION_MAX: usize = 40;

/// The look of a scene.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Style {
    #[default]
    Dusk,
    Studio,
    Paper,
    Neon,
}

impl Style {
    pub const ALL: [Self; 4] = [Self::Dusk, Self::Studio, Self::Paper, Self::Neon];

    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Dusk => "Dusk",
            Self::Studio => "Studio",
            Self::Paper => "Paper",
            Self::Neon => "Neon",
        }
    }
}

/// Everything a person describes, and the seed that tells variations apart.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Inputs {
    /// Without one, a subject is drawn from the words of the prompt.
    pub subject: Option<Subject>,
    pub prompt: String,
    pub caption: String,
    pub format: Format,
    pub style: Style,
    pub seed: u64,
    /// 1 to 60.
    pub seconds: u32,
}

/// The four sentences that say what will be animated.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetUp {
    pub subject: String,
    pub composition: String,
    pub setup: String,
    pub caption: String,
}

/// The animation of these inputs.
#[must_use]
pub fn scene(inputs: &Inputs) -> Scene {
    let (w, h) = inputs.format.units();
    Scene {
        version: VERSION,
        format: inputs.format,
        frames: inputs.seconds.clamp(1, 60) * FPS,
        camera: Camera::still(w / 2.0, h / 2.0),
        beats: vec![Beat::new("Arrive", 0.0)],
        still_s: 3.0,
        sprites: vec![],
        layers: vec![
            Layer::shape(
                Shape::rect(w * 1.2, h * 1.2, 0.0),
                Paint::Flat(Colour::oklch(0.46, 0.15, 262.0)),
            )
            .at(w / 2.0, h / 2.0),
        ],
    }
}

/// The moment that stands for the whole animation, in seconds.
#[must_use]
pub const fn still_time(scene: &Scene) -> f64 {
    scene.still_s
}

/// Says in words what will be seen.
#[must_use]
pub fn set_up(inputs: &Inputs) -> SetUp {
    SetUp {
        subject: inputs.prompt.clone(),
        composition: String::new(),
        setup: String::new(),
        caption: inputs.caption.clone(),
    }
}
