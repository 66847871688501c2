//! What operations ask a running server.

use super::App;
use crate::reconciler::Report;
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use axum::routing::get;
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use std::sync::OnceLock;

static METRICS: OnceLock<PrometheusHandle> = OnceLock::new();

/// Starts collecting metrics; a second call in the same process is without effect.
pub fn install_metrics() {
    let recorder = PrometheusBuilder::new().build_recorder();
    let handle = recorder.handle();
    if metrics::set_global_recorder(recorder).is_ok() {
        let _only_once = METRICS.set(handle);
    }
}

/// `/healthz` (the process answers), `/readyz` (its database does too) and `/metrics`.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/healthz", get(async || "ok"))
        .route("/readyz", get(ready))
        .route("/metrics", get(show_metrics))
}

async fn ready(State(app): State<App>) -> impl IntoResponse {
    match app.database.answers().await {
        Ok(()) => (StatusCode::OK, books(app.last_report.get().as_ref())),
        Err(cause) => {
            tracing::error!(%cause, "the database does not answer");
            (
                StatusCode::SERVICE_UNAVAILABLE,
                "the database does not answer\n".to_owned(),
            )
        }
    }
}

/// What the last reconciliation found. Books that contradict themselves do not make the server unready: turning people
/// away mends nothing, and every movement is still checked by itself.
fn books(report: Option<&Report>) -> String {
    match report {
        None => "ready\nbooks: not reconciled yet\n".to_owned(),
        Some(report) if report.findings.is_empty() => "ready\nbooks: no mismatch\n".to_owned(),
        Some(report) => format!(
            "ready\nbooks: {} MISMATCHES, see the log or run `breakout-clips reconcile`\n",
            report.findings.len()
        ),
    }
}

async fn show_metrics() -> String {
    METRICS
        .get()
        .map(PrometheusHandle::render)
        .unwrap_or_default()
}
