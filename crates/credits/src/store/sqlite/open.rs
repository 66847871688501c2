//! Opening a database that a ledger may be trusted to.

use std::path::Path;
use std::time::Duration;

use sqlx::SqlSafeStr;
use sqlx::migrate::{MigrateError, Migration, MigrationType, Migrator};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};

/// Releases before this one can corrupt a WAL database when two connections checkpoint at once.
const OLDEST_SQLITE: (u32, u32, u32) = (3, 51, 3);

/// How many connections read beside the one that writes.
const READERS: u32 = 4;

/// The migrator's own table, so that other migrators may work on the same database.
const MIGRATIONS_TABLE: &str = "credits_migrations";

/// Number, description and text of each migration. Listed by hand, because sqlx's macro would have
/// SQLite and half of sqlx built a second time for the compiler's own use.
const MIGRATIONS: &[(i64, &str, &str)] = &[(
    1,
    "ledger",
    include_str!("../../../migrations/sqlite/0001_ledger.sql"),
)];

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
}

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
        .pragma("mmap_size", "0")
        .pragma("trusted_schema", "OFF")
}

/// Opens the database, one connection that writes and some that only read, and verifies both.
pub async fn open(path: impl AsRef<Path>) -> Result<(SqlitePool, SqlitePool), OpenError> {
    let options = connect_options(path);
    // The writer comes first: it creates the file and sets its journal mode for good.
    let writer = SqlitePoolOptions::new()
        .max_connections(1)
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

/// Brings the ledger's tables up to date. Other migrators may work on the same database: this one
/// keeps its own table and knows only its own migrations.
pub async fn migrate(writer: &SqlitePool) -> Result<(), OpenError> {
    let mut migrator = Migrator::with_migrations(
        MIGRATIONS
            .iter()
            .map(|&(version, description, sql)| {
                Migration::new(
                    version,
                    description.into(),
                    MigrationType::Simple,
                    sql.into_sql_str(),
                    false,
                )
            })
            .collect(),
    );
    migrator.dangerous_set_table_name(MIGRATIONS_TABLE);
    migrator.run(writer).await?;
    Ok(())
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
