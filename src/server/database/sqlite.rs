//! SQLite: the embedded database, one file.

use super::{Backend, Database, Problem, Text, migrator};
use ::credits::store::SqliteLedger;
use futures::FutureExt;
use futures::future::BoxFuture;
use sqlx::SqlStr;
use sqlx::sqlite::{Sqlite, SqliteArguments, SqliteConnection, SqliteRow};
use std::path::Path;

const MIGRATIONS: &[Text] = include!(concat!(env!("OUT_DIR"), "/migrations-sqlite.rs"));

impl Database<Sqlite> {
    /// Opens the file, asserts the pragmas and SQLite's version, and brings the schema up to date.
    pub async fn open(path: &Path) -> Result<Self, Problem> {
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        let (writer, readers) = ::credits::store::open(path).await?;
        ::credits::store::migrate(&writer).await?;
        migrator(MIGRATIONS).run(&writer).await?;
        Ok(Self { writer, readers })
    }

    /// The ledger in the same file.
    pub fn ledger(&self) -> SqliteLedger {
        SqliteLedger::new(self.writer.clone(), self.readers.clone())
    }
}

impl Backend for Sqlite {
    // A deferred transaction fails when it turns into a writer while another one writes.
    const BEGIN: &'static str = "BEGIN IMMEDIATE";

    /// Every transaction that writes is alone.
    fn begin_alone(_lock: i64) -> String {
        Self::BEGIN.to_owned()
    }

    fn execute<'c>(
        connection: &'c mut SqliteConnection,
        sql: SqlStr,
        arguments: SqliteArguments,
    ) -> BoxFuture<'c, Result<u64, sqlx::Error>> {
        async move {
            let done = sqlx::query_with(sql, arguments).execute(connection).await?;
            Ok(done.rows_affected())
        }
        .boxed()
    }

    fn fetch<'c>(
        connection: &'c mut SqliteConnection,
        sql: SqlStr,
        arguments: SqliteArguments,
    ) -> BoxFuture<'c, Result<Vec<SqliteRow>, sqlx::Error>> {
        sqlx::query_with(sql, arguments)
            .fetch_all(connection)
            .boxed()
    }
}
