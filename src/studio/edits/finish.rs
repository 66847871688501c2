//! The caption of a take, put over a picture that its provider made without one.

use super::material::Bench;
use crate::studio::providers::Made;
use crate::work::JobControl;
use engine::RenderError;
use engine::video::{EditError, retouch};
use std::sync::Arc;

/// Finishes a verified picture: what has a caption becomes the video with its words, and the picture itself its plate.
/// A picture without a caption is finished as it is, and one that comes with a plate has its words already.
///
/// # Errors
/// If the words could not be put over it within the limits of a render, or the take was cancelled.
pub async fn finish(
    bench: &Bench,
    made: Made,
    control: Arc<JobControl>,
) -> Result<Made, EditError> {
    let edit = bench.finished_by();
    if edit.caption.text.is_empty() || made.plate.is_some() {
        return Ok(made);
    }
    let of = bench.picture();
    let work = tokio::task::spawn_blocking(move || {
        let done = retouch(&made.mp4, of, &edit, control.threads(), &*control)?;
        Ok(Made {
            mp4: done.full,
            poster_png: done.poster_png,
            plate: Some(made.mp4),
        })
    });
    work.await.unwrap_or_else(|cause| {
        let cause = RenderError::Panicked(cause.to_string());
        Err(EditError::Render(cause))
    })
}
