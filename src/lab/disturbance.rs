//! The faults that every request of an account meets: latency, and being offline.

use crate::accounts::Visitor;
use crate::faults::Faults;
use crate::server::App;
use ::credits::AccountId;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use futures::StreamExt;
use std::sync::LazyLock;
use std::time::Duration;
use tokio::sync::broadcast::{self, Receiver, Sender, error::RecvError};

/// Accounts that went offline just now, for the streams that have to break off.
static WENT_OFFLINE: LazyLock<Sender<AccountId>> = LazyLock::new(|| broadcast::channel(64).0);

/// Tells open streams what has changed.
pub(super) fn announce(account: &AccountId, faults: Faults) {
    if faults.offline {
        let _nobody_streams = WENT_OFFLINE.send(*account);
    }
}

/// Delays or refuses a request the way its account's faults say. The Lab itself is always within reach.
pub async fn disturb(
    State(app): State<App>,
    visitor: Visitor,
    request: Request,
    next: Next,
) -> Response {
    let Some(account) = visitor.account else {
        return next.run(request).await;
    };
    let path = request.uri().path();
    if path == "/lab" || path.starts_with("/lab/") {
        return next.run(request).await;
    }
    let went_offline = WENT_OFFLINE.subscribe();
    let faults = super::faults(&app, &account.id).await;
    if faults.latency_ms > 0 {
        tokio::time::sleep(Duration::from_millis(faults.latency_ms)).await;
    }
    if faults.offline {
        return offline();
    }
    let response = next.run(request).await;
    let streams = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"text/event-stream"));
    if streams {
        until_offline(response, account.id, went_offline)
    } else {
        response
    }
}

fn offline() -> Response {
    let sentence =
        "The Lab has taken this account offline. Nothing was lost and 0 credits were taken.";
    (
        StatusCode::SERVICE_UNAVAILABLE,
        [(header::CACHE_CONTROL, "no-store")],
        sentence,
    )
        .into_response()
}

/// The same response, whose stream ends when its account goes offline.
fn until_offline(
    response: Response,
    account: AccountId,
    mut went_offline: Receiver<AccountId>,
) -> Response {
    let (parts, body) = response.into_parts();
    let end = async move {
        loop {
            match went_offline.recv().await {
                Ok(other) if other != account => {}
                Ok(_) | Err(RecvError::Closed) => break,
                // Whoever missed some may have missed its own: the browser connects again anyway.
                Err(RecvError::Lagged(_)) => break,
            }
        }
    };
    Response::from_parts(
        parts,
        Body::from_stream(body.into_data_stream().take_until(Box::pin(end))),
    )
}
