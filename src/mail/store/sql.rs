//! Letters, in either database.

use super::{Letter, LetterKind, LetterStore};
use crate::server::database::{Backend, Columns, Database, query};
use async_trait::async_trait;
use uuid::Uuid;

/// The letters on the shared database.
pub struct SqlLetters<B: Backend> {
    database: Database<B>,
}

impl<B: Backend> SqlLetters<B> {
    pub fn new(database: Database<B>) -> Self {
        Self { database }
    }
}

/// Puts a letter among those that have to go, as a part of the transaction that writes what it tells of.
pub async fn put<B: Backend>(
    transaction: &mut B::Connection,
    kind: LetterKind,
    id: Uuid,
    now_ms: i64,
) -> Result<(), sqlx::Error> {
    query::<B>(
        "INSERT INTO letter (id, kind, created_at, due_at, tries) VALUES ($1, $2, $3, $3, 0)",
    )
    .bind(id.to_string())
    .bind(kind.name())
    .bind(now_ms)
    .execute(transaction)
    .await?;
    Ok(())
}

#[async_trait]
impl<B: Backend> LetterStore for SqlLetters<B> {
    async fn claim(&self, now_ms: i64, until_ms: i64) -> Result<Option<Letter>, sqlx::Error> {
        let mut transaction = self.database.begin_alone("letters").await?;
        let row = query::<B>(
            "UPDATE letter SET due_at = $1, tries = tries + 1 WHERE id = \
                (SELECT id FROM letter WHERE mailed_at IS NULL AND due_at <= $2 ORDER BY due_at, id LIMIT 1) RETURNING *",
        )
        .bind(until_ms)
        .bind(now_ms)
        .fetch_optional(&mut *transaction)
        .await?;
        transaction.commit().await?;
        row.map(|row| read(&row)).transpose()
    }

    async fn mailed(&self, id: Uuid, at_ms: i64) -> Result<(), sqlx::Error> {
        query::<B>("UPDATE letter SET mailed_at = $1 WHERE id = $2")
            .bind(at_ms)
            .bind(id.to_string())
            .execute(&self.database.writer)
            .await?;
        Ok(())
    }

    async fn again(&self, id: Uuid, due_ms: i64) -> Result<(), sqlx::Error> {
        query::<B>("UPDATE letter SET due_at = $1 WHERE id = $2")
            .bind(due_ms)
            .bind(id.to_string())
            .execute(&self.database.writer)
            .await?;
        Ok(())
    }

    async fn remove(&self, id: Uuid) -> Result<(), sqlx::Error> {
        query::<B>("DELETE FROM letter WHERE id = $1")
            .bind(id.to_string())
            .execute(&self.database.writer)
            .await?;
        Ok(())
    }
}

fn read(row: &impl Columns) -> Result<Letter, sqlx::Error> {
    let id: String = row.get("id")?;
    let kind: String = row.get("kind")?;
    let known = LetterKind::ALL.into_iter().find(|one| one.name() == kind);
    Ok(Letter {
        id: id
            .parse()
            .map_err(|cause: uuid::Error| sqlx::Error::Decode(cause.into()))?,
        kind: known.ok_or_else(|| {
            sqlx::Error::Decode(format!("{kind:?} is not a kind of letter").into())
        })?,
        created_ms: row.get("created_at")?,
        tries: u32::try_from(row.get::<i64>("tries")?).unwrap_or(u32::MAX),
    })
}
