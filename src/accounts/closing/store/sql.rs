//! The end of an account, in either database.

use super::{ClosingStore, Noted};
use crate::mail::{LetterKind, put};
use crate::media::MediaKey;
use crate::server::database::{Backend, Columns, Database, query};
use ::credits::AccountId;
use async_trait::async_trait;
use sqlx::{AssertSqlSafe, Transaction};
use uuid::Uuid;

/// What only one of the databases can say.
pub trait Words: Backend {
    /// The pictures that clips are scrubbed by, each with its account: a row names several in one text.
    const STRIPS: &'static str;
}

/// Closing accounts on the shared database.
pub struct SqlClosing<B: Words> {
    database: Database<B>,
}

impl<B: Words> SqlClosing<B> {
    pub fn new(database: Database<B>) -> Self {
        Self { database }
    }
}

/// Closes account `$1` at `$2`. Nobody can type the address it has from then on, and no password matches its hash.
const CLOSE: &str = "UPDATE account SET email = 'closed:' || id, password_hash = '', time_zone = 'UTC', closed_at = $2 \
     WHERE id = $1 AND closed_at IS NULL \
     AND NOT EXISTS (SELECT 1 FROM take WHERE take.account = $1 AND take.state = 'open') \
     AND NOT EXISTS (SELECT 1 FROM credits_hold WHERE credits_hold.account = $1 AND credits_hold.held > 0) \
     AND NOT EXISTS (SELECT 1 FROM invoice WHERE invoice.account = $1 \
         AND (invoice.state = 'open' OR (invoice.state = 'paid' AND invoice.fulfilled = 0)))";

/// Accounts that were closed at `$1` or later and have nothing under way that still moves credits.
const CLOSED_LATELY: &str = "SELECT account.id AS id FROM account WHERE account.closed_at >= $1 \
     AND NOT EXISTS (SELECT 1 FROM take WHERE take.account = account.id AND take.state = 'open') \
     AND NOT EXISTS (SELECT 1 FROM credits_hold WHERE credits_hold.account = account.id AND credits_hold.held > 0)";

/// What is erased of account `$1`, in an order in which nothing points at what is gone. A worker whose job is gone stops.
const ERASE: &[&str] = &[
    "DELETE FROM session WHERE account = $1",
    "DELETE FROM password_link WHERE account = $1",
    "DELETE FROM address_link WHERE request IN (SELECT id FROM address_change WHERE account = $1)",
    "DELETE FROM address_change WHERE account = $1",
    "DELETE FROM address_notice WHERE account = $1",
    "DELETE FROM help_message WHERE account = $1",
    "DELETE FROM job WHERE account = $1",
    "DELETE FROM take_favourite WHERE account = $1",
    "DELETE FROM take_favourite WHERE take IN (SELECT id FROM take WHERE account = $1)",
    "DELETE FROM provider_job WHERE take IN (SELECT id FROM take WHERE account = $1)",
    "DELETE FROM take_version WHERE account = $1",
    "DELETE FROM take_version WHERE take IN (SELECT id FROM take WHERE account = $1)",
    "DELETE FROM take WHERE account = $1",
    "DELETE FROM animation WHERE account = $1",
    "DELETE FROM scene_preview WHERE account = $1",
    "DELETE FROM scene_preview WHERE scene IN (SELECT id FROM scene WHERE account = $1)",
    "DELETE FROM scene WHERE account = $1",
    "DELETE FROM clip_version WHERE clip IN (SELECT id FROM clip WHERE account = $1)",
    "DELETE FROM clip WHERE account = $1",
    "DELETE FROM clip_export WHERE account = $1",
    "DELETE FROM clip_render WHERE account = $1",
    "DELETE FROM upload WHERE account = $1",
    "DELETE FROM stripe_checkout WHERE account = $1",
    // The customer stays until billing has had it deleted at Stripe; nothing is taken from the card any more.
    "UPDATE stripe_customer SET card = NULL, email = NULL WHERE account = $1",
    "DELETE FROM lab_fault WHERE account = $1",
];

/// What is erased by the address `$1` that the account had.
const ERASE_BY_ADDRESS: &[&str] = &[
    "DELETE FROM password_request WHERE email = $1",
    "DELETE FROM help_message WHERE reply_to = $1",
];

/// The files of all accounts, each with whose it is.
fn files<B: Words>() -> String {
    let strips = B::STRIPS;
    format!(
        "SELECT full_key AS key, account FROM clip_render UNION ALL SELECT preview_key, account FROM clip_render \
         UNION ALL SELECT poster_key, account FROM clip_render UNION ALL {strips} \
         UNION ALL SELECT file, account FROM clip_export \
         UNION ALL SELECT video, account FROM take UNION ALL SELECT poster, account FROM take \
         UNION ALL SELECT plate, account FROM take \
         UNION ALL SELECT video, account FROM take_version UNION ALL SELECT poster, account FROM take_version \
         UNION ALL SELECT original_key, account FROM upload UNION ALL SELECT cut_out_key, account FROM upload"
    )
}

#[async_trait]
impl<B: Words> ClosingStore for SqlClosing<B> {
    async fn close(&self, account: &AccountId, at_ms: i64) -> Result<bool, sqlx::Error> {
        let account = account.to_string();
        let mut transaction = self.database.begin_writing().await?;
        let before = query::<B>("SELECT email FROM account WHERE id = $1")
            .bind(&account)
            .fetch_optional(&mut *transaction)
            .await?;
        let Some(before) = before else {
            return Ok(false);
        };
        let email: String = before.get("email")?;
        let closed = query::<B>(CLOSE)
            .bind(&account)
            .bind(at_ms)
            .execute(&mut *transaction)
            .await?;
        if closed == 0 {
            return Ok(false);
        }
        erase_belongings::<B>(&mut transaction, &account, at_ms).await?;
        for statement in ERASE_BY_ADDRESS {
            query::<B>(*statement)
                .bind(&email)
                .execute(&mut *transaction)
                .await?;
        }
        tell::<B>(&mut transaction, &email, at_ms).await?;
        transaction.commit().await?;
        Ok(true)
    }

    async fn erase_again(&self, since_ms: i64, at_ms: i64) -> Result<(), sqlx::Error> {
        let closed = query::<B>(CLOSED_LATELY)
            .bind(since_ms)
            .fetch_all(&self.database.readers)
            .await?;
        for row in &closed {
            let account: String = row.get("id")?;
            let mut transaction = self.database.begin_writing().await?;
            erase_belongings::<B>(&mut transaction, &account, at_ms).await?;
            transaction.commit().await?;
        }
        Ok(())
    }

    async fn told(&self, id: Uuid) -> Result<Option<String>, sqlx::Error> {
        let row = query::<B>("SELECT email FROM closing_notice WHERE id = $1")
            .bind(id.to_string())
            .fetch_optional(&self.database.readers)
            .await?;
        row.map(|row| row.get("email")).transpose()
    }

    async fn forget(&self, id: Uuid) -> Result<(), sqlx::Error> {
        query::<B>("DELETE FROM closing_notice WHERE id = $1")
            .bind(id.to_string())
            .execute(&self.database.writer)
            .await?;
        Ok(())
    }

    async fn give_up(&self, before_ms: i64) -> Result<(), sqlx::Error> {
        query::<B>("DELETE FROM closing_notice WHERE created_at < $1")
            .bind(before_ms)
            .execute(&self.database.writer)
            .await?;
        Ok(())
    }

    async fn noted(&self, limit: usize) -> Result<Vec<Noted>, sqlx::Error> {
        let noted = format!(
            "SELECT key, CASE WHEN key IN (SELECT file.key FROM ({}) AS file WHERE file.key IS NOT NULL) \
                 THEN CAST(1 AS BIGINT) ELSE 0 END AS is_somebodys \
             FROM file_to_erase ORDER BY created_at, key LIMIT $1",
            files::<B>()
        );
        let rows = query::<B>(AssertSqlSafe(noted))
            .bind(i64::try_from(limit).unwrap_or(i64::MAX))
            .fetch_all(&self.database.readers)
            .await?;
        rows.iter()
            .map(|row| {
                Ok(Noted {
                    key: MediaKey::stored(row.get::<String>("key")?),
                    is_somebodys: row.is_set("is_somebodys")?,
                })
            })
            .collect()
    }

    async fn spared(&self, key: &MediaKey) -> Result<(), sqlx::Error> {
        query::<B>("DELETE FROM file_to_erase WHERE key = $1")
            .bind(key.as_str())
            .execute(&self.database.writer)
            .await?;
        Ok(())
    }

    async fn erased(&self, key: &MediaKey) -> Result<(), sqlx::Error> {
        let mut transaction = self.database.begin_writing().await?;
        for gone in [
            "DELETE FROM media_size WHERE key = $1",
            "DELETE FROM file_to_erase WHERE key = $1",
        ] {
            query::<B>(gone)
                .bind(key.as_str())
                .execute(&mut *transaction)
                .await?;
        }
        transaction.commit().await
    }
}

/// Puts the letter that tells the address of its account's end. The row names no account, so that erasing what is the
/// account's leaves it until the letter has gone.
async fn tell<B: Words>(
    transaction: &mut Transaction<'_, B>,
    email: &str,
    at_ms: i64,
) -> Result<(), sqlx::Error> {
    let id = Uuid::now_v7();
    query::<B>("INSERT INTO closing_notice (id, email, created_at) VALUES ($1, $2, $3)")
        .bind(id.to_string())
        .bind(email)
        .bind(at_ms)
        .execute(&mut **transaction)
        .await?;
    put::<B>(transaction, LetterKind::AccountClosed, id, at_ms).await
}

/// Notes the account's files and erases what is its person's.
async fn erase_belongings<B: Words>(
    transaction: &mut Transaction<'_, B>,
    account: &str,
    at_ms: i64,
) -> Result<(), sqlx::Error> {
    note_files::<B>(transaction, account, at_ms).await?;
    for statement in ERASE {
        query::<B>(*statement)
            .bind(account)
            .execute(&mut **transaction)
            .await?;
    }
    Ok(())
}

async fn note_files<B: Words>(
    transaction: &mut Transaction<'_, B>,
    account: &str,
    at_ms: i64,
) -> Result<(), sqlx::Error> {
    let own = format!(
        "INSERT INTO file_to_erase (key, created_at) SELECT DISTINCT file.key, CAST($2 AS BIGINT) FROM ({}) AS file \
         WHERE file.account = $1 AND file.key IS NOT NULL ON CONFLICT (key) DO NOTHING",
        files::<B>()
    );
    query::<B>(AssertSqlSafe(own))
        .bind(account)
        .bind(at_ms)
        .execute(&mut **transaction)
        .await?;
    Ok(())
}
