//! Databases to test.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

use credits::store::{self, PostgresLedger, SqliteLedger};
use sqlx::sqlite::{SqlitePoolOptions, SqliteSynchronous};
use throwaway_postgres::Cluster;
use uuid::Uuid;

use super::Bench;

/// A folder that goes away with the test.
pub struct Folder(PathBuf);

impl Folder {
    pub fn new() -> Self {
        let path = std::env::temp_dir().join(format!("credits-{}", Uuid::new_v4()));
        std::fs::create_dir_all(&path).expect("a temporary folder");
        Self(path)
    }

    pub fn database(&self) -> PathBuf {
        self.0.join("ledger.db")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

pub async fn sqlite() -> Bench {
    let folder = Folder::new();
    let (writer, readers) = store::open(folder.database()).await.expect("opens");
    store::migrate(&writer).await.expect("migrates");
    Bench {
        writer: Some(writer.clone()),
        _folder: Some(folder),
        ..Bench::of(SqliteLedger::new(writer, readers))
    }
}

/// A database that does not wait for the disk, for tests that compare and do not crash.
pub async fn hasty_sqlite() -> Bench {
    let folder = Folder::new();
    let options = store::connect_options(folder.database()).synchronous(SqliteSynchronous::Off);
    let pool = SqlitePoolOptions::new()
        .max_connections(1)
        .connect_with(options)
        .await;
    let pool = pool.expect("opens");
    store::migrate(&pool).await.expect("migrates");
    Bench {
        writer: Some(pool.clone()),
        _folder: Some(folder),
        ..Bench::of(SqliteLedger::new(pool.clone(), pool))
    }
}

/// A database of its own on this process's throw-away cluster.
pub async fn postgres() -> Bench {
    static NAMES: AtomicU32 = AtomicU32::new(0);
    let cluster = Cluster::shared();
    let name = format!("ledger_{}", NAMES.fetch_add(1, Ordering::Relaxed));
    let url = cluster.create(&name, None).expect("makes a database");
    let pool = store::postgres::open(&url).await.expect("opens");
    store::postgres::migrate(&pool).await.expect("migrates");
    Bench {
        postgres: Some(pool.clone()),
        ..Bench::of(PostgresLedger::new(pool))
    }
}

/// Empties a PostgreSQL bench, so that numbers begin at 1 again. Only a superuser can do this, and only by telling the
/// session to overlook every trigger. `TRUNCATE` makes new files for each table and each index: with it a thousand
/// histories took 107 s, and take 62 by deleting. What that leaves behind is cleared away now and then.
pub async fn wipe(bench: &Bench) {
    let pool = bench.postgres.as_ref().expect("a PostgreSQL database");
    // Requests that nobody waited for are carried through, but not into the next history.
    while pool.num_idle() < pool.size() as usize {
        tokio::task::yield_now().await;
    }
    sqlx::raw_sql(
        "BEGIN; SET LOCAL session_replication_role = replica;
         DELETE FROM credits_balance;
         DELETE FROM credits_lot;
         DELETE FROM credits_hold;
         DELETE FROM credits_hold_lot;
         DELETE FROM credits_entry;
         DELETE FROM credits_entry_lot;
         DELETE FROM credits_right;
         DELETE FROM credits_verdict;
         DELETE FROM credits_request;
         DELETE FROM credits_outbox;
         DELETE FROM credits_debt;
         DELETE FROM credits_price_list WHERE version > 1;
         SELECT setval('credits_entry_id', 1, false), setval(pg_get_serial_sequence('credits_outbox', 'id'), 1, false),
             setval(pg_get_serial_sequence('credits_debt', 'id'), 1, false);
         COMMIT",
    )
    .execute(pool)
    .await
    .expect("empties the tables");
    static WIPES: AtomicU32 = AtomicU32::new(0);
    if WIPES.fetch_add(1, Ordering::Relaxed) % 50 == 49 {
        let cleared = sqlx::raw_sql("VACUUM").execute(pool).await;
        cleared.expect("clears away");
    }
}
