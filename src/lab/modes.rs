//! The ways in which a page of the product can be looked at: its theme, in which words, how large, with how much motion and
//! contrast, and with which marks.

use crate::app::Direction;
use crate::lab::scenarios::Step;
use crate::words::lab as words;
use serde::{Deserialize, Serialize};

/// The script that takes a step.
pub const STEP_SCRIPT: &str = "/lab/step.js";
/// The script that says a page in other words.
pub const WORDS_SCRIPT: &str = "/lab/words.js";
/// The script that has a page answer to what somebody's system may ask for: less motion, more contrast.
pub const PREFERENCES_SCRIPT: &str = "/lab/preferences.js";
/// The script that draws marks upon a page.
pub const INSPECT_SCRIPT: &str = "/lab/inspect.js";

/// How a page is shown. What is not said is as it is for everybody.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Modes {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub theme: Option<Theme>,
    #[serde(skip_serializing_if = "Words::is_usual")]
    pub words: Words,
    #[serde(skip_serializing_if = "TextSize::is_usual")]
    pub text: TextSize,
    #[serde(skip_serializing_if = "Motion::is_usual")]
    pub motion: Motion,
    #[serde(skip_serializing_if = "Contrast::is_usual")]
    pub contrast: Contrast,
    #[serde(skip_serializing_if = "Marks::is_usual")]
    pub inspect: Marks,
}

/// A theme that a page is asked to take.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    Light,
    Dark,
}

impl Theme {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// In which words a page speaks. The names of the other two are those that browsers and phones use for them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Words {
    #[default]
    #[serde(rename = "as-they-are")]
    AsTheyAre,
    /// Accented, two fifths longer and in brackets: what is too narrow, or not said by the page itself, shows.
    #[serde(rename = "en-XA")]
    Longer,
    /// From right to left: what takes left for the beginning shows.
    #[serde(rename = "ar-XB")]
    RightToLeft,
}

impl Words {
    pub const ALL: [Self; 3] = [Self::AsTheyAre, Self::Longer, Self::RightToLeft];

    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AsTheyAre => "as-they-are",
            Self::Longer => "en-XA",
            Self::RightToLeft => "ar-XB",
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::AsTheyAre => words::words_as_they_are(),
            Self::Longer => words::words_longer(),
            Self::RightToLeft => words::words_right_to_left(),
        }
    }

    fn is_usual(&self) -> bool {
        *self == Self::default()
    }
}

/// How large a page's text is, in per cent of what it is for everybody.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum TextSize {
    #[default]
    #[serde(rename = "100")]
    Usual,
    #[serde(rename = "150")]
    Larger,
    #[serde(rename = "200")]
    Double,
}

impl TextSize {
    pub const ALL: [Self; 3] = [Self::Usual, Self::Larger, Self::Double];

    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Usual => "100",
            Self::Larger => "150",
            Self::Double => "200",
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::Usual => words::text_usual(),
            Self::Larger => words::text_larger(),
            Self::Double => words::text_double(),
        }
    }

    fn is_usual(&self) -> bool {
        *self == Self::default()
    }
}

/// How much a page moves. Nothing can be asked of it that a system cannot ask for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Motion {
    #[default]
    #[serde(rename = "as-the-system-says")]
    AsTheSystemSays,
    #[serde(rename = "reduced")]
    Reduced,
}

impl Motion {
    pub const ALL: [Self; 2] = [Self::AsTheSystemSays, Self::Reduced];

    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AsTheSystemSays => "as-the-system-says",
            Self::Reduced => "reduced",
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::AsTheSystemSays => words::motion_as_the_system_says(),
            Self::Reduced => words::motion_reduced(),
        }
    }

    fn is_usual(&self) -> bool {
        *self == Self::default()
    }
}

/// How far a page's words and lines stand out from what is behind them. A system can ask for the same.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Contrast {
    #[default]
    #[serde(rename = "as-the-system-says")]
    AsTheSystemSays,
    #[serde(rename = "normal")]
    Normal,
    #[serde(rename = "more")]
    More,
}

impl Contrast {
    pub const ALL: [Self; 3] = [Self::AsTheSystemSays, Self::Normal, Self::More];

    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AsTheSystemSays => "as-the-system-says",
            Self::Normal => "normal",
            Self::More => "more",
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::AsTheSystemSays => words::contrast_as_the_system_says(),
            Self::Normal => words::contrast_normal(),
            Self::More => words::contrast_more(),
        }
    }

    fn is_usual(&self) -> bool {
        *self == Self::default()
    }
}

/// What is drawn upon a page.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Marks {
    #[default]
    Nothing,
    /// In which order the keyboard reaches the controls.
    Focus,
    /// What is smaller than a finger, or a shaky hand, can hit.
    Targets,
    /// What is announced to people who do not see it.
    Live,
    /// What the accessibility checker of the tests finds.
    Axe,
}

impl Marks {
    pub const ALL: [Self; 5] = [
        Self::Nothing,
        Self::Focus,
        Self::Targets,
        Self::Live,
        Self::Axe,
    ];

    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Focus => "focus",
            Self::Targets => "targets",
            Self::Live => "live",
            Self::Axe => "axe",
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::Nothing => words::marks_nothing(),
            Self::Focus => words::marks_focus(),
            Self::Targets => words::marks_targets(),
            Self::Live => words::marks_live(),
            Self::Axe => words::marks_axe(),
        }
    }

    fn is_usual(&self) -> bool {
        *self == Self::default()
    }
}

/// What an address directs: the modes and the step, in the names that no page's own parameters have.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Directions {
    /// The session of the frame that the page stands in.
    #[serde(rename = "lab-frame", skip_serializing_if = "Option::is_none")]
    pub frame: Option<String>,
    #[serde(rename = "lab-theme", skip_serializing_if = "Option::is_none")]
    pub theme: Option<Theme>,
    #[serde(rename = "lab-words", default, skip_serializing_if = "Words::is_usual")]
    pub words: Words,
    #[serde(
        rename = "lab-text",
        default,
        skip_serializing_if = "TextSize::is_usual"
    )]
    pub text: TextSize,
    #[serde(
        rename = "lab-motion",
        default,
        skip_serializing_if = "Motion::is_usual"
    )]
    pub motion: Motion,
    #[serde(
        rename = "lab-contrast",
        default,
        skip_serializing_if = "Contrast::is_usual"
    )]
    pub contrast: Contrast,
    #[serde(
        rename = "lab-inspect",
        default,
        skip_serializing_if = "Marks::is_usual"
    )]
    pub inspect: Marks,
    #[serde(rename = "lab-step", skip_serializing_if = "Option::is_none")]
    pub step: Option<String>,
}

impl Directions {
    /// A page in these modes, with a step to take on it.
    pub fn new(modes: Modes, step: Option<Step>) -> Self {
        Self {
            frame: None,
            theme: modes.theme,
            words: modes.words,
            text: modes.text,
            motion: modes.motion,
            contrast: modes.contrast,
            inspect: modes.inspect,
            step: step.map(|step| step.as_str().to_owned()),
        }
    }

    pub const fn modes(&self) -> Modes {
        Modes {
            theme: self.theme,
            words: self.words,
            text: self.text,
            motion: self.motion,
            contrast: self.contrast,
            inspect: self.inspect,
        }
    }
}

impl Modes {
    /// The modes in the address of a scenario or of the gallery; what is as for everybody is not said.
    pub fn query(self) -> String {
        serde_urlencoded::to_string(self).unwrap_or_default()
    }

    /// What the shell is told. Motion is reduced before anything moves. Then comes the step: the words wait for it, because it
    /// finds things by their names.
    pub fn direction(self, step: Option<&str>) -> Direction {
        let asks = !(self.motion.is_usual() && self.contrast.is_usual());
        let preferences = asks.then(|| {
            format!(
                "{PREFERENCES_SCRIPT}?motion={}&contrast={}",
                self.motion.as_str(),
                self.contrast.as_str()
            )
        });
        let step = step.map(|step| format!("{STEP_SCRIPT}?{step}"));
        let other = !(self.words.is_usual() && self.text.is_usual());
        let words = other.then(|| {
            format!(
                "{WORDS_SCRIPT}?words={}&text={}",
                self.words.as_str(),
                self.text.as_str()
            )
        });
        let marks = (!self.inspect.is_usual())
            .then(|| format!("{INSPECT_SCRIPT}?{}", self.inspect.as_str()));
        Direction {
            theme: self.theme.map(Theme::as_str),
            scripts: [preferences, step, words, marks]
                .into_iter()
                .flatten()
                .collect(),
        }
    }
}
