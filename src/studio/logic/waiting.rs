//! What is said of a take that is not there yet: its place, its limit, its provider's silence.

use crate::error::AppError;
use crate::server::App;
use crate::studio::store::Take;
use crate::words::studio as words;
use crate::work::{Job, Place};

/// A take's job, and the words for where it stands; empty if its progress says it all.
pub struct Shown {
    pub job: Job,
    pub words: String,
}

impl Shown {
    /// A job in the queue of this provider.
    pub async fn waiting(app: &App, provider: &str, job: Job) -> Result<Self, AppError> {
        let place = app.jobs.place(job.id).await?;
        let at_once = app
            .providers
            .get(provider)
            .and_then(|one| one.about().at_once)
            .and_then(|most| usize::try_from(most).ok())
            .unwrap_or(app.settings.worker_slots);
        let words = waiting_words(place, at_once);
        Ok(Self { job, words })
    }

    /// A job that has begun. As long as its provider is silent, that is said instead of a time.
    pub async fn begun(app: &App, take: &Take, job: Job) -> Result<Self, AppError> {
        let silent = match job.state.ended() {
            true => None,
            false => app.provider_jobs.of_take(take.id).await?,
        };
        let words = match silent.and_then(|one| one.silent_ms) {
            Some(_) => words::animator_silent(),
            None => "",
        };
        Ok(Self {
            job,
            words: words.to_owned(),
        })
    }
}

/// "3 before it. Starts in about 40 s", or the plan's limit where that is what it waits for.
fn waiting_words(place: Place, at_once: usize) -> String {
    if let Some(limit) = place.own_limit.filter(|limit| place.own_running >= *limit) {
        return match place.own_ahead {
            0 => words::plan_limit_next(limit),
            ahead => words::plan_limit_ahead(limit, ahead),
        };
    }
    let start = place.usual_ms.map(|usual| {
        let rounds = i64::from(place.ahead) / i64::try_from(at_once.max(1)).unwrap_or(1) + 1;
        span(usual.saturating_mul(rounds))
    });
    match (place.ahead, start) {
        (0, _) => words::next_in_line().to_owned(),
        (ahead, None) => words::before_it(ahead),
        (ahead, Some(start)) => words::before_it_starts(ahead, start),
    }
}

/// "18 s", "1 min 4 s".
pub fn span(ms: i64) -> String {
    match (ms.max(0) + 999) / 1_000 {
        seconds @ 0..60 => words::seconds(seconds),
        seconds => words::minutes_and_seconds(seconds / 60, seconds % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reason_for_waiting_is_said() {
        let place = Place {
            ahead: 5,
            own_ahead: 1,
            own_running: 2,
            own_limit: Some(2),
            usual_ms: Some(20_000),
        };
        assert_eq!(
            waiting_words(place, 2),
            "Your plan makes 2 videos at once; 1 of yours before it"
        );
        let next = Place {
            own_ahead: 0,
            ..place
        };
        assert_eq!(
            waiting_words(next, 2),
            "Your plan makes 2 videos at once; this is next"
        );
        let free = Place {
            own_running: 1,
            ..place
        };
        assert_eq!(
            waiting_words(free, 2),
            "5 before it. Starts in about 1 min 0 s"
        );
        let first = Place { ahead: 0, ..free };
        assert_eq!(waiting_words(first, 2), words::next_in_line());
    }
}
