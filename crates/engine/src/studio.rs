//! The Studio's own animator: scenes directed by words, drawn procedurally.
//!
//! The words of the prompt choose place, weather, frame and movement; the style gives the light and the
//! material; the seed tells variations apart by camera, path, particles and light. Equal inputs give
//! equal scenes.

mod backdrop;
mod camera;
mod direction;
mod figure;
mod staging;
mod tones;
mod weather;
mod words;

use crate::Subject;
use crate::caption::Caption;
use crate::{FPS, Format, SubjectKind};
pub use camera::CameraMove;
use direction::Direction;
use drawing::scene::{Beat, Scene, VERSION};
use serde::{Deserialize, Serialize};

/// How many characters a prompt may have.
pub const PROMPT_MAX: usize = 400;
pub use crate::caption::CAPTION_MAX;

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
    #[serde(default, skip_serializing_if = "CameraMove::is_from_words")]
    pub camera: CameraMove,
}

/// The four sentences that say what will be animated.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetUp {
    pub subject: String,
    pub composition: String,
    pub setup: String,
    pub caption: String,
}

/// The animation of these inputs. Prompt and caption beyond their limits are cut.
#[must_use]
pub fn scene(inputs: &Inputs) -> Scene {
    let direction = Direction::new(inputs);
    let (sprites, layers) = staging::stage(inputs, &direction);
    Scene {
        version: VERSION,
        format: inputs.format,
        frames: direction.seconds * FPS,
        camera: camera::moves(inputs.format, &direction),
        beats: vec![
            Beat::new("Arrive", 0.0),
            Beat::new("Break out", direction.leaves),
            Beat::new("Hover", direction.settles),
            Beat::new("Caption", direction.lands),
        ],
        still_s: (direction.lands + 1.0).min(f64::from(direction.seconds) - 0.1),
        sprites,
        layers,
    }
}

/// The scene without its caption, and the caption that its last layer was.
#[must_use]
pub fn plate(inputs: &Inputs) -> (Scene, Caption) {
    let mut scene = scene(inputs);
    scene.layers.pop();
    (scene, staging::caption(&Direction::new(inputs)))
}

/// The caption of a scene on its own, seen from the scene's own camera, to be drawn over the plate.
#[must_use]
pub fn caption_over(inputs: &Inputs) -> Scene {
    let mut scene = scene(inputs);
    scene.layers.drain(..scene.layers.len().saturating_sub(1));
    scene.sprites.clear();
    scene
}

/// The moment that stands for the whole animation, in seconds.
#[must_use]
pub const fn still_time(scene: &Scene) -> f64 {
    scene.still_s
}

/// How large the subject is where it comes to rest, in units of the format.
#[must_use]
pub fn resting_size(inputs: &Inputs) -> (f64, f64) {
    staging::resting_size(inputs, &Direction::new(inputs))
}

/// Says in words what will be seen.
#[must_use]
pub fn set_up(inputs: &Inputs) -> SetUp {
    let direction = Direction::new(inputs);
    let thing = direction.thing.noun();
    let subject = match inputs.subject.as_ref().map(|subject| subject.kind) {
        None if direction.thing_named => {
            format!("{} {thing}, drawn from your words", article(thing))
        }
        None => format!(
            "{} {thing} stands in; a photo shows the real thing",
            article(thing)
        ),
        Some(kind) => {
            let name = if direction.thing_named {
                thing
            } else {
                "subject"
            };
            match kind {
                SubjectKind::CutOut => format!("Your {name}, cut out from the photo"),
                SubjectKind::FramedCrop => format!("Your {name}, as a photo card"),
            }
        }
    };
    let caption = match direction.caption.chars().count() {
        0 => "None, the picture speaks".to_owned(),
        1..=20 => "Bottom, one line, reads at thumb size".to_owned(),
        _ => "Bottom, two lines, reads at thumb size".to_owned(),
    };
    SetUp {
        subject,
        composition: direction.composition(),
        setup: direction.setup(),
        caption,
    }
}

fn article(noun: &str) -> &'static str {
    if noun.starts_with(['a', 'e', 'i', 'o', 'u']) {
        "An"
    } else {
        "A"
    }
}

#[cfg(test)]
mod tests;
