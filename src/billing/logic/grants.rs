//! Credits that billing asks the ledger for. Each request is recognised when it comes again.

use crate::billing::rules::SubscriptionId;
use crate::billing::store::{Invoice, InvoiceState, Purpose};
use crate::error::AppError;
use crate::server::App;
use ::credits::{
    AccountId, Command, Credits, IdempotencyKey, Note, Origin, Outcome, Request, Timestamp, Wallet,
};

/// Sends a request whose repetition is harmless; what it moved is told to nobody here.
pub(super) async fn book(
    app: &App,
    account: AccountId,
    key: String,
    at: Timestamp,
    command: Command,
    note: Note,
) -> Result<(), AppError> {
    let key = IdempotencyKey::new(key).map_err(AppError::internal)?;
    let request = Request {
        account,
        fingerprint: key.to_string(),
        key,
        at,
        command,
        note,
    };
    match app.ledger.apply(request).await? {
        Outcome::Applied(_) | Outcome::Duplicate(_) => Ok(()),
        Outcome::Refused(refusal) => Err(AppError::internal(format!(
            "a movement of billing was refused: {refusal}"
        ))),
        Outcome::InFlight => Err(AppError::internal(
            "a movement of billing is still in flight",
        )),
    }
}

/// Where a grant comes from.
pub(super) struct Grant {
    pub account: AccountId,
    pub origin: Origin,
    /// Names what was paid for; one grant per wallet carries it, ever.
    pub source: String,
    pub at: Timestamp,
    pub note: Note,
}

/// Grants credits that do not expire by themselves; nothing is no entry.
pub(super) async fn grant(
    app: &App,
    grant: &Grant,
    wallet: Wallet,
    amount: Credits,
) -> Result<(), AppError> {
    if amount.is_zero() {
        return Ok(());
    }
    let command = Command::Grant {
        wallet,
        amount,
        origin: grant.origin,
        source: grant.source.clone(),
        expires_at: None,
    };
    book(
        app,
        grant.account,
        format!("{}:{wallet}", grant.source),
        grant.at,
        command,
        grant.note.clone(),
    )
    .await
}

/// What names the credits of a period, for ever.
pub(super) fn period_source(subscription: SubscriptionId, number: i64) -> String {
    format!("subscription:{subscription}:period:{number}")
}

/// What names the credits of a bundle, for ever.
pub(super) fn bundle_source(invoice: &Invoice) -> String {
    format!("payment:{}", invoice.id)
}

/// Credits that a payment brought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Brought {
    pub source: String,
    pub wallet: Wallet,
    pub amount: Credits,
}

/// What a paid invoice has brought so far, grant by grant.
pub(super) async fn brought_by(app: &App, invoice: &Invoice) -> Result<Vec<Brought>, AppError> {
    if invoice.state != InvoiceState::Paid || !invoice.fulfilled {
        return Ok(Vec::new());
    }
    let sources = match &invoice.purpose {
        Purpose::Bundle { ai } => vec![(bundle_source(invoice), Credits::ZERO, *ai)],
        Purpose::Upgrade { download, ai, .. } => vec![(invoice.key.clone(), *download, *ai)],
        Purpose::Period { number, periods } => {
            periods_brought(app, invoice, *number..*number + *periods).await?
        }
    };
    let both = sources.into_iter().flat_map(|(source, download, ai)| {
        [(Wallet::Download, download), (Wallet::Ai, ai)].map(|(wallet, amount)| Brought {
            source: source.clone(),
            wallet,
            amount,
        })
    });
    Ok(both
        .filter(|brought| brought.amount.is_positive())
        .collect())
}

/// The periods of a range that have begun. A period's row counts the upgrades in it too; those were paid by
/// invoices of their own.
async fn periods_brought(
    app: &App,
    invoice: &Invoice,
    range: std::ops::Range<i64>,
) -> Result<Vec<(String, Credits, Credits)>, AppError> {
    let invoices = app.billing.invoices(&invoice.account).await?;
    let upgrades: Vec<_> = invoices
        .iter()
        .filter(|other| other.fulfilled && other.subscription == invoice.subscription)
        .filter_map(|other| match &other.purpose {
            Purpose::Upgrade {
                number,
                download,
                ai,
                ..
            } => Some((*number, *download, *ai)),
            _ => None,
        })
        .collect();
    let granted = app.billing.granted_periods(&invoice.account).await?;
    let own = granted.into_iter().filter(|period| {
        Some(period.subscription) == invoice.subscription && range.contains(&period.number)
    });
    Ok(own
        .map(|period| {
            let (mut download, mut ai) = (period.download.get(), period.ai.get());
            for (_, more_download, more_ai) in upgrades
                .iter()
                .filter(|(number, ..)| *number == period.number)
            {
                download -= more_download.get();
                ai -= more_ai.get();
            }
            (
                period_source(period.subscription, period.number),
                Credits::new(download),
                Credits::new(ai),
            )
        })
        .collect())
}
