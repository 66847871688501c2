//! The built-in animator: the engine's procedural scenes, rendered on this machine. It needs no network.

use super::{Capabilities, Made, Provider, ProviderError, TakeRequest};
use crate::work::JobControl;
use async_trait::async_trait;
use engine::video::{Plan, render, render_captioned};
use engine::{Assets, RenderError, studio};
use std::sync::Arc;

pub struct Embedded;

#[async_trait]
impl Provider for Embedded {
    fn capabilities(&self) -> Capabilities {
        Capabilities {
            name: "embedded",
            honestly: "The built-in animator: procedural, made on this server, no AI model involved.",
            seconds_max: 60,
        }
    }

    async fn run(
        &self,
        request: TakeRequest,
        control: Arc<JobControl>,
    ) -> Result<Made, ProviderError> {
        let rendering = tokio::task::spawn_blocking(move || draw(&request, &control));
        rendering
            .await
            .unwrap_or_else(|cause| Err(ProviderError::Failed(cause.to_string())))
    }
}

fn draw(request: &TakeRequest, control: &JobControl) -> Result<Made, ProviderError> {
    let mut assets = Assets::new();
    for (id, png) in &request.images {
        assets
            .add_png(id.clone(), png)
            .map_err(|cause| ProviderError::Failed(cause.to_string()))?;
    }
    let (scene, caption) = studio::plate(&request.inputs);
    let plan = Plan {
        full: request.size,
        preview: None,
        threads: control.threads(),
    };
    let made = if caption.text.is_empty() {
        render(&scene, &assets, &plan, control)
    } else {
        // Picture and words part here, from the same frames: the plate costs an encoding, and the video loses nothing.
        let words = studio::caption_over(&request.inputs);
        let times = (caption.enters, f64::INFINITY);
        render_captioned(&scene, &words, times, &assets, &plan, control)
    };
    match made {
        Ok(rendered) => Ok(Made {
            mp4: rendered.full,
            poster_png: rendered.poster_png,
            plate: rendered.plate,
        }),
        Err(RenderError::Cancelled) => Err(ProviderError::Cancelled),
        Err(cause) => Err(ProviderError::Failed(cause.to_string())),
    }
}
