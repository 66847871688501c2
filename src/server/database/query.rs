//! A statement with its values, for either database. It is sqlx's own query underneath: prepared once, its values bound as
//! the types they are, its rows sqlx's rows.

use super::Backend;
use sqlx::error::BoxDynError;
use sqlx::{
    Arguments, ColumnIndex, Database, Decode, Encode, Error, Pool, Row, SqlSafeStr, SqlStr, Type,
};

/// A database that takes values of this type.
pub trait Takes<T>: Database {
    fn take(arguments: &mut Self::Arguments, value: T) -> Result<(), BoxDynError>;
}

impl<'v, D, T> Takes<T> for D
where
    D: Database,
    T: Encode<'v, D> + Type<D>,
{
    fn take(arguments: &mut D::Arguments, value: T) -> Result<(), BoxDynError> {
        arguments.add(value)
    }
}

/// A row that has values of this type.
pub trait Gives<T> {
    fn give(&self, column: &str) -> Result<T, Error>;
}

impl<R, T> Gives<T> for R
where
    R: Row,
    for<'r> T: Decode<'r, R::Database> + Type<R::Database>,
    for<'n> &'n str: ColumnIndex<R>,
{
    fn give(&self, column: &str) -> Result<T, Error> {
        self.try_get(column)
    }
}

/// A row of either database. Whole numbers are 64 bits wide in both, and truth is 0 or 1.
pub trait Columns:
    Gives<i64> + Gives<Option<i64>> + Gives<String> + Gives<Option<String>> + Send + Sync
{
    /// The value of the column with that name.
    fn get<T>(&self, column: &str) -> Result<T, Error>
    where
        Self: Gives<T>,
    {
        self.give(column)
    }

    /// Whether the column says 1.
    fn is_set(&self, column: &str) -> Result<bool, Error> {
        Ok(self.get::<i64>(column)? == 1)
    }
}

impl<R> Columns for R where
    R: Gives<i64> + Gives<Option<i64>> + Gives<String> + Gives<Option<String>> + Send + Sync
{
}

/// A statement, and the values bound so far.
#[must_use]
pub struct Query<B: Backend> {
    sql: SqlStr,
    arguments: Result<B::Arguments, BoxDynError>,
}

/// Begins a statement.
pub fn query<B: Backend>(sql: impl SqlSafeStr) -> Query<B> {
    Query {
        sql: sql.into_sql_str(),
        arguments: Ok(B::Arguments::default()),
    }
}

/// Where a statement runs: on any connection of a pool, or on one that is in a transaction.
pub enum On<'c, B: Backend> {
    Pool(&'c Pool<B>),
    Connection(&'c mut B::Connection),
}

impl<'c, B: Backend> From<&'c Pool<B>> for On<'c, B> {
    fn from(pool: &'c Pool<B>) -> Self {
        Self::Pool(pool)
    }
}

impl<'c, B: Backend> From<&'c mut B::Connection> for On<'c, B> {
    fn from(connection: &'c mut B::Connection) -> Self {
        Self::Connection(connection)
    }
}

impl<B: Backend> Query<B> {
    /// Binds the next value.
    pub fn bind<T>(mut self, value: T) -> Self
    where
        B: Takes<T>,
    {
        self.arguments = self.arguments.and_then(|mut arguments| {
            B::take(&mut arguments, value)?;
            Ok(arguments)
        });
        self
    }

    /// Runs it, and answers how many rows it changed.
    pub async fn execute(self, on: impl Into<On<'_, B>>) -> Result<u64, Error> {
        #[cfg(test)]
        super::counting::count_one();
        let arguments = self.arguments.map_err(Error::Encode)?;
        match on.into() {
            On::Connection(connection) => B::execute(connection, self.sql, arguments).await,
            On::Pool(pool) => B::execute(&mut *pool.acquire().await?, self.sql, arguments).await,
        }
    }

    /// Runs it, and answers all its rows.
    pub async fn fetch_all(self, on: impl Into<On<'_, B>>) -> Result<Vec<B::Row>, Error> {
        #[cfg(test)]
        super::counting::count_one();
        let arguments = self.arguments.map_err(Error::Encode)?;
        match on.into() {
            On::Connection(connection) => B::fetch(connection, self.sql, arguments).await,
            On::Pool(pool) => B::fetch(&mut *pool.acquire().await?, self.sql, arguments).await,
        }
    }

    /// Runs a statement that answers one row at most.
    pub async fn fetch_optional(self, on: impl Into<On<'_, B>>) -> Result<Option<B::Row>, Error> {
        Ok(self.fetch_all(on).await?.into_iter().next())
    }

    /// Runs a statement that answers one row.
    pub async fn fetch_one(self, on: impl Into<On<'_, B>>) -> Result<B::Row, Error> {
        self.fetch_optional(on).await?.ok_or(Error::RowNotFound)
    }
}
