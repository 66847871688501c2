//! The Studio's own animator: scenes directed by words, drawn procedurally.
//!
//! The words of the prompt choose place, weather, frame and movement; the style gives the light and the
//! material; the seed tells variations apart by camera, path, particles and light. Equal inputs give
//! equal scenes.

mod backdrop;
mod camera;
mod direction;
mod figure;
mod set_up;
mod staging;
mod tones;
mod weather;
mod words;

use crate::Subject;
use crate::caption::Caption;
use crate::{FPS, Format};
pub use camera::CameraMove;
use direction::Direction;
use drawing::scene::{Beat, Scene, VERSION};
use serde::{Deserialize, Serialize};
pub use set_up::{Aside, Composition, SetUp, Setting, Shown, set_up};
pub use words::{Act, Place, Thing, Weather};

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
            Beat::new("arrive", 0.0),
            Beat::new("break-out", direction.leaves),
            Beat::new("hover", direction.settles),
            Beat::new("caption", direction.lands),
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

#[cfg(test)]
mod tests;
