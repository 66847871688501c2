//! What the statement says about an entry, and the picture beside it.

use crate::ui::amount::grouped;
use crate::ui::icon::Symbol;
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
pub fn happened(entry: &Entry) -> String {
    let held = grouped(entry.held_delta.get().abs());
    match entry.kind {
        EntryKind::Grant => "Added".to_owned(),
        EntryKind::Debit => "Taken".to_owned(),
        EntryKind::Hold => format!("{held} on hold"),
        EntryKind::Capture => format!("{held} of the hold taken"),
        EntryKind::Release => format!("{held} of the hold returned"),
        EntryKind::Expire => match entry.note.reason {
            Reason::Refund | Reason::Dispute => "Taken back".to_owned(),
            _ => "Expired".to_owned(),
        },
    }
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
        Wallet::Download => "Download",
        Wallet::Ai => "AI",
    }
}

/// A reason as the filter offers it.
pub fn reason_name(reason: Reason) -> &'static str {
    match reason {
        Reason::PlanGrant => "Monthly refresh",
        Reason::Upgrade => "Upgrade",
        Reason::Bundle => "Bundle",
        Reason::Courtesy => "Courtesy",
        Reason::Download => "Download",
        Reason::Animation => "Animation",
        Reason::Regeneration => "Regeneration",
        Reason::Delivered => "Video delivered",
        Reason::Failed => "Video failed",
        Reason::Cancelled => "Video cancelled",
        Reason::PlanEnded => "Plan ended",
        Reason::Cap => "Roll-over limit",
        Reason::Expired => "Expired",
        Reason::Refund => "Refund",
        Reason::Dispute => "Payment disputed",
        Reason::Reinstated => "Given back",
        Reason::Debt => "Owed credits settled",
        Reason::Lab => "Lab",
    }
}
