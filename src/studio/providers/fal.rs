//! fal's queue, behind which most hosted video models stand: one protocol for all of them.
//!
//! The addresses of a request's status, result and cancellation are those fal has returned, never built; and the key goes
//! to fal's own host alone, whatever an answer says. fal tries again by itself where a runner breaks down and bills no
//! breakdowns; a request whose answer did not arrive cannot be looked for, so it is never sent again.

mod classify;
pub mod webhook;

use super::http::{self, Answer, Http};
use super::model::{Model, PhotoGoes};
use super::{
    About, Handle, Health, Material, Pace, Progress, Provider, Submitted, TakeRequest, Trouble,
};
use crate::studio::rules::Failure;
use crate::work::JobControl;
use async_trait::async_trait;
use reqwest::{RequestBuilder, StatusCode, Url};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

/// The word that orders remember.
pub const ID: &str = "fal";

/// Where it is, who pays, and which model is asked for.
#[derive(Clone)]
pub struct FalSettings {
    pub key: String,
    /// The file that binds a model to our settings.
    pub model: PathBuf,
    /// "https://queue.fal.run".
    pub queue: String,
    /// Where the public keys of its webhooks are.
    pub jwks: String,
    /// Where this installation is reached, if it is to be woken by webhooks.
    pub public_url: Option<String>,
    pub pace: Pace,
    pub deadline: Duration,
}

impl FalSettings {
    pub fn new(key: String, model: PathBuf) -> Self {
        Self {
            key,
            model,
            queue: "https://queue.fal.run".to_owned(),
            jwks: "https://rest.fal.ai/.well-known/jwks.json".to_owned(),
            public_url: None,
            pace: Pace {
                first: Duration::from_secs(2),
                most: Duration::from_secs(20),
            },
            deadline: Duration::from_secs(3 * 3_600),
        }
    }
}

pub struct Fal {
    about: About,
    settings: FalSettings,
    queue: Url,
    http: Http,
    model: Model,
}

/// What fal calls a request, and where it says to ask for it.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Ticket {
    request_id: String,
    status_url: String,
    response_url: String,
    cancel_url: String,
}

#[derive(Deserialize)]
struct Status {
    status: String,
    error: Option<String>,
    error_type: Option<String>,
}

#[derive(Deserialize)]
struct Output {
    video: File,
}

#[derive(Deserialize)]
struct File {
    url: String,
}

impl Fal {
    /// # Errors
    /// If the model's file or an address cannot be used.
    pub fn open(settings: FalSettings) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        let model = Model::open(&settings.model, ID, PhotoGoes::InInput)?;
        Ok(Self {
            about: About {
                animator: model.animator(),
                material: Material::Photo,
                repeatable: false,
                at_once: Some(model.at_once()),
                deadline: settings.deadline,
                pace: settings.pace,
            },
            queue: Url::parse(&settings.queue)?,
            settings,
            http: Http::new()?,
            model,
        })
    }

    /// The request with our key on it.
    fn signed(&self, request: RequestBuilder) -> RequestBuilder {
        request.header("authorization", format!("Key {}", self.settings.key))
    }

    /// An address that fal returned, if it is one of fal's queue.
    fn own(&self, address: &str) -> Result<String, Trouble> {
        let own = Url::parse(address)
            .is_ok_and(|url| url.origin() == self.queue.origin() && url.username().is_empty());
        match own {
            true => Ok(address.to_owned()),
            false => Err(Trouble::over(
                Failure::Misconfigured,
                "it names an address that is not its queue's",
            )),
        }
    }

    /// Where the file of a result is, if it is where fal keeps files. They need no key.
    fn media(&self, address: &str) -> Result<Url, Trouble> {
        let url = Url::parse(address).ok().filter(|url| {
            let host = url.host_str().unwrap_or_default();
            let fals =
                url.scheme() == "https" && (host == "fal.media" || host.ends_with(".fal.media"));
            fals || url.origin() == self.queue.origin()
        });
        url.ok_or_else(|| {
            Trouble::over(
                Failure::InvalidOutput,
                "its video is not where it keeps videos",
            )
        })
    }

    async fn result(&self, ticket: &Ticket) -> Result<Answer, Trouble> {
        let request = self.signed(self.http.get(&self.own(&ticket.response_url)?));
        let answer = http::answer(request).await.map_err(http::later)?;
        match answer.status {
            status if status.is_success() => Ok(answer),
            StatusCode::NOT_FOUND => Err(Trouble::over(Failure::Gone, answer.words())),
            _ => Err(classify::refusal(&answer).unwrap_or_else(|| answer.later())),
        }
    }
}

fn ticket(handle: &Handle) -> Result<Ticket, Trouble> {
    serde_json::from_str(&handle.0)
        .map_err(|cause| Trouble::over(Failure::BrokeOff, cause.to_string()))
}

#[async_trait]
impl Provider for Fal {
    fn about(&self) -> &About {
        &self.about
    }

    async fn submit(
        &self,
        request: TakeRequest,
        _: &Arc<JobControl>,
    ) -> Result<Submitted, Trouble> {
        let mut url = self.queue.clone();
        url.set_path(self.model.name());
        if let Some(public) = &self.settings.public_url {
            let hook = format!("{public}{}/{}", webhook::PATH, request.take);
            url.query_pairs_mut().append_pair("fal_webhook", &hook);
        }
        let body = Value::Object(self.model.input(&request)).to_string();
        let request = self
            .signed(self.http.post(url.as_str()))
            .header("content-type", "application/json")
            .body(body);
        let answer = http::ordered(request).await?;
        match answer.status {
            status if status.is_success() => {
                let ticket: Ticket = answer
                    .json()
                    .map_err(|_| Trouble::Unclear(answer.words()))?;
                let handle = serde_json::to_string(&ticket)
                    .map_err(|cause| Trouble::over(Failure::BrokeOff, cause.to_string()))?;
                Ok(Submitted::Accepted(Handle(handle)))
            }
            StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE => Err(answer.later()),
            status if status.is_client_error() => Err(classify::refusal(&answer)
                .unwrap_or_else(|| Trouble::over(Failure::Misconfigured, answer.words()))),
            _ => Err(Trouble::Unclear(answer.words())),
        }
    }

    async fn poll(&self, handle: &Handle) -> Result<Progress, Trouble> {
        let ticket = ticket(handle)?;
        let request = self.signed(self.http.get(&self.own(&ticket.status_url)?));
        let answer = http::answer(request).await.map_err(http::later)?;
        match answer.status {
            status if status.is_success() => {}
            StatusCode::NOT_FOUND => return Err(Trouble::over(Failure::Gone, answer.words())),
            _ => return Err(answer.later()),
        }
        let status: Status = answer.json()?;
        match (status.status.as_str(), status.error) {
            ("IN_QUEUE", _) => Ok(Progress::Waiting),
            ("IN_PROGRESS", _) => Ok(Progress::Running { percent: None }),
            ("COMPLETED", None) => Ok(Progress::Ready),
            ("COMPLETED", Some(error)) => {
                // What the model says of its input is more than what the queue says of the model.
                match self.result(&ticket).await {
                    Err(over @ Trouble::Over { .. }) => Err(over),
                    _ => Err(Trouble::over(
                        classify::by_type(status.error_type.as_deref()),
                        error,
                    )),
                }
            }
            _ => Err(Trouble::later(answer.words())),
        }
    }

    async fn fetch(&self, handle: &Handle) -> Result<Vec<u8>, Trouble> {
        let answer = self.result(&ticket(handle)?).await?;
        let output: Output = serde_json::from_slice(&answer.body)
            .map_err(|_| Trouble::over(Failure::InvalidOutput, answer.words()))?;
        http::video(self.http.get(self.media(&output.video.url)?.as_str())).await
    }

    async fn cancel(&self, handle: &Handle) -> Result<(), Trouble> {
        let address = self.own(&ticket(handle)?.cancel_url)?;
        let answer = http::answer(self.signed(self.http.put(&address)))
            .await
            .map_err(http::later)?;
        match answer.status {
            // It has ended already, or nothing of it is known: nothing goes on there.
            StatusCode::BAD_REQUEST | StatusCode::NOT_FOUND => Ok(()),
            status if status.is_success() => Ok(()),
            _ => Err(answer.later()),
        }
    }

    async fn health(&self) -> Health {
        Health::Unknown
    }
}
