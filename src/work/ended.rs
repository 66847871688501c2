//! News of the end of a job.

use super::JobId;
use crate::live::News;
use crate::server::App;
use ::credits::AccountId;
use std::time::Duration;

/// How often, and how many times, the end of a job is looked for.
const LOOK: Duration = Duration::from_millis(100);
const LOOKS: u32 = 50;

/// Tells the open pages once the end of the job is on record, which the worker writes right after the handler.
pub async fn tell(app: App, id: JobId, account: AccountId, news: News) {
    for _ in 0..LOOKS {
        match app.jobs.get(id).await {
            Ok(Some(job)) if !job.state.ended() => tokio::time::sleep(LOOK).await,
            _ => break,
        }
    }
    app.events.tell(&account, news);
}
