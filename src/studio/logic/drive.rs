//! Bringing a take from its provider, whichever it is, through crashes, outages and silence.
//!
//! What a take is asked for is written down before it is asked, so that a restart goes on where the last process
//! stopped. A request whose answer did not arrive is never sent again: it is looked for, and where it cannot be found
//! it counts as failed only once the provider's time is over.

use crate::server::App;
use crate::server::state::wall_clock_ms;
use crate::studio::provider_jobs::ProviderJob;
use crate::studio::providers::{
    About, Handle, Made, Progress, Provider, Submitted, TakeRequest, Trouble, failure_of,
};
use crate::studio::rules::Failure;
use crate::work::JobControl;
use engine::RenderError;
use engine::video::{ConformError, Expected, conform};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Notify, Semaphore};
use tokio::time::Instant;
use uuid::Uuid;

/// How many videos that came from elsewhere are in memory at once.
static COLLECTING: Semaphore = Semaphore::const_new(2);
/// The longest pause a provider can ask for.
const LONGEST: Duration = Duration::from_secs(3_600);
/// How often somebody who pauses looks whether the person has cancelled.
const GLANCE: Duration = Duration::from_millis(250);

/// How a take ends without a video.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ended {
    Failed {
        failure: Failure,
        cause: String,
    },
    /// The person cancelled it, or another worker has it.
    Stopped,
}

impl Ended {
    /// Something of ours broke.
    pub fn broke_off(cause: impl std::fmt::Display) -> Self {
        Self::Failed {
            failure: Failure::BrokeOff,
            cause: cause.to_string(),
        }
    }
}

/// A take on its way.
pub struct Drive<'a> {
    pub app: &'a App,
    pub provider: &'a dyn Provider,
    pub control: &'a Arc<JobControl>,
    pub expected: Expected,
    record: ProviderJob,
    bell: Arc<Notify>,
    /// How many pauses there were since something last moved.
    pauses: u32,
    last: Option<Progress>,
}

/// Where a take is being made.
enum Place {
    Here(Made),
    There(Handle),
}

impl<'a> Drive<'a> {
    /// Notes what is about to be asked for, or finds what was noted before a restart.
    ///
    /// # Errors
    /// If it cannot be noted: nothing is asked for then.
    pub async fn begin(
        app: &'a App,
        provider: &'a dyn Provider,
        take: Uuid,
        control: &'a Arc<JobControl>,
        expected: Expected,
    ) -> Result<Self, Ended> {
        let record = app
            .provider_jobs
            .intend(take, provider.about().id(), wall_clock_ms())
            .await
            .map_err(Ended::broke_off)?;
        Ok(Self {
            app,
            provider,
            control,
            expected,
            record,
            bell: app.providers.bell(take),
            pauses: 0,
            last: None,
        })
    }

    fn about(&self) -> &'a About {
        self.provider.about()
    }

    /// Whether there still is something to ask for.
    pub fn needs_request(&self) -> bool {
        self.record.handle.is_none() && (self.record.sent_ms.is_none() || self.about().repeatable)
    }

    /// Waits until the video is there, decoded and in the ordered shape. `request` is not needed for a take that was
    /// accepted before.
    ///
    /// # Errors
    /// How the take ends instead.
    pub async fn bring(mut self, request: Option<TakeRequest>) -> Result<Made, Ended> {
        let brought = self.rounds(request).await;
        self.close(&brought).await;
        brought
    }

    async fn rounds(&mut self, request: Option<TakeRequest>) -> Result<Made, Ended> {
        loop {
            if self.control.should_stop() {
                return Err(Ended::Stopped);
            }
            let after = match self.round(request.as_ref()).await {
                Ok(Some(made)) => return Ok(made),
                Ok(None) => {
                    self.answered().await;
                    None
                }
                Err(Trouble::Over { failure, cause }) => {
                    return Err(Ended::Failed { failure, cause });
                }
                Err(Trouble::Stopped) => return Err(Ended::Stopped),
                Err(Trouble::Later { cause, after }) => {
                    self.troubled(&cause).await;
                    after
                }
                Err(Trouble::Unclear(cause)) => {
                    self.troubled(&cause).await;
                    None
                }
            };
            self.in_time()?;
            self.rest(after).await;
        }
    }

    /// One question, and what came of it; none if there is no video yet.
    async fn round(&mut self, request: Option<&TakeRequest>) -> Result<Option<Made>, Trouble> {
        let handle = match self.place(request).await? {
            Place::Here(made) => return Ok(Some(made)),
            Place::There(handle) => handle,
        };
        let progress = self.provider.poll(&handle).await?;
        if self.last.replace(progress) != Some(progress) {
            self.pauses = 0;
        }
        match progress {
            Progress::Waiting | Progress::Running { percent: None } => Ok(None),
            Progress::Running {
                percent: Some(percent),
            } => {
                let frames = self.expected.frames * u32::from(percent.min(99)) / 100;
                self.control.progress(frames);
                Ok(None)
            }
            Progress::Ready => collect(self.provider, &handle, self.expected, self.control)
                .await
                .map(Some),
        }
    }

    /// Where the take is: known from before, found again, or asked for now.
    async fn place(&mut self, request: Option<&TakeRequest>) -> Result<Place, Trouble> {
        if let Some(handle) = &self.record.handle {
            return Ok(Place::There(handle.clone()));
        }
        match request {
            Some(request) if self.record.sent_ms.is_none() || self.about().repeatable => {
                self.submit(request.clone()).await
            }
            _ => match self.looked_for().await? {
                Some(handle) => self.accepted(handle).await,
                None => Err(Trouble::later(
                    "the answer to the request did not arrive, and there is no way to look for it",
                )),
            },
        }
    }

    /// Looks for a take whose request had no answer. For a while it may be on its way into the provider's queue still.
    async fn looked_for(&self) -> Result<Option<Handle>, Trouble> {
        let fresh = self.record.sent_ms.is_some_and(|sent| {
            let grace = self.about().pace.most * 4;
            wall_clock_ms() - sent < i64::try_from(grace.as_millis()).unwrap_or(i64::MAX)
        });
        match self.provider.look_for(self.record.take).await {
            Err(Trouble::Over {
                failure: Failure::Gone,
                cause,
            }) if fresh => Err(Trouble::later(cause)),
            answer => answer,
        }
    }

    async fn submit(&mut self, request: TakeRequest) -> Result<Place, Trouble> {
        self.sent(Some(wall_clock_ms())).await?;
        match self.provider.submit(request, self.control).await {
            Ok(Submitted::Made(made)) => Ok(Place::Here(made)),
            Ok(Submitted::Accepted(handle)) => self.accepted(handle).await,
            Err(Trouble::Later { cause, after }) => {
                // It certainly was not accepted, so it may be asked for again.
                self.sent(None).await?;
                Err(Trouble::Later { cause, after })
            }
            Err(other) => Err(other),
        }
    }

    async fn sent(&mut self, sent_ms: Option<i64>) -> Result<(), Trouble> {
        self.app
            .provider_jobs
            .sent(self.record.take, sent_ms)
            .await
            .map_err(|cause| Trouble::over(Failure::BrokeOff, cause.to_string()))?;
        self.record.sent_ms = sent_ms;
        Ok(())
    }

    async fn accepted(&mut self, handle: Handle) -> Result<Place, Trouble> {
        self.record.handle = Some(handle.clone());
        self.pauses = 0;
        if let Err(cause) = self
            .app
            .provider_jobs
            .accepted(self.record.take, &handle)
            .await
        {
            // This process knows it; should it end before the take does, the take is looked for.
            tracing::error!(take = %self.record.take, %cause, "what a provider accepted could not be noted");
        }
        Ok(Place::There(handle))
    }

    /// Whether the provider still has time.
    fn in_time(&self) -> Result<(), Ended> {
        let since = self.record.sent_ms.unwrap_or(self.record.created_ms);
        let limit = i64::try_from(self.about().deadline.as_millis()).unwrap_or(i64::MAX);
        if wall_clock_ms() - since < limit {
            return Ok(());
        }
        let (failure, cause) = match self.record.sent_ms {
            Some(_) => (Failure::TimedOut, "its time is over"),
            None => (Failure::Unavailable, "it accepted nothing all the time"),
        };
        Err(Ended::Failed {
            failure,
            cause: cause.to_owned(),
        })
    }

    async fn troubled(&mut self, cause: &str) {
        tracing::warn!(take = %self.record.take, provider = self.about().id(), cause, "a provider did not answer well");
        let now = wall_clock_ms();
        self.record.silent_ms.get_or_insert(now);
        if let Err(cause) = self
            .app
            .provider_jobs
            .troubled(self.record.take, cause, now)
            .await
        {
            tracing::error!(take = %self.record.take, %cause, "an answer could not be noted");
        }
    }

    async fn answered(&mut self) {
        if self.record.silent_ms.take().is_some()
            && let Err(cause) = self.app.provider_jobs.answered(self.record.take).await
        {
            tracing::error!(take = %self.record.take, %cause, "an answer could not be noted");
        }
    }

    /// Pauses before the next question. Others use the worker slot meanwhile; the lease is kept.
    async fn rest(&mut self, after: Option<Duration>) {
        self.control.park();
        let own = self.about().pace.after(self.pauses);
        self.pauses = self.pauses.saturating_add(1);
        let until = Instant::now() + own.max(after.unwrap_or_default()).min(LONGEST);
        while Instant::now() < until && !self.control.should_stop() {
            let glance = until.min(Instant::now() + GLANCE);
            tokio::select! {
                () = self.bell.notified(), if after.is_none() => return,
                () = tokio::time::sleep_until(glance) => {}
            }
        }
    }

    /// Leaves behind what the next who looks has to know.
    async fn close(&self, brought: &Result<Made, Ended>) {
        let (jobs, take) = (&self.app.provider_jobs, self.record.take);
        let noted = match brought {
            Err(Ended::Stopped) if !self.control.cancelled() => return,
            Err(Ended::Stopped) => {
                self.call_off().await;
                jobs.end(take).await
            }
            Err(Ended::Failed {
                failure: Failure::TimedOut,
                ..
            }) if self.record.handle.is_some() => jobs.overdue(take, wall_clock_ms()).await,
            Ok(_) | Err(Ended::Failed { .. }) => jobs.end(take).await,
        };
        self.app.providers.unhang(take);
        if let Err(cause) = noted {
            tracing::error!(%take, %cause, "the end of a provider's job could not be noted");
        }
    }

    /// Passes a cancellation on.
    async fn call_off(&self) {
        let found = match (&self.record.handle, self.record.sent_ms) {
            (Some(handle), _) => Some(handle.clone()),
            (None, Some(_)) => self
                .provider
                .look_for(self.record.take)
                .await
                .unwrap_or_default(),
            (None, None) => None,
        };
        if let Some(handle) = found
            && let Err(cause) = self.provider.cancel(&handle).await
        {
            tracing::warn!(take = %self.record.take, %cause, "a cancellation did not reach the provider");
        }
    }
}

/// Fetches a finished video and brings it into the ordered shape.
///
/// # Errors
/// `Over` if it is not the video that was ordered, or takes more than it may; `Later` if it could not be fetched now; `Stopped`
/// if nobody waits for it any more.
pub async fn collect(
    provider: &dyn Provider,
    handle: &Handle,
    expected: Expected,
    control: &Arc<JobControl>,
) -> Result<Made, Trouble> {
    let broke_off = |cause: String| Trouble::over(Failure::BrokeOff, cause);
    let _turn = COLLECTING
        .acquire()
        .await
        .map_err(|cause| broke_off(cause.to_string()))?;
    let file = provider.fetch(handle).await?;
    let control = Arc::clone(control);
    let shaped = tokio::task::spawn_blocking(move || conform(file, &expected, &*control)).await;
    match shaped.map_err(|cause| broke_off(cause.to_string()))? {
        Ok(shaped) => Ok(Made {
            mp4: shaped.mp4,
            poster_png: shaped.poster_png,
            plate: None,
        }),
        Err(ConformError::Source(fault)) => {
            Err(Trouble::over(Failure::InvalidOutput, fault.to_string()))
        }
        Err(ConformError::Engine(RenderError::Cancelled)) => Err(Trouble::Stopped),
        // Ours would not have been begun; this one was made, larger than anybody ordered.
        Err(ConformError::Engine(cause @ RenderError::OutOfMemory { .. })) => {
            Err(Trouble::over(Failure::InvalidOutput, cause.to_string()))
        }
        Err(ConformError::Engine(cause)) => {
            Err(Trouble::over(failure_of(&cause), cause.to_string()))
        }
    }
}
