//! From rows to values.

use std::str::FromStr;

use sqlx::Row as _;
use sqlx::sqlite::SqliteRow;

pub(super) use super::super::corrupt;
use crate::plan::{HoldLot, Record};
use crate::{
    AccountId, Allocation, Balances, Credits, CreditsPerSecond, Debt, Entry, EntryId, HoldState,
    LedgerError, LotState, Note, OutboxMessage, PriceList, Right, Timestamp, Wallet, WalletBalance,
};

/// A row, whichever of the two drivers has read it.
pub(super) trait Columns {
    fn integer_or_null(&self, column: &str) -> Result<Option<i64>, LedgerError>;

    fn text_or_null(&self, column: &str) -> Result<Option<&str>, LedgerError>;

    fn integer(&self, column: &str) -> Result<i64, LedgerError> {
        self.integer_or_null(column)?.ok_or_else(|| corrupt(column))
    }

    fn text(&self, column: &str) -> Result<&str, LedgerError> {
        self.text_or_null(column)?.ok_or_else(|| corrupt(column))
    }
}

impl Columns for SqliteRow {
    fn integer_or_null(&self, column: &str) -> Result<Option<i64>, LedgerError> {
        Ok(self.try_get(column)?)
    }

    fn text_or_null(&self, column: &str) -> Result<Option<&str>, LedgerError> {
        Ok(self.try_get(column)?)
    }
}

impl Columns for rusqlite::Row<'_> {
    fn integer_or_null(&self, column: &str) -> Result<Option<i64>, LedgerError> {
        let value = self.get_ref(column)?;
        value.as_i64_or_null().map_err(|_| corrupt(column))
    }

    fn text_or_null(&self, column: &str) -> Result<Option<&str>, LedgerError> {
        let value = self.get_ref(column)?;
        value.as_str_or_null().map_err(|_| corrupt(column))
    }
}

fn parsed<T: FromStr>(row: &impl Columns, column: &str) -> Result<T, LedgerError> {
    row.text(column)?.parse().map_err(|_| corrupt(column))
}

fn parsed_or_null<T: FromStr>(row: &impl Columns, column: &str) -> Result<Option<T>, LedgerError> {
    let text = row.text_or_null(column)?;
    text.map(|text| text.parse().map_err(|_| corrupt(column)))
        .transpose()
}

/// A number that is never negative and never large.
fn count(row: &impl Columns, column: &str) -> Result<u32, LedgerError> {
    row.integer(column)?.try_into().map_err(|_| corrupt(column))
}

fn credits(row: &impl Columns, column: &str) -> Result<Credits, LedgerError> {
    Ok(Credits::new(row.integer(column)?))
}

fn time(row: &impl Columns, column: &str) -> Result<Timestamp, LedgerError> {
    Ok(Timestamp::from_ms(row.integer(column)?))
}

pub(super) fn balance(row: &impl Columns) -> Result<WalletBalance, LedgerError> {
    Ok(WalletBalance {
        available: credits(row, "available")?,
        held: credits(row, "held")?,
        debt: credits(row, "debt")?,
        version: row.integer("version")?,
    })
}

pub(super) fn balances(rows: &[impl Columns]) -> Result<Balances, LedgerError> {
    let mut balances = Balances::default();
    for row in rows {
        match parsed(row, "wallet")? {
            Wallet::Download => balances.download = balance(row)?,
            Wallet::Ai => balances.ai = balance(row)?,
        }
    }
    Ok(balances)
}

pub(super) fn lot(row: &impl Columns) -> Result<LotState, LedgerError> {
    let expires_at = row.integer_or_null("expires_at")?;
    Ok(LotState {
        id: parsed(row, "id")?,
        wallet: parsed(row, "wallet")?,
        origin: parsed(row, "origin")?,
        source: row.text("source")?.to_owned(),
        granted: credits(row, "granted")?,
        available: credits(row, "available")?,
        held: credits(row, "held")?,
        expires_at: expires_at.map(Timestamp::from_ms),
        created_at: time(row, "created_at")?,
        reclaimed: credits(row, "reclaimed")?,
    })
}

pub(super) fn hold(row: &impl Columns) -> Result<HoldState, LedgerError> {
    Ok(HoldState {
        id: parsed(row, "id")?,
        wallet: parsed(row, "wallet")?,
        amount: credits(row, "amount")?,
        held: credits(row, "held")?,
        captured: credits(row, "captured")?,
        released: credits(row, "released")?,
        ordered: count(row, "ordered")?,
        delivered: count(row, "delivered")?,
        failed: count(row, "failed")?,
        at: time(row, "at")?,
    })
}

pub(super) fn entry(row: &impl Columns) -> Result<Entry, LedgerError> {
    Ok(Entry {
        id: EntryId::new(row.integer("id")?),
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
            title: row.text("title")?.to_owned(),
            detail: row.text("detail")?.to_owned(),
            link: row.text_or_null("link")?.map(str::to_owned),
        },
        hold: parsed_or_null(row, "hold")?,
        key: parsed(row, "request_key")?,
    })
}

pub(super) fn allocation(row: &impl Columns) -> Result<Allocation, LedgerError> {
    Ok(Allocation {
        lot: parsed(row, "lot")?,
        available_delta: credits(row, "available_delta")?,
        held_delta: credits(row, "held_delta")?,
    })
}

pub(super) fn debt(row: &impl Columns) -> Result<Debt, LedgerError> {
    Ok(Debt {
        at: time(row, "at")?,
        delta: credits(row, "delta")?,
        after: credits(row, "after")?,
        key: parsed(row, "request_key")?,
    })
}

pub(super) fn right(row: &impl Columns) -> Result<Right, LedgerError> {
    let entry = row.integer_or_null("entry")?;
    Ok(Right {
        version: parsed(row, "version")?,
        at: time(row, "at")?,
        entry: entry.map(EntryId::new),
    })
}

pub(super) fn price_list(row: &impl Columns) -> Result<PriceList, LedgerError> {
    Ok(PriceList {
        version: count(row, "version")?,
        credits_per_second: CreditsPerSecond {
            p720: credits(row, "p720")?,
            p1080: credits(row, "p1080")?,
            p2160: credits(row, "p2160")?,
        },
        valid_from: time(row, "valid_from")?,
        download: credits(row, "download")?,
    })
}

pub(super) fn message(row: &impl Columns) -> Result<OutboxMessage, LedgerError> {
    Ok(OutboxMessage {
        id: row.integer("id")?,
        account: parsed(row, "account")?,
        payload: row.text("payload")?.to_owned(),
    })
}

pub(super) fn due(row: &impl Columns) -> Result<(AccountId, Wallet), LedgerError> {
    Ok((parsed(row, "account")?, parsed(row, "wallet")?))
}

pub(super) fn hold_lot(row: &impl Columns) -> Result<HoldLot, LedgerError> {
    Ok(HoldLot {
        lot: parsed(row, "lot")?,
        position: count(row, "position")?,
        amount: credits(row, "amount")?,
        held: credits(row, "held")?,
    })
}

pub(super) fn record(row: &impl Columns) -> Result<Record, LedgerError> {
    let outcome = serde_json::from_str(row.text("outcome")?);
    Ok(Record {
        fingerprint: row.text("fingerprint")?.to_owned(),
        outcome: outcome.map_err(|_| corrupt("outcome"))?,
    })
}
