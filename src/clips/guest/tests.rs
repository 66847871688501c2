//! A visitor's draft on its way through sign-up, by the very requests a browser sends.

use crate::accounts::Account;
use crate::clips::rules::{Background, FormatChoice};
use crate::clips::status::{ClipStatus, RenderStatus};
use crate::clips::{Clip, logic};
use crate::server::router::router;
use crate::server::testing::{Browser, TestApp, on_postgres_too};
use axum::body::Body;
use axum::http::{Request, Response, StatusCode, header};
use tower::ServiceExt;
use uuid::Uuid;

const PAGE: &str = "/clips/new/step-out";
const FILLING: &str = "headline=Back+by+demand&line=%D9%85%D8%B1%D8%AD%D8%A8%D8%A7&frame=phone&background=forest&format=1%3A1";

fn leads_to(response: &Response<Body>) -> String {
    assert_eq!(response.status(), StatusCode::SEE_OTHER);
    let to = response.headers()[header::LOCATION].to_str();
    to.expect("plain letters").to_owned()
}

async fn text(response: Response<Body>) -> String {
    let body = axum::body::to_bytes(response.into_body(), 1 << 20).await;
    String::from_utf8_lossy(&body.expect("a short body")).into_owned()
}

fn someone() -> (String, String) {
    let email = format!("{}@example.com", Uuid::new_v4().simple());
    let form = format!("email={email}&password=four+words+do+well&next=%2Fclips%2Fnew%2Fstep-out");
    (email, form)
}

async fn account_of(test: &TestApp, email: &str) -> Account {
    let found = test.app.accounts.by_email(email).await.expect("asked");
    let (account, _) = found.expect("an account");
    account
}

/// How the versions of a clip stand for the account with this e-mail address.
async fn status_of(test: &TestApp, email: &str, clip: Uuid) -> ClipStatus {
    let account = account_of(test, email).await;
    let status = logic::status(&test.app, &account, clip).await;
    status.expect("its status")
}

/// The clip whose editor is at this address, as the account with this e-mail address finds it.
async fn clip_at(test: &TestApp, email: &str, address: &str) -> Clip {
    let account = account_of(test, email).await;
    let id = address.strip_prefix("/clips/").expect("a clip's address");
    let id = id.parse().expect("an id");
    let clip = logic::clip(&test.app, &account, id).await;
    clip.expect("the account's own clip")
}

#[tokio::test]
async fn a_visitor_opens_a_template_and_nothing_is_kept() {
    let test = TestApp::start().await;
    let mut visitor = Browser::new(&test.app);
    let page = visitor.get(PAGE).await;
    assert_eq!(page.status(), StatusCode::OK);
    assert!(visitor.cookie.is_none(), "looking needs no session");
    let page = text(page).await;
    assert!(page.contains("Free to try. An account is asked for when you download."));
    assert!(page.contains("Download, 1 credit"));
    assert!(page.contains("<noscript><p class=\"small\">The live preview needs JavaScript."));
}

#[tokio::test]
async fn what_a_visitor_filled_in_is_a_clip_of_the_account_they_make() {
    let test = TestApp::start().await;
    let mut visitor = Browser::new(&test.app);
    let asked = visitor.post(PAGE, format!("{FILLING}&wish=video")).await;
    assert_eq!(leads_to(&asked), "/signup?next=/clips/new/step-out");
    let door = text(visitor.get("/signup?next=/clips/new/step-out").await).await;
    assert!(
        door.contains("Back by demand"),
        "the door says what is kept"
    );

    let (email, form) = someone();
    let wrong = visitor
        .post("/signup", format!("email={email}&password=short"))
        .await;
    assert_eq!(wrong.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let editor = leads_to(&visitor.post("/signup", form).await);
    let clip = clip_at(&test, &email, &editor).await;
    assert_eq!(clip.inputs.headline, "Back by demand");
    assert_eq!(clip.inputs.line, "مرحبا");
    assert_eq!(clip.inputs.background, Background::Forest);
    assert_eq!(clip.inputs.format, FormatChoice::Square);

    // The video was wished for, so its free preview is on its way; nothing was taken, for there is nothing to take.
    let status = status_of(&test, &email, clip.id).await;
    assert!(matches!(
        status.versions[0].render,
        RenderStatus::Queued { .. }
    ));
    assert_eq!(status.offer.available, 0);
    // Once: whoever comes in by the same door again goes where they want to.
    visitor.post("/logout", String::new()).await;
    let (_, form) = someone();
    assert_eq!(leads_to(&visitor.post("/signup", form).await), PAGE);
}

#[tokio::test]
async fn signing_in_takes_the_draft_along_as_well() {
    let test = TestApp::start().await;
    let (email, form) = someone();
    Browser::new(&test.app).post("/signup", form.clone()).await;
    let mut visitor = Browser::new(&test.app);
    visitor.post(PAGE, format!("{FILLING}&wish=edit")).await;
    let before = visitor.cookie.clone();
    let editor = leads_to(&visitor.post("/login", form).await);
    assert_ne!(visitor.cookie, before, "the session has a new id");
    let clip = clip_at(&test, &email, &editor).await;
    assert_eq!(clip.inputs.headline, "Back by demand");
    let status = status_of(&test, &email, clip.id).await;
    assert!(status.versions.is_empty(), "no video was wished for");
}

#[tokio::test]
async fn whoever_has_signed_in_meanwhile_has_the_clip_at_once() {
    let test = TestApp::start().await;
    let mut browser = Browser::new(&test.app);
    let (email, form) = someone();
    browser.post("/signup", form).await;
    let editor = leads_to(&browser.post(PAGE, FILLING.to_owned()).await);
    let clip = clip_at(&test, &email, &editor).await;
    assert_eq!(clip.inputs.headline, "Back by demand");
}

#[tokio::test]
async fn a_draft_waits_in_its_own_session_alone() {
    let test = TestApp::start().await;
    Browser::new(&test.app).post(PAGE, FILLING.to_owned()).await;
    let mut other = Browser::new(&test.app);
    assert!(
        !text(other.get("/signup").await)
            .await
            .contains("Back by demand")
    );
    let (_, form) = someone();
    assert_eq!(leads_to(&other.post("/signup", form).await), PAGE);
}

#[tokio::test]
async fn what_is_no_filling_is_refused_with_a_page_and_waits_nowhere() {
    let test = TestApp::start().await;
    let mut visitor = Browser::new(&test.app);
    let long = visitor
        .post(PAGE, format!("headline={}", "x".repeat(2_001)))
        .await;
    assert_eq!(long.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert!(text(long).await.contains("far too long to keep"));
    let odd = visitor.post(PAGE, "background=plaid".to_owned()).await;
    assert_eq!(odd.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let elsewhere = visitor
        .post("/clips/new/no-such-template", FILLING.to_owned())
        .await;
    assert_eq!(elsewhere.status(), StatusCode::NOT_FOUND);
    assert!(visitor.cookie.is_none());
}

#[tokio::test]
async fn other_sites_cannot_leave_a_draft() {
    let test = TestApp::start().await;
    let request = Request::post(PAGE)
        .header("sec-fetch-site", "cross-site")
        .header(header::ORIGIN, "https://elsewhere.example")
        .header(header::HOST, "localhost")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(FILLING))
        .expect("a request");
    let response = router(test.app.clone()).oneshot(request).await;
    assert_eq!(response.expect("answers").status(), StatusCode::FORBIDDEN);
}

on_postgres_too!(
    what_a_visitor_filled_in_is_a_clip_of_the_account_they_make,
    signing_in_takes_the_draft_along_as_well,
);
