//! The billing page and its forms, by the very requests a browser sends.

use crate::accounts::Account;
use crate::billing::gateways::{NextOutcome, StripeSettings};
use crate::server::testing::{Browser, TestApp, on_postgres_too};
use axum::http::{StatusCode, header};
use axum::response::Response;
use uuid::Uuid;

async fn text(response: Response) -> String {
    assert_eq!(response.status(), StatusCode::OK);
    let body = axum::body::to_bytes(response.into_body(), 1 << 22).await;
    String::from_utf8_lossy(&body.expect("a short body")).into_owned()
}

/// A browser in which a new account is signed in.
async fn signed_in(test: &TestApp) -> (Browser<'_>, Account) {
    let account = test.account().await;
    let mut browser = Browser::new(&test.app);
    let form = format!(
        "email={}&password=a+long+enough+password",
        account.email.replace('@', "%40")
    );
    let answer = browser.post("/login", form).await;
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    (browser, account)
}

/// Sends a form of the page, which leads back to the page, and answers what that says.
async fn pressed(browser: &mut Browser<'_>, path: &str, form: &str) -> String {
    let answer = browser.post(path, form).await;
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    assert_eq!(answer.headers()[header::LOCATION], "/billing");
    text(browser.get("/billing").await).await
}

async fn next_payment_fails(test: &TestApp, account: &Account) {
    let set = test
        .app
        .test_payments
        .set_next(&account.id, NextOutcome::Fail);
    set.await.expect("set");
}

fn bundle() -> String {
    format!("ai=150&cents=1500&form={}", Uuid::new_v4())
}

#[tokio::test]
async fn the_way_back_stays_until_somebody_comes_by_themselves() {
    let test = TestApp::start().await;
    let (mut browser, _) = signed_in(&test).await;
    let back = "href=\"/clips/0198\"";
    let page = text(browser.get("/billing?back=/clips/0198").await).await;
    assert!(page.contains(back) && page.contains("Back to your video"));
    for again in ["/billing?pay=yearly", "/billing?from=card"] {
        let page = text(browser.get(again).await).await;
        assert!(page.contains(back), "{again}");
    }
    let bought = pressed(&mut browser, "/billing/bundles", &bundle()).await;
    assert!(bought.contains("150 AI credits arrived") && bought.contains(back));
    let page = text(browser.get("/billing").await).await;
    assert!(!page.contains(back));
    let studio = text(browser.get("/billing?back=/studio").await).await;
    assert!(studio.contains("Back to your scene"));
    let foreign = text(browser.get("/billing?back=//example.com/clips/1").await).await;
    assert!(!foreign.contains("Back to your") && !foreign.contains("href=\"//"));
}

#[tokio::test]
async fn a_first_payment_that_was_declined_says_what_did_not_happen_and_is_tried_again() {
    let test = TestApp::start().await;
    let (mut browser, account) = signed_in(&test).await;
    next_payment_fails(&test, &account).await;
    let form = "plan=pro&interval=month&cents=4900";
    let page = pressed(&mut browser, "/billing/subscribe", form).await;
    for said in [
        "Pro has not started: the payment of $49.00 was declined",
        "Credits changed",
        "Update card",
        "Try again, $49.00",
        "Choose another plan",
    ] {
        assert!(page.contains(said), "{said}");
    }
    assert!(!page.contains("notice notice-warn"), "it is said once");
    let page = pressed(&mut browser, "/billing/pay", "attempts=1&card=same").await;
    assert!(page.contains("The payment went through"));
    assert!(!page.contains("notice notice-bad"));
    let balances = test.app.ledger.balances(&account.id).await;
    assert_eq!(balances.expect("readable").ai.available.get(), 300);
}

#[tokio::test]
async fn whoever_was_declined_may_choose_another_plan() {
    let test = TestApp::start().await;
    let (mut browser, account) = signed_in(&test).await;
    next_payment_fails(&test, &account).await;
    let form = "plan=studio&interval=month&cents=9900";
    pressed(&mut browser, "/billing/subscribe", form).await;
    let page = pressed(&mut browser, "/billing/cancel", "").await;
    assert!(page.contains("Choose Starter, $19 a month"));
    let form = "plan=starter&interval=month&cents=1900";
    let page = pressed(&mut browser, "/billing/subscribe", form).await;
    assert!(page.contains("Starter is yours"));
}

#[tokio::test]
async fn a_declined_bundle_is_offered_again() {
    let test = TestApp::start().await;
    let (mut browser, account) = signed_in(&test).await;
    next_payment_fails(&test, &account).await;
    let page = pressed(&mut browser, "/billing/bundles", &bundle()).await;
    assert!(page.contains("Nothing was charged, 0 credits were added"));
    assert!(page.contains("Try again, $15.00"));
    let page = text(browser.get("/billing").await).await;
    assert!(!page.contains("Try again, $15.00"), "said once");
}

#[tokio::test]
async fn before_a_first_payment_the_page_says_when_the_next_one_is_due() {
    let test = TestApp::start().await;
    let (mut browser, account) = signed_in(&test).await;
    let now = account.now();
    let renews = account
        .zone
        .day(::credits::period(now, 1).start, account.now());
    let page = text(browser.get("/billing").await).await;
    assert!(page.contains(&format!("$19.00 on {renews}")));
    assert!(page.contains("Unused credits roll over as long as the plan goes on."));
    assert!(!page.contains("You leave a card with Stripe first"));
}

#[tokio::test]
async fn who_has_no_card_is_told_that_it_comes_first() {
    let test = TestApp::with_stripe(StripeSettings {
        secret_key: "sk_test_1".to_owned(),
        webhook_secret: "whsec_1".to_owned(),
        // Nobody is asked before a button is pressed.
        api_base: Some("http://127.0.0.1:9/".to_owned()),
        public_url: "https://clips.example.com".to_owned(),
    })
    .await;
    let (mut browser, _) = signed_in(&test).await;
    let page = text(browser.get("/billing").await).await;
    assert!(page.contains("You leave a card with Stripe first; $15.00 is taken"));
}

on_postgres_too![
    the_way_back_stays_until_somebody_comes_by_themselves,
    a_first_payment_that_was_declined_says_what_did_not_happen_and_is_tried_again,
    whoever_was_declined_may_choose_another_plan,
    a_declined_bundle_is_offered_again,
];
