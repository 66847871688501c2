//! What some plans write, as one JSON document with a list of rows for each table: a database writes all of it in as few
//! journeys as it has statements, however many rows there are.

use serde_json::{Value, json};

use super::corrupt;
use crate::plan::{self, NewEntry, Writes};
use crate::{LedgerError, Request, Wallet};

#[derive(Default)]
pub(super) struct Document {
    pub balances: Vec<Value>,
    pub new_lots: Vec<Value>,
    pub changed_lots: Vec<Value>,
    pub new_holds: Vec<Value>,
    pub changed_holds: Vec<Value>,
    pub hold_lots: Vec<Value>,
    /// Numbered from 0 in the order they are to be booked in.
    pub entries: Vec<Value>,
    /// `entry` is the number of theirs.
    pub entry_lots: Vec<Value>,
    pub debts: Vec<Value>,
    pub rights: Vec<Value>,
    pub verdicts: Vec<Value>,
    pub outbox: Vec<Value>,
    pub records: Vec<Value>,
}

impl Document {
    /// Adds what one request writes. A repeated request has its answer already and adds nothing.
    pub fn add(&mut self, request: &Request, writes: &Writes) -> Result<(), LedgerError> {
        let Some(record) = &writes.record else {
            return Ok(());
        };
        let of_account = |mut row: Value| {
            row["account"] = json!(request.account);
            row
        };
        if let Some((wallet, _, after)) = writes.balance {
            let row = json!({ "wallet": wallet, "available": after.available, "held": after.held, "debt": after.debt,
                "version": after.version });
            self.balances.push(of_account(row));
        }
        let rows = |lots: &[crate::LotState]| -> Vec<Value> {
            lots.iter().map(|lot| of_account(json!(lot))).collect()
        };
        self.new_lots.extend(rows(&writes.new_lots));
        self.changed_lots.extend(rows(&writes.changed_lots));
        let hold = |hold| of_account(json!(hold));
        self.new_holds.extend(writes.new_hold.iter().map(hold));
        self.changed_holds
            .extend(writes.changed_hold.iter().map(hold));
        let hold = plan::hold_of(&request.command);
        for part in &writes.hold_lots {
            let mut row = of_account(json!(part));
            row["hold"] = json!(hold);
            self.hold_lots.push(row);
        }
        let wallet = writes.balance.map_or(Wallet::Ai, |(wallet, _, _)| wallet);
        for new in &writes.entries {
            self.entry(request, wallet, new);
        }
        for debt in &writes.debts {
            self.debts.push(of_account(
                json!({ "wallet": wallet, "at": debt.at, "delta": debt.delta,
                "after": debt.after, "request_key": request.key }),
            ));
        }
        if let Some(right) = &writes.right {
            let entry = right.paid_by_last_entry.then(|| self.entries.len() - 1);
            let row = json!({ "version": right.version, "at": right.at, "entry": entry });
            self.rights.push(of_account(row));
        }
        if let Some((hold, take, verdict, at)) = &writes.verdict {
            let row = json!({ "hold": hold, "take": take, "verdict": verdict, "at": at });
            self.verdicts.push(of_account(row));
        }
        if let Some(message) = &writes.outbox {
            let row =
                json!({ "topic": message.topic, "payload": message.payload, "at": request.at });
            self.outbox.push(of_account(row));
        }
        let outcome = serde_json::to_string(&record.outcome).map_err(|_| corrupt("outcome"))?;
        let row = json!({ "key": request.key, "fingerprint": record.fingerprint, "outcome": outcome, "at": request.at });
        self.records.push(of_account(row));
        Ok(())
    }

    fn entry(&mut self, request: &Request, wallet: Wallet, new: &NewEntry) {
        let (from, to) = new.kind.legs();
        let number = self.entries.len();
        self.entries.push(json!({
            "account": request.account,
            "number": number,
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
            "request_key": request.key,
        }));
        for (position, part) in new.lots.iter().enumerate() {
            self.entry_lots.push(json!({
                "account": request.account,
                "entry": number,
                "position": position,
                "lot": part.lot,
                "available_delta": part.available_delta,
                "held_delta": part.held_delta,
            }));
        }
    }

    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }
}
