//! The way to the mail server.

use super::Letter;
use lettre::message::{Mailbox, header::ContentType};
use lettre::transport::smtp::AsyncSmtpTransportBuilder;
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use std::time::{Duration, SystemTime};
use tokio::sync::Notify;

/// How long each word with the mail server may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// How letters leave, and who we are in them.
#[derive(Debug, Clone)]
pub struct MailSettings {
    /// The mail server, with the way to sign in there; its `Debug` keeps the password to itself.
    pub server: AsyncSmtpTransportBuilder,
    /// Whom our letters come from.
    pub from: Mailbox,
    /// Who reads what people write to us.
    pub support: Mailbox,
    /// Where people reach this installation, without a slash at the end.
    pub public_url: String,
}

impl MailSettings {
    /// Reads `smtps://user:password@host:port` or `smtp://host`. None for what is neither, and for a password that would
    /// go over the line for everybody to read: that wants `smtps:` or `?tls=required`.
    pub fn server(url: &str) -> Option<AsyncSmtpTransportBuilder> {
        let open = url.starts_with("smtp:") && !url.contains("?tls=required");
        if open && url.contains('@') {
            return None;
        }
        let server = AsyncSmtpTransport::<Tokio1Executor>::from_url(url).ok()?;
        Some(server.timeout(Some(PATIENCE)))
    }
}

/// What a letter says and to whom. Addresses are parsed and headers encoded, so no text can add a header.
#[derive(Debug, Clone)]
pub struct Mail {
    pub to: Mailbox,
    pub reply_to: Option<Mailbox>,
    pub subject: String,
    pub text: String,
}

/// Why a letter did not go: for the log.
pub type Trouble = Box<dyn std::error::Error + Send + Sync>;

/// The way out, if there is one.
pub struct Post {
    way: Option<Way>,
    waiting: Notify,
}

/// A mail server, and who we are there.
pub struct Way {
    pub settings: MailSettings,
    transport: AsyncSmtpTransport<Tokio1Executor>,
}

impl Post {
    /// The way that the settings describe; connections are made when a letter goes.
    pub fn open(settings: Option<&MailSettings>) -> Self {
        Self {
            way: settings.map(|settings| Way {
                settings: settings.clone(),
                transport: settings.server.clone().build(),
            }),
            waiting: Notify::new(),
        }
    }

    /// The way to the mail server; none where nobody set one up.
    pub fn way(&self) -> Option<&Way> {
        self.way.as_ref()
    }

    /// Says that a letter has been put; the sender looks at once.
    pub fn wake(&self) {
        self.waiting.notify_one();
    }

    /// Waits until a letter has been put.
    pub async fn woken(&self) {
        self.waiting.notified().await;
    }
}

impl Way {
    /// Hands the letter to the mail server, under the same Message-ID and date however often it is tried.
    pub async fn send(&self, letter: &Letter, mail: Mail) -> Result<(), Trouble> {
        let domain = self.settings.from.email.domain();
        let created = Duration::from_millis(u64::try_from(letter.created_ms)?);
        let mut message = Message::builder()
            .from(self.settings.from.clone())
            .to(mail.to)
            .subject(mail.subject)
            .message_id(Some(format!("<{}@{domain}>", letter.id)))
            .date(SystemTime::UNIX_EPOCH + created)
            .header(ContentType::TEXT_PLAIN);
        if let Some(reply_to) = mail.reply_to {
            message = message.reply_to(reply_to);
        }
        self.transport.send(message.body(mail.text)?).await?;
        Ok(())
    }
}
