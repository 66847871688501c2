//! The letter that brings the link.

use super::logic::{VALID_MINUTES, VALID_MS, link};
use crate::error::AppError;
use crate::mail::{Addresses, Mail};
use crate::server::App;
use crate::words::accounts as words;
use lettre::Address;
use lettre::message::Mailbox;
use uuid::Uuid;

/// The letter that was asked for under that id. None where there is no account, and after so long that whoever asked has
/// asked again. Each time it is written it brings a link of its own, as none is kept that could be read.
pub async fn letter(
    app: &App,
    addresses: &Addresses,
    id: Uuid,
    now_ms: i64,
) -> Result<Option<Mail>, AppError> {
    let Some(asked) = app.recovery.asked(id).await? else {
        return Ok(None);
    };
    let found = app.accounts.by_email(&asked.email).await?;
    let in_time = now_ms < asked.at_ms + VALID_MS;
    let (Some((account, _)), Ok(address), true) = (found, asked.email.parse::<Address>(), in_time)
    else {
        app.recovery.withdraw(id).await?;
        return Ok(None);
    };
    let token = link(app, &account, now_ms).await?;
    // The account may have changed its address while this was written. If it does so from here on, the link ends with it.
    let still = app.accounts.by_email(&asked.email).await?;
    if still.is_none_or(|(now, _)| now.id != account.id) {
        return Ok(None);
    }
    Ok(Some(Mail {
        to: Mailbox::new(None, address),
        reply_to: None,
        subject: words::letter_subject().to_owned(),
        text: words::letter(
            VALID_MINUTES,
            format_args!("{}/reset/{token}", addresses.public_url),
        ) + "\n",
    }))
}
