//! A message that is not taken comes back with the form, word for word.

use crate::server::router::router;
use crate::server::testing::TestApp;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Request, StatusCode, header};
use std::net::{Ipv4Addr, SocketAddr};
use tower::ServiceExt;

/// Sends the form from an address of this test's own, since all tests of this process share one limit.
async fn sent(test: &TestApp, writer: Ipv4Addr, fields: &[(&str, &str)]) -> (StatusCode, String) {
    let form = serde_urlencoded::to_string(fields).expect("a form");
    let request = Request::post("/help/messages")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(header::ACCEPT, "text/html")
        .extension(ConnectInfo(SocketAddr::from((writer, 1))))
        .body(Body::from(form))
        .expect("a request");
    let answer = router(test.app.clone()).oneshot(request).await;
    let answer = answer.expect("the router never fails");
    let status = answer.status();
    let page = axum::body::to_bytes(answer.into_body(), 1 << 20).await;
    let page = String::from_utf8_lossy(&page.expect("a short page")).into_owned();
    (status, page)
}

/// The form of the help page, without the one in the corner.
fn form(page: &str) -> &str {
    let (_, form) = page.split_once("id=\"write\"").expect("the form");
    form.split_once("</form>").expect("its end").0
}

#[tokio::test]
async fn who_writes_too_often_keeps_the_words() {
    let test = TestApp::start().await;
    let writer = Ipv4Addr::new(192, 0, 2, 7);
    let fields = [
        ("body", "Where is </textarea> my video?"),
        ("page", "/clips/7?from=help"),
        ("reply_to", "ana@example.com"),
    ];
    for _ in 0..10 {
        let (status, _) = sent(&test, writer, &fields).await;
        assert_eq!(status, StatusCode::SEE_OTHER);
    }
    let (status, page) = sent(&test, writer, &fields).await;
    assert_eq!(status, StatusCode::TOO_MANY_REQUESTS);
    let form = form(&page);
    for kept in [
        "Where is &lt;/textarea&gt; my video?</textarea>",
        "value=\"/clips/7?from=help\"",
        "value=\"ana@example.com\"",
        "role=\"alert\"",
    ] {
        assert!(form.contains(kept), "{kept} in {form}");
    }
}

#[tokio::test]
async fn what_is_wrong_with_a_message_is_said_on_its_field() {
    let test = TestApp::start().await;
    let writer = Ipv4Addr::new(192, 0, 2, 8);
    let fields = [("body", "Where is my video?"), ("reply_to", "nowhere")];
    let (status, page) = sent(&test, writer, &fields).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    let form = form(&page);
    for said in [
        "Where is my video?</textarea>",
        "value=\"nowhere\"",
        "aria-describedby=\"help-page-reply-note\"",
        "id=\"help-page-reply-note\"",
    ] {
        assert!(form.contains(said), "{said} in {form}");
    }
    assert!(!form.contains("help-page-body-note"), "{form}");
}
