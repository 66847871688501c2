//! Erasing the files of closed accounts. It may run any number of times, on any number of machines.

use super::letter::KEPT_MS;
use super::store::Noted;
use crate::error::AppError;
use crate::server::App;
use crate::server::state::wall_clock_ms;
use std::time::Duration;
use tokio::sync::watch;

/// How often is looked for files that are to be erased.
const ROUND: Duration = Duration::from_secs(15 * 60);
/// How many one round erases.
const BATCH: usize = 1_000;
/// A file is stored before the row that names it is written. One that was stored again this lately may be about to become
/// somebody else's, as files with the same bytes are one file.
const SETTLED_AFTER_MS: i64 = 60 * 60 * 1_000;
/// For how long after its end an account is looked at for what came late. No request and no job takes as long.
const LOOKED_AT_FOR_MS: i64 = 24 * 60 * 60 * 1_000;

/// Erases what is due now and then, until the server stops.
pub async fn keep_erasing(app: App, mut stopped: watch::Receiver<bool>) {
    while !*stopped.borrow() {
        if let Err(error) = erase(&app, wall_clock_ms()).await {
            tracing::error!(%error, "files of closed accounts could not be looked up; they are erased later");
        }
        tokio::select! {
            () = tokio::time::sleep(ROUND) => {}
            _ = stopped.changed() => return,
        }
    }
}

/// One round. A file that cannot be erased now is left for the next.
pub async fn erase(app: &App, now_ms: i64) -> Result<(), AppError> {
    // People were told how long their address is kept at most, so nothing that fails below may hold it up. Where no letter
    // can go, none is waited for.
    let waits_ms = if app.post.way().is_some() { KEPT_MS } else { 0 };
    app.closing.give_up(now_ms - waits_ms).await?;
    let since_ms = now_ms - LOOKED_AT_FOR_MS;
    app.closing.erase_again(since_ms, now_ms).await?;
    for Noted { key, is_somebodys } in app.closing.noted(BATCH).await? {
        if is_somebodys {
            app.closing.spared(&key).await?;
            continue;
        }
        match app.media.erase(&key, now_ms - SETTLED_AFTER_MS).await {
            Ok(true) => app.closing.erased(&key).await?,
            Ok(false) => {}
            Err(cause) => {
                tracing::warn!(%key, %cause, "a file could not be erased; it is tried again");
            }
        }
    }
    Ok(())
}
