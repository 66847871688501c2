//! Why a photo was not taken, as its owner reads it.

use crate::words::media as words;
use engine::uploads::UploadError;

/// What is wrong with the file and what to do, in sentences.
pub fn sentence(problem: UploadError) -> &'static str {
    match problem {
        UploadError::NotAnImage => words::not_a_picture(),
        UploadError::UnsupportedType => words::unsupported_picture(),
        UploadError::TooManyBytes => words::too_large(),
        UploadError::TooManyPixels => words::too_many_pixels(),
        UploadError::TooSmall => words::too_small(),
        UploadError::Truncated => words::damaged(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use engine::uploads::{MAX_BYTES, MAX_PIXELS, MIN_SIDE};

    /// The sentences name the engine's limits, and each says that nothing was taken.
    #[test]
    fn the_limits_that_are_said_are_those_that_hold() {
        let megabytes = MAX_BYTES / (1024 * 1024);
        let millions = MAX_PIXELS / 1_000_000;
        for (problem, limit) in [
            (UploadError::NotAnImage, "PNG, JPEG or WebP".to_owned()),
            (UploadError::UnsupportedType, "PNG, JPEG or WebP".to_owned()),
            (UploadError::TooManyBytes, format!("{megabytes} MB")),
            (
                UploadError::TooManyPixels,
                format!("{millions} million pixels"),
            ),
            (UploadError::TooSmall, format!("{MIN_SIDE} pixels a side")),
            (UploadError::Truncated, "damaged".to_owned()),
        ] {
            let said = sentence(problem);
            assert!(said.contains(&limit), "{said}");
            assert!(said.ends_with(" 0 credits taken."), "{said}");
        }
    }
}
