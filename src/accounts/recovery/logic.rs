//! Asking for a link, and what the link opens.

use super::store::Asked;
use crate::accounts::token::{self, Link};
use crate::accounts::{Account, logic, password};
use crate::error::AppError;
use crate::server::App;
use crate::server::state::wall_clock_ms;
use tower_sessions::Session;

/// How long a link may be used, and how long one that was asked for is worth sending.
pub const VALID_MINUTES: i64 = 60;
pub const VALID_MS: i64 = VALID_MINUTES * 60_000;

/// The links that letters bring here.
pub const LINK: Link = Link::kept_under("password_link");

/// Keeps that somebody wants a link sent to this address. The answer is the same whether it has an account.
pub async fn ask(app: &App, email: &str) -> Result<(), AppError> {
    let asked = Asked {
        email: logic::address(email)?,
        at_ms: wall_clock_ms(),
    };
    app.recovery.ask(&asked).await?;
    app.post.wake();
    Ok(())
}

/// Makes a link's token, of which only the hash is kept.
pub async fn link(app: &App, account: &Account, now_ms: i64) -> Result<String, AppError> {
    let token = token::fresh();
    app.recovery
        .admit(&token::hash_of(&token), &account.id, now_ms + VALID_MS)
        .await?;
    Ok(token)
}

/// Lets the session choose the password that the token may set. A token that may nothing leaves the session as it is.
pub async fn come_in(app: &App, session: &Session, token: &str) -> Result<(), AppError> {
    let admitted = |hash: String| async move { admitted(app, &hash).await };
    LINK.come_in(session, token, admitted).await
}

/// The account whose password the token with that hash may set now.
pub async fn admitted(app: &App, hash: &str) -> Result<Option<Account>, AppError> {
    match app.recovery.admitted(hash, wall_clock_ms()).await? {
        Some(account) => Ok(app.accounts.by_id(&account).await?),
        None => Ok(None),
    }
}

/// Sets the password; false when the link was used up meanwhile.
pub async fn set_password(app: &App, hash: &str, wanted: String) -> Result<bool, AppError> {
    logic::check_password(&wanted)?;
    let hashed = password::hash(wanted).await?;
    Ok(app
        .recovery
        .set_password(hash, &hashed, wall_clock_ms())
        .await?)
}
