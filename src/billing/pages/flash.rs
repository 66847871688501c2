//! A sentence that the next page says once.

use crate::billing::wish::Wish;
use crate::error::AppError;
use serde::{Deserialize, Serialize};
use tower_sessions::Session;

const KEY: &str = "billing-flash";

/// What happened, and whether it is what the person wanted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flash {
    pub good: bool,
    pub text: String,
    /// What was to be paid when its payment was declined.
    #[serde(default)]
    pub declined: Option<Wish>,
}

impl Flash {
    pub fn good(text: impl Into<String>) -> Self {
        Self {
            good: true,
            text: text.into(),
            declined: None,
        }
    }

    pub fn bad(text: impl Into<String>) -> Self {
        Self {
            good: false,
            text: text.into(),
            declined: None,
        }
    }

    pub fn declined(text: impl Into<String>, wish: &Wish) -> Self {
        Self {
            declined: Some(wish.clone()),
            ..Self::bad(text)
        }
    }

    /// Leaves it for the next page.
    pub async fn leave(self, session: &Session) -> Result<(), AppError> {
        session.insert(KEY, self).await.map_err(AppError::internal)
    }

    /// Takes what was left, if anything was.
    pub async fn take(session: &Session) -> Result<Option<Self>, AppError> {
        // Removing writes the session, so look first.
        match session.get::<Self>(KEY).await.map_err(AppError::internal)? {
            None => Ok(None),
            Some(_) => session.remove(KEY).await.map_err(AppError::internal),
        }
    }
}
