//! Sending what is due. Anything here may run any number of times, on any number of machines: a letter that is tried again
//! has the Message-ID it had, and mail programs show it once.

use super::post::Way;
use super::{Letter, LetterKind, Mail};
use crate::error::AppError;
use crate::server::App;
use crate::server::state::wall_clock_ms;
use std::time::Duration;
use tokio::sync::watch;

/// How often is looked for letters that are due again; a new one goes at once.
const ROUND: Duration = Duration::from_secs(30);
/// How long a letter is one sender's: longer than a mail server can keep that sender waiting. After a crash it is due again.
const LEASE_MS: i64 = 5 * 60_000;
/// The pause after the first failure; it doubles with each.
const FIRST_PAUSE_MS: i64 = 60_000;
const LONGEST_PAUSE_MS: i64 = 6 * 3_600_000;

/// Sends what is due until the server stops. Without a mail server there is nothing to do: what is kept goes when there is
/// one. The Lab fetches its letters itself, when somebody wants to read them.
pub async fn keep_sending(app: App, mut stopped: watch::Receiver<bool>) {
    if app.post.way().is_none_or(Way::is_lab) {
        return;
    }
    while !*stopped.borrow() {
        if let Err(error) = send_due(&app, wall_clock_ms()).await {
            tracing::error!(%error, "letters could not be sent; they are tried again");
        }
        tokio::select! {
            () = tokio::time::sleep(ROUND) => {}
            () = app.post.woken() => {}
            _ = stopped.changed() => return,
        }
    }
}

/// One round over the letters that are due. Trouble ends it: a server that does not answer one would keep all waiting, and
/// the next round begins with the others.
pub async fn send_due(app: &App, now_ms: i64) -> Result<(), AppError> {
    let Some(way) = app.post.way() else {
        return Ok(());
    };
    while let Some(letter) = app.letters.claim(now_ms, now_ms + LEASE_MS).await? {
        let Some(mail) = write(app, way, &letter, now_ms).await? else {
            app.letters.remove(letter.id).await?;
            continue;
        };
        if let Err(trouble) = way.send(&letter, mail).await {
            tracing::warn!(letter = %letter.id, tries = letter.tries, %trouble, "a letter did not go; it is tried again");
            let due_ms = now_ms + pause_ms(letter.tries);
            app.letters.again(letter.id, due_ms).await?;
            return Ok(());
        }
        forget(app, &letter).await?;
        app.letters.mailed(letter.id, now_ms).await?;
    }
    Ok(())
}

/// What the letter says; nothing when what it tells of is gone.
async fn write(
    app: &App,
    way: &Way,
    letter: &Letter,
    now_ms: i64,
) -> Result<Option<Mail>, AppError> {
    match letter.kind {
        LetterKind::Help => crate::help::letter(app, &way.addresses, letter.id).await,
        LetterKind::NewPassword => {
            crate::accounts::recovery::letter(app, &way.addresses, letter.id, now_ms).await
        }
        LetterKind::NewAddress => {
            crate::accounts::address::confirmation(app, &way.addresses, letter.id, now_ms).await
        }
        LetterKind::AddressChanged => {
            crate::accounts::address::notice(app, &way.addresses, letter.id).await
        }
        LetterKind::AccountClosed => {
            crate::accounts::closing::letter(app, &way.addresses, letter.id).await
        }
    }
}

/// Forgets what was kept for this letter alone and must not outlast it. That it went is noted afterwards: a sender that dies
/// in between leaves a letter with nothing to tell, which is removed instead of sent again.
async fn forget(app: &App, letter: &Letter) -> Result<(), AppError> {
    match letter.kind {
        LetterKind::AccountClosed => Ok(app.closing.forget(letter.id).await?),
        LetterKind::Help
        | LetterKind::NewPassword
        | LetterKind::NewAddress
        | LetterKind::AddressChanged => Ok(()),
    }
}

/// How long a letter rests after so many tries.
pub fn pause_ms(tries: u32) -> i64 {
    let doubled = tries.saturating_sub(1).min(20);
    (FIRST_PAUSE_MS << doubled).min(LONGEST_PAUSE_MS)
}
