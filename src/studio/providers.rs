//! What animates. A provider turns a scene and a seed into an MP4; it knows no account and no credit.
//!
//! A provider only speaks its protocol. What is asked when, how long is waited, what is kept for the case of a crash and
//! what a failure means for the order is the driver's (`logic::drive`), the same for every provider.

pub mod comfyui;
pub mod embedded;
pub mod fal;
mod file;
mod http;
mod model;
mod registry;
mod request;
pub mod videos;

pub use embedded::{Draw, Embedded, draw};
pub use registry::{ProviderSettings, Providers};
pub use request::{Material, TakeRequest};

use super::rules::{Animator, Failure};
use crate::work::JobControl;
use async_trait::async_trait;
use engine::RenderError;
use std::sync::Arc;
use std::time::Duration;

/// What a provider says of itself. It does not change while the program runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// Its name, and what it can do.
    pub animator: Animator,
    /// What of a scene it is given.
    pub material: Material,
    /// Asking twice for the same take does no harm: what is made is the same, and nobody pays for it.
    pub repeatable: bool,
    /// How many takes it is given at once, over all accounts; none where our own worker slots are the limit.
    pub at_once: Option<u32>,
    /// How long it has for a take before that counts as failed.
    pub deadline: Duration,
    /// How often it is asked.
    pub pace: Pace,
}

impl About {
    /// The word that orders and jobs remember.
    pub fn id(&self) -> &str {
        &self.animator.id
    }
}

/// The pauses between two questions: from `first`, doubling up to `most`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace {
    pub first: Duration,
    pub most: Duration,
}

impl Pace {
    /// The pause after so many questions.
    pub fn after(self, questions: u32) -> Duration {
        let doubled = self.first.saturating_mul(1 << questions.min(16));
        doubled.min(self.most)
    }
}

/// A finished video, not yet verified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    pub mp4: Vec<u8>,
    pub poster_png: Vec<u8>,
    /// The same picture without its caption, from whoever put the caption on it; none while it has no words.
    pub plate: Option<Vec<u8>>,
}

/// What a provider calls a job, in words only it understands. It outlives the process.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handle(pub String);

/// What came of asking for a take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Submitted {
    /// It was made on the spot.
    Made(Made),
    /// It is being made elsewhere.
    Accepted(Handle),
}

/// Where a job stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    Waiting,
    Running { percent: Option<u8> },
    Ready,
}

/// Why a question has no good answer. The words are for the log and for operators, never for a person's page.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Trouble {
    /// The provider will not deliver this take: that is certain.
    #[error("{cause}")]
    Over { failure: Failure, cause: String },
    /// Nothing came of it; the same question may be asked again, not before `after` if the provider said so.
    #[error("{cause}")]
    Later {
        cause: String,
        after: Option<Duration>,
    },
    /// A request for a take was sent and its answer did not arrive: whether it was accepted is not known.
    #[error("{0}")]
    Unclear(String),
    /// Nobody waits for it any more.
    #[error("stopped")]
    Stopped,
}

impl Trouble {
    pub fn over(failure: Failure, cause: impl Into<String>) -> Self {
        Self::Over {
            failure,
            cause: cause.into(),
        }
    }

    pub fn later(cause: impl Into<String>) -> Self {
        Self::Later {
            cause: cause.into(),
            after: None,
        }
    }
}

/// What a render of ours that ended without a video means for its take.
pub fn failure_of(cause: &RenderError) -> Failure {
    match cause {
        RenderError::OutOfTime { .. } => Failure::TookTooLong,
        RenderError::OutOfMemory { .. } => Failure::TooLarge,
        _ => Failure::BrokeOff,
    }
}

/// How a provider answers operators.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Health {
    Well(String),
    Ill(String),
    /// It offers nothing to ask without asking for a video.
    Unknown,
}

/// Something that animates.
#[async_trait]
pub trait Provider: Send + Sync {
    fn about(&self) -> &About;

    /// Asks for a take. Who makes it on the spot tells `control` how far it is and stops when `control` says so.
    ///
    /// # Errors
    /// `Later` if it was certainly not accepted, `Unclear` if it may have been.
    async fn submit(
        &self,
        request: TakeRequest,
        control: &Arc<JobControl>,
    ) -> Result<Submitted, Trouble>;

    /// Looks for a take whose request had no answer; none if the protocol offers no way to find it.
    ///
    /// # Errors
    /// `Over` if it certainly is not there.
    async fn look_for(&self, take: uuid::Uuid) -> Result<Option<Handle>, Trouble> {
        let _ = take;
        Ok(None)
    }

    /// Where the job stands.
    async fn poll(&self, handle: &Handle) -> Result<Progress, Trouble>;

    /// The file of a job that is ready, as it was delivered.
    async fn fetch(&self, handle: &Handle) -> Result<Vec<u8>, Trouble>;

    /// Calls the job off. Whether it was in time does not matter.
    async fn cancel(&self, handle: &Handle) -> Result<(), Trouble>;

    async fn health(&self) -> Health;
}
