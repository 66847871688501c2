//! Changing a password and signing out elsewhere, from the forms to the last session.

use super::{Account, logic};
use crate::server::testing::{Browser, TestApp, on_postgres_too};
use axum::http::StatusCode;

const OLD: &str = "a long enough password";
const NEW: &str = "a fresh set of words";

fn fields(pairs: &[(&str, &str)]) -> String {
    serde_urlencoded::to_string(pairs).expect("a form")
}

async fn signed_in<'a>(test: &'a TestApp, account: &Account) -> Browser<'a> {
    let mut browser = Browser::new(&test.app);
    let form = fields(&[("email", &account.email), ("password", OLD)]);
    let answer = browser.post("/login", form).await;
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    browser
}

async fn is_in(browser: &mut Browser<'_>) -> bool {
    browser.get("/account").await.status() == StatusCode::OK
}

async fn change(browser: &mut Browser<'_>, current: &str, wanted: &str) -> StatusCode {
    let form = fields(&[("current_password", current), ("new_password", wanted)]);
    browser.post("/account/password", form).await.status()
}

#[tokio::test]
async fn who_knows_the_password_changes_it_and_is_signed_out_everywhere_else() {
    let test = TestApp::start().await;
    let (account, other) = (test.account().await, test.account().await);
    let mut here = signed_in(&test, &account).await;
    let mut elsewhere = signed_in(&test, &account).await;
    let mut theirs = signed_in(&test, &other).await;
    for (current, wanted) in [("not my password", NEW), (OLD, "short"), ("", NEW)] {
        let answer = change(&mut here, current, wanted).await;
        assert_eq!(answer, StatusCode::UNPROCESSABLE_ENTITY, "{current:?}");
    }
    assert!(is_in(&mut elsewhere).await, "nothing has changed yet");
    assert_eq!(change(&mut here, OLD, NEW).await, StatusCode::SEE_OTHER);
    assert!(is_in(&mut here).await);
    assert!(!is_in(&mut elsewhere).await);
    assert!(is_in(&mut theirs).await, "another account's session");
    let check = |password: &str| logic::check(&test.app, &account.email, password.to_owned());
    assert!(check(OLD).await.is_err());
    assert!(check(NEW).await.is_ok());
}

#[tokio::test]
async fn a_link_to_a_new_password_ends_with_the_old_one() {
    let test = TestApp::start().await;
    let account = test.account().await;
    let far = crate::server::state::wall_clock_ms() + 60_000;
    let admit = test.app.recovery.admit("hash", &account.id, far);
    admit.await.expect("admitted");
    let mut here = signed_in(&test, &account).await;
    assert_eq!(change(&mut here, OLD, NEW).await, StatusCode::SEE_OTHER);
    let admitted = test.app.recovery.admitted("hash", 0).await;
    assert_eq!(admitted.expect("answered"), None);
}

#[tokio::test]
async fn signing_out_elsewhere_leaves_this_browser_signed_in() {
    let test = TestApp::start().await;
    let account = test.account().await;
    let mut here = signed_in(&test, &account).await;
    let mut elsewhere = signed_in(&test, &account).await;
    let browsers = async || {
        let now = crate::server::state::wall_clock_ms();
        let count = test.app.accounts.browsers(&account.id, now).await;
        count.expect("counted")
    };
    assert_eq!(browsers().await, 2);
    let answer = here.post("/account/browsers", "").await;
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    assert!(is_in(&mut here).await);
    assert!(!is_in(&mut elsewhere).await);
    assert_eq!(browsers().await, 1);
}

on_postgres_too!(
    who_knows_the_password_changes_it_and_is_signed_out_everywhere_else,
    a_link_to_a_new_password_ends_with_the_old_one,
    signing_out_elsewhere_leaves_this_browser_signed_in,
);
