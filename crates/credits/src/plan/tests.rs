//! Decisions that need no store.

use super::{HoldLot, NewEntry, State, Writes, is_sound, plan};
use crate::{
    AccountId, Command, Credits, EntryKind, HoldId, HoldState, IdempotencyKey, LotId, LotState,
    Note, Origin, Outcome, Reason, Refusal, Request, Timestamp, Wallet, WalletBalance,
};

fn lot(number: u128, expires_at: Option<i64>) -> LotState {
    LotState {
        id: LotId::new(uuid::Uuid::from_u128(number)),
        wallet: Wallet::Ai,
        origin: Origin::Plan,
        source: number.to_string(),
        granted: Credits::new(100),
        available: Credits::new(100),
        held: Credits::ZERO,
        expires_at: expires_at.map(Timestamp::from_ms),
        created_at: Timestamp::from_ms(0),
        reclaimed: Credits::ZERO,
    }
}

fn state(lots: Vec<LotState>) -> State {
    let available = lots.iter().map(|lot| lot.available).sum();
    let balance = WalletBalance {
        available,
        held: Credits::ZERO,
        version: lots.len() as i64,
        debt: Credits::ZERO,
    };
    State {
        balance,
        lots,
        ..State::default()
    }
}

fn debit(amount: i64) -> Request {
    Request {
        account: AccountId::new(uuid::Uuid::from_u128(1)),
        key: IdempotencyKey::new("key").expect("visible"),
        fingerprint: String::new(),
        at: Timestamp::from_ms(1_000),
        command: Command::Debit {
            wallet: Wallet::Ai,
            amount: Credits::new(amount),
        },
        note: Note::new(Reason::Lab, "A test", ""),
    }
}

/// What remains available in the changed lots.
fn remains(state: &State, amount: i64) -> Vec<i64> {
    let mut changed = plan(state, &debit(amount)).writes.changed_lots;
    changed.sort_by_key(|lot| lot.id);
    changed.iter().map(|lot| lot.available.get()).collect()
}

#[test]
fn the_first_lot_is_emptied_before_the_second_is_touched() {
    assert_eq!(
        remains(&state(vec![lot(1, None), lot(2, None)]), 120),
        [0, 80]
    );
    assert_eq!(
        remains(&state(vec![lot(1, Some(9_000)), lot(2, Some(8_000))]), 120),
        [80, 0]
    );
    assert_eq!(remains(&state(vec![lot(1, None), lot(2, None)]), 100), [0]);
}

#[test]
fn of_a_hundred_thousand_lots_the_one_that_expires_sooner_pays() {
    let sooner = 77_777;
    let mut lots: Vec<_> = (0..100_000)
        .map(|n| lot(n, Some(if n == sooner { 5_000 } else { 9_000 })))
        .collect();
    // A fixed shuffle: 7919 is prime to the number of lots.
    let order: Vec<_> = (0..lots.len()).map(|n| n * 7_919 % lots.len()).collect();
    lots = order.into_iter().map(|n| lots[n].clone()).collect();
    let decided = plan(&state(lots), &debit(99));
    let changed = &decided.writes.changed_lots;
    assert_eq!(changed.len(), 1);
    assert_eq!(
        (changed[0].id.get().as_u128(), changed[0].available),
        (sooner, Credits::new(1))
    );
}

#[test]
fn a_refusal_writes_its_answer_and_nothing_else() {
    let lots = vec![lot(1, Some(1_000)), lot(2, None)];
    let decided = plan(&state(lots), &debit(101));
    let refusal = Refusal::Insufficient {
        available: Credits::new(100),
        needed: Credits::new(101),
    };
    assert_eq!(decided.outcome, Outcome::Refused(refusal));
    let writes = decided.writes;
    assert!(
        writes
            .record
            .is_some_and(|record| record.outcome == decided.outcome)
    );
    assert!(writes.entries.is_empty() && writes.changed_lots.is_empty());
    assert!(writes.balance.is_none());
}

#[test]
fn what_has_run_out_is_booked_before_what_is_asked() {
    let decided = plan(&state(vec![lot(1, Some(1_000)), lot(2, None)]), &debit(100));
    let kinds: Vec<_> = decided
        .writes
        .entries
        .iter()
        .map(|entry| entry.kind)
        .collect();
    assert_eq!(kinds, [EntryKind::Expire, EntryKind::Debit]);
    let (_, before, after) = decided.writes.balance.expect("it moved");
    assert_eq!(
        (after.available, after.version),
        (Credits::ZERO, before.version + 1)
    );
}

/// Writes whose every figure is 1, but for the one that is changed.
fn writes(change: fn(&mut Writes)) -> Writes {
    let one = Credits::new(1);
    let balance = WalletBalance {
        available: one,
        held: one,
        debt: one,
        version: 1,
    };
    let hold = HoldState {
        id: HoldId::new(uuid::Uuid::from_u128(1)),
        wallet: Wallet::Ai,
        amount: one,
        held: one,
        captured: one,
        released: one,
        ordered: 1,
        delivered: 1,
        failed: 1,
        at: Timestamp::from_ms(0),
    };
    let mut writes = Writes {
        balance: Some((Wallet::Ai, balance, balance)),
        new_lots: vec![lot(1, None)],
        changed_lots: vec![lot(2, None)],
        new_hold: Some(hold.clone()),
        changed_hold: Some(hold),
        hold_lots: vec![HoldLot {
            lot: lot(1, None).id,
            position: 0,
            amount: one,
            held: one,
        }],
        entries: vec![NewEntry {
            at: Timestamp::from_ms(0),
            kind: EntryKind::Grant,
            amount: one,
            available_after: one,
            held_after: one,
            note: Note::new(Reason::Lab, "A test", ""),
            hold: None,
            lots: Vec::new(),
        }],
        ..Writes::default()
    };
    change(&mut writes);
    writes
}

#[test]
fn no_figure_that_is_written_is_negative_and_no_entry_moves_nothing() {
    assert!(is_sound(&writes(|_| {})));
    let none = |writes: &mut Writes| {
        let (_, _, after) = writes.balance.as_mut().expect("there");
        (after.available, after.held) = (Credits::ZERO, Credits::ZERO);
        writes.hold_lots[0].held = Credits::ZERO;
    };
    assert!(is_sound(&writes(none)), "nothing may be left");
    const LESS: Credits = Credits::new(-1);
    let wrong: [fn(&mut Writes); 12] = [
        |writes| writes.balance.as_mut().expect("there").2.available = LESS,
        |writes| writes.balance.as_mut().expect("there").2.held = LESS,
        |writes| writes.balance.as_mut().expect("there").2.debt = LESS,
        |writes| writes.new_lots[0].available = LESS,
        |writes| writes.changed_lots[0].held = LESS,
        |writes| writes.new_hold.as_mut().expect("there").held = LESS,
        |writes| writes.changed_hold.as_mut().expect("there").captured = LESS,
        |writes| writes.changed_hold.as_mut().expect("there").released = LESS,
        |writes| writes.hold_lots[0].held = LESS,
        |writes| writes.entries[0].available_after = LESS,
        |writes| writes.entries[0].held_after = LESS,
        |writes| writes.entries[0].amount = Credits::ZERO,
    ];
    for (number, change) in wrong.into_iter().enumerate() {
        assert!(!is_sound(&writes(change)), "figure {number}");
    }
}
