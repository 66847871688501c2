//! Turns the product's catalogues of messages into Rust functions.
//!
//! A catalogue is a folder of files in Fluent's syntax (`locales/en/credits.ftl`), which translators and their tools know. Each
//! file becomes a module and each message a function of the same name, whose parameters are the message's variables in the
//! order of the original's text. So a message that is missing, or one that is given too little, does not compile, nothing is
//! looked up while the product runs, and a program holds the messages it uses and no others.
//!
//! Of Fluent's syntax a message may have text, variables (`{ $plan }`), literals (`{" "}`), terms (`{ -name }`) and a choice by
//! number (`{ $count -> [one] … *[other] … }`). Everything else is an error: nothing in a catalogue is overlooked.

mod message;
mod source;

use std::path::{Path, PathBuf};
use std::{fs, io};

/// The language that every message is written in first. It settles which messages there are and what they are given.
pub const ORIGINAL: &str = "en";

/// Why a catalogue cannot be used, with the file and, where there is one, the message.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("{path}: {error}")]
    Unreadable { path: PathBuf, error: io::Error },
    #[error("{file}: {what}")]
    Syntax { file: String, what: String },
    #[error("{file}, {message}: {what}")]
    Message {
        file: String,
        message: String,
        what: String,
    },
    #[error("there is no catalogue in the original's language, {ORIGINAL}")]
    NoOriginal,
}

/// One file of a catalogue.
pub struct File {
    /// What the file is called, without its ending: the name of the module it becomes.
    pub name: String,
    /// Its text, in Fluent's syntax.
    pub text: String,
}

/// All files of one language.
pub struct Language {
    /// Its tag (BCP 47), such as `en` or `pt-BR`.
    pub tag: String,
    pub files: Vec<File>,
}

/// Reads every language below a folder: one folder each, named after its tag.
///
/// # Errors
/// If something there cannot be read.
pub fn read(locales: &Path) -> Result<Vec<Language>, Error> {
    let mut languages = Vec::new();
    for (tag, folder) in entries(locales)? {
        let mut files = Vec::new();
        for (name, path) in entries(&folder)? {
            if let Some(name) = name.strip_suffix(".ftl") {
                let text =
                    fs::read_to_string(&path).map_err(|error| Error::Unreadable { path, error })?;
                files.push(File {
                    name: name.to_owned(),
                    text,
                });
            }
        }
        languages.push(Language { tag, files });
    }
    Ok(languages)
}

/// What is in a folder, by name.
fn entries(folder: &Path) -> Result<Vec<(String, PathBuf)>, Error> {
    let unreadable = |error| Error::Unreadable {
        path: folder.to_owned(),
        error,
    };
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?;
        found.push((
            entry.file_name().to_string_lossy().into_owned(),
            entry.path(),
        ));
    }
    found.sort();
    Ok(found)
}

/// The functions as Rust source, a module for each file of the original.
///
/// The source asks the module it is put into for `language()`, which answers a `Language` that it declares; for
/// `category(language, i64)`, which answers a `Category` that it declares too; for the trait `Number`, whose `number()` is what a
/// choice goes by; and for `Grouped(i64)`, which writes such a number the way the language does.
///
/// # Errors
/// If a file is not in Fluent's syntax or has something of it that is not supported, if a translation has a message that the
/// original does not have, or one with other variables.
pub fn functions(languages: &[Language]) -> Result<String, Error> {
    let original = languages
        .iter()
        .find(|language| language.tag == ORIGINAL)
        .ok_or(Error::NoOriginal)?;
    let original = message::catalogue(original)?;
    let mut translations = Vec::new();
    for language in languages.iter().filter(|language| language.tag != ORIGINAL) {
        let translation = message::catalogue(language)?;
        message::fits(&translation, &original)?;
        translations.push(translation);
    }
    Ok(source::of(&original, &translations))
}

#[cfg(test)]
mod tests;
