//! A ledger that lives as long as the process: for tests, and the model the other stores are
//! compared with.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;

use crate::plan::{self, HoldLot, NewEntry, Record, State, Writes};
use crate::{
    AccountId, Allocation, Balances, Check, Credits, Debt, Entry, EntryId, HoldId, HoldState,
    IdempotencyKey, Ledger, LedgerError, LotState, Mismatch, OutboxMessage, Outcome, PriceList,
    Request, Right, StatementQuery, Timestamp, VersionHash, Wallet, WalletBalance, burn_order,
};

/// A ledger in memory. It begins with [`PriceList::default_v1`].
#[derive(Debug)]
pub struct MemoryLedger {
    books: Mutex<Books>,
}

#[derive(Debug)]
struct Books {
    accounts: HashMap<AccountId, Account>,
    last_entry: i64,
    price_lists: Vec<PriceList>,
    outbox: BTreeMap<i64, (String, OutboxMessage)>,
    last_message: i64,
}

#[derive(Debug, Default)]
struct Account {
    balances: Balances,
    entries: Vec<(Entry, Vec<Allocation>)>,
    /// All that were ever granted, spent ones too.
    lots: Vec<LotState>,
    debts: Vec<(Wallet, Debt)>,
    holds: BTreeMap<HoldId, (HoldState, Vec<HoldLot>)>,
    rights: BTreeMap<VersionHash, Right>,
    verdicts: BTreeSet<(HoldId, String)>,
    records: HashMap<IdempotencyKey, Record>,
}

impl Default for MemoryLedger {
    fn default() -> Self {
        Self::new()
    }
}

impl MemoryLedger {
    pub fn new() -> Self {
        let books = Books {
            accounts: HashMap::new(),
            last_entry: 0,
            price_lists: vec![PriceList::default_v1()],
            outbox: BTreeMap::new(),
            last_message: 0,
        };
        Self {
            books: Mutex::new(books),
        }
    }

    /// Nothing is written before a whole plan is known to be sound, so a poisoned lock guards
    /// whole books.
    fn books(&self) -> MutexGuard<'_, Books> {
        self.books.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn read<T: Default>(&self, account: &AccountId, read: impl FnOnce(&Account) -> T) -> T {
        self.books()
            .accounts
            .get(account)
            .map(read)
            .unwrap_or_default()
    }
}

impl Account {
    /// The checks that need no second way of writing: in memory the rest holds by construction.
    fn mismatches(&self, id: AccountId, at: Timestamp) -> Vec<Mismatch> {
        let mut compared = Vec::new();
        for wallet in Wallet::ALL {
            let balance = self.balances.of(wallet);
            let lots = || self.lots.iter().filter(move |lot| lot.wallet == wallet);
            let entries = || {
                let all = self.entries.iter().map(|(entry, _)| entry);
                all.filter(move |entry| entry.wallet == wallet)
            };
            let holds = self.holds.values().map(|(hold, _)| hold);
            let debts = self.debts.iter().filter(|(of, _)| *of == wallet);
            let due = at.plus_ms(-crate::SWEEP_GRACE_MS);
            compared.extend([
                (
                    Check::AvailableOfEntries,
                    wallet,
                    entries().map(|entry| entry.available_delta).sum(),
                    balance.available,
                ),
                (
                    Check::HeldOfEntries,
                    wallet,
                    entries().map(|entry| entry.held_delta).sum(),
                    balance.held,
                ),
                (
                    Check::AvailableOfLots,
                    wallet,
                    lots().map(|lot| lot.available).sum(),
                    balance.available,
                ),
                (
                    Check::HeldOfLots,
                    wallet,
                    lots().map(|lot| lot.held).sum(),
                    balance.held,
                ),
                (
                    Check::HeldOfHolds,
                    wallet,
                    holds
                        .filter(|hold| hold.wallet == wallet)
                        .map(|hold| hold.held)
                        .sum(),
                    balance.held,
                ),
                (
                    Check::OwedOfDebts,
                    wallet,
                    debts.map(|(_, debt)| debt.delta).sum(),
                    balance.debt,
                ),
                (
                    Check::NothingExpired,
                    wallet,
                    Credits::ZERO,
                    lots()
                        .filter(|lot| lot.expires_at.is_some_and(|expiry| expiry < due))
                        .map(|lot| lot.available)
                        .sum(),
                ),
            ]);
        }
        let differ = compared
            .into_iter()
            .filter(|(_, _, expected, found)| expected != found);
        differ
            .map(|(check, wallet, expected, found)| Mismatch {
                check,
                account: id,
                subject: wallet.to_string(),
                expected: expected.get(),
                found: found.get(),
            })
            .collect()
    }

    fn state(&self, request: &Request, price_lists: &[PriceList]) -> State {
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

    fn open_lots(&self) -> impl Iterator<Item = &LotState> {
        let is_open = |lot: &&LotState| lot.available.is_positive() || lot.held.is_positive();
        self.lots.iter().filter(is_open)
    }
}

impl Books {
    fn write(&mut self, request: &Request, writes: Writes) {
        let id = request.account;
        let account = self.accounts.entry(id).or_default();
        let wallet = writes.balance.map(|(wallet, _, _)| wallet);
        if let Some((wallet, _, after)) = writes.balance {
            account.set_balance(wallet, after);
        }
        account.set_lots(writes.new_lots, writes.changed_lots);
        if let Some(hold) = writes.new_hold {
            account.holds.insert(hold.id, (hold, Vec::new()));
        }
        if let Some(hold) = writes.changed_hold
            && let Some((stored, _)) = account.holds.get_mut(&hold.id)
        {
            *stored = hold;
        }
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

fn matches(query: &StatementQuery, entry: &Entry) -> bool {
    query.wallet.is_none_or(|wallet| entry.wallet == wallet)
        && query
            .reason
            .is_none_or(|reason| entry.note.reason == reason)
        && query.from.is_none_or(|from| entry.at >= from)
        && query.to.is_none_or(|to| entry.at < to)
        && query.before.is_none_or(|before| entry.id < before)
}

#[async_trait]
impl Ledger for MemoryLedger {
    async fn balances(&self, account: &AccountId) -> Result<Balances, LedgerError> {
        Ok(self.read(account, |account| account.balances))
    }

    async fn apply(&self, request: Request) -> Result<Outcome, LedgerError> {
        let mut books = self.books();
        let Books {
            accounts,
            price_lists,
            ..
        } = &mut *books;
        let state = accounts
            .entry(request.account)
            .or_default()
            .state(&request, price_lists);
        let plan = plan::plan(&state, &request);
        if !plan::is_sound(&plan.writes) {
            return Err(LedgerError::Corrupt);
        }
        books.write(&request, plan.writes);
        Ok(plan.outcome)
    }

    async fn replay(
        &self,
        account: &AccountId,
        key: &IdempotencyKey,
        fingerprint: &str,
    ) -> Result<Option<Outcome>, LedgerError> {
        Ok(self.read(account, |account| {
            account
                .records
                .get(key)
                .map(|record| plan::replayed(record, fingerprint))
        }))
    }

    async fn statement(
        &self,
        account: &AccountId,
        query: StatementQuery,
    ) -> Result<Vec<Entry>, LedgerError> {
        let limit = query.limit.min(StatementQuery::MAX_LIMIT) as usize;
        Ok(self.read(account, |account| {
            let newest_first = account.entries.iter().rev().map(|(entry, _)| entry);
            newest_first
                .filter(|entry| matches(&query, entry))
                .take(limit)
                .cloned()
                .collect()
        }))
    }

    async fn available_before(
        &self,
        account: &AccountId,
        wallet: Wallet,
        moments: &[Timestamp],
    ) -> Result<Vec<Credits>, LedgerError> {
        let known = self.read(account, |account| {
            let before = |moment: &Timestamp| {
                let mut newest_first = account.entries.iter().rev().map(|(entry, _)| entry);
                newest_first
                    .find(|entry| entry.wallet == wallet && entry.at < *moment)
                    .map_or(Credits::ZERO, |entry| entry.available_after)
            };
            moments.iter().map(before).collect::<Vec<_>>()
        });
        // Nobody has nothing.
        Ok(if known.is_empty() {
            vec![Credits::ZERO; moments.len()]
        } else {
            known
        })
    }

    async fn used_between(
        &self,
        account: &AccountId,
        wallet: Wallet,
        from: Timestamp,
        to: Timestamp,
    ) -> Result<Credits, LedgerError> {
        Ok(self.read(account, |account| {
            let entries = account.entries.iter().map(|(entry, _)| entry);
            entries
                .filter(|entry| entry.wallet == wallet && (from..to).contains(&entry.at))
                .map(Entry::used)
                .sum()
        }))
    }

    async fn first_entry_at(&self, account: &AccountId) -> Result<Option<Timestamp>, LedgerError> {
        Ok(self.read(account, |account| {
            account.entries.first().map(|(entry, _)| entry.at)
        }))
    }

    async fn allocations(
        &self,
        account: &AccountId,
        entry: EntryId,
    ) -> Result<Vec<Allocation>, LedgerError> {
        Ok(self.read(account, |account| {
            let found = account
                .entries
                .iter()
                .find(|(stored, _)| stored.id == entry);
            found.map(|(_, lots)| lots.clone()).unwrap_or_default()
        }))
    }

    async fn lots(&self, account: &AccountId) -> Result<Vec<LotState>, LedgerError> {
        let mut lots = self.read(account, |account| {
            account.open_lots().cloned().collect::<Vec<_>>()
        });
        lots.sort_by(|a, b| a.wallet.cmp(&b.wallet).then_with(|| burn_order(a, b)));
        Ok(lots)
    }

    async fn holds(&self, account: &AccountId) -> Result<Vec<HoldState>, LedgerError> {
        let mut holds: Vec<_> = self.read(account, |account| {
            let all = account.holds.values().map(|(hold, _)| hold);
            all.filter(|hold| hold.is_open()).cloned().collect()
        });
        holds.sort_by_key(|hold| (hold.at, hold.id));
        Ok(holds)
    }

    async fn hold(
        &self,
        account: &AccountId,
        hold: &HoldId,
    ) -> Result<Option<HoldState>, LedgerError> {
        Ok(self.read(account, |account| {
            account.holds.get(hold).map(|(hold, _)| hold.clone())
        }))
    }

    async fn debts(&self, account: &AccountId, wallet: Wallet) -> Result<Vec<Debt>, LedgerError> {
        Ok(self.read(account, |account| {
            let of_wallet = account.debts.iter().filter(|(of, _)| *of == wallet);
            of_wallet.map(|(_, debt)| debt.clone()).collect()
        }))
    }

    async fn right(
        &self,
        account: &AccountId,
        version: &VersionHash,
    ) -> Result<Option<Right>, LedgerError> {
        Ok(self.read(account, |account| account.rights.get(version).cloned()))
    }

    async fn rights(
        &self,
        account: &AccountId,
        versions: &[VersionHash],
    ) -> Result<Vec<Right>, LedgerError> {
        Ok(self.read(account, |account| {
            versions
                .iter()
                .filter_map(|version| account.rights.get(version).cloned())
                .collect()
        }))
    }

    async fn due_lots(
        &self,
        at: Timestamp,
        limit: u32,
    ) -> Result<Vec<(AccountId, Wallet)>, LedgerError> {
        let books = self.books();
        let due: BTreeSet<_> = books
            .accounts
            .iter()
            .flat_map(|(id, account)| account.open_lots().map(move |lot| (*id, lot)))
            .filter(|(_, lot)| lot.available.is_positive() && lot.has_expired(at))
            .map(|(id, lot)| (id, lot.wallet))
            .collect();
        Ok(due.into_iter().take(limit as usize).collect())
    }

    async fn reconcile(&self, at: Timestamp) -> Result<Vec<Mismatch>, LedgerError> {
        let mut found: Vec<Mismatch> = self
            .books()
            .accounts
            .iter()
            .flat_map(|(id, account)| account.mismatches(*id, at))
            .collect();
        found.sort_by_key(|mismatch| (mismatch.check, mismatch.account));
        Ok(found)
    }

    async fn price_lists(&self) -> Result<Vec<PriceList>, LedgerError> {
        Ok(self.books().price_lists.clone())
    }

    async fn publish_price_list(&self, list: PriceList) -> Result<(), LedgerError> {
        let mut books = self.books();
        if plan::may_publish(&books.price_lists, &list)? {
            books.price_lists.push(list);
        }
        Ok(())
    }

    async fn outbox_pending(
        &self,
        topic: &str,
        limit: u32,
    ) -> Result<Vec<OutboxMessage>, LedgerError> {
        let books = self.books();
        let of_topic = books.outbox.values().filter(|(name, _)| name == topic);
        Ok(of_topic
            .take(limit as usize)
            .map(|(_, message)| message.clone())
            .collect())
    }

    async fn outbox_done(&self, id: i64) -> Result<(), LedgerError> {
        self.books().outbox.remove(&id);
        Ok(())
    }
}
