//! The providers of this installation.

use super::{Embedded, Provider};
use crate::studio::rules::Animator;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::Notify;
use uuid::Uuid;

/// What an operator has set up beside the embedded animator.
#[derive(Debug, Clone, Default)]
pub struct ProviderSettings {}

/// Those who animate here, the default first. One that is not set up is not among them.
pub struct Providers {
    all: Vec<Arc<dyn Provider>>,
    wakes: Mutex<HashMap<Uuid, Arc<Notify>>>,
}

impl Providers {
    /// Those the settings ask for, after the embedded one.
    ///
    /// # Errors
    /// If a file they name cannot be used.
    pub fn open(
        _settings: &ProviderSettings,
    ) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self::of(vec![Arc::new(Embedded::default())]))
    }

    /// These, in this order.
    pub fn of(all: Vec<Arc<dyn Provider>>) -> Self {
        Self {
            all,
            wakes: Mutex::default(),
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
