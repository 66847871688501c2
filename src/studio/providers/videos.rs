//! The `/v1/videos` dialect: create, retrieve, content, delete, as several vendors, gateways and self-hosted servers speak it.
//!
//! Every address is built under the one that is configured, and no redirect is followed, so the key goes nowhere else.
//! The dialect has no way to look for a request whose answer did not arrive, so it is never sent again. Our take's id goes
//! along as an idempotency key; nothing relies on a server heeding it.

mod classify;

use super::http::{self, Http};
use super::model::{Model, PhotoGoes};
use super::{
    About, Handle, Health, Material, Pace, Progress, Provider, Submitted, TakeRequest, Trouble,
};
use crate::studio::rules::{Failure, PhotoUse};
use crate::work::JobControl;
use async_trait::async_trait;
use classify::Said;
use reqwest::multipart::{Form, Part};
use reqwest::{RequestBuilder, StatusCode, Url};
use serde::Deserialize;
use serde_json::Value;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

/// The word that orders remember.
pub const ID: &str = "videos";

/// Where it is, who pays, and which model is asked for.
#[derive(Clone)]
pub struct VideosSettings {
    /// "https://videos.example.com/v1".
    pub url: String,
    /// None where the server wants none, as self-hosted ones may.
    pub key: Option<String>,
    /// The file that binds a model to our settings.
    pub model: PathBuf,
    pub pace: Pace,
    pub deadline: Duration,
}

impl VideosSettings {
    pub fn new(url: String, key: Option<String>, model: PathBuf) -> Self {
        Self {
            url,
            key,
            model,
            pace: Pace {
                first: Duration::from_secs(2),
                most: Duration::from_secs(20),
            },
            deadline: Duration::from_secs(3 * 3_600),
        }
    }
}

pub struct Videos {
    about: About,
    base: Url,
    key: Option<String>,
    http: Http,
    model: Model,
}

/// A video as the dialect describes it.
#[derive(Deserialize)]
struct Video {
    id: String,
    status: String,
    /// Per cent. Some servers leave it out, some have fractions.
    progress: Option<f64>,
    #[serde(default)]
    error: Value,
}

impl Video {
    /// Where it stands.
    ///
    /// # Errors
    /// `Over` if there will be no video, `Later` if its status is none that we know.
    fn stands(self) -> Result<Progress, Trouble> {
        match self.status.as_str() {
            "queued" => Ok(Progress::Waiting),
            "in_progress" => Ok(Progress::Running {
                // The cast saturates, and takes what is no number for 0.
                percent: self.progress.map(|percent| percent.clamp(0.0, 100.0) as u8),
            }),
            "completed" => Ok(Progress::Ready),
            "failed" => Err(Said::read(&self.error).of_a_video()),
            "cancelled" | "expired" => Err(Trouble::over(
                Failure::Unavailable,
                format!("the video is {}", self.status),
            )),
            other => Err(Trouble::later(format!("its status is \"{other}\""))),
        }
    }
}

impl Videos {
    /// # Errors
    /// If the model's file or the address cannot be used.
    pub fn open(
        settings: VideosSettings,
    ) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        let model = Model::open(&settings.model, ID, PhotoGoes::Beside)?;
        let base = Url::parse(&settings.url)?;
        if base.cannot_be_a_base() || !base.username().is_empty() || base.password().is_some() {
            return Err("VIDEOS_URL is an address such as https://videos.example.com/v1".into());
        }
        Ok(Self {
            about: About {
                animator: model.animator(),
                material: Material::Photo,
                repeatable: false,
                at_once: Some(model.at_once()),
                deadline: settings.deadline,
                pace: settings.pace,
            },
            base,
            key: settings.key,
            http: Http::new()?,
            model,
        })
    }

    /// An address below the configured one. An id is one segment of it, whatever it holds.
    fn at(&self, segments: &[&str]) -> Url {
        let mut url = self.base.clone();
        if let Ok(mut path) = url.path_segments_mut() {
            path.pop_if_empty().extend(segments);
        }
        url
    }

    /// The request with our key on it.
    fn signed(&self, request: RequestBuilder) -> RequestBuilder {
        match &self.key {
            Some(key) => request.bearer_auth(key),
            None => request,
        }
    }

    /// The order of a take, its photo beside it.
    fn form(&self, request: &TakeRequest) -> Result<Form, Trouble> {
        let model = Form::new().text("model", self.model.name().to_owned());
        let fields = self.model.input(request).into_iter();
        let form = fields.fold(model, |form, (name, value)| match value {
            Value::String(text) => form.text(name, text),
            other => form.text(name, other.to_string()),
        });
        match request.photo() {
            Some(photo) if self.about.animator.photo != PhotoUse::Never => {
                let part = Part::bytes(photo.to_vec())
                    .file_name("photo.png")
                    .mime_str("image/png")
                    .map_err(|cause| Trouble::over(Failure::BrokeOff, cause.to_string()))?;
                Ok(form.part("input_reference", part))
            }
            _ => Ok(form),
        }
    }
}

/// Whether an id can be a segment of an address; "." and ".." cannot.
fn usable(id: &str) -> bool {
    !id.trim_matches('.').is_empty()
}

#[async_trait]
impl Provider for Videos {
    fn about(&self) -> &About {
        &self.about
    }

    async fn submit(
        &self,
        request: TakeRequest,
        _: &Arc<JobControl>,
    ) -> Result<Submitted, Trouble> {
        let order = self
            .signed(self.http.post(self.at(&["videos"]).as_str()))
            .header("idempotency-key", request.take.to_string())
            .multipart(self.form(&request)?);
        let answer = http::ordered(order).await?;
        match answer.status {
            status if status.is_success() => match answer.json::<Video>() {
                Ok(video) if usable(&video.id) => Ok(Submitted::Accepted(Handle(video.id))),
                _ => Err(Trouble::Unclear(answer.words())),
            },
            StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE => Err(answer.later()),
            _ => {
                Err(classify::refusal(&answer).unwrap_or_else(|| Trouble::Unclear(answer.words())))
            }
        }
    }

    async fn poll(&self, handle: &Handle) -> Result<Progress, Trouble> {
        let request = self.http.get(self.at(&["videos", &handle.0]).as_str());
        let answer = http::answer(self.signed(request))
            .await
            .map_err(http::later)?;
        match answer.status {
            status if status.is_success() => answer.json::<Video>()?.stands(),
            StatusCode::NOT_FOUND => Err(Trouble::over(Failure::Gone, answer.words())),
            _ => Err(answer.later()),
        }
    }

    async fn fetch(&self, handle: &Handle) -> Result<Vec<u8>, Trouble> {
        let mut url = self.at(&["videos", &handle.0, "content"]);
        url.query_pairs_mut().append_pair("variant", "video");
        http::video(self.signed(self.http.get(url.as_str()))).await
    }

    async fn cancel(&self, handle: &Handle) -> Result<(), Trouble> {
        let request = self.http.delete(self.at(&["videos", &handle.0]).as_str());
        let answer = http::answer(self.signed(request))
            .await
            .map_err(http::later)?;
        match answer.status {
            StatusCode::TOO_MANY_REQUESTS | StatusCode::REQUEST_TIMEOUT => Err(answer.later()),
            // Some servers delete only what has ended, some nothing at all: then it ends by itself, and is not looked at.
            status if status.is_success() || status.is_client_error() => Ok(()),
            _ => Err(answer.later()),
        }
    }

    async fn health(&self) -> Health {
        let request = self.http.get(self.at(&["models"]).as_str());
        match http::answer(self.signed(request)).await {
            Ok(answer) if answer.status.is_success() => Health::Well("It answers.".to_owned()),
            // Not every server lists its models.
            Ok(answer)
                if matches!(
                    answer.status,
                    StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED
                ) =>
            {
                Health::Unknown
            }
            Ok(answer) => Health::Ill(answer.words()),
            Err(none) => Health::Ill(none.to_string()),
        }
    }
}
