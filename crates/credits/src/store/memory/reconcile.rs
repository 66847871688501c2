//! Whether the books agree with themselves.

use super::books::Account;
use crate::{AccountId, Check, Credits, Mismatch, Timestamp, Wallet};

impl Account {
    /// The checks that need no second way of writing: in memory the rest holds by construction.
    pub(super) fn mismatches(&self, id: AccountId, at: Timestamp) -> Vec<Mismatch> {
        let compared = Wallet::ALL.into_iter().flat_map(|wallet| {
            let figures = self.compared(wallet, at);
            figures.map(|(check, expected, found)| (check, wallet, expected, found))
        });
        let differ = compared.filter(|(_, _, expected, found)| expected != found);
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

    /// For each check of a wallet: what is expected, and what is found.
    fn compared(&self, wallet: Wallet, at: Timestamp) -> [(Check, Credits, Credits); 7] {
        let balance = self.balances.of(wallet);
        let lots = || self.lots.iter().filter(move |lot| lot.wallet == wallet);
        let entries = || {
            let all = self.entries.iter().map(|(entry, _)| entry);
            all.filter(move |entry| entry.wallet == wallet)
        };
        let holds = self.holds.values().map(|(hold, _)| hold);
        let debts = self.debts.iter().filter(|(of, _)| *of == wallet);
        let due = at.plus_ms(-crate::SWEEP_GRACE_MS);
        [
            (
                Check::AvailableOfEntries,
                entries().map(|entry| entry.available_delta).sum(),
                balance.available,
            ),
            (
                Check::HeldOfEntries,
                entries().map(|entry| entry.held_delta).sum(),
                balance.held,
            ),
            (
                Check::AvailableOfLots,
                lots().map(|lot| lot.available).sum(),
                balance.available,
            ),
            (
                Check::HeldOfLots,
                lots().map(|lot| lot.held).sum(),
                balance.held,
            ),
            (
                Check::HeldOfHolds,
                holds
                    .filter(|hold| hold.wallet == wallet)
                    .map(|hold| hold.held)
                    .sum(),
                balance.held,
            ),
            (
                Check::OwedOfDebts,
                debts.map(|(_, debt)| debt.delta).sum(),
                balance.debt,
            ),
            (
                Check::NothingExpired,
                Credits::ZERO,
                lots()
                    .filter(|lot| lot.expires_at.is_some_and(|expiry| expiry < due))
                    .map(|lot| lot.available)
                    .sum(),
            ),
        ]
    }
}
