//! Taking a message.

use super::store::Message;
use crate::accounts::{Account, LocalPath};
use crate::error::AppError;
use crate::server::App;
use crate::server::limits::Limit;
use crate::server::state::wall_clock_ms;
use crate::words::help as words;
use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::LazyLock;
use std::time::Duration;

/// The longest message, in characters.
const LONGEST: usize = 5_000;

static MESSAGES: LazyLock<Limit<IpAddr>> =
    LazyLock::new(|| Limit::new(NonZeroU32::MIN.saturating_add(9), Duration::from_secs(60)));

/// What somebody wrote and where. Without an account, `reply_to` says where the answer goes.
pub struct Written {
    pub body: String,
    pub page: String,
    pub reply_to: String,
}

/// Keeps the message, lets it be mailed to us, and says where the answer will go.
pub async fn take(
    app: &App,
    account: Option<&Account>,
    client: IpAddr,
    written: Written,
) -> Result<String, AppError> {
    let body = written.body.trim().to_owned();
    if body.is_empty() {
        return Err(AppError::invalid("body", words::message_empty()));
    }
    if body.chars().count() > LONGEST {
        return Err(AppError::invalid("body", words::message_too_long()));
    }
    let reply_to = match account {
        Some(account) => account.email.clone(),
        None => written.reply_to.trim().to_owned(),
    };
    if !reply_to.contains('@') || reply_to.len() > 254 || reply_to.contains(char::is_whitespace) {
        return Err(AppError::invalid("reply_to", words::no_address()));
    }
    MESSAGES.count(&client)?;
    let page = LocalPath::or_home(&written.page).to_string();
    let message = Message {
        account: account.map(|account| account.id),
        reply_to: reply_to.clone(),
        page,
        body,
        at_ms: wall_clock_ms(),
    };
    app.help.add(&message).await?;
    app.post.wake();
    Ok(reply_to)
}
