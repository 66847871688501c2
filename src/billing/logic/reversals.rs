//! Payments that went back, and their credits with them: what is unspent is taken back, the rest is owed.

use super::grants::{book, parts};
use super::renewals::catch_up_alone;
use super::{alone, to_its_end};
use crate::accounts::Account;
use crate::billing::rules::{Cents, Reversal, ReversalKind, away, share_of};
use crate::billing::store::Invoice;
use crate::error::AppError;
use crate::server::App;
use crate::words::billing as words;
use ::credits::{AccountId, Command, Note, Reason, Timestamp};

/// Notes how far a refund or dispute has come, and lets the wallets follow. Safe to be told twice and in any order.
pub async fn reverse(app: &App, account: &Account, reversal: Reversal) -> Result<(), AppError> {
    let (app, account) = (app.clone(), account.clone());
    to_its_end(async move {
        let _alone = alone(&account.id).await;
        app.billing.reverse(&reversal).await?;
        catch_up_alone(&app, &account).await
    })
    .await
}

/// Books what the reversals of the account's invoices have changed; true when there was something.
pub(super) async fn follow(
    app: &App,
    account: &AccountId,
    at: Timestamp,
) -> Result<bool, AppError> {
    let mut moved = false;
    loop {
        let unbooked = app.billing.unbooked(account).await?;
        if unbooked.is_empty() {
            return Ok(moved);
        }
        for invoice in unbooked {
            follow_invoice(app, &invoice, at).await?;
            app.billing.booked(&invoice).await?;
            moved = true;
        }
    }
}

async fn follow_invoice(app: &App, invoice: &Invoice, at: Timestamp) -> Result<(), AppError> {
    let reversals = app.billing.reversals(&invoice.account).await?;
    let Some(last) = reversals.iter().rfind(|one| one.invoice == invoice.id) else {
        return Ok(());
    };
    let note = note(invoice, last, gone(invoice, &reversals));
    let invoices = app.billing.invoices(&invoice.account).await?;
    let granted = app.billing.granted_periods(&invoice.account).await?;
    let parts = parts(&invoices, &granted);
    for own in parts.iter().filter(|part| part.invoice.id == invoice.id) {
        // A grant follows all that paid for it: what of each payment is away, its part of the grant is.
        let target = parts
            .iter()
            .filter(|part| part.source == own.source && part.wallet == own.wallet)
            .map(|part| {
                let away = gone(part.invoice, &reversals);
                share_of(part.amount, away, part.invoice.amount)
            })
            .sum();
        let key = format!(
            "reversal:{}:{}:{}:{}",
            invoice.id, invoice.reversals, own.source, own.wallet
        );
        let command = Command::Reclaim {
            wallet: own.wallet,
            source: own.source.clone(),
            target,
        };
        book(app, invoice.account, key, at, command, note.clone()).await?;
    }
    Ok(())
}

/// How much of the invoice is away.
fn gone(invoice: &Invoice, reversals: &[Reversal]) -> Cents {
    let own = reversals
        .iter()
        .filter(|reversal| reversal.invoice == invoice.id);
    away(invoice.amount, own)
}

/// What the statement says: why, of which invoice, and how much of it is away now.
fn note(invoice: &Invoice, last: &Reversal, gone: Cents) -> Note {
    let (reason, title) = match (last.state.is_away(), last.kind) {
        (true, ReversalKind::Refund) => (Reason::Refund, words::note_refund(&invoice.title)),
        (true, ReversalKind::Dispute) => (Reason::Dispute, words::note_disputed(&invoice.title)),
        (false, ReversalKind::Refund) => (
            Reason::Reinstated,
            words::note_refund_failed(&invoice.title),
        ),
        (false, ReversalKind::Dispute) => (
            Reason::Reinstated,
            words::note_dispute_decided(&invoice.title),
        ),
    };
    let detail = if gone.is_positive() {
        words::note_went_back(invoice.number, gone.exact(), invoice.amount.exact())
    } else {
        words::note_stands_paid(invoice.number, invoice.amount.exact())
    };
    Note::new(reason, title, detail).linked("/billing")
}
