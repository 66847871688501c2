//! An edit as a form carries it: words, whatever a browser or a person made of them.

use super::{Edit, EditFormat, Font, Original, Part, Position, Tint, words};
use crate::words::studio_edits as said;
use serde::{Deserialize, Serialize};

/// The fields as they were filled in.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EditForm {
    pub caption: String,
    pub font: String,
    pub colour: String,
    pub position: String,
    pub from: String,
    pub to: String,
    pub poster: String,
    pub format: String,
    /// Nothing means the middle.
    pub part: String,
}

/// A field that holds what cannot be made, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    pub field: String,
    pub sentence: String,
}

impl Problem {
    pub fn of(field: &str, sentence: String) -> Self {
        Self {
            field: field.to_owned(),
            sentence: said::and_nothing_taken(sentence),
        }
    }
}

impl From<&Edit> for EditForm {
    fn from(edit: &Edit) -> Self {
        Self {
            caption: edit.caption.clone(),
            font: edit.font.name().to_owned(),
            colour: edit.colour.name().to_owned(),
            position: edit.position.name().to_owned(),
            from: words(edit.from),
            to: words(edit.to),
            poster: words(edit.poster),
            format: edit.format.label().to_owned(),
            part: edit.part.name().to_owned(),
        }
    }
}

impl EditForm {
    /// The edit of this take that the fields describe, as it is kept.
    ///
    /// # Errors
    /// The first field that cannot be read, or holds what the take does not have.
    pub fn read(&self, original: &Original) -> Result<Edit, Problem> {
        let edit = Edit {
            caption: self.caption.clone(),
            font: chosen(
                "font",
                said::choose_font(),
                &self.font,
                Font::ALL,
                Font::name,
            )?,
            colour: chosen(
                "colour",
                said::choose_colour(),
                &self.colour,
                Tint::ALL,
                Tint::name,
            )?,
            position: chosen(
                "position",
                said::choose_position(),
                &self.position,
                Position::ALL,
                Position::name,
            )?,
            from: seconds("from", &self.from)?,
            to: seconds("to", &self.to)?,
            poster: seconds("poster", &self.poster)?,
            format: chosen(
                "format",
                said::choose_format(),
                &self.format,
                EditFormat::ALL,
                EditFormat::label,
            )?,
            part: match self.part.as_str() {
                "" => Part::default(),
                word => chosen("part", said::choose_part(), word, Part::ALL, Part::name)?,
            },
        };
        original.checked(&edit)
    }

    /// Puts the poster frame where it was wanted, or as near as the trim leaves, where all can be read.
    pub fn put_poster(&mut self, wanted: &str, original: &Original) {
        let read = |text: &str| seconds("", text).ok();
        let (Some(from), Some(to)) = (read(&self.from), read(&self.to)) else {
            return;
        };
        let last = to.min(original.length).saturating_sub(1);
        if let Some(poster) = read(wanted).filter(|_| from <= last) {
            self.poster = words(poster.clamp(from, last));
        }
    }

    /// The fields by their names.
    pub fn fields(&self) -> [(&'static str, &String); 9] {
        [
            ("caption", &self.caption),
            ("font", &self.font),
            ("colour", &self.colour),
            ("position", &self.position),
            ("from", &self.from),
            ("to", &self.to),
            ("poster", &self.poster),
            ("format", &self.format),
            ("part", &self.part),
        ]
    }

    /// The address's part that carries these fields.
    pub fn query(&self) -> String {
        self.fields()
            .map(|(name, value)| format!("{name}={}", escaped(value)))
            .join("&")
    }
}

fn chosen<T: Copy, const N: usize>(
    field: &str,
    refusal: &str,
    word: &str,
    all: [T; N],
    name_of: fn(T) -> &'static str,
) -> Result<T, Problem> {
    all.into_iter()
        .find(|one| name_of(*one) == word)
        .ok_or_else(|| Problem::of(field, refusal.to_owned()))
}

/// Tenths of a second from seconds as people write them; what is finer is rounded.
fn seconds(field: &str, text: &str) -> Result<u32, Problem> {
    let number: Option<f64> = text.trim().replace(',', ".").parse().ok();
    match number {
        Some(value) if (0.0..100_000.0).contains(&value) => Ok((value * 10.0).round() as u32),
        _ => Err(Problem::of(field, said::write_seconds().to_owned())),
    }
}

/// A value as it may stand in an address.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}
