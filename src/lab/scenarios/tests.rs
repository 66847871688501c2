//! The scenarios that need no worker, opened the way a browser opens them.

use crate::server::router::router;
use crate::server::testing::{Browser, TestApp, on_postgres_too};
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

/// What the page of a scenario is made from: the address it leads to, its status, and its text.
async fn page_of(test: &TestApp, name: &str) -> (String, StatusCode, String) {
    let mut browser = Browser::new(&test.app);
    let opened = browser.get(&format!("/lab/scenarios/{name}")).await;
    assert_eq!(opened.status(), StatusCode::SEE_OTHER, "{name}");
    let address = header_of(&opened, header::LOCATION).to_owned();
    let path = address.split_once('#').map_or(&*address, |(path, _)| path);
    let page = browser.get(path).await;
    let status = page.status();
    let bytes = axum::body::to_bytes(page.into_body(), 1 << 22).await;
    let text = String::from_utf8_lossy(&bytes.expect("a whole page")).into_owned();
    (address, status, text)
}

/// Where each of these states lies, and what only its page has: the words of the state, or what its last step takes hold of.
const PAGES: [(&str, &str, &str); 29] = [
    ("editor-guest", "/clips/new/step-out", "Save to an account"),
    ("editor-sign-up", "/signup?next=", "Built to outrun"),
    (
        "editor-shortcuts",
        "?lab-step=open-shortcuts",
        "aria-label=\"Keyboard shortcuts\"",
    ),
    (
        "editor-preview-broken",
        "?lab-step=break-preview",
        "data-testid=\"stage.canvas\"",
    ),
    (
        "editor-offline",
        "?lab-step=go-offline",
        "id=\"clip-headline\"",
    ),
    (
        "editor-silent",
        "?lab-step=silence-server",
        "id=\"clip-headline\"",
    ),
    (
        "editor-signed-out",
        "?lab-step=end-session",
        "id=\"clip-headline\"",
    ),
    ("studio-visitor", "/studio", "href=\"/signup?next=/studio\""),
    (
        "studio-shortcuts",
        "?lab-step=open-shortcuts",
        "aria-label=\"Keyboard shortcuts\"",
    ),
    ("studio-offline", "?lab-step=go-offline", "id=\"prompt\""),
    (
        "studio-signed-out",
        "?lab-step=end-session",
        "id=\"prompt\"",
    ),
    (
        "library-nothing-found",
        "/clips?q=zeppelin",
        "Nothing found for",
    ),
    ("library-deleted-list", "/clips?state=deleted", "Bring back"),
    ("statement-nothing-matches", "/credits?", "Nothing matches"),
    (
        "billing-first-plan",
        "?lab-step=open-first-plan",
        "popovertarget=\"choose-starter\"",
    ),
    (
        "billing-upgrade",
        "?lab-step=open-upgrade",
        "popovertarget=\"upgrade-to-pro\"",
    ),
    (
        "billing-change",
        "?lab-step=open-smaller-plan",
        "popovertarget=\"change-to-starter\"",
    ),
    (
        "billing-bundle",
        "?lab-step=open-bundle",
        "popovertarget=\"bundle-150\"",
    ),
    (
        "billing-end-paused",
        "?lab-step=open-end",
        "popovertarget=\"cancel-paused\"",
    ),
    ("billing-bundle-declined", "/billing", "Try again, $15.00"),
    ("billing-bundle-bought", "/billing", "arrived for $15.00"),
    ("billing-yearly-scheduled", "/billing", "you pay Pro yearly"),
    ("billing-pause-scheduled", "/billing", "Pro pauses on"),
    ("billing-disputed", "/billing", "Disputed"),
    ("billing-dispute-lost", "/billing", "Dispute lost"),
    (
        "help-nothing-found",
        "/?lab-step=search-help",
        "aria-label=\"Help and contact\"",
    ),
    (
        "help-write",
        "/?lab-step=open-letter",
        "popovertarget=\"help-write\"",
    ),
    (
        "help-sent",
        "/help?sent_from=%2F#write",
        "Your message has arrived",
    ),
    ("confirm-address", "/confirm", "ana.new@example.com"),
];

#[tokio::test]
async fn what_a_scenario_names_is_on_its_page() {
    let test = TestApp::start().await;
    for (name, address, said) in PAGES {
        let (opened, status, page) = page_of(&test, name).await;
        assert_eq!(status, StatusCode::OK, "{name}");
        assert!(opened.contains(address), "{name}: {opened}");
        assert!(page.contains(said), "{name} says nothing of {said}");
    }
}

#[tokio::test]
async fn a_link_to_confirm_says_nothing_to_strangers_and_a_spent_one_is_gone() {
    let test = TestApp::start().await;
    let (_, status, page) = page_of(&test, "confirm-address-elsewhere").await;
    assert_eq!(status, StatusCode::OK);
    assert!(page.contains("name=\"password\"") && !page.contains("ana.new@example.com"));
    let (_, status, _) = page_of(&test, "confirm-address-spent").await;
    assert_eq!(status, StatusCode::GONE);
}

#[tokio::test]
async fn a_link_from_another_site_takes_no_step() {
    let test = TestApp::start().await;
    for (site, takes) in [("none", true), ("same-origin", true), ("cross-site", false)] {
        let headers = [("sec-fetch-site", site)];
        let page = get(&test, "/?lab-step=open-help", &headers).await;
        let bytes = axum::body::to_bytes(page.into_body(), 1 << 22).await;
        let page = String::from_utf8_lossy(&bytes.expect("a whole page")).into_owned();
        assert_eq!(page.contains("/lab/step.js"), takes, "{site}");
    }
}

on_postgres_too!(
    a_scenario_signs_in_and_leads_to_its_screen,
    a_frame_has_a_session_of_its_own_and_leaves_the_window_its,
    a_link_to_confirm_says_nothing_to_strangers_and_a_spent_one_is_gone,
);
