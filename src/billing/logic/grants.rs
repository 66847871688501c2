//! Credits that billing asks the ledger for. Each request is recognised when it comes again.

use crate::billing::rules::SubscriptionId;
use crate::billing::store::{GrantedPeriod, Invoice, InvoiceState, Purpose};
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

/// Credits of one grant that a payment brought: all of them, or a part of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part<'i> {
    pub invoice: &'i Invoice,
    pub source: String,
    pub wallet: Wallet,
    pub amount: Credits,
}

/// What the account's paid invoices have brought so far. A later month of a year that was upgraded on its way was
/// brought by the year's invoice and the upgrade's together, each its part.
pub(super) fn parts<'i>(invoices: &'i [Invoice], granted: &[GrantedPeriod]) -> Vec<Part<'i>> {
    let paid: Vec<&Invoice> = invoices
        .iter()
        .filter(|invoice| invoice.state == InvoiceState::Paid && invoice.fulfilled)
        .collect();
    let of_both = |invoice: &'i Invoice| {
        let brought = brought_by(invoice, &paid, granted);
        brought.into_iter().flat_map(move |(source, download, ai)| {
            [(Wallet::Download, download), (Wallet::Ai, ai)].map(|(wallet, amount)| Part {
                invoice,
                source: source.clone(),
                wallet,
                amount,
            })
        })
    };
    let all = paid.iter().flat_map(|invoice| of_both(invoice));
    all.filter(|part| part.amount.is_positive()).collect()
}

/// Sources, with the download and AI credits that the invoice paid for.
fn brought_by(
    invoice: &Invoice,
    paid: &[&Invoice],
    granted: &[GrantedPeriod],
) -> Vec<(String, Credits, Credits)> {
    let begun = |range: std::ops::Range<i64>| {
        granted.iter().filter(move |period| {
            Some(period.subscription) == invoice.subscription && range.contains(&period.number)
        })
    };
    let source = |period: &GrantedPeriod| period_source(period.subscription, period.number);
    match &invoice.purpose {
        Purpose::Bundle { ai } => vec![(bundle_source(invoice), Credits::ZERO, *ai)],
        Purpose::Upgrade {
            number,
            download,
            ai,
            ..
        } => {
            let later = begun(*number + 1..paid_until(invoice, *number, paid));
            let later = later.map(|period| (source(period), *download, *ai));
            let at_once = (invoice.key.clone(), *download, *ai);
            [at_once].into_iter().chain(later).collect()
        }
        Purpose::Period { number, periods } => begun(*number..*number + *periods)
            .map(|period| {
                // A period's row counts what upgrades brought since the year began.
                let (download, ai) = upgraded(invoice, *number..period.number + 1, paid);
                (
                    source(period),
                    Credits::new(period.download.get() - download),
                    Credits::new(period.ai.get() - ai),
                )
            })
            .collect(),
    }
}

/// The first period after `number` that the same payment does not cover.
fn paid_until(invoice: &Invoice, number: i64, paid: &[&Invoice]) -> i64 {
    let covering = paid.iter().find_map(|other| match other.purpose {
        Purpose::Period {
            number: first,
            periods,
        } if other.subscription == invoice.subscription
            && (first..first + periods).contains(&number) =>
        {
            Some(first + periods)
        }
        _ => None,
    });
    covering.unwrap_or(number + 1)
}

/// What upgrades that were bought in these periods of the same subscription add to a month.
fn upgraded(invoice: &Invoice, periods: std::ops::Range<i64>, paid: &[&Invoice]) -> (i64, i64) {
    paid.iter()
        .filter(|other| other.subscription == invoice.subscription)
        .filter_map(|other| match &other.purpose {
            Purpose::Upgrade {
                number,
                download,
                ai,
                ..
            } if periods.contains(number) => Some((download.get(), ai.get())),
            _ => None,
        })
        .fold((0, 0), |sum, more| (sum.0 + more.0, sum.1 + more.1))
}
