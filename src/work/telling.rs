//! News of a job: that it goes on, and that it has ended.

use super::JobId;
use crate::live::News;
use crate::server::App;
use ::credits::AccountId;
use std::time::Duration;

/// How often open pages hear of work that goes on.
pub const EVERY: Duration = Duration::from_millis(500);
/// How often, and how many times, the end of a job is looked for.
const LOOK: Duration = Duration::from_millis(100);
const LOOKS: u32 = 50;

/// Tells the open pages once the end of the job is on record, which the worker writes right after the handler.
pub async fn end(app: App, id: JobId, account: AccountId, news: News) {
    for _ in 0..LOOKS {
        match app.jobs.get(id).await {
            Ok(Some(job)) if !job.state.ended() => tokio::time::sleep(LOOK).await,
            _ => break,
        }
    }
    app.events.tell(&account, news);
}

/// Does the work, and tells the account's open pages about twice a second that it goes on.
pub async fn meanwhile<T>(
    app: &App,
    account: AccountId,
    news: &News,
    work: impl Future<Output = T>,
) -> T {
    let mut beat = tokio::time::interval(EVERY);
    tokio::pin!(work);
    loop {
        tokio::select! {
            done = &mut work => return done,
            _ = beat.tick() => app.events.tell(&account, news.clone()),
        }
    }
}
