//! How providers are spoken to over HTTP: nothing is followed elsewhere, nothing is read without a limit, and every
//! answer is told apart by what it means for the question.

use super::Trouble;
use crate::studio::rules::Failure;
use reqwest::header::{HeaderMap, RETRY_AFTER};
use reqwest::redirect::Policy;
use reqwest::{Client, RequestBuilder, StatusCode};
use serde::de::DeserializeOwned;
use std::sync::Arc;
use std::time::Duration;

/// How long a connection may take.
const CONNECT: Duration = Duration::from_secs(10);
/// How long an answer may be silent.
const SILENCE: Duration = Duration::from_secs(60);
/// The largest answer that is no video.
const ANSWER_MAX: usize = 4 << 20;
/// The largest video.
const VIDEO_MAX: usize = 256 << 20;

/// A client for one provider.
#[derive(Debug, Clone)]
pub struct Http {
    client: Client,
}

/// An answer, read whole.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum NoAnswer {
    /// The request never left.
    #[error("it cannot be reached: {0}")]
    NotSent(String),
    /// The request was sent, and what came back, if anything, broke off.
    #[error("its answer broke off: {0}")]
    BrokenOff(String),
    #[error("its answer is larger than {0} bytes")]
    TooLarge(usize),
}

impl Http {
    /// # Errors
    /// If TLS cannot be set up.
    pub fn new() -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        let roots =
            rustls::RootCertStore::from_iter(webpki_roots::TLS_SERVER_ROOTS.iter().cloned());
        let ring = Arc::new(rustls::crypto::ring::default_provider());
        let tls = rustls::ClientConfig::builder_with_provider(ring)
            .with_safe_default_protocol_versions()?
            .with_root_certificates(roots)
            .with_no_client_auth();
        let client = Client::builder()
            .tls_backend_preconfigured(tls)
            .redirect(Policy::none())
            .connect_timeout(CONNECT)
            .read_timeout(SILENCE)
            .user_agent("breakout-clips")
            .build()?;
        Ok(Self { client })
    }

    pub fn get(&self, url: &str) -> RequestBuilder {
        self.client.get(url)
    }

    pub fn post(&self, url: &str) -> RequestBuilder {
        self.client.post(url)
    }

    pub fn put(&self, url: &str) -> RequestBuilder {
        self.client.put(url)
    }

    pub fn delete(&self, url: &str) -> RequestBuilder {
        self.client.delete(url)
    }
}

/// Sends a request and reads its answer.
pub async fn answer(request: RequestBuilder) -> Result<Answer, NoAnswer> {
    read(request, ANSWER_MAX).await
}

/// Sends a request for a video and reads its answer, whatever it says.
///
/// # Errors
/// `Later` if the request never left, `Unclear` if it did and no answer came.
pub async fn ordered(request: RequestBuilder) -> Result<Answer, Trouble> {
    answer(request).await.map_err(|none| match none {
        NoAnswer::NotSent(_) => later(none),
        _ => Trouble::Unclear(none.to_string()),
    })
}

/// Sends a request whose answer only matters if it is a good one.
///
/// # Errors
/// `Later` for everything that may be different next time.
pub async fn asked(request: RequestBuilder) -> Result<Answer, Trouble> {
    let answer = answer(request).await.map_err(later)?;
    match answer.status {
        status if status.is_success() => Ok(answer),
        _ => Err(answer.later()),
    }
}

/// Fetches a video.
///
/// # Errors
/// `Later` if it broke off or is not there now, `Over` if it is larger than any video of ours.
pub async fn video(request: RequestBuilder) -> Result<Vec<u8>, Trouble> {
    match read(request, VIDEO_MAX).await {
        Ok(answer) if answer.status.is_success() => Ok(answer.body),
        Ok(answer) => Err(answer.later()),
        Err(NoAnswer::TooLarge(most)) => Err(Trouble::over(
            Failure::InvalidOutput,
            format!("the video is larger than {most} bytes"),
        )),
        Err(none) => Err(later(none)),
    }
}

pub fn later(none: NoAnswer) -> Trouble {
    Trouble::later(none.to_string())
}

async fn read(request: RequestBuilder, most: usize) -> Result<Answer, NoAnswer> {
    let broken = |cause: reqwest::Error| NoAnswer::BrokenOff(plain(&cause));
    let mut response = request.send().await.map_err(|cause| {
        if cause.is_connect() || cause.is_builder() {
            NoAnswer::NotSent(plain(&cause))
        } else {
            broken(cause)
        }
    })?;
    let (status, headers) = (response.status(), response.headers().clone());
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(broken)? {
        if body.len() + chunk.len() > most {
            return Err(NoAnswer::TooLarge(most));
        }
        body.extend_from_slice(&chunk);
    }
    Ok(Answer {
        status,
        headers,
        body,
    })
}

/// The error and its causes without the address, which may hold a key.
fn plain(error: &reqwest::Error) -> String {
    let mut words = match error {
        error if error.is_timeout() => "no answer in time".to_owned(),
        error if error.is_connect() => "no connection".to_owned(),
        _ => "the connection was lost".to_owned(),
    };
    let mut cause = std::error::Error::source(error);
    while let Some(one) = cause {
        words = format!("{words}: {one}");
        cause = one.source();
    }
    words
}

impl Answer {
    /// What a server answers in tests.
    #[cfg(test)]
    pub fn said(status: u16, body: &str) -> Self {
        Self {
            status: StatusCode::from_u16(status).expect("a status"),
            headers: HeaderMap::new(),
            body: body.as_bytes().to_vec(),
        }
    }

    /// The body as JSON of this shape.
    ///
    /// # Errors
    /// `Later`: what cannot be read says nothing.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, Trouble> {
        serde_json::from_slice(&self.body)
            .map_err(|cause| Trouble::later(format!("its answer cannot be read: {cause}")))
    }

    /// How long the provider asks to be left alone.
    pub fn retry_after(&self) -> Option<Duration> {
        let seconds = self.headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
        if let Ok(seconds) = seconds.parse() {
            return Some(Duration::from_secs(seconds));
        }
        let at = jiff::fmt::rfc2822::parse(seconds).ok()?.timestamp();
        Duration::try_from(at - jiff::Timestamp::now()).ok()
    }

    /// Whether the request was turned down for good, and not for now.
    pub fn turns_down(&self) -> bool {
        self.status.is_client_error() && !matches!(self.status.as_u16(), 408 | 409 | 425 | 429)
    }

    /// The same question may be asked again.
    pub fn later(&self) -> Trouble {
        Trouble::Later {
            cause: self.words(),
            after: self.retry_after(),
        }
    }

    /// The status, and the beginning of what was said.
    pub fn words(&self) -> String {
        let said: String = String::from_utf8_lossy(&self.body)
            .chars()
            .take(200)
            .collect();
        format!("it answered {}: {said}", self.status.as_u16())
    }
}
