//! The ledger in a SQLite database.

mod desk;
mod load;
mod open;
mod rows;
#[cfg(test)]
mod tests;
mod write;
mod writer;

use async_trait::async_trait;
use sqlx::sqlite::{Sqlite, SqlitePool};
use sqlx::{AssertSqlSafe, QueryBuilder, SqliteConnection};

pub use open::{connect_options, migrate, open, verify};

use super::{course, detached, reconcile};
use crate::{
    AccountId, Allocation, Balances, Credits, Debt, Entry, EntryId, HoldId, HoldState,
    IdempotencyKey, Ledger, LedgerError, LotState, Mismatch, OutboxMessage, Outcome, PriceList,
    Reason, Request, Right, StatementQuery, Timestamp, VersionHash, Wallet, burn_order, plan,
};
use writer::{Writer, begin};

/// A ledger whose database other tables may share. `writer` must be a pool of one connection that
/// everything writes through; `readers` see what it has committed.
#[derive(Clone, Debug)]
pub struct SqliteLedger {
    writer: Writer,
    readers: SqlitePool,
}

impl SqliteLedger {
    pub fn new(writer: SqlitePool, readers: SqlitePool) -> Self {
        Self {
            writer: Writer::new(writer),
            readers,
        }
    }

    async fn reader(
        &self,
    ) -> Result<impl std::ops::DerefMut<Target = SqliteConnection>, LedgerError> {
        Ok(self.readers.acquire().await?)
    }
}

/// The statement's query names only the conditions that are asked for, so that each combination finds its index. Time
/// never runs back within an account, so bounds in time are bounds of ids: what lies outside of them is not read.
fn statement_query(account: &AccountId, query: &StatementQuery) -> QueryBuilder<Sqlite> {
    let mut sql = QueryBuilder::new(
        "SELECT id, account, wallet, at, kind, available_delta, held_delta, available_after, \
         held_after, reason, title, detail, link, hold, request_key \
         FROM credits_entry WHERE account = ",
    );
    sql.push_bind(account.to_string());
    if let Some(wallet) = query.wallet {
        sql.push(" AND wallet = ").push_bind(wallet.as_str());
    }
    if let Some(reason) = query.reason {
        sql.push(" AND reason = ").push_bind(reason.as_str());
    }
    if let Some(from) = query.from {
        sql.push(" AND id >= (SELECT id FROM credits_entry WHERE account = ")
            .push_bind(account.to_string())
            .push(" AND at >= ")
            .push_bind(from.ms())
            .push(" ORDER BY at, id LIMIT 1)");
    }
    if let Some(to) = query.to {
        sql.push(" AND id < COALESCE((SELECT id FROM credits_entry WHERE account = ")
            .push_bind(account.to_string())
            .push(" AND at >= ")
            .push_bind(to.ms())
            .push(" ORDER BY at, id LIMIT 1), 9223372036854775807)");
    }
    if let Some(before) = query.before {
        sql.push(" AND id < ").push_bind(before.get());
    }
    let limit = query.limit.min(StatementQuery::MAX_LIMIT);
    sql.push(" ORDER BY id DESC LIMIT ").push_bind(limit);
    sql
}

#[async_trait]
impl Ledger for SqliteLedger {
    async fn balances(&self, account: &AccountId) -> Result<Balances, LedgerError> {
        let found = sqlx::query(load::BALANCES)
            .bind(account.to_string())
            .fetch_all(&self.readers)
            .await?;
        rows::balances(&found)
    }

    async fn apply(&self, request: Request) -> Result<Outcome, LedgerError> {
        self.writer.apply(request).await
    }

    async fn replay(
        &self,
        account: &AccountId,
        key: &IdempotencyKey,
        fingerprint: &str,
    ) -> Result<Option<Outcome>, LedgerError> {
        let record = load::record(&mut *self.reader().await?, account, key).await?;
        Ok(record.map(|record| plan::replayed(&record, fingerprint)))
    }

    async fn statement(
        &self,
        account: &AccountId,
        query: StatementQuery,
    ) -> Result<Vec<Entry>, LedgerError> {
        let found = statement_query(account, &query)
            .build()
            .fetch_all(&self.readers)
            .await?;
        found.iter().map(rows::entry).collect()
    }

    async fn available_before(
        &self,
        account: &AccountId,
        wallet: Wallet,
        moments: &[Timestamp],
    ) -> Result<Vec<Credits>, LedgerError> {
        let moments: Vec<i64> = moments.iter().map(|moment| moment.ms()).collect();
        // Numbers in brackets are JSON, the one list that SQLite takes as a parameter.
        let moments = format!("{moments:?}");
        let found: Vec<i64> = sqlx::query_scalar(course::available_before!(
            "(SELECT value AS at, key AS n FROM json_each($3)) AS m"
        ))
        .bind(account.to_string())
        .bind(wallet.as_str())
        .bind(moments)
        .fetch_all(&self.readers)
        .await?;
        Ok(found.into_iter().map(Credits::new).collect())
    }

    async fn used_between(
        &self,
        account: &AccountId,
        wallet: Wallet,
        from: Timestamp,
        to: Timestamp,
    ) -> Result<Credits, LedgerError> {
        let used: i64 = sqlx::query_scalar(course::USED_BETWEEN)
            .bind(account.to_string())
            .bind(wallet.as_str())
            .bind(from.ms())
            .bind(to.ms())
            .fetch_one(&self.readers)
            .await?;
        Ok(Credits::new(used))
    }

    async fn first_entry_at(&self, account: &AccountId) -> Result<Option<Timestamp>, LedgerError> {
        let at: Option<i64> = sqlx::query_scalar(
            "SELECT at FROM credits_entry WHERE account = ?1 ORDER BY id LIMIT 1",
        )
        .bind(account.to_string())
        .fetch_optional(&self.readers)
        .await?;
        Ok(at.map(Timestamp::from_ms))
    }

    async fn reasons(&self, account: &AccountId) -> Result<Vec<Reason>, LedgerError> {
        let words: Vec<String> = sqlx::query_scalar(course::REASONS)
            .bind(account.to_string())
            .fetch_all(&self.readers)
            .await?;
        Ok(course::reasons(&words))
    }

    async fn allocations(
        &self,
        account: &AccountId,
        entry: EntryId,
    ) -> Result<Vec<Allocation>, LedgerError> {
        let found = sqlx::query(
            "SELECT lot, available_delta, held_delta FROM credits_entry_lot \
             WHERE entry = ?1 AND account = ?2 ORDER BY position",
        )
        .bind(entry.get())
        .bind(account.to_string())
        .fetch_all(&self.readers)
        .await?;
        found.iter().map(rows::allocation).collect()
    }

    async fn lots(&self, account: &AccountId) -> Result<Vec<LotState>, LedgerError> {
        let mut reader = self.reader().await?;
        let mut lots = load::open_lots(&mut reader, account, Wallet::Download).await?;
        lots.extend(load::open_lots(&mut reader, account, Wallet::Ai).await?);
        lots.sort_by(|a, b| a.wallet.cmp(&b.wallet).then_with(|| burn_order(a, b)));
        Ok(lots)
    }

    async fn holds(&self, account: &AccountId) -> Result<Vec<HoldState>, LedgerError> {
        let found = sqlx::query(
            "SELECT id, wallet, amount, held, captured, released, ordered, delivered, failed, at \
             FROM credits_hold WHERE account = ?1 AND held > 0 ORDER BY at, id",
        )
        .bind(account.to_string())
        .fetch_all(&self.readers)
        .await?;
        found.iter().map(rows::hold).collect()
    }

    async fn hold(
        &self,
        account: &AccountId,
        hold: &HoldId,
    ) -> Result<Option<HoldState>, LedgerError> {
        load::hold(&mut *self.reader().await?, account, hold).await
    }

    async fn debts(&self, account: &AccountId, wallet: Wallet) -> Result<Vec<Debt>, LedgerError> {
        let found = sqlx::query(
            "SELECT at, delta, after, request_key FROM credits_debt \
             WHERE account = ?1 AND wallet = ?2 ORDER BY id",
        )
        .bind(account.to_string())
        .bind(wallet.as_str())
        .fetch_all(&self.readers)
        .await?;
        found.iter().map(rows::debt).collect()
    }

    async fn right(
        &self,
        account: &AccountId,
        version: &VersionHash,
    ) -> Result<Option<Right>, LedgerError> {
        load::right(&mut *self.reader().await?, account, version).await
    }

    async fn rights(
        &self,
        account: &AccountId,
        versions: &[VersionHash],
    ) -> Result<Vec<Right>, LedgerError> {
        let wanted = serde_json::to_string(versions).map_err(|_| rows::corrupt("versions"))?;
        let found = sqlx::query(
            "SELECT r.version, r.at, r.entry FROM json_each(?2) AS wanted \
             JOIN credits_right AS r ON r.account = ?1 AND r.version = wanted.value \
             ORDER BY wanted.key",
        )
        .bind(account.to_string())
        .bind(wanted)
        .fetch_all(&self.readers)
        .await?;
        found.iter().map(rows::right).collect()
    }

    async fn due_lots(
        &self,
        at: Timestamp,
        limit: u32,
    ) -> Result<Vec<(AccountId, Wallet)>, LedgerError> {
        let found = sqlx::query(
            "SELECT DISTINCT account, wallet FROM credits_lot \
             WHERE available > 0 AND expires_at IS NOT NULL AND expires_at <= ?1 \
             ORDER BY account, wallet = 'ai' LIMIT ?2",
        )
        .bind(at.ms())
        .bind(limit)
        .fetch_all(&self.readers)
        .await?;
        found.iter().map(rows::due).collect()
    }

    async fn reconcile(&self, at: Timestamp) -> Result<Vec<Mismatch>, LedgerError> {
        let mut found = Vec::new();
        for statement in reconcile::statements() {
            let mut query = sqlx::query_as(AssertSqlSafe(statement.sql));
            if statement.wants_time {
                query = query.bind(at.ms() - crate::SWEEP_GRACE_MS);
            }
            for row in query.fetch_all(&self.readers).await? {
                found.push(reconcile::mismatch(statement.check, row)?);
            }
        }
        Ok(found)
    }

    async fn price_lists(&self) -> Result<Vec<PriceList>, LedgerError> {
        load::price_lists(&mut *self.reader().await?).await
    }

    async fn publish_price_list(&self, list: PriceList) -> Result<(), LedgerError> {
        let writer = self.writer.pool().clone();
        detached(async move {
            let mut transaction = begin(&writer).await?;
            let published = load::price_lists(&mut transaction).await?;
            if plan::may_publish(&published, &list)? {
                write::price_list(&mut transaction, &list).await?;
            }
            transaction.commit().await?;
            Ok(())
        })
        .await
    }

    async fn outbox_pending(
        &self,
        topic: &str,
        limit: u32,
    ) -> Result<Vec<OutboxMessage>, LedgerError> {
        let found = sqlx::query(
            "SELECT id, account, payload FROM credits_outbox WHERE topic = ?1 ORDER BY id LIMIT ?2",
        )
        .bind(topic)
        .bind(limit)
        .fetch_all(&self.readers)
        .await?;
        found.iter().map(rows::message).collect()
    }

    async fn outbox_done(&self, id: i64) -> Result<(), LedgerError> {
        let writer = self.writer.pool().clone();
        detached(async move {
            let mut transaction = begin(&writer).await?;
            sqlx::query("DELETE FROM credits_outbox WHERE id = ?1")
                .bind(id)
                .execute(&mut *transaction)
                .await?;
            transaction.commit().await?;
            Ok(())
        })
        .await
    }
}
