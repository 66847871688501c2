//! Server-side sessions: the cookie carries only a random id.

mod sql;
#[cfg(test)]
mod tests;

use crate::server::{App, Mode};
use async_trait::async_trait;
pub use sql::SqlSessions;
use std::sync::Arc;
use time::Duration;
use tower_sessions::cookie::SameSite;
use tower_sessions::session::{Id, Record};
use tower_sessions::session_store::{Result, SessionStore};
use tower_sessions::{Expiry, SessionManagerLayer};

/// A session ends this long after its last use.
const IDLE_DAYS: i64 = 30;

/// The sessions, wherever they are kept.
#[derive(Debug, Clone)]
pub struct Sessions(Arc<dyn SessionStore>);

impl Sessions {
    pub fn new(store: impl SessionStore) -> Self {
        Self(Arc::new(store))
    }
}

#[async_trait]
impl SessionStore for Sessions {
    async fn create(&self, record: &mut Record) -> Result<()> {
        self.0.create(record).await
    }

    async fn save(&self, record: &Record) -> Result<()> {
        self.0.save(record).await
    }

    async fn load(&self, id: &Id) -> Result<Option<Record>> {
        self.0.load(id).await
    }

    async fn delete(&self, id: &Id) -> Result<()> {
        self.0.delete(id).await
    }
}

/// The layer that finds the session of a request: `HttpOnly`, `SameSite=Lax`, and in production `Secure` under a
/// `__Host-` name, which no other host and no plain connection can set.
pub fn session_layer(app: &App) -> SessionManagerLayer<Sessions> {
    let production = app.settings.mode == Mode::Production;
    SessionManagerLayer::new(app.sessions.clone())
        .with_name(if production {
            "__Host-session"
        } else {
            "session"
        })
        .with_secure(production)
        .with_http_only(true)
        .with_same_site(SameSite::Lax)
        .with_path("/")
        .with_expiry(Expiry::OnInactivity(Duration::days(IDLE_DAYS)))
}
