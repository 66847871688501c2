//! Writing a plan, inside the transaction it was made in.

use sqlx::{SqliteConnection, sqlite::SqliteQueryResult};

use super::rows;
use crate::plan::{HoldLot, NewEntry, NewRight, Record, Writes};
use crate::{
    EntryId, HoldId, HoldState, LedgerError, LotState, Outbox, PriceList, Request, Timestamp,
    Verdict, Wallet, WalletBalance, plan,
};

pub(super) async fn all(
    connection: &mut SqliteConnection,
    request: &Request,
    writes: Writes,
) -> Result<(), LedgerError> {
    let wallet = writes.balance.map_or(Wallet::Ai, |(wallet, _, _)| wallet);
    if let Some((wallet, before, after)) = writes.balance {
        balance(connection, request, wallet, before, after).await?;
    }
    for lot in &writes.new_lots {
        new_lot(connection, request, lot).await?;
    }
    for lot in &writes.changed_lots {
        changed_lot(connection, request, lot).await?;
    }
    if let Some(hold) = &writes.new_hold {
        new_hold(connection, request, hold).await?;
    }
    if let Some(hold) = &writes.changed_hold {
        changed_hold(connection, request, hold).await?;
    }
    if let Some(hold) = plan::hold_of(&request.command) {
        for part in &writes.hold_lots {
            hold_lot(connection, request, hold, part).await?;
        }
    }
    let mut last_entry = None;
    for new in &writes.entries {
        last_entry = Some(entry(connection, request, wallet, new).await?);
    }
    if let Some(new) = &writes.right {
        right(connection, request, new, last_entry).await?;
    }
    if let Some((hold, take, given, at)) = &writes.verdict {
        verdict(connection, request, hold, take, *given, *at).await?;
    }
    if let Some(message) = &writes.outbox {
        outbox(connection, request, message).await?;
    }
    if let Some(new) = &writes.record {
        record(connection, request, new).await?;
    }
    Ok(())
}

/// The row was there and as the plan had read it.
fn exactly_one(result: &SqliteQueryResult, what: &str) -> Result<(), LedgerError> {
    if result.rows_affected() == 1 {
        Ok(())
    } else {
        Err(rows::corrupt(what))
    }
}

async fn balance(
    connection: &mut SqliteConnection,
    request: &Request,
    wallet: Wallet,
    before: WalletBalance,
    after: WalletBalance,
) -> Result<(), LedgerError> {
    let written = sqlx::query(
        "INSERT INTO credits_balance (account, wallet, available, held, version) \
         VALUES (?1, ?2, ?3, ?4, ?5) \
         ON CONFLICT (account, wallet) DO UPDATE \
         SET available = ?3, held = ?4, version = ?5 WHERE version = ?6",
    )
    .bind(request.account.to_string())
    .bind(wallet.as_str())
    .bind(after.available.get())
    .bind(after.held.get())
    .bind(after.version)
    .bind(before.version)
    .execute(connection)
    .await?;
    exactly_one(&written, "balance")
}

async fn new_lot(
    connection: &mut SqliteConnection,
    request: &Request,
    lot: &LotState,
) -> Result<(), LedgerError> {
    sqlx::query(
        "INSERT INTO credits_lot (account, id, wallet, origin, source, granted, available, held, \
         expires_at, created_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    )
    .bind(request.account.to_string())
    .bind(lot.id.to_string())
    .bind(lot.wallet.as_str())
    .bind(lot.origin.as_str())
    .bind(&lot.source)
    .bind(lot.granted.get())
    .bind(lot.available.get())
    .bind(lot.held.get())
    .bind(lot.expires_at.map(Timestamp::ms))
    .bind(lot.created_at.ms())
    .execute(connection)
    .await?;
    Ok(())
}

async fn changed_lot(
    connection: &mut SqliteConnection,
    request: &Request,
    lot: &LotState,
) -> Result<(), LedgerError> {
    let written = sqlx::query(
        "UPDATE credits_lot SET available = ?3, held = ?4, expires_at = ?5 \
         WHERE account = ?1 AND id = ?2",
    )
    .bind(request.account.to_string())
    .bind(lot.id.to_string())
    .bind(lot.available.get())
    .bind(lot.held.get())
    .bind(lot.expires_at.map(Timestamp::ms))
    .execute(connection)
    .await?;
    exactly_one(&written, "lot")
}

async fn new_hold(
    connection: &mut SqliteConnection,
    request: &Request,
    hold: &HoldState,
) -> Result<(), LedgerError> {
    sqlx::query(
        "INSERT INTO credits_hold (account, id, wallet, amount, held, captured, released, ordered, \
         delivered, failed, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
    )
    .bind(request.account.to_string())
    .bind(hold.id.to_string())
    .bind(hold.wallet.as_str())
    .bind(hold.amount.get())
    .bind(hold.held.get())
    .bind(hold.captured.get())
    .bind(hold.released.get())
    .bind(hold.ordered)
    .bind(hold.delivered)
    .bind(hold.failed)
    .bind(hold.at.ms())
    .execute(connection)
    .await?;
    Ok(())
}

async fn changed_hold(
    connection: &mut SqliteConnection,
    request: &Request,
    hold: &HoldState,
) -> Result<(), LedgerError> {
    let written = sqlx::query(
        "UPDATE credits_hold SET held = ?3, captured = ?4, released = ?5, delivered = ?6, \
         failed = ?7 WHERE account = ?1 AND id = ?2",
    )
    .bind(request.account.to_string())
    .bind(hold.id.to_string())
    .bind(hold.held.get())
    .bind(hold.captured.get())
    .bind(hold.released.get())
    .bind(hold.delivered)
    .bind(hold.failed)
    .execute(connection)
    .await?;
    exactly_one(&written, "hold")
}

async fn hold_lot(
    connection: &mut SqliteConnection,
    request: &Request,
    hold: HoldId,
    part: &HoldLot,
) -> Result<(), LedgerError> {
    let written = sqlx::query(
        "INSERT INTO credits_hold_lot (account, hold, lot, position, amount, held) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6) \
         ON CONFLICT (account, hold, lot) DO UPDATE SET held = ?6",
    )
    .bind(request.account.to_string())
    .bind(hold.to_string())
    .bind(part.lot.to_string())
    .bind(part.position)
    .bind(part.amount.get())
    .bind(part.held.get())
    .execute(connection)
    .await?;
    exactly_one(&written, "hold_lot")
}

async fn entry(
    connection: &mut SqliteConnection,
    request: &Request,
    wallet: Wallet,
    new: &NewEntry,
) -> Result<EntryId, LedgerError> {
    let (from, to) = new.kind.legs();
    let account = request.account.to_string();
    let id: i64 = sqlx::query_scalar(
        "INSERT INTO credits_entry (account, wallet, at, kind, from_account, to_account, amount, \
         available_delta, held_delta, available_after, held_after, reason, title, detail, link, \
         hold, request_key) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17) \
         RETURNING id",
    )
    .bind(&account)
    .bind(wallet.as_str())
    .bind(new.at.ms())
    .bind(new.kind.as_str())
    .bind(from)
    .bind(to)
    .bind(new.amount.get())
    .bind(new.available_delta().get())
    .bind(new.held_delta().get())
    .bind(new.available_after.get())
    .bind(new.held_after.get())
    .bind(new.note.reason.as_str())
    .bind(&new.note.title)
    .bind(&new.note.detail)
    .bind(&new.note.link)
    .bind(new.hold.map(|hold| hold.to_string()))
    .bind(request.key.as_str())
    .fetch_one(&mut *connection)
    .await?;
    for (position, part) in (0i64..).zip(&new.lots) {
        sqlx::query(
            "INSERT INTO credits_entry_lot (entry, position, account, lot, available_delta, \
             held_delta) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )
        .bind(id)
        .bind(position)
        .bind(&account)
        .bind(part.lot.to_string())
        .bind(part.available_delta.get())
        .bind(part.held_delta.get())
        .execute(&mut *connection)
        .await?;
    }
    Ok(EntryId::new(id))
}

async fn right(
    connection: &mut SqliteConnection,
    request: &Request,
    new: &NewRight,
    last_entry: Option<EntryId>,
) -> Result<(), LedgerError> {
    let entry = last_entry.filter(|_| new.paid_by_last_entry);
    sqlx::query("INSERT INTO credits_right (account, version, at, entry) VALUES (?1, ?2, ?3, ?4)")
        .bind(request.account.to_string())
        .bind(new.version.as_str())
        .bind(new.at.ms())
        .bind(entry.map(EntryId::get))
        .execute(connection)
        .await?;
    Ok(())
}

async fn verdict(
    connection: &mut SqliteConnection,
    request: &Request,
    hold: &HoldId,
    take: &str,
    given: Verdict,
    at: Timestamp,
) -> Result<(), LedgerError> {
    sqlx::query(
        "INSERT INTO credits_verdict (account, hold, take, verdict, at) VALUES (?1, ?2, ?3, ?4, ?5)",
    )
    .bind(request.account.to_string())
    .bind(hold.to_string())
    .bind(take)
    .bind(given.as_str())
    .bind(at.ms())
    .execute(connection)
    .await?;
    Ok(())
}

async fn outbox(
    connection: &mut SqliteConnection,
    request: &Request,
    message: &Outbox,
) -> Result<(), LedgerError> {
    sqlx::query("INSERT INTO credits_outbox (account, topic, payload, at) VALUES (?1, ?2, ?3, ?4)")
        .bind(request.account.to_string())
        .bind(&message.topic)
        .bind(&message.payload)
        .bind(request.at.ms())
        .execute(connection)
        .await?;
    Ok(())
}

async fn record(
    connection: &mut SqliteConnection,
    request: &Request,
    new: &Record,
) -> Result<(), LedgerError> {
    let outcome = serde_json::to_string(&new.outcome).map_err(|_| rows::corrupt("outcome"))?;
    sqlx::query(
        "INSERT INTO credits_request (account, key, fingerprint, outcome, at) \
         VALUES (?1, ?2, ?3, ?4, ?5)",
    )
    .bind(request.account.to_string())
    .bind(request.key.as_str())
    .bind(&new.fingerprint)
    .bind(outcome)
    .bind(request.at.ms())
    .execute(connection)
    .await?;
    Ok(())
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
