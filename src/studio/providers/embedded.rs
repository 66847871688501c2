//! The built-in animator: the engine's procedural scenes, rendered on this machine. It needs no network.

use super::{
    About, Handle, Health, Made, Material, Pace, Progress, Provider, Submitted, TakeRequest,
    Trouble, failure_of,
};
use crate::studio::rules::{Animator, EMBEDDED, Failure, Format, PhotoUse};
use crate::words::studio as words;
use crate::work::JobControl;
use ::credits::Resolution;
use async_trait::async_trait;
use engine::video::{Plan, render, render_captioned};
use engine::{Assets, RenderError, studio};
use std::sync::Arc;
use std::time::Duration;

/// How a request becomes a video.
pub type Draw = Arc<dyn Fn(&TakeRequest, &JobControl) -> Result<Made, Trouble> + Send + Sync>;

/// Nothing here is waited for; both only bound what a test's animator may do.
const DEADLINE: Duration = Duration::from_secs(6 * 3_600);
const PACE: Pace = Pace {
    first: Duration::from_secs(1),
    most: Duration::from_secs(1),
};

pub struct Embedded {
    about: About,
    draw: Draw,
}

impl Default for Embedded {
    fn default() -> Self {
        Self::by_hand(Arc::new(draw))
    }
}

impl Embedded {
    /// The animator with another hand that answers at once, as its own does.
    pub fn by_hand(draw: Draw) -> Self {
        Self::drawing(draw, DEADLINE, PACE)
    }

    /// The animator with another hand: tests have it draw something that takes no time, or fail.
    pub fn drawing(draw: Draw, deadline: Duration, pace: Pace) -> Self {
        let animator = Animator {
            id: EMBEDDED.to_owned(),
            name: words::built_in().to_owned(),
            honestly: words::built_in_honestly().to_owned(),
            durations: ::credits::Duration::ALL.to_vec(),
            resolutions: Resolution::ALL.to_vec(),
            formats: Format::ALL.to_vec(),
            photo: PhotoUse::Optional,
            styles: true,
        };
        Self {
            about: About {
                animator,
                material: Material::Scene,
                repeatable: true,
                at_once: None,
                deadline,
                pace,
            },
            draw,
        }
    }
}

#[async_trait]
impl Provider for Embedded {
    fn about(&self) -> &About {
        &self.about
    }

    async fn submit(
        &self,
        request: TakeRequest,
        control: &Arc<JobControl>,
    ) -> Result<Submitted, Trouble> {
        let (draw, control) = (Arc::clone(&self.draw), Arc::clone(control));
        tokio::task::spawn_blocking(move || draw(&request, &control))
            .await
            .unwrap_or_else(|cause| Err(broke_off(cause)))
            .map(Submitted::Made)
    }

    async fn poll(&self, _: &Handle) -> Result<Progress, Trouble> {
        Err(nowhere())
    }

    async fn fetch(&self, _: &Handle) -> Result<Vec<u8>, Trouble> {
        Err(nowhere())
    }

    async fn cancel(&self, _: &Handle) -> Result<(), Trouble> {
        Ok(())
    }

    async fn health(&self) -> Health {
        Health::Well("Runs in the worker slots of this server.".to_owned())
    }
}

/// Nothing is made elsewhere, so there is nothing to ask for.
fn nowhere() -> Trouble {
    Trouble::over(Failure::Gone, "the embedded animator has no jobs elsewhere")
}

fn broke_off(cause: impl std::fmt::Display) -> Trouble {
    Trouble::over(Failure::BrokeOff, cause.to_string())
}

/// Draws the scene of a request, with this machine's own processors.
pub fn draw(request: &TakeRequest, control: &JobControl) -> Result<Made, Trouble> {
    let mut assets = Assets::new();
    for (id, png) in &request.images {
        assets.add_png(id.clone(), png).map_err(broke_off)?;
    }
    let (scene, caption) = studio::plate(&request.inputs);
    let plan = Plan {
        full: request.size,
        preview: None,
        threads: control.threads(),
    };
    let made = if caption.text.is_empty() {
        render(&scene, assets, &plan, control)
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
        Err(RenderError::Cancelled) => Err(Trouble::Stopped),
        Err(cause) => Err(Trouble::over(failure_of(&cause), cause.to_string())),
    }
}
