//! Writing a plan, inside the transaction it was made in.

use serde_json::{Value, json};
use sqlx::PgConnection;

use super::super::corrupt;
use crate::plan::{self, NewEntry, Writes};
use crate::{LedgerError, PriceList, Request, Wallet};

pub(super) async fn all(
    connection: &mut PgConnection,
    request: &Request,
    writes: &Writes,
) -> Result<(), LedgerError> {
    // A repeated request has its answer already and writes nothing at all.
    if writes.record.is_none() {
        return Ok(());
    }
    let document = document(request, writes)?;
    let expected = (
        i64::from(writes.balance.is_some()),
        writes.changed_lots.len() as i64,
        i64::from(writes.changed_hold.is_some()),
    );
    let written: (i64, i64, i64) = sqlx::query_as(include_str!("write.sql"))
        .bind(document.to_string())
        .bind(request.account.to_string())
        .bind(request.key.as_str())
        .bind(request.at.ms())
        .fetch_one(connection)
        .await?;
    if written == expected {
        Ok(())
    } else {
        Err(corrupt(
            "rows that the plan had read are not there any more",
        ))
    }
}

/// The plan as `write.sql` reads it: a list for each table, most of them empty or of one.
fn document(request: &Request, writes: &Writes) -> Result<Value, LedgerError> {
    let wallet = writes.balance.map_or(Wallet::Ai, |(wallet, _, _)| wallet);
    let balances: Vec<Value> = writes
        .balance
        .iter()
        .map(|(wallet, _, after)| {
            json!({ "wallet": wallet, "available": after.available, "held": after.held, "version": after.version })
        })
        .collect();
    let rights: Vec<Value> = writes
        .right
        .iter()
        .map(|right| json!({ "version": right.version, "at": right.at, "paid_by_last_entry": right.paid_by_last_entry }))
        .collect();
    let verdicts: Vec<Value> = writes
        .verdict
        .iter()
        .map(|(hold, take, verdict, at)| json!({ "hold": hold, "take": take, "verdict": verdict, "at": at }))
        .collect();
    let mut records = Vec::with_capacity(1);
    if let Some(record) = &writes.record {
        let outcome = serde_json::to_string(&record.outcome).map_err(|_| corrupt("outcome"))?;
        records.push(json!({ "fingerprint": record.fingerprint, "outcome": outcome }));
    }
    Ok(json!({
        "balances": balances,
        "new_lots": writes.new_lots,
        "changed_lots": writes.changed_lots,
        "new_holds": writes.new_hold.iter().collect::<Vec<_>>(),
        "changed_holds": writes.changed_hold.iter().collect::<Vec<_>>(),
        "hold": plan::hold_of(&request.command),
        "hold_lots": writes.hold_lots,
        "entries": writes.entries.iter().map(|new| entry(wallet, new)).collect::<Vec<_>>(),
        "rights": rights,
        "verdicts": verdicts,
        "outbox": writes.outbox.iter().collect::<Vec<_>>(),
        "records": records,
    }))
}

fn entry(wallet: Wallet, new: &NewEntry) -> Value {
    let (from, to) = new.kind.legs();
    json!({
        "wallet": wallet,
        "at": new.at,
        "kind": new.kind,
        "from_account": from,
        "to_account": to,
        "amount": new.amount,
        "available_delta": new.available_delta(),
        "held_delta": new.held_delta(),
        "available_after": new.available_after,
        "held_after": new.held_after,
        "reason": new.note.reason,
        "title": new.note.title,
        "detail": new.note.detail,
        "link": new.note.link,
        "hold": new.hold,
        "lots": new.lots,
    })
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
