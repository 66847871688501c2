//! A ledger that lives as long as the process: for tests, and the model the other stores are
//! compared with.

mod books;
mod reconcile;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;

use self::books::{Account, Books};
use crate::plan;
use crate::{
    AccountId, Allocation, Balances, Credits, Debt, Entry, EntryId, HoldId, HoldState,
    IdempotencyKey, Ledger, LedgerError, LotState, Mismatch, OutboxMessage, Outcome, PriceList,
    Reason, Request, Right, StatementQuery, Timestamp, VersionHash, Wallet, burn_order,
};

/// A ledger in memory. It begins with [`PriceList::default_v1`].
#[derive(Debug)]
pub struct MemoryLedger {
    books: Mutex<Books>,
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

    async fn reasons(&self, account: &AccountId) -> Result<Vec<Reason>, LedgerError> {
        Ok(self.read(account, |account| {
            let entries = || account.entries.iter().map(|(entry, _)| entry);
            let is_there = |reason: &&Reason| entries().any(|entry| entry.note.reason == **reason);
            Reason::ALL.iter().filter(is_there).copied().collect()
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
