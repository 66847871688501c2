//! The working copy a command books on.

use std::collections::BTreeSet;

use super::{HoldLot, NewDebt, NewEntry, NewRight, State, Writes, hold_of, wallet_of};
use crate::{
    Allocation, COURTESY_MS, Credits, EntryKind, HoldId, HoldState, LotId, LotState, Note, Origin,
    Outbox, Reason, Receipt, Refusal, Request, Timestamp, Verdict, Wallet, WalletBalance,
    burn_order,
};

/// Part of a lot.
pub(super) struct Share {
    pub lot: LotId,
    pub amount: Credits,
}

pub(super) struct Draft<'a> {
    pub state: &'a State,
    pub request: &'a Request,
    /// The ledger's time: never earlier than the account's last entry.
    pub at: Timestamp,
    pub wallet: Wallet,
    pub balance: WalletBalance,
    /// In burn order.
    pub lots: Vec<LotState>,
    pub hold: Option<HoldState>,
    pub hold_lots: Vec<HoldLot>,
    pub right: Option<NewRight>,
    pub verdict: Option<(HoldId, String, Verdict, Timestamp)>,
    pub outbox: Option<Outbox>,
    new_lots: Vec<LotState>,
    changed_lots: BTreeSet<LotId>,
    changed_hold_lots: BTreeSet<LotId>,
    entries: Vec<NewEntry>,
    debts: Vec<NewDebt>,
}

impl<'a> Draft<'a> {
    pub fn new(state: &'a State, request: &'a Request) -> Self {
        let command_wallet = wallet_of(&request.command);
        let hold_wallet = state.hold.as_ref().map(|hold| hold.wallet);
        let mut lots = state.lots.clone();
        lots.sort_by(burn_order);
        let mut hold_lots = state.hold_lots.clone();
        hold_lots.sort_by_key(|part| part.position);
        Self {
            state,
            request,
            at: state
                .last_entry_at
                .map_or(request.at, |last| last.max(request.at)),
            wallet: command_wallet.or(hold_wallet).unwrap_or(Wallet::Ai),
            balance: state.balance,
            lots,
            hold: state.hold.clone(),
            hold_lots,
            right: None,
            verdict: None,
            outbox: None,
            new_lots: Vec::new(),
            changed_lots: BTreeSet::new(),
            changed_hold_lots: BTreeSet::new(),
            entries: Vec::new(),
            debts: Vec::new(),
        }
    }

    /// What can be spent now: what remains available in lots that have not expired.
    pub fn spendable(&self) -> Credits {
        let usable = self.lots.iter().filter(|lot| !lot.has_expired(self.at));
        usable.map(|lot| lot.available).sum()
    }

    /// Books the expiry of what is available in lots whose time has come; answers how much it was.
    pub fn expire_due(&mut self, note: Note) -> Credits {
        let at = self.at;
        let due = |lot: &&LotState| lot.has_expired(at);
        let shares = shares_of(self.lots.iter().filter(due));
        self.expire(shares, note)
    }

    /// The same with the note of the ledger itself, before any other movement.
    pub fn expire_due_first(&mut self) {
        self.expire_due(Note::new(
            Reason::Expired,
            "Credits expired",
            "They were usable until their expiry date and had not been used by then.",
        ));
    }

    /// Books the expiry of these available credits; answers how many they were.
    pub fn expire(&mut self, shares: Vec<Share>, note: Note) -> Credits {
        let parts = self.move_available(&shares, Credits::ZERO);
        self.book(EntryKind::Expire, parts, note, None)
    }

    /// Takes `amount` of what is spendable from the lots, in burn order.
    pub fn take(&mut self, amount: Credits) -> Result<Vec<Share>, Refusal> {
        let available = self.spendable();
        if amount > available {
            return Err(Refusal::Insufficient {
                available,
                needed: amount,
            });
        }
        let at = self.at;
        let usable = self.lots.iter().filter(|lot| !lot.has_expired(at));
        Ok(shares_up_to(
            usable.map(|lot| (lot.id, lot.available)),
            amount,
        ))
    }

    /// Takes shares out of their lots' available credits and puts `to_held` (all of it or nothing)
    /// on hold in the same lots.
    pub fn move_available(&mut self, shares: &[Share], to_held: Credits) -> Vec<Allocation> {
        let holds = to_held.is_positive();
        shares
            .iter()
            .map(|share| {
                let held = if holds { share.amount } else { Credits::ZERO };
                self.change_lot(share.lot, negative(share.amount), held)
            })
            .collect()
    }

    /// Changes what remains of a lot.
    fn change_lot(&mut self, id: LotId, available: Credits, held: Credits) -> Allocation {
        if let Some(lot) = self.lots.iter_mut().find(|lot| lot.id == id) {
            lot.available = plus(lot.available, available);
            lot.held = plus(lot.held, held);
            self.changed_lots.insert(id);
        } else if let Some(lot) = self.new_lots.iter_mut().find(|lot| lot.id == id) {
            lot.available = plus(lot.available, available);
            lot.held = plus(lot.held, held);
        }
        Allocation {
            lot: id,
            available_delta: available,
            held_delta: held,
        }
    }

    /// Ends a lot now, if it does not end earlier.
    pub fn end_lot(&mut self, id: LotId) {
        let at = self.at;
        if let Some(lot) = self.lots.iter_mut().find(|lot| lot.id == id) {
            lot.expires_at = Some(lot.expires_at.map_or(at, |expiry| expiry.min(at)));
            self.changed_lots.insert(id);
        }
    }

    /// Adds a lot of available credits.
    pub fn add_lot(
        &mut self,
        origin: Origin,
        source: String,
        amount: Credits,
        expires_at: Option<Timestamp>,
    ) -> Allocation {
        let movement = self.state.balance.version + 1;
        let id = LotId::derive(self.request.account, self.wallet, self.at, movement);
        self.new_lots.push(LotState {
            id,
            wallet: self.wallet,
            origin,
            source,
            granted: amount,
            available: amount,
            held: Credits::ZERO,
            expires_at,
            created_at: self.at,
            reclaimed: Credits::ZERO,
        });
        Allocation {
            lot: id,
            available_delta: amount,
            held_delta: Credits::ZERO,
        }
    }

    /// Notes how much of a grant has been taken back in all; its lot may have nothing left.
    pub fn set_reclaimed(&mut self, lot: &LotState, reclaimed: Credits) {
        if lot.reclaimed == reclaimed {
            return;
        }
        if !self.lots.iter().any(|known| known.id == lot.id) {
            self.lots.push(lot.clone());
        }
        if let Some(known) = self.lots.iter_mut().find(|known| known.id == lot.id) {
            known.reclaimed = reclaimed;
        }
        self.changed_lots.insert(lot.id);
    }

    /// Owes more, or less.
    pub fn owe(&mut self, delta: Credits) {
        if delta.is_zero() {
            return;
        }
        self.balance.debt = plus(self.balance.debt, delta);
        self.balance.version = self.state.balance.version + 1;
        self.debts.push(NewDebt {
            at: self.at,
            delta,
            after: self.balance.debt,
        });
    }

    /// Settles what is owed with what has just become available.
    pub fn settle_debt(&mut self) {
        let at = self.at;
        let all = self.lots.iter().chain(&self.new_lots);
        let usable = all.filter(|lot| !lot.has_expired(at));
        let shares = shares_up_to(usable.map(|lot| (lot.id, lot.available)), self.balance.debt);
        let parts = self.move_available(&shares, Credits::ZERO);
        let note = Note::new(
            Reason::Debt,
            "Settled what was owed",
            "A refunded purchase had been spent already; these credits make up for it.",
        );
        let settled = self.book(EntryKind::Debit, parts, note, None);
        self.owe(negative(settled));
    }

    /// Takes `amount` of the hold for good, from what it took first. `amount` is held.
    pub fn capture(&mut self, amount: Credits, note: Note) {
        let held = self.hold_lots.iter().map(|part| (part.lot, part.held));
        let shares = shares_up_to(held, amount);
        let parts = shares
            .iter()
            .map(|share| {
                self.unhold(share);
                self.change_lot(share.lot, Credits::ZERO, negative(share.amount))
            })
            .collect();
        if let Some(hold) = &mut self.hold {
            hold.held = minus(hold.held, amount);
            hold.captured = plus(hold.captured, amount);
        }
        let id = self.hold.as_ref().map(|hold| hold.id);
        self.book(EntryKind::Capture, parts, note, id);
    }

    /// Gives `amount` of the hold back, to what it took last. `amount` is held. What belongs to a
    /// lot that has expired meanwhile comes back as a courtesy lot.
    pub fn release(&mut self, amount: Credits, note: Note) {
        let held = self
            .hold_lots
            .iter()
            .rev()
            .map(|part| (part.lot, part.held));
        let shares = shares_up_to(held, amount);
        let mut parts = Vec::with_capacity(shares.len() + 1);
        let mut courtesy = Credits::ZERO;
        for share in &shares {
            self.unhold(share);
            let expired = self
                .lots
                .iter()
                .any(|lot| lot.id == share.lot && lot.has_expired(self.at));
            let back = if expired { Credits::ZERO } else { share.amount };
            courtesy = plus(courtesy, minus(share.amount, back));
            parts.push(self.change_lot(share.lot, back, negative(share.amount)));
        }
        if courtesy.is_positive() {
            let source = format!("released:{}", self.request.key);
            let until = self.at.plus_ms(COURTESY_MS);
            parts.push(self.add_lot(Origin::Courtesy, source, courtesy, Some(until)));
        }
        if let Some(hold) = &mut self.hold {
            hold.held = minus(hold.held, amount);
            hold.released = plus(hold.released, amount);
        }
        let id = self.hold.as_ref().map(|hold| hold.id);
        self.book(EntryKind::Release, parts, note, id);
    }

    fn unhold(&mut self, share: &Share) {
        if let Some(part) = self.hold_lots.iter_mut().find(|part| part.lot == share.lot) {
            part.held = minus(part.held, share.amount);
            self.changed_hold_lots.insert(share.lot);
        }
    }

    /// Begins a hold with what it took from each lot.
    pub fn begin_hold(&mut self, id: HoldId, amount: Credits, ordered: u32, shares: &[Share]) {
        self.hold = Some(HoldState {
            id,
            wallet: self.wallet,
            amount,
            held: amount,
            captured: Credits::ZERO,
            released: Credits::ZERO,
            ordered,
            delivered: 0,
            failed: 0,
            at: self.at,
        });
        for (position, share) in (0..).zip(shares) {
            let (lot, amount) = (share.lot, share.amount);
            self.hold_lots.push(HoldLot {
                lot,
                position,
                amount,
                held: amount,
            });
            self.changed_hold_lots.insert(lot);
        }
    }

    /// Books an entry of what these lots gained or lost; answers its amount. Nothing moved is no
    /// entry.
    pub fn book(
        &mut self,
        kind: EntryKind,
        lots: Vec<Allocation>,
        note: Note,
        hold: Option<HoldId>,
    ) -> Credits {
        let available: Credits = lots.iter().map(|part| part.available_delta).sum();
        let held: Credits = lots.iter().map(|part| part.held_delta).sum();
        let amount = Credits::new(available.get().abs().max(held.get().abs()));
        if amount.is_zero() {
            return amount;
        }
        self.balance.available = plus(self.balance.available, available);
        self.balance.held = plus(self.balance.held, held);
        self.balance.version = self.state.balance.version + 1;
        self.entries.push(NewEntry {
            at: self.at,
            kind,
            amount,
            available_after: self.balance.available,
            held_after: self.balance.held,
            note,
            hold,
            lots,
        });
        amount
    }

    /// What this command moved, with the wallet as it is now.
    pub fn receipt(&self, moved: Credits) -> Receipt {
        Receipt {
            moved,
            hold: hold_of(&self.request.command),
            balance: self.balance,
            already_owned: false,
            captured: Credits::ZERO,
            released: Credits::ZERO,
        }
    }

    pub fn into_writes(self) -> Writes {
        let before = self.state.balance;
        let moved = !self.entries.is_empty() || !self.debts.is_empty();
        let (new_hold, changed_hold) = if self.state.hold.is_none() {
            (self.hold, None)
        } else {
            (None, self.hold)
        };
        let (changed, changed_parts) = (self.changed_lots, self.changed_hold_lots);
        Writes {
            balance: moved.then_some((self.wallet, before, self.balance)),
            new_lots: self.new_lots,
            changed_lots: self
                .lots
                .into_iter()
                .filter(|lot| changed.contains(&lot.id))
                .collect(),
            new_hold,
            changed_hold,
            hold_lots: self
                .hold_lots
                .into_iter()
                .filter(|part| changed_parts.contains(&part.lot))
                .collect(),
            entries: self.entries,
            debts: self.debts,
            right: self.right,
            verdict: self.verdict,
            outbox: self.outbox,
            record: None,
        }
    }
}

/// All that is available in these lots.
pub(super) fn shares_of<'l>(lots: impl Iterator<Item = &'l LotState>) -> Vec<Share> {
    lots.filter(|lot| lot.available.is_positive())
        .map(|lot| Share {
            lot: lot.id,
            amount: lot.available,
        })
        .collect()
}

/// The first `amount` of what these lots have, lot by lot.
pub(super) fn shares_up_to(
    lots: impl Iterator<Item = (LotId, Credits)>,
    amount: Credits,
) -> Vec<Share> {
    let mut missing = amount;
    let mut shares = Vec::new();
    for (lot, has) in lots {
        let part = has.min(missing);
        if part.is_positive() {
            missing = minus(missing, part);
            shares.push(Share { lot, amount: part });
        }
    }
    shares
}

// Amounts that are added here are parts of one wallet, whose total was checked when it was granted.
pub(super) fn plus(a: Credits, b: Credits) -> Credits {
    Credits::new(a.get().saturating_add(b.get()))
}

pub(super) fn minus(a: Credits, b: Credits) -> Credits {
    Credits::new(a.get().saturating_sub(b.get()))
}

fn negative(amount: Credits) -> Credits {
    minus(Credits::ZERO, amount)
}
