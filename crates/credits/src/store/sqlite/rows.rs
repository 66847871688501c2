//! From rows to values.

use std::str::FromStr;

use sqlx::Row;
use sqlx::sqlite::SqliteRow;

pub(super) use super::super::corrupt;
use crate::{
    AccountId, Allocation, Balances, Credits, CreditsPerSecond, Debt, Entry, EntryId, HoldState,
    LedgerError, LotState, Note, OutboxMessage, PriceList, Right, Timestamp, Wallet, WalletBalance,
};

pub(super) fn parsed<T: FromStr>(row: &SqliteRow, column: &str) -> Result<T, LedgerError> {
    let text: &str = row.try_get(column)?;
    text.parse().map_err(|_| corrupt(column))
}

fn parsed_opt<T: FromStr>(row: &SqliteRow, column: &str) -> Result<Option<T>, LedgerError> {
    let text: Option<&str> = row.try_get(column)?;
    text.map(|text| text.parse().map_err(|_| corrupt(column)))
        .transpose()
}

pub(super) fn credits(row: &SqliteRow, column: &str) -> Result<Credits, LedgerError> {
    Ok(Credits::new(row.try_get(column)?))
}

pub(super) fn time(row: &SqliteRow, column: &str) -> Result<Timestamp, LedgerError> {
    Ok(Timestamp::from_ms(row.try_get(column)?))
}

pub(super) fn balance(row: &SqliteRow) -> Result<WalletBalance, LedgerError> {
    Ok(WalletBalance {
        available: credits(row, "available")?,
        held: credits(row, "held")?,
        debt: credits(row, "debt")?,
        version: row.try_get("version")?,
    })
}

pub(super) fn balances(rows: &[SqliteRow]) -> Result<Balances, LedgerError> {
    let mut balances = Balances::default();
    for row in rows {
        match parsed(row, "wallet")? {
            Wallet::Download => balances.download = balance(row)?,
            Wallet::Ai => balances.ai = balance(row)?,
        }
    }
    Ok(balances)
}

pub(super) fn lot(row: &SqliteRow) -> Result<LotState, LedgerError> {
    let expires_at: Option<i64> = row.try_get("expires_at")?;
    Ok(LotState {
        id: parsed(row, "id")?,
        wallet: parsed(row, "wallet")?,
        origin: parsed(row, "origin")?,
        source: row.try_get("source")?,
        granted: credits(row, "granted")?,
        available: credits(row, "available")?,
        held: credits(row, "held")?,
        expires_at: expires_at.map(Timestamp::from_ms),
        created_at: time(row, "created_at")?,
        reclaimed: credits(row, "reclaimed")?,
    })
}

pub(super) fn hold(row: &SqliteRow) -> Result<HoldState, LedgerError> {
    Ok(HoldState {
        id: parsed(row, "id")?,
        wallet: parsed(row, "wallet")?,
        amount: credits(row, "amount")?,
        held: credits(row, "held")?,
        captured: credits(row, "captured")?,
        released: credits(row, "released")?,
        ordered: row.try_get("ordered")?,
        delivered: row.try_get("delivered")?,
        failed: row.try_get("failed")?,
        at: time(row, "at")?,
    })
}

pub(super) fn entry(row: &SqliteRow) -> Result<Entry, LedgerError> {
    Ok(Entry {
        id: EntryId::new(row.try_get("id")?),
        account: parsed(row, "account")?,
        wallet: parsed(row, "wallet")?,
        at: time(row, "at")?,
        kind: parsed(row, "kind")?,
        available_delta: credits(row, "available_delta")?,
        held_delta: credits(row, "held_delta")?,
        available_after: credits(row, "available_after")?,
        held_after: credits(row, "held_after")?,
        note: Note {
            reason: parsed(row, "reason")?,
            title: row.try_get("title")?,
            detail: row.try_get("detail")?,
            link: row.try_get("link")?,
        },
        hold: parsed_opt(row, "hold")?,
        key: parsed(row, "request_key")?,
    })
}

pub(super) fn allocation(row: &SqliteRow) -> Result<Allocation, LedgerError> {
    Ok(Allocation {
        lot: parsed(row, "lot")?,
        available_delta: credits(row, "available_delta")?,
        held_delta: credits(row, "held_delta")?,
    })
}

pub(super) fn debt(row: &SqliteRow) -> Result<Debt, LedgerError> {
    Ok(Debt {
        at: time(row, "at")?,
        delta: credits(row, "delta")?,
        after: credits(row, "after")?,
        key: parsed(row, "request_key")?,
    })
}

pub(super) fn right(row: &SqliteRow) -> Result<Right, LedgerError> {
    let entry: Option<i64> = row.try_get("entry")?;
    Ok(Right {
        version: parsed(row, "version")?,
        at: time(row, "at")?,
        entry: entry.map(EntryId::new),
    })
}

pub(super) fn price_list(row: &SqliteRow) -> Result<PriceList, LedgerError> {
    Ok(PriceList {
        version: row.try_get("version")?,
        credits_per_second: CreditsPerSecond {
            p720: credits(row, "p720")?,
            p1080: credits(row, "p1080")?,
            p2160: credits(row, "p2160")?,
        },
        valid_from: time(row, "valid_from")?,
        download: credits(row, "download")?,
    })
}

pub(super) fn message(row: &SqliteRow) -> Result<OutboxMessage, LedgerError> {
    Ok(OutboxMessage {
        id: row.try_get("id")?,
        account: parsed(row, "account")?,
        payload: row.try_get("payload")?,
    })
}

pub(super) fn due(row: &SqliteRow) -> Result<(AccountId, Wallet), LedgerError> {
    Ok((parsed(row, "account")?, parsed(row, "wallet")?))
}
