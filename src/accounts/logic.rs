//! Signing up, in and out.

use super::extract::ACCOUNT;
use super::{Account, password};
use crate::error::AppError;
use crate::server::App;
use crate::server::limits::Limit;
use crate::server::state::wall_clock_ms;
use crate::ui::date::Zone;
use crate::words::accounts as words;
use ::credits::AccountId;
use std::hash::Hash;
use std::num::NonZeroU32;
use std::sync::LazyLock;
use std::time::Duration;
use tower_sessions::Session;
use uuid::Uuid;

/// The shortest password taken; length is what makes a password strong, so there is no other rule.
pub const PASSWORD_MIN: usize = 10;
const PASSWORD_MAX: usize = 200;

/// How often an account's password may be guessed from a browser that is signed in.
static GUESSES: LazyLock<Limit<AccountId>> = LazyLock::new(|| {
    const BURST: NonZeroU32 = NonZeroU32::new(10).expect("not zero");
    Limit::new(BURST, Duration::from_secs(60))
});

/// How often it may be guessed by whoever has a link of the account and is not signed in. They are counted apart: a stranger
/// who was sent a link by mistake keeps nobody from their own settings, nor from signing in.
static GUESSES_BY_LINK: LazyLock<Limit<AccountId>> = LazyLock::new(guesses_from_outside);

/// How often one account's password may be guessed by somebody who is not signed in, when signing in or by a link.
pub fn guesses_from_outside<K: Hash + Eq + Clone>() -> Limit<K> {
    const BURST: NonZeroU32 = NonZeroU32::new(8).expect("not zero");
    Limit::new(BURST, Duration::from_secs(30))
}

/// Creates an account that reads dates in `zone`.
pub async fn sign_up(
    app: &App,
    email: &str,
    password: String,
    zone: Zone,
) -> Result<Account, AppError> {
    let email = address(email)?;
    check_password(&password)?;
    let account = Account {
        id: AccountId::new(Uuid::now_v7()),
        email,
        clock_ahead_ms: 0,
        created_ms: wall_clock_ms(),
        zone,
    };
    let hash = password::hash(password).await?;
    if app.accounts.add(&account, &hash).await? {
        Ok(account)
    } else {
        Err(AppError::invalid("email", words::address_taken()))
    }
}

/// The e-mail address as accounts keep it.
pub fn address(text: &str) -> Result<String, AppError> {
    let email = text.trim().to_lowercase();
    let well_formed = email.len() <= 254
        && email.split_once('@').is_some_and(|(name, host)| {
            !name.is_empty() && host.contains('.') && !host.ends_with('.')
        })
        && !email.contains(char::is_whitespace);
    if well_formed {
        Ok(email)
    } else {
        Err(AppError::invalid("email", words::no_address()))
    }
}

/// Whether the password may be somebody's.
pub fn check_password(password: &str) -> Result<(), AppError> {
    let length = password.chars().count();
    if (PASSWORD_MIN..=PASSWORD_MAX).contains(&length) {
        Ok(())
    } else {
        Err(AppError::invalid(
            "password",
            words::password_length(PASSWORD_MIN, PASSWORD_MAX),
        ))
    }
}

/// Finds the account that the e-mail address and password belong to. Which of the two is wrong is never said.
pub async fn check(app: &App, email: &str, password: String) -> Result<Account, AppError> {
    // A hash that no password matches keeps the answer as slow when the address is unknown.
    const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    let found = app.accounts.by_email(&email.trim().to_lowercase()).await?;
    let hash = found.as_ref().map_or(NOBODY, |(_, hash)| hash).to_owned();
    let right = password::matches(password, hash).await?;
    match found {
        Some((account, _)) if right => Ok(account),
        _ => Err(AppError::invalid("password", words::no_match())),
    }
}

/// Makes sure that whoever is signed in knows the password as well.
///
/// # Errors
/// `Invalid` on `field`, or `TooMany`.
pub async fn confirm(
    app: &App,
    account: &Account,
    password: String,
    field: &'static str,
) -> Result<(), AppError> {
    GUESSES.count(&account.id)?;
    check(app, &account.email, password)
        .await
        .map_err(|problem| on_field(problem, field, words::wrong_password()))?;
    Ok(())
}

/// Makes sure that whoever came by a link of the account, and is not signed in to it, knows its password.
///
/// # Errors
/// `Invalid` on `field`, or `TooMany`.
pub async fn confirm_by_link(
    app: &App,
    account: &Account,
    password: String,
    field: &'static str,
) -> Result<(), AppError> {
    // Whoever was signed in when the page was made has not been asked yet.
    if password.is_empty() {
        return Err(AppError::invalid(field, words::enter_its_password()));
    }
    GUESSES_BY_LINK.count(&account.id)?;
    check(app, &account.email, password)
        .await
        .map_err(|problem| on_field(problem, field, words::not_its_password()))?;
    Ok(())
}

/// Changes the password of somebody who knows it. Everywhere else they are signed out, and links to a new one end.
///
/// # Errors
/// `Invalid` on `current_password` or `new_password`, or `TooMany`.
pub async fn change_password(
    app: &App,
    session: &Session,
    account: &Account,
    current: String,
    wanted: String,
) -> Result<(), AppError> {
    confirm(app, account, current, "current_password").await?;
    let length = words::password_length(PASSWORD_MIN, PASSWORD_MAX);
    check_password(&wanted).map_err(|problem| on_field(problem, "new_password", length))?;
    let hash = password::hash(wanted).await?;
    app.accounts.set_password(&account.id, &hash).await?;
    begin(session, account).await
}

/// The same problem, said on another form's field.
fn on_field(problem: AppError, field: &'static str, message: impl Into<String>) -> AppError {
    match problem {
        AppError::Invalid { .. } => AppError::invalid(field, message),
        other => other,
    }
}

/// Signs the account out in every browser but this one, which goes on under a new id.
pub async fn end_elsewhere(
    app: &App,
    session: &Session,
    account: &Account,
) -> Result<(), AppError> {
    app.accounts.end_sessions(&account.id).await?;
    begin(session, account).await
}

/// Starts the session of a signed-in account under a new id, so that an id planted before is worth nothing.
pub async fn begin(session: &Session, account: &Account) -> Result<(), AppError> {
    session.cycle_id().await.map_err(AppError::internal)?;
    session
        .insert(ACCOUNT, &account.id)
        .await
        .map_err(AppError::internal)
}

/// Ends the session.
pub async fn end(session: &Session) -> Result<(), AppError> {
    session.flush().await.map_err(AppError::internal)
}
