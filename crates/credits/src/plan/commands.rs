//! What each command does to a wallet. Everything that can refuse does so before anything is booked.

use super::NewRight;
use super::draft::{Draft, minus, plus, shares_of, shares_up_to};
use crate::{
    COURTESY_MS, Command, Credits, Entitlement, EntryKind, HoldState, LotState, MAX_SOURCE, Origin,
    Outcome, Receipt, Refusal, Timestamp, Verdict, VersionHash, current, settled,
};

/// The most one command moves. It keeps every sum far from the limits of a number.
const MAX_AMOUNT: Credits = Credits::new(1_000_000_000_000);

pub(super) fn run(draft: &mut Draft) -> Result<Outcome, Refusal> {
    let receipt = match &draft.request.command {
        Command::Grant {
            amount,
            origin,
            source,
            expires_at,
            ..
        } => {
            return grant(draft, *amount, *origin, source, *expires_at);
        }
        Command::Debit { amount, .. } => debit(draft, *amount)?,
        Command::Download {
            version,
            shown_price,
            entitlement,
        } => download(draft, version, *shown_price, *entitlement)?,
        Command::Hold {
            amount, ordered, ..
        } => hold(draft, *amount, *ordered)?,
        Command::Capture { amount, .. } => {
            let amount = part_of_hold(draft, *amount)?;
            settle(draft, amount, Credits::ZERO)
        }
        Command::Release { amount, .. } => {
            let amount = part_of_hold(draft, *amount)?;
            settle(draft, Credits::ZERO, amount)
        }
        Command::Verdict { take, verdict, .. } => give_verdict(draft, take, *verdict)?,
        Command::ExpireLots { .. } => {
            let expired = draft.expire_due(draft.request.note.clone());
            draft.receipt(expired)
        }
        Command::EndPlanLots { .. } => end_plan_lots(draft),
        Command::CapPlanLots { cap, .. } => cap_plan_lots(draft, *cap)?,
        Command::Reclaim { target, .. } => reclaim(draft, *target)?,
    };
    Ok(Outcome::Applied(receipt))
}

fn valid_amount(amount: Credits) -> Result<(), Refusal> {
    if amount.is_positive() && amount <= MAX_AMOUNT {
        Ok(())
    } else {
        Err(Refusal::InvalidAmount)
    }
}

fn grant(
    draft: &mut Draft,
    amount: Credits,
    origin: Origin,
    source: &str,
    expires_at: Option<Timestamp>,
) -> Result<Outcome, Refusal> {
    if source.is_empty() || source.len() > MAX_SOURCE || is_own_source(source) {
        return Err(Refusal::InvalidSource);
    }
    if draft.state.source_lot.is_some() {
        return Ok(Outcome::Duplicate(draft.receipt(Credits::ZERO)));
    }
    valid_amount(amount)?;
    if expires_at.is_some_and(|expiry| expiry <= draft.at) {
        return Err(Refusal::ExpiryPassed);
    }
    let total = plus(draft.balance.available, draft.balance.held);
    total
        .checked_add(amount)
        .filter(|sum| sum.get() <= i64::MAX / 4)
        .ok_or(Refusal::InvalidAmount)?;
    draft.expire_due_first();
    let part = draft.add_lot(origin, source.to_owned(), amount, expires_at);
    draft.book(
        EntryKind::Grant,
        vec![part],
        draft.request.note.clone(),
        None,
    );
    draft.settle_debt();
    Ok(Outcome::Applied(draft.receipt(amount)))
}

/// The sources of lots that come back from a hold or a dispute are the ledger's own.
fn is_own_source(source: &str) -> bool {
    source.starts_with("released:") || source.starts_with("reinstated:")
}

fn debit(draft: &mut Draft, amount: Credits) -> Result<Receipt, Refusal> {
    valid_amount(amount)?;
    let shares = draft.take(amount)?;
    draft.expire_due_first();
    let parts = draft.move_available(&shares, Credits::ZERO);
    draft.book(EntryKind::Debit, parts, draft.request.note.clone(), None);
    Ok(draft.receipt(amount))
}

fn download(
    draft: &mut Draft,
    version: &VersionHash,
    shown_price: Credits,
    entitlement: Entitlement,
) -> Result<Receipt, Refusal> {
    if draft.state.right.is_some() {
        return Ok(Receipt {
            already_owned: true,
            ..draft.receipt(Credits::ZERO)
        });
    }
    let listed = current(&draft.state.price_lists, draft.at).map_or(Credits::ZERO, |l| l.download);
    let due = match entitlement {
        Entitlement::Metered => listed,
        Entitlement::Unlimited => Credits::ZERO,
    };
    if shown_price < due {
        return Err(Refusal::PriceChanged { now: due });
    }
    let receipt = if due.is_zero() {
        draft.receipt(Credits::ZERO)
    } else {
        debit(draft, due)?
    };
    draft.right = Some(NewRight {
        version: version.clone(),
        at: draft.at,
        paid_by_last_entry: due.is_positive(),
    });
    Ok(receipt)
}

fn hold(draft: &mut Draft, amount: Credits, ordered: u32) -> Result<Receipt, Refusal> {
    let Command::Hold {
        hold: id, outbox, ..
    } = &draft.request.command
    else {
        return Err(Refusal::UnknownHold);
    };
    valid_amount(amount)?;
    if ordered == 0 {
        return Err(Refusal::InvalidAmount);
    }
    if draft.state.hold.is_some() {
        return Err(Refusal::HoldExists);
    }
    let shares = draft.take(amount)?;
    draft.expire_due_first();
    let parts = draft.move_available(&shares, amount);
    draft.begin_hold(*id, amount, ordered, &shares);
    draft.book(
        EntryKind::Hold,
        parts,
        draft.request.note.clone(),
        Some(*id),
    );
    draft.outbox = outbox.clone();
    Ok(draft.receipt(amount))
}

/// The amount, if the command's hold still has it.
fn part_of_hold(draft: &Draft, amount: Credits) -> Result<Credits, Refusal> {
    let held = draft.state.hold.as_ref().ok_or(Refusal::UnknownHold)?.held;
    valid_amount(amount)?;
    if amount > held {
        return Err(Refusal::ExceedsHold { held });
    }
    Ok(amount)
}

/// Takes and gives back parts of the hold that it still has.
fn settle(draft: &mut Draft, captured: Credits, released: Credits) -> Receipt {
    if captured.is_positive() || released.is_positive() {
        draft.expire_due_first();
    }
    if captured.is_positive() {
        draft.capture(captured, draft.request.note.clone());
    }
    if released.is_positive() {
        draft.release(released, draft.request.note.clone());
        draft.settle_debt();
    }
    Receipt {
        captured,
        released,
        ..draft.receipt(plus(captured, released))
    }
}

fn give_verdict(draft: &mut Draft, take: &str, verdict: Verdict) -> Result<Receipt, Refusal> {
    if draft.state.verdict_given {
        return Err(Refusal::VerdictGiven);
    }
    let at = draft.at;
    let hold = draft.hold.as_mut().ok_or(Refusal::UnknownHold)?;
    if hold.delivered + hold.failed >= hold.ordered {
        return Err(Refusal::AllTakesSettled);
    }
    match verdict {
        Verdict::Delivered => hold.delivered += 1,
        Verdict::Failed => hold.failed += 1,
    }
    draft.verdict = Some((hold.id, take.to_owned(), verdict, at));
    let (captured, released) = due_by_verdicts(hold);
    Ok(settle(draft, captured, released))
}

/// What the verdicts so far take and give back beyond what was taken and given back already. Never
/// more than is held, even if parts were captured or released without a verdict.
fn due_by_verdicts(hold: &HoldState) -> (Credits, Credits) {
    let target = settled(hold.amount, hold.ordered, hold.delivered, hold.failed);
    let captured = minus(target.captured, hold.captured)
        .max(Credits::ZERO)
        .min(hold.held);
    let rest = minus(hold.held, captured);
    let released = minus(target.released, hold.released)
        .max(Credits::ZERO)
        .min(rest);
    (captured, released)
}

fn end_plan_lots(draft: &mut Draft) -> Receipt {
    draft.expire_due_first();
    let plan_lots = draft.lots.iter().filter(|lot| lot.origin.is_plan_like());
    let ids: Vec<_> = plan_lots.clone().map(|lot| lot.id).collect();
    let shares = shares_of(plan_lots);
    // Credits of these lots that are still on hold stay held; released, they are a courtesy.
    for id in ids {
        draft.end_lot(id);
    }
    let expired = draft.expire(shares, draft.request.note.clone());
    draft.receipt(expired)
}

fn cap_plan_lots(draft: &mut Draft, cap: Credits) -> Result<Receipt, Refusal> {
    if cap < Credits::ZERO {
        return Err(Refusal::InvalidAmount);
    }
    draft.expire_due_first();
    let plan_lots = draft.lots.iter().filter(|lot| lot.origin.is_plan_like());
    let available: Credits = plan_lots.clone().map(|lot| lot.available).sum();
    let excess = minus(available, cap).max(Credits::ZERO);
    let shares = shares_up_to(plan_lots.map(|lot| (lot.id, lot.available)), excess);
    let expired = draft.expire(shares, draft.request.note.clone());
    Ok(draft.receipt(expired))
}

fn reclaim(draft: &mut Draft, target: Credits) -> Result<Receipt, Refusal> {
    if target < Credits::ZERO {
        return Err(Refusal::InvalidAmount);
    }
    let lot = draft
        .state
        .source_lot
        .clone()
        .ok_or(Refusal::UnknownSource)?;
    let target = target.min(lot.granted);
    draft.expire_due_first();
    let more = minus(target, lot.reclaimed);
    draft.set_reclaimed(&lot, target);
    let moved = if more.is_positive() {
        take_back(draft, &lot, more)
    } else {
        give_again(draft, &lot, minus(Credits::ZERO, more))
    };
    Ok(draft.receipt(moved))
}

/// Takes what is unspent, of the grant itself first; the rest is owed. Answers what was found.
fn take_back(draft: &mut Draft, lot: &LotState, amount: Credits) -> Credits {
    let at = draft.at;
    let usable = draft.lots.iter().filter(|lot| !lot.has_expired(at));
    let (own, others): (Vec<_>, Vec<_>) = usable.partition(|other| other.id == lot.id);
    let in_order = own.into_iter().chain(others);
    let shares = shares_up_to(in_order.map(|lot| (lot.id, lot.available)), amount);
    let found = draft.expire(shares, draft.request.note.clone());
    draft.owe(minus(amount, found));
    found
}

/// Takes from what is owed; the rest comes back as a lot like the one it was taken of.
fn give_again(draft: &mut Draft, lot: &LotState, amount: Credits) -> Credits {
    let owed = draft.balance.debt.min(amount);
    draft.owe(minus(Credits::ZERO, owed));
    let back = minus(amount, owed);
    if back.is_positive() {
        let has_expired = lot.has_expired(draft.at);
        let (origin, expires_at) = if has_expired {
            (Origin::Courtesy, Some(draft.at.plus_ms(COURTESY_MS)))
        } else {
            (lot.origin, lot.expires_at)
        };
        let source = format!("reinstated:{}", draft.request.key);
        let part = draft.add_lot(origin, source, back, expires_at);
        draft.book(
            EntryKind::Grant,
            vec![part],
            draft.request.note.clone(),
            None,
        );
    }
    back
}
