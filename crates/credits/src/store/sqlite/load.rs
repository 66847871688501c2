//! Reading: on the readers' connections, and on the writer's own all that a request's answer depends on.

use rusqlite::{Connection, Params};
use sqlx::SqliteConnection;

use super::rows::{self, Columns};
use crate::plan::{self, Record, State};
use crate::{
    AccountId, Command, HoldId, HoldState, IdempotencyKey, LedgerError, LotState, PriceList,
    Request, Right, Timestamp, VersionHash, Wallet, WalletBalance,
};

pub(super) const BALANCES: &str =
    "SELECT wallet, available, held, debt, version FROM credits_balance WHERE account = ?1";
const BALANCE: &str = "SELECT available, held, debt, version FROM credits_balance \
     WHERE account = ?1 AND wallet = ?2";
pub(super) const OPEN_LOTS: &str = "SELECT id, wallet, origin, source, granted, available, held, \
     expires_at, created_at, reclaimed FROM credits_lot INDEXED BY credits_lot_open \
     WHERE account = ?1 AND wallet = ?2 AND available + held > 0";
const SOURCE_LOT: &str = "SELECT id, wallet, origin, source, granted, available, held, expires_at, \
     created_at, reclaimed FROM credits_lot WHERE account = ?1 AND wallet = ?2 AND source = ?3";
const HOLD: &str = "SELECT id, wallet, amount, held, captured, released, ordered, delivered, \
     failed, at FROM credits_hold WHERE account = ?1 AND id = ?2";
const HOLD_LOTS: &str = "SELECT lot, position, amount, held FROM credits_hold_lot \
     WHERE account = ?1 AND hold = ?2";
const RECORD: &str =
    "SELECT fingerprint, outcome FROM credits_request WHERE account = ?1 AND key = ?2";
const RIGHT: &str =
    "SELECT version, at, entry FROM credits_right WHERE account = ?1 AND version = ?2";
const VERDICT: &str =
    "SELECT at FROM credits_verdict WHERE account = ?1 AND hold = ?2 AND take = ?3";
pub(super) const LAST_ENTRY: &str =
    "SELECT at FROM credits_entry WHERE account = ?1 ORDER BY id DESC LIMIT 1";
const PRICE_LISTS: &str = "SELECT version, p720, p1080, p2160, download, valid_from \
     FROM credits_price_list ORDER BY version";

/// Every statement that a request or a balance costs, for the test that none of them scans.
#[cfg(test)]
pub(super) const STATEMENTS: [&str; 11] = [
    LAST_ENTRY,
    BALANCES,
    BALANCE,
    OPEN_LOTS,
    SOURCE_LOT,
    HOLD,
    HOLD_LOTS,
    RECORD,
    RIGHT,
    VERDICT,
    PRICE_LISTS,
];

/// What the answer to a request depends on, as the open transaction sees it. A key that was used before needs no more
/// than its first answer.
pub(super) fn state(connection: &Connection, request: &Request) -> Result<State, LedgerError> {
    let (books, account) = (Books(connection), request.account.to_string());
    let account = account.as_str();
    let record = books.row(RECORD, (account, request.key.as_str()), |row| {
        rows::record(row)
    })?;
    if record.is_some() {
        return Ok(State {
            record,
            ..State::default()
        });
    }
    let last = books.row(LAST_ENTRY, (account,), |row| row.integer("at"))?;
    let mut state = State {
        last_entry_at: last.map(Timestamp::from_ms),
        ..State::default()
    };
    if let Some(id) = plan::hold_of(&request.command) {
        let id = id.to_string();
        state.hold = books.row(HOLD, (account, &id), |row| rows::hold(row))?;
        state.hold_lots = books.rows(HOLD_LOTS, (account, &id), |row| rows::hold_lot(row))?;
        if let Command::Verdict { take, .. } = &request.command {
            let given = books.row(VERDICT, (account, &id, take), |row| row.integer("at"))?;
            state.verdict_given = given.is_some();
        }
    }
    let of_hold = state.hold.as_ref().map(|hold| hold.wallet);
    if let Some(wallet) = plan::wallet_of(&request.command).or(of_hold) {
        books.wallet(&mut state, account, wallet, &request.command)?;
    }
    Ok(state)
}

/// The writer's own connection, whose statements are compiled once.
struct Books<'c>(&'c Connection);

impl Books<'_> {
    fn wallet(
        &self,
        state: &mut State,
        account: &str,
        wallet: Wallet,
        command: &Command,
    ) -> Result<(), LedgerError> {
        let word = wallet.as_str();
        let balance: Option<WalletBalance> =
            self.row(BALANCE, (account, word), |row| rows::balance(row))?;
        state.balance = balance.unwrap_or_default();
        state.lots = self.rows(OPEN_LOTS, (account, word), |row| rows::lot(row))?;
        match command {
            Command::Grant { source, .. } | Command::Reclaim { source, .. } => {
                state.source_lot =
                    self.row(SOURCE_LOT, (account, word, source), |row| rows::lot(row))?;
            }
            Command::Download { version, .. } => {
                state.right =
                    self.row(RIGHT, (account, version.as_str()), |row| rows::right(row))?;
                state.price_lists = self.rows(PRICE_LISTS, (), |row| rows::price_list(row))?;
            }
            _ => {}
        }
        Ok(())
    }

    fn rows<T>(
        &self,
        sql: &'static str,
        of: impl Params,
        value: impl Fn(&rusqlite::Row<'_>) -> Result<T, LedgerError>,
    ) -> Result<Vec<T>, LedgerError> {
        let mut statement = self.0.prepare_cached(sql)?;
        let mut found = statement.query(of)?;
        let mut values = Vec::new();
        while let Some(row) = found.next()? {
            values.push(value(row)?);
        }
        Ok(values)
    }

    /// The only row there can be.
    fn row<T>(
        &self,
        sql: &'static str,
        of: impl Params,
        value: impl Fn(&rusqlite::Row<'_>) -> Result<T, LedgerError>,
    ) -> Result<Option<T>, LedgerError> {
        Ok(self.rows(sql, of, value)?.pop())
    }
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
    row.as_ref().map(rows::record).transpose()
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
