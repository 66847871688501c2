//! A fal on loopback: the queue as its documentation describes it, the files it delivers, and the keys it signs with.

use super::comfyui::broken_off;
use super::stage::{Counts, Fault, LONG, PACE, loopback, video};
use crate::studio::providers::fal::FalSettings;
use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post, put};
use axum::{Json, Router};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::signature::{Ed25519KeyPair, KeyPair};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use uuid::Uuid;

const KEY: &str = "key-id:key-secret";
const MODEL: &str = "fal-ai/a-model/image-to-video";

/// What the server keeps. Requests are known by the take that the webhook's address names.
#[derive(Default)]
pub struct Books {
    pub faults: HashMap<Uuid, Fault>,
    /// How often each take was accepted.
    pub requests: HashMap<Uuid, u32>,
    pub asked: Counts,
    pub cancelled: Vec<Uuid>,
    pub complaints: Vec<String>,
    /// How often the public keys were fetched.
    pub keys_fetched: u32,
    /// Where statuses are said to be, if it is not here.
    pub elsewhere: Option<String>,
}

impl Books {
    fn fault(&self, take: Uuid) -> Option<Fault> {
        self.faults.get(&take).copied()
    }
}

#[derive(Clone)]
pub struct FakeFal {
    pub books: Arc<Mutex<Books>>,
    pub address: String,
    signer: Arc<Ed25519KeyPair>,
}

impl FakeFal {
    pub async fn open() -> Self {
        let (listener, address) = loopback().await;
        let fal = Self {
            address,
            books: Arc::default(),
            signer: Arc::new(Ed25519KeyPair::from_seed_unchecked(&[7; 32]).expect("a key")),
        };
        let routes = Router::new()
            .route(&format!("/{MODEL}"), post(submit))
            .route("/fal-ai/a-model/requests/{id}/status", get(status))
            .route("/fal-ai/a-model/requests/{id}", get(result))
            .route("/fal-ai/a-model/requests/{id}/cancel", put(cancel))
            .route("/files/{id}", get(file))
            .route("/.well-known/jwks.json", get(jwks))
            .with_state(fal.clone());
        tokio::spawn(async move { axum::serve(listener, routes).await });
        fal
    }

    pub fn with<T>(&self, work: impl FnOnce(&mut Books) -> T) -> T {
        work(&mut self.books.lock().expect("books"))
    }

    pub fn settings(&self, folder: &std::path::Path, deadline: Duration) -> FalSettings {
        let documented =
            std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/providers/fal.toml");
        let file = std::fs::read_to_string(documented)
            .expect("documented")
            .replace("fal-ai/ltx-2/image-to-video", MODEL)
            .replace("seconds = [10]", "seconds = [5]")
            .replace("[\"1080p\"]", "[\"720p\"]")
            .replace("[\"16:9\"]", "[\"1:1\"]")
            .replace("photo = \"required\"", "photo = \"optional\"")
            .replace("at_once = 4", "at_once = 16");
        std::fs::write(folder.join("fal.toml"), file).expect("written");
        FalSettings {
            queue: self.address.clone(),
            jwks: format!("{}/.well-known/jwks.json", self.address),
            public_url: Some("https://clips.example.com".to_owned()),
            pace: PACE,
            deadline,
            ..FalSettings::new(KEY.to_owned(), folder.join("fal.toml"))
        }
    }

    pub fn patient(&self, folder: &std::path::Path) -> FalSettings {
        self.settings(folder, LONG)
    }

    /// The headers of a message with this body, signed at this second.
    pub fn signed(&self, body: &[u8], at_s: i64) -> HeaderMap {
        let digest = hex::encode(Sha256::digest(body));
        let signature = self
            .signer
            .sign(format!("req-1\nuser-1\n{at_s}\n{digest}").as_bytes());
        let mut headers = HeaderMap::new();
        for (name, value) in [
            ("x-fal-webhook-request-id", "req-1".to_owned()),
            ("x-fal-webhook-user-id", "user-1".to_owned()),
            ("x-fal-webhook-timestamp", at_s.to_string()),
            ("x-fal-webhook-signature", hex::encode(signature)),
        ] {
            headers.insert(name, value.parse().expect("a value"));
        }
        headers
    }

    fn check_key(&self, headers: &HeaderMap) {
        let right = format!("Key {KEY}");
        if headers.get("authorization").is_none_or(|key| key != &right) {
            self.with(|books| books.complaints.push("the key is missing".to_owned()));
        }
    }
}

async fn submit(
    State(fal): State<FakeFal>,
    Query(query): Query<HashMap<String, String>>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    fal.check_key(&headers);
    let hook = query
        .get("fal_webhook")
        .map(String::as_str)
        .unwrap_or_default();
    let take = hook
        .strip_prefix("https://clips.example.com/studio/providers/fal/")
        .and_then(|id| id.parse::<Uuid>().ok());
    let body: Value = serde_json::from_slice(&body).unwrap_or_default();
    let address = fal.address.clone();
    fal.with(|books| {
        let words = body["prompt"].as_str().unwrap_or_default();
        for (wrong, what) in [
            (take.is_none(), "the webhook's address"),
            (!words.contains("lighthouse") || body.to_string().contains("Never for models"), "the words"),
            (body["duration"] != 5 || body["resolution"] != "720p", "the settings"),
            (body.get("image_url").is_some(), "a photo that nobody has"),
        ] {
            if wrong {
                books.complaints.push(what.to_owned());
            }
        }
        let take = take.unwrap_or_default();
        let fault = books.fault(take);
        match fault {
            Some(Fault::Busy) if books.asked.count(take, "busy") == 0 => {
                return (StatusCode::TOO_MANY_REQUESTS, [(header::RETRY_AFTER, "1")]).into_response();
            }
            Some(Fault::Refused) => return refused(),
            _ => {}
        }
        *books.requests.entry(take).or_default() += 1;
        let at = format!("{}/fal-ai/a-model/requests/{take}", books.elsewhere.clone().unwrap_or(address));
        let answer = json!({ "request_id": take, "response_url": at, "status_url": format!("{at}/status"),
            "cancel_url": format!("{at}/cancel"), "queue_position": 0, "status": "IN_QUEUE" });
        match fault {
            Some(Fault::HangUp) => broken_off(answer.to_string().as_bytes(), answer.to_string().len()),
            _ => Json(answer).into_response(),
        }
    })
}

fn refused() -> Response {
    let detail = json!({ "detail": [{ "loc": ["body", "prompt"], "msg": "flagged", "type": "content_policy_violation" }] });
    (StatusCode::UNPROCESSABLE_ENTITY, Json(detail)).into_response()
}

async fn status(
    State(fal): State<FakeFal>,
    Path(take): Path<Uuid>,
    headers: HeaderMap,
) -> Response {
    fal.check_key(&headers);
    fal.with(|books| {
        let asked = books.asked.count(take, "status");
        let word = match (books.fault(take), asked) {
            (Some(Fault::Down), 0..3) => return StatusCode::BAD_GATEWAY.into_response(),
            (Some(Fault::Malformed), 0) => return "{\"status\": ".into_response(),
            (Some(Fault::Vanished), _) => return StatusCode::NOT_FOUND.into_response(),
            (Some(Fault::Slow), 0..2) => "IN_QUEUE",
            (Some(Fault::Slow), 2..4) | (Some(Fault::Never), _) => "IN_PROGRESS",
            _ => "COMPLETED",
        };
        let code = if word == "COMPLETED" {
            StatusCode::OK
        } else {
            StatusCode::ACCEPTED
        };
        (code, Json(json!({ "status": word, "request_id": take }))).into_response()
    })
}

async fn result(
    State(fal): State<FakeFal>,
    Path(take): Path<Uuid>,
    headers: HeaderMap,
) -> Json<Value> {
    fal.check_key(&headers);
    Json(
        json!({ "video": { "url": format!("{}/files/{take}.mp4", fal.address), "content_type": "video/mp4" } }),
    )
}

async fn cancel(
    State(fal): State<FakeFal>,
    Path(take): Path<Uuid>,
    headers: HeaderMap,
) -> Response {
    fal.check_key(&headers);
    fal.with(|books| books.cancelled.push(take));
    (
        StatusCode::ACCEPTED,
        Json(json!({ "status": "CANCELLATION_REQUESTED" })),
    )
        .into_response()
}

async fn file(
    State(fal): State<FakeFal>,
    Path(name): Path<String>,
    headers: HeaderMap,
) -> Response {
    let take = name
        .trim_end_matches(".mp4")
        .parse::<Uuid>()
        .unwrap_or_default();
    fal.with(|books| {
        if headers.contains_key("authorization") {
            books
                .complaints
                .push("the key went to where files are".to_owned());
        }
        let mp4 = &video().mp4;
        match books.fault(take) {
            Some(Fault::Truncated) if books.asked.count(take, "truncated") == 0 => {
                broken_off(mp4, mp4.len())
            }
            Some(Fault::Invalid) => "<html>not a video</html>".into_response(),
            _ => mp4.clone().into_response(),
        }
    })
}

async fn jwks(State(fal): State<FakeFal>) -> Json<Value> {
    fal.with(|books| books.keys_fetched += 1);
    let x = URL_SAFE_NO_PAD.encode(fal.signer.public_key().as_ref());
    Json(json!({ "keys": [{ "kty": "OKP", "crv": "Ed25519", "x": x }] }))
}
