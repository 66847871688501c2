//! Finished videos of templates' own samples. Whoever tries a template with its sample picture and words gets the same
//! file as everybody else, so a process renders it once, and every later preview of it is there at once.

use super::rules::ClipInputs;
use super::store::RenderFiles;
use super::version;
use crate::error::AppError;
use crate::server::App;
use ::credits::VersionHash;
use std::collections::HashMap;
use std::sync::{LazyLock, Mutex, PoisonError};

/// Kept as long as the process lives, since another process may have an engine that draws otherwise. There are no more
/// of them than templates have formats, looks and sounds.
static MADE: LazyLock<Mutex<HashMap<VersionHash, RenderFiles>>> = LazyLock::new(Mutex::default);

/// Whether nothing in these inputs is anybody's own.
fn is_sample(inputs: &ClipInputs) -> bool {
    version::template(inputs).is_ok_and(|template| {
        let sample = template.sample;
        inputs.photo.is_none() && inputs.headline == sample.headline && inputs.line == sample.line
    })
}

/// The files, if they were made before and the media store still has them.
pub async fn find(
    app: &App,
    inputs: &ClipInputs,
    version: &VersionHash,
) -> Result<Option<RenderFiles>, AppError> {
    if !is_sample(inputs) {
        return Ok(None);
    }
    match made(version) {
        Some(files) => super::renders::stored(app, files).await,
        None => Ok(None),
    }
}

fn made(version: &VersionHash) -> Option<RenderFiles> {
    let made = MADE.lock().unwrap_or_else(PoisonError::into_inner);
    made.get(version).cloned()
}

/// Notes the files of a sample; those of anything else are nobody else's.
pub fn note(inputs: &ClipInputs, version: &VersionHash, files: &RenderFiles) {
    if is_sample(inputs) {
        let mut made = MADE.lock().unwrap_or_else(PoisonError::into_inner);
        made.insert(version.clone(), files.clone());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::media::MediaKey;
    use crate::server::testing::TestApp;

    fn files(key: MediaKey) -> RenderFiles {
        RenderFiles {
            full: key.clone(),
            preview: key.clone(),
            poster: key,
            strip: Vec::new(),
            bytes: 7,
        }
    }

    fn hash(digit: char) -> VersionHash {
        VersionHash::new(digit.to_string().repeat(64)).expect("a hash")
    }

    #[tokio::test]
    async fn samples_are_everybodys_and_ones_own_words_are_nobody_elses() {
        let test = TestApp::start().await;
        let sample = version::draft(engine::templates::ALL[0]);
        let own = ClipInputs {
            headline: "Mine alone".to_owned(),
            ..sample.clone()
        };
        let key = test.app.media.put(b"a video".to_vec(), "mp4").await;
        let made = files(key.expect("stored"));
        for (inputs, hash, found) in [(&sample, hash('7'), true), (&own, hash('8'), false)] {
            note(inputs, &hash, &made);
            let kept = find(&test.app, inputs, &hash).await.expect("answered");
            assert_eq!(kept.is_some(), found);
        }
    }

    #[tokio::test]
    async fn a_file_that_is_gone_is_made_anew() {
        let test = TestApp::start().await;
        let sample = version::draft(engine::templates::ALL[0]);
        let gone = MediaKey::stored(format!("{}.mp4", "9".repeat(64)));
        note(&sample, &hash('9'), &files(gone));
        let kept = find(&test.app, &sample, &hash('9')).await;
        assert_eq!(kept.expect("answered"), None);
    }
}
