//! Messages as they are read from Fluent's syntax.

use crate::{Error, Language};
use fluent_syntax::ast;
use fluent_syntax::parser;
use fluent_syntax::unicode::unescape_unicode_to_string;
use std::collections::BTreeMap;

/// All messages of a language.
pub struct Catalogue {
    pub tag: String,
    /// By the file's name; a file's messages stand in its own order.
    pub files: BTreeMap<String, Vec<Message>>,
}

pub struct Message {
    /// As the file has it, such as `get-ai-credits`.
    pub id: String,
    pub pieces: Vec<Piece>,
}

/// A part of a message's text.
#[derive(Clone, Debug, PartialEq)]
pub enum Piece {
    Words(String),
    /// The variable of this name.
    Value(String),
    /// Whichever case the number of this name falls into.
    Choice {
        by: String,
        cases: Vec<(Case, Vec<Piece>)>,
        other: Vec<Piece>,
    },
}

/// When a case of a choice is taken.
#[derive(Clone, Debug, PartialEq)]
pub enum Case {
    /// The number is this very one.
    Exactly(i64),
    /// The number is of one of CLDR's categories, by the name its variant has in Rust.
    Category(&'static str),
}

/// A variable of a message.
#[derive(Clone, Debug, PartialEq)]
pub struct Variable {
    pub name: String,
    /// Whether a choice goes by it, so that it has to be a number.
    pub is_number: bool,
}

impl Message {
    /// Its variables, in the order of the text.
    pub fn variables(&self) -> Vec<Variable> {
        let mut found = Vec::new();
        collect(&self.pieces, &mut found);
        found
    }

    /// The categories that it chooses by.
    pub fn categories(&self) -> Vec<&'static str> {
        let mut found = Vec::new();
        categories(&self.pieces, &mut found);
        found
    }
}

fn categories(pieces: &[Piece], found: &mut Vec<&'static str>) {
    for piece in pieces {
        let Piece::Choice { cases, other, .. } = piece else {
            continue;
        };
        for (case, pieces) in cases {
            if let Case::Category(name) = case {
                found.push(*name);
            }
            categories(pieces, found);
        }
        categories(other, found);
    }
}

fn collect(pieces: &[Piece], found: &mut Vec<Variable>) {
    for piece in pieces {
        match piece {
            Piece::Words(_) => {}
            Piece::Value(name) => note(name, false, found),
            Piece::Choice { by, cases, other } => {
                note(by, true, found);
                for (_, case) in cases {
                    collect(case, found);
                }
                collect(other, found);
            }
        }
    }
}

fn note(name: &str, is_number: bool, found: &mut Vec<Variable>) {
    match found.iter_mut().find(|variable| variable.name == name) {
        Some(known) => known.is_number |= is_number,
        None => found.push(Variable {
            name: name.to_owned(),
            is_number,
        }),
    }
}

/// Reads all files of a language.
pub fn catalogue(language: &Language) -> Result<Catalogue, Error> {
    let mut files = BTreeMap::new();
    for file in &language.files {
        let place = format!("{}/{}.ftl", language.tag, file.name);
        files.insert(file.name.clone(), messages(&place, &file.text)?);
    }
    Ok(Catalogue {
        tag: language.tag.clone(),
        files,
    })
}

fn messages(file: &str, text: &str) -> Result<Vec<Message>, Error> {
    let resource = parser::parse(text).map_err(|(_, errors)| {
        let first = errors.first().map_or_else(String::new, |error| {
            let line = text[..error.pos.start].matches('\n').count() + 1;
            format!("line {line}: {}", error.kind)
        });
        Error::Syntax {
            file: file.to_owned(),
            what: first,
        }
    })?;
    let terms: BTreeMap<&str, &ast::Pattern<&str>> = resource
        .body
        .iter()
        .filter_map(|entry| match entry {
            ast::Entry::Term(term) => Some((term.id.name, &term.value)),
            _ => None,
        })
        .collect();
    let mut found: Vec<Message> = Vec::new();
    for entry in &resource.body {
        let ast::Entry::Message(message) = entry else {
            continue;
        };
        let id = message.id.name;
        let wrong = |what: &str| Error::Message {
            file: file.to_owned(),
            message: id.to_owned(),
            what: what.to_owned(),
        };
        if found.iter().any(|other| other.id == id) {
            return Err(wrong("there is another of this name"));
        }
        if !message.attributes.is_empty() {
            return Err(wrong("attributes are not supported"));
        }
        let value = message
            .value
            .as_ref()
            .ok_or_else(|| wrong("it says nothing"))?;
        found.push(Message {
            id: id.to_owned(),
            pieces: pieces(value, &terms).map_err(wrong)?,
        });
    }
    Ok(found)
}

type Terms<'a> = BTreeMap<&'a str, &'a ast::Pattern<&'a str>>;

fn pieces(pattern: &ast::Pattern<&str>, terms: &Terms<'_>) -> Result<Vec<Piece>, &'static str> {
    let mut found = Vec::new();
    for element in &pattern.elements {
        match element {
            ast::PatternElement::TextElement { value } => say(value, &mut found),
            ast::PatternElement::Placeable { expression } => place(expression, terms, &mut found)?,
        }
    }
    Ok(found)
}

/// Adds words to those that already stand at the end.
fn say(words: &str, found: &mut Vec<Piece>) {
    if let Some(Piece::Words(before)) = found.last_mut() {
        before.push_str(words);
    } else {
        found.push(Piece::Words(words.to_owned()));
    }
}

fn place(
    expression: &ast::Expression<&str>,
    terms: &Terms<'_>,
    found: &mut Vec<Piece>,
) -> Result<(), &'static str> {
    match expression {
        ast::Expression::Inline(inline) => match inline {
            ast::InlineExpression::StringLiteral { value } => {
                say(&unescape_unicode_to_string(value), found);
            }
            ast::InlineExpression::NumberLiteral { value } => say(value, found),
            ast::InlineExpression::VariableReference { id } => {
                found.push(Piece::Value(id.name.to_owned()));
            }
            ast::InlineExpression::TermReference {
                id,
                attribute: None,
                arguments: None,
            } => {
                let term = terms
                    .get(id.name)
                    .ok_or("it names a term that is not in its file")?;
                for piece in pieces(term, &BTreeMap::new())? {
                    match piece {
                        Piece::Words(words) => say(&words, found),
                        other => found.push(other),
                    }
                }
            }
            _ => {
                return Err(
                    "functions, attributes and other messages are not supported in a message",
                );
            }
        },
        ast::Expression::Select { selector, variants } => {
            found.push(choice(selector, variants, terms)?);
        }
    }
    Ok(())
}

fn choice(
    selector: &ast::InlineExpression<&str>,
    variants: &[ast::Variant<&str>],
    terms: &Terms<'_>,
) -> Result<Piece, &'static str> {
    let ast::InlineExpression::VariableReference { id } = selector else {
        return Err("a choice goes by a variable");
    };
    let (mut cases, mut other) = (Vec::new(), None);
    for variant in variants {
        let text = pieces(&variant.value, terms)?;
        if variant.default {
            if !matches!(variant.key, ast::VariantKey::Identifier { name: "other" }) {
                return Err("the last case of a choice is *[other]");
            }
            other = Some(text);
        } else {
            cases.push((case(&variant.key)?, text));
        }
    }
    Ok(Piece::Choice {
        by: id.name.to_owned(),
        cases,
        other: other.ok_or("a choice has a case *[other]")?,
    })
}

fn case(key: &ast::VariantKey<&str>) -> Result<Case, &'static str> {
    match key {
        ast::VariantKey::NumberLiteral { value } => value
            .parse()
            .map(Case::Exactly)
            .map_err(|_| "a case is a whole number"),
        ast::VariantKey::Identifier { name } => match *name {
            "zero" => Ok(Case::Category("Zero")),
            "one" => Ok(Case::Category("One")),
            "two" => Ok(Case::Category("Two")),
            "few" => Ok(Case::Category("Few")),
            "many" => Ok(Case::Category("Many")),
            _ => Err("a case is a number or one of zero, one, two, few and many"),
        },
    }
}

/// Whether a translation says what the original says, and is content with what that is given.
pub fn fits(translation: &Catalogue, original: &Catalogue) -> Result<(), Error> {
    for (name, messages) in &translation.files {
        for message in messages {
            let wrong = |what: String| Error::Message {
                file: format!("{}/{name}.ftl", translation.tag),
                message: message.id.clone(),
                what,
            };
            let first = original
                .files
                .get(name)
                .and_then(|messages| messages.iter().find(|first| first.id == message.id))
                .ok_or_else(|| wrong("the original does not have it".to_owned()))?;
            let known = first.variables();
            for variable in message.variables() {
                let given = known.iter().find(|known| known.name == variable.name);
                match given {
                    None => return Err(wrong(format!("it has no ${}", variable.name))),
                    Some(given) if variable.is_number && !given.is_number => {
                        return Err(wrong(format!("${} is no number", variable.name)));
                    }
                    Some(_) => {}
                }
            }
        }
    }
    Ok(())
}
