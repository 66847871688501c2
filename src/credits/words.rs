//! What the statement says about an entry, and the picture beside it.

use crate::ui::amount::grouped;
use crate::ui::icon::Symbol;
use crate::words::credits as said;
use ::credits::{Entry, EntryKind, Reason, Wallet};

/// "+10", "−1", "0".
pub fn signed(amount: i64) -> String {
    if amount > 0 {
        format!("+{}", grouped(amount))
    } else {
        grouped(amount)
    }
}

/// What happened to the credits, in a word that stands before the reason.
fn happened(entry: &Entry) -> String {
    let held = grouped(entry.held_delta.get().abs());
    match entry.kind {
        EntryKind::Grant => said::added().to_owned(),
        EntryKind::Debit => said::taken().to_owned(),
        EntryKind::Hold => said::amount_on_hold(held),
        EntryKind::Capture => said::hold_taken(held),
        EntryKind::Release => said::hold_returned(held),
        EntryKind::Expire => match entry.note.reason {
            Reason::Refund | Reason::Dispute => said::taken_back().to_owned(),
            _ => said::expired().to_owned(),
        },
    }
}

/// What happened, and why.
pub fn reason_of(entry: &Entry) -> String {
    said::happened_because(happened(entry), &entry.note.detail)
}

/// What an entry is shown by.
pub fn symbol(entry: &Entry) -> Symbol {
    match (entry.kind, entry.note.reason) {
        (EntryKind::Grant, Reason::PlanGrant) => Symbol::Calendar,
        (EntryKind::Grant, _) => Symbol::Plus,
        (EntryKind::Debit, _) => Symbol::Download,
        (EntryKind::Hold, _) => Symbol::Clock,
        (EntryKind::Capture, _) => Symbol::Play,
        (EntryKind::Release, _) => Symbol::Undo,
        (EntryKind::Expire, _) => Symbol::Close,
    }
}

/// The short name of a wallet, beside its gem.
pub fn wallet_name(wallet: Wallet) -> &'static str {
    match wallet {
        Wallet::Download => said::wallet_download(),
        Wallet::Ai => said::wallet_ai(),
    }
}

/// A reason as the filter offers it.
pub fn reason_name(reason: Reason) -> &'static str {
    match reason {
        Reason::PlanGrant => said::reason_plan_grant(),
        Reason::Upgrade => said::reason_upgrade(),
        Reason::Bundle => said::reason_bundle(),
        Reason::Courtesy => said::reason_courtesy(),
        Reason::Download => said::reason_download(),
        Reason::Animation => said::reason_animation(),
        Reason::Regeneration => said::reason_regeneration(),
        Reason::Delivered => said::reason_delivered(),
        Reason::Failed => said::reason_failed(),
        Reason::Cancelled => said::reason_cancelled(),
        Reason::PlanEnded => said::reason_plan_ended(),
        Reason::Cap => said::reason_cap(),
        Reason::Expired => said::reason_expired(),
        Reason::Refund => said::reason_refund(),
        Reason::Dispute => said::reason_dispute(),
        Reason::Reinstated => said::reason_reinstated(),
        Reason::Debt => said::reason_debt(),
        Reason::Lab => said::reason_lab(),
    }
}
