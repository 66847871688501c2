//! `/credits`: the statement, and its export.

use super::chart::Course;
use super::month::Month;
use super::rules::{BalanceSummary, SUMMARY_URL};
use super::statement::{Filters, StatementPage, StatementView};
use super::{export, logic};
use crate::accounts::{Account, SignedIn};
use crate::app::{Page, render};
use crate::error::AppError;
use crate::server::App;
use ::credits::{Entry, EntryId, Reason, StatementQuery, Timestamp, Wallet};
use axum::body::Body;
use axum::extract::{Query, Request, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use leptos::prelude::*;
use serde::Deserialize;

/// Entries on one page.
const PAGE: u32 = 50;
/// How far back the chart goes.
const CHART_MS: i64 = 30 * 24 * 60 * 60 * 1_000;

pub fn routes() -> Router<App> {
    Router::new()
        .route("/credits", get(show))
        .route(SUMMARY_URL, get(summary))
        .route("/credits/export.csv", get(download))
}

/// The summary for an open page: a plain address, so that the shell's browser code needs no more than `fetch`.
async fn summary(
    State(app): State<App>,
    SignedIn(account): SignedIn,
) -> Result<Json<BalanceSummary>, AppError> {
    Ok(Json(logic::summary(&app, &account).await?))
}

/// The query as it comes; what is not understood filters nothing.
#[derive(Deserialize)]
struct Asked {
    wallet: Option<String>,
    reason: Option<String>,
    month: Option<String>,
    before: Option<i64>,
}

async fn show(
    State(app): State<App>,
    SignedIn(account): SignedIn,
    Query(asked): Query<Asked>,
    request: Request,
) -> Response {
    let filters = Filters {
        wallet: asked.wallet.and_then(|wallet| wallet.parse().ok()),
        reason: asked
            .reason
            .and_then(|reason| reason.parse::<Reason>().ok()),
        month: asked.month.and_then(|month| Month::parse(&month)),
        before: asked.before.map(EntryId::new),
    };
    let statement = match gather(&app, &account, filters).await {
        Ok(statement) => statement,
        Err(error) => return error.into_response(),
    };
    let page = Page::titled("Usage history");
    render(app, SignedIn(account).into(), request, page, move || {
        view! { <StatementPage statement=statement.clone()/> }.into_any()
    })
    .await
}

/// Reads everything the page shows.
async fn gather(app: &App, account: &Account, filters: Filters) -> Result<StatementView, AppError> {
    let now = account.now();
    let query = StatementQuery {
        wallet: filters.wallet,
        reason: filters.reason,
        from: filters.month.map(Month::start),
        to: filters.month.map(Month::end),
        before: filters.before,
        limit: PAGE + 1,
    };
    let mut entries = app.ledger.statement(&account.id, query).await?;
    let has_older = entries.len() > PAGE as usize;
    entries.truncate(PAGE as usize);
    let summary = logic::summary(app, account).await?;
    let from = now.plus_ms(-CHART_MS);
    let mut courses = Vec::with_capacity(Wallet::ALL.len());
    for wallet in Wallet::ALL {
        let entries = recent(app, account, wallet, from).await?;
        courses.push(Course::of(
            wallet,
            &entries,
            summary.balances.of(wallet).available.get(),
            from,
            now,
        ));
    }
    Ok(StatementView {
        filters,
        entries,
        has_older,
        summary,
        courses,
        from,
        now,
    })
}

/// The wallet's entries since `from`, oldest first; of very many, the newest.
async fn recent(
    app: &App,
    account: &Account,
    wallet: Wallet,
    from: Timestamp,
) -> Result<Vec<Entry>, AppError> {
    let query = StatementQuery {
        wallet: Some(wallet),
        from: Some(from),
        ..StatementQuery::newest(StatementQuery::MAX_LIMIT)
    };
    let mut entries = app.ledger.statement(&account.id, query).await?;
    entries.reverse();
    Ok(entries)
}

/// Streams the whole statement as a file.
async fn download(State(app): State<App>, SignedIn(account): SignedIn) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (
            header::CONTENT_DISPOSITION,
            "attachment; filename=\"breakout-clips-usage.csv\"",
        ),
        (header::CACHE_CONTROL, "no-store"),
    ];
    (headers, Body::from_stream(export::csv(app, account.id))).into_response()
}
