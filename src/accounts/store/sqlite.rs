//! Accounts in SQLite.

use super::{Account, AccountStore};
use crate::server::Database;
use ::credits::AccountId;
use async_trait::async_trait;
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

/// The accounts on the shared database.
pub struct SqliteAccounts {
    database: Database,
}

impl SqliteAccounts {
    pub fn new(database: Database) -> Self {
        Self { database }
    }
}

#[async_trait]
impl AccountStore for SqliteAccounts {
    async fn add(&self, account: &Account, password_hash: &str) -> Result<bool, sqlx::Error> {
        let added = sqlx::query(
            "INSERT INTO account (id, email, password_hash, clock_ahead, created_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (email) DO NOTHING",
        )
        .bind(account.id.to_string())
        .bind(&account.email)
        .bind(password_hash)
        .bind(account.clock_ahead_ms)
        .bind(account.created_ms)
        .execute(&self.database.writer)
        .await?;
        Ok(added.rows_affected() == 1)
    }

    async fn by_id(&self, id: &AccountId) -> Result<Option<Account>, sqlx::Error> {
        let row = sqlx::query("SELECT * FROM account WHERE id = $1")
            .bind(id.to_string())
            .fetch_optional(&self.database.readers)
            .await?;
        row.map(|row| read(&row)).transpose()
    }

    async fn by_email(&self, email: &str) -> Result<Option<(Account, String)>, sqlx::Error> {
        let row = sqlx::query("SELECT * FROM account WHERE email = $1")
            .bind(email)
            .fetch_optional(&self.database.readers)
            .await?;
        row.map(|row| Ok((read(&row)?, row.try_get("password_hash")?)))
            .transpose()
    }

    async fn set_clock(&self, id: &AccountId, clock_ahead_ms: i64) -> Result<(), sqlx::Error> {
        sqlx::query("UPDATE account SET clock_ahead = max(clock_ahead, $1) WHERE id = $2")
            .bind(clock_ahead_ms)
            .bind(id.to_string())
            .execute(&self.database.writer)
            .await?;
        Ok(())
    }

    async fn all(&self) -> Result<Vec<Account>, sqlx::Error> {
        sqlx::query("SELECT * FROM account ORDER BY created_at, id")
            .fetch_all(&self.database.readers)
            .await?
            .iter()
            .map(read)
            .collect()
    }
}

fn read(row: &SqliteRow) -> Result<Account, sqlx::Error> {
    let id: String = row.try_get("id")?;
    Ok(Account {
        id: id
            .parse::<AccountId>()
            .map_err(|cause| sqlx::Error::Decode(cause.to_string().into()))?,
        email: row.try_get("email")?,
        clock_ahead_ms: row.try_get("clock_ahead")?,
        created_ms: row.try_get("created_at")?,
    })
}
