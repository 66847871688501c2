//! A server of the `/v1/videos` dialect on loopback, as its published description says.

use super::comfyui::broken_off;
use super::stage::{Counts, Fault, LONG, PACE, Stage, is_the_video, loopback, video};
use crate::studio::providers::videos::{Videos, VideosSettings};
use crate::studio::providers::{
    Handle, Health, Progress, Provider, ProviderSettings, Submitted, TakeRequest, Trouble,
};
use ::credits::VideoCount;
use axum::extract::{Multipart, Path, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use engine::ImageId;
use engine::studio::{CameraMove, Inputs, Style};
use serde_json::{Value, json};
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use uuid::Uuid;

const KEY: &str = "sk-secret";
const MODEL: &str = "a-model";

/// What the server keeps. Orders are known by the take that their idempotency key names.
#[derive(Default)]
pub struct Books {
    pub faults: HashMap<Uuid, Fault>,
    /// How often each take was accepted.
    pub orders: HashMap<Uuid, u32>,
    asked: Counts,
    pub deleted: Vec<Uuid>,
    /// The photos that came along.
    photos: Vec<Vec<u8>>,
    pub complaints: Vec<String>,
}

impl Books {
    fn fault(&self, take: Uuid) -> Option<Fault> {
        self.faults.get(&take).copied()
    }
}

#[derive(Clone)]
pub struct FakeVideos {
    pub books: Arc<Mutex<Books>>,
    pub address: String,
}

impl FakeVideos {
    pub async fn open() -> Self {
        let (listener, address) = loopback().await;
        let server = Self {
            address,
            books: Arc::default(),
        };
        let routes = Router::new()
            .route("/v1/videos", post(create))
            .route("/v1/videos/{id}", get(retrieve).delete(delete))
            .route("/v1/videos/{id}/content", get(content))
            .route("/v1/models", get(models))
            .with_state(server.clone());
        tokio::spawn(async move { axum::serve(listener, routes).await });
        server
    }

    pub fn with<T>(&self, work: impl FnOnce(&mut Books) -> T) -> T {
        work(&mut self.books.lock().expect("books"))
    }

    pub fn settings(&self, folder: &std::path::Path, deadline: Duration) -> VideosSettings {
        let documented =
            std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/providers/videos.toml");
        let file = std::fs::read_to_string(documented)
            .expect("documented")
            .replace("Wan-AI/Wan2.2-TI2V-5B-Diffusers", MODEL)
            .replace("[\"9:16\", \"16:9\"]", "[\"1:1\"]")
            .replace("at_once = 1", "at_once = 16");
        let path = folder.join("videos.toml");
        std::fs::write(&path, file).expect("written");
        VideosSettings {
            pace: PACE,
            deadline,
            ..VideosSettings::new(format!("{}/v1", self.address), Some(KEY.to_owned()), path)
        }
    }

    fn check_key(&self, headers: &HeaderMap) {
        let right = format!("Bearer {KEY}");
        if headers.get("authorization").is_none_or(|key| key != &right) {
            self.with(|books| books.complaints.push("the key is missing".to_owned()));
        }
    }
}

/// The object `video`, with the fields that the description requires.
fn object(take: Uuid, status: &str, progress: u8, error: Value) -> Value {
    json!({ "id": format!("video_{take}"), "object": "video", "model": MODEL, "status": status, "progress": progress,
        "created_at": 1_790_000_000, "completed_at": null, "expires_at": null, "size": "720x720", "seconds": "5",
        "remixed_from_video_id": null, "error": error })
}

fn refused() -> Value {
    json!({ "code": "moderation_blocked", "message": "flagged", "type": "invalid_request_error", "param": null })
}

fn take_of(id: &str) -> Uuid {
    id.strip_prefix("video_")
        .and_then(|id| id.parse().ok())
        .unwrap_or_default()
}

/// What is wrong with the fields of an order: exactly these are sent, and each is text.
fn complaint(fields: &BTreeMap<String, String>) -> Option<&'static str> {
    let of = |name: &str| fields.get(name).map(String::as_str).unwrap_or_default();
    let names: Vec<&str> = fields.keys().map(String::as_str).collect();
    let words = of("prompt");
    let wrong = [
        (
            names != ["model", "prompt", "seconds", "seed", "size"],
            "other fields",
        ),
        (of("model") != MODEL, "the model"),
        (
            !words.contains("lighthouse") || words.contains("Never for models"),
            "the words",
        ),
        (
            of("seconds") != "5" || of("size") != "720x720",
            "the settings",
        ),
        (of("seed").parse::<u32>().is_err(), "the seed"),
    ];
    wrong.into_iter().find(|(is, _)| *is).map(|(_, what)| what)
}

async fn create(
    State(server): State<FakeVideos>,
    headers: HeaderMap,
    mut form: Multipart,
) -> Response {
    server.check_key(&headers);
    let mut fields = BTreeMap::new();
    while let Some(field) = form.next_field().await.expect("multipart") {
        let name = field.name().unwrap_or_default().to_owned();
        if name == "input_reference" && field.content_type() == Some("image/png") {
            let photo = field.bytes().await.expect("whole").to_vec();
            server.with(|books| books.photos.push(photo));
            continue;
        }
        fields.insert(name, field.text().await.unwrap_or_default());
    }
    let take = headers
        .get("idempotency-key")
        .and_then(|key| key.to_str().ok()?.parse::<Uuid>().ok())
        .unwrap_or_default();
    server.with(|books| {
        books
            .complaints
            .extend(complaint(&fields).map(str::to_owned));
        let fault = books.fault(take);
        match fault {
            Some(Fault::Busy) if books.asked.count(take, "busy") == 0 => {
                return (StatusCode::TOO_MANY_REQUESTS, [(header::RETRY_AFTER, "1")])
                    .into_response();
            }
            Some(Fault::Refused) => {
                let body = json!({ "error": refused() });
                return (StatusCode::BAD_REQUEST, Json(body)).into_response();
            }
            _ => {}
        }
        *books.orders.entry(take).or_default() += 1;
        let answer = object(take, "queued", 0, Value::Null);
        match fault {
            Some(Fault::HangUp) => {
                broken_off(answer.to_string().as_bytes(), answer.to_string().len())
            }
            _ => Json(answer).into_response(),
        }
    })
}

async fn retrieve(
    State(server): State<FakeVideos>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Response {
    server.check_key(&headers);
    let take = take_of(&id);
    server.with(|books| {
        let asked = books.asked.count(take, "retrieve");
        let (status, progress) = match (books.fault(take), asked) {
            (Some(Fault::Down), 0..3) => return StatusCode::BAD_GATEWAY.into_response(),
            (Some(Fault::Malformed), 0) => return "{\"status\": ".into_response(),
            (Some(Fault::Vanished), _) => return StatusCode::NOT_FOUND.into_response(),
            (Some(Fault::Slow), 0..2) => ("queued", 0),
            (Some(Fault::Slow), 2..4) | (Some(Fault::Never), _) => ("in_progress", 42),
            _ => ("completed", 100),
        };
        Json(object(take, status, progress, Value::Null)).into_response()
    })
}

async fn content(
    State(server): State<FakeVideos>,
    Path(id): Path<String>,
    Query(query): Query<HashMap<String, String>>,
    headers: HeaderMap,
) -> Response {
    server.check_key(&headers);
    let take = take_of(&id);
    server.with(|books| {
        if query
            .get("variant")
            .is_none_or(|variant| variant != "video")
        {
            books.complaints.push("the variant".to_owned());
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

async fn delete(
    State(server): State<FakeVideos>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Json<Value> {
    server.check_key(&headers);
    server.with(|books| books.deleted.push(take_of(&id)));
    Json(json!({ "id": id, "object": "video.deleted", "deleted": true }))
}

async fn models(State(server): State<FakeVideos>, headers: HeaderMap) -> Json<Value> {
    server.check_key(&headers);
    Json(json!({ "object": "list", "data": [{ "id": MODEL, "object": "model" }] }))
}

#[tokio::test]
async fn one_video_from_the_dialect_is_delivered_whole() {
    let (server, folder) = (
        FakeVideos::open().await,
        tempfile::tempdir().expect("a folder"),
    );
    let stage = Stage::with(ProviderSettings {
        videos: Some(server.settings(folder.path(), LONG)),
        ..ProviderSettings::default()
    })
    .await;
    let animation = stage.order("videos", VideoCount::One).await;
    stage.work().await;
    let takes = stage.takes(animation).await;
    assert!(is_the_video(stage.app(), &takes[0]).await);
    server.with(|books| assert_eq!(books.complaints, Vec::<String>::new()));
}

#[tokio::test]
async fn the_photo_goes_along_as_a_file() {
    let (server, folder) = (
        FakeVideos::open().await,
        tempfile::tempdir().expect("a folder"),
    );
    let videos = Videos::open(server.settings(folder.path(), LONG)).expect("opened");
    let take = Uuid::now_v7();
    let request = TakeRequest {
        take,
        inputs: Inputs {
            subject: None,
            prompt: "A lighthouse above the clouds".to_owned(),
            caption: "Never for models".to_owned(),
            format: engine::Format::Square,
            style: Style::Studio,
            seed: 7,
            seconds: 5,
            camera: CameraMove::FromWords,
        },
        images: vec![(ImageId::new("photo"), b"a photo".to_vec())],
        size: engine::Size::new(720, 720),
        frames: 150,
        resolution: "720p",
        format: "1:1",
    };
    let submitted = videos.submit(request, &Arc::default()).await;
    let handle = Handle(format!("video_{take}"));
    assert_eq!(submitted, Ok(Submitted::Accepted(handle)));
    server.with(|books| {
        assert_eq!(books.photos, [b"a photo"]);
        assert_eq!(books.complaints, Vec::<String>::new());
    });
}

#[tokio::test]
async fn it_says_how_far_it_is_is_called_off_and_answers_operators() {
    let (server, folder) = (
        FakeVideos::open().await,
        tempfile::tempdir().expect("a folder"),
    );
    let videos = Videos::open(server.settings(folder.path(), LONG)).expect("opened");
    let take = Uuid::now_v7();
    server.with(|books| books.faults.insert(take, Fault::Never));
    let handle = Handle(format!("video_{take}"));
    assert_eq!(
        videos.poll(&handle).await,
        Ok(Progress::Running { percent: Some(42) })
    );
    assert_eq!(videos.cancel(&handle).await, Ok(()));
    assert!(matches!(videos.health().await, Health::Well(_)));
    server.with(|books| {
        assert_eq!(books.deleted, [take]);
        assert_eq!(books.complaints, Vec::<String>::new());
    });
}

#[tokio::test]
async fn an_id_cannot_lead_elsewhere_and_a_dead_server_is_asked_again() {
    let (server, folder) = (
        FakeVideos::open().await,
        tempfile::tempdir().expect("a folder"),
    );
    let mut settings = server.settings(folder.path(), LONG);
    let videos = Videos::open(settings.clone()).expect("opened");
    // Were it more than one segment, this would be the list of models, and not a video that is not known.
    let asked = videos.poll(&Handle("../models?x=#y".to_owned())).await;
    assert_eq!(asked, Ok(Progress::Ready), "the server knows it as an id");
    server.with(|books| assert_eq!(books.complaints, Vec::<String>::new()));
    settings.url = "http://127.0.0.1:1/v1".to_owned();
    let nobody = Videos::open(settings).expect("opened");
    let asked = nobody.poll(&Handle("video_1".to_owned())).await;
    assert!(matches!(asked, Err(Trouble::Later { .. })));
    assert!(matches!(nobody.health().await, Health::Ill(_)));
}
