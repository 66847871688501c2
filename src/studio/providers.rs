//! What animates. A provider turns a scene and a seed into an MP4; it knows no account and no credit.

mod embedded;

use crate::work::JobControl;
use async_trait::async_trait;
use engine::studio::Inputs;
use engine::{ImageId, Size};
use std::sync::Arc;

/// What a provider says of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Capabilities {
    /// A word for the log.
    pub name: &'static str,
    /// What it is, as people are told near Animate and below the results.
    pub honestly: &'static str,
    /// The longest video it makes, in seconds.
    pub seconds_max: u32,
}

/// One video to be made. The same request gives the same video.
#[derive(Debug, Clone)]
pub struct TakeRequest {
    pub inputs: Inputs,
    /// The pictures the inputs name, as PNG.
    pub images: Vec<(ImageId, Vec<u8>)>,
    pub size: Size,
}

/// A finished video, not yet verified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    pub mp4: Vec<u8>,
    pub poster_png: Vec<u8>,
    /// The same picture without its caption, from whoever put the caption on it; none while it has no words.
    pub plate: Option<Vec<u8>>,
}

/// Why there is no video.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProviderError {
    #[error("cancelled")]
    Cancelled,
    #[error("{0}")]
    Failed(String),
}

/// Something that animates.
#[async_trait]
pub trait Provider: Send + Sync {
    fn capabilities(&self) -> Capabilities;

    /// Makes the video, telling `control` how far it is and stopping when `control` says so. It may be called again
    /// for the same request after a crash.
    async fn run(
        &self,
        request: TakeRequest,
        control: Arc<JobControl>,
    ) -> Result<Made, ProviderError>;
}

/// The provider of this installation.
pub fn active() -> &'static dyn Provider {
    &embedded::Embedded
}
