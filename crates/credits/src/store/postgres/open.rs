//! Opening a PostgreSQL database that a ledger may be trusted to.

use std::str::FromStr;
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use sqlx::{ConnectOptions, Connection};

use super::super::OpenError;
use super::super::migrations::{self, Text};

/// Connections of one process, beside those of other processes on the same server.
const CONNECTIONS: u32 = 16;

const MIGRATIONS: &[Text] = &[
    (
        1,
        "ledger",
        include_str!("../../../migrations/postgres/0001_ledger.sql"),
    ),
    (
        2,
        "debt",
        include_str!("../../../migrations/postgres/0002_debt.sql"),
    ),
    (
        3,
        "entry at",
        include_str!("../../../migrations/postgres/0003_entry_at.sql"),
    ),
];

/// How every connection is opened. A commit is answered only when it is on disk; a session that lost its owner in the
/// middle of a transaction ends it by itself, so that what it has locked does not stay locked.
pub fn connect_options(url: &str) -> Result<PgConnectOptions, OpenError> {
    Ok(PgConnectOptions::from_str(url)?
        .application_name("breakout-clips")
        .options([
            ("synchronous_commit", "on"),
            ("default_transaction_isolation", "read committed"),
            ("idle_in_transaction_session_timeout", "30s"),
            ("lock_timeout", "20s"),
            ("TimeZone", "UTC"),
        ]))
}

/// Opens the database that the URL names and verifies that it keeps the ledger's promises.
pub async fn open(url: &str) -> Result<PgPool, OpenError> {
    let options = connect_options(url)?;
    // A pool tries again until its time is up and then says only that; one connection of one's own says what is wrong.
    options.connect().await?.close().await?;
    let pool = PgPoolOptions::new()
        .max_connections(CONNECTIONS)
        .acquire_timeout(Duration::from_secs(20))
        .connect_with(options)
        .await?;
    verify(&pool).await?;
    Ok(pool)
}

/// Checks that a pool's connections keep the ledger's promises.
pub async fn verify(pool: &PgPool) -> Result<(), OpenError> {
    let needed = [
        ("synchronous_commit", "on"),
        ("transaction_isolation", "read committed"),
        ("server_encoding", "UTF8"),
    ];
    for (setting, needed) in needed {
        let found: String = sqlx::query_scalar("SELECT current_setting($1)")
            .bind(setting)
            .fetch_one(pool)
            .await?;
        if found != needed {
            return Err(OpenError::Setting {
                setting,
                needed,
                found,
            });
        }
    }
    Ok(())
}

/// Brings the ledger's tables up to date.
pub async fn migrate(pool: &PgPool) -> Result<(), OpenError> {
    Ok(migrations::migrator(MIGRATIONS).run(pool).await?)
}
