//! ComfyUI, hosted by whoever runs this installation. Its HTTP API has no keys and no idempotency, but takes an id of ours
//! for what it is asked: that is how a request without an answer is found again.
//!
//! What `server.py` does counts, not what its OpenAPI file says: `/history/{id}` is empty both while something runs and
//! when it is unknown, so the queue is read first; a failed prompt and an interrupted one differ in their last message
//! alone; and the file of a video stands under `images` or `gifs`, whichever node has saved it.
//! Its websocket tells how far a prompt is, and is asked nothing else (`dials`).

mod dials;
mod news;
mod workflow;

pub use workflow::Workflow;

use dials::Dials;

use super::http::{self, Http};
use super::{
    About, Handle, Health, Material, Pace, Progress, Provider, Submitted, TakeRequest, Trouble,
};
use crate::studio::rules::{Failure, PhotoUse};
use crate::work::JobControl;
use async_trait::async_trait;
use reqwest::StatusCode;
use reqwest::multipart::{Form, Part};
use serde::Deserialize;
use serde_json::{Value, json};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use uuid::Uuid;

/// The word that orders remember.
pub const ID: &str = "comfyui";

/// Where it is and what it runs.
#[derive(Debug, Clone)]
pub struct ComfySettings {
    /// "http://127.0.0.1:8188".
    pub url: String,
    /// The file that binds a workflow to our settings.
    pub workflow: PathBuf,
    pub pace: Pace,
    pub deadline: Duration,
}

impl ComfySettings {
    pub fn new(url: String, workflow: PathBuf) -> Self {
        Self {
            url,
            workflow,
            pace: Pace {
                first: Duration::from_secs(1),
                most: Duration::from_secs(15),
            },
            deadline: Duration::from_secs(3 * 3_600),
        }
    }
}

pub struct ComfyUi {
    about: About,
    base: String,
    http: Http,
    dials: Dials,
    workflow: Workflow,
}

impl ComfyUi {
    /// # Errors
    /// If the workflow's files cannot be used.
    pub fn open(
        settings: &ComfySettings,
    ) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        let workflow = Workflow::open(&settings.workflow)?;
        let (http, base) = (Http::new()?, settings.url.trim_end_matches('/').to_owned());
        Ok(Self {
            about: About {
                animator: workflow.animator(),
                material: Material::Photo,
                repeatable: false,
                at_once: Some(workflow.at_once()),
                deadline: settings.deadline,
                pace: settings.pace,
            },
            dials: Dials::new(http.clone(), &base, workflow.stages()),
            base,
            http,
            workflow,
        })
    }

    fn at(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }

    /// Uploads the photo under a name that follows from the take, so that a second upload replaces the first.
    async fn upload(&self, take: Uuid, photo: &[u8]) -> Result<String, Trouble> {
        let part = Part::bytes(photo.to_vec())
            .file_name(format!("{take}.png"))
            .mime_str("image/png")
            .map_err(|cause| Trouble::over(Failure::BrokeOff, cause.to_string()))?;
        let form = Form::new()
            .part("image", part)
            .text("type", "input")
            .text("overwrite", "true");
        let request = self.http.post(&self.at("/upload/image")).multipart(form);
        let Uploaded { name, subfolder } = http::asked(request).await?.json()?;
        Ok(match subfolder.as_str() {
            "" => name,
            folder => format!("{folder}/{name}"),
        })
    }

    /// Whether the queue holds it; none if it does not.
    async fn queued(&self, id: &str) -> Result<Option<Progress>, Trouble> {
        let queue: Queue = http::asked(self.http.get(&self.at("/queue")))
            .await?
            .json()?;
        let holds = |list: &[Value]| {
            list.iter()
                .any(|one| one.get(1).and_then(Value::as_str) == Some(id))
        };
        Ok(match queue {
            queue if holds(&queue.queue_running) => Some(Progress::Running { percent: None }),
            queue if holds(&queue.queue_pending) => Some(Progress::Waiting),
            _ => None,
        })
    }

    /// What it remembers of a prompt that has ended.
    async fn remembered(&self, id: &str) -> Result<Option<Remembered>, Trouble> {
        let request = self.http.get(&self.at(&format!("/history/{id}")));
        let mut history: serde_json::Map<String, Value> = http::asked(request).await?.json()?;
        history
            .remove(id)
            .map(serde_json::from_value)
            .transpose()
            .map_err(|cause| Trouble::later(format!("its history cannot be read: {cause}")))
    }
}

#[derive(Deserialize)]
struct Uploaded {
    name: String,
    #[serde(default)]
    subfolder: String,
}

#[derive(Deserialize)]
struct Accepted {
    prompt_id: String,
    #[serde(default)]
    node_errors: Value,
}

#[derive(Deserialize)]
struct Queue {
    queue_running: Vec<Value>,
    queue_pending: Vec<Value>,
}

#[derive(Deserialize)]
struct Remembered {
    #[serde(default)]
    outputs: Value,
    status: Option<Status>,
}

#[derive(Deserialize)]
struct Status {
    #[serde(default)]
    status_str: String,
    #[serde(default)]
    messages: Vec<(String, Value)>,
}

/// A saved file, as `/view` wants it named.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
struct Saved {
    filename: String,
    #[serde(default)]
    subfolder: String,
    #[serde(rename = "type", default)]
    kind: String,
}

impl Remembered {
    /// The video it saved, under whatever name its node puts files.
    fn video(&self) -> Option<Saved> {
        let nodes = self.outputs.as_object()?.values();
        let lists = nodes
            .filter_map(Value::as_object)
            .flat_map(|node| node.values());
        let files = lists.filter_map(Value::as_array).flatten();
        files
            .filter_map(|file| Saved::deserialize(file).ok())
            .find(|file| file.kind == "output" && file.filename.to_lowercase().ends_with(".mp4"))
    }

    /// Whether its video is there.
    ///
    /// # Errors
    /// `Over` if it never will be.
    fn progress(&self) -> Result<Progress, Trouble> {
        let failed = self
            .status
            .as_ref()
            .filter(|status| status.status_str == "error");
        if let Some(status) = failed {
            let (event, details) = status
                .messages
                .last()
                .map_or(("", &Value::Null), |(event, details)| (event, details));
            let what = details.get("exception_message").and_then(Value::as_str);
            let failure = match event {
                "execution_interrupted" => Failure::Unavailable,
                // The machine and the workflow are ours.
                _ => Failure::BrokeOff,
            };
            return Err(Trouble::over(
                failure,
                format!("{event} {}", what.unwrap_or_default()),
            ));
        }
        match self.video() {
            Some(_) => Ok(Progress::Ready),
            None => Err(Trouble::over(
                Failure::InvalidOutput,
                "its workflow ended without an MP4",
            )),
        }
    }
}

#[async_trait]
impl Provider for ComfyUi {
    fn about(&self) -> &About {
        &self.about
    }

    async fn submit(
        &self,
        request: TakeRequest,
        _: &Arc<JobControl>,
    ) -> Result<Submitted, Trouble> {
        let photo = match request.photo() {
            Some(photo) if self.about.animator.photo != PhotoUse::Never => {
                Some(self.upload(request.take, photo).await?)
            }
            _ => None,
        };
        let id = request.take.to_string();
        let body = json!({
            "prompt": self.workflow.filled(&request, photo.as_deref()),
            "client_id": id,
            "prompt_id": id,
        });
        let request = self
            .http
            .post(&self.at("/prompt"))
            .header("content-type", "application/json")
            .body(body.to_string());
        let answer = http::ordered(request).await?;
        match answer.status {
            StatusCode::OK => {
                let accepted: Accepted = answer
                    .json()
                    .map_err(|_| Trouble::Unclear(answer.words()))?;
                match accepted
                    .node_errors
                    .as_object()
                    .is_some_and(|errors| !errors.is_empty())
                {
                    // Outputs that do not need the broken nodes would run, ours does.
                    true => {
                        self.cancel(&Handle(accepted.prompt_id)).await?;
                        Err(Trouble::over(Failure::Misconfigured, answer.words()))
                    }
                    false => Ok(Submitted::Accepted(Handle(accepted.prompt_id))),
                }
            }
            StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE => Err(answer.later()),
            status if status.is_client_error() => {
                Err(Trouble::over(Failure::Misconfigured, answer.words()))
            }
            _ => Err(Trouble::Unclear(answer.words())),
        }
    }

    async fn look_for(&self, take: Uuid) -> Result<Option<Handle>, Trouble> {
        let handle = Handle(take.to_string());
        match self.poll(&handle).await {
            // Whatever became of it, it is there.
            Ok(_)
            | Err(Trouble::Over {
                failure: Failure::InvalidOutput | Failure::Unavailable | Failure::BrokeOff,
                ..
            }) => Ok(Some(handle)),
            Err(other) => Err(other),
        }
    }

    async fn poll(&self, handle: &Handle) -> Result<Progress, Trouble> {
        // The queue first: what leaves it between the two questions stands in the history by then.
        match self.queued(&handle.0).await? {
            Some(Progress::Running { .. }) => {
                let percent = self.dials.percent(&handle.0);
                return Ok(Progress::Running { percent });
            }
            Some(progress) => return Ok(progress),
            None => self.dials.forget(&handle.0),
        }
        match self.remembered(&handle.0).await? {
            Some(remembered) => remembered.progress(),
            None => Err(Trouble::over(
                Failure::Gone,
                "neither its queue nor its history knows the prompt",
            )),
        }
    }

    async fn fetch(&self, handle: &Handle) -> Result<Vec<u8>, Trouble> {
        let saved = self
            .remembered(&handle.0)
            .await?
            .and_then(|remembered| remembered.video())
            .ok_or_else(|| Trouble::over(Failure::Gone, "its history has forgotten the video"))?;
        let mut url = reqwest::Url::parse(&self.at("/view"))
            .map_err(|cause| Trouble::over(Failure::Misconfigured, cause.to_string()))?;
        url.query_pairs_mut()
            .append_pair("filename", &saved.filename)
            .append_pair("subfolder", &saved.subfolder)
            .append_pair("type", &saved.kind);
        http::video(self.http.get(url.as_str())).await
    }

    async fn cancel(&self, handle: &Handle) -> Result<(), Trouble> {
        self.dials.forget(&handle.0);
        let post = |path: &str, body: Value| {
            self.http
                .post(&self.at(path))
                .header("content-type", "application/json")
                .body(body.to_string())
        };
        http::asked(post("/queue", json!({ "delete": [handle.0] }))).await?;
        // Old versions interrupt whatever runs, so it is only said while it is ours that runs.
        if let Some(Progress::Running { .. }) = self.queued(&handle.0).await? {
            http::asked(post("/interrupt", json!({ "prompt_id": handle.0 }))).await?;
        }
        Ok(())
    }

    async fn health(&self) -> Health {
        match http::asked(self.http.get(&self.at("/system_stats"))).await {
            Ok(answer) => {
                let stats: Value = answer.json().unwrap_or_default();
                let version = stats["system"]["comfyui_version"].as_str().unwrap_or("?");
                Health::Well(format!("ComfyUI {version} answers."))
            }
            Err(trouble) => Health::Ill(trouble.to_string()),
        }
    }
}
