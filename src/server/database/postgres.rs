//! PostgreSQL: for when one machine is outgrown.

use super::{Backend, Database, Problem, Text, migrator};
use ::credits::store::{PostgresLedger, postgres};
use futures::FutureExt;
use futures::future::BoxFuture;
use sqlx::SqlStr;
use sqlx::postgres::{PgArguments, PgConnection, PgRow, Postgres};

const MIGRATIONS: &[Text] = include!(concat!(env!("OUT_DIR"), "/migrations-postgres.rs"));

impl Database<Postgres> {
    /// Connects, asserts the settings that the ledger relies on, and brings the schema up to date. Several processes may
    /// do so at once: the migrators wait for each other.
    pub async fn connect(url: &str) -> Result<Self, Problem> {
        let pool = postgres::open(url).await?;
        postgres::migrate(&pool).await?;
        migrator(MIGRATIONS).run(&pool).await?;
        Ok(Self {
            writer: pool.clone(),
            readers: pool,
        })
    }

    /// The ledger in the same database.
    pub fn ledger(&self) -> PostgresLedger {
        PostgresLedger::new(self.writer.clone())
    }
}

impl Backend for Postgres {
    const BEGIN: &'static str = "BEGIN";

    /// The lock goes with the transaction, however that ends.
    fn begin_alone(lock: i64) -> String {
        format!("BEGIN; SELECT pg_advisory_xact_lock({lock})")
    }

    fn execute<'c>(
        connection: &'c mut PgConnection,
        sql: SqlStr,
        arguments: PgArguments,
    ) -> BoxFuture<'c, Result<u64, sqlx::Error>> {
        async move {
            let done = sqlx::query_with(sql, arguments).execute(connection).await?;
            Ok(done.rows_affected())
        }
        .boxed()
    }

    fn fetch<'c>(
        connection: &'c mut PgConnection,
        sql: SqlStr,
        arguments: PgArguments,
    ) -> BoxFuture<'c, Result<Vec<PgRow>, sqlx::Error>> {
        sqlx::query_with(sql, arguments)
            .fetch_all(connection)
            .boxed()
    }
}
