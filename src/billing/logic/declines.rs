//! Why a payment was declined: the gateway's words about that very payment, and about no other.

use super::grants::period_source;
use crate::accounts::Account;
use crate::billing::rules::Subscription;
use crate::billing::store::{Invoice, InvoiceState, Purpose};
use crate::billing::wish::Wish;
use crate::error::AppError;
use crate::server::App;
use ::credits::Credits;
use uuid::Uuid;

/// Why the plan's missing payment was declined last; none if the gateway said nothing.
pub async fn decline_of_plan(
    app: &App,
    subscription: &Subscription,
) -> Result<Option<String>, AppError> {
    let missing = period_source(subscription.id, subscription.next_period);
    let reason = app.billing.last_decline(&subscription.account, &missing);
    Ok(reason.await?)
}

/// Why what was wanted could not be paid; none if the gateway said nothing.
pub async fn decline_of(
    app: &App,
    account: &Account,
    wish: &Wish,
) -> Result<Option<String>, AppError> {
    let declined = match wish {
        Wish::Subscribe { .. } | Wish::Resume { .. } | Wish::Pay { .. } => {
            return match app.billing.open_subscription(&account.id).await? {
                Some(open) => decline_of_plan(app, &open).await,
                None => Ok(None),
            };
        }
        Wish::Upgrade { plan, .. } => {
            let invoices = app.billing.invoices(&account.id).await?;
            last_declined(
                invoices,
                |purpose| matches!(purpose, Purpose::Upgrade { plan: to, .. } if to == plan),
            )
        }
        Wish::Bundle { ai, form, .. } => {
            let mut invoices = app.billing.invoices(&account.id).await?;
            let key = bundle_key(form);
            // A form that found an unanswered purchase of the same size settled that one, and has no invoice of its own.
            match invoices.iter().position(|invoice| invoice.key == key) {
                Some(own) => Some(invoices.swap_remove(own)),
                None => {
                    let wanted = Credits::new(*ai);
                    last_declined(
                        invoices,
                        |purpose| matches!(purpose, Purpose::Bundle { ai } if *ai == wanted),
                    )
                }
            }
        }
    };
    let Some(declined) = declined else {
        return Ok(None);
    };
    let reason = app.billing.last_decline(&account.id, &declined.key);
    Ok(reason.await?)
}

/// What makes a bundle's form buy once, however often it is sent.
pub(super) fn bundle_key(form: &Uuid) -> String {
    format!("bundle:{form}")
}

fn last_declined(invoices: Vec<Invoice>, is_for: impl Fn(&Purpose) -> bool) -> Option<Invoice> {
    invoices
        .into_iter()
        .filter(|invoice| invoice.state == InvoiceState::Declined && is_for(&invoice.purpose))
        .max_by_key(|invoice| (invoice.settled_at, invoice.number))
}
