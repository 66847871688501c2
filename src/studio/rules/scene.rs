//! A scene as a person describes it.

use super::{Camera, EMBEDDED};
use crate::words::studio as words;
use ::credits::{AnimationSettings, Duration, Resolution, VideoCount};
use serde::{Deserialize, Serialize};

/// How many characters a prompt may have.
pub const PROMPT_MAX: usize = 400;
/// How many characters a caption may have.
pub const CAPTION_MAX: usize = 40;

/// The aspect ratio of a scene.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Format {
    #[default]
    #[serde(rename = "9:16")]
    Portrait,
    #[serde(rename = "1:1")]
    Square,
    #[serde(rename = "16:9")]
    Landscape,
}

impl Format {
    pub const ALL: [Self; 3] = [Self::Portrait, Self::Square, Self::Landscape];

    pub const fn label(self) -> &'static str {
        match self {
            Self::Portrait => "9:16",
            Self::Square => "1:1",
            Self::Landscape => "16:9",
        }
    }

    /// The class that gives a picture of this format its shape.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Portrait => "fmt-portrait",
            Self::Square => "fmt-square",
            Self::Landscape => "fmt-landscape",
        }
    }
}

/// The look of a scene.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Style {
    #[default]
    Dusk,
    Studio,
    Paper,
    Neon,
}

impl Style {
    pub const ALL: [Self; 4] = [Self::Dusk, Self::Studio, Self::Paper, Self::Neon];

    pub fn label(self) -> &'static str {
        match self {
            Self::Dusk => words::style_dusk(),
            Self::Studio => words::style_studio(),
            Self::Paper => words::style_paper(),
            Self::Neon => words::style_neon(),
        }
    }

    /// The class of its swatch.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Dusk => "sw sw-dusk",
            Self::Studio => "sw sw-studio",
            Self::Paper => "sw sw-paper",
            Self::Neon => "sw sw-neon",
        }
    }
}

/// Where the subject comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SubjectSource {
    /// A photo; without one, the words of the prompt stand in.
    #[default]
    Upload,
    /// The words of the prompt, even if there is a photo.
    Describe,
}

/// Everything a person sets, and the seed of the preview they see.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SceneDraft {
    pub id: String,
    pub subject: SubjectSource,
    /// The photo's id. Kept while "Describe" is chosen, so that changing one's mind loses nothing.
    pub upload: Option<String>,
    pub prompt: String,
    pub caption: String,
    pub format: Format,
    pub style: Style,
    /// Drafts from before there was a choice have none.
    #[serde(default)]
    pub camera: Camera,
    pub seed: u32,
    /// What Animate would order. Only the click orders it, at the price that it carries.
    #[serde(default = "preselected")]
    pub settings: AnimationSettings,
    /// Who would animate it: the id of an animator, which may no longer be on offer.
    #[serde(default = "embedded")]
    pub animator: String,
}

/// What a fresh draft would order.
pub const fn preselected() -> AnimationSettings {
    AnimationSettings::new(Duration::S10, Resolution::P1080, VideoCount::Two)
}

pub(super) fn embedded() -> String {
    EMBEDDED.to_owned()
}

impl SceneDraft {
    /// A fresh draft under this id.
    pub fn fresh(id: String, seed: u32) -> Self {
        Self {
            id,
            subject: SubjectSource::default(),
            upload: None,
            prompt: String::new(),
            caption: String::new(),
            format: Format::default(),
            style: Style::default(),
            camera: Camera::default(),
            seed,
            settings: preselected(),
            animator: embedded(),
        }
    }

    /// The photo that is to be animated, if one is.
    pub fn photo(&self) -> Option<&str> {
        match self.subject {
            SubjectSource::Upload => self.upload.as_deref(),
            SubjectSource::Describe => None,
        }
    }

    /// What has to be added before there is anything to show or animate; none when nothing is missing.
    pub fn missing(&self) -> Option<&'static str> {
        if !self.prompt.trim().is_empty() || self.photo().is_some() {
            return None;
        }
        Some(match self.subject {
            SubjectSource::Upload => words::needs_photo_or_prompt(),
            SubjectSource::Describe => words::needs_prompt(),
        })
    }

    /// Which text is too long, and by what sentence that is said.
    pub fn too_long(&self) -> Option<(&'static str, String)> {
        let (prompt, caption) = (self.prompt.chars().count(), self.caption.chars().count());
        if prompt > PROMPT_MAX {
            return Some(("prompt", words::prompt_too_long(prompt, PROMPT_MAX)));
        }
        (caption > CAPTION_MAX).then(|| ("caption", words::caption_too_long(caption, CAPTION_MAX)))
    }
}

/// What to call a scene: its caption, else the first words of its prompt.
pub fn title_of(draft: &SceneDraft) -> String {
    const LONGEST: usize = 48;
    // A title stands in the statement for good; what cannot be seen has no place in it.
    let plain = |text: &str| text.replace(|c: char| c.is_control(), " ");
    let caption = plain(&draft.caption);
    if !caption.trim().is_empty() {
        return caption.trim().to_owned();
    }
    let mut title = String::new();
    for word in plain(&draft.prompt).split_whitespace().take(6) {
        if !title.is_empty() && title.chars().count() + word.chars().count() >= LONGEST {
            break;
        }
        if !title.is_empty() {
            title.push(' ');
        }
        title.extend(word.chars().take(LONGEST));
    }
    let title = title.trim_end_matches(['.', ',', ';', ':']);
    if title.is_empty() {
        words::untitled_scene().to_owned()
    } else {
        title.to_owned()
    }
}

/// The four sentences that say what will be animated.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetUp {
    pub subject: String,
    pub composition: String,
    pub setup: String,
    pub caption: String,
}

/// A draft as it was kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Saved {
    /// The address of its still, which is another one whenever the still is.
    pub still: String,
    pub set_up: SetUp,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(prompt: &str, caption: &str) -> SceneDraft {
        SceneDraft {
            prompt: prompt.to_owned(),
            caption: caption.to_owned(),
            ..SceneDraft::fresh("id".to_owned(), 1)
        }
    }

    #[test]
    fn a_scene_needs_a_prompt_or_a_photo() {
        assert!(draft(" \n", "caption").missing().is_some());
        assert!(draft("dunes", "").missing().is_none());
        let photo = SceneDraft {
            upload: Some("photo".to_owned()),
            ..draft("", "")
        };
        assert!(photo.missing().is_none());
        assert!(
            SceneDraft {
                subject: SubjectSource::Describe,
                ..photo
            }
            .missing()
            .is_some()
        );
    }

    /// Drafts that were kept before settings and animator were part of them open with what was preselected then.
    #[test]
    fn drafts_of_before_are_read() {
        let fresh = SceneDraft::fresh("id".to_owned(), 1);
        let mut kept = serde_json::to_value(&fresh).expect("written");
        for added in ["settings", "animator", "camera"] {
            assert!(
                kept.as_object_mut()
                    .is_some_and(|all| all.remove(added).is_some())
            );
        }
        assert_eq!(serde_json::from_value::<SceneDraft>(kept).ok(), Some(fresh));
    }

    #[test]
    fn texts_are_counted_in_characters() {
        assert_eq!(draft(&"é".repeat(400), &"🙂".repeat(40)).too_long(), None);
        assert_eq!(
            draft(&"a".repeat(401), "")
                .too_long()
                .map(|(field, _)| field),
            Some("prompt")
        );
        assert_eq!(
            draft("a", &"a".repeat(41))
                .too_long()
                .map(|(field, _)| field),
            Some("caption")
        );
        assert!(
            draft(&"a".repeat(10_000), "")
                .too_long()
                .is_some_and(|(_, sentence)| sentence.contains("10000"))
        );
    }

    #[test]
    fn a_title_is_the_caption_or_the_first_words() {
        assert_eq!(
            title_of(&draft(
                "The bottle rises out of a phone and hovers",
                "Wear the evening"
            )),
            "Wear the evening"
        );
        assert_eq!(
            title_of(&draft("The bottle rises out of a phone and hovers", "")),
            "The bottle rises out of a"
        );
        assert_eq!(title_of(&draft("", "")), "Untitled scene");
        assert!(title_of(&draft(&"w".repeat(400), "")).chars().count() <= 48);
    }
}
