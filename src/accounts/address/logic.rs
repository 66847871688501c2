//! Asking for another address, and what the link in its mailbox opens.

use super::store::{Change, Confirmed};
use crate::accounts::token::{self, Link};
use crate::accounts::{Account, logic};
use crate::error::AppError;
use crate::server::App;
use crate::server::limits::Limit;
use crate::server::state::wall_clock_ms;
use crate::words::accounts as words;
use ::credits::AccountId;
use std::num::NonZeroU32;
use std::sync::LazyLock;
use std::time::Duration;
use tower_sessions::Session;
use uuid::Uuid;

/// How long an address waits to be confirmed.
pub const VALID_HOURS: i64 = 24;
pub const VALID_MS: i64 = VALID_HOURS * 3_600_000;

/// The links that letters bring here.
pub const LINK: Link = Link::kept_under("address_link");

/// Each one sends a letter to somebody, who may not have asked.
static LETTERS: LazyLock<Limit<AccountId>> = LazyLock::new(|| {
    const BURST: NonZeroU32 = NonZeroU32::new(5).expect("not zero");
    Limit::new(BURST, Duration::from_secs(300))
});

/// Since when what was asked is worth something.
fn valid_after(now_ms: i64) -> i64 {
    now_ms - VALID_MS
}

/// Asks the mailbox behind `email` whether that is the account's address from now on.
///
/// # Errors
/// `Invalid` on `email` or `email_password`, or `TooMany`.
pub async fn ask(
    app: &App,
    account: &Account,
    email: &str,
    password: String,
) -> Result<(), AppError> {
    let email = logic::address(email)?;
    // What no letter can be addressed to can never be confirmed.
    if email.parse::<lettre::Address>().is_err() {
        return Err(AppError::invalid("email", words::no_address()));
    }
    if email == account.email {
        return Err(AppError::invalid("email", words::address_is_yours()));
    }
    logic::confirm(app, account, password, "email_password").await?;
    if app.accounts.by_email(&email).await?.is_some() {
        return Err(AppError::invalid("email", words::address_has_account()));
    }
    LETTERS.count(&account.id)?;
    expect(app, account, email).await?;
    Ok(())
}

/// Lets the account wait for that address to be confirmed, and answers the id of the change.
pub async fn expect(app: &App, account: &Account, email: String) -> Result<Uuid, AppError> {
    let change = Change {
        account: account.id,
        email,
        at_ms: wall_clock_ms(),
    };
    let id = app.addresses.ask(&change).await?;
    app.post.wake();
    Ok(id)
}

/// Makes the token of a link that may confirm the change with that id. Only its hash is kept.
pub async fn link(app: &App, change: Uuid) -> Result<String, AppError> {
    let token = token::fresh();
    app.addresses.admit(&token::hash_of(&token), change).await?;
    Ok(token)
}

/// The address that the account waits for.
pub async fn waiting(app: &App, account: &AccountId) -> Result<Option<String>, AppError> {
    let after = valid_after(wall_clock_ms());
    let change = app.addresses.waiting(account, after).await?;
    Ok(change.map(|change| change.email))
}

/// Lets the session confirm what the token may confirm. A token that may nothing leaves the session as it is.
pub async fn come_in(app: &App, session: &Session, token: &str) -> Result<(), AppError> {
    let admitted = |hash: String| async move { admitted(app, &hash).await };
    LINK.come_in(session, token, admitted).await
}

/// The account that the token with that hash concerns, and the address it would have.
pub async fn admitted(app: &App, hash: &str) -> Result<Option<(Account, String)>, AppError> {
    let after = valid_after(wall_clock_ms());
    let Some(change) = app.addresses.admitted(hash, after).await? else {
        return Ok(None);
    };
    let account = app.accounts.by_id(&change.account).await?;
    Ok(account.map(|account| (account, change.email)))
}

/// Makes the new address the account's, for whoever proves that the account is theirs: `here` is the one they are signed in
/// to, and with any other, or none, it takes the account's `password`. The link alone proves no more than that somebody reads
/// the new mailbox, and that is a stranger's if the address was mistyped. The old address is told.
///
/// # Errors
/// `Invalid` on `password`, or `TooMany`: nothing has changed then, and the link goes on working.
pub async fn confirm(
    app: &App,
    hash: &str,
    here: Option<&Account>,
    password: String,
) -> Result<Confirmed, AppError> {
    let Some((account, _)) = admitted(app, hash).await? else {
        return Ok(Confirmed::Spent);
    };
    if here.is_none_or(|here| here.id != account.id) {
        logic::confirm_by_link(app, &account, password, "password").await?;
    }
    let now = wall_clock_ms();
    let confirmed = app.addresses.confirm(hash, valid_after(now), now).await?;
    app.post.wake();
    Ok(confirmed)
}
