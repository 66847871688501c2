//! Invoices: the list, and the files.

use crate::accounts::SignedIn;
use crate::billing::rules::{date, date_with_year};
use crate::billing::store::{Invoice, InvoiceState};
use crate::error::AppError;
use crate::server::App;
use crate::server::router::not_found_page;
use crate::ui::icon::{Icon, Symbol};
use axum::extract::{Path, Request, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use leptos::prelude::*;

/// How an invoice ended, for people.
const fn word(state: InvoiceState) -> (&'static str, &'static str) {
    match state {
        InvoiceState::Open => ("Open", "tag"),
        InvoiceState::Paid => ("Paid", "tag tag-ok"),
        InvoiceState::Declined => ("Declined", "tag tag-bad"),
    }
}

#[component]
pub fn Invoices(invoices: Vec<Invoice>) -> impl IntoView {
    let body = if invoices.is_empty() {
        view! { <p class="card small muted invoices-none">"No invoices yet. Each payment gets one."</p> }.into_any()
    } else {
        let rows: Vec<_> = invoices.into_iter().map(row).collect();
        view! {
            <div class="card invoices">
                <table class="ledger">
                    <thead class="vh"><tr><th>"Date"</th><th>"For"</th><th>"State"</th><th>"Amount"</th><th>"File"</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
        .into_any()
    };
    view! {
        <section aria-labelledby="invoices-title">
            <h2 id="invoices-title">"Invoices"</h2>
            {body}
        </section>
    }
}

fn row(invoice: Invoice) -> impl IntoView {
    let day = date(invoice.issued_at);
    let (state, class) = word(invoice.state);
    view! {
        <tr>
            <td class="muted nowrap">{day.clone()}</td>
            <td><b>{invoice.title}</b></td>
            <td><span class=class>{state}</span></td>
            <td class="n">{invoice.amount.exact()}</td>
            <td class="invoice-file">
                <form method="get" action=format!("/billing/invoices/{}", invoice.id)>
                    <button class="iconbtn" type="submit" aria-label=format!("Download invoice, {day}")><Icon symbol=Symbol::Download class="i-s"/></button>
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
    let headers = [
        (header::CONTENT_TYPE, "text/plain; charset=utf-8".to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"invoice-{}.txt\"", invoice.number),
        ),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((
        headers,
        text(&invoice, &account.email, app.gateway.notice()),
    )
        .into_response())
}

fn text(invoice: &Invoice, email: &str, notice: Option<&'static str>) -> String {
    let (state, _) = word(invoice.state);
    let settled = invoice
        .settled_at
        .map(|at| format!(" on {}", date_with_year(at)))
        .unwrap_or_default();
    let notice = notice
        .map(|notice| format!("\n{notice}.\n"))
        .unwrap_or_default();
    format!(
        "Breakout Clips\nInvoice {}\n\nDate      {}\nAccount   {email}\nFor       {}\nAmount    {} (US dollars)\nState     {state}{settled}\n{notice}",
        invoice.number,
        date_with_year(invoice.issued_at),
        invoice.title,
        invoice.amount.exact(),
    )
}
