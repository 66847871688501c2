//! Credits that billing asks the ledger for. Each request is recognised when it comes again.

use crate::error::AppError;
use crate::server::App;
use ::credits::{
    AccountId, Command, Credits, IdempotencyKey, Note, Origin, Outcome, Request, Timestamp, Wallet,
};

/// Sends a request whose repetition is harmless; what it moved is told to nobody here.
pub(super) async fn book(
    app: &App,
    account: AccountId,
    key: String,
    at: Timestamp,
    command: Command,
    note: Note,
) -> Result<(), AppError> {
    let key = IdempotencyKey::new(key).map_err(AppError::internal)?;
    let request = Request {
        account,
        fingerprint: key.to_string(),
        key,
        at,
        command,
        note,
    };
    match app.ledger.apply(request).await? {
        Outcome::Applied(_) | Outcome::Duplicate(_) => Ok(()),
        Outcome::Refused(refusal) => Err(AppError::internal(format!(
            "a movement of billing was refused: {refusal}"
        ))),
        Outcome::InFlight => Err(AppError::internal(
            "a movement of billing is still in flight",
        )),
    }
}

/// Where a grant comes from.
pub(super) struct Grant {
    pub account: AccountId,
    pub origin: Origin,
    /// Names what was paid for; one grant per wallet carries it, ever.
    pub source: String,
    pub at: Timestamp,
    pub note: Note,
}

/// Grants credits that do not expire by themselves; nothing is no entry.
pub(super) async fn grant(
    app: &App,
    grant: &Grant,
    wallet: Wallet,
    amount: Credits,
) -> Result<(), AppError> {
    if amount.is_zero() {
        return Ok(());
    }
    let command = Command::Grant {
        wallet,
        amount,
        origin: grant.origin,
        source: grant.source.clone(),
        expires_at: None,
    };
    book(
        app,
        grant.account,
        format!("{}:{wallet}", grant.source),
        grant.at,
        command,
        grant.note.clone(),
    )
    .await
}
