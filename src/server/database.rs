//! The database that all stores share: which one it is, how it is opened, and how a statement reaches it.
//!
//! Most statements read the same in SQLite and in PostgreSQL, so a store is written once, over any [`Backend`]; what one of
//! the two has to say differently stands in the store's own `sqlite.rs` and `postgres.rs`.

mod address;
mod backend;
#[cfg(test)]
pub mod counting;
mod postgres;
mod query;
mod sqlite;
#[cfg(test)]
mod tests;

pub use address::Address;
pub use backend::Backend;
pub use query::{Columns, On, Query, query};

use async_trait::async_trait;
use sha2::{Digest, Sha256};
use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::{AssertSqlSafe, Pool, SqlSafeStr, Transaction};
use std::borrow::Cow;

/// Why the database cannot be opened.
type Problem = Box<dyn std::error::Error + Send + Sync>;

/// The connections to the one database. SQLite has a single writer; giving it one connection of its own turns waiting into
/// a queue instead of an error. On PostgreSQL both are the same pool.
#[derive(Debug)]
pub struct Database<B: Backend> {
    pub writer: Pool<B>,
    pub readers: Pool<B>,
}

impl<B: Backend> Clone for Database<B> {
    fn clone(&self) -> Self {
        Self {
            writer: self.writer.clone(),
            readers: self.readers.clone(),
        }
    }
}

impl<B: Backend> Database<B> {
    /// Begins a transaction that writes.
    pub async fn begin_writing(&self) -> Result<Transaction<'static, B>, sqlx::Error> {
        self.writer.begin_with(B::BEGIN).await
    }

    /// Begins a transaction that writes, alone among those that say the same words. Whatever is numbered, or read first
    /// and written then, needs this on a database with several writers; it is the only lock such a transaction waits for
    /// beside those of rows, so that no two wait for each other.
    pub async fn begin_alone(&self, on: &str) -> Result<Transaction<'static, B>, sqlx::Error> {
        let [a, b, c, d, e, f, g, h, ..] = <[u8; 32]>::from(Sha256::digest(on));
        let lock = i64::from_be_bytes([a, b, c, d, e, f, g, h]);
        let begin = B::begin_alone(lock);
        self.writer.begin_with(AssertSqlSafe(begin)).await
    }
}

/// An open database, for those who only want to know that it is there.
#[async_trait]
pub trait Connected: Send + Sync {
    /// Whether it answers.
    async fn answers(&self) -> Result<(), sqlx::Error>;

    /// Runs a statement behind the stores' backs, as only a test does.
    #[cfg(test)]
    async fn run(&self, sql: &str) -> Result<u64, sqlx::Error>;
}

#[async_trait]
impl<B: Backend> Connected for Database<B> {
    async fn answers(&self) -> Result<(), sqlx::Error> {
        query::<B>("SELECT 1").execute(&self.readers).await?;
        Ok(())
    }

    #[cfg(test)]
    async fn run(&self, sql: &str) -> Result<u64, sqlx::Error> {
        query::<B>(AssertSqlSafe(sql.to_owned()))
            .execute(&self.writer)
            .await
    }
}

/// Number, description and text of a migration, as `build.rs` lists the files.
type Text = (i64, &'static str, &'static str);

fn migrator(texts: &[Text]) -> Migrator {
    let migrations = texts.iter().map(|&(version, description, sql)| {
        Migration::new(
            version,
            Cow::Borrowed(description),
            MigrationType::Simple,
            sql.into_sql_str(),
            false,
        )
    });
    Migrator::with_migrations(migrations.collect())
}
