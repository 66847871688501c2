//! The one pure decision about a request: from what is stored to what is written and answered.
//!
//! A store loads a [`State`] under its lock, calls [`plan`] and writes the [`Writes`] in the same
//! transaction. No store decides anything of its own.

mod commands;
mod draft;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use crate::{
    Allocation, Credits, EntryKind, HoldId, HoldState, LotId, LotState, Note, Outbox, Outcome,
    Refusal, Request, Right, Timestamp, Verdict, VersionHash, Wallet, WalletBalance,
};
use draft::Draft;

/// The first answer to a key.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Record {
    pub fingerprint: String,
    pub outcome: Outcome,
}

/// What a hold took from one lot, in the order it was taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HoldLot {
    pub lot: LotId,
    pub position: u32,
    pub amount: Credits,
    /// What of it is still held.
    pub held: Credits,
}

/// Everything a request's answer depends on, as stored at that moment.
#[derive(Clone, Debug, Default)]
pub struct State {
    /// The first answer to this key, if it was used before. Nothing else is needed then.
    pub record: Option<Record>,
    /// When the account's last entry was booked.
    pub last_entry_at: Option<Timestamp>,
    /// The balance of the command's wallet.
    pub balance: WalletBalance,
    /// The lots of that wallet of which something remains, available or held.
    pub lots: Vec<LotState>,
    /// `Grant` and `Reclaim`: the lot that was granted under the source, spent or not.
    pub source_lot: Option<LotState>,
    /// `Download`: the right to that version.
    pub right: Option<Right>,
    /// `Download`: every price list.
    pub price_lists: Vec<crate::PriceList>,
    /// The hold the command names.
    pub hold: Option<HoldState>,
    /// The lots that hold took from.
    pub hold_lots: Vec<HoldLot>,
    /// `Verdict`: whether the take has one.
    pub verdict_given: bool,
}

/// An entry that has no place in the journal yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewEntry {
    pub at: Timestamp,
    pub kind: EntryKind,
    pub amount: Credits,
    pub available_after: Credits,
    pub held_after: Credits,
    pub note: Note,
    pub hold: Option<HoldId>,
    pub lots: Vec<Allocation>,
}

impl NewEntry {
    pub fn available_delta(&self) -> Credits {
        Credits::new(self.kind.signs().0 * self.amount.get())
    }

    pub fn held_delta(&self) -> Credits {
        Credits::new(self.kind.signs().1 * self.amount.get())
    }
}

/// A change of what is owed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewDebt {
    pub at: Timestamp,
    pub delta: Credits,
    pub after: Credits,
}

/// A right to be recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewRight {
    pub version: VersionHash,
    pub at: Timestamp,
    /// Whether the last of the new entries is the debit that paid for it.
    pub paid_by_last_entry: bool,
}

/// What is to be written, in this order.
#[derive(Clone, Debug, Default)]
pub struct Writes {
    /// The wallet's figures before and after; the ones before guard the write.
    pub balance: Option<(Wallet, WalletBalance, WalletBalance)>,
    pub new_lots: Vec<LotState>,
    /// Lots whose remains or expiry changed, as they are to be.
    pub changed_lots: Vec<LotState>,
    pub new_hold: Option<HoldState>,
    pub changed_hold: Option<HoldState>,
    /// What the new or changed hold has of each lot; only the changed ones.
    pub hold_lots: Vec<HoldLot>,
    pub entries: Vec<NewEntry>,
    pub debts: Vec<NewDebt>,
    pub right: Option<NewRight>,
    pub verdict: Option<(HoldId, String, Verdict, Timestamp)>,
    pub outbox: Option<Outbox>,
    /// The answer to keep for the key; none when the key has one.
    pub record: Option<Record>,
}

/// The decision about a request.
#[derive(Clone, Debug)]
pub struct Plan {
    pub writes: Writes,
    pub outcome: Outcome,
}

/// The wallet a command is about, as far as the command says it; otherwise its hold knows.
pub fn wallet_of(command: &crate::Command) -> Option<Wallet> {
    use crate::Command::*;
    match command {
        Grant { wallet, .. }
        | Debit { wallet, .. }
        | Hold { wallet, .. }
        | ExpireLots { wallet }
        | Reclaim { wallet, .. }
        | EndPlanLots { wallet }
        | CapPlanLots { wallet, .. } => Some(*wallet),
        Download { .. } => Some(Wallet::Download),
        Capture { .. } | Release { .. } | Verdict { .. } => None,
    }
}

/// The hold a command names.
pub fn hold_of(command: &crate::Command) -> Option<HoldId> {
    use crate::Command::*;
    match command {
        Hold { hold, .. } | Capture { hold, .. } | Release { hold, .. } | Verdict { hold, .. } => {
            Some(*hold)
        }
        _ => None,
    }
}

/// The answer to a key that was used before.
pub fn replayed(record: &Record, fingerprint: &str) -> Outcome {
    if record.fingerprint != fingerprint {
        return Outcome::Refused(Refusal::KeyReused);
    }
    match &record.outcome {
        Outcome::Applied(receipt) | Outcome::Duplicate(receipt) => {
            Outcome::Duplicate(receipt.clone())
        }
        Outcome::Refused(refusal) => Outcome::Refused(refusal.clone()),
        Outcome::InFlight => Outcome::InFlight,
    }
}

/// Decides what a request does. A repetition is answered before anything else is looked at.
pub fn plan(state: &State, request: &Request) -> Plan {
    if let Some(record) = &state.record {
        let outcome = replayed(record, &request.fingerprint);
        return Plan {
            writes: Writes::default(),
            outcome,
        };
    }
    let mut draft = Draft::new(state, request);
    let (mut writes, outcome) = match commands::run(&mut draft) {
        Ok(outcome) => (draft.into_writes(), outcome),
        // A refusal moves nothing, so whatever the draft had booked is left behind.
        Err(refusal) => (Writes::default(), Outcome::Refused(refusal)),
    };
    writes.record = Some(Record {
        fingerprint: request.fingerprint.clone(),
        outcome: outcome.clone(),
    });
    Plan { writes, outcome }
}

/// The figures no write may contain, checked once more before a store without CHECKs writes.
pub fn is_sound(writes: &Writes) -> bool {
    let lots = writes.new_lots.iter().chain(&writes.changed_lots);
    let mut figures: Vec<Credits> = lots.flat_map(|lot| [lot.available, lot.held]).collect();
    figures.extend(
        writes
            .balance
            .iter()
            .flat_map(|(_, _, after)| [after.available, after.held, after.debt]),
    );
    figures.extend(writes.hold_lots.iter().map(|part| part.held));
    figures.extend(
        writes
            .entries
            .iter()
            .flat_map(|entry| [entry.available_after, entry.held_after]),
    );
    let holds = writes.new_hold.iter().chain(&writes.changed_hold);
    figures.extend(holds.flat_map(|hold| [hold.held, hold.captured, hold.released]));
    figures.iter().all(|figure| *figure >= Credits::ZERO)
        && writes
            .entries
            .iter()
            .all(|entry| entry.amount.is_positive())
}

/// Whether a price list is to be added to the published ones (oldest first); it is not if it is the
/// newest already.
pub fn may_publish(
    published: &[crate::PriceList],
    list: &crate::PriceList,
) -> Result<bool, crate::LedgerError> {
    let newest = published.last();
    if newest == Some(list) {
        return Ok(false);
    }
    let follows = newest
        .is_none_or(|newest| list.version > newest.version && list.valid_from >= newest.valid_from);
    if list.is_sound() && follows {
        Ok(true)
    } else {
        Err(crate::LedgerError::UnsoundPriceList)
    }
}
