//! How long a render may take, and how much memory.

use super::Control;
use crate::{RenderError, Size};
use std::time::{Duration, Instant};

/// What a render may take at most; none is no limit.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Limits {
    /// From the first frame on. It is looked at before each frame, so that a render ends as soon as the frame is done in
    /// which its time is over.
    pub time: Option<Duration>,
    /// In bytes, as the engine estimates it before it begins. What would take more is rendered by fewer threads, which
    /// changes nothing but how long it takes, and is refused if one thread takes more. A scene's pictures, which are bounded by
    /// themselves, are made ready before it is looked at.
    pub memory: Option<u64>,
}

/// A render under way.
pub struct Course<'a> {
    control: &'a dyn Control,
    limit: Option<Duration>,
    began: Instant,
}

impl<'a> Course<'a> {
    /// Begins now.
    pub fn begin(control: &'a dyn Control) -> Self {
        Self {
            control,
            limit: control.limits().time,
            began: Instant::now(),
        }
    }

    /// To be asked before every frame.
    ///
    /// # Errors
    /// Why there is to be no further one: it was cancelled, or its time is over.
    pub fn goes_on(&self) -> Result<(), RenderError> {
        if self.control.cancelled() {
            return Err(RenderError::Cancelled);
        }
        match self.limit {
            Some(limit) if self.began.elapsed() >= limit => Err(RenderError::OutOfTime { limit }),
            _ => Ok(()),
        }
    }

    /// Tells how many frames are done.
    pub fn progress(&self, frames_done: u32) {
        self.control.progress(frames_done);
    }
}

/// About how much memory something takes, in bytes: what its threads share, and what each of them takes beside that.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Memory {
    pub shared: u64,
    pub each: u64,
}

impl Memory {
    /// Of what takes so many bytes for each pixel of a size, in each thread.
    pub fn per_pixel(size: Size, bytes: u64) -> Self {
        Self {
            shared: 0,
            each: u64::from(size.width) * u64::from(size.height) * bytes,
        }
    }

    pub const fn and(self, other: Self) -> Self {
        Self {
            shared: self.shared.saturating_add(other.shared),
            each: self.each.saturating_add(other.each),
        }
    }

    /// How many threads it may have of those that are wanted, which are one at least.
    ///
    /// # Errors
    /// If one alone takes too much.
    pub fn threads(self, wanted: usize, limit: Option<u64>) -> Result<usize, RenderError> {
        let Some(limit) = limit else {
            return Ok(wanted);
        };
        let fit = limit.saturating_sub(self.shared) / self.each.max(1);
        match usize::try_from(fit).map_or(wanted, |fit| fit.min(wanted)) {
            0 => Err(RenderError::OutOfMemory {
                needed: self.shared.saturating_add(self.each),
                limit,
            }),
            threads => Ok(threads),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn threads_are_as_many_as_fit_and_at_least_one_or_none() {
        let memory = Memory {
            shared: 100,
            each: 50,
        };
        for (limit, threads) in [(150, 1), (199, 1), (200, 2), (300, 4), (1_000, 4)] {
            assert_eq!(memory.threads(4, Some(limit)), Ok(threads), "{limit}");
        }
        for limit in [0, 99, 149] {
            let refused = RenderError::OutOfMemory { needed: 150, limit };
            assert_eq!(memory.threads(4, Some(limit)), Err(refused));
        }
        assert_eq!(memory.threads(4, None), Ok(4));
    }

    #[test]
    fn what_takes_the_most_there_is_does_not_wrap_around() {
        let most = Memory {
            shared: u64::MAX,
            each: u64::MAX,
        };
        assert_eq!(most.and(most), most);
        assert!(most.threads(1, Some(u64::MAX - 1)).is_err());
    }
}
