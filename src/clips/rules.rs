//! What a person fills into a template, and when two fillings are the same video. Browser and server share this, so
//! both know in the same moment whether an edit made a new version.

use crate::media::upload_field::{ImageView, UploadView};
use serde::{Deserialize, Serialize};

/// The template and its version that clips pin; the engine keeps drawing it as long as such clips exist.
pub const TEMPLATE: &str = "step-out@1";
/// How the template is called.
pub const TEMPLATE_NAME: &str = "Step Out";
/// How many characters a headline may have.
pub const HEADLINE_MAX: usize = 24;
/// How many characters the line below may have.
pub const LINE_MAX: usize = 40;
/// How many characters a clip's title may have.
pub const TITLE_MAX: usize = 60;

/// A closed set of choices: `slug` is how each is stored and sent, `label` what people read.
macro_rules! choices {
    ($(#[$meta:meta])* $name:ident { $($(#[$first:meta])* $variant:ident = $slug:literal, $label:literal;)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
        pub enum $name { $($(#[$first])* #[serde(rename = $slug)] $variant),+ }

        impl $name {
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            pub const fn slug(self) -> &'static str {
                match self { $(Self::$variant => $slug),+ }
            }

            pub const fn label(self) -> &'static str {
                match self { $(Self::$variant => $label),+ }
            }
        }
    };
}

choices!(
    /// How the photo's subject leaves the frame.
    SubjectChoice {
        #[default]
        CutOut = "cut-out", "Cut-out";
        FramedCrop = "framed-crop", "Photo card";
    }
);
choices!(
    /// What the subject breaks out of.
    FrameChoice {
        #[default]
        Post = "post", "Post";
        Phone = "phone", "Phone";
        Poster = "poster", "Poster";
    }
);
choices!(
    /// The colour of the world behind the frame.
    Background {
        #[default]
        Cobalt = "cobalt", "Cobalt";
        Saffron = "saffron", "Saffron";
        Tangerine = "tangerine", "Tangerine";
        Forest = "forest", "Forest";
        Rose = "rose", "Rose";
        Sky = "sky", "Sky";
        Sand = "sand", "Sand";
    }
);
choices!(
    /// The aspect ratio of the video.
    FormatChoice {
        #[default]
        Portrait = "9:16", "9:16";
        Square = "1:1", "1:1";
        Landscape = "16:9", "16:9";
    }
);

impl FormatChoice {
    /// Width and height of the finished file in pixels.
    pub const fn size(self) -> (u32, u32) {
        match self {
            Self::Portrait => (1080, 1920),
            Self::Square => (1080, 1080),
            Self::Landscape => (1920, 1080),
        }
    }
}

/// One field of the template, in the order they stand in the editor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Field {
    Photo,
    Subject,
    Headline,
    Line,
    Frame,
    Background,
    Format,
}

impl Field {
    /// How sentences call it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Photo => "photo",
            Self::Subject => "subject",
            Self::Headline => "headline",
            Self::Line => "line below",
            Self::Frame => "frame",
            Self::Background => "background",
            Self::Format => "format",
        }
    }
}

/// Everything a person fills in.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ClipInputs {
    /// None stands for the template's own sample.
    pub photo: Option<UploadView>,
    pub subject: SubjectChoice,
    pub headline: String,
    pub line: String,
    pub frame: FrameChoice,
    pub background: Background,
    pub format: FormatChoice,
}

/// What a version *is*, in a fixed order of fields.
#[derive(Serialize)]
struct Canonical<'a> {
    template: &'a str,
    /// The hash of the picture that is drawn; the sample is part of the pinned template.
    image: &'a str,
    subject: &'a str,
    headline: &'a str,
    line: &'a str,
    frame: &'a str,
    background: &'a str,
    format: &'a str,
    sound: &'a str,
}

impl ClipInputs {
    /// What a new clip starts with: the sample, and words of its own to write over.
    pub fn draft() -> Self {
        Self {
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
            template: TEMPLATE,
            image,
            subject: self.drawn_subject().slug(),
            headline: &tidy(&self.headline),
            line: &tidy(&self.line),
            frame: self.frame.slug(),
            background: self.background.slug(),
            format: self.format.slug(),
            sound: "none",
        };
        // Plain texts in a plain struct: there is nothing in it that could fail to be written.
        serde_json::to_string(&canonical).unwrap_or_default()
    }

    /// What the engine draws, as the JSON that its preview and its renders both read.
    pub fn engine_json(&self, sample: &ImageView) -> String {
        let picture = self.picture(sample);
        serde_json::json!({
            "subject": { "image": picture.hash, "width": picture.width, "height": picture.height, "kind": self.drawn_subject().slug() },
            "headline": tidy(&self.headline),
            "line": tidy(&self.line),
            "frame": self.frame.slug(),
            "background": self.background.slug(),
            "format": self.format.slug(),
        })
        .to_string()
    }

    /// The fields that cannot stay as they are, each with a sentence.
    pub fn problems(&self) -> Vec<(Field, String)> {
        [(Field::Headline, &self.headline, HEADLINE_MAX), (Field::Line, &self.line, LINE_MAX)]
            .into_iter()
            .filter_map(|(field, text, max)| {
                let length = length(text);
                (length > max).then(|| (field, format!("This text has {length} characters and {max} fit. Shorten it; 0 credits taken.")))
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
                Field::Headline,
                tidy(&self.headline) != tidy(&other.headline),
            ),
            (Field::Line, tidy(&self.line) != tidy(&other.line)),
            (Field::Frame, self.frame != other.frame),
            (Field::Background, self.background != other.background),
            (Field::Format, self.format != other.format),
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
        .unwrap_or_else(|| "Untitled video".to_owned())
}

/// "headline", "headline and background", "photo, headline and background".
pub fn listed(fields: &[Field]) -> String {
    match fields {
        [] => String::new(),
        [one] => one.name().to_owned(),
        [most @ .., last] => {
            let most: Vec<&str> = most.iter().map(|field| field.name()).collect();
            format!("{} and {}", most.join(", "), last.name())
        }
    }
}

#[cfg(test)]
mod tests;
