//! Server-side sessions in the database: the cookie carries only a random id.

use crate::server::state::wall_clock_ms;
use crate::server::{App, Database, Mode};
use async_trait::async_trait;
use sqlx::Row;
use time::Duration;
use tower_sessions::cookie::SameSite;
use tower_sessions::session::{Id, Record};
use tower_sessions::session_store::{Error, Result, SessionStore};
use tower_sessions::{Expiry, SessionManagerLayer};

/// A session ends this long after its last use.
const IDLE_DAYS: i64 = 30;

/// The layer that finds the session of a request: `HttpOnly`, `SameSite=Lax`, and in production `Secure` under a
/// `__Host-` name, which no other host and no plain connection can set.
pub fn session_layer(app: &App) -> SessionManagerLayer<SqliteSessions> {
    let production = app.settings.mode == Mode::Production;
    SessionManagerLayer::new(SqliteSessions {
        database: app.database.clone(),
    })
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

/// The sessions on the shared database.
#[derive(Debug, Clone)]
pub struct SqliteSessions {
    database: Database,
}

fn backend(cause: impl std::fmt::Display) -> Error {
    Error::Backend(cause.to_string())
}

impl SqliteSessions {
    /// Writes the record; `true` when a row was added or, with `replace`, changed.
    async fn write(&self, record: &Record, statement: &'static str) -> Result<bool> {
        let text =
            serde_json::to_string(record).map_err(|cause| Error::Encode(cause.to_string()))?;
        let done = sqlx::query(statement)
            .bind(record.id.to_string())
            .bind(text)
            .bind(record.expiry_date.unix_timestamp() * 1_000)
            .execute(&self.database.writer)
            .await
            .map_err(backend)?;
        Ok(done.rows_affected() == 1)
    }
}

#[async_trait]
impl SessionStore for SqliteSessions {
    async fn create(&self, record: &mut Record) -> Result<()> {
        // An id that exists already belongs to somebody else: take another one, never over theirs.
        while !self.write(record, "INSERT INTO session (id, record, expires_at) VALUES ($1, $2, $3) ON CONFLICT (id) DO NOTHING").await? {
            record.id = Id::default();
        }
        Ok(())
    }

    async fn save(&self, record: &Record) -> Result<()> {
        self.write(
            record,
            "INSERT INTO session (id, record, expires_at) VALUES ($1, $2, $3) \
             ON CONFLICT (id) DO UPDATE SET record = excluded.record, expires_at = excluded.expires_at",
        )
        .await?;
        Ok(())
    }

    async fn load(&self, id: &Id) -> Result<Option<Record>> {
        let row = sqlx::query("SELECT record FROM session WHERE id = $1 AND expires_at > $2")
            .bind(id.to_string())
            .bind(wall_clock_ms())
            .fetch_optional(&self.database.readers)
            .await
            .map_err(backend)?;
        let Some(row) = row else { return Ok(None) };
        let text: String = row.try_get("record").map_err(backend)?;
        serde_json::from_str(&text)
            .map(Some)
            .map_err(|cause| Error::Decode(cause.to_string()))
    }

    async fn delete(&self, id: &Id) -> Result<()> {
        sqlx::query("DELETE FROM session WHERE id = $1 OR expires_at < $2")
            .bind(id.to_string())
            .bind(wall_clock_ms())
            .execute(&self.database.writer)
            .await
            .map_err(backend)?;
        Ok(())
    }
}
