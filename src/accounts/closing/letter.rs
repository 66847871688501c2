//! The letter that tells an address of its account's end.

use crate::error::AppError;
use crate::mail::{Addresses, Mail};
use crate::server::App;
use crate::words::accounts as words;
use lettre::Address;
use lettre::message::Mailbox;
use uuid::Uuid;

/// How long an address is kept at most for a letter that does not go. Mail servers give up earlier.
pub const KEPT_DAYS: i64 = 7;
pub const KEPT_MS: i64 = KEPT_DAYS * 24 * 3_600_000;

/// The letter with that id. None once it has gone or was given up.
pub async fn letter(app: &App, addresses: &Addresses, id: Uuid) -> Result<Option<Mail>, AppError> {
    let Some(email) = app.closing.told(id).await? else {
        return Ok(None);
    };
    let Ok(address) = email.parse::<Address>() else {
        app.closing.forget(id).await?;
        return Ok(None);
    };
    Ok(Some(Mail {
        to: Mailbox::new(None, address),
        reply_to: None,
        subject: words::closed_letter_subject().to_owned(),
        text: words::closed_letter(format_args!("{}/help#write", addresses.public_url)) + "\n",
    }))
}
