//! What holds for every route, enumerated so that a new one cannot be forgotten.

use super::router::router;
use super::testing::TestApp;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use http::Method;
use tower::ServiceExt;

async fn answer(app: &super::App, request: Request<Body>) -> (StatusCode, String) {
    let response = router(app.clone()).oneshot(request).await.expect("the router never fails");
    let status = response.status();
    let body = axum::body::to_bytes(response.into_body(), 1 << 20).await.expect("a short body");
    (status, String::from_utf8_lossy(&body).into_owned())
}

#[tokio::test]
async fn every_server_function_turns_strangers_away() {
    let test = TestApp::start().await;
    let mut seen = 0;
    for (path, method) in leptos::server_fn::axum::server_fn_paths() {
        assert_eq!(method, Method::POST, "{path} must not be reachable by a link");
        let request = Request::post(path).header(header::CONTENT_TYPE, "application/json").body(Body::from("{}")).expect("a request");
        let (status, body) = answer(&test.app, request).await;
        assert!(!status.is_success(), "{path} let a stranger in: {body}");
        seen += 1;
    }
    assert!(seen > 0, "no server function is registered: the enumeration proves nothing");
}

#[tokio::test]
async fn other_sites_cannot_post() {
    let test = TestApp::start().await;
    let request = Request::post("/logout")
        .header("sec-fetch-site", "cross-site")
        .header(header::ORIGIN, "https://elsewhere.example")
        .header(header::HOST, "localhost")
        .body(Body::empty())
        .expect("a request");
    assert_eq!(answer(&test.app, request).await.0, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn the_fixed_addresses_answer() {
    let test = TestApp::start().await;
    for (path, expected) in
        [("/healthz", StatusCode::OK), ("/readyz", StatusCode::OK), ("/no-such-page", StatusCode::NOT_FOUND), ("/clips", StatusCode::UNAUTHORIZED)]
    {
        let request = Request::get(path).body(Body::empty()).expect("a request");
        assert_eq!(answer(&test.app, request).await.0, expected, "{path}");
    }
}
