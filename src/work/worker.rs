//! The workers: each slot takes a job, renews its lease while it runs, and records how it ended.

use super::pace::Pace;
use super::{Finish, Job, JobKind, Pulse};
use crate::faults;
use crate::server::App;
use crate::words::app as words;
use ::credits::AccountId;
use engine::video::Limits;
use futures::future::BoxFuture;
use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, AtomicUsize, Ordering};
use std::time::Duration;
use tokio::sync::{Notify, OwnedSemaphorePermit, Semaphore, watch};
use uuid::Uuid;

/// How long a worker may be silent before its job is given to another one.
const LEASE_MS: i64 = 15_000;
/// How often a worker renews its lease and records progress.
const PULSE: Duration = Duration::from_millis(500);
/// How long an idle slot waits before it looks again.
const IDLE: Duration = Duration::from_millis(200);

/// What a running job may ask and tell. Rendering threads hold it too, so whatever changes is atomic.
#[derive(Debug, Default)]
pub struct JobControl {
    frames_done: AtomicU32,
    cancelled: AtomicBool,
    lost: AtomicBool,
    threads: usize,
    /// What each render of the job may take.
    limits: Limits,
    parked: Notify,
    pace: Pace,
}

impl JobControl {
    /// Of a job that may use so many threads, and whose renders keep to the limits.
    pub fn new(threads: usize, limits: Limits) -> Self {
        Self {
            threads,
            limits,
            ..Self::default()
        }
    }

    /// Tells how many frames are finished.
    pub fn progress(&self, frames_done: u32) {
        self.frames_done.store(frames_done, Ordering::Relaxed);
    }

    /// How many frames the job has told.
    pub fn frames_done(&self) -> u32 {
        self.frames_done.load(Ordering::Relaxed)
    }

    /// Whether the job should stop: the person cancelled it, or it is no longer ours.
    pub fn should_stop(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed) || self.lost.load(Ordering::Relaxed)
    }

    /// Whether the person cancelled it.
    pub fn cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }

    /// Says that the job only waits for something: its slot takes other jobs meanwhile, and its lease is renewed as before.
    pub fn park(&self) {
        self.parked.notify_one();
    }

    /// Whether its frames are held back, so that what was drawn before must not be taken instead.
    pub fn is_slowed(&self) -> bool {
        self.pace.is_slow()
    }

    /// How many threads the job may use.
    pub fn threads(&self) -> usize {
        self.threads.max(1)
    }
}

impl engine::video::Control for JobControl {
    fn progress(&self, frames_done: u32) {
        // First, as threads that wait for their turn are let through in any order.
        JobControl::progress(self, frames_done);
        self.pace.wait(|| self.should_stop());
    }

    fn cancelled(&self) -> bool {
        self.should_stop()
    }

    fn limits(&self) -> Limits {
        self.limits
    }
}

/// Runs one kind of job. It must be safe to run twice.
pub type Handler =
    Arc<dyn Fn(App, Job, Arc<JobControl>) -> BoxFuture<'static, Finish> + Send + Sync>;

/// The worker slots of this process.
pub struct Workers {
    app: App,
    id: Uuid,
    handlers: HashMap<JobKind, Handler>,
    busy: AtomicUsize,
    /// As many slowed jobs as there are slots leave theirs to others; each has the memory of a render all the while.
    waiting: Arc<Semaphore>,
}

impl Workers {
    pub fn new(app: App) -> Self {
        Self {
            waiting: Arc::new(Semaphore::new(app.settings.worker_slots.max(1))),
            app,
            id: Uuid::now_v7(),
            handlers: HashMap::new(),
            busy: AtomicUsize::new(0),
        }
    }

    /// Says who runs jobs of this kind.
    pub fn on(mut self, kind: JobKind, handler: Handler) -> Self {
        self.handlers.insert(kind, handler);
        self
    }

    /// Starts the slots; they end, after their current pulse, when `stop` turns true. Jobs cut off that way are
    /// taken up again by the next process once their lease has lapsed.
    pub fn start(self, stop: watch::Receiver<bool>) -> Vec<tokio::task::JoinHandle<()>> {
        let workers = Arc::new(self);
        (0..workers.app.settings.worker_slots.max(1))
            .map(|_| {
                let workers = Arc::clone(&workers);
                let stop = stop.clone();
                tokio::spawn(workers.slot(stop))
            })
            .collect()
    }

    async fn slot(self: Arc<Self>, mut stop: watch::Receiver<bool>) {
        while !*stop.borrow() {
            // Each claim has a name of its own, so that a slot never mistakes another lease for the one it has now.
            let name = Uuid::new_v4();
            match self.app.jobs.claim(name, LEASE_MS).await {
                Ok(Some(job)) => {
                    let busy = self.busy.fetch_add(1, Ordering::Relaxed) + 1;
                    let settings = &self.app.settings;
                    let control = Arc::new(JobControl::new(
                        settings.worker_slots.max(1).div_ceil(busy),
                        settings.render_limits,
                    ));
                    let run = tokio::spawn(Arc::clone(&self).run(name, job, Arc::clone(&control)));
                    tokio::select! {
                        _ = run => {}
                        () = control.parked.notified() => {}
                        _ = stop.changed() => return,
                    }
                    self.busy.fetch_sub(1, Ordering::Relaxed);
                }
                Ok(None) => tokio::select! {
                    () = tokio::time::sleep(IDLE) => {}
                    _ = stop.changed() => return,
                },
                Err(cause) => {
                    tracing::error!(worker = %self.id, %cause, "the queue could not be read");
                    tokio::time::sleep(IDLE * 5).await;
                }
            }
        }
    }

    async fn run(self: Arc<Self>, name: Uuid, job: Job, control: Arc<JobControl>) {
        let Some(handler) = self.handlers.get(&job.kind) else {
            tracing::error!(kind = job.kind.name(), "no handler for this kind of job");
            return;
        };
        let (id, attempt, account) = (job.id, job.attempts, job.account);
        tracing::info!(job = %id, kind = job.kind.name(), attempt, "job starts");
        let mut place = None;
        self.slow(&account, &control, &mut place).await;
        let mut work = tokio::spawn(handler(self.app.clone(), job, Arc::clone(&control)));
        let finish = loop {
            tokio::select! {
                ended = &mut work => break ended.unwrap_or_else(|cause| {
                    tracing::error!(job = %id, %cause, "job broke off");
                    Finish::Failed(words::job_broke_off().to_owned())
                }),
                () = tokio::time::sleep(PULSE) => {
                    self.renew(id, name, &control).await;
                    self.slow(&account, &control, &mut place).await;
                }
            }
        };
        if control.lost.load(Ordering::Relaxed) {
            return;
        }
        match self.app.jobs.finish(id, name, finish.clone()).await {
            Ok(held) => tracing::info!(job = %id, ?finish, held, "job ended"),
            Err(cause) => {
                tracing::error!(job = %id, %cause, "the end of a job could not be written; its lease will lapse")
            }
        }
    }

    /// Has the job's frames take as long as the Lab says at this moment.
    async fn slow(
        &self,
        account: &AccountId,
        control: &JobControl,
        place: &mut Option<OwnedSemaphorePermit>,
    ) {
        let gap_ms = faults::of(&self.app, account).await.frame_latency_ms;
        control.pace.set(gap_ms);
        if gap_ms > 0 && place.is_none() {
            // Who mostly waits must not keep others waiting.
            *place = Arc::clone(&self.waiting).try_acquire_owned().ok();
            if place.is_some() {
                control.park();
            }
        }
    }

    async fn renew(&self, id: super::JobId, name: Uuid, control: &JobControl) {
        match self
            .app
            .jobs
            .pulse(id, name, control.frames_done(), LEASE_MS)
            .await
        {
            Ok(Pulse::Held) => {}
            Ok(Pulse::CancelRequested) => control.cancelled.store(true, Ordering::Relaxed),
            Ok(Pulse::Lost) => control.lost.store(true, Ordering::Relaxed),
            Err(cause) => tracing::error!(job = %id, %cause, "a lease could not be renewed"),
        }
    }
}
