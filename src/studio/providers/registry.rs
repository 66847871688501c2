//! The providers of this installation.

use super::comfyui::{ComfySettings, ComfyUi};
use super::fal::webhook::Webhooks;
use super::fal::{Fal, FalSettings};
use super::videos::{Videos, VideosSettings};
use super::{Embedded, Provider};
use crate::studio::rules::Animator;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::Notify;
use uuid::Uuid;

/// What an operator has set up beside the embedded animator.
#[derive(Clone, Default)]
pub struct ProviderSettings {
    pub comfyui: Option<ComfySettings>,
    pub fal: Option<FalSettings>,
    pub videos: Option<VideosSettings>,
    /// An embedded animator with another hand, as tests have it.
    pub embedded: Option<Arc<Embedded>>,
}

/// Those who animate here, the default first. One that is not set up is not among them.
pub struct Providers {
    all: Vec<Arc<dyn Provider>>,
    wakes: Mutex<HashMap<Uuid, Arc<Notify>>>,
    fal_webhooks: Option<Webhooks>,
}

impl Providers {
    /// Those the settings ask for, after the embedded one.
    ///
    /// # Errors
    /// If a file they name cannot be used.
    pub fn open(
        settings: &ProviderSettings,
    ) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        let embedded = settings.embedded.clone().unwrap_or_default();
        let mut all: Vec<Arc<dyn Provider>> = vec![embedded];
        if let Some(comfyui) = &settings.comfyui {
            all.push(Arc::new(ComfyUi::open(comfyui)?));
        }
        let mut providers = Self::of(all);
        if let Some(fal) = &settings.fal {
            providers.fal_webhooks = Some(Webhooks::new(fal.jwks.clone())?);
            providers.all.push(Arc::new(Fal::open(fal.clone())?));
        }
        if let Some(videos) = &settings.videos {
            providers.all.push(Arc::new(Videos::open(videos.clone())?));
        }
        Ok(providers)
    }

    /// These, in this order.
    pub fn of(all: Vec<Arc<dyn Provider>>) -> Self {
        Self {
            all,
            wakes: Mutex::default(),
            fal_webhooks: None,
        }
    }

    pub fn all(&self) -> &[Arc<dyn Provider>] {
        &self.all
    }

    /// The provider an order remembers; none if it is not set up any more.
    pub fn get(&self, id: &str) -> Option<&Arc<dyn Provider>> {
        self.all.iter().find(|one| one.about().id() == id)
    }

    /// Whom people may choose, the default first.
    pub fn animators(&self) -> Vec<Animator> {
        self.all
            .iter()
            .map(|one| one.about().animator.clone())
            .collect()
    }

    /// Who tells fal's messages from forged ones; none where fal is not set up.
    pub fn fal_webhooks(&self) -> Option<&Webhooks> {
        self.fal_webhooks.as_ref()
    }

    /// What wakes the take's driver before its pause is over.
    pub fn bell(&self, take: Uuid) -> Arc<Notify> {
        let mut wakes = self.wakes.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(wakes.entry(take).or_default())
    }

    /// Has the take's driver ask now, if it runs in this process; elsewhere its next question comes soon enough.
    pub fn wake(&self, take: Uuid) {
        let wakes = self.wakes.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(bell) = wakes.get(&take) {
            bell.notify_one();
        }
    }

    /// Forgets the bell of a take that has ended.
    pub fn unhang(&self, take: Uuid) {
        let mut wakes = self.wakes.lock().unwrap_or_else(PoisonError::into_inner);
        wakes.remove(&take);
    }
}

impl std::fmt::Debug for ProviderSettings {
    // Keys are never printed.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("ProviderSettings")
            .field("comfyui", &self.comfyui)
            .field("fal", &self.fal.is_some())
            .field("videos", &self.videos.is_some())
            .finish_non_exhaustive()
    }
}
