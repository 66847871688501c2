//! Accounts, in either database.

use super::{Account, AccountStore};
use crate::server::database::{Backend, Columns, Database, query};
use crate::ui::date::Zone;
use ::credits::AccountId;
use async_trait::async_trait;
use sqlx::Transaction;

/// The accounts on the shared database.
pub struct SqlAccounts<B: Backend> {
    database: Database<B>,
}

impl<B: Backend> SqlAccounts<B> {
    pub fn new(database: Database<B>) -> Self {
        Self { database }
    }
}

#[async_trait]
impl<B: Backend> AccountStore for SqlAccounts<B> {
    async fn add(&self, account: &Account, password_hash: &str) -> Result<bool, sqlx::Error> {
        let added = query::<B>(
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
        Ok(added == 1)
    }

    async fn by_id(&self, id: &AccountId) -> Result<Option<Account>, sqlx::Error> {
        let row = query::<B>("SELECT * FROM account WHERE id = $1 AND closed_at IS NULL")
            .bind(id.to_string())
            .fetch_optional(&self.database.readers)
            .await?;
        row.map(|row| read(&row)).transpose()
    }

    async fn ever(&self, id: &AccountId) -> Result<Option<(Account, bool)>, sqlx::Error> {
        let row = query::<B>("SELECT * FROM account WHERE id = $1")
            .bind(id.to_string())
            .fetch_optional(&self.database.readers)
            .await?;
        row.map(|row| {
            let closed_at: Option<i64> = row.get("closed_at")?;
            Ok((read(&row)?, closed_at.is_some()))
        })
        .transpose()
    }

    async fn by_email(&self, email: &str) -> Result<Option<(Account, String)>, sqlx::Error> {
        let row = query::<B>("SELECT * FROM account WHERE email = $1 AND closed_at IS NULL")
            .bind(email)
            .fetch_optional(&self.database.readers)
            .await?;
        row.map(|row| Ok((read(&row)?, row.get("password_hash")?)))
            .transpose()
    }

    async fn set_clock(&self, id: &AccountId, clock_ahead_ms: i64) -> Result<(), sqlx::Error> {
        query::<B>("UPDATE account SET clock_ahead = $1 WHERE id = $2 AND clock_ahead < $1")
            .bind(clock_ahead_ms)
            .bind(id.to_string())
            .execute(&self.database.writer)
            .await?;
        Ok(())
    }

    async fn set_zone(&self, id: &AccountId, zone: &Zone) -> Result<(), sqlx::Error> {
        query::<B>("UPDATE account SET time_zone = $1 WHERE id = $2")
            .bind(zone.name())
            .bind(id.to_string())
            .execute(&self.database.writer)
            .await?;
        Ok(())
    }

    async fn set_password(&self, id: &AccountId, password_hash: &str) -> Result<(), sqlx::Error> {
        let mut transaction = self.database.begin_writing().await?;
        write_password::<B>(&mut transaction, &id.to_string(), password_hash).await?;
        transaction.commit().await
    }

    async fn browsers(&self, id: &AccountId, now_ms: i64) -> Result<u64, sqlx::Error> {
        let row = query::<B>(
            "SELECT COUNT(*) AS browsers FROM session WHERE account = $1 AND expires_at > $2",
        )
        .bind(id.to_string())
        .bind(now_ms)
        .fetch_one(&self.database.readers)
        .await?;
        Ok(u64::try_from(row.get::<i64>("browsers")?).unwrap_or_default())
    }

    async fn end_sessions(&self, id: &AccountId) -> Result<(), sqlx::Error> {
        query::<B>("DELETE FROM session WHERE account = $1")
            .bind(id.to_string())
            .execute(&self.database.writer)
            .await?;
        Ok(())
    }
}

/// Sets the account's password, uses up every link to a new one and ends all its sessions, within a transaction. An address
/// that waits to be confirmed was asked for with the password before, perhaps by whom the new one keeps out: it waits no more.
pub(in crate::accounts) async fn write_password<B: Backend>(
    transaction: &mut Transaction<'_, B>,
    account: &str,
    password_hash: &str,
) -> Result<(), sqlx::Error> {
    query::<B>("UPDATE account SET password_hash = $1 WHERE id = $2")
        .bind(password_hash)
        .bind(account)
        .execute(&mut **transaction)
        .await?;
    for end in [
        "DELETE FROM password_link WHERE account = $1",
        "DELETE FROM password_request WHERE email = (SELECT email FROM account WHERE id = $1)",
        "DELETE FROM address_link WHERE request IN (SELECT id FROM address_change WHERE account = $1)",
        "DELETE FROM address_change WHERE account = $1",
        "DELETE FROM session WHERE account = $1",
    ] {
        query::<B>(end)
            .bind(account)
            .execute(&mut **transaction)
            .await?;
    }
    Ok(())
}

fn read(row: &impl Columns) -> Result<Account, sqlx::Error> {
    let id: String = row.get("id")?;
    let zone: String = row.get("time_zone")?;
    Ok(Account {
        id: id
            .parse::<AccountId>()
            .map_err(|cause| sqlx::Error::Decode(cause.to_string().into()))?,
        email: row.get("email")?,
        clock_ahead_ms: row.get("clock_ahead")?,
        created_ms: row.get("created_at")?,
        // A zone that a newer database renamed is no reason to lock anybody out.
        zone: Zone::named(&zone).unwrap_or_default(),
    })
}
