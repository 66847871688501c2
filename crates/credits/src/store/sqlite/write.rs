//! Writing a plan, inside the savepoint it was made in: all of it is one text of several statements, because each journey
//! to the connection's own thread costs more than the row it writes.

use sqlx::sqlite::Sqlite;
use sqlx::{Encode, QueryBuilder, SqliteConnection, Type};

use super::rows;
use crate::plan::{HoldLot, NewEntry, NewRight, Record, Writes};
use crate::{
    HoldId, HoldState, LedgerError, LotState, Outbox, PriceList, Request, Timestamp, Verdict,
    Wallet, WalletBalance, plan,
};

pub(super) async fn all(
    connection: &mut SqliteConnection,
    request: &Request,
    writes: &Writes,
) -> Result<(), LedgerError> {
    // A repeated request has its answer already and writes nothing at all.
    let Some(record) = &writes.record else {
        return Ok(());
    };
    let mut text = Text::of(request);
    if let Some((wallet, before, after)) = writes.balance {
        text.balance(wallet, before, after);
    }
    for lot in &writes.new_lots {
        text.new_lot(lot);
    }
    for lot in &writes.changed_lots {
        text.changed_lot(lot);
    }
    if let Some(hold) = &writes.new_hold {
        text.new_hold(hold);
    }
    if let Some(hold) = &writes.changed_hold {
        text.changed_hold(hold);
    }
    if let Some(hold) = plan::hold_of(&request.command) {
        for part in &writes.hold_lots {
            text.hold_lot(hold, part);
        }
    }
    let wallet = writes.balance.map_or(Wallet::Ai, |(wallet, _, _)| wallet);
    for new in &writes.entries {
        text.entry(wallet, new);
    }
    // This follows the entries, whose last one may have paid for it.
    if let Some(new) = &writes.right {
        text.right(new);
    }
    if let Some((hold, take, given, at)) = &writes.verdict {
        text.verdict(hold, take, *given, *at);
    }
    if let Some(message) = &writes.outbox {
        text.outbox(message);
    }
    text.record(record)?;
    let rows = text.rows;
    let written = text.sql.build().execute(connection).await?;
    // Each statement writes one row; one that wrote none did not find it as the plan had read it.
    if written.rows_affected() == rows {
        Ok(())
    } else {
        Err(rows::corrupt(
            "rows that the plan had read are not there any more",
        ))
    }
}

/// The statements so far, each of which is to write one row.
struct Text<'a> {
    request: &'a Request,
    sql: QueryBuilder<Sqlite>,
    rows: u64,
}

impl<'a> Text<'a> {
    fn of(request: &'a Request) -> Self {
        Self {
            request,
            sql: QueryBuilder::default(),
            rows: 0,
        }
    }

    /// Begins a statement.
    fn begin(&mut self, sql: &'static str) -> &mut Self {
        if self.rows > 0 {
            self.sql.push("; ");
        }
        self.rows += 1;
        self.sql.push(sql);
        self
    }

    /// Begins an insertion, whose first value is the account.
    fn insert(&mut self, sql: &'static str) -> &mut Self {
        let account = self.request.account.to_string();
        self.begin(sql).then("", account)
    }

    fn then<T>(&mut self, sql: &'static str, value: T) -> &mut Self
    where
        T: for<'q> Encode<'q, Sqlite> + Type<Sqlite>,
    {
        self.sql.push(sql);
        self.sql.push_bind(value);
        self
    }

    /// One more value of a list.
    fn and<T>(&mut self, value: T) -> &mut Self
    where
        T: for<'q> Encode<'q, Sqlite> + Type<Sqlite>,
    {
        self.then(", ", value)
    }

    fn end(&mut self, sql: &'static str) {
        self.sql.push(sql);
    }

    fn balance(&mut self, wallet: Wallet, before: WalletBalance, after: WalletBalance) {
        self.insert("INSERT INTO credits_balance (account, wallet, available, held, version) VALUES (")
            .and(wallet.as_str())
            .and(after.available.get())
            .and(after.held.get())
            .and(after.version)
            .then(
                ") ON CONFLICT (account, wallet) DO UPDATE SET available = excluded.available, held = excluded.held, \
                 version = excluded.version WHERE credits_balance.version = ",
                before.version,
            );
    }

    fn new_lot(&mut self, lot: &LotState) {
        self.insert(
            "INSERT INTO credits_lot (account, id, wallet, origin, source, granted, available, held, expires_at, \
             created_at) VALUES (",
        )
        .and(lot.id.to_string())
        .and(lot.wallet.as_str())
        .and(lot.origin.as_str())
        .and(lot.source.clone())
        .and(lot.granted.get())
        .and(lot.available.get())
        .and(lot.held.get())
        .and(lot.expires_at.map(Timestamp::ms))
        .and(lot.created_at.ms())
        .end(")");
    }

    fn changed_lot(&mut self, lot: &LotState) {
        self.begin("UPDATE credits_lot")
            .then(" SET available = ", lot.available.get())
            .then(", held = ", lot.held.get())
            .then(", expires_at = ", lot.expires_at.map(Timestamp::ms))
            .of_account()
            .then(" AND id = ", lot.id.to_string());
    }

    fn of_account(&mut self) -> &mut Self {
        let account = self.request.account.to_string();
        self.then(" WHERE account = ", account)
    }

    fn new_hold(&mut self, hold: &HoldState) {
        self.insert(
            "INSERT INTO credits_hold (account, id, wallet, amount, held, captured, released, ordered, delivered, \
             failed, at) VALUES (",
        )
        .and(hold.id.to_string())
        .and(hold.wallet.as_str())
        .and(hold.amount.get())
        .and(hold.held.get())
        .and(hold.captured.get())
        .and(hold.released.get())
        .and(hold.ordered)
        .and(hold.delivered)
        .and(hold.failed)
        .and(hold.at.ms())
        .end(")");
    }

    fn changed_hold(&mut self, hold: &HoldState) {
        self.begin("UPDATE credits_hold")
            .then(" SET held = ", hold.held.get())
            .then(", captured = ", hold.captured.get())
            .then(", released = ", hold.released.get())
            .then(", delivered = ", hold.delivered)
            .then(", failed = ", hold.failed)
            .of_account()
            .then(" AND id = ", hold.id.to_string());
    }

    fn hold_lot(&mut self, hold: HoldId, part: &HoldLot) {
        self.insert(
            "INSERT INTO credits_hold_lot (account, hold, lot, position, amount, held) VALUES (",
        )
        .and(hold.to_string())
        .and(part.lot.to_string())
        .and(part.position)
        .and(part.amount.get())
        .and(part.held.get())
        .end(") ON CONFLICT (account, hold, lot) DO UPDATE SET held = excluded.held");
    }

    fn entry(&mut self, wallet: Wallet, new: &NewEntry) {
        let (from, to) = new.kind.legs();
        let key = self.request.key.to_string();
        self.insert(
            "INSERT INTO credits_entry (account, wallet, at, kind, from_account, to_account, amount, available_delta, \
             held_delta, available_after, held_after, reason, title, detail, link, hold, request_key) VALUES (",
        )
        .and(wallet.as_str())
        .and(new.at.ms())
        .and(new.kind.as_str())
        .and(from)
        .and(to)
        .and(new.amount.get())
        .and(new.available_delta().get())
        .and(new.held_delta().get())
        .and(new.available_after.get())
        .and(new.held_after.get())
        .and(new.note.reason.as_str())
        .and(new.note.title.clone())
        .and(new.note.detail.clone())
        .and(new.note.link.clone())
        .and(new.hold.map(|hold| hold.to_string()))
        .and(key)
        .end(")");
        // The tables written after the entry have no row ids, so the last one remains the entry's.
        for (position, part) in (0i64..).zip(&new.lots) {
            self.insert("INSERT INTO credits_entry_lot (account, entry, position, lot, available_delta, held_delta) VALUES (")
                .end(", last_insert_rowid()");
            self.and(position)
                .and(part.lot.to_string())
                .and(part.available_delta.get())
                .and(part.held_delta.get())
                .end(")");
        }
    }

    fn right(&mut self, new: &NewRight) {
        self.insert("INSERT INTO credits_right (account, version, at, entry) VALUES (")
            .and(new.version.to_string())
            .and(new.at.ms())
            .end(if new.paid_by_last_entry {
                ", last_insert_rowid())"
            } else {
                ", NULL)"
            });
    }

    fn verdict(&mut self, hold: &HoldId, take: &str, given: Verdict, at: Timestamp) {
        self.insert("INSERT INTO credits_verdict (account, hold, take, verdict, at) VALUES (")
            .and(hold.to_string())
            .and(take.to_owned())
            .and(given.as_str())
            .and(at.ms())
            .end(")");
    }

    fn outbox(&mut self, message: &Outbox) {
        let at = self.request.at.ms();
        self.insert("INSERT INTO credits_outbox (account, topic, payload, at) VALUES (")
            .and(message.topic.clone())
            .and(message.payload.clone())
            .and(at)
            .end(")");
    }

    fn record(&mut self, new: &Record) -> Result<(), LedgerError> {
        let outcome = serde_json::to_string(&new.outcome).map_err(|_| rows::corrupt("outcome"))?;
        let (key, at) = (self.request.key.to_string(), self.request.at.ms());
        self.insert(
            "INSERT INTO credits_request (account, key, fingerprint, outcome, at) VALUES (",
        )
        .and(key)
        .and(new.fingerprint.clone())
        .and(outcome)
        .and(at)
        .end(")");
        Ok(())
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
