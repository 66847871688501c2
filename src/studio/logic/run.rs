//! An animation as its page shows it, gathered from the store, the queue and the ledger.

mod money;

use super::scenes::seconds_of;
use super::waiting::{Shown, span};
use super::{animation_of, id_of, size_of};
use crate::accounts::Account;
use crate::error::AppError;
use crate::server::App;
use crate::server::state::wall_clock_ms;
use crate::studio::names;
use crate::studio::rules::{
    Earlier, Failure, Regeneration, RunView, TakeState, TakeView, settings_words,
};
use crate::studio::store::{Animation, Take, TakeEnd, TakeOrigin};
use crate::ui::amount::grouped;
use crate::words::studio as words;
use crate::work::{Job, JobId, JobState};
use ::credits::{HoldState, PriceList, Timestamp, current, regeneration_quote};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// How the account's animation stands.
pub async fn status(app: &App, account: &Account, animation: &str) -> Result<RunView, AppError> {
    let animation = root_of(app, account, animation).await?;
    run_of(app, account, &animation).await
}

/// The animation with a page of its own that this id names or belongs to.
pub async fn root_of(app: &App, account: &Account, id: &str) -> Result<Animation, AppError> {
    let animation = animation_of(app, &account.id, id_of(id)?).await?;
    if animation.root == animation.id {
        return Ok(animation);
    }
    animation_of(app, &account.id, animation.root).await
}

/// Everything the page of an animation shows.
pub async fn run_of(app: &App, account: &Account, root: &Animation) -> Result<RunView, AppError> {
    let takes = app.studio.takes(&account.id, root.id).await?;
    let mut holds = Vec::new();
    for order in app.studio.orders(&account.id, root.id).await? {
        if let Some(hold) = app.ledger.hold(&account.id, &order.hold()).await? {
            holds.push((order, hold));
        }
    }
    let mut work = HashMap::new();
    for take in &takes {
        if let Some(job) = app.jobs.get(JobId(take.id)).await? {
            let shown = match job.state {
                JobState::Queued => Shown::waiting(app, &root.provider, job).await?,
                _ => Shown::begun(app, take, job).await?,
            };
            work.insert(take.id, shown);
        }
    }
    let favourites = app.studio.favourites(&account.id, root.id).await?;
    let lists = app.ledger.price_lists().await?;
    let price_list: PriceList = *current(&lists, account.now())
        .ok_or_else(|| AppError::internal("there is no price list"))?;
    let available = app.ledger.balances(&account.id).await?.ai.available;
    let page = Sheet {
        account,
        root,
        takes: &takes,
        holds: &holds,
        work: &work,
        favourites: &favourites,
    };
    Ok(RunView {
        scene: root.scene.to_string(),
        animation: root.id.to_string(),
        title: root.title.clone(),
        settings: words::settings_and_format(
            names::duration(root.settings.duration),
            root.settings.resolution.label(),
            root.snapshot.format.label(),
            names::videos(root.settings.count),
        ),
        format: root.snapshot.format,
        takes: takes.iter().map(|take| page.take(take)).collect(),
        percent: page.percent(),
        summary: page.summary(),
        money: page.money(available),
        price_of_one: regeneration_quote(&price_list, root.settings).total,
        price_list,
        facts: page.facts(),
        provider: app
            .providers
            .get(&root.provider)
            .map(|one| one.about().animator.honestly.clone())
            .unwrap_or_default(),
        earlier: earlier(app, account, root).await?,
    })
}

/// The scene's other animations, newest first.
async fn earlier(
    app: &App,
    account: &Account,
    shown: &Animation,
) -> Result<Vec<Earlier>, AppError> {
    let all = app.studio.animations(&account.id, shown.scene).await?;
    let others = all.iter().filter(|animation| animation.id != shown.id);
    Ok(others
        .map(|one| Earlier {
            animation: one.id.to_string(),
            words: words::earlier_run(
                account.zone.day_and_time(one.at, account.now()),
                settings_words(one.settings),
            ),
        })
        .collect())
}

/// The rows of one page, and what is said of them.
struct Sheet<'a> {
    account: &'a Account,
    root: &'a Animation,
    takes: &'a [Take],
    holds: &'a [(Animation, HoldState)],
    work: &'a HashMap<Uuid, Shown>,
    favourites: &'a HashSet<Uuid>,
}

impl Sheet<'_> {
    fn job(&self, take: &Take) -> Option<&Job> {
        self.work.get(&take.id).map(|shown| &shown.job)
    }

    fn take(&self, take: &Take) -> TakeView {
        TakeView {
            id: take.id.to_string(),
            number: take.number,
            state: self.state(take),
            origin: self.origin(take),
            note: self.note(take),
            regeneration: self.regeneration(take),
            favourite: self.favourites.contains(&take.id),
        }
    }

    fn state(&self, take: &Take) -> TakeState {
        match take.state {
            TakeEnd::Delivered => TakeState::Ready,
            TakeEnd::Failed => TakeState::Failed,
            TakeEnd::Cancelled => TakeState::Cancelled,
            TakeEnd::Open => match self.work.get(&take.id) {
                Some(Shown { job, words }) if job.state != JobState::Queued => {
                    let percent = (u64::from(job.frames_done) * 100
                        / u64::from(job.frames_total.max(1)))
                    .min(100);
                    TakeState::Animating {
                        percent: percent as u32,
                        left: match left(job) {
                            _ if !words.is_empty() => words.clone(),
                            Some(ms) => words::about_left(span(ms)),
                            None => String::new(),
                        },
                    }
                }
                Some(Shown { words, .. }) => TakeState::Waiting {
                    words: words.clone(),
                },
                None => TakeState::Waiting {
                    words: words::next_in_line().to_owned(),
                },
            },
        }
    }

    fn origin(&self, take: &Take) -> Option<String> {
        let of = self.number_of(take.of_take?)?;
        Some(match take.origin {
            TakeOrigin::Free => words::new_take_free(of),
            TakeOrigin::Paid | TakeOrigin::Ordered => words::new_take(of),
        })
    }

    fn number_of(&self, id: Uuid) -> Option<u32> {
        self.takes
            .iter()
            .find(|take| take.id == id)
            .map(|take| take.number)
    }

    /// The free regeneration of a video, where it is running or used.
    fn free_take(&self, of: &Take) -> Option<&Take> {
        self.takes.iter().find(|take| {
            take.of_take == Some(of.id)
                && take.origin == TakeOrigin::Free
                && !take.late
                && matches!(take.state, TakeEnd::Open | TakeEnd::Delivered)
        })
    }

    fn regeneration(&self, take: &Take) -> Regeneration {
        match (take.state, take.origin) {
            (TakeEnd::Open, _) => Regeneration::NotYet,
            (TakeEnd::Failed | TakeEnd::Cancelled, TakeOrigin::Free) => Regeneration::NotYet,
            (TakeEnd::Failed, _) if take.failure.is_some_and(|one| !one.worth_trying_again()) => {
                Regeneration::NotYet
            }
            (TakeEnd::Failed | TakeEnd::Cancelled, _) => Regeneration::TryAgain,
            (TakeEnd::Delivered, TakeOrigin::Free) => Regeneration::Priced,
            (TakeEnd::Delivered, _) if take.late => Regeneration::Priced,
            (TakeEnd::Delivered, _) => match self.free_take(take) {
                None => Regeneration::Free,
                Some(free) if free.state == TakeEnd::Open => Regeneration::FreeRunning,
                Some(_) => Regeneration::Priced,
            },
        }
    }

    fn note(&self, take: &Take) -> String {
        match (take.state, take.origin) {
            (TakeEnd::Open, _) => match self.job(take).and_then(|job| job.started_ms) {
                Some(started) => {
                    // Kept by the wall clock, shown by the account's.
                    let started = Timestamp::from_ms(started + self.account.clock_ahead_ms);
                    words::started_at(self.account.zone.time(started))
                }
                None => words::waiting_for_its_turn().to_owned(),
            },
            (TakeEnd::Delivered, _) if take.late => words::arrived_late().to_owned(),
            (TakeEnd::Delivered, TakeOrigin::Free) => words::free_take().to_owned(),
            (TakeEnd::Delivered, _) => match self.free_take(take) {
                None => words::keeps_this_one().to_owned(),
                Some(free) if free.state == TakeEnd::Open => words::free_being_made(free.number),
                Some(free) => words::free_used_for(free.number),
            },
            (TakeEnd::Failed | TakeEnd::Cancelled, TakeOrigin::Free) => {
                let of = take
                    .of_take
                    .and_then(|id| self.number_of(id))
                    .unwrap_or_default();
                let back = words::free_is_back(of);
                with_reason(take.failure, &back)
            }
            (TakeEnd::Failed | TakeEnd::Cancelled, _) => {
                let taken = words::taken_and_returned(take.returned, grouped(take.taken.get()));
                with_reason(take.failure, &taken)
            }
        }
    }

    /// How far all takes are; those that ended are whole.
    fn percent(&self) -> u32 {
        let done: u64 = self
            .takes
            .iter()
            .map(|take| match (take.state, self.job(take)) {
                (TakeEnd::Open, Some(job)) => {
                    u64::from(job.frames_done) * 100 / u64::from(job.frames_total.max(1))
                }
                (TakeEnd::Open, None) => 0,
                _ => 100,
            })
            .sum();
        let count = self.takes.len().max(1) as u64;
        (done / count).min(100) as u32
    }

    /// "1 done, 2 running, 1 waiting. About 50 s left. You can leave this page."
    fn summary(&self) -> String {
        let mut counts = [0_u32; 4];
        for take in self.takes {
            let at = match (take.state, self.job(take)) {
                (TakeEnd::Delivered, _) => 0,
                (TakeEnd::Open, Some(job)) if job.state != JobState::Queued => 1,
                (TakeEnd::Open, _) => 2,
                (TakeEnd::Failed | TakeEnd::Cancelled, _) => 3,
            };
            counts[at] += 1;
        }
        let [done, running, waiting, not_finished] = counts;
        let parts: Vec<String> = [
            (done, words::count_done(done)),
            (running, words::count_running(running)),
            (waiting, words::count_waiting(waiting)),
            (not_finished, words::count_not_finished(not_finished)),
        ]
        .into_iter()
        .filter_map(|(n, said)| (n > 0).then_some(said))
        .collect();
        match self.left() {
            None => words::summary(parts.join(", ")),
            Some(ms) => words::summary_and_left(parts.join(", "), span(ms)),
        }
    }

    /// How long all that is open will take at the speed seen so far.
    fn left(&self) -> Option<i64> {
        let jobs = || self.takes.iter().filter_map(|take| self.job(take));
        let started = jobs()
            .filter(|job| job.state == JobState::Running)
            .filter_map(|job| job.started_ms)
            .min()?;
        let running_done: i64 = jobs()
            .filter(|job| job.state == JobState::Running)
            .map(|job| i64::from(job.frames_done))
            .sum();
        let remaining: i64 = jobs()
            .filter(|job| !job.state.ended())
            .map(|job| i64::from(job.frames_total) - i64::from(job.frames_done))
            .sum();
        (running_done > 0).then(|| (wall_clock_ms() - started).max(0) * remaining / running_done)
    }

    fn facts(&self) -> Vec<(String, String)> {
        let scene = &self.root.snapshot;
        let size = size_of(scene.format, self.root.settings.resolution);
        let zone = &self.account.zone;
        let mut facts = vec![
            (
                words::started(),
                zone.day_and_time(self.root.at, self.account.now()),
            ),
            (words::length(), words::seconds(seconds_of(self.root))),
            (
                words::size(),
                words::size_and_format(size.width, size.height, scene.format.label()),
            ),
            (words::style(), scene.style.label().to_owned()),
        ];
        if !scene.caption.trim().is_empty() {
            facts.push((words::caption(), scene.caption.trim().to_owned()));
        }
        facts
            .into_iter()
            .map(|(name, words)| (name.to_owned(), words))
            .collect()
    }
}

/// What happened, what it cost, and what to do now.
fn with_reason(failure: Option<Failure>, cost: &str) -> String {
    match failure {
        None => cost.to_owned(),
        Some(failure) => words::failed_because(failure.what_happened(), cost, failure.what_to_do()),
    }
}

/// How long a running job will still take at its own speed.
fn left(job: &Job) -> Option<i64> {
    let (started, done) = (job.started_ms?, i64::from(job.frames_done));
    (done > 0)
        .then(|| (wall_clock_ms() - started).max(0) * (i64::from(job.frames_total) - done) / done)
}
