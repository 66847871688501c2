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

/// The page that a message says it was written on. One whose query is longer than a path may be is named without it.
pub fn page_of(said: &str) -> LocalPath {
    let page = LocalPath::or_home(said);
    match said.split_once('?') {
        Some((path, _)) if page == LocalPath::default() => LocalPath::or_home(path),
        _ => page,
    }
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
    let page = page_of(&written.page).to_string();
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

#[cfg(test)]
mod tests {
    use super::page_of;

    #[test]
    fn a_message_names_its_page_with_the_query_unless_that_is_too_long() {
        let long = format!("/studio/7?animation={}", "9".repeat(2_000));
        for (said, kept) in [
            ("/clips/7", "/clips/7"),
            ("/studio/7?animation=9", "/studio/7?animation=9"),
            ("/?q=a", "/?q=a"),
            (&long, "/studio/7"),
            ("https://elsewhere.example/?q=a", "/"),
            ("//elsewhere.example?q=a", "/"),
            ("", "/"),
        ] {
            assert_eq!(page_of(said).as_str(), kept, "{said}");
        }
    }
}
