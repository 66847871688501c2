//! What both databases have in common.

use std::future::Future;

use sqlx::error::ErrorKind;
use sqlx::migrate::MigrateError;

use crate::LedgerError;

/// Why a database cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    #[error("the database cannot be opened: {0}")]
    Database(#[from] sqlx::Error),
    #[error("the database cannot be brought up to date: {0}")]
    Migration(#[from] MigrateError),
    #[error("SQLite {found} is too old, 3.51.3 is the oldest that keeps a WAL database whole")]
    TooOld { found: String },
    #[error("the database answers {found} to PRAGMA {pragma}, it has to be {needed}")]
    Pragma {
        pragma: &'static str,
        needed: i64,
        found: i64,
    },
    #[error("the database's journal is {found}, it has to be WAL (is it on a network drive?)")]
    NotWal { found: String },
    #[error("the database's setting {setting} is {found}, it has to be {needed}")]
    Setting {
        setting: &'static str,
        needed: &'static str,
        found: String,
    },
}

/// What the database says went wrong is logged here; callers learn what it means for them.
impl From<sqlx::Error> for LedgerError {
    fn from(error: sqlx::Error) -> Self {
        tracing::error!(%error, "the credit ledger's database failed");
        let refused = error.as_database_error().is_some_and(|error| {
            let code = error.code().unwrap_or_default();
            // A trigger that raises is a kind of its own on neither database: SQLite answers an extended code whose low
            // byte is that of a constraint, 19, and PostgreSQL answers `raise_exception`.
            let sqlite_constraint =
                code.len() < 5 && code.parse().is_ok_and(|code: u32| code & 0xff == 19);
            !matches!(error.kind(), ErrorKind::Other) || sqlite_constraint || code == "P0001"
        });
        let unreadable = matches!(
            error,
            sqlx::Error::ColumnDecode { .. } | sqlx::Error::Decode(_)
        );
        if refused || unreadable {
            Self::Corrupt
        } else {
            Self::Unavailable
        }
    }
}

impl From<rusqlite::Error> for LedgerError {
    fn from(error: rusqlite::Error) -> Self {
        tracing::error!(%error, "the credit ledger's database failed");
        match error.sqlite_error_code() {
            // A trigger that raises is a violated constraint too.
            Some(rusqlite::ErrorCode::ConstraintViolation) => Self::Corrupt,
            _ => Self::Unavailable,
        }
    }
}

pub(super) fn corrupt(what: &str) -> LedgerError {
    tracing::error!(what, "the credit ledger contradicts itself");
    LedgerError::Corrupt
}

/// Runs a write in a task of its own, so that whoever asked may go away without dropping it half way.
pub(super) async fn detached<T: Send + 'static>(
    work: impl Future<Output = Result<T, LedgerError>> + Send + 'static,
) -> Result<T, LedgerError> {
    tokio::spawn(work).await.unwrap_or_else(|error| {
        tracing::error!(%error, "a write to the credit ledger did not end");
        Err(LedgerError::Unavailable)
    })
}
