//! The Lab's JSON endpoints. What is malformed is 422, what business refuses is 200, and no rate limit applies.

use super::fault_store::{FaultChange, MOST_FRAME_LATENCY_MS, MOST_LATENCY_MS};
use super::{books, clock, disturbance, ledger, personas, reversals};
use crate::accounts::SignedIn;
use crate::billing::gateways::NextOutcome;
use crate::error::AppError;
use crate::server::App;
use axum::body::Bytes;
use axum::extract::{FromRequest, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use tower_sessions::Session;

pub fn routes() -> Router<App> {
    Router::new()
        .route("/lab/accounts", post(make_account))
        .route("/lab/clock", post(move_clock))
        .route("/lab/payments", post(set_next_payment))
        .route("/lab/refunds", post(refund))
        .route("/lab/disputes", post(dispute))
        .route("/lab/reconcile", post(reconcile))
        .route("/lab/faults", post(set_faults))
        .route("/lab/ledger", get(show_ledger).post(move_credits))
}

/// What an endpoint refuses before it looks at anything.
pub(super) struct Malformed(pub String);

impl IntoResponse for Malformed {
    fn into_response(self) -> Response {
        (
            StatusCode::UNPROCESSABLE_ENTITY,
            Json(json!({ "error": "malformed", "message": self.0 })),
        )
            .into_response()
    }
}

/// Either kind of refusal.
pub(super) enum LabError {
    Malformed(Malformed),
    App(AppError),
}

impl From<AppError> for LabError {
    fn from(error: AppError) -> Self {
        Self::App(error)
    }
}

impl From<sqlx::Error> for LabError {
    fn from(error: sqlx::Error) -> Self {
        Self::App(error.into())
    }
}

impl From<::credits::LedgerError> for LabError {
    fn from(error: ::credits::LedgerError) -> Self {
        Self::App(error.into())
    }
}

impl LabError {
    pub(super) fn malformed(text: impl Into<String>) -> Self {
        Self::Malformed(Malformed(text.into()))
    }
}

impl IntoResponse for LabError {
    fn into_response(self) -> Response {
        match self {
            Self::Malformed(malformed) => malformed.into_response(),
            Self::App(error) => error.into_response(),
        }
    }
}

/// A JSON body whatever its content type says; anything that is not what was asked for is malformed.
struct Body<T>(T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Body<T> {
    type Rejection = Malformed;

    async fn from_request(request: Request, state: &S) -> Result<Self, Malformed> {
        let bytes = Bytes::from_request(request, state)
            .await
            .map_err(|cause| Malformed(cause.to_string()))?;
        // A list would pass for an object whose fields stand in order, or for one without fields.
        if !bytes.trim_ascii_start().starts_with(b"{") {
            return Err(Malformed("the body is a JSON object".to_owned()));
        }
        serde_json::from_slice(&bytes)
            .map(Self)
            .map_err(|cause| Malformed(cause.to_string()))
    }
}

async fn make_account(
    State(app): State<App>,
    session: Session,
    Body(wanted): Body<personas::Wanted>,
) -> Result<Json<Value>, LabError> {
    let made = personas::make(&app, wanted).await?;
    crate::accounts::logic::begin(&session, &made.account).await?;
    Ok(Json(
        json!({ "email": made.account.email, "password": made.password }),
    ))
}

async fn move_clock(
    State(app): State<App>,
    SignedIn(account): SignedIn,
    Body(wanted): Body<clock::Wanted>,
) -> Result<Json<Value>, LabError> {
    clock::advance(&app, &account, wanted).await.map(Json)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NextPayment {
    pub next: NextOutcome,
}

async fn set_next_payment(
    State(app): State<App>,
    SignedIn(account): SignedIn,
    Body(wanted): Body<NextPayment>,
) -> Result<Json<Value>, LabError> {
    app.test_payments.set_next(&account.id, wanted.next).await?;
    Ok(Json(json!({})))
}

async fn refund(
    State(app): State<App>,
    SignedIn(account): SignedIn,
    Body(wanted): Body<reversals::Refund>,
) -> Result<Json<Value>, LabError> {
    reversals::refund(&app, &account, wanted).await.map(Json)
}

async fn dispute(
    State(app): State<App>,
    SignedIn(account): SignedIn,
    Body(wanted): Body<reversals::Dispute>,
) -> Result<Json<Value>, LabError> {
    reversals::dispute(&app, &account, wanted).await.map(Json)
}

/// Compares the books at once; answers what concerns the account that asks.
async fn reconcile(
    State(app): State<App>,
    SignedIn(account): SignedIn,
) -> Result<Json<Value>, LabError> {
    let findings = books::contradictions(&app, &account).await?;
    Ok(Json(json!({ "findings": findings })))
}

async fn set_faults(
    State(app): State<App>,
    SignedIn(account): SignedIn,
    Body(change): Body<FaultChange>,
) -> Result<Json<Value>, LabError> {
    for (name, wanted, most) in [
        ("latency_ms", change.latency_ms, MOST_LATENCY_MS),
        (
            "frame_latency_ms",
            change.frame_latency_ms,
            MOST_FRAME_LATENCY_MS,
        ),
    ] {
        if wanted.flatten().is_some_and(|latency| latency > most) {
            return Err(LabError::malformed(format!("{name} is at most {most}")));
        }
    }
    let faults = app.faults.change(&account.id, change).await?;
    disturbance::announce(&account.id, faults);
    Ok(Json(json!({
        "latency_ms": faults.latency_ms,
        "render": faults.render,
        "provider": faults.provider,
        "stall_at": faults.stall_at,
        "frame_latency_ms": faults.frame_latency_ms,
        "fail_next": faults.fail_next,
        "offline": faults.offline,
    })))
}

async fn show_ledger(
    State(app): State<App>,
    SignedIn(account): SignedIn,
) -> Result<Json<Value>, LabError> {
    ledger::show(&app, &account).await.map(Json)
}

async fn move_credits(
    State(app): State<App>,
    SignedIn(account): SignedIn,
    Body(wanted): Body<ledger::Wanted>,
) -> Result<Json<Value>, LabError> {
    ledger::run(&app, &account, wanted).await.map(Json)
}
