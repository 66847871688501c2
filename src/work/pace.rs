//! How fast a job may draw: as fast as it can, or with a time between its frames where the Lab slows it.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How often a frame that waits looks whether it still has to.
const LOOK: Duration = Duration::from_millis(50);

/// The time between two frames of one job. Rendering threads ask it, and it may change while they wait.
#[derive(Debug, Default)]
pub struct Pace {
    gap_ms: AtomicU64,
    /// When the last frame was let through. Who holds it is the one whose turn comes next.
    last: Mutex<Option<Instant>>,
}

impl Pace {
    /// Says how much time, in milliseconds, lies at least between two frames; zero lifts it, also for frames that wait.
    pub fn set(&self, gap_ms: u64) {
        self.gap_ms.store(gap_ms, Ordering::Relaxed);
    }

    /// Whether frames wait for each other at all.
    pub fn is_slow(&self) -> bool {
        self.gap_ms.load(Ordering::Relaxed) > 0
    }

    /// Holds the thread that asks until its frame's turn has come, or until there is no use in waiting any longer.
    pub fn wait(&self, is_over: impl Fn() -> bool) {
        if !self.is_slow() {
            return;
        }
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let before = last.unwrap_or_else(Instant::now);
        while !is_over() {
            let gap = Duration::from_millis(self.gap_ms.load(Ordering::Relaxed));
            let left = gap.saturating_sub(before.elapsed());
            if left.is_zero() {
                break;
            }
            std::thread::sleep(left.min(LOOK));
        }
        *last = Some(Instant::now());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::{Arc, mpsc};

    /// Longer than any test.
    const AN_HOUR_MS: u64 = 3_600_000;

    #[test]
    fn a_frame_waits_until_the_pace_is_lifted() {
        let pace = Arc::new(Pace::default());
        pace.set(AN_HOUR_MS);
        let (asked, asks) = mpsc::channel();
        let waiting = Arc::clone(&pace);
        let frame = std::thread::spawn(move || {
            waiting.wait(|| asked.send(()).is_err());
        });
        for _ in 0..3 {
            asks.recv().expect("the frame goes on waiting");
        }
        pace.set(0);
        frame.join().expect("the frame is let through");
    }

    #[test]
    fn nothing_waits_without_a_pace_or_once_it_is_over() {
        let pace = Pace::default();
        pace.wait(|| false);
        pace.set(AN_HOUR_MS);
        pace.wait(|| true);
        assert!(pace.is_slow());
    }
}
