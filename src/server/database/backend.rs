//! What a database has to be for the stores to live on it.

use super::query::{Columns, Takes};
use futures::future::BoxFuture;
use sqlx::{Database, Error, SqlStr};

/// SQLite or PostgreSQL. Bounds that sqlx asks of every generic function are said here once.
pub trait Backend:
    Database<Row: Columns>
    + Takes<i64>
    + Takes<Option<i64>>
    + Takes<String>
    + Takes<Option<String>>
    + for<'v> Takes<&'v String>
    + for<'v> Takes<&'v str>
    + for<'v> Takes<Option<&'v str>>
    + Sync
{
    /// Begins a transaction that writes.
    const BEGIN: &'static str;

    /// Begins a transaction that writes, alone among those with this lock.
    fn begin_alone(lock: i64) -> String;

    /// Runs a statement, and answers how many rows it changed.
    fn execute<'c>(
        connection: &'c mut Self::Connection,
        sql: SqlStr,
        arguments: Self::Arguments,
    ) -> BoxFuture<'c, Result<u64, Error>>;

    /// Runs a statement to its end, and answers its rows.
    fn fetch<'c>(
        connection: &'c mut Self::Connection,
        sql: SqlStr,
        arguments: Self::Arguments,
    ) -> BoxFuture<'c, Result<Vec<Self::Row>, Error>>;
}
