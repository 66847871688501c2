//! What holds for every route, enumerated so that a new one cannot be forgotten.

use super::router::router;
use super::testing::{Browser, TestApp, Wandering};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use http::Method;
use tower::ServiceExt;

async fn answer(app: &super::App, request: Request<Body>) -> (StatusCode, String) {
    let response = router(app.clone())
        .oneshot(request)
        .await
        .expect("the router never fails");
    let status = response.status();
    let body = axum::body::to_bytes(response.into_body(), 1 << 20)
        .await
        .expect("a short body");
    (status, String::from_utf8_lossy(&body).into_owned())
}

#[tokio::test]
async fn every_server_function_turns_strangers_away() {
    let test = TestApp::start().await;
    let mut seen = 0;
    for (path, method) in leptos::server_fn::axum::server_fn_paths() {
        assert_eq!(
            method,
            Method::POST,
            "{path} must not be reachable by a link"
        );
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "application/json")
            .body(Body::from("{}"))
            .expect("a request");
        let (status, body) = answer(&test.app, request).await;
        assert!(!status.is_success(), "{path} let a stranger in: {body}");
        seen += 1;
    }
    assert!(
        seen > 0,
        "no server function is registered: the enumeration proves nothing"
    );
}

/// What an account changes about itself. Each of them ends with or changes something that only its owner may.
const ACCOUNT_FORMS: [&str; 6] = [
    "/account/time-zone",
    "/account/password",
    "/account/browsers",
    "/account/email",
    "/account/email/cancel",
    "/account/delete",
];

#[tokio::test]
async fn every_form_of_an_account_turns_strangers_away() {
    let test = TestApp::start().await;
    for path in ACCOUNT_FORMS {
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from("understood=yes"))
            .expect("a request");
        let (status, _) = answer(&test.app, request).await;
        assert_eq!(status, StatusCode::UNAUTHORIZED, "{path}");
    }
}

#[tokio::test]
async fn a_form_that_is_sent_signed_out_leads_back_to_its_page() {
    let test = TestApp::start().await;
    for (referrer, next) in [
        (
            "http://localhost/studio/takes/7/edit?caption=New",
            "/studio/takes/7/edit%3Fcaption%3DNew",
        ),
        ("https://elsewhere.example/studio", "/"),
    ] {
        let request = Request::post("/studio/takes/7/edit")
            .header(header::ACCEPT, "text/html")
            .header(header::HOST, "localhost")
            .header(header::REFERER, referrer)
            .body(Body::empty())
            .expect("a request");
        let response = router(test.app.clone()).oneshot(request).await;
        let response = response.expect("the router never fails");
        assert_eq!(response.status(), StatusCode::SEE_OTHER);
        let expected = format!("/login?next={next}");
        assert_eq!(response.headers()[header::LOCATION], expected.as_str());
    }
}

#[tokio::test]
async fn other_sites_cannot_post() {
    let test = TestApp::start().await;
    for path in [
        "/logout",
        "/login",
        "/signup",
        "/forgot",
        "/reset",
        "/confirm",
        "/help/messages",
        "/appearance",
    ]
    .into_iter()
    .chain(ACCOUNT_FORMS)
    {
        let request = Request::post(path)
            .header("sec-fetch-site", "cross-site")
            .header(header::ORIGIN, "https://elsewhere.example")
            .header(header::HOST, "localhost")
            .body(Body::empty())
            .expect("a request");
        let (status, _) = answer(&test.app, request).await;
        assert_eq!(status, StatusCode::FORBIDDEN, "{path}");
    }
}

#[tokio::test]
async fn the_fixed_addresses_answer() {
    let test = TestApp::start().await;
    for (path, expected) in [
        ("/healthz", StatusCode::OK),
        ("/readyz", StatusCode::OK),
        ("/no-such-page", StatusCode::NOT_FOUND),
        ("/clips", StatusCode::UNAUTHORIZED),
        ("/forgot", StatusCode::OK),
        ("/reset", StatusCode::GONE),
        ("/reset/not-a-token", StatusCode::SEE_OTHER),
        ("/confirm", StatusCode::GONE),
        ("/confirm/not-a-token", StatusCode::SEE_OTHER),
        ("/account/delete", StatusCode::UNAUTHORIZED),
        ("/goodbye", StatusCode::OK),
    ] {
        let request = Request::get(path).body(Body::empty()).expect("a request");
        assert_eq!(answer(&test.app, request).await.0, expected, "{path}");
    }
}

/// A person who waits for a page gets a page, whatever went wrong; a program gets JSON with the same sentence.
#[tokio::test]
async fn a_failure_is_a_page_for_people_and_json_for_programs() {
    let test = TestApp::start().await;
    for (accept, kind) in [
        (
            "text/html,application/xhtml+xml",
            "text/html; charset=utf-8",
        ),
        ("application/json", "application/json"),
    ] {
        let request = Request::get("/lab/broken").header(header::ACCEPT, accept);
        let request = request.body(Body::empty()).expect("a request");
        let response = router(test.app.clone()).oneshot(request).await;
        let response = response.expect("the router never fails");
        assert_eq!(response.status(), StatusCode::INTERNAL_SERVER_ERROR);
        assert_eq!(response.headers()[header::CONTENT_TYPE], kind);
        let body = axum::body::to_bytes(response.into_body(), 1 << 20).await;
        let body = String::from_utf8_lossy(&body.expect("a short body")).into_owned();
        assert!(
            body.contains("Something went wrong on our side (reference "),
            "{body}"
        );
        assert!(body.contains("0 credits were taken"), "{body}");
        assert!(
            !body.contains("always fails"),
            "the cause is for the log: {body}"
        );
    }
}

/// What belongs to one thread, as everything of the browser does, must not be made while a page is rendered: a busy
/// server ends an answer on another thread than the one that began it.
#[tokio::test]
async fn pages_may_wander_from_thread_to_thread() {
    let test = TestApp::start().await;
    let mut browser = Browser::new(&test.app);
    let account = browser.post("/lab/become", "persona=starter").await;
    assert_eq!(account.status(), StatusCode::SEE_OTHER);
    for path in [
        "/",
        "/account",
        "/account/delete",
        "/billing",
        "/clips",
        "/clips/new/step-out",
        "/confirm?done=yes",
        "/credits",
        "/help",
        "/lab",
        "/lab/flows",
        "/lab/mail",
        "/studio",
        "/no-such-page",
    ] {
        let answer = Wandering::new(async {
            let answer = browser.get(path).await;
            axum::body::to_bytes(answer.into_body(), 1 << 22).await
        });
        let page = answer.await.expect("a whole page");
        let page = String::from_utf8_lossy(&page);
        assert!(page.trim_end().ends_with("</html>"), "{path}: {page}");
    }
}

/// Every `.rs` file below `folder`.
fn sources(folder: &std::path::Path, found: &mut Vec<std::path::PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a readable folder") {
        let path = entry.expect("a readable entry").path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

/// Arguments are read before a server function's body runs, so the request above may fail on them; this looks at
/// the bodies: each must ask who calls before it does anything else.
#[test]
fn every_server_function_asks_who_calls_first() {
    let mut files = Vec::new();
    sources(
        &std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut files,
    );
    let marker = concat!("#[ser", "ver(");
    let mut seen = 0;
    for file in files {
        let text = std::fs::read_to_string(&file).expect("readable source");
        for function in text.split(marker).skip(1) {
            let body = function
                .split_once("AppError> {")
                .map_or("", |(_, body)| body);
            let first = body.trim_start().lines().next().unwrap_or_default();
            assert!(
                first.contains("current().await?"),
                "{}: {first}",
                file.display()
            );
            seen += 1;
        }
    }
    assert!(
        seen > 0,
        "no server function was found: the check proves nothing"
    );
}
