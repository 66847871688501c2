//! Writing a plan, inside the transaction it was made in: one statement, however many tables it touches, because each
//! journey to the server is one that others of the account wait for.

use serde_json::Value;
use sqlx::postgres::Postgres;
use sqlx::{PgConnection, QueryBuilder};

use super::super::corrupt;
use super::super::document::Document;
use crate::{LedgerError, PriceList};

/// One table's part of the statement: it stands around a parameter with the rows as JSON.
struct Part {
    begin: &'static str,
    rows: Vec<Value>,
    end: &'static str,
    /// Where the rows it has written are counted: those had to be there as the plan had read them.
    counted: Option<&'static str>,
}

const BALANCES: (&str, &str) = (
    "balances AS (INSERT INTO credits_balance (account, wallet, available, held, debt, version) \
     SELECT b.* FROM json_to_recordset(",
    "::json) AS b (account text, wallet text, available bigint, held bigint, debt bigint, version bigint) \
     WHERE true ON CONFLICT (account, wallet) DO UPDATE \
     SET available = excluded.available, held = excluded.held, debt = excluded.debt, version = excluded.version \
     WHERE credits_balance.version = excluded.version - 1 RETURNING 1)",
);
const NEW_LOTS: (&str, &str) = (
    "new_lots AS (INSERT INTO credits_lot (account, id, wallet, origin, source, granted, available, held, \
     expires_at, created_at, reclaimed) SELECT l.* FROM json_to_recordset(",
    "::json) AS l (account text, id text, wallet text, origin text, source text, granted bigint, available bigint, \
     held bigint, expires_at bigint, created_at bigint, reclaimed bigint))",
);
const CHANGED_LOTS: (&str, &str) = (
    "changed_lots AS (UPDATE credits_lot SET available = l.available, held = l.held, expires_at = l.expires_at, \
     reclaimed = l.reclaimed FROM json_to_recordset(",
    "::json) AS l (account text, id text, available bigint, held bigint, expires_at bigint, reclaimed bigint) \
     WHERE credits_lot.account = l.account AND credits_lot.id = l.id RETURNING 1)",
);
const NEW_HOLDS: (&str, &str) = (
    "new_holds AS (INSERT INTO credits_hold (account, id, wallet, amount, held, captured, released, ordered, \
     delivered, failed, at) SELECT h.* FROM json_to_recordset(",
    "::json) AS h (account text, id text, wallet text, amount bigint, held bigint, captured bigint, released bigint, \
     ordered bigint, delivered bigint, failed bigint, at bigint))",
);
const CHANGED_HOLDS: (&str, &str) = (
    "changed_holds AS (UPDATE credits_hold SET held = h.held, captured = h.captured, released = h.released, \
     delivered = h.delivered, failed = h.failed FROM json_to_recordset(",
    "::json) AS h (account text, id text, held bigint, captured bigint, released bigint, delivered bigint, \
     failed bigint) WHERE credits_hold.account = h.account AND credits_hold.id = h.id RETURNING 1)",
);
const HOLD_LOTS: (&str, &str) = (
    "hold_lots AS (INSERT INTO credits_hold_lot (account, hold, lot, position, amount, held) \
     SELECT p.* FROM json_to_recordset(",
    "::json) AS p (account text, hold text, lot text, position bigint, amount bigint, held bigint) \
     WHERE true ON CONFLICT (account, hold, lot) DO UPDATE SET held = excluded.held)",
);
/// Every entry gets the next number of the journal, in the order they are booked in.
const ENTRIES: (&str, &str) = (
    "numbered AS MATERIALIZED (SELECT nextval('credits_entry_id') AS id, number, entry \
     FROM (SELECT ordinal - 1 AS number, entry FROM json_array_elements(",
    "::json) WITH ORDINALITY AS e (entry, ordinal) ORDER BY ordinal) AS in_order), \
     entries AS (INSERT INTO credits_entry (id, account, wallet, at, kind, from_account, to_account, amount, \
     available_delta, held_delta, available_after, held_after, reason, title, detail, link, hold, request_key) \
     SELECT numbered.id, e.* FROM numbered, json_to_record(numbered.entry) AS e (account text, wallet text, at bigint, \
     kind text, from_account text, to_account text, amount bigint, available_delta bigint, held_delta bigint, \
     available_after bigint, held_after bigint, reason text, title text, detail text, link text, hold text, \
     request_key text))",
);
const ENTRY_LOTS: (&str, &str) = (
    "entry_lots AS (INSERT INTO credits_entry_lot (entry, position, account, lot, available_delta, held_delta) \
     SELECT numbered.id, p.position, p.account, p.lot, p.available_delta, p.held_delta FROM json_to_recordset(",
    "::json) AS p (entry bigint, position bigint, account text, lot text, available_delta bigint, held_delta bigint) \
     JOIN numbered ON numbered.number = p.entry)",
);
const DEBTS: (&str, &str) = (
    "debts AS (INSERT INTO credits_debt (account, wallet, at, delta, after, request_key) \
     SELECT n.* FROM json_to_recordset(",
    "::json) AS n (account text, wallet text, at bigint, delta bigint, after bigint, request_key text))",
);
/// Rights that nothing was paid for.
const FREE_RIGHTS: (&str, &str) = (
    "free_rights AS (INSERT INTO credits_right (account, version, at) SELECT r.* FROM json_to_recordset(",
    "::json) AS r (account text, version text, at bigint))",
);
const PAID_RIGHTS: (&str, &str) = (
    "paid_rights AS (INSERT INTO credits_right (account, version, at, entry) \
     SELECT r.account, r.version, r.at, numbered.id FROM json_to_recordset(",
    "::json) AS r (account text, version text, at bigint, entry bigint) \
     JOIN numbered ON numbered.number = r.entry)",
);
const VERDICTS: (&str, &str) = (
    "verdicts AS (INSERT INTO credits_verdict (account, hold, take, verdict, at) \
     SELECT v.* FROM json_to_recordset(",
    "::json) AS v (account text, hold text, take text, verdict text, at bigint))",
);
const OUTBOX: (&str, &str) = (
    "outbox AS (INSERT INTO credits_outbox (account, topic, payload, at) SELECT o.* FROM json_to_recordset(",
    "::json) AS o (account text, topic text, payload text, at bigint))",
);
const RECORDS: (&str, &str) = (
    "records AS (INSERT INTO credits_request (account, key, fingerprint, outcome, at) \
     SELECT r.* FROM json_to_recordset(",
    "::json) AS r (account text, key text, fingerprint text, outcome text, at bigint))",
);

/// Only tables that get rows are named: the server prepares a handful of statements and carries none of the others along.
pub(super) async fn all(
    connection: &mut PgConnection,
    document: Document,
) -> Result<(), LedgerError> {
    if document.is_empty() {
        return Ok(());
    }
    let parts = parts(document);
    let mut sql = QueryBuilder::<Postgres>::new("WITH ");
    let mut sum = String::from(" SELECT 0::bigint");
    let mut expected = 0;
    for (place, part) in parts.into_iter().enumerate() {
        if place > 0 {
            sql.push(", ");
        }
        if let Some(counted) = part.counted {
            expected += part.rows.len() as i64;
            sum += &format!(" + (SELECT count(*) FROM {counted})");
        }
        sql.push(part.begin);
        sql.push_bind(Value::Array(part.rows).to_string());
        sql.push(part.end);
    }
    sql.push(sum);
    let written: i64 = sql.build_query_scalar().fetch_one(connection).await?;
    if written == expected {
        Ok(())
    } else {
        Err(corrupt(
            "rows that the plan had read are not there any more",
        ))
    }
}

/// The parts that have rows. The numbers of entries come before what refers to them.
fn parts(document: Document) -> Vec<Part> {
    let rights = document.rights.into_iter();
    let (free, paid) = rights.partition(|right| right["entry"].is_null());
    let all = [
        (BALANCES, document.balances, Some("balances")),
        (NEW_LOTS, document.new_lots, None),
        (CHANGED_LOTS, document.changed_lots, Some("changed_lots")),
        (NEW_HOLDS, document.new_holds, None),
        (CHANGED_HOLDS, document.changed_holds, Some("changed_holds")),
        (HOLD_LOTS, document.hold_lots, None),
        (ENTRIES, document.entries, None),
        (ENTRY_LOTS, document.entry_lots, None),
        (DEBTS, document.debts, None),
        (FREE_RIGHTS, free, None),
        (PAID_RIGHTS, paid, None),
        (VERDICTS, document.verdicts, None),
        (OUTBOX, document.outbox, None),
        (RECORDS, document.records, None),
    ];
    let named = all.into_iter().filter(|(_, rows, _)| !rows.is_empty());
    named
        .map(|((begin, end), rows, counted)| Part {
            begin,
            rows,
            end,
            counted,
        })
        .collect()
}

pub(super) async fn price_list(
    connection: &mut PgConnection,
    list: &PriceList,
) -> Result<(), LedgerError> {
    let seconds = &list.credits_per_second;
    sqlx::query(
        "INSERT INTO credits_price_list (version, p720, p1080, p2160, download, valid_from) \
         VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(i64::from(list.version))
    .bind(seconds.p720.get())
    .bind(seconds.p1080.get())
    .bind(seconds.p2160.get())
    .bind(list.download.get())
    .bind(list.valid_from.ms())
    .execute(connection)
    .await?;
    Ok(())
}
