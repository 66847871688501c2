//! Refunds and disputes of payments that the test gateway took.

use super::endpoints::LabError;
use crate::accounts::Account;
use crate::billing::logic::reverse;
use crate::billing::rules::{Cents, Reversal, ReversalKind, ReversalState, away};
use crate::billing::{Invoice, InvoiceState};
use crate::server::App;
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

/// A refund; of the newest paid invoice, and of all that is left of it, unless it says otherwise.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Refund {
    /// The invoice's number.
    pub invoice: Option<i64>,
    pub amount_cents: Option<i64>,
}

/// How a dispute goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DisputeStep {
    Opened,
    Won,
    Lost,
}

/// A dispute of all that is left of an invoice, or the end of the open one.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dispute {
    pub invoice: Option<i64>,
    pub state: DisputeStep,
}

/// Gives money back, as the gateway would tell it.
pub async fn refund(app: &App, account: &Account, wanted: Refund) -> Result<Value, LabError> {
    if wanted.amount_cents.is_some_and(|cents| cents < 1) {
        return Err(LabError::malformed("amount_cents is at least 1"));
    }
    let Some((invoice, reversals)) = paid(app, account, wanted.invoice).await? else {
        return Ok(refused("There is no such paid invoice."));
    };
    let left = invoice.amount.minus(away(invoice.amount, &reversals));
    let cents = wanted.amount_cents.map_or(left, Cents::new);
    if !cents.is_positive() || cents > left {
        return Ok(refused(
            "More than what is left of the payment cannot go back.",
        ));
    }
    let reversal = Reversal {
        id: format!("lab-refund:{}", Uuid::new_v4()),
        invoice: invoice.id.clone(),
        kind: ReversalKind::Refund,
        cents,
        state: ReversalState::Kept,
        at: account.now(),
    };
    reverse(app, account, reversal).await?;
    Ok(json!({ "outcome": "applied", "invoice": invoice.number, "cents": cents.get() }))
}

/// Moves a dispute on, as the gateway would tell it.
pub async fn dispute(app: &App, account: &Account, wanted: Dispute) -> Result<Value, LabError> {
    let Some((invoice, reversals)) = paid(app, account, wanted.invoice).await? else {
        return Ok(refused("There is no such paid invoice."));
    };
    let open = reversals.iter().find(|reversal| {
        reversal.kind == ReversalKind::Dispute && reversal.state == ReversalState::Open
    });
    let left = invoice.amount.minus(away(invoice.amount, &reversals));
    let reversal = match (wanted.state, open) {
        (DisputeStep::Opened, None) if left.is_positive() => Reversal {
            id: format!("lab-dispute:{}", Uuid::new_v4()),
            invoice: invoice.id.clone(),
            kind: ReversalKind::Dispute,
            cents: left,
            state: ReversalState::Open,
            at: account.now(),
        },
        (DisputeStep::Opened, _) => {
            return Ok(refused("Nothing is left of the payment to dispute."));
        }
        (DisputeStep::Won | DisputeStep::Lost, None) => {
            return Ok(refused("No dispute of this payment is open."));
        }
        (step, Some(open)) => Reversal {
            state: if step == DisputeStep::Won {
                ReversalState::Undone
            } else {
                ReversalState::Kept
            },
            at: account.now(),
            ..open.clone()
        },
    };
    let cents = reversal.cents.get();
    reverse(app, account, reversal).await?;
    Ok(json!({ "outcome": "applied", "invoice": invoice.number, "cents": cents }))
}

fn refused(reason: &str) -> Value {
    json!({ "outcome": "refused", "reason": reason })
}

/// The paid invoice of that number, or the newest that cost something, with its reversals.
async fn paid(
    app: &App,
    account: &Account,
    number: Option<i64>,
) -> Result<Option<(Invoice, Vec<Reversal>)>, LabError> {
    let invoices = app.billing.invoices(&account.id).await?;
    let invoice = invoices.into_iter().find(|invoice| {
        invoice.state == InvoiceState::Paid
            && invoice.amount.is_positive()
            && number.is_none_or(|number| number == invoice.number)
    });
    let Some(invoice) = invoice else {
        return Ok(None);
    };
    let mut reversals = app.billing.reversals(&account.id).await?;
    reversals.retain(|reversal| reversal.invoice == invoice.id);
    Ok(Some((invoice, reversals)))
}
