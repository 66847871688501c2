//! A hosted model, bound to our settings by a file that operators edit. The file reads the same for every protocol.

use super::TakeRequest;
use super::file::{self, Abilities, InvalidFile, wrong};
use crate::studio::rules::{Animator, PhotoUse};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use std::path::Path;

#[derive(Debug, Clone, Deserialize)]
struct File {
    model: String,
    #[serde(flatten)]
    abilities: Abilities,
    input: Map<String, Value>,
}

/// Where a photo goes in a protocol.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PhotoGoes {
    /// Into a field of the input, as a `data:` address.
    InInput,
    /// Beside the input, as a file.
    Beside,
}

/// A model whose input can be filled in.
#[derive(Debug, Clone)]
pub struct Model {
    file: File,
    animator: Animator,
}

impl Model {
    /// The model of the provider that orders remember as `id`.
    ///
    /// # Errors
    /// What is wrong with the file.
    pub fn open(path: &Path, id: &str, photo: PhotoGoes) -> Result<Self, InvalidFile> {
        let file: File = file::toml(path)?;
        let animator = file
            .abilities
            .animator(id)
            .map_err(|problem| wrong(path, problem))?;
        let words = |word: &str| {
            let named = |value: &Value| value.as_str().is_some_and(|text| text.contains(word));
            file.input.values().any(named)
        };
        if !words("{prompt}") {
            return Err(wrong(path, "no field of the input has a {prompt}"));
        }
        let wants_photo = photo == PhotoGoes::InInput && file.abilities.photo != PhotoUse::Never;
        if wants_photo && !words("{photo}") {
            return Err(wrong(path, "no field of the input has a {photo}"));
        }
        Ok(Self { file, animator })
    }

    pub fn animator(&self) -> Animator {
        self.animator.clone()
    }

    pub const fn at_once(&self) -> u32 {
        self.file.abilities.at_once
    }

    /// "fal-ai/ltx-2/image-to-video".
    pub fn name(&self) -> &str {
        &self.file.model
    }

    /// The model's input for one take.
    pub fn input(&self, request: &TakeRequest) -> Map<String, Value> {
        let photo = request
            .photo()
            .map(|png| format!("data:image/png;base64,{}", STANDARD.encode(png)));
        let fields = self.file.input.iter().filter_map(|(name, value)| {
            let filled = match value.as_str() {
                None => value.clone(),
                Some(text) => filled(text, request, photo.as_deref())?,
            };
            Some((name.clone(), filled))
        });
        fields.collect()
    }
}

/// One field's text with its words filled in; none if it needs a photo and there is none.
fn filled(text: &str, request: &TakeRequest, photo: Option<&str>) -> Option<Value> {
    let number = match text {
        "{seconds}" => Some(request.inputs.seconds),
        "{width}" => Some(request.size.width),
        "{height}" => Some(request.size.height),
        "{seed}" => Some(request.short_seed()),
        _ => None,
    };
    if let Some(number) = number {
        return Some(json!(number));
    }
    // A prompt may hold braces itself, so it is filled in last, and alone.
    let mut out = text.trim_matches('\'').to_owned();
    for (word, value) in [
        ("{seconds}", request.inputs.seconds.to_string()),
        ("{width}", request.size.width.to_string()),
        ("{height}", request.size.height.to_string()),
        ("{seed}", request.short_seed().to_string()),
        ("{format}", request.format.to_owned()),
        ("{resolution}", request.resolution.to_owned()),
    ] {
        out = out.replace(word, &value);
    }
    if out.contains("{photo}") {
        out = out.replace("{photo}", photo?);
    }
    Some(json!(out.replace("{prompt}", &request.prompt())))
}
