//! Addresses that are about to change, in either database.

use super::{AddressStore, Change, Changed, Confirmed};
use crate::mail::{LetterKind, put};
use crate::server::database::{Backend, Columns, Database, query};
use ::credits::AccountId;
use async_trait::async_trait;
use sqlx::Transaction;
use uuid::Uuid;

/// How long it is kept what was asked for and has come to nothing, and what a letter tells of. A letter that has not gone
/// by then tells nobody anything new.
const KEPT_MS: i64 = 30 * 24 * 3_600_000;

/// Changing addresses on the shared database.
pub struct SqlAddresses<B: Backend> {
    database: Database<B>,
}

impl<B: Backend> SqlAddresses<B> {
    pub fn new(database: Database<B>) -> Self {
        Self { database }
    }
}

#[async_trait]
impl<B: Backend> AddressStore for SqlAddresses<B> {
    async fn ask(&self, change: &Change) -> Result<Uuid, sqlx::Error> {
        let id = Uuid::now_v7();
        let account = change.account.to_string();
        let mut transaction = self.database.begin_writing().await?;
        for past in [
            "DELETE FROM address_change WHERE created_at < $1",
            "DELETE FROM address_notice WHERE created_at < $1",
        ] {
            query::<B>(past)
                .bind(change.at_ms - KEPT_MS)
                .execute(&mut *transaction)
                .await?;
        }
        // Of two forms that are sent at once, the later one counts. Its letter is the one that may be confirmed.
        query::<B>(
            "INSERT INTO address_change (id, account, email, created_at) VALUES ($1, $2, $3, $4) \
             ON CONFLICT (account) DO UPDATE SET id = excluded.id, email = excluded.email, created_at = excluded.created_at",
        )
        .bind(id.to_string())
        .bind(account)
        .bind(&change.email)
        .bind(change.at_ms)
        .execute(&mut *transaction)
        .await?;
        drop_loose_links::<B>(&mut transaction).await?;
        put::<B>(&mut transaction, LetterKind::NewAddress, id, change.at_ms).await?;
        transaction.commit().await?;
        Ok(id)
    }

    async fn asked(&self, id: Uuid) -> Result<Option<Change>, sqlx::Error> {
        let row = query::<B>("SELECT * FROM address_change WHERE id = $1")
            .bind(id.to_string())
            .fetch_optional(&self.database.readers)
            .await?;
        row.map(|row| read(&row)).transpose()
    }

    async fn waiting(
        &self,
        account: &AccountId,
        after_ms: i64,
    ) -> Result<Option<Change>, sqlx::Error> {
        let row = query::<B>("SELECT * FROM address_change WHERE account = $1 AND created_at > $2")
            .bind(account.to_string())
            .bind(after_ms)
            .fetch_optional(&self.database.readers)
            .await?;
        row.map(|row| read(&row)).transpose()
    }

    async fn withdraw(&self, account: &AccountId) -> Result<(), sqlx::Error> {
        let mut transaction = self.database.begin_writing().await?;
        query::<B>("DELETE FROM address_change WHERE account = $1")
            .bind(account.to_string())
            .execute(&mut *transaction)
            .await?;
        drop_loose_links::<B>(&mut transaction).await?;
        transaction.commit().await
    }

    async fn admit(&self, hash: &str, id: Uuid) -> Result<(), sqlx::Error> {
        query::<B>("INSERT INTO address_link (token_hash, request) VALUES ($1, $2)")
            .bind(hash)
            .bind(id.to_string())
            .execute(&self.database.writer)
            .await?;
        Ok(())
    }

    async fn admitted(&self, hash: &str, after_ms: i64) -> Result<Option<Change>, sqlx::Error> {
        let row = query::<B>(
            "SELECT c.* FROM address_link AS l JOIN address_change AS c ON c.id = l.request \
             WHERE l.token_hash = $1 AND c.created_at > $2",
        )
        .bind(hash)
        .bind(after_ms)
        .fetch_optional(&self.database.readers)
        .await?;
        row.map(|row| read(&row)).transpose()
    }

    async fn confirm(
        &self,
        hash: &str,
        after_ms: i64,
        now_ms: i64,
    ) -> Result<Confirmed, sqlx::Error> {
        match self.write_confirmed(hash, after_ms, now_ms).await {
            // Somebody signed up with the address in this very moment. Nothing of that transaction stays, so the change
            // ends in one of its own.
            Err(sqlx::Error::Database(cause)) if cause.is_unique_violation() => {
                self.end(hash).await?;
                Ok(Confirmed::Taken)
            }
            answer => answer,
        }
    }

    async fn changed(&self, id: Uuid) -> Result<Option<Changed>, sqlx::Error> {
        let row = query::<B>("SELECT old_email, new_email FROM address_notice WHERE id = $1")
            .bind(id.to_string())
            .fetch_optional(&self.database.readers)
            .await?;
        row.map(|row| {
            Ok(Changed {
                old: row.get("old_email")?,
                new: row.get("new_email")?,
            })
        })
        .transpose()
    }
}

impl<B: Backend> SqlAddresses<B> {
    async fn write_confirmed(
        &self,
        hash: &str,
        after_ms: i64,
        now_ms: i64,
    ) -> Result<Confirmed, sqlx::Error> {
        let mut transaction = self.database.begin_writing().await?;
        // Of two who use the link at once, one deletes it.
        let used = query::<B>(
            "DELETE FROM address_change WHERE created_at > $2 \
             AND id = (SELECT request FROM address_link WHERE token_hash = $1) RETURNING *",
        )
        .bind(hash)
        .bind(after_ms)
        .fetch_optional(&mut *transaction)
        .await?;
        let Some(used) = used else {
            return Ok(Confirmed::Spent);
        };
        let Change { account, email, .. } = read(&used)?;
        drop_loose_links::<B>(&mut transaction).await?;
        let before = query::<B>("SELECT email FROM account WHERE id = $1 AND closed_at IS NULL")
            .bind(account.to_string())
            .fetch_optional(&mut *transaction)
            .await?;
        let Some(before) = before else {
            return Ok(Confirmed::Spent);
        };
        let old: String = before.get("email")?;
        let written = query::<B>(
            "UPDATE account SET email = $1 WHERE id = $2 \
             AND NOT EXISTS (SELECT 1 FROM account AS other WHERE other.email = $1)",
        )
        .bind(&email)
        .bind(account.to_string())
        .execute(&mut *transaction)
        .await?;
        if written == 0 {
            transaction.commit().await?;
            return Ok(Confirmed::Taken);
        }
        end_links_to::<B>(&mut transaction, &account, &old).await?;
        tell::<B>(
            &mut transaction,
            &account,
            &Changed { old, new: email },
            now_ms,
        )
        .await?;
        transaction.commit().await?;
        Ok(Confirmed::Changed(account))
    }

    /// Ends the change that the token with that hash may confirm, and its links.
    async fn end(&self, hash: &str) -> Result<(), sqlx::Error> {
        let mut transaction = self.database.begin_writing().await?;
        query::<B>(
            "DELETE FROM address_change WHERE id = (SELECT request FROM address_link WHERE token_hash = $1)",
        )
        .bind(hash)
        .execute(&mut *transaction)
        .await?;
        drop_loose_links::<B>(&mut transaction).await?;
        transaction.commit().await
    }
}

/// Links whose change is withdrawn, replaced or done.
async fn drop_loose_links<B: Backend>(
    transaction: &mut Transaction<'_, B>,
) -> Result<(), sqlx::Error> {
    query::<B>("DELETE FROM address_link WHERE request NOT IN (SELECT id FROM address_change)")
        .execute(&mut **transaction)
        .await?;
    Ok(())
}

/// Whoever still reads the old mailbox gets no new password by it.
async fn end_links_to<B: Backend>(
    transaction: &mut Transaction<'_, B>,
    account: &AccountId,
    old: &str,
) -> Result<(), sqlx::Error> {
    query::<B>("DELETE FROM password_link WHERE account = $1")
        .bind(account.to_string())
        .execute(&mut **transaction)
        .await?;
    query::<B>("DELETE FROM password_request WHERE email = $1")
        .bind(old)
        .execute(&mut **transaction)
        .await?;
    Ok(())
}

/// Puts the letter that tells the old address.
async fn tell<B: Backend>(
    transaction: &mut Transaction<'_, B>,
    account: &AccountId,
    changed: &Changed,
    now_ms: i64,
) -> Result<(), sqlx::Error> {
    let id = Uuid::now_v7();
    query::<B>(
        "INSERT INTO address_notice (id, account, old_email, new_email, created_at) VALUES ($1, $2, $3, $4, $5)",
    )
    .bind(id.to_string())
    .bind(account.to_string())
    .bind(&changed.old)
    .bind(&changed.new)
    .bind(now_ms)
    .execute(&mut **transaction)
    .await?;
    put::<B>(transaction, LetterKind::AddressChanged, id, now_ms).await
}

fn read(row: &impl Columns) -> Result<Change, sqlx::Error> {
    let account: String = row.get("account")?;
    Ok(Change {
        account: account
            .parse::<AccountId>()
            .map_err(|cause| sqlx::Error::Decode(cause.to_string().into()))?,
        email: row.get("email")?,
        at_ms: row.get("created_at")?,
    })
}
