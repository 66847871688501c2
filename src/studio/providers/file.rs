//! The part of a provider's file that all of them share: what its operator says it can do.

use crate::studio::rules::{Animator, Format, PhotoUse};
use ::credits::{Duration, Resolution};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::path::{Path, PathBuf};

/// A file that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum InvalidFile {
    #[error("{path}: {cause}")]
    Unreadable {
        path: PathBuf,
        cause: std::io::Error,
    },
    #[error("{path}: {problem}")]
    Wrong { path: PathBuf, problem: String },
}

/// What a model can do, as its operator writes it down.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Abilities {
    pub name: String,
    pub honestly: String,
    pub seconds: Vec<i64>,
    pub resolutions: Vec<String>,
    pub formats: Vec<Format>,
    #[serde(default)]
    pub photo: PhotoUse,
    /// How many videos it is given at once.
    #[serde(default = "two")]
    pub at_once: u32,
}

const fn two() -> u32 {
    2
}

impl Abilities {
    /// Whom people may choose.
    ///
    /// # Errors
    /// A sentence for the operator.
    pub fn animator(&self, id: &str) -> Result<Animator, String> {
        let durations: Vec<Duration> = Duration::ALL
            .into_iter()
            .filter(|one| self.seconds.contains(&one.seconds()))
            .collect();
        let resolutions: Vec<Resolution> = Resolution::ALL
            .into_iter()
            .filter(|one| self.resolutions.iter().any(|word| word == one.label()))
            .collect();
        let nothing = [
            (
                durations.len() != self.seconds.len() || durations.is_empty(),
                "seconds is a list of 5, 10 and 15",
            ),
            (
                resolutions.len() != self.resolutions.len() || resolutions.is_empty(),
                "resolutions is a list of \"720p\", \"1080p\" and \"4K\"",
            ),
            (
                self.formats.is_empty(),
                "formats is a list of \"9:16\", \"1:1\" and \"16:9\"",
            ),
            (self.name.trim().is_empty(), "it has no name"),
            (self.at_once == 0, "at_once is at least 1"),
        ];
        match nothing.into_iter().find(|(wrong, _)| *wrong) {
            Some((_, problem)) => Err(problem.to_owned()),
            None => Ok(Animator {
                id: id.to_owned(),
                name: self.name.trim().to_owned(),
                honestly: self.honestly.clone(),
                durations,
                resolutions,
                formats: self.formats.clone(),
                photo: self.photo,
                styles: false,
            }),
        }
    }
}

/// Reads a file as text.
pub fn text(path: &Path) -> Result<String, InvalidFile> {
    std::fs::read_to_string(path).map_err(|cause| InvalidFile::Unreadable {
        path: path.to_owned(),
        cause,
    })
}

/// Reads a TOML file.
pub fn toml<T: DeserializeOwned>(path: &Path) -> Result<T, InvalidFile> {
    ::toml::from_str(&text(path)?).map_err(|cause| wrong(path, cause.to_string()))
}

pub fn wrong(path: &Path, problem: impl Into<String>) -> InvalidFile {
    InvalidFile::Wrong {
        path: path.to_owned(),
        problem: problem.into(),
    }
}
