//! What a provider is given.

use engine::studio::Inputs;
use engine::{ImageId, Size};
use uuid::Uuid;

/// What of a scene a provider works from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Material {
    /// The whole scene, with the subject cut out of its photo.
    Scene,
    /// The photo as it was uploaded, and words.
    Photo,
}

/// One video to be made. The same request gives the same video, where the provider can do that.
#[derive(Debug, Clone)]
pub struct TakeRequest {
    pub take: Uuid,
    pub inputs: Inputs,
    /// The pictures as PNG: those the inputs name, or the photo alone.
    pub images: Vec<(ImageId, Vec<u8>)>,
    pub size: Size,
    pub frames: u32,
    /// "720p".
    pub resolution: &'static str,
    /// "9:16".
    pub format: &'static str,
}

impl TakeRequest {
    /// The words for a model. The caption is never among them: our own engine draws it, so that it is spelt right.
    pub fn prompt(&self) -> String {
        const ALONE: &str = "The subject of the photo comes alive and moves towards the viewer.";
        let words = match self.inputs.prompt.trim() {
            "" => ALONE,
            words => words,
        };
        let look = match self.inputs.style {
            engine::studio::Style::Dusk => "warm light at dusk",
            engine::studio::Style::Studio => "a bright, clean studio",
            engine::studio::Style::Paper => "soft paper and daylight",
            engine::studio::Style::Neon => "dark, lit by neon",
        };
        format!("{words}\nLook: {look}. No text, no logos, no watermark.")
    }

    /// The photo, where there is one.
    pub fn photo(&self) -> Option<&[u8]> {
        self.images.first().map(|(_, png)| png.as_slice())
    }

    /// A seed that every protocol can carry.
    pub fn short_seed(&self) -> u32 {
        (self.inputs.seed ^ (self.inputs.seed >> 32)) as u32
    }
}
