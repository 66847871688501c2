//! Forgotten passwords, in either database.

use super::{Asked, RecoveryStore};
use crate::accounts::store::write_password;
use crate::mail::{LetterKind, put};
use crate::server::database::{Backend, Columns, Database, query};
use ::credits::AccountId;
use async_trait::async_trait;
use uuid::Uuid;

/// How long it is kept what was asked for and has come to nothing.
const KEPT_MS: i64 = 24 * 3_600_000;

/// Forgotten passwords on the shared database.
pub struct SqlRecovery<B: Backend> {
    database: Database<B>,
}

impl<B: Backend> SqlRecovery<B> {
    pub fn new(database: Database<B>) -> Self {
        Self { database }
    }
}

#[async_trait]
impl<B: Backend> RecoveryStore for SqlRecovery<B> {
    async fn ask(&self, asked: &Asked) -> Result<(), sqlx::Error> {
        let id = Uuid::now_v7();
        let mut transaction = self.database.begin_writing().await?;
        for past in [
            "DELETE FROM password_request WHERE created_at < $1",
            "DELETE FROM password_link WHERE expires_at < $1",
        ] {
            query::<B>(past)
                .bind(asked.at_ms - KEPT_MS)
                .execute(&mut *transaction)
                .await?;
        }
        query::<B>("INSERT INTO password_request (id, email, created_at) VALUES ($1, $2, $3)")
            .bind(id.to_string())
            .bind(&asked.email)
            .bind(asked.at_ms)
            .execute(&mut *transaction)
            .await?;
        put::<B>(&mut transaction, LetterKind::NewPassword, id, asked.at_ms).await?;
        transaction.commit().await
    }

    async fn asked(&self, id: Uuid) -> Result<Option<Asked>, sqlx::Error> {
        let row = query::<B>("SELECT email, created_at FROM password_request WHERE id = $1")
            .bind(id.to_string())
            .fetch_optional(&self.database.readers)
            .await?;
        row.map(|row| {
            Ok(Asked {
                email: row.get("email")?,
                at_ms: row.get("created_at")?,
            })
        })
        .transpose()
    }

    async fn withdraw(&self, id: Uuid) -> Result<(), sqlx::Error> {
        query::<B>("DELETE FROM password_request WHERE id = $1")
            .bind(id.to_string())
            .execute(&self.database.writer)
            .await?;
        Ok(())
    }

    async fn admit(
        &self,
        hash: &str,
        account: &AccountId,
        until_ms: i64,
    ) -> Result<(), sqlx::Error> {
        query::<B>(
            "INSERT INTO password_link (token_hash, account, expires_at) VALUES ($1, $2, $3)",
        )
        .bind(hash)
        .bind(account.to_string())
        .bind(until_ms)
        .execute(&self.database.writer)
        .await?;
        Ok(())
    }

    async fn admitted(&self, hash: &str, now_ms: i64) -> Result<Option<AccountId>, sqlx::Error> {
        let row = query::<B>(
            "SELECT account FROM password_link WHERE token_hash = $1 AND expires_at > $2",
        )
        .bind(hash)
        .bind(now_ms)
        .fetch_optional(&self.database.readers)
        .await?;
        row.map(|row| {
            row.get::<String>("account")?
                .parse::<AccountId>()
                .map_err(|cause| sqlx::Error::Decode(cause.to_string().into()))
        })
        .transpose()
    }

    async fn set_password(
        &self,
        hash: &str,
        password_hash: &str,
        now_ms: i64,
    ) -> Result<bool, sqlx::Error> {
        let mut transaction = self.database.begin_writing().await?;
        // Of two who use the link at once, one deletes it.
        let used = query::<B>(
            "DELETE FROM password_link WHERE token_hash = $1 AND expires_at > $2 RETURNING account",
        )
        .bind(hash)
        .bind(now_ms)
        .fetch_optional(&mut *transaction)
        .await?;
        let Some(used) = used else {
            return Ok(false);
        };
        let account: String = used.get("account")?;
        write_password::<B>(&mut transaction, &account, password_hash).await?;
        transaction.commit().await?;
        Ok(true)
    }
}
