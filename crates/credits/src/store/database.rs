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
            !matches!(error.kind(), ErrorKind::Other) || raised(&code)
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

/// Whether a trigger raised. That is a kind of its own on neither database: SQLite answers an extended code, of at most four
/// digits, whose low byte is that of a constraint, 19, and PostgreSQL answers `raise_exception` among its codes of five.
fn raised(code: &str) -> bool {
    let is_constraint = |code: u32| code & 0xff == 19;
    code == "P0001" || code.len() < 5 && code.parse().is_ok_and(is_constraint)
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

#[cfg(test)]
mod tests {
    use super::*;
    use sqlx::error::DatabaseError;
    use std::borrow::Cow;
    use std::error::Error;
    use std::fmt;

    /// What a database answers.
    #[derive(Debug)]
    struct Answer {
        code: &'static str,
        unique: bool,
    }

    impl fmt::Display for Answer {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str(self.code)
        }
    }

    impl Error for Answer {}

    impl DatabaseError for Answer {
        fn message(&self) -> &str {
            self.code
        }

        fn code(&self) -> Option<Cow<'_, str>> {
            Some(self.code.into())
        }

        fn kind(&self) -> ErrorKind {
            match self.unique {
                true => ErrorKind::UniqueViolation,
                false => ErrorKind::Other,
            }
        }

        fn as_error(&self) -> &(dyn Error + Send + Sync + 'static) {
            self
        }

        fn as_error_mut(&mut self) -> &mut (dyn Error + Send + Sync + 'static) {
            self
        }

        fn into_error(self: Box<Self>) -> Box<dyn Error + Send + Sync + 'static> {
            self
        }
    }

    fn meaning(code: &'static str, unique: bool) -> LedgerError {
        sqlx::Error::Database(Box::new(Answer { code, unique })).into()
    }

    #[test]
    fn books_that_refuse_are_told_from_a_database_that_cannot() {
        // A trigger that raises (SQLite's 19 with 7 above it, PostgreSQL's own), and other constraints.
        for code in ["1811", "19", "275", "P0001"] {
            assert_eq!(meaning(code, false), LedgerError::Corrupt, "{code}");
        }
        for code in ["2067", "23505"] {
            assert_eq!(meaning(code, true), LedgerError::Corrupt, "{code}");
        }
        // SQLite: busy, a full disk, damaged; PostgreSQL: serialization, cancelled, and two that end like 19 in bits.
        for code in ["5", "13", "11", "40001", "57014", "53011", "25875", ""] {
            assert_eq!(meaning(code, false), LedgerError::Unavailable, "{code}");
        }
        let unread = sqlx::Error::Decode("not a number".into());
        assert_eq!(LedgerError::from(unread), LedgerError::Corrupt);
        let gone = LedgerError::from(sqlx::Error::PoolTimedOut);
        assert_eq!(gone, LedgerError::Unavailable);
    }
}
