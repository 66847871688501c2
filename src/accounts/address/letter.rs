//! The letters of a change: one asks the new address, one tells the old.

use super::logic::{VALID_HOURS, VALID_MS, link};
use crate::error::AppError;
use crate::mail::{Addresses, Mail};
use crate::server::App;
use crate::words::accounts as words;
use lettre::Address;
use lettre::message::Mailbox;
use uuid::Uuid;

/// The letter that asks the new address whether it is the account's. None once the change was withdrawn, replaced or is
/// too old. Each time it is written it brings a link of its own, as none is kept that could be read.
pub async fn confirmation(
    app: &App,
    addresses: &Addresses,
    id: Uuid,
    now_ms: i64,
) -> Result<Option<Mail>, AppError> {
    let Some(change) = app.addresses.asked(id).await? else {
        return Ok(None);
    };
    let in_time = now_ms < change.at_ms + VALID_MS;
    let (Ok(address), true) = (change.email.parse::<Address>(), in_time) else {
        return Ok(None);
    };
    let secret = link(app, id).await?;
    Ok(Some(Mail {
        to: Mailbox::new(None, address),
        reply_to: None,
        subject: words::confirm_letter_subject().to_owned(),
        text: words::confirm_letter(
            VALID_HOURS,
            format_args!("{}/confirm/{secret}", addresses.public_url),
        ) + "\n",
    }))
}

/// The letter that tells the old address. None when the account is gone.
pub async fn notice(app: &App, addresses: &Addresses, id: Uuid) -> Result<Option<Mail>, AppError> {
    let Some(changed) = app.addresses.changed(id).await? else {
        return Ok(None);
    };
    let Ok(address) = changed.old.parse::<Address>() else {
        return Ok(None);
    };
    Ok(Some(Mail {
        to: Mailbox::new(None, address),
        reply_to: None,
        subject: words::address_letter_subject().to_owned(),
        text: words::address_letter(
            &changed.new,
            format_args!("{}/help#write", addresses.public_url),
        ) + "\n",
    }))
}
