//! The way to the mail server.

use super::Letter;
#[cfg(feature = "lab")]
use super::mailbag::Mailbag;
#[cfg(feature = "lab")]
use crate::server::Mode;
use crate::server::Settings;
#[cfg(feature = "lab")]
use crate::words;
#[cfg(feature = "lab")]
use lettre::Address;
use lettre::message::Mailbox;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::transport::smtp::AsyncSmtpTransportBuilder;
use lettre::transport::smtp::client::{Certificate, Tls, TlsParameters};
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use reqwest::Url;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use std::time::{Duration, SystemTime};
use tokio::sync::Notify;

/// How long each word with the mail server may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// Asks machines not to answer (RFC 3834): a note that somebody is away would come back to us.
fn written_by_nobody() -> HeaderValue {
    const NAME: HeaderName = HeaderName::new_from_ascii_str("Auto-Submitted");
    HeaderValue::new(NAME, "auto-generated".to_owned())
}

/// Who we are in letters, and where they lead.
#[derive(Debug, Clone)]
pub struct Addresses {
    /// Whom our letters come from.
    pub from: Mailbox,
    /// Who reads what people write to us.
    pub support: Mailbox,
    /// Where people reach this installation, without a slash at the end.
    pub public_url: String,
}

/// How letters leave.
#[derive(Debug, Clone)]
pub struct MailSettings {
    /// The mail server, with the way to sign in there; its `Debug` keeps the password to itself.
    pub server: AsyncSmtpTransportBuilder,
    pub addresses: Addresses,
}

impl MailSettings {
    /// Reads `smtps://user:password@host:port` or `smtp://host`. None for what is neither, and for a password that would
    /// go over the line for everybody to read: that wants `smtps:` or `?tls=required`.
    pub fn server(url: &str) -> Option<AsyncSmtpTransportBuilder> {
        let address = Url::parse(url).ok()?;
        let signs_in = !address.username().is_empty() || address.password().is_some();
        if signs_in && secured(&address).is_none() {
            return None;
        }
        let server = AsyncSmtpTransport::<Tokio1Executor>::from_url(address.as_str()).ok()?;
        Some(server.timeout(Some(PATIENCE)))
    }

    /// How the server at such an address is spoken to when an authority of one's own vouches for it, beside those that
    /// everybody trusts. None for a line that has no TLS, and for what is no certificate in PEM.
    pub fn trusting(url: &str, authority: &[u8]) -> Option<Tls> {
        let address = Url::parse(url).ok()?;
        let secured = secured(&address)?;
        let host = address.host_str()?.to_owned();
        // A file without any certificate would be taken for one that adds none.
        CertificateDer::from_pem_slice(authority).ok()?;
        let parameters = TlsParameters::builder(host)
            .add_root_certificate(Certificate::from_pem(authority).ok()?)
            .build();
        Some(secured(parameters.ok()?))
    }
}

/// How the line to an address is secured, if nothing is said on it before it is.
fn secured(address: &Url) -> Option<fn(TlsParameters) -> Tls> {
    let tls = address.query_pairs().find(|(name, _)| name == "tls");
    match (address.scheme(), tls.as_ref().map(|(_, how)| how.as_ref())) {
        ("smtps", _) => Some(Tls::Wrapper),
        ("smtp", Some("required")) => Some(Tls::Required),
        _ => None,
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

/// Where letters go, and who we are in them.
pub struct Way {
    pub addresses: Addresses,
    carrier: Carrier,
}

/// Who takes a letter.
enum Carrier {
    Smtp(AsyncSmtpTransport<Tokio1Executor>),
    /// A demo without a mail server: letters are read where designers and tests are.
    #[cfg(feature = "lab")]
    Lab(Mailbag),
}

impl Post {
    /// The way that the settings describe; connections are made when a letter goes.
    pub fn open(settings: &Settings) -> Self {
        let way = match &settings.mail {
            Some(mail) => Some(Way {
                addresses: mail.addresses.clone(),
                carrier: Carrier::Smtp(mail.server.clone().build()),
            }),
            #[cfg(feature = "lab")]
            None if settings.mode == Mode::Demo => Way::to_the_lab(),
            None => None,
        };
        Self {
            way,
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
    /// The Lab's own: its pages lead to themselves, so their addresses need no host.
    #[cfg(feature = "lab")]
    fn to_the_lab() -> Option<Self> {
        let mailbox = |user: &str| {
            let address = Address::new(user, "demo.example").ok()?;
            Some(Mailbox::new(Some(words::ui::brand().to_owned()), address))
        };
        Some(Self {
            addresses: Addresses {
                from: mailbox("clips")?,
                support: mailbox("help")?,
                public_url: String::new(),
            },
            carrier: Carrier::Lab(Mailbag::default()),
        })
    }

    /// Whether letters are read in the Lab.
    pub fn is_lab(&self) -> bool {
        !matches!(self.carrier, Carrier::Smtp(_))
    }

    /// Where the Lab's letters lie.
    #[cfg(feature = "lab")]
    pub fn mailbag(&self) -> Option<&Mailbag> {
        match &self.carrier {
            Carrier::Lab(mailbag) => Some(mailbag),
            Carrier::Smtp(_) => None,
        }
    }

    /// Hands the letter over, under the same Message-ID and date however often it is tried.
    pub async fn send(&self, letter: &Letter, mail: Mail) -> Result<(), Trouble> {
        match &self.carrier {
            Carrier::Smtp(server) => {
                server.send(self.message(letter, mail)?).await?;
            }
            #[cfg(feature = "lab")]
            Carrier::Lab(mailbag) => mailbag.put(mail),
        }
        Ok(())
    }

    fn message(&self, letter: &Letter, mail: Mail) -> Result<Message, Trouble> {
        let domain = self.addresses.from.email.domain();
        let created = Duration::from_millis(u64::try_from(letter.created_ms)?);
        let mut message = Message::builder()
            .from(self.addresses.from.clone())
            .to(mail.to)
            .subject(mail.subject)
            .message_id(Some(format!("<{}@{domain}>", letter.id)))
            .date(SystemTime::UNIX_EPOCH + created)
            .header(ContentType::TEXT_PLAIN);
        message = match mail.reply_to {
            Some(reply_to) => message.reply_to(reply_to),
            None => message.raw_header(written_by_nobody()),
        };
        Ok(message.body(mail.text)?)
    }
}
