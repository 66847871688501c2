//! What an edit may be, shared by the page and its server.

mod form;
mod looks;
mod view;

pub use form::{EditForm, Problem};
pub use looks::{EditFormat, Font, Part, Position, Tint};
pub use view::{VersionState, VersionView, Versions};

use super::super::rules::{CAPTION_MAX, Format, SceneDraft, Style};
use crate::words::studio_edits as said;
use serde::{Deserialize, Serialize};

/// The shortest video that a trim leaves, in tenths of a second.
pub const SHORTEST: u32 = 10;

/// One edit, whole. Times are in tenths of a second of the take's own picture: three frames each, so that no rounding
/// ever stands between what was typed and what is cut.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Edit {
    pub caption: String,
    pub font: Font,
    pub colour: Tint,
    pub position: Position,
    pub from: u32,
    pub to: u32,
    pub poster: u32,
    pub format: EditFormat,
    /// What a crop keeps. Edits from before there was a choice say nothing, and their hashes stay what they are.
    #[serde(default, skip_serializing_if = "Part::is_middle")]
    pub part: Part,
}

/// The finished take that is edited.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Original {
    /// How long it is, in tenths of a second.
    pub length: u32,
    pub format: Format,
    /// The edit that it is itself.
    pub edit: Edit,
}

impl Original {
    /// The take of a draft with this many seconds, whose still stands at a moment of it, in tenths of a second.
    pub fn of(draft: &SceneDraft, seconds: u32, still: u32) -> Self {
        let length = seconds * 10;
        let edit = Edit {
            caption: draft.caption.clone(),
            font: Font::default(),
            colour: match draft.style {
                Style::Dusk | Style::Neon => Tint::Paper,
                Style::Studio | Style::Paper => Tint::Ink,
            },
            position: Position::default(),
            from: 0,
            to: length,
            poster: still.min(length.saturating_sub(1)),
            format: draft.format.into(),
            part: Part::default(),
        };
        Self {
            length,
            format: draft.format,
            edit: edit.canonical(),
        }
    }

    /// The formats that fit into its picture.
    pub fn formats(&self) -> impl Iterator<Item = EditFormat> + use<> {
        let whole = self.format;
        EditFormat::ALL
            .into_iter()
            .filter(move |format| format.fits(whole))
    }

    /// The edit as it is kept.
    ///
    /// # Errors
    /// The first field that holds what this take does not have.
    pub fn checked(&self, edit: &Edit) -> Result<Edit, Problem> {
        let mut edit = edit.canonical();
        if edit.format == self.format.into() {
            edit.part = Part::default();
        }
        let length = edit.caption.chars().count();
        let within = words(0)..=words(self.length);
        let (first, last) = (within.start(), within.end());
        if length > CAPTION_MAX {
            return Err(Problem::of(
                "caption",
                said::caption_too_long(length, CAPTION_MAX),
            ));
        }
        if edit.from > self.length {
            return Err(Problem::of("from", said::choose_start(first, last)));
        }
        if edit.to > self.length {
            return Err(Problem::of("to", said::choose_end(last)));
        }
        if edit
            .to
            .checked_sub(edit.from)
            .is_none_or(|kept| kept < SHORTEST)
        {
            return Err(Problem::of("to", said::too_little_stays().to_owned()));
        }
        if !(edit.from..edit.to).contains(&edit.poster) {
            let (from, to) = (words(edit.from), words(edit.to - 1));
            return Err(Problem::of("poster", said::choose_poster(from, to)));
        }
        if !edit.format.fits(self.format) {
            let (wanted, whole) = (edit.format.label(), self.format.label());
            return Err(Problem::of(
                "format",
                said::too_little_is_left(whole, wanted),
            ));
        }
        Ok(edit)
    }

    /// What is different from the take, in words: "caption “New”, 0.5 to 4 s, 1:1".
    pub fn difference(&self, edit: &Edit) -> String {
        let own = &self.edit;
        let mut parts = Vec::new();
        match edit.caption.as_str() {
            same if same == own.caption => {}
            "" => parts.push(said::no_caption().to_owned()),
            text => parts.push(said::other_caption(text)),
        }
        if edit.font != own.font {
            parts.push(edit.font.label().to_owned());
        }
        if edit.colour != own.colour {
            parts.push(edit.colour.label().to_lowercase());
        }
        if edit.position != own.position {
            parts.push(edit.position.label().to_lowercase());
        }
        if (edit.from, edit.to) != (own.from, own.to) {
            parts.push(said::from_to(words(edit.from), words(edit.to)));
        }
        if edit.format != own.format {
            let format = edit.format.label();
            parts.push(match edit.part {
                Part::Middle => format.to_owned(),
                part => {
                    let part = part.label(self.format, edit.format).to_lowercase();
                    said::format_and_part(format, part)
                }
            });
        }
        if edit.poster != own.poster {
            parts.push(said::poster_at(words(edit.poster)));
        }
        parts.join(", ")
    }
}

impl Edit {
    /// The one form of all edits that give the same video: spaces in the caption that are not seen are gone, and so are
    /// the looks of a caption that is not there.
    #[must_use]
    pub fn canonical(&self) -> Self {
        let seen = |c: char| if c.is_control() { ' ' } else { c };
        let plain: String = self.caption.chars().map(seen).collect();
        let caption = plain.split_whitespace().collect::<Vec<_>>().join(" ");
        let same = Self {
            caption,
            ..self.clone()
        };
        if !same.caption.is_empty() {
            return same;
        }
        Self {
            font: Font::default(),
            colour: Tint::default(),
            position: Position::default(),
            ..same
        }
    }

    /// How long the edited video is, in tenths of a second.
    pub const fn length(&self) -> u32 {
        self.to.saturating_sub(self.from)
    }
}

/// "2.5", "4": tenths of a second as people write seconds.
pub fn words(tenths: u32) -> String {
    match tenths % 10 {
        0 => (tenths / 10).to_string(),
        part => format!("{}.{part}", tenths / 10),
    }
}
