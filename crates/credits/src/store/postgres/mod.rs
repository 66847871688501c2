//! The ledger in a PostgreSQL database.
//!
//! A request is one transaction under READ COMMITTED that begins by locking its account and nothing else, so that no two
//! of them can wait for each other in a circle. Under the lock one statement reads all the plan needs and one writes all it
//! decided: each journey to the server while the lock is held is one that others of the account wait for.

mod load;
mod open;
mod write;

use async_trait::async_trait;
use sqlx::postgres::{PgPool, Postgres};
use sqlx::{AssertSqlSafe, QueryBuilder, Transaction};

pub use open::{connect_options, migrate, open, verify};

use super::document::Document;
use super::loaded::{value, values};
use super::{course, detached, reconcile};
use crate::{
    AccountId, Allocation, Balances, Credits, Debt, Entry, EntryId, HoldId, HoldState,
    IdempotencyKey, Ledger, LedgerError, LotState, Mismatch, OutboxMessage, Outcome, PriceList,
    Reason, Request, Right, StatementQuery, Timestamp, VersionHash, Wallet, WalletBalance,
    burn_order, plan,
};

/// The lock that publishing a price list takes; accounts' own locks are halves of random ids.
const PRICE_LISTS_LOCK: i64 = 0x0062_726b_7072_6963;

const HOLD: &str = "SELECT row_to_json(h)::text FROM (SELECT id, wallet, amount, held, captured, released, ordered, \
     delivered, failed, at FROM credits_hold WHERE account = $1";
const RIGHT: &str = "json_build_object('version', r.version, 'at', r.at, 'entry', r.entry)::text";
const PRICE_LISTS: &str = "SELECT json_build_object('version', version, 'valid_from', valid_from, 'download', download, \
     'credits_per_second', json_build_object('p720', p720, 'p1080', p1080, 'p2160', p2160))::text \
     FROM credits_price_list ORDER BY version";

/// A ledger whose database other tables may share.
#[derive(Clone, Debug)]
pub struct PostgresLedger {
    pool: PgPool,
}

impl PostgresLedger {
    pub fn new(pool: PgPool) -> Self {
        Self { pool }
    }
}

/// Begins a transaction that owns this lock, in one journey.
async fn begin(pool: &PgPool, lock: i64) -> Result<Transaction<'static, Postgres>, LedgerError> {
    let begin = format!("BEGIN; SELECT pg_advisory_xact_lock({lock})");
    Ok(pool.begin_with(AssertSqlSafe(begin)).await?)
}

/// The account's lock. Two accounts that share one wait for each other now and then and are otherwise none the wiser.
fn lock_of(account: &AccountId) -> i64 {
    account.get().as_u128() as i64
}

async fn apply(pool: &PgPool, request: &Request) -> Result<Outcome, LedgerError> {
    let mut transaction = begin(pool, lock_of(&request.account)).await?;
    let state = load::state(&mut transaction, request).await?;
    let plan = plan::plan(&state, request);
    let mut document = Document::default();
    document.add(request, &plan.writes)?;
    write::all(&mut transaction, document).await?;
    transaction.commit().await?;
    Ok(plan.outcome)
}

/// The statement's query names only the conditions that are asked for, so that each combination finds its index. Time
/// never runs back within an account, so bounds in time are bounds of ids: what lies outside of them is not read.
fn statement_query(account: &AccountId, query: &StatementQuery) -> QueryBuilder<Postgres> {
    let mut sql = QueryBuilder::new(
        "SELECT json_build_object('id', id, 'account', account, 'wallet', wallet, 'at', at, 'kind', kind, \
         'available_delta', available_delta, 'held_delta', held_delta, 'available_after', available_after, \
         'held_after', held_after, 'note', json_build_object('reason', reason, 'title', title, 'detail', detail, \
         'link', link), 'hold', hold, 'key', request_key)::text FROM credits_entry WHERE account = ",
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
    sql.push(" ORDER BY id DESC LIMIT ")
        .push_bind(i64::from(limit));
    sql
}

#[async_trait]
impl Ledger for PostgresLedger {
    async fn balances(&self, account: &AccountId) -> Result<Balances, LedgerError> {
        let found: Vec<(String, i64, i64, i64, i64)> = sqlx::query_as(
            "SELECT wallet, available, held, debt, version FROM credits_balance WHERE account = $1",
        )
        .bind(account.to_string())
        .fetch_all(&self.pool)
        .await?;
        let mut balances = Balances::default();
        for (wallet, available, held, debt, version) in found {
            let balance = WalletBalance {
                available: crate::Credits::new(available),
                held: crate::Credits::new(held),
                debt: crate::Credits::new(debt),
                version,
            };
            match wallet.parse().map_err(|_| super::corrupt("wallet"))? {
                Wallet::Download => balances.download = balance,
                Wallet::Ai => balances.ai = balance,
            }
        }
        Ok(balances)
    }

    async fn apply(&self, request: Request) -> Result<Outcome, LedgerError> {
        let pool = self.pool.clone();
        detached(async move { apply(&pool, &request).await }).await
    }

    async fn replay(
        &self,
        account: &AccountId,
        key: &IdempotencyKey,
        fingerprint: &str,
    ) -> Result<Option<Outcome>, LedgerError> {
        let found: Option<(String, String)> = sqlx::query_as(
            "SELECT fingerprint, outcome FROM credits_request WHERE account = $1 AND key = $2",
        )
        .bind(account.to_string())
        .bind(key.as_str())
        .fetch_optional(&self.pool)
        .await?;
        let Some((first, outcome)) = found else {
            return Ok(None);
        };
        let record = plan::Record {
            fingerprint: first,
            outcome: value(&outcome)?,
        };
        Ok(Some(plan::replayed(&record, fingerprint)))
    }

    async fn statement(
        &self,
        account: &AccountId,
        query: StatementQuery,
    ) -> Result<Vec<Entry>, LedgerError> {
        let found: Vec<String> = statement_query(account, &query)
            .build_query_scalar()
            .fetch_all(&self.pool)
            .await?;
        values(&found)
    }

    async fn available_before(
        &self,
        account: &AccountId,
        wallet: Wallet,
        moments: &[Timestamp],
    ) -> Result<Vec<Credits>, LedgerError> {
        let moments: Vec<i64> = moments.iter().map(|moment| moment.ms()).collect();
        let found: Vec<i64> = sqlx::query_scalar(course::available_before!(
            "unnest($3) WITH ORDINALITY AS m (at, n)"
        ))
        .bind(account.to_string())
        .bind(wallet.as_str())
        .bind(moments)
        .fetch_all(&self.pool)
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
            .fetch_one(&self.pool)
            .await?;
        Ok(Credits::new(used))
    }

    async fn first_entry_at(&self, account: &AccountId) -> Result<Option<Timestamp>, LedgerError> {
        let at: Option<i64> = sqlx::query_scalar(
            "SELECT at FROM credits_entry WHERE account = $1 ORDER BY id LIMIT 1",
        )
        .bind(account.to_string())
        .fetch_optional(&self.pool)
        .await?;
        Ok(at.map(Timestamp::from_ms))
    }

    async fn reasons(&self, account: &AccountId) -> Result<Vec<Reason>, LedgerError> {
        let words: Vec<String> = sqlx::query_scalar(course::REASONS)
            .bind(account.to_string())
            .fetch_all(&self.pool)
            .await?;
        Ok(course::reasons(&words))
    }

    async fn allocations(
        &self,
        account: &AccountId,
        entry: EntryId,
    ) -> Result<Vec<Allocation>, LedgerError> {
        let found: Vec<String> = sqlx::query_scalar(
            "SELECT json_build_object('lot', lot, 'available_delta', available_delta, 'held_delta', held_delta)::text \
             FROM credits_entry_lot WHERE entry = $1 AND account = $2 ORDER BY position",
        )
        .bind(entry.get())
        .bind(account.to_string())
        .fetch_all(&self.pool)
        .await?;
        values(&found)
    }

    async fn lots(&self, account: &AccountId) -> Result<Vec<LotState>, LedgerError> {
        let found: Vec<String> = sqlx::query_scalar(
            "SELECT row_to_json(l)::text FROM (SELECT id, wallet, origin, source, granted, available, held, expires_at, \
             created_at, reclaimed FROM credits_lot WHERE account = $1 AND available + held > 0) AS l",
        )
        .bind(account.to_string())
        .fetch_all(&self.pool)
        .await?;
        let mut lots: Vec<LotState> = values(&found)?;
        lots.sort_by(|a, b| a.wallet.cmp(&b.wallet).then_with(|| burn_order(a, b)));
        Ok(lots)
    }

    async fn holds(&self, account: &AccountId) -> Result<Vec<HoldState>, LedgerError> {
        let found: Vec<String> = sqlx::query_scalar(AssertSqlSafe(format!(
            "{HOLD} AND held > 0 ORDER BY at, id COLLATE \"C\") AS h"
        )))
        .bind(account.to_string())
        .fetch_all(&self.pool)
        .await?;
        values(&found)
    }

    async fn hold(
        &self,
        account: &AccountId,
        hold: &HoldId,
    ) -> Result<Option<HoldState>, LedgerError> {
        let found: Option<String> =
            sqlx::query_scalar(AssertSqlSafe(format!("{HOLD} AND id = $2) AS h")))
                .bind(account.to_string())
                .bind(hold.to_string())
                .fetch_optional(&self.pool)
                .await?;
        found.map(|row| value(&row)).transpose()
    }

    async fn debts(&self, account: &AccountId, wallet: Wallet) -> Result<Vec<Debt>, LedgerError> {
        let found: Vec<String> = sqlx::query_scalar(
            "SELECT json_build_object('at', at, 'delta', delta, 'after', after, 'key', request_key)::text \
             FROM credits_debt WHERE account = $1 AND wallet = $2 ORDER BY id",
        )
        .bind(account.to_string())
        .bind(wallet.as_str())
        .fetch_all(&self.pool)
        .await?;
        values(&found)
    }

    async fn right(
        &self,
        account: &AccountId,
        version: &VersionHash,
    ) -> Result<Option<Right>, LedgerError> {
        let rights = self.rights(account, std::slice::from_ref(version)).await?;
        Ok(rights.into_iter().next())
    }

    async fn rights(
        &self,
        account: &AccountId,
        versions: &[VersionHash],
    ) -> Result<Vec<Right>, LedgerError> {
        let wanted: Vec<&str> = versions.iter().map(VersionHash::as_str).collect();
        let found: Vec<String> = sqlx::query_scalar(AssertSqlSafe(format!(
            "SELECT {RIGHT} FROM unnest($2::text[]) WITH ORDINALITY AS wanted (version, place) \
             JOIN credits_right AS r ON r.account = $1 AND r.version = wanted.version ORDER BY place"
        )))
        .bind(account.to_string())
        .bind(wanted)
        .fetch_all(&self.pool)
        .await?;
        values(&found)
    }

    async fn due_lots(
        &self,
        at: Timestamp,
        limit: u32,
    ) -> Result<Vec<(AccountId, Wallet)>, LedgerError> {
        let found: Vec<String> = sqlx::query_scalar(
            "SELECT json_build_array(account, wallet)::text FROM credits_lot \
             WHERE available > 0 AND expires_at IS NOT NULL AND expires_at <= $1 \
             GROUP BY account, wallet ORDER BY account COLLATE \"C\", wallet = 'ai' LIMIT $2",
        )
        .bind(at.ms())
        .bind(i64::from(limit))
        .fetch_all(&self.pool)
        .await?;
        values(&found)
    }

    async fn reconcile(&self, at: Timestamp) -> Result<Vec<Mismatch>, LedgerError> {
        let mut found = Vec::new();
        for statement in reconcile::statements() {
            let mut query = sqlx::query_as(AssertSqlSafe(statement.sql));
            if statement.wants_time {
                query = query.bind(at.ms() - crate::SWEEP_GRACE_MS);
            }
            for row in query.fetch_all(&self.pool).await? {
                found.push(reconcile::mismatch(statement.check, row)?);
            }
        }
        Ok(found)
    }

    async fn price_lists(&self) -> Result<Vec<PriceList>, LedgerError> {
        let found: Vec<String> = sqlx::query_scalar(PRICE_LISTS)
            .fetch_all(&self.pool)
            .await?;
        values(&found)
    }

    async fn publish_price_list(&self, list: PriceList) -> Result<(), LedgerError> {
        let pool = self.pool.clone();
        detached(async move {
            let mut transaction = begin(&pool, PRICE_LISTS_LOCK).await?;
            let published: Vec<String> = sqlx::query_scalar(PRICE_LISTS)
                .fetch_all(&mut *transaction)
                .await?;
            if plan::may_publish(&values::<PriceList>(&published)?, &list)? {
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
        let found: Vec<String> = sqlx::query_scalar(
            "SELECT json_build_object('id', id, 'account', account, 'payload', payload)::text \
             FROM credits_outbox WHERE topic = $1 ORDER BY id LIMIT $2",
        )
        .bind(topic)
        .bind(i64::from(limit))
        .fetch_all(&self.pool)
        .await?;
        values(&found)
    }

    async fn outbox_done(&self, id: i64) -> Result<(), LedgerError> {
        let pool = self.pool.clone();
        detached(async move {
            sqlx::query("DELETE FROM credits_outbox WHERE id = $1")
                .bind(id)
                .execute(&pool)
                .await?;
            Ok(())
        })
        .await
    }
}
