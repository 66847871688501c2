//! A message to us as the letter that brings it to those who answer.

use super::store::Message;
use crate::error::AppError;
use crate::mail::{Addresses, Mail};
use crate::server::App;
use crate::words::help as words;
use lettre::Address;
use lettre::message::Mailbox;
use uuid::Uuid;

/// The letter of the message with that id; none if there is no such message.
pub async fn letter(app: &App, addresses: &Addresses, id: Uuid) -> Result<Option<Mail>, AppError> {
    let message = app.help.get(id).await?;
    Ok(message.map(|message| written(&message, addresses)))
}

/// An answer to the letter goes to whoever wrote. An address that mail programs do not understand stands in the text only.
fn written(message: &Message, addresses: &Addresses) -> Mail {
    let answer_to = message.reply_to.parse::<Address>().ok();
    let account = match message.account {
        Some(account) => account.to_string(),
        None => words::letter_no_account().to_owned(),
    };
    Mail {
        to: addresses.support.clone(),
        reply_to: answer_to.map(|address| Mailbox::new(None, address)),
        subject: words::letter_subject(&message.reply_to),
        text: words::letter(
            &message.body,
            &message.reply_to,
            account,
            format_args!("{}{}", addresses.public_url, message.page),
        ) + "\n",
    }
}
