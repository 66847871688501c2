//! The step between a verified picture and the store.

use crate::studio::providers::Made;
use crate::studio::rules::Failure;
use crate::studio::store::Animation;

/// Finishes a video whose picture was verified: what our own engine adds to it is added here, whoever animated it, and
/// the result is what is stored and delivered. Providers add nothing of the kind, and never hear of the caption; the
/// embedded animator, whose scenes hold it, draws it itself.
///
/// # Errors
/// The failure the take ends with.
pub async fn finish(_animation: &Animation, picture: Made) -> Result<Made, Failure> {
    Ok(picture)
}
