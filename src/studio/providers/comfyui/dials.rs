//! How far prompts are that run, heard over ComfyUI's websocket. It is information and nothing else: whether a prompt
//! waits, runs or has ended is asked over HTTP, so a websocket that fails, drops or is silent moves no dial and changes
//! nothing else.

use super::news::{News, Tally};
use crate::studio::providers::http::Http;
use futures::StreamExt;
use reqwest::{RequestBuilder, StatusCode, Upgraded, header};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Duration;
use tokio::task::AbortHandle;
use tokio::time::timeout;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::handshake::client::generate_key;
use tokio_tungstenite::tungstenite::handshake::derive_accept_key;
use tokio_tungstenite::tungstenite::protocol::{Role, WebSocketConfig};
use tokio_tungstenite::tungstenite::{self, Message};

/// How long a websocket may be silent. Whoever still wants to know listens anew at the next question.
const SILENCE: Duration = Duration::from_secs(60);
/// The largest message: pictures of what is being made come over the same line.
const MESSAGE_MAX: usize = 16 << 20;

type Heard = Mutex<HashMap<String, Dial>>;

/// The dials of the prompts that somebody asks for.
pub struct Dials {
    http: Http,
    /// The address of the websocket.
    address: String,
    /// How many nodes of the workflow count steps.
    stages: usize,
    heard: Arc<Heard>,
}

#[derive(Default)]
struct Dial {
    tally: Tally,
    listener: Option<AbortHandle>,
}

impl Drop for Dial {
    fn drop(&mut self) {
        if let Some(listener) = &self.listener {
            listener.abort();
        }
    }
}

/// Why nothing more is heard.
#[derive(Debug, thiserror::Error)]
enum Deaf {
    #[error(transparent)]
    Unreached(#[from] reqwest::Error),
    #[error("it answered {0} and opened no websocket")]
    NoWebsocket(StatusCode),
    #[error(transparent)]
    Broken(#[from] tungstenite::Error),
    #[error("it was silent for too long")]
    Silent,
}

impl Dials {
    pub fn new(http: Http, base: &str, stages: usize) -> Self {
        Self {
            http,
            address: format!("{base}/ws"),
            stages,
            heard: Arc::default(),
        }
    }

    /// How far the prompt is, as far as was heard; from now on it is listened to, if it was not or is no longer.
    pub fn percent(&self, id: &str) -> Option<u8> {
        let mut dials = self.heard.lock().unwrap_or_else(PoisonError::into_inner);
        let dial = dials.entry(id.to_owned()).or_default();
        if dial.listener.as_ref().is_none_or(AbortHandle::is_finished) {
            dial.listener = Some(self.listen(id));
        }
        dial.tally.percent()
    }

    /// Stops listening to a prompt that has ended.
    pub fn forget(&self, id: &str) {
        let mut dials = self.heard.lock().unwrap_or_else(PoisonError::into_inner);
        dials.remove(id);
    }

    fn listen(&self, id: &str) -> AbortHandle {
        // A prompt's messages go to the client that asked for it, and each prompt is asked for as a client of its own.
        let request = self.http.get(&format!("{}?clientId={id}", self.address));
        // Held weakly: nobody listens for a provider that is gone.
        let (heard, stages, id) = (Arc::downgrade(&self.heard), self.stages, id.to_owned());
        let listening = async move {
            if let Err(cause) = follow(request, &id, stages, &heard).await {
                tracing::debug!(prompt = id, %cause, "ComfyUI's progress is not heard; the prompt is not affected");
            }
        };
        tokio::spawn(listening).abort_handle()
    }
}

/// Listens until the prompt has ended, the line is closed or nobody wants to know.
async fn follow(
    request: RequestBuilder,
    id: &str,
    stages: usize,
    heard: &Weak<Heard>,
) -> Result<(), Deaf> {
    let silent = |_| Deaf::Silent;
    let mut socket = timeout(SILENCE, connect(request)).await.map_err(silent)??;
    while let Some(message) = timeout(SILENCE, socket.next()).await.map_err(silent)? {
        let Message::Text(text) = message? else {
            continue;
        };
        let Some(heard) = heard.upgrade() else {
            return Ok(());
        };
        let mut dials = heard.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(dial) = dials.get_mut(id) else {
            return Ok(());
        };
        if dial.tally.hear(id, stages, &text) == News::Ended {
            dials.remove(id);
            return Ok(());
        }
    }
    Ok(())
}

/// Opens a websocket over the client that everything else is asked with, so that its TLS and its limits hold here too.
async fn connect(request: RequestBuilder) -> Result<WebSocketStream<Upgraded>, Deaf> {
    let key = generate_key();
    let answer = request
        .header(header::CONNECTION, "Upgrade")
        .header(header::UPGRADE, "websocket")
        .header(header::SEC_WEBSOCKET_VERSION, "13")
        .header(header::SEC_WEBSOCKET_KEY, &key)
        .send()
        .await?;
    let accepted = answer
        .headers()
        .get(header::SEC_WEBSOCKET_ACCEPT)
        .is_some_and(|accept| *accept == derive_accept_key(key.as_bytes()));
    if answer.status() != StatusCode::SWITCHING_PROTOCOLS || !accepted {
        return Err(Deaf::NoWebsocket(answer.status()));
    }
    let limits = WebSocketConfig::default()
        .max_message_size(Some(MESSAGE_MAX))
        .max_frame_size(Some(MESSAGE_MAX));
    let line = answer.upgrade().await?;
    Ok(WebSocketStream::from_raw_socket(line, Role::Client, Some(limits)).await)
}
