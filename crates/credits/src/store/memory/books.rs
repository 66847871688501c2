//! What a ledger in memory holds, what a plan needs to know of it, and how a plan's writes come into it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::plan::{self, HoldLot, NewEntry, Record, State, Writes};
use crate::{
    AccountId, Allocation, Balances, Debt, Entry, EntryId, HoldId, HoldState, IdempotencyKey,
    LotState, OutboxMessage, PriceList, Request, Right, VersionHash, Wallet, WalletBalance,
};

#[derive(Debug)]
pub(super) struct Books {
    pub(super) accounts: HashMap<AccountId, Account>,
    pub(super) last_entry: i64,
    pub(super) price_lists: Vec<PriceList>,
    pub(super) outbox: BTreeMap<i64, (String, OutboxMessage)>,
    pub(super) last_message: i64,
}

#[derive(Debug, Default)]
pub(super) struct Account {
    pub(super) balances: Balances,
    pub(super) entries: Vec<(Entry, Vec<Allocation>)>,
    /// All that were ever granted, spent ones too.
    pub(super) lots: Vec<LotState>,
    pub(super) debts: Vec<(Wallet, Debt)>,
    pub(super) holds: BTreeMap<HoldId, (HoldState, Vec<HoldLot>)>,
    pub(super) rights: BTreeMap<VersionHash, Right>,
    pub(super) verdicts: BTreeSet<(HoldId, String)>,
    pub(super) records: HashMap<IdempotencyKey, Record>,
}

impl Account {
    pub(super) fn state(&self, request: &Request, price_lists: &[PriceList]) -> State {
        let command = &request.command;
        let (hold, hold_lots) = plan::hold_of(command)
            .and_then(|id| self.holds.get(&id).cloned())
            .map_or((None, Vec::new()), |(hold, lots)| (Some(hold), lots));
        let wallet = plan::wallet_of(command).or(hold.as_ref().map(|hold| hold.wallet));
        let mut state = State {
            record: self.records.get(&request.key).cloned(),
            last_entry_at: self.entries.last().map(|(entry, _)| entry.at),
            hold,
            hold_lots,
            price_lists: price_lists.to_vec(),
            ..State::default()
        };
        if let Some(wallet) = wallet {
            state.balance = self.balances.of(wallet);
            let of_wallet = |lot: &&LotState| lot.wallet == wallet;
            state.lots = self.open_lots().filter(of_wallet).cloned().collect();
        }
        match command {
            crate::Command::Grant { wallet, source, .. }
            | crate::Command::Reclaim { wallet, source, .. } => {
                let is_it = |lot: &&LotState| lot.wallet == *wallet && lot.source == *source;
                state.source_lot = self.lots.iter().find(is_it).cloned();
            }
            crate::Command::Download { version, .. } => {
                state.right = self.rights.get(version).cloned();
            }
            crate::Command::Verdict { hold, take, .. } => {
                state.verdict_given = self.verdicts.contains(&(*hold, take.clone()));
            }
            _ => {}
        }
        state
    }

    fn set_balance(&mut self, wallet: Wallet, balance: WalletBalance) {
        match wallet {
            Wallet::Download => self.balances.download = balance,
            Wallet::Ai => self.balances.ai = balance,
        }
    }

    fn set_hold(&mut self, new: Option<HoldState>, changed: Option<HoldState>) {
        if let Some(hold) = new {
            self.holds.insert(hold.id, (hold, Vec::new()));
        }
        if let Some(hold) = changed
            && let Some((stored, _)) = self.holds.get_mut(&hold.id)
        {
            *stored = hold;
        }
    }

    fn set_hold_lots(&mut self, hold: HoldId, changed: Vec<HoldLot>) {
        let Some((_, parts)) = self.holds.get_mut(&hold) else {
            return;
        };
        for new in changed {
            match parts.iter_mut().find(|part| part.lot == new.lot) {
                Some(part) => *part = new,
                None => parts.push(new),
            }
        }
    }

    fn set_lots(&mut self, new: Vec<LotState>, changed: Vec<LotState>) {
        self.lots.extend(new);
        for lot in changed {
            if let Some(stored) = self.lots.iter_mut().find(|stored| stored.id == lot.id) {
                *stored = lot;
            }
        }
    }

    pub(super) fn open_lots(&self) -> impl Iterator<Item = &LotState> {
        let is_open = |lot: &&LotState| lot.available.is_positive() || lot.held.is_positive();
        self.lots.iter().filter(is_open)
    }
}

impl Books {
    pub(super) fn write(&mut self, request: &Request, writes: Writes) {
        let id = request.account;
        let account = self.accounts.entry(id).or_default();
        let wallet = writes.balance.map(|(wallet, _, _)| wallet);
        if let Some((wallet, _, after)) = writes.balance {
            account.set_balance(wallet, after);
        }
        account.set_lots(writes.new_lots, writes.changed_lots);
        account.set_hold(writes.new_hold, writes.changed_hold);
        if let Some(hold) = plan::hold_of(&request.command) {
            account.set_hold_lots(hold, writes.hold_lots);
        }
        for new in writes.entries {
            self.last_entry += 1;
            let wallet = wallet.unwrap_or(Wallet::Ai);
            account.entries.push(entry_of(
                EntryId::new(self.last_entry),
                request,
                wallet,
                new,
            ));
        }
        for new in writes.debts {
            let debt = Debt {
                at: new.at,
                delta: new.delta,
                after: new.after,
                key: request.key.clone(),
            };
            account.debts.push((wallet.unwrap_or(Wallet::Ai), debt));
        }
        if let Some(right) = writes.right {
            let entry = right
                .paid_by_last_entry
                .then_some(EntryId::new(self.last_entry));
            let (version, at) = (right.version, right.at);
            account
                .rights
                .insert(version.clone(), Right { version, at, entry });
        }
        if let Some((hold, take, _, _)) = writes.verdict {
            account.verdicts.insert((hold, take));
        }
        if let Some(outbox) = writes.outbox {
            self.last_message += 1;
            let id = self.last_message;
            let message = OutboxMessage {
                id,
                account: request.account,
                payload: outbox.payload,
            };
            self.outbox.insert(id, (outbox.topic, message));
        }
        if let Some(record) = writes.record {
            account.records.insert(request.key.clone(), record);
        }
    }
}

fn entry_of(
    id: EntryId,
    request: &Request,
    wallet: Wallet,
    new: NewEntry,
) -> (Entry, Vec<Allocation>) {
    let entry = Entry {
        id,
        account: request.account,
        wallet,
        at: new.at,
        kind: new.kind,
        available_delta: new.available_delta(),
        held_delta: new.held_delta(),
        available_after: new.available_after,
        held_after: new.held_after,
        note: new.note,
        hold: new.hold,
        key: request.key.clone(),
    };
    (entry, new.lots)
}
