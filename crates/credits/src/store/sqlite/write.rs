//! Writing some plans in one journey to the connection's own thread, which costs more than the rows it writes.

use serde_json::Value;
use sqlx::QueryBuilder;
use sqlx::SqliteConnection;
use sqlx::sqlite::Sqlite;

use super::super::document::Document;
use super::rows;
use crate::{EntryId, LedgerError, PriceList};

/// A statement for each table, in an order that foreign keys allow. Each reads its rows from a document.
const BALANCES: &str = "INSERT INTO credits_balance (account, wallet, available, held, debt, version) \
     SELECT value ->> 'account', value ->> 'wallet', value ->> 'available', value ->> 'held', value ->> 'debt', \
     value ->> 'version' \
     FROM json_each(";
/// Only over the figures the plan has read.
const BALANCES_END: &str = ") WHERE true ON CONFLICT (account, wallet) DO UPDATE \
     SET available = excluded.available, held = excluded.held, debt = excluded.debt, version = excluded.version \
     WHERE credits_balance.version = excluded.version - 1";
const NEW_LOTS: &str = "INSERT INTO credits_lot (account, id, wallet, origin, source, granted, available, held, \
     expires_at, created_at, reclaimed) SELECT value ->> 'account', value ->> 'id', value ->> 'wallet', value ->> 'origin', \
     value ->> 'source', value ->> 'granted', value ->> 'available', value ->> 'held', value ->> 'expires_at', \
     value ->> 'created_at', value ->> 'reclaimed' FROM json_each(";
const CHANGED_LOTS: &str = "UPDATE credits_lot SET available = new.value ->> 'available', held = new.value ->> 'held', \
     expires_at = new.value ->> 'expires_at', reclaimed = new.value ->> 'reclaimed' FROM json_each(";
const CHANGED_LOTS_END: &str = ") AS new WHERE credits_lot.account = new.value ->> 'account' \
     AND credits_lot.id = new.value ->> 'id'";
const NEW_HOLDS: &str = "INSERT INTO credits_hold (account, id, wallet, amount, held, captured, released, ordered, \
     delivered, failed, at) SELECT value ->> 'account', value ->> 'id', value ->> 'wallet', value ->> 'amount', \
     value ->> 'held', value ->> 'captured', value ->> 'released', value ->> 'ordered', value ->> 'delivered', \
     value ->> 'failed', value ->> 'at' FROM json_each(";
const CHANGED_HOLDS: &str = "UPDATE credits_hold SET held = new.value ->> 'held', captured = new.value ->> 'captured', \
     released = new.value ->> 'released', delivered = new.value ->> 'delivered', failed = new.value ->> 'failed' \
     FROM json_each(";
const CHANGED_HOLDS_END: &str = ") AS new WHERE credits_hold.account = new.value ->> 'account' \
     AND credits_hold.id = new.value ->> 'id'";
const HOLD_LOTS: &str = "INSERT INTO credits_hold_lot (account, hold, lot, position, amount, held) \
     SELECT value ->> 'account', value ->> 'hold', value ->> 'lot', value ->> 'position', value ->> 'amount', \
     value ->> 'held' FROM json_each(";
const HOLD_LOTS_END: &str =
    ") WHERE true ON CONFLICT (account, hold, lot) DO UPDATE SET held = excluded.held";
const ENTRIES: &str = "INSERT INTO credits_entry (id, account, wallet, at, kind, from_account, to_account, amount, \
     available_delta, held_delta, available_after, held_after, reason, title, detail, link, hold, request_key) \
     SELECT value ->> 'id', value ->> 'account', value ->> 'wallet', value ->> 'at', value ->> 'kind', \
     value ->> 'from_account', value ->> 'to_account', value ->> 'amount', value ->> 'available_delta', \
     value ->> 'held_delta', value ->> 'available_after', value ->> 'held_after', value ->> 'reason', \
     value ->> 'title', value ->> 'detail', value ->> 'link', value ->> 'hold', value ->> 'request_key' \
     FROM json_each(";
const ENTRY_LOTS: &str = "INSERT INTO credits_entry_lot (entry, position, account, lot, available_delta, held_delta) \
     SELECT value ->> 'entry', value ->> 'position', value ->> 'account', value ->> 'lot', \
     value ->> 'available_delta', value ->> 'held_delta' FROM json_each(";
const DEBTS: &str = "INSERT INTO credits_debt (account, wallet, at, delta, after, request_key) \
     SELECT value ->> 'account', value ->> 'wallet', value ->> 'at', value ->> 'delta', value ->> 'after', \
     value ->> 'request_key' FROM json_each(";
const RIGHTS: &str = "INSERT INTO credits_right (account, version, at, entry) SELECT value ->> 'account', \
     value ->> 'version', value ->> 'at', value ->> 'entry' FROM json_each(";
const VERDICTS: &str = "INSERT INTO credits_verdict (account, hold, take, verdict, at) SELECT value ->> 'account', \
     value ->> 'hold', value ->> 'take', value ->> 'verdict', value ->> 'at' FROM json_each(";
const OUTBOX: &str = "INSERT INTO credits_outbox (account, topic, payload, at) SELECT value ->> 'account', \
     value ->> 'topic', value ->> 'payload', value ->> 'at' FROM json_each(";
const RECORDS: &str = "INSERT INTO credits_request (account, key, fingerprint, outcome, at) \
     SELECT value ->> 'account', value ->> 'key', value ->> 'fingerprint', value ->> 'outcome', value ->> 'at' \
     FROM json_each(";

/// Writes the document, whose accounts are all different ones. `last` is the journal's last entry so far.
pub(super) async fn all(
    connection: &mut SqliteConnection,
    mut document: Document,
    last: EntryId,
) -> Result<(), LedgerError> {
    if document.is_empty() {
        return Ok(());
    }
    number(&mut document, last);
    let statements: [(&str, Vec<Value>, &str); 13] = [
        (BALANCES, document.balances, BALANCES_END),
        (NEW_LOTS, document.new_lots, ")"),
        (CHANGED_LOTS, document.changed_lots, CHANGED_LOTS_END),
        (NEW_HOLDS, document.new_holds, ")"),
        (CHANGED_HOLDS, document.changed_holds, CHANGED_HOLDS_END),
        (HOLD_LOTS, document.hold_lots, HOLD_LOTS_END),
        (ENTRIES, document.entries, ")"),
        (ENTRY_LOTS, document.entry_lots, ")"),
        (DEBTS, document.debts, ")"),
        (RIGHTS, document.rights, ")"),
        (VERDICTS, document.verdicts, ")"),
        (OUTBOX, document.outbox, ")"),
        (RECORDS, document.records, ")"),
    ];
    // Only tables that get rows are named, so that there are few texts and each is compiled once.
    let mut sql = QueryBuilder::<Sqlite>::default();
    let mut expected = 0;
    for (begin, rows, end) in statements {
        if !rows.is_empty() {
            expected += rows.len() as u64;
            sql.push(begin);
            sql.push_bind(Value::Array(rows).to_string());
            sql.push(end);
            sql.push("; ");
        }
    }
    let written = sql.build().execute(connection).await?;
    if written.rows_affected() == expected {
        Ok(())
    } else {
        Err(rows::corrupt(
            "rows that the plan had read are not there any more",
        ))
    }
}

/// Gives the entries the numbers that follow the journal's last. Nobody else writes meanwhile.
fn number(document: &mut Document, last: EntryId) {
    let id = |number: &Value| Value::from(last.get() + 1 + number.as_i64().unwrap_or_default());
    for entry in &mut document.entries {
        entry["id"] = id(&entry["number"]);
    }
    let rows = document.entry_lots.iter_mut().chain(&mut document.rights);
    for row in rows.filter(|row| !row["entry"].is_null()) {
        row["entry"] = id(&row["entry"]);
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
