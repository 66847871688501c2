//! Sounds as packets and as files.

use super::{aac, mux};
use crate::RenderError;
use crate::sound::Sound;

/// The packets of a sound as long as a video of so many frames; none if there is no sound.
pub fn packets(sound: Option<Sound>, frames: u32) -> Result<Vec<Vec<u8>>, RenderError> {
    let Some(sound) = sound else {
        return Ok(Vec::new());
    };
    let samples = sound
        .samples(frames)
        .map_err(|error| RenderError::Encoding(error.to_string()))?;
    aac::encode(&samples)
}

/// The sound of a video of so many frames as a file of its own (AAC in MP4), for listening to it alone.
///
/// # Errors
/// If such a video cannot have it, or it could not be encoded.
pub fn sound_file(sound: Sound, frames: u32) -> Result<Vec<u8>, RenderError> {
    mux::m4a(&packets(Some(sound), frames)?)
}
