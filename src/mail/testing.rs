//! A mail server on this machine that speaks just enough SMTP to be handed a letter, with TLS where a test asks for it.

use super::{Addresses, MailSettings};
use rcgen::{CertifiedKey, generate_simple_self_signed};
use rustls::ServerConfig;
use rustls::crypto::ring;
use rustls::pki_types::PrivateKeyDer;
use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;

/// How the line to the server is secured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    Open,
    /// By TLS from its first byte on.
    Wrapped,
    /// By TLS as soon as the client asks for it, which the server offers.
    Upgraded,
}

/// The server; it ends with its test.
pub struct MailServer {
    port: u16,
    gone: Arc<AtomicBool>,
    heard: Arc<Mutex<Heard>>,
    /// Who vouches for it, as PEM.
    authority: String,
}

/// What clients said.
#[derive(Default)]
struct Heard {
    letters: Vec<String>,
    /// The commands that anybody on the line could read, and those that nobody could.
    in_the_open: Vec<String>,
    in_secret: Vec<String>,
}

impl MailServer {
    pub async fn start() -> Self {
        Self::start_on(Line::Open).await
    }

    pub async fn start_on(line: Line) -> Self {
        Self::start_as("127.0.0.1", line).await
    }

    /// One whose certificate says that it is `host`.
    pub async fn start_as(host: &str, line: Line) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a port");
        let (acceptor, authority) = certified(host);
        let server = Self {
            port: listener.local_addr().expect("bound").port(),
            gone: Arc::default(),
            heard: Arc::default(),
            authority,
        };
        let (gone, heard) = (Arc::clone(&server.gone), Arc::clone(&server.heard));
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                if !gone.load(Ordering::SeqCst) {
                    // A client that hangs up has been served.
                    let _over = serve(client, line, &acceptor, &heard).await;
                }
            }
        });
        server
    }

    /// From now on it hangs up on everybody, or answers again.
    pub fn set_gone(&self, gone: bool) {
        self.gone.store(gone, Ordering::SeqCst);
    }

    /// Every letter it has been handed, with its headers.
    pub fn letters(&self) -> Vec<String> {
        self.heard.lock().expect("nobody panicked").letters.clone()
    }

    /// Every command that came over the line as it is.
    pub fn heard_in_the_open(&self) -> Vec<String> {
        let heard = self.heard.lock().expect("nobody panicked");
        heard.in_the_open.clone()
    }

    /// Every command that came through TLS.
    pub fn heard_in_secret(&self) -> Vec<String> {
        let heard = self.heard.lock().expect("nobody panicked");
        heard.in_secret.clone()
    }

    /// Its address, with what stands before the host and what after the port.
    pub fn url(&self, before: &str, after: &str) -> String {
        format!("{before}127.0.0.1:{}{after}", self.port)
    }

    /// The settings of an installation that mails by this server.
    pub fn settings(&self) -> MailSettings {
        Self::settings_by(&self.url("smtp://", ""))
    }

    /// The settings of an installation that mails by the server at an address, and trusts this one's authority.
    pub fn settings_trusting(&self, url: &str) -> MailSettings {
        let tls = MailSettings::trusting(url, self.authority.as_bytes());
        let mut settings = Self::settings_by(url);
        settings.server = settings.server.tls(tls.expect("a certificate"));
        settings
    }

    fn settings_by(url: &str) -> MailSettings {
        MailSettings {
            server: MailSettings::server(url).expect("an address"),
            addresses: Addresses {
                from: "Breakout Clips <clips@clips.example>".parse().expect("one"),
                support: "help@clips.example".parse().expect("an address"),
                public_url: "https://clips.example".to_owned(),
            },
        }
    }
}

/// A certificate of its own, for a host.
fn certified(host: &str) -> (TlsAcceptor, String) {
    let CertifiedKey { cert, signing_key } =
        generate_simple_self_signed([host.to_owned()]).expect("a certificate");
    let key = PrivateKeyDer::try_from(signing_key.serialize_der()).expect("a key");
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_no_client_auth()
        .with_single_cert(vec![cert.der().clone()], key)
        .expect("a pair");
    (TlsAcceptor::from(Arc::new(config)), cert.pem())
}

const SIGNING_IN: &str = "250 AUTH PLAIN";

/// A client that is being served, on a line that has TLS or has not.
struct Talk<'a, S> {
    client: BufReader<S>,
    is_secret: bool,
    /// What the server says it can do. It would let anybody sign in, also in the open.
    offers: &'static str,
    heard: &'a Mutex<Heard>,
}

async fn serve(
    client: TcpStream,
    line: Line,
    tls: &TlsAcceptor,
    heard: &Mutex<Heard>,
) -> io::Result<()> {
    let offers = match line {
        Line::Wrapped => {
            let mut talk = Talk::new(tls.accept(client).await?, true, SIGNING_IN, heard);
            talk.greet().await?;
            return talk.go_on().await.map(drop);
        }
        Line::Upgraded => "250-STARTTLS\r\n250 AUTH PLAIN",
        Line::Open => SIGNING_IN,
    };
    let mut talk = Talk::new(client, false, offers, heard);
    talk.greet().await?;
    if talk.go_on().await? == Ended::WantsTls {
        let client = tls.accept(talk.client.into_inner()).await?;
        Talk::new(client, true, SIGNING_IN, heard).go_on().await?;
    }
    Ok(())
}

#[derive(PartialEq, Eq)]
enum Ended {
    HungUp,
    WantsTls,
}

impl<'a, S: AsyncRead + AsyncWrite + Unpin> Talk<'a, S> {
    fn new(client: S, is_secret: bool, offers: &'static str, heard: &'a Mutex<Heard>) -> Self {
        Self {
            client: BufReader::new(client),
            is_secret,
            offers,
            heard,
        }
    }

    async fn greet(&mut self) -> io::Result<()> {
        self.say("220 here").await
    }

    async fn say(&mut self, line: &str) -> io::Result<()> {
        self.client
            .write_all(format!("{line}\r\n").as_bytes())
            .await?;
        self.client.flush().await
    }

    /// The next line that the client says; none once it has hung up.
    async fn line(&mut self) -> io::Result<Option<String>> {
        let mut line = String::new();
        let read = self.client.read_line(&mut line).await?;
        Ok((read > 0).then(|| line.trim_end_matches(['\r', '\n']).to_owned()))
    }

    async fn go_on(&mut self) -> io::Result<Ended> {
        while let Some(said) = self.line().await? {
            let command = said.split(' ').next().unwrap_or_default().to_owned();
            {
                let mut heard = self.heard.lock().expect("nobody panicked");
                match self.is_secret {
                    true => heard.in_secret.push(said),
                    false => heard.in_the_open.push(said),
                }
            }
            match command.as_str() {
                "EHLO" => {
                    let offers = format!("250-here\r\n{}", self.offers);
                    self.say(&offers).await?;
                }
                "STARTTLS" => {
                    self.say("220 go on").await?;
                    return Ok(Ended::WantsTls);
                }
                "AUTH" => self.say("235 welcome").await?,
                "DATA" => self.take_letter().await?,
                _ => self.say("250 yes").await?,
            }
        }
        Ok(Ended::HungUp)
    }

    async fn take_letter(&mut self) -> io::Result<()> {
        self.say("354 go on").await?;
        let mut letter = String::new();
        while let Some(line) = self.line().await?.filter(|line| line != ".") {
            letter.push_str(&line);
            letter.push('\n');
        }
        self.heard
            .lock()
            .expect("nobody panicked")
            .letters
            .push(letter);
        self.say("250 taken").await
    }
}
