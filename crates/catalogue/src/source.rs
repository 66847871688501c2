//! Messages as Rust source.

use crate::message::{Case, Catalogue, Message, Piece, Variable};
use std::fmt::Write as _;

/// The whole source. Writing into a string cannot fail, so that what `write!` answers is left alone.
pub fn of(original: &Catalogue, translations: &[Catalogue]) -> String {
    let mut source = declarations(original, translations);
    for (file, messages) in &original.files {
        let _ = writeln!(
            source,
            "/// What `{}/{file}.ftl` says.\npub mod {} {{",
            original.tag,
            snake(file)
        );
        for message in messages {
            function(&mut source, original, file, message, translations);
        }
        source.push_str("}\n");
    }
    source
}

fn declarations(original: &Catalogue, translations: &[Catalogue]) -> String {
    let tags: Vec<&str> = std::iter::once(original)
        .chain(translations)
        .map(|language| language.tag.as_str())
        .collect();
    let variants: String = tags
        .iter()
        .map(|tag| format!("{}, ", variant(tag)))
        .collect();
    let arms: String = tags
        .iter()
        .map(|tag| format!("Self::{} => {tag:?}, ", variant(tag)))
        .collect();
    format!(
        "/// A language that the product speaks.\n#[derive(Clone, Copy, Debug, PartialEq, Eq)]\npub enum Language {{ {variants}}}\n\
         impl Language {{\n    /// Its tag (BCP 47).\n    pub const fn tag(self) -> &'static str {{ match self {{ {arms}}} }}\n}}\n\
         /// The categories that languages sort numbers into (CLDR), as far as a message asks for them.\n#[derive(Clone, Copy, Debug, PartialEq, Eq)]\n\
         pub enum Category {{ {} }}\n",
        categories(original, translations).join(", ")
    )
}

/// Those that some message chooses by, and the one for all other numbers.
fn categories(original: &Catalogue, translations: &[Catalogue]) -> Vec<&'static str> {
    let mut found: Vec<&'static str> = std::iter::once(original)
        .chain(translations)
        .flat_map(|language| language.files.values().flatten())
        .flat_map(Message::categories)
        .chain(["Other"])
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

fn function(
    source: &mut String,
    original: &Catalogue,
    file: &str,
    message: &Message,
    translations: &[Catalogue],
) {
    let variables = message.variables();
    let given: Vec<String> = variables
        .iter()
        .map(|Variable { name, is_number }| {
            let bound = if *is_number {
                "super::Number"
            } else {
                "std::fmt::Display"
            };
            format!("{}: impl {bound}", snake(name))
        })
        .collect();
    let is_text = variables.is_empty();
    let _ = writeln!(
        source,
        "    /// {}\n    #[must_use]\n    pub fn {}({}) -> {} {{",
        described(&message.pieces).replace('\n', "\n    /// "),
        snake(&message.id),
        given.join(", "),
        if is_text { "&'static str" } else { "String" }
    );
    for Variable { name, .. } in variables.iter().filter(|variable| variable.is_number) {
        let name = snake(name);
        let _ = writeln!(
            source,
            "        let {name} = super::Grouped({name}.number());"
        );
    }
    body(source, original, file, message, translations);
    source.push_str("    }\n");
}

/// What the function of a message answers: the text itself, or the one in the language of whoever reads.
fn body(
    source: &mut String,
    original: &Catalogue,
    file: &str,
    message: &Message,
    translations: &[Catalogue],
) {
    let is_text = message.variables().is_empty();
    let translated: Vec<(&str, &Message)> = translations
        .iter()
        .filter_map(|language| {
            let messages = language.files.get(file)?;
            let message = messages.iter().find(|other| other.id == message.id)?;
            Some((language.tag.as_str(), message))
        })
        .collect();
    if translated.is_empty() {
        let _ = writeln!(
            source,
            "        {}",
            text(&message.pieces, is_text, &original.tag)
        );
    } else {
        source.push_str("        match super::language() {\n");
        for (tag, message) in translated {
            let _ = writeln!(
                source,
                "            super::Language::{} => {},",
                variant(tag),
                text(&message.pieces, is_text, tag)
            );
        }
        let _ = writeln!(
            source,
            "            _ => {},\n        }}",
            text(&message.pieces, is_text, &original.tag)
        );
    }
}

/// An expression that makes the text. A choice becomes a `match` around the whole of it, so that whatever is chosen is put
/// together in one go.
fn text(pieces: &[Piece], is_text: bool, tag: &str) -> String {
    let Some(at) = pieces
        .iter()
        .position(|piece| matches!(piece, Piece::Choice { .. }))
    else {
        return plain(pieces, is_text);
    };
    let Piece::Choice { by, cases, other } = &pieces[at] else {
        return plain(pieces, is_text);
    };
    let around = |case: &[Piece]| [&pieces[..at], case, &pieces[at + 1..]].concat();
    let mut arms = String::new();
    for (case, pieces) in cases {
        let when = match case {
            Case::Exactly(number) => format!("{number}"),
            Case::Category(name) => format!(
                "number if super::category(super::Language::{}, number) == super::Category::{name}",
                variant(tag)
            ),
        };
        let _ = write!(arms, "{when} => {}, ", text(&around(pieces), is_text, tag));
    }
    format!(
        "match {}.0 {{ {arms}_ => {} }}",
        snake(by),
        text(&around(other), is_text, tag)
    )
}

fn plain(pieces: &[Piece], is_text: bool) -> String {
    let has_values = pieces.iter().any(|piece| matches!(piece, Piece::Value(_)));
    let mut format = String::new();
    for piece in pieces {
        match piece {
            Piece::Words(words) if has_values => {
                format.push_str(&words.replace('{', "{{").replace('}', "}}"));
            }
            Piece::Words(words) => format.push_str(words),
            Piece::Value(name) => {
                let _ = write!(format, "{{{}}}", snake(name));
            }
            Piece::Choice { .. } => {}
        }
    }
    match (is_text, has_values) {
        (true, _) => format!("{format:?}"),
        (false, true) => format!("format!({format:?})"),
        (false, false) => format!("{format:?}.to_owned()"),
    }
}

/// The text as whoever reads the source sees it.
fn described(pieces: &[Piece]) -> String {
    pieces
        .iter()
        .map(|piece| match piece {
            Piece::Words(words) => words.clone(),
            Piece::Value(name) => format!("`{}`", snake(name)),
            Piece::Choice { other, .. } => described(other),
        })
        .collect()
}

/// A name as functions and parameters have it.
fn snake(name: &str) -> String {
    name.replace('-', "_")
}

/// A tag as a variant has it: `pt-BR` is `PtBr`.
fn variant(tag: &str) -> String {
    tag.split('-')
        .map(|part| {
            let mut letters = part.chars();
            let first: String = letters
                .next()
                .into_iter()
                .flat_map(char::to_uppercase)
                .collect();
            first + &letters.as_str().to_lowercase()
        })
        .collect()
}
