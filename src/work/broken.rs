//! Why a job that makes a video has none in the end, and what its person reads.

use super::{Finish, JobId};
use crate::words::app as words;
use engine::RenderError;

/// Why there is no file.
#[derive(Debug)]
pub enum Broken {
    /// The Lab wanted it so.
    Fault,
    /// The render exceeded what a render may take here. Nothing is wrong with the video, so the person is told.
    Limit(RenderError),
    /// Something else; its cause is for the log.
    Error(String),
}

impl Broken {
    /// Of a render that ended without a video.
    pub fn of(cause: RenderError) -> Self {
        match cause {
            RenderError::OutOfTime { .. } | RenderError::OutOfMemory { .. } => Self::Limit(cause),
            other => Self::Error(other.to_string()),
        }
    }

    /// What the queue keeps of it; `failed` is the sentence for the person where there is none of its own.
    pub fn finish(self, job: JobId, failed: &str) -> Finish {
        let sentence = match &self {
            Self::Limit(RenderError::OutOfTime { limit }) => {
                words::job_out_of_time(limit.as_secs().div_ceil(60))
            }
            Self::Limit(_) => words::job_out_of_memory().to_owned(),
            Self::Fault | Self::Error(_) => failed.to_owned(),
        };
        match self {
            Self::Fault => {}
            Self::Limit(cause) => tracing::warn!(%job, %cause, "a render exceeded its limits"),
            Self::Error(cause) => tracing::error!(%job, %cause, "a file could not be made"),
        }
        Finish::Failed(sentence)
    }
}

impl<E: std::fmt::Display> From<E> for Broken {
    fn from(cause: E) -> Self {
        Self::Error(cause.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;
    use uuid::Uuid;

    fn read(cause: RenderError) -> String {
        match Broken::of(cause).finish(JobId(Uuid::nil()), "It failed.") {
            Finish::Failed(sentence) => sentence,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn what_exceeded_its_limits_says_so_and_everything_else_what_its_job_says() {
        let limit = Duration::from_secs(3_600);
        let late = read(RenderError::OutOfTime { limit });
        assert!(late.contains("60 minutes"), "{late}");
        let large = read(RenderError::OutOfMemory {
            needed: 2,
            limit: 1,
        });
        for sentence in [late, large] {
            assert!(sentence.contains("0 credits were taken."), "{sentence}");
        }
        assert_eq!(read(RenderError::Cancelled), "It failed.");
    }
}
