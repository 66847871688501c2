//! What a request's answer depends on, read inside its transaction.

use sqlx::{Row, SqliteConnection};

use super::rows;
use crate::plan::{self, HoldLot, Record, State};
use crate::{
    AccountId, Command, HoldId, HoldState, IdempotencyKey, LedgerError, LotState, PriceList,
    Request, Right, Timestamp, VersionHash, Wallet, WalletBalance,
};

pub(super) const BALANCES: &str =
    "SELECT wallet, available, held, version FROM credits_balance WHERE account = ?1";
const BALANCE: &str = "SELECT available, held, version FROM credits_balance \
     WHERE account = ?1 AND wallet = ?2";
pub(super) const OPEN_LOTS: &str = "SELECT id, wallet, origin, source, granted, available, held, \
     expires_at, created_at FROM credits_lot INDEXED BY credits_lot_open \
     WHERE account = ?1 AND wallet = ?2 AND available + held > 0";
pub(super) const LAST_ENTRY_AT: &str =
    "SELECT at FROM credits_entry WHERE account = ?1 ORDER BY id DESC LIMIT 1";
const HOLD: &str = "SELECT id, wallet, amount, held, captured, released, ordered, delivered, \
     failed, at FROM credits_hold WHERE account = ?1 AND id = ?2";
const HOLD_LOTS: &str = "SELECT lot, position, amount, held FROM credits_hold_lot \
     WHERE account = ?1 AND hold = ?2 ORDER BY position";
const RECORD: &str =
    "SELECT fingerprint, outcome FROM credits_request WHERE account = ?1 AND key = ?2";
const SOURCE_USED: &str = "SELECT EXISTS (SELECT 1 FROM credits_lot \
     WHERE account = ?1 AND wallet = ?2 AND source = ?3)";
const RIGHT: &str =
    "SELECT version, at, entry FROM credits_right WHERE account = ?1 AND version = ?2";
const VERDICT_GIVEN: &str = "SELECT EXISTS (SELECT 1 FROM credits_verdict \
     WHERE account = ?1 AND hold = ?2 AND take = ?3)";
const PRICE_LISTS: &str = "SELECT version, p720, p1080, p2160, download, valid_from \
     FROM credits_price_list ORDER BY version";

/// Every statement that a request or a balance costs, for the test that none of them scans.
#[cfg(test)]
pub(super) const STATEMENTS: [&str; 10] = [
    BALANCES,
    BALANCE,
    OPEN_LOTS,
    LAST_ENTRY_AT,
    HOLD,
    HOLD_LOTS,
    RECORD,
    SOURCE_USED,
    RIGHT,
    VERDICT_GIVEN,
];

pub(super) async fn state(
    connection: &mut SqliteConnection,
    request: &Request,
) -> Result<State, LedgerError> {
    let account = request.account;
    let record = record(connection, &account, &request.key).await?;
    let mut state = State {
        record,
        ..State::default()
    };
    if state.record.is_some() {
        return Ok(state);
    }
    let last: Option<i64> = sqlx::query_scalar(LAST_ENTRY_AT)
        .bind(account.to_string())
        .fetch_optional(&mut *connection)
        .await?;
    state.last_entry_at = last.map(Timestamp::from_ms);
    if let Some(id) = plan::hold_of(&request.command) {
        state.hold = hold(connection, &account, &id).await?;
        state.hold_lots = hold_lots(connection, &account, &id).await?;
    }
    let of_hold = state.hold.as_ref().map(|hold| hold.wallet);
    if let Some(wallet) = plan::wallet_of(&request.command).or(of_hold) {
        state.balance = balance(connection, &account, wallet).await?;
        state.lots = open_lots(connection, &account, wallet).await?;
    }
    particulars(connection, request, &mut state).await?;
    Ok(state)
}

/// What only some commands need.
async fn particulars(
    connection: &mut SqliteConnection,
    request: &Request,
    state: &mut State,
) -> Result<(), LedgerError> {
    let account = request.account.to_string();
    match &request.command {
        Command::Grant { wallet, source, .. } => {
            state.source_used = sqlx::query_scalar(SOURCE_USED)
                .bind(account)
                .bind(wallet.as_str())
                .bind(source)
                .fetch_one(connection)
                .await?;
        }
        Command::Download { version, .. } => {
            state.right = right(connection, &request.account, version).await?;
            state.price_lists = price_lists(connection).await?;
        }
        Command::Verdict { hold, take, .. } => {
            state.verdict_given = sqlx::query_scalar(VERDICT_GIVEN)
                .bind(account)
                .bind(hold.to_string())
                .bind(take)
                .fetch_one(connection)
                .await?;
        }
        _ => {}
    }
    Ok(())
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

async fn balance(
    connection: &mut SqliteConnection,
    account: &AccountId,
    wallet: Wallet,
) -> Result<WalletBalance, LedgerError> {
    let row = sqlx::query(BALANCE)
        .bind(account.to_string())
        .bind(wallet.as_str())
        .fetch_optional(connection)
        .await?;
    row.as_ref()
        .map(rows::balance)
        .transpose()
        .map(Option::unwrap_or_default)
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

async fn hold_lots(
    connection: &mut SqliteConnection,
    account: &AccountId,
    id: &HoldId,
) -> Result<Vec<HoldLot>, LedgerError> {
    let found = sqlx::query(HOLD_LOTS)
        .bind(account.to_string())
        .bind(id.to_string())
        .fetch_all(connection)
        .await?;
    let part = |row| {
        Ok(HoldLot {
            lot: rows::parsed(row, "lot")?,
            position: row.try_get("position")?,
            amount: rows::credits(row, "amount")?,
            held: rows::credits(row, "held")?,
        })
    };
    found.iter().map(part).collect()
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
