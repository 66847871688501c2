//! How far a take is, heard over ComfyUI's websocket: one that tells, one that drops, one that never answers, none at all.

use super::comfyui::{Books, Comfy};
use super::stage::{Fault, LONG, Stage, is_the_video};
use crate::studio::logic::status;
use crate::studio::providers::ProviderSettings;
use crate::studio::rules::TakeState;
use ::credits::VideoCount;
use axum::extract::ws::{Message, WebSocket, WebSocketUpgrade};
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};
use std::collections::HashMap;
use uuid::Uuid;

/// How the websocket behaves.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Line {
    /// It tells how far a prompt is, and stays open.
    #[default]
    Tells,
    /// The same, and then the connection is lost.
    Drops,
    /// It is asked for and never answers.
    Mute,
    /// There is none.
    Absent,
}

/// The server's side of `/ws?clientId=`.
pub async fn open(
    State(comfy): State<Comfy>,
    Query(query): Query<HashMap<String, String>>,
    upgrade: WebSocketUpgrade,
) -> Response {
    let client = query.get("clientId").and_then(|id| id.parse().ok());
    let line = comfy.with(|books| {
        books.lines += 1;
        if !client.is_some_and(|id: Uuid| books.prompts.contains_key(&id)) {
            books.complaints.push(format!("a websocket for {query:?}"));
        }
        books.line
    });
    match line {
        Line::Absent => StatusCode::NOT_FOUND.into_response(),
        Line::Mute => std::future::pending().await,
        Line::Tells | Line::Drops => {
            upgrade.on_upgrade(move |socket| tell(socket, client.unwrap_or_default(), line))
        }
    }
}

/// What the real one says, other people's prompts and pictures among it; the prompt is half done by that.
async fn tell(mut socket: WebSocket, prompt: Uuid, line: Line) {
    let text = |kind: &str, data: Value| {
        Message::Text(json!({ "type": kind, "data": data }).to_string().into())
    };
    let state = |prompt: Uuid, value: f64| {
        let node =
            |value: f64, max: f64| json!({ "value": value, "max": max, "prompt_id": prompt });
        json!({ "prompt_id": prompt, "nodes": { "44": node(1.0, 1.0), "72": node(value, 30.0) } })
    };
    let step = json!({ "value": 12, "max": 30, "prompt_id": prompt, "node": "72" });
    let messages = [
        text(
            "status",
            json!({ "status": { "exec_info": { "queue_remaining": 1 } }, "sid": prompt }),
        ),
        text(
            "execution_start",
            json!({ "prompt_id": prompt, "timestamp": 1 }),
        ),
        text(
            "executing",
            json!({ "node": "72", "display_node": "72", "prompt_id": prompt }),
        ),
        text("progress", step),
        Message::Binary(vec![0, 0, 0, 1, 0, 0, 0, 1, 0xff, 0xd8].into()),
        text("progress_state", state(Uuid::new_v4(), 29.0)),
        text("progress_state", state(prompt, 15.0)),
    ];
    for message in messages {
        if socket.send(message).await.is_err() {
            return;
        }
    }
    // Without a closing handshake either way: servers that break down have none.
    while line == Line::Tells && matches!(socket.recv().await, Some(Ok(_))) {}
}

/// A take whose prompt runs until `enough` says so of the server's books, the take and how far the run board shows it
/// to be. Whatever the line did, it ends as it always does.
async fn delivered(line: Line, enough: impl Fn(&Books, Uuid, u32) -> bool) {
    let (comfy, folder) = (Comfy::open().await, tempfile::tempdir().expect("a folder"));
    let stage = Stage::with(ProviderSettings {
        comfyui: Some(comfy.settings(folder.path(), LONG)),
        ..ProviderSettings::default()
    })
    .await;
    let animation = stage.order("comfyui", VideoCount::One).await;
    let take = stage.takes(animation).await.remove(0).id;
    comfy.with(|books| {
        books.line = line;
        books.faults.insert(take, Fault::Never);
    });
    let watched = async {
        let root = animation.to_string();
        loop {
            let run = status(stage.app(), &stage.account, &root).await;
            let percent = match run.expect("readable").takes.remove(0).state {
                TakeState::Animating { percent, .. } => percent,
                _ => 0,
            };
            assert!(percent <= 50, "another's prompt does not count");
            if comfy.with(|books| enough(books, take, percent)) {
                break;
            }
            tokio::task::yield_now().await;
        }
        comfy.with(|books| books.faults.clear());
    };
    tokio::join!(watched, stage.work());
    let take = stage.takes(animation).await.remove(0);
    assert!(is_the_video(stage.app(), &take).await);
    assert_eq!(stage.wallet().await, (9_990, 0));
    comfy.with(|books| assert!(books.complaints.is_empty(), "{:?}", books.complaints));
    stage.assert_settled().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_dial_shows_what_the_websocket_tells() {
    delivered(Line::Tells, |books, _, percent| {
        assert!(books.lines <= 1, "one line is enough");
        percent == 50
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_websocket_that_drops_is_opened_again_and_the_dial_stays() {
    delivered(Line::Drops, |books, _, percent| {
        books.lines >= 3 && percent == 50
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_websocket_that_never_answers_keeps_nothing_waiting() {
    delivered(Line::Mute, |books, take, percent| {
        assert!((books.lines, percent) <= (1, 0));
        books.lines == 1 && books.asked.of(take, "queue") >= 5
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_comfyui_without_a_websocket_animates_all_the_same() {
    delivered(Line::Absent, |books, _, percent| {
        assert_eq!(percent, 0);
        books.lines >= 2
    })
    .await;
}
