//! What a request's answer depends on, read inside its transaction.

use sqlx::{Row, SqliteConnection};

use super::super::loaded::{Asked, Loaded, value};
use super::rows;
use crate::plan::{Record, State};
use crate::{
    AccountId, EntryId, HoldId, HoldState, IdempotencyKey, LedgerError, LotState, PriceList,
    Request, Right, VersionHash, Wallet,
};

pub(super) const BALANCES: &str =
    "SELECT wallet, available, held, debt, version FROM credits_balance WHERE account = ?1";
pub(super) const OPEN_LOTS: &str = "SELECT id, wallet, origin, source, granted, available, held, \
     expires_at, created_at, reclaimed FROM credits_lot INDEXED BY credits_lot_open \
     WHERE account = ?1 AND wallet = ?2 AND available + held > 0";
const HOLD: &str = "SELECT id, wallet, amount, held, captured, released, ordered, delivered, \
     failed, at FROM credits_hold WHERE account = ?1 AND id = ?2";
const RECORD: &str =
    "SELECT fingerprint, outcome FROM credits_request WHERE account = ?1 AND key = ?2";
const RIGHT: &str =
    "SELECT version, at, entry FROM credits_right WHERE account = ?1 AND version = ?2";
const PRICE_LISTS: &str = "SELECT version, p720, p1080, p2160, download, valid_from \
     FROM credits_price_list ORDER BY version";

/// Every statement that a request or a balance costs, for the test that none of them scans.
#[cfg(test)]
pub(super) const STATEMENTS: [&str; 6] = [
    include_str!("load.sql"),
    BALANCES,
    OPEN_LOTS,
    HOLD,
    RECORD,
    RIGHT,
];

/// What the answers to these requests depend on, in one reading, and the number of the journal's last entry. A savepoint
/// begins with it, to which the writing then belongs; one of the same name from before stays below it.
pub(super) async fn states<'r>(
    connection: &mut SqliteConnection,
    requests: impl Iterator<Item = &'r Request>,
) -> Result<(Vec<State>, EntryId), LedgerError> {
    let asked: Vec<_> = requests.map(Asked::of).collect();
    let asked = serde_json::to_string(&asked).map_err(|_| rows::corrupt("request"))?;
    let sql = concat!("SAVEPOINT wave; ", include_str!("load.sql"));
    let mut found: Vec<(i64, i64, String)> = sqlx::query_as(sql)
        .bind(asked)
        .fetch_all(connection)
        .await?;
    found.sort_by_key(|(place, _, _)| *place);
    let last = found.first().map_or(0, |(_, last, _)| *last);
    let state = |(_, _, row): &(i64, i64, String)| Ok(value::<Loaded>(row)?.into());
    let states: Result<_, LedgerError> = found.iter().map(state).collect();
    Ok((states?, EntryId::new(last)))
}

pub(super) async fn record(
    connection: &mut SqliteConnection,
    account: &AccountId,
    key: &IdempotencyKey,
) -> Result<Option<Record>, LedgerError> {
    let row = sqlx::query(RECORD)
        .bind(account.to_string())
        .bind(key.as_str())
        .fetch_optional(connection)
        .await?;
    let Some(row) = row else { return Ok(None) };
    let outcome: &str = row.try_get("outcome")?;
    Ok(Some(Record {
        fingerprint: row.try_get("fingerprint")?,
        outcome: serde_json::from_str(outcome).map_err(|_| rows::corrupt("outcome"))?,
    }))
}

pub(super) async fn open_lots(
    connection: &mut SqliteConnection,
    account: &AccountId,
    wallet: Wallet,
) -> Result<Vec<LotState>, LedgerError> {
    let found = sqlx::query(OPEN_LOTS)
        .bind(account.to_string())
        .bind(wallet.as_str())
        .fetch_all(connection)
        .await?;
    found.iter().map(rows::lot).collect()
}

pub(super) async fn hold(
    connection: &mut SqliteConnection,
    account: &AccountId,
    id: &HoldId,
) -> Result<Option<HoldState>, LedgerError> {
    let row = sqlx::query(HOLD)
        .bind(account.to_string())
        .bind(id.to_string())
        .fetch_optional(connection)
        .await?;
    row.as_ref().map(rows::hold).transpose()
}

pub(super) async fn right(
    connection: &mut SqliteConnection,
    account: &AccountId,
    version: &VersionHash,
) -> Result<Option<Right>, LedgerError> {
    let row = sqlx::query(RIGHT)
        .bind(account.to_string())
        .bind(version.as_str())
        .fetch_optional(connection)
        .await?;
    row.as_ref().map(rows::right).transpose()
}

pub(super) async fn price_lists(
    connection: &mut SqliteConnection,
) -> Result<Vec<PriceList>, LedgerError> {
    let found = sqlx::query(PRICE_LISTS).fetch_all(connection).await?;
    found.iter().map(rows::price_list).collect()
}
