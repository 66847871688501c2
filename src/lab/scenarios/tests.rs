//! The scenarios that need no worker, opened the way a browser opens them.

use crate::server::router::router;
use crate::server::testing::{TestApp, on_postgres_too};
use axum::body::Body;
use axum::http::{Request, Response, StatusCode, header};
use tower::ServiceExt;

async fn get(test: &TestApp, path: &str, headers: &[(&str, &str)]) -> Response<Body> {
    let mut request = Request::get(path).header(header::ACCEPT, "text/html");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request.body(Body::empty()).expect("a request");
    router(test.app.clone())
        .oneshot(request)
        .await
        .expect("an answer")
}

fn header_of(response: &Response<Body>, name: header::HeaderName) -> &str {
    let value = response.headers().get(name);
    value.and_then(|value| value.to_str().ok()).unwrap_or("")
}

#[tokio::test]
async fn a_scenario_signs_in_and_leads_to_its_screen() {
    let test = TestApp::start().await;
    let answer = get(&test, "/lab/scenarios/billing-past-due", &[]).await;
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    assert_eq!(header_of(&answer, header::LOCATION), "/billing");
    let cookie = header_of(&answer, header::SET_COOKIE);
    let cookie = cookie.split(';').next().unwrap_or("");
    let page = get(&test, "/billing", &[("cookie", cookie)]).await;
    assert_eq!(page.status(), StatusCode::OK);
}

#[tokio::test]
async fn a_frame_has_a_session_of_its_own_and_leaves_the_window_its() {
    let test = TestApp::start().await;
    let framed = [("sec-fetch-dest", "iframe"), ("sec-fetch-mode", "navigate")];
    let answer = get(&test, "/lab/scenarios/statement-empty?theme=dark", &framed).await;
    assert!(!answer.headers().contains_key(header::SET_COOKIE));
    let address = header_of(&answer, header::LOCATION).to_owned();
    assert!(address.contains("lab-theme=dark") && address.contains("lab-frame="));
    let page = get(&test, &address, &[]).await;
    assert_eq!(page.status(), StatusCode::OK);
    assert_eq!(header_of(&page, header::X_FRAME_OPTIONS), "SAMEORIGIN");
    let policy = header_of(&page, header::CONTENT_SECURITY_POLICY);
    assert!(policy.contains("frame-ancestors 'self'"), "{policy}");
    // What the page in the frame asks for, and where its links lead, stays in the frame.
    let referer = format!("http://127.0.0.1{address}");
    let within = get(&test, "/credits/summary", &[("referer", &referer)]).await;
    assert_eq!(within.status(), StatusCode::OK);
    let mut link = framed.to_vec();
    link.push(("referer", &referer));
    let on = get(&test, "/account", &link).await;
    assert!(header_of(&on, header::LOCATION).starts_with("/account?lab-frame="));
    // Without it, nobody is signed in and nothing may be framed.
    let outside = get(&test, "/credits/summary", &[]).await;
    assert!(header_of(&outside, header::LOCATION).starts_with("/login"));
    let home = get(&test, "/", &[]).await;
    assert_eq!(header_of(&home, header::X_FRAME_OPTIONS), "DENY");
}

#[tokio::test]
async fn a_link_from_another_site_asks_before_it_replaces_a_session() {
    let test = TestApp::start().await;
    let elsewhere = [("sec-fetch-site", "cross-site")];
    let answer = get(&test, "/lab/scenarios/gallery", &elsewhere).await;
    assert_eq!(answer.status(), StatusCode::OK);
    assert!(!answer.headers().contains_key(header::SET_COOKIE));
}

#[tokio::test]
async fn an_unknown_scenario_is_not_found() {
    let test = TestApp::start().await;
    let answer = get(&test, "/lab/scenarios/no-such-state", &[]).await;
    assert_eq!(answer.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_refused_form_answers_with_the_real_page() {
    let test = TestApp::start().await;
    let answer = get(&test, "/lab/scenarios/sign-in-refused", &[]).await;
    assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
}

on_postgres_too!(
    a_scenario_signs_in_and_leads_to_its_screen,
    a_frame_has_a_session_of_its_own_and_leaves_the_window_its,
);
