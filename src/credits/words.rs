//! What the statement says about an entry, and the picture beside it; and what is said of the credits that come next.

use super::rules::{NextRefresh, RefreshLine};
use crate::ui::amount::{both, grouped};
use crate::ui::icon::Symbol;
use crate::words::credits as said;
use ::credits::{Balances, Credits, Entry, EntryKind, Reason, Wallet};

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

/// What the menu says of the next monthly grant.
pub fn refresh_line(balances: &Balances, next: &NextRefresh) -> RefreshLine {
    let NextRefresh { date, plan, .. } = next;
    let (download, ai) = (grouped(next.download), grouped(next.ai));
    let (brings, amount) = if next.download > 0 {
        let amount = said::plus_both(&download, &ai);
        (said::refresh_both(plan, download, ai), amount)
    } else {
        (said::refresh_ai(plan, &ai), said::plus_ai(&ai))
    };
    let settled = both(
        balances.download.settled_by(Credits::new(next.download)),
        balances.ai.settled_by(Credits::new(next.ai)),
    );
    RefreshLine {
        title: said::next_refresh(date),
        what: match settled {
            Some(settled) => said::refresh_settles(brings, settled),
            None => brings,
        },
        amount,
    }
}

/// What a wallet's card says of it; nothing if it brings this wallet nothing.
pub fn card_refresh(wallet: Wallet, balances: &Balances, next: &NextRefresh) -> Option<String> {
    let coming = match wallet {
        Wallet::Download => next.download,
        Wallet::Ai => next.ai,
    };
    let settled = balances.of(wallet).settled_by(Credits::new(coming)).get();
    let amount = grouped(coming);
    (coming > 0).then(|| {
        if settled > 0 {
            let rest = grouped(coming - settled);
            said::card_refresh_settles(amount, &next.date, grouped(settled), rest)
        } else {
            said::card_refresh(amount, &next.date)
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use ::credits::WalletBalance;

    fn next(download: i64) -> NextRefresh {
        NextRefresh {
            date: "1 July".to_owned(),
            plan: if download > 0 { "Starter" } else { "Pro" }.to_owned(),
            download,
            ai: 60,
        }
    }

    fn owing(download: i64, ai: i64) -> Balances {
        let owes = |debt| WalletBalance {
            debt: Credits::new(debt),
            ..WalletBalance::default()
        };
        Balances {
            download: owes(download),
            ai: owes(ai),
        }
    }

    #[test]
    fn the_next_credits_are_said_with_what_they_settle() {
        let line = refresh_line(&Balances::default(), &next(10));
        assert_eq!(line.title, "Next refresh, 1 July");
        assert_eq!(
            line.what,
            "Starter adds 10 download credits and 60 AI credits."
        );
        assert_eq!(line.amount, "+10 and +60");
        let line = refresh_line(&owing(1, 400), &next(10));
        assert_eq!(
            line.what,
            "Starter adds 10 download credits and 60 AI credits. Of these, for what you owe: 1 download credit and 60 AI credits."
        );
        let line = refresh_line(&owing(5, 20), &next(0));
        assert_eq!(
            line.what,
            "Pro adds 60 AI credits. Downloads stay unlimited. Of these, for what you owe: 20 AI credits.",
            "download credits do not come, so they settle nothing"
        );
        assert_eq!(line.amount, "+60");
    }

    #[test]
    fn a_card_says_what_is_left_to_spend() {
        let card = |wallet, balances: &Balances| card_refresh(wallet, balances, &next(0));
        let none = Balances::default();
        assert_eq!(card(Wallet::Ai, &none).as_deref(), Some("+60 on 1 July."));
        assert_eq!(card(Wallet::Download, &none), None);
        assert_eq!(
            card(Wallet::Ai, &owing(0, 20)).as_deref(),
            Some("+60 on 1 July: 20 for what is owed, 40 to spend.")
        );
        assert_eq!(
            card(Wallet::Ai, &owing(0, 1_000)).as_deref(),
            Some("+60 on 1 July: 60 for what is owed, 0 to spend.")
        );
    }
}
