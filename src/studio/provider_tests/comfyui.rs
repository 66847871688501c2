//! A ComfyUI on loopback, as `server.py` behaves.

use super::dial::{self, Line};
use super::stage::{Counts, Fault, PACE, loopback, video};
use crate::studio::providers::comfyui::ComfySettings;
use axum::body::{Body, Bytes};
use axum::extract::{Multipart, Path, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use futures::stream;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use uuid::Uuid;

/// What the server keeps.
#[derive(Default)]
pub struct Books {
    pub faults: HashMap<Uuid, Fault>,
    /// How often each take was asked for.
    pub prompts: HashMap<Uuid, u32>,
    /// How often each question about a take came.
    pub asked: Counts,
    /// Takes that were called off.
    pub cancelled: Vec<Uuid>,
    pub uploads: u32,
    /// How its websocket behaves, and how often one was asked for.
    pub line: Line,
    pub lines: u32,
    /// What was wrong with requests.
    pub complaints: Vec<String>,
}

impl Books {
    fn fault(&self, take: Uuid) -> Option<Fault> {
        self.faults.get(&take).copied()
    }
}

#[derive(Clone)]
pub struct Comfy {
    pub books: Arc<Mutex<Books>>,
    pub address: String,
}

impl Comfy {
    pub async fn open() -> Self {
        let (listener, address) = loopback().await;
        let comfy = Self {
            address,
            books: Arc::default(),
        };
        let routes = Router::new()
            .route("/prompt", post(prompt))
            .route("/queue", get(queue).post(delete))
            .route("/interrupt", post(interrupt))
            .route("/history/{id}", get(history))
            .route("/view", get(view))
            .route("/upload/image", post(upload))
            .route("/ws", get(dial::open))
            .route(
                "/system_stats",
                get(async || Json(json!({ "system": { "comfyui_version": "0.36.0" } }))),
            )
            .with_state(comfy.clone());
        tokio::spawn(async move { axum::serve(listener, routes).await });
        comfy
    }

    pub fn with<T>(&self, work: impl FnOnce(&mut Books) -> T) -> T {
        work(&mut self.books.lock().expect("books"))
    }

    /// Settings for it; the workflow is the example of the documentation, which animates words here.
    pub fn settings(&self, folder: &std::path::Path, deadline: Duration) -> ComfySettings {
        let documented = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/providers");
        let read = |name: &str| std::fs::read_to_string(documented.join(name)).expect("documented");
        let bind = read("comfyui.toml")
            .replace("photo = \"required\"", "photo = \"optional\"")
            .replace("at_once = 1", "at_once = 16");
        std::fs::write(folder.join("comfyui.toml"), bind).expect("written");
        let graph = read("comfyui-workflow.json");
        std::fs::write(folder.join("comfyui-workflow.json"), graph).expect("written");
        ComfySettings {
            pace: PACE,
            deadline,
            ..ComfySettings::new(self.address.clone(), folder.join("comfyui.toml"))
        }
    }
}

/// An answer whose body breaks off.
pub fn broken_off(bytes: &[u8], whole: usize) -> Response {
    let part = Bytes::copy_from_slice(&bytes[..bytes.len() / 2]);
    let parts = stream::iter([Ok(part), Err(std::io::Error::other("the line is cut"))]);
    let mut response = Body::from_stream(parts).into_response();
    response
        .headers_mut()
        .insert(header::CONTENT_LENGTH, whole.into());
    response
}

/// What is wrong with a prompt.
fn complaint(headers: &HeaderMap, body: &Value) -> Option<String> {
    let id = body["prompt_id"].as_str().unwrap_or_default();
    let graph = &body["prompt"];
    let wrong = [
        (
            headers
                .get("content-type")
                .is_none_or(|kind| kind != "application/json"),
            "no JSON",
        ),
        (
            id.parse::<Uuid>().is_err() || id.to_lowercase() != id,
            "prompt_id",
        ),
        (!body["client_id"].is_string(), "client_id"),
        (
            graph["6"]["inputs"]["text"]
                .as_str()
                .is_none_or(|text| !text.contains("lighthouse")),
            "the words",
        ),
        (
            graph.to_string().contains("Never for models"),
            "it holds the caption",
        ),
        (!graph["72"]["inputs"]["noise_seed"].is_u64(), "the seed"),
        (
            graph["77"]["inputs"]["width"] != 736 || graph["77"]["inputs"]["length"] != 121,
            "the size or the length",
        ),
    ];
    wrong
        .into_iter()
        .find(|(wrong, _)| *wrong)
        .map(|(_, what)| what.to_owned())
}

async fn prompt(State(comfy): State<Comfy>, headers: HeaderMap, body: Bytes) -> Response {
    let body: Value = serde_json::from_slice(&body).unwrap_or_default();
    let Some(take) = body["prompt_id"]
        .as_str()
        .and_then(|id| id.parse::<Uuid>().ok())
    else {
        comfy.with(|books| books.complaints.push("no prompt_id".to_owned()));
        return StatusCode::BAD_REQUEST.into_response();
    };
    comfy.with(|books| {
        books.complaints.extend(complaint(&headers, &body));
        let fault = books.fault(take);
        if fault == Some(Fault::Busy) && books.asked.count(take, "busy") == 0 {
            return (StatusCode::TOO_MANY_REQUESTS, [(header::RETRY_AFTER, "1")]).into_response();
        }
        *books.prompts.entry(take).or_default() += 1;
        let answer = json!({ "prompt_id": take, "number": 1, "node_errors": {} });
        match fault {
            Some(Fault::HangUp) => {
                broken_off(answer.to_string().as_bytes(), answer.to_string().len())
            }
            _ => Json(answer).into_response(),
        }
    })
}

/// How many questions a take stays in the queue for; none that it leaves soon is never there.
fn stays(fault: Option<Fault>) -> (u32, u32) {
    match fault {
        Some(Fault::Slow) => (2, 4),
        Some(Fault::Never) => (1, u32::MAX),
        _ => (0, 0),
    }
}

async fn queue(State(comfy): State<Comfy>) -> Json<Value> {
    comfy.with(|books| {
        let (mut running, mut pending) = (Vec::new(), Vec::new());
        let takes: Vec<Uuid> = books.prompts.keys().copied().collect();
        for take in takes
            .into_iter()
            .filter(|take| !books.cancelled.contains(take))
            .collect::<Vec<_>>()
        {
            let (waits, runs) = stays(books.fault(take));
            if runs == 0 {
                continue;
            }
            let entry = json!([1, take, {}, {}, []]);
            match books.asked.count(take, "queue") {
                asked if asked < waits => pending.push(entry),
                asked if asked < runs => running.push(entry),
                _ => {}
            }
        }
        Json(json!({ "queue_running": running, "queue_pending": pending }))
    })
}

async fn history(State(comfy): State<Comfy>, Path(take): Path<Uuid>) -> Response {
    comfy.with(|books| {
        let known = books.prompts.contains_key(&take) && !books.cancelled.contains(&take);
        let (_, runs) = stays(books.fault(take));
        let in_queue = books.asked.of(take, "queue") < runs;
        match books.fault(take) {
            Some(Fault::Down) if books.asked.count(take, "down") < 3 => StatusCode::BAD_GATEWAY.into_response(),
            Some(Fault::Malformed) if books.asked.count(take, "malformed") == 0 => "{\"outputs\": {".into_response(),
            Some(Fault::Vanished) => Json(json!({})).into_response(),
            _ if !known || in_queue => Json(json!({})).into_response(),
            Some(Fault::Refused) => Json(json!({ take.to_string(): { "outputs": {}, "status": { "status_str": "error",
                "completed": false, "messages": [["execution_start", {}], ["execution_error", { "exception_message": "no" }]] } } }))
            .into_response(),
            _ => Json(json!({ take.to_string(): { "prompt": [], "outputs": { "81": {
                "images": [{ "filename": format!("{take}.mp4"), "subfolder": "video", "type": "output" }], "animated": [true] } },
                "status": { "status_str": "success", "completed": true, "messages": [] } } }))
            .into_response(),
        }
    })
}

async fn view(
    State(comfy): State<Comfy>,
    Query(query): Query<HashMap<String, String>>,
) -> Response {
    let named = |name: &str| query.get(name).map(String::as_str).unwrap_or_default();
    let take = named("filename")
        .trim_end_matches(".mp4")
        .parse::<Uuid>()
        .unwrap_or_default();
    comfy.with(|books| {
        if named("type") != "output" || named("subfolder") != "video" || take.is_nil() {
            books.complaints.push(format!("view {query:?}"));
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

async fn upload(State(comfy): State<Comfy>, mut form: Multipart) -> Json<Value> {
    let mut name = String::new();
    while let Ok(Some(field)) = form.next_field().await {
        if field.name() == Some("image") {
            name = field.file_name().unwrap_or_default().to_owned();
        }
    }
    comfy.with(|books| books.uploads += 1);
    Json(json!({ "name": name, "subfolder": "", "type": "input" }))
}

async fn delete(State(comfy): State<Comfy>, Json(body): Json<Value>) -> StatusCode {
    let gone = body["delete"].as_array().into_iter().flatten();
    let ids: Vec<Uuid> = gone.filter_map(|id| id.as_str()?.parse().ok()).collect();
    comfy.with(|books| {
        for take in ids {
            let (waits, _) = stays(books.fault(take));
            if books.asked.of(take, "queue") < waits {
                books.cancelled.push(take);
            }
        }
    });
    StatusCode::OK
}

async fn interrupt(State(comfy): State<Comfy>, Json(body): Json<Value>) -> StatusCode {
    let take = body["prompt_id"].as_str().and_then(|id| id.parse().ok());
    comfy.with(|books| match take {
        Some(take) => books.cancelled.push(take),
        None => books
            .complaints
            .push("interrupt without a prompt_id".to_owned()),
    });
    StatusCode::OK
}
