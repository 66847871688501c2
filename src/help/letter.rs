//! A message to us as the letter that brings it to those who answer.

use super::store::Message;
use crate::error::AppError;
use crate::mail::{Addresses, Mail};
use crate::server::App;
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
        None => "none".to_owned(),
    };
    Mail {
        to: addresses.support.clone(),
        reply_to: answer_to.map(|address| Mailbox::new(None, address)),
        subject: format!("Message from {}", message.reply_to),
        text: format!(
            "{}\n\n--\nFrom: {}\nAccount: {account}\nPage: {}{}\n",
            message.body, message.reply_to, addresses.public_url, message.page
        ),
    }
}
