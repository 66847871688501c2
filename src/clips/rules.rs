//! What a person fills into a template, and when two fillings are the same video. Browser and server share this, so
//! both know in the same moment whether an edit made a new version.

mod options;

pub use options::{
    Background, Category, EdgeChoice, FormatChoice, FrameChoice, SoundChoice, StyleChoice,
    SubjectChoice,
};

use crate::media::upload_field::{ImageView, UploadView};
use crate::words::clips as words;
use serde::{Deserialize, Serialize};

/// The template that clips were made with before there were others; such clips do not name it.
const FIRST_TEMPLATE: &str = "step-out@1";
/// How many characters a clip's title may have.
pub const TITLE_MAX: usize = 60;

/// A template as its editor needs to know it. The engine alone has them all; the browser is told of the one it is
/// open on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemplateView {
    pub name: String,
    /// What the subject breaks out of, in words.
    pub stage: String,
    pub category: Category,
    /// How many characters headline and line may have.
    pub headline_max: usize,
    pub line_max: usize,
    pub styles: Vec<StyleChoice>,
    pub frames: Vec<FrameChoice>,
    pub backgrounds: Vec<Background>,
    /// The engine's release: a part of addresses whose files are kept for good, since they change with it.
    pub engine: String,
}

/// One field of the template, in the order they stand in the editor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Field {
    Photo,
    Subject,
    Edge,
    Headline,
    Line,
    Style,
    Frame,
    Background,
    Format,
    Sound,
}

impl Field {
    /// How sentences call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Photo => words::the_photo(),
            Self::Subject => words::the_subject(),
            Self::Edge => words::the_edge(),
            Self::Headline => words::the_headline(),
            Self::Line => words::the_line(),
            Self::Style => words::the_style(),
            Self::Frame => words::the_frame(),
            Self::Background => words::the_background(),
            Self::Format => words::the_format(),
            Self::Sound => words::the_sound(),
        }
    }
}

/// Everything a person fills in.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ClipInputs {
    /// The name and version of the template; the engine keeps drawing it as long as such clips exist.
    #[serde(default = "first_template")]
    pub template: String,
    /// None stands for the template's own sample.
    pub photo: Option<UploadView>,
    pub subject: SubjectChoice,
    #[serde(default)]
    pub edge: EdgeChoice,
    pub headline: String,
    pub line: String,
    /// None where the template has no styles.
    #[serde(default)]
    pub style: Option<StyleChoice>,
    /// As they come where the template has no choice of them.
    pub frame: FrameChoice,
    pub background: Background,
    pub format: FormatChoice,
    #[serde(default)]
    pub sound: SoundChoice,
}

fn first_template() -> String {
    FIRST_TEMPLATE.to_owned()
}

/// What a version *is*, in a fixed order of fields. Versions are paid for under the hash of this text, so what was
/// written before a field was added must be written the same after it.
#[derive(Serialize)]
struct Canonical<'a> {
    template: &'a str,
    /// The hash of the picture that is drawn; the sample is part of the pinned template.
    image: &'a str,
    subject: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    edge: Option<&'a str>,
    headline: &'a str,
    line: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    style: Option<&'a str>,
    frame: &'a str,
    background: &'a str,
    format: &'a str,
    sound: &'a str,
}

impl ClipInputs {
    /// What a new clip of the first template starts with.
    #[cfg(test)]
    pub fn draft() -> Self {
        Self {
            template: first_template(),
            headline: "Built to outrun".to_owned(),
            line: "Out 14 June".to_owned(),
            ..Self::default()
        }
    }

    /// How the subject is really drawn: a photo whose subject could not be found stays a photo card.
    pub fn drawn_subject(&self) -> SubjectChoice {
        match &self.photo {
            Some(photo) if photo.cut_out.is_none() => SubjectChoice::FramedCrop,
            Some(_) => self.subject,
            None => SubjectChoice::CutOut,
        }
    }

    /// Whether a photo of the person's own is drawn without its background.
    pub fn is_cut_out(&self) -> bool {
        self.photo.is_some() && self.drawn_subject() == SubjectChoice::CutOut
    }

    /// Where the cut-out really ends: samples and photo cards have the edge that they have.
    pub fn drawn_edge(&self) -> EdgeChoice {
        if self.is_cut_out() {
            self.edge
        } else {
            EdgeChoice::default()
        }
    }

    /// The picture that is drawn; `sample` when there is no photo.
    pub fn picture<'a>(&'a self, sample: &'a ImageView) -> &'a ImageView {
        match (&self.photo, self.drawn_subject()) {
            (Some(photo), SubjectChoice::CutOut) => photo.picture(),
            (Some(photo), SubjectChoice::FramedCrop) => &photo.original,
            (None, _) => sample,
        }
    }

    /// The text that two fillings share exactly when they make the same video: the version's hash is taken of it.
    /// Spaces at the ends and runs of white space do not count, since the engine draws them alike; letters are
    /// compared as they were typed, without Unicode normalisation.
    pub fn canonical(&self) -> String {
        let image = match (&self.photo, self.drawn_subject()) {
            (Some(photo), SubjectChoice::CutOut) => photo.picture().hash.as_str(),
            (Some(photo), SubjectChoice::FramedCrop) => photo.original.hash.as_str(),
            (None, _) => "sample",
        };
        let canonical = Canonical {
            template: &self.template,
            image,
            subject: self.drawn_subject().slug(),
            edge: Some(self.drawn_edge())
                .filter(|edge| *edge != EdgeChoice::default())
                .map(EdgeChoice::slug),
            headline: &tidy(&self.headline),
            line: &tidy(&self.line),
            style: self.style.map(StyleChoice::slug),
            frame: self.frame.slug(),
            background: self.background.slug(),
            format: self.format.slug(),
            sound: self.sound.slug(),
        };
        // Plain texts in a plain struct: there is nothing in it that could fail to be written.
        serde_json::to_string(&canonical).unwrap_or_default()
    }

    /// What the engine draws, as its renders read it.
    pub fn engine_inputs(&self, sample: &ImageView) -> serde_json::Value {
        let picture = self.picture(sample);
        serde_json::json!({
            "subject": {
                "image": picture.hash,
                "width": picture.width,
                "height": picture.height,
                "kind": self.drawn_subject().slug(),
                "edge": self.drawn_edge().slug(),
            },
            "headline": tidy(&self.headline),
            "line": tidy(&self.line),
            "style": self.style.unwrap_or_default().slug(),
            "frame": self.frame.slug(),
            "background": self.background.slug(),
            "format": self.format.slug(),
        })
    }

    /// The same as the engine in the browser is asked for it.
    pub fn engine_request(&self, sample: &ImageView) -> String {
        let inputs = self.engine_inputs(sample);
        serde_json::json!({ "kind": "template", "template": self.template, "inputs": inputs })
            .to_string()
    }

    /// The fields that cannot stay as they are, each with a sentence.
    pub fn problems(&self, template: &TemplateView) -> Vec<(Field, String)> {
        [
            (Field::Headline, &self.headline, template.headline_max),
            (Field::Line, &self.line, template.line_max),
        ]
        .into_iter()
        .filter_map(|(field, text, max)| {
            let length = length(text);
            (length > max).then(|| (field, words::text_too_long(length, max)))
        })
        .collect()
    }

    /// The fields whose change makes this another video than `other`.
    pub fn changed_from(&self, other: &Self) -> Vec<Field> {
        let photo = |one: &Self| one.photo.as_ref().map(|photo| photo.original.hash.clone());
        let subject = |one: &Self| one.drawn_subject();
        let photo_changed = photo(self) != photo(other);
        [
            (Field::Photo, photo_changed),
            (
                Field::Subject,
                !photo_changed && subject(self) != subject(other),
            ),
            (
                Field::Edge,
                !photo_changed
                    && subject(self) == subject(other)
                    && self.drawn_edge() != other.drawn_edge(),
            ),
            (
                Field::Headline,
                tidy(&self.headline) != tidy(&other.headline),
            ),
            (Field::Line, tidy(&self.line) != tidy(&other.line)),
            (Field::Style, self.style != other.style),
            (Field::Frame, self.frame != other.frame),
            (Field::Background, self.background != other.background),
            (Field::Format, self.format != other.format),
            (Field::Sound, self.sound != other.sound),
        ]
        .into_iter()
        .filter_map(|(field, changed)| changed.then_some(field))
        .collect()
    }
}

/// The text as it is drawn: control characters count as spaces, runs of white space as one, none at the ends.
pub fn tidy(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len());
    for word in text
        .split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|word| !word.is_empty())
    {
        if !tidy.is_empty() {
            tidy.push(' ');
        }
        tidy.push_str(word);
    }
    tidy
}

/// How many characters of a text count.
pub fn length(text: &str) -> usize {
    tidy(text).chars().count()
}

/// A title as it is kept, or none if nothing is left of it.
pub fn title(text: &str) -> Option<String> {
    let title: String = tidy(text).chars().take(TITLE_MAX).collect();
    (!title.is_empty()).then_some(title)
}

/// What a clip is called: the title it was given, else its headline.
pub fn shown_title(title: &str, inputs: &ClipInputs) -> String {
    let headline = || Some(tidy(&inputs.headline)).filter(|headline| !headline.is_empty());
    self::title(title)
        .or_else(headline)
        .unwrap_or_else(|| words::untitled().to_owned())
}

/// "headline", "headline and background", "photo, headline and background".
pub fn listed(fields: &[Field]) -> String {
    match fields {
        [] => String::new(),
        [one] => one.name().to_owned(),
        [first, between @ .., last] => {
            let most = between.iter().fold(first.name().to_owned(), |most, field| {
                words::list_more(most, field.name())
            });
            words::list_end(most, last.name())
        }
    }
}

#[cfg(test)]
mod tests;
