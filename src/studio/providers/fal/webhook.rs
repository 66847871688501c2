//! fal's webhooks. One only says that asking now is worth it: what became of a request is always asked for, never read from
//! a message. So nothing depends on messages arriving, arriving once, or arriving in order.

use crate::server::App;
use crate::studio::providers::http::{self, Http};
use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::signature::{ED25519, UnparsedPublicKey};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::time::Duration;
use tokio::sync::Mutex;
use tokio::time::Instant;
use uuid::Uuid;

/// Where messages are sent to; the take follows.
pub const PATH: &str = "/studio/providers/fal";
/// How far a message's time may be from ours, in seconds.
const TOLERANCE_S: i64 = 300;
/// How long keys are kept.
const KEPT: Duration = Duration::from_secs(24 * 3_600);
/// How old keys have to be before a signature they do not fit has them fetched again.
const STALE: Duration = Duration::from_secs(600);
/// The largest message.
const LARGEST: usize = 1 << 20;

/// Knows fal's public keys.
pub struct Webhooks {
    http: Http,
    jwks: String,
    keys: Mutex<Option<(Instant, Vec<Vec<u8>>)>>,
}

#[derive(Deserialize)]
struct Jwks {
    keys: Vec<Jwk>,
}

#[derive(Deserialize)]
struct Jwk {
    x: String,
}

impl Webhooks {
    /// # Errors
    /// If TLS cannot be set up.
    pub fn new(jwks: String) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self {
            http: Http::new()?,
            jwks,
            keys: Mutex::default(),
        })
    }

    /// Whether fal has signed this message, at about this time.
    pub async fn genuine(&self, headers: &HeaderMap, body: &[u8], now_s: i64) -> bool {
        let Some((message, signature)) = signed(headers, body, now_s) else {
            return false;
        };
        let mut kept = self.keys.lock().await;
        let age = kept.as_ref().map(|(since, _)| since.elapsed());
        if let Some((_, keys)) = kept.as_ref().filter(|(since, _)| since.elapsed() < KEPT)
            && fits(keys, &message, &signature)
        {
            return true;
        }
        if age.is_some_and(|age| age < STALE) {
            return false;
        }
        let Some(keys) = self.fetched().await else {
            return false;
        };
        let genuine = fits(&keys, &message, &signature);
        *kept = Some((Instant::now(), keys));
        genuine
    }

    async fn fetched(&self) -> Option<Vec<Vec<u8>>> {
        let jwks: Jwks = match http::asked(self.http.get(&self.jwks)).await {
            Ok(answer) => answer.json().ok()?,
            Err(trouble) => {
                tracing::warn!(%trouble, "fal's public keys could not be fetched");
                return None;
            }
        };
        let key = |one: Jwk| URL_SAFE_NO_PAD.decode(one.x.trim_end_matches('=')).ok();
        Some(jwks.keys.into_iter().filter_map(key).collect())
    }
}

/// What was signed, and the signature; none if something is missing or the time is not ours.
fn signed(headers: &HeaderMap, body: &[u8], now_s: i64) -> Option<(String, Vec<u8>)> {
    let header = |name: &str| headers.get(format!("x-fal-webhook-{name}"))?.to_str().ok();
    let timestamp = header("timestamp")?;
    if now_s.abs_diff(timestamp.parse().ok()?) > TOLERANCE_S.unsigned_abs() {
        return None;
    }
    let (request, user) = (header("request-id")?, header("user-id")?);
    let digest = hex::encode(Sha256::digest(body));
    let signature = hex::decode(header("signature")?).ok()?;
    Some((
        format!("{request}\n{user}\n{timestamp}\n{digest}"),
        signature,
    ))
}

fn fits(keys: &[Vec<u8>], message: &str, signature: &[u8]) -> bool {
    keys.iter().any(|key| {
        UnparsedPublicKey::new(&ED25519, key)
            .verify(message.as_bytes(), signature)
            .is_ok()
    })
}

/// Where fal reaches us. Its messages carry no cookie and come from no page of ours.
pub fn routes() -> Router<App> {
    Router::new()
        .route(&format!("{PATH}/{{take}}"), post(heard))
        .layer(DefaultBodyLimit::max(LARGEST))
}

async fn heard(
    State(app): State<App>,
    Path(take): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> StatusCode {
    let (Some(webhooks), Ok(take)) = (app.providers.fal_webhooks(), take.parse::<Uuid>()) else {
        return StatusCode::NOT_FOUND;
    };
    let now_s = jiff::Timestamp::now().as_second();
    if !webhooks.genuine(&headers, &body, now_s).await {
        return StatusCode::UNAUTHORIZED;
    }
    app.providers.wake(take);
    StatusCode::OK
}
