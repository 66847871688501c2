//! `/credits`: the statement, and its export.

use super::chart::Course;
use super::month::Month;
use super::rules::{BalanceSummary, SUMMARY_URL};
use super::statement::{Filters, StatementPage, StatementView};
use super::{export, logic, pictures};
use crate::accounts::{Account, SignedIn};
use crate::app::{Page, render};
use crate::error::AppError;
use crate::server::App;
use crate::ui::date::Zone;
use crate::words::credits as words;
use ::credits::{Credits, EntryId, Reason, StatementQuery, Timestamp, Wallet};
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

impl Asked {
    fn filters(self) -> Filters {
        Filters {
            wallet: self.wallet.and_then(|wallet| wallet.parse().ok()),
            reason: self.reason.and_then(|reason| reason.parse::<Reason>().ok()),
            month: self.month.and_then(|month| Month::parse(&month)),
            before: self.before.map(EntryId::new),
        }
    }
}

impl Filters {
    fn query(self, zone: &Zone, limit: u32) -> StatementQuery {
        StatementQuery {
            wallet: self.wallet,
            reason: self.reason,
            from: self.month.map(|month| month.start(zone)),
            to: self.month.map(|month| month.end(zone)),
            before: self.before,
            limit,
        }
    }
}

async fn show(
    State(app): State<App>,
    SignedIn(account): SignedIn,
    Query(asked): Query<Asked>,
    request: Request,
) -> Response {
    let filters = asked.filters();
    let statement = match gather(&app, &account, filters).await {
        Ok(statement) => statement,
        Err(error) => return error.into_response(),
    };
    let page = Page::titled(words::usage_history());
    render(app, SignedIn(account).into(), request, page, move || {
        view! { <StatementPage statement=statement.clone()/> }.into_any()
    })
    .await
}

/// Reads everything the page shows.
async fn gather(app: &App, account: &Account, filters: Filters) -> Result<StatementView, AppError> {
    let (now, zone) = (account.now(), &account.zone);
    // What is due is done first, so that its entries are there.
    let standing = crate::billing::logic::standing(app, account).await?;
    let query = filters.query(&account.zone, PAGE + 1);
    let mut entries = app.ledger.statement(&account.id, query).await?;
    let has_older = entries.len() > PAGE as usize;
    entries.truncate(PAGE as usize);
    let balances = app.ledger.balances(&account.id).await?;
    let (from, to) = match filters.month {
        None => (now.plus_ms(-CHART_MS), now),
        Some(month) => {
            let start = month.start(zone);
            (start, month.end(zone).min(now).max(start))
        }
    };
    // What was booked this very moment belongs to now, what was booked as a month ended belongs to the next one.
    let until = filters
        .month
        .map_or(now.plus_ms(1), |month| month.end(zone));
    let mut courses = Vec::with_capacity(Wallet::ALL.len());
    for wallet in Wallet::ALL {
        courses.push(course(app, account, wallet, (from, to), until).await?);
    }
    let first = app.ledger.first_entry_at(&account.id).await?;
    Ok(StatementView {
        filters,
        pictures: pictures::of(app, account, &entries).await?,
        entries,
        has_older,
        summary: logic::summed_up(balances, &standing),
        next_refresh: standing.next_refresh,
        courses,
        from,
        to,
        reasons: app.ledger.reasons(&account.id).await?,
        first_month: Month::of(first.unwrap_or(now), zone),
        now,
        zone: zone.clone(),
    })
}

/// How the wallet went between two moments, day by day in the account's zone. What was booked before `until` counts.
async fn course(
    app: &App,
    account: &Account,
    wallet: Wallet,
    (from, to): (Timestamp, Timestamp),
    until: Timestamp,
) -> Result<Course, AppError> {
    let days = account.zone.days(from, to);
    let ends = days.iter().skip(1).copied().chain([until]);
    let moments: Vec<Timestamp> = [from].into_iter().chain(ends).collect();
    let ledger = &app.ledger;
    let available = ledger
        .available_before(&account.id, wallet, &moments)
        .await?;
    let used = ledger
        .used_between(&account.id, wallet, from, until)
        .await?
        .get();
    let mut amounts = available.into_iter().map(Credits::get);
    let first = amounts.next().unwrap_or(0);
    let ends_of_days: Vec<_> = days.into_iter().zip(amounts).collect();
    Ok(Course::of(wallet, (from, first), &ends_of_days, to, used))
}

/// Streams the statement as a file, narrowed down like the page.
async fn download(
    State(app): State<App>,
    SignedIn(account): SignedIn,
    Query(asked): Query<Asked>,
) -> Response {
    let wanted = Filters {
        before: None,
        ..asked.filters()
    }
    .query(&account.zone, 0);
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (
            header::CONTENT_DISPOSITION,
            "attachment; filename=\"breakout-clips-usage.csv\"",
        ),
        (header::CACHE_CONTROL, "no-store"),
    ];
    (
        headers,
        Body::from_stream(export::csv(app, account.id, wanted)),
    )
        .into_response()
}
