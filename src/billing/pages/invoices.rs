//! Invoices: the list, and the files.

use super::invoice_file;
use super::overview::BilledLine;
use crate::accounts::SignedIn;
use crate::billing::rules::{Cents, Reversal, ReversalKind, ReversalState, away};
use crate::billing::store::InvoiceState;
use crate::error::AppError;
use crate::server::App;
use crate::server::router::not_found_page;
use crate::ui::date::Zone;
use crate::ui::icon::{Icon, Symbol};
use crate::words::billing as words;
use ::credits::Timestamp;
use axum::extract::{Path, Request, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use leptos::prelude::*;

/// How an invoice ended, for people: what became of its money last counts most.
pub(super) fn word(line: &BilledLine) -> (String, &'static str) {
    match line.invoice.state {
        InvoiceState::Open => (words::invoice_open().to_owned(), "tag"),
        InvoiceState::Declined => (words::invoice_declined().to_owned(), "tag tag-bad"),
        InvoiceState::Paid => {
            gone(line).unwrap_or_else(|| (words::invoice_paid().to_owned(), "tag tag-ok"))
        }
    }
}

/// "Refunded", "$9.00 refunded", "Disputed"; none when all of the money is here.
fn gone(line: &BilledLine) -> Option<(String, &'static str)> {
    let paid = line.invoice.amount;
    let of = |kind: ReversalKind| {
        let those = line
            .reversals
            .iter()
            .filter(|reversal| reversal.kind == kind);
        away(paid, those)
    };
    let (refunded, disputed) = (of(ReversalKind::Refund), of(ReversalKind::Dispute));
    if disputed.is_positive() {
        let word = if line.reversals.iter().any(|one| is_undecided(&one)) {
            words::disputed()
        } else {
            words::dispute_lost()
        };
        Some((word.to_owned(), "tag tag-bad"))
    } else if refunded.is_positive() && refunded < paid {
        Some((words::amount_refunded(refunded.exact()), "tag tag-warn"))
    } else {
        refunded
            .is_positive()
            .then(|| (words::refunded().to_owned(), "tag tag-warn"))
    }
}

/// Whether a bank still decides about a part of it.
fn is_undecided(reversal: &&Reversal) -> bool {
    reversal.kind == ReversalKind::Dispute && reversal.state == ReversalState::Open
}

/// Where that of a payment is which is not here, and what that means for its credits: a sentence for what went back, and one for
/// what a bank holds.
fn whereabouts(paid: Cents, reversals: &[Reversal]) -> Vec<String> {
    let all = away(paid, reversals);
    let held = away(all, reversals.iter().filter(is_undecided));
    let back = Cents::new(all.get() - held.get());
    [
        (back, words::went_back as fn(_) -> _),
        (held, words::held_by_bank),
    ]
    .into_iter()
    .filter(|(part, _)| part.is_positive())
    .map(|(part, say)| say(part.exact()))
    .collect()
}

#[component]
pub fn Invoices(invoices: Vec<BilledLine>, zone: Zone, now: Timestamp) -> impl IntoView {
    let body = if invoices.is_empty() {
        view! { <p class="card small muted invoices-none">{words::no_invoices()}</p> }.into_any()
    } else {
        let rows: Vec<_> = invoices
            .into_iter()
            .map(|line| row(line, &zone, now))
            .collect();
        view! {
            <div class="card invoices">
                <table class="ledger">
                    <thead class="vh"><tr><th>{words::date()}</th><th>{words::what_for()}</th><th>{words::state()}</th><th>{words::amount()}</th><th>{words::file()}</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
        .into_any()
    };
    view! {
        <section aria-labelledby="invoices-title">
            <h2 id="invoices-title">{words::invoices()}</h2>
            {body}
        </section>
    }
}

fn row(line: BilledLine, zone: &Zone, now: Timestamp) -> impl IntoView + use<> {
    let (state, class) = word(&line);
    let sentence = |said| view! { <small class="muted">{said}</small> };
    let invoice = line.invoice;
    let whereabouts: Vec<_> = whereabouts(invoice.amount, &line.reversals)
        .into_iter()
        .map(sentence)
        .collect();
    let day = zone.day(invoice.issued_at, now);
    view! {
        <tr>
            <td class="muted nowrap">{day.clone()}</td>
            <td><b>{invoice.title}</b>{whereabouts}</td>
            <td><span class=class>{state}</span></td>
            <td class="n">{invoice.amount.exact()}</td>
            <td class="invoice-file">
                <form method="get" action=format!("/billing/invoices/{}", invoice.id)>
                    <button class="iconbtn" type="submit" aria-label=words::download_invoice(day)><Icon symbol=Symbol::Download class="i-s"/></button>
                </form>
            </td>
        </tr>
    }
}

/// The file of an invoice of one's own; anybody else's is not here.
pub async fn download(
    State(app): State<App>,
    SignedIn(account): SignedIn,
    Path(id): Path<String>,
    request: Request,
) -> Result<Response, AppError> {
    let Some(invoice) = app.billing.invoice(&account.id, &id).await? else {
        return Ok(not_found_page(app, SignedIn(account).into(), request).await);
    };
    let mut reversals = app.billing.reversals(&account.id).await?;
    reversals.retain(|reversal| reversal.invoice == invoice.id);
    let line = BilledLine { invoice, reversals };
    let file = invoice_file::pdf(&line, &account, app.gateway.notice());
    let headers = [
        (header::CONTENT_TYPE, "application/pdf".to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!(
                "attachment; filename=\"invoice-{}.pdf\"",
                line.invoice.number
            ),
        ),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, file).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reversal(kind: ReversalKind, cents: i64, state: ReversalState) -> Reversal {
        Reversal {
            id: format!("{kind:?} {cents}"),
            invoice: "invoice".to_owned(),
            kind,
            cents: Cents::new(cents),
            state,
            at: Timestamp::from_ms(0),
        }
    }

    /// The amounts that went back and that a bank holds, of a payment of $19.
    fn said(reversals: &[Reversal]) -> Vec<String> {
        let amount = |said: String| {
            let word = said.split_whitespace().find(|word| word.starts_with('$'));
            let who = if said.contains("bank") {
                "held"
            } else {
                "back"
            };
            format!("{} {who}", word.unwrap_or("nothing"))
        };
        let sentences = whereabouts(Cents::new(1_900), reversals);
        sentences.into_iter().map(amount).collect()
    }

    #[test]
    fn what_a_bank_holds_is_told_from_what_went_back() {
        use ReversalKind::{Dispute, Refund};
        use ReversalState::{Kept, Open, Undone};
        assert_eq!(said(&[]), [""; 0]);
        assert_eq!(said(&[reversal(Dispute, 1_900, Undone)]), [""; 0]);
        assert_eq!(said(&[reversal(Refund, 500, Kept)]), ["$5.00 back"]);
        assert_eq!(said(&[reversal(Dispute, 1_900, Open)]), ["$19.00 held"]);
        assert_eq!(said(&[reversal(Dispute, 1_900, Kept)]), ["$19.00 back"]);
        let both = [reversal(Refund, 950, Kept), reversal(Dispute, 950, Open)];
        assert_eq!(said(&both), ["$9.50 back", "$9.50 held"]);
        let beyond = [reversal(Refund, 950, Kept), reversal(Dispute, 1_900, Open)];
        assert_eq!(said(&beyond), ["$19.00 held"], "never more than was paid");
    }
}
