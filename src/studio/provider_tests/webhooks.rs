//! Who may wake a take's driver, and that nothing depends on it.

use super::fal::FakeFal;
use super::stage::Stage;
use crate::server::router::router;
use crate::studio::providers::ProviderSettings;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode};
use tower::ServiceExt;
use uuid::Uuid;

async fn told(stage: &Stage, take: Uuid, headers: HeaderMap, body: &'static [u8]) -> StatusCode {
    let mut request = Request::post(format!("/studio/providers/fal/{take}"))
        .body(Body::from(body))
        .expect("a request");
    request.headers_mut().extend(headers);
    let answer = router(stage.app().clone()).oneshot(request).await;
    answer.expect("answered").status()
}

#[tokio::test]
async fn only_what_fal_signed_in_these_minutes_is_heard_and_twice_is_no_more_than_once() {
    let (fal, folder) = (
        FakeFal::open().await,
        tempfile::tempdir().expect("a folder"),
    );
    let stage = Stage::with(ProviderSettings {
        fal: Some(fal.patient(folder.path())),
        ..ProviderSettings::default()
    })
    .await;
    let (take, body) = (Uuid::now_v7(), b"{\"status\":\"OK\"}".as_slice());
    let now = jiff::Timestamp::now().as_second();
    let bell = stage.app().providers.bell(take);
    let woken = || futures::FutureExt::now_or_never(bell.notified()).is_some();

    let genuine = fal.signed(body, now);
    assert_eq!(
        told(&stage, take, genuine.clone(), body).await,
        StatusCode::OK
    );
    assert_eq!(
        told(&stage, take, genuine.clone(), body).await,
        StatusCode::OK
    );
    assert!(woken() && !woken(), "two messages wake once");

    let other = b"{\"status\":\"ERROR\"}".as_slice();
    let forged = [
        (genuine.clone(), other),
        (fal.signed(body, now - 301), body),
        (fal.signed(body, now + 310), body),
        (HeaderMap::new(), body),
    ];
    for (headers, body) in forged {
        assert_eq!(
            told(&stage, take, headers, body).await,
            StatusCode::UNAUTHORIZED
        );
    }
    assert!(!woken());
    fal.with(|books| assert_eq!(books.keys_fetched, 1, "keys are kept"));
}

#[tokio::test]
async fn nobody_listens_where_fal_is_not_set_up() {
    let stage = Stage::with(ProviderSettings::default()).await;
    let status = told(&stage, Uuid::now_v7(), HeaderMap::new(), b"{}").await;
    assert_eq!(status, StatusCode::NOT_FOUND);
}
