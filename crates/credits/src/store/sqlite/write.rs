//! Writing a plan, on the writer's own connection and inside its transaction.

use rusqlite::{Connection, Params};
use sqlx::SqliteConnection;

use super::rows;
use crate::plan::{self, HoldLot, NewEntry, Record, Writes};
use crate::{EntryId, HoldState, LedgerError, LotState, PriceList, Request, Wallet};

/// Only over the figures the plan has read.
const BALANCE: &str = "INSERT INTO credits_balance (account, wallet, available, held, debt, version) \
     VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (account, wallet) DO UPDATE \
     SET available = excluded.available, held = excluded.held, debt = excluded.debt, version = excluded.version \
     WHERE credits_balance.version = excluded.version - 1";
const NEW_LOT: &str = "INSERT INTO credits_lot (account, id, wallet, origin, source, granted, available, held, \
     expires_at, created_at, reclaimed) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";
const CHANGED_LOT: &str = "UPDATE credits_lot SET available = ?3, held = ?4, expires_at = ?5, reclaimed = ?6 \
     WHERE account = ?1 AND id = ?2";
const NEW_HOLD: &str = "INSERT INTO credits_hold (account, id, wallet, amount, held, captured, released, ordered, \
     delivered, failed, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";
const CHANGED_HOLD: &str = "UPDATE credits_hold SET held = ?3, captured = ?4, released = ?5, delivered = ?6, \
     failed = ?7 WHERE account = ?1 AND id = ?2";
const HOLD_LOT: &str = "INSERT INTO credits_hold_lot (account, hold, lot, position, amount, held) \
     VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (account, hold, lot) DO UPDATE SET held = excluded.held";
const ENTRY: &str = "INSERT INTO credits_entry (account, wallet, at, kind, from_account, to_account, amount, \
     available_delta, held_delta, available_after, held_after, reason, title, detail, link, hold, request_key) \
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)";
const ENTRY_LOT: &str = "INSERT INTO credits_entry_lot (entry, position, account, lot, available_delta, held_delta) \
     VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
const DEBT: &str = "INSERT INTO credits_debt (account, wallet, at, delta, after, request_key) \
     VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
const RIGHT: &str =
    "INSERT INTO credits_right (account, version, at, entry) VALUES (?1, ?2, ?3, ?4)";
const VERDICT: &str =
    "INSERT INTO credits_verdict (account, hold, take, verdict, at) VALUES (?1, ?2, ?3, ?4, ?5)";
const OUTBOX: &str =
    "INSERT INTO credits_outbox (account, topic, payload, at) VALUES (?1, ?2, ?3, ?4)";
const RECORD: &str = "INSERT INTO credits_request (account, key, fingerprint, outcome, at) \
     VALUES (?1, ?2, ?3, ?4, ?5)";

/// Writes what a request has led to. A repeated one has its answer already and writes nothing.
pub(super) fn all(
    connection: &Connection,
    request: &Request,
    writes: &Writes,
) -> Result<(), LedgerError> {
    let Some(record) = &writes.record else {
        return Ok(());
    };
    let account = request.account.to_string();
    let books = Books {
        connection,
        request,
        account: &account,
        wallet: writes.balance.map_or(Wallet::Ai, |(wallet, _, _)| wallet),
    };
    books.figures(writes)?;
    let mut last = None;
    for entry in &writes.entries {
        last = Some(books.entry(entry)?);
    }
    books.rest(writes, last)?;
    books.record(record)
}

/// What every row of a request has in common.
struct Books<'a> {
    connection: &'a Connection,
    request: &'a Request,
    account: &'a str,
    wallet: Wallet,
}

impl Books<'_> {
    /// Writes exactly one row.
    fn row(&self, sql: &'static str, values: impl Params) -> Result<(), LedgerError> {
        match self.connection.prepare_cached(sql)?.execute(values)? {
            1 => Ok(()),
            _ => Err(rows::corrupt(
                "a row that the plan had read is not there any more",
            )),
        }
    }

    /// In an order that foreign keys allow.
    fn figures(&self, writes: &Writes) -> Result<(), LedgerError> {
        if let Some((wallet, _, after)) = &writes.balance {
            let row = (
                self.account,
                wallet.as_str(),
                after.available.get(),
                after.held.get(),
                after.debt.get(),
                after.version,
            );
            self.row(BALANCE, row)?;
        }
        for lot in &writes.new_lots {
            self.new_lot(lot)?;
        }
        for lot in &writes.changed_lots {
            self.changed_lot(lot)?;
        }
        if let Some(hold) = &writes.new_hold {
            self.new_hold(hold)?;
        }
        if let Some(hold) = &writes.changed_hold {
            self.changed_hold(hold)?;
        }
        for part in &writes.hold_lots {
            self.hold_lot(part)?;
        }
        Ok(())
    }

    fn new_lot(&self, lot: &LotState) -> Result<(), LedgerError> {
        let row = rusqlite::params![
            self.account,
            lot.id.to_string(),
            lot.wallet.as_str(),
            lot.origin.as_str(),
            lot.source,
            lot.granted.get(),
            lot.available.get(),
            lot.held.get(),
            lot.expires_at.map(|at| at.ms()),
            lot.created_at.ms(),
            lot.reclaimed.get(),
        ];
        self.row(NEW_LOT, row)
    }

    fn changed_lot(&self, lot: &LotState) -> Result<(), LedgerError> {
        let row = (
            self.account,
            lot.id.to_string(),
            lot.available.get(),
            lot.held.get(),
            lot.expires_at.map(|at| at.ms()),
            lot.reclaimed.get(),
        );
        self.row(CHANGED_LOT, row)
    }

    fn new_hold(&self, hold: &HoldState) -> Result<(), LedgerError> {
        let row = rusqlite::params![
            self.account,
            hold.id.to_string(),
            hold.wallet.as_str(),
            hold.amount.get(),
            hold.held.get(),
            hold.captured.get(),
            hold.released.get(),
            hold.ordered,
            hold.delivered,
            hold.failed,
            hold.at.ms(),
        ];
        self.row(NEW_HOLD, row)
    }

    fn changed_hold(&self, hold: &HoldState) -> Result<(), LedgerError> {
        let row = (
            self.account,
            hold.id.to_string(),
            hold.held.get(),
            hold.captured.get(),
            hold.released.get(),
            hold.delivered,
            hold.failed,
        );
        self.row(CHANGED_HOLD, row)
    }

    fn hold_lot(&self, part: &HoldLot) -> Result<(), LedgerError> {
        let row = (
            self.account,
            plan::hold_of(&self.request.command).map(|hold| hold.to_string()),
            part.lot.to_string(),
            part.position,
            part.amount.get(),
            part.held.get(),
        );
        self.row(HOLD_LOT, row)
    }

    /// Books an entry with its parts; answers its place in the journal.
    fn entry(&self, new: &NewEntry) -> Result<EntryId, LedgerError> {
        let (from, to) = new.kind.legs();
        let row = rusqlite::params![
            self.account,
            self.wallet.as_str(),
            new.at.ms(),
            new.kind.as_str(),
            from,
            to,
            new.amount.get(),
            new.available_delta().get(),
            new.held_delta().get(),
            new.available_after.get(),
            new.held_after.get(),
            new.note.reason.as_str(),
            new.note.title,
            new.note.detail,
            new.note.link,
            new.hold.map(|hold| hold.to_string()),
            self.request.key.as_str(),
        ];
        self.row(ENTRY, row)?;
        let id = self.connection.last_insert_rowid();
        for (position, part) in (0i64..).zip(&new.lots) {
            let row = (
                id,
                position,
                self.account,
                part.lot.to_string(),
                part.available_delta.get(),
                part.held_delta.get(),
            );
            self.row(ENTRY_LOT, row)?;
        }
        Ok(EntryId::new(id))
    }

    /// What follows from the entries, of which `last` is the last.
    fn rest(&self, writes: &Writes, last: Option<EntryId>) -> Result<(), LedgerError> {
        let key = self.request.key.as_str();
        for debt in &writes.debts {
            let (at, delta, after) = (debt.at.ms(), debt.delta.get(), debt.after.get());
            let row = (self.account, self.wallet.as_str(), at, delta, after, key);
            self.row(DEBT, row)?;
        }
        if let Some(right) = &writes.right {
            let entry = last.filter(|_| right.paid_by_last_entry).map(EntryId::get);
            let row = (self.account, right.version.as_str(), right.at.ms(), entry);
            self.row(RIGHT, row)?;
        }
        if let Some((hold, take, verdict, at)) = &writes.verdict {
            let (hold, verdict) = (hold.to_string(), verdict.as_str());
            self.row(VERDICT, (self.account, hold, take, verdict, at.ms()))?;
        }
        if let Some(message) = &writes.outbox {
            let (topic, payload) = (&message.topic, &message.payload);
            let row = (self.account, topic, payload, self.request.at.ms());
            self.row(OUTBOX, row)?;
        }
        Ok(())
    }

    fn record(&self, record: &Record) -> Result<(), LedgerError> {
        let outcome = serde_json::to_string(&record.outcome);
        let outcome = outcome.map_err(|_| rows::corrupt("outcome"))?;
        let (key, at) = (self.request.key.as_str(), self.request.at.ms());
        self.row(
            RECORD,
            (self.account, key, &record.fingerprint, outcome, at),
        )
    }
}

pub(super) async fn price_list(
    connection: &mut SqliteConnection,
    list: &PriceList,
) -> Result<(), LedgerError> {
    let seconds = &list.credits_per_second;
    sqlx::query(
        "INSERT INTO credits_price_list (version, p720, p1080, p2160, download, valid_from) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )
    .bind(list.version)
    .bind(seconds.p720.get())
    .bind(seconds.p1080.get())
    .bind(seconds.p2160.get())
    .bind(list.download.get())
    .bind(list.valid_from.ms())
    .execute(connection)
    .await?;
    Ok(())
}
