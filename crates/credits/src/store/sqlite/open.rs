//! Opening a database that a ledger may be trusted to.

use std::path::Path;
use std::time::Duration;

use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};

use super::super::OpenError;
use super::super::migrations::{self, Text};

/// Releases before this one can corrupt a WAL database when two connections checkpoint at once.
const OLDEST_SQLITE: (u32, u32, u32) = (3, 51, 3);

/// How many connections read beside the one that writes.
const READERS: u32 = 4;

const MIGRATIONS: &[Text] = &[
    (
        1,
        "ledger",
        include_str!("../../../migrations/sqlite/0001_ledger.sql"),
    ),
    (
        2,
        "debt",
        include_str!("../../../migrations/sqlite/0002_debt.sql"),
    ),
    (
        3,
        "entry at",
        include_str!("../../../migrations/sqlite/0003_entry_at.sql"),
    ),
];

/// How every connection to the database is opened.
///
/// `synchronous = FULL`, because a grant that was acknowledged to a payment provider is not sent
/// again; `recursive_triggers`, because REPLACE would slip past the delete triggers without.
pub fn connect_options(path: impl AsRef<Path>) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(Duration::from_secs(5))
        .pragma("recursive_triggers", "ON")
        // A checkpoint waits for the disk too: about one for every 64 MB of journal instead of every 4.
        .pragma("wal_autocheckpoint", "16000")
        // What a savepoint may have to take back is kept in memory instead of a file.
        .pragma("temp_store", "MEMORY")
        .pragma("mmap_size", "0")
        .pragma("trusted_schema", "OFF")
}

/// Opens the database, one connection that writes and some that only read, and verifies both.
pub async fn open(path: impl AsRef<Path>) -> Result<(SqlitePool, SqlitePool), OpenError> {
    let options = connect_options(path);
    // The writer comes first: it creates the file and sets its journal mode for good.
    // A connection to a file does not go stale, and asking it each time costs two journeys to its thread.
    let writer = SqlitePoolOptions::new()
        .max_connections(1)
        .test_before_acquire(false)
        .connect_with(options.clone())
        .await?;
    let readers = SqlitePoolOptions::new()
        .max_connections(READERS)
        .connect_with(options.pragma("query_only", "ON"))
        .await?;
    verify(&writer).await?;
    verify(&readers).await?;
    Ok((writer, readers))
}

/// Checks that a pool's connections keep the ledger's promises.
pub async fn verify(pool: &SqlitePool) -> Result<(), OpenError> {
    let version: String = sqlx::query_scalar("SELECT sqlite_version()")
        .fetch_one(pool)
        .await?;
    if !is_new_enough(&version) {
        return Err(OpenError::TooOld { found: version });
    }
    let journal: String = sqlx::query_scalar("PRAGMA journal_mode")
        .fetch_one(pool)
        .await?;
    if !journal.eq_ignore_ascii_case("wal") {
        return Err(OpenError::NotWal { found: journal });
    }
    let needed = [
        ("synchronous", "PRAGMA synchronous", 2),
        ("foreign_keys", "PRAGMA foreign_keys", 1),
        ("recursive_triggers", "PRAGMA recursive_triggers", 1),
        ("mmap_size", "PRAGMA mmap_size", 0),
    ];
    for (pragma, query, needed) in needed {
        // A pragma that answers no row is off.
        let found: i64 = sqlx::query_scalar(query)
            .fetch_optional(pool)
            .await?
            .unwrap_or(0);
        if found != needed {
            return Err(OpenError::Pragma {
                pragma,
                needed,
                found,
            });
        }
    }
    let timeout: i64 = sqlx::query_scalar("PRAGMA busy_timeout")
        .fetch_one(pool)
        .await?;
    if timeout <= 0 {
        return Err(OpenError::Pragma {
            pragma: "busy_timeout",
            needed: 5_000,
            found: timeout,
        });
    }
    Ok(())
}

fn is_new_enough(version: &str) -> bool {
    let mut parts = version
        .split('.')
        .map(|part| part.parse::<u32>().unwrap_or(0));
    let mut next = || parts.next().unwrap_or(0);
    (next(), next(), next()) >= OLDEST_SQLITE
}

/// Brings the ledger's tables up to date. Other migrators may work on the same database.
pub async fn migrate(writer: &SqlitePool) -> Result<(), OpenError> {
    Ok(migrations::migrator(MIGRATIONS).run(writer).await?)
}

#[cfg(test)]
mod tests {
    use super::is_new_enough;

    #[test]
    fn releases_with_the_wal_reset_bug_are_refused() {
        for old in ["3.40.1", "3.51.2", "2.99.99", "", "garbage"] {
            assert!(!is_new_enough(old), "{old}");
        }
        for new in ["3.51.3", "3.52.0", "3.100.0", "4.0.0"] {
            assert!(is_new_enough(new), "{new}");
        }
    }
}
