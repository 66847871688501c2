//! Accounts in SQLite.

use super::{Account, AccountStore};
use crate::server::Database;
use crate::ui::date::Zone;
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
            "INSERT INTO account (id, email, password_hash, clock_ahead, created_at, time_zone) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (email) DO NOTHING",
        )
        .bind(account.id.to_string())
        .bind(&account.email)
        .bind(password_hash)
        .bind(account.clock_ahead_ms)
        .bind(account.created_ms)
        .bind(account.zone.name())
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

    async fn set_zone(&self, id: &AccountId, zone: &Zone) -> Result<(), sqlx::Error> {
        sqlx::query("UPDATE account SET time_zone = $1 WHERE id = $2")
            .bind(zone.name())
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
    let zone: String = row.try_get("time_zone")?;
    Ok(Account {
        id: id
            .parse::<AccountId>()
            .map_err(|cause| sqlx::Error::Decode(cause.to_string().into()))?,
        email: row.try_get("email")?,
        clock_ahead_ms: row.try_get("clock_ahead")?,
        created_ms: row.try_get("created_at")?,
        // A zone that a newer database renamed is no reason to lock anybody out.
        zone: Zone::named(&zone).unwrap_or_default(),
    })
}
