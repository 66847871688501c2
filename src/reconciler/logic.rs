//! One reconciliation, and the watch that runs it every hour.

use crate::error::AppError;
use crate::server::App;
use crate::server::state::wall_clock_ms;
use ::credits::Timestamp;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::watch;

/// Work that is not this old may still be on its way between two tables: 1 hour.
const SETTLED_AFTER_MS: i64 = 60 * 60 * 1_000;
const BETWEEN_ROUNDS: Duration = Duration::from_secs(60 * 60);
/// The first round waits until what a start has to catch up is caught up.
const AFTER_START: Duration = Duration::from_secs(60);

/// Two figures that should be the same and are not.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Finding {
    /// Which of the checks found it.
    pub check: &'static str,
    pub account: String,
    pub subject: String,
    pub expected: i64,
    pub found: i64,
}

/// What one reconciliation found.
#[derive(Debug, Clone)]
pub struct Report {
    pub at_ms: i64,
    pub findings: Vec<Finding>,
}

/// The newest report, for whoever asks how the server is.
#[derive(Debug, Default)]
pub struct LastReport(Mutex<Option<Report>>);

impl LastReport {
    pub fn get(&self) -> Option<Report> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    fn set(&self, report: Report) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(report);
    }
}

/// Compares everything once, says loudly what differs, and changes nothing. `at_ms` is the wall clock.
pub async fn reconcile(app: &App, at_ms: i64) -> Result<Report, AppError> {
    let own = app.ledger.reconcile(Timestamp::from_ms(at_ms)).await?;
    let broken = app.books.broken(at_ms - SETTLED_AFTER_MS).await?;
    let of_the_ledger = own.into_iter().map(|mismatch| Finding {
        check: mismatch.check.name(),
        account: mismatch.account.to_string(),
        subject: mismatch.subject,
        expected: mismatch.expected,
        found: mismatch.found,
    });
    let of_the_features = broken.into_iter().map(|(promise, row)| Finding {
        check: promise.name(),
        account: row.account,
        subject: row.subject,
        expected: row.expected,
        found: row.found,
    });
    let report = Report {
        at_ms,
        findings: of_the_ledger.chain(of_the_features).collect(),
    };
    tell(&report);
    app.last_report.set(report.clone());
    Ok(report)
}

/// The log names every finding, the metrics count them.
fn tell(report: &Report) {
    for finding in &report.findings {
        tracing::error!(
            check = finding.check,
            account = finding.account,
            subject = finding.subject,
            expected = finding.expected,
            found = finding.found,
            "the books contradict themselves"
        );
    }
    metrics::gauge!("books_mismatches").set(report.findings.len() as f64);
    metrics::gauge!("books_reconciled_at_seconds").set(report.at_ms as f64 / 1_000.0);
}

/// Reconciles every hour until the server stops.
pub async fn keep_watch(app: App, mut stopped: watch::Receiver<bool>) {
    let begin = tokio::time::Instant::now() + AFTER_START;
    let mut rounds = tokio::time::interval_at(begin, BETWEEN_ROUNDS);
    rounds.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            _ = rounds.tick() => {}
            _ = stopped.wait_for(|stopped| *stopped) => return,
        }
        if let Err(error) = reconcile(&app, wall_clock_ms()).await {
            tracing::error!(%error, "the books could not be reconciled");
        }
    }
}
