//! What is paid once: bundles, and the differences of upgrades.

use super::declines::bundle_key;
use super::grants::{Grant, bundle_source, grant};
use super::renewals::{catch_up_alone, tell};
use super::{alone, charge, reversals, still_open, to_its_end};
use crate::accounts::Account;
use crate::billing::gateways::ChargeOutcome;
use crate::billing::rules::{Bundle, Change};
use crate::billing::store::{Invoice, InvoiceState, NewInvoice, Payment, Purpose};
use crate::error::AppError;
use crate::server::App;
use crate::ui::amount::grouped;
use crate::words::billing as words;
use ::credits::{Credits, Note, Origin, Reason, Timestamp, Wallet};
use uuid::Uuid;

/// How the purchase of a bundle ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Bought {
    Paid(Bundle),
    Declined,
    /// The gateway has not answered: whether it took the payment is found out later, and the credits come then.
    Unanswered,
    /// There is no such bundle, or its price is not the one that was shown.
    Changed,
}

/// Buys the bundle with `ai` credits for the price that was shown. `form` is the form's own key: however
/// often the same form is sent, it buys once. While it is unknown whether an earlier purchase of the same size was
/// paid, whoever tries again gets that one settled and no second one.
pub async fn buy_bundle(
    app: &App,
    account: &Account,
    ai: Credits,
    shown_cents: i64,
    form: Uuid,
) -> Result<Bought, AppError> {
    let (app, account) = (app.clone(), account.clone());
    to_its_end(async move {
        let _alone = alone(&account.id).await;
        still_open(&app, &account.id).await?;
        let unsettled = unsettled_bundle(&app, &account, ai).await?;
        if let Err(error) = catch_up_alone(&app, &account).await {
            tracing::error!(account = %account.id, %error, "what is due before a purchase could not be done");
        }
        let Some(bundle) = app
            .catalogue
            .bundle(ai)
            .filter(|bundle| bundle.price.get() == shown_cents)
        else {
            return Ok(Bought::Changed);
        };
        let now = account.now();
        let invoice = NewInvoice {
            account: account.id,
            subscription: None,
            key: unsettled.unwrap_or_else(|| bundle_key(&form)),
            purpose: Purpose::Bundle { ai },
            title: words::ai_bundle(grouped(ai.get())),
            amount: bundle.price,
            issued_at: now,
        };
        let invoice = app.billing.issue(invoice).await?;
        let id = invoice.id.clone();
        let paid = match settle(&app, invoice, now).await {
            Ok(paid) => paid,
            Err(error) => return unanswered(&app, &account, &id, error).await,
        };
        tell(&app, &account.id).await;
        Ok(if paid {
            Bought::Paid(bundle)
        } else {
            Bought::Declined
        })
    })
    .await
}

/// The key of a bundle's invoice whose payment has had no answer yet.
async fn unsettled_bundle(
    app: &App,
    account: &Account,
    wanted: Credits,
) -> Result<Option<String>, AppError> {
    let unfinished = app.billing.unfinished(&account.id).await?;
    let is_same = |invoice: &Invoice| {
        invoice.state == InvoiceState::Open
            && matches!(invoice.purpose, Purpose::Bundle { ai } if ai == wanted)
    };
    Ok(unfinished
        .into_iter()
        .find(is_same)
        .map(|invoice| invoice.key))
}

/// What a purchase that broke off comes to: no more than a wait, as long as its invoice is open.
async fn unanswered(
    app: &App,
    account: &Account,
    invoice: &str,
    error: AppError,
) -> Result<Bought, AppError> {
    match app.billing.invoice(&account.id, invoice).await? {
        Some(invoice) if invoice.state == InvoiceState::Open => Ok(Bought::Unanswered),
        _ => Err(error),
    }
}

/// Pays an invoice that is paid once, and hands over what it pays for; true when it is paid. An invoice that
/// was left half done goes on where it stopped.
pub(super) async fn settle(app: &App, invoice: Invoice, at: Timestamp) -> Result<bool, AppError> {
    let invoice = pay(app, invoice, at).await?;
    if invoice.state != InvoiceState::Paid {
        return Ok(false);
    }
    if !invoice.fulfilled {
        hand_over(app, &invoice).await?;
        app.billing.fulfilled(&invoice).await?;
        reversals::follow(app, &invoice.account, at).await?;
    }
    Ok(true)
}

async fn pay(app: &App, mut invoice: Invoice, at: Timestamp) -> Result<Invoice, AppError> {
    while invoice.state == InvoiceState::Open {
        let outcome = charge(
            app,
            invoice.account,
            format!("{}:{}", invoice.id, invoice.attempts),
            invoice.amount,
        )
        .await?;
        let payment = match outcome {
            ChargeOutcome::Paid => Payment::paid(at),
            ChargeOutcome::Declined { reason } => Payment::declined(reason, at),
        };
        let changed = match &invoice.purpose {
            Purpose::Upgrade { plan, .. } if payment.paid => {
                let subscription = app.billing.open_subscription(&invoice.account).await?;
                // An upgrade replaces a switch that was scheduled before it. Whoever cancelled or paused is told before
                // they pay that this stays so.
                subscription
                    .filter(|open| Some(open.id) == invoice.subscription)
                    .map(|mut open| {
                        open.plan = plan.clone();
                        open.scheduled = open
                            .scheduled
                            .filter(|scheduled| !matches!(scheduled.change, Change::Switch { .. }));
                        open.last_at = open.last_at.max(at);
                        open
                    })
            }
            _ => None,
        };
        app.billing
            .record(&invoice, &payment, changed.as_ref())
            .await?;
        invoice = app
            .billing
            .invoice(&invoice.account, &invoice.id)
            .await?
            .ok_or(AppError::NotFound)?;
    }
    Ok(invoice)
}

async fn hand_over(app: &App, invoice: &Invoice) -> Result<(), AppError> {
    let at = invoice.settled_at.unwrap_or(invoice.issued_at);
    match &invoice.purpose {
        Purpose::Period { .. } => Ok(()),
        Purpose::Bundle { ai } => {
            let note = Note::new(
                Reason::Bundle,
                invoice.title.clone(),
                words::note_bundle(invoice.number, invoice.amount.exact()),
            )
            .linked("/billing");
            let bundle = Grant {
                account: invoice.account,
                origin: Origin::Bundle,
                source: bundle_source(invoice),
                at,
                note,
            };
            grant(app, &bundle, Wallet::Ai, *ai).await
        }
        Purpose::Upgrade { download, ai, .. } => {
            let note = Note::new(
                Reason::Upgrade,
                invoice.title.clone(),
                words::note_upgrade(invoice.number, invoice.amount.exact()),
            )
            .linked("/billing");
            let upgrade = Grant {
                account: invoice.account,
                origin: Origin::Upgrade,
                source: invoice.key.clone(),
                at,
                note,
            };
            grant(app, &upgrade, Wallet::Download, *download).await?;
            grant(app, &upgrade, Wallet::Ai, *ai).await
        }
    }
}
