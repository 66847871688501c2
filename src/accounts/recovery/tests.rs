//! Forgotten passwords, from the letter to the last session.

use crate::accounts::{Account, logic};
use crate::mail::Mail;
use crate::server::App;
use crate::server::log::discreet;
use crate::server::router::router;
use crate::server::testing::{Browser, TestApp, on_postgres_too};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use axum::response::Response;
use tower::ServiceExt;
use tracing_subscriber::EnvFilter;

const OLD: &str = "a long enough password";
const NEW: &str = "a fresh set of words";

async fn sign_in(browser: &mut Browser<'_>, account: &Account) {
    let form = fields(&[("email", &account.email), ("password", OLD)]);
    let answer = browser.post("/login", form).await;
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
}

async fn is_signed_in(browser: &mut Browser<'_>) -> bool {
    browser.get("/account").await.status() == StatusCode::OK
}

fn fields(pairs: &[(&str, &str)]) -> String {
    serde_urlencoded::to_string(pairs).expect("a form")
}

/// What came of a request, as somebody sees it who must not learn more.
async fn seen(answer: Response) -> (StatusCode, Option<String>, Vec<u8>) {
    let to = answer.headers().get(header::LOCATION);
    let to = to.map(|to| to.to_str().expect("plain text").to_owned());
    let status = answer.status();
    let body = axum::body::to_bytes(answer.into_body(), 1 << 20).await;
    (status, to, body.expect("a short body").to_vec())
}

async fn letters(app: &App) -> Vec<Mail> {
    let mailbag = app.post.way().and_then(|way| way.mailbag());
    let read = mailbag.expect("a demo has one").read(app).await;
    read.expect("readable")
}

/// The path that the newest letter leads to.
async fn link(app: &App) -> String {
    let letters = letters(app).await;
    let text = &letters.first().expect("a letter").text;
    let line = text.lines().find(|line| line.starts_with("/reset/"));
    line.expect("a link").to_owned()
}

async fn forgotten(app: &App, email: &str) -> (StatusCode, Option<String>, Vec<u8>) {
    seen(
        Browser::new(app)
            .post("/forgot", fields(&[("email", email)]))
            .await,
    )
    .await
}

#[tokio::test]
async fn a_link_sets_the_password_once_and_ends_every_session() {
    let test = TestApp::start().await;
    let (account, other) = (test.account().await, test.account().await);
    let (mut elsewhere, mut theirs) = (Browser::new(&test.app), Browser::new(&test.app));
    sign_in(&mut elsewhere, &account).await;
    sign_in(&mut theirs, &other).await;
    forgotten(&test.app, &account.email).await;
    let link = link(&test.app).await;

    let mut here = Browser::new(&test.app);
    let (_, to, _) = seen(here.get(&link).await).await;
    assert_eq!(to.as_deref(), Some("/reset"));
    let short = here.post("/reset", fields(&[("password", "short")])).await;
    assert_eq!(short.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        is_signed_in(&mut elsewhere).await,
        "nothing has changed yet"
    );
    let set = here.post("/reset", fields(&[("password", NEW)])).await;
    assert_eq!(set.status(), StatusCode::SEE_OTHER);

    assert!(is_signed_in(&mut here).await);
    assert!(!is_signed_in(&mut elsewhere).await);
    assert!(is_signed_in(&mut theirs).await, "another account's session");
    let check = |password: &str| logic::check(&test.app, &account.email, password.to_owned());
    assert!(check(OLD).await.is_err());
    assert!(check(NEW).await.is_ok());

    let mut late = Browser::new(&test.app);
    late.get(&link).await;
    assert_eq!(late.get("/reset").await.status(), StatusCode::GONE);
    let again = late.post("/reset", fields(&[("password", OLD)])).await;
    assert_eq!(again.status(), StatusCode::GONE);
    assert!(check(NEW).await.is_ok());
}

#[tokio::test]
async fn nobody_learns_who_has_an_account() {
    let test = TestApp::start().await;
    let account = test.account().await;
    let known = forgotten(&test.app, &account.email).await;
    let unknown = forgotten(&test.app, "nobody@example.com").await;
    assert_eq!(known, unknown);
    let letters = letters(&test.app).await;
    let to: Vec<_> = letters
        .iter()
        .map(|mail| mail.to.email.to_string())
        .collect();
    assert_eq!(to, [account.email]);
}

#[tokio::test]
async fn a_link_is_worth_nothing_after_an_hour_nor_beside_one_that_was_used() {
    let test = TestApp::start().await;
    let account = test.account().await;
    forgotten(&test.app, &account.email).await;
    let old = link(&test.app).await;
    let aged = "UPDATE password_link SET expires_at = expires_at - 3600000";
    test.app.database.run(aged).await.expect("ages");
    let mut late = Browser::new(&test.app);
    late.get(&old).await;
    assert_eq!(late.get("/reset").await.status(), StatusCode::GONE);

    forgotten(&test.app, &account.email).await;
    let first = link(&test.app).await;
    forgotten(&test.app, &account.email).await;
    let (mut one, mut two) = (Browser::new(&test.app), Browser::new(&test.app));
    one.get(&first).await;
    two.get(&link(&test.app).await).await;
    for (browser, expected) in [
        (&mut one, StatusCode::SEE_OTHER),
        (&mut two, StatusCode::GONE),
    ] {
        let answer = browser.post("/reset", fields(&[("password", NEW)])).await;
        assert_eq!(answer.status(), expected);
    }
}

/// Whoever reads the database, a backup of it say, must not find what opens an account.
#[tokio::test]
async fn no_token_is_kept() {
    let test = TestApp::start().await;
    let account = test.account().await;
    forgotten(&test.app, &account.email).await;
    let link = link(&test.app).await;
    Browser::new(&test.app).get(&link).await;
    let token = link.trim_start_matches("/reset/");
    for (table, column) in [("password_link", "token_hash"), ("session", "record")] {
        let found = format!("DELETE FROM {table} WHERE {column} LIKE '%{token}%'");
        let found = test.app.database.run(&found).await;
        assert_eq!(found.expect("answers"), 0, "{table}");
    }
}

/// Not even by an operator who has everything logged.
#[tokio::test]
async fn no_token_is_logged() {
    let test = TestApp::start().await;
    let account = test.account().await;
    let path = test.folder.path().join("log");
    let log = std::fs::File::create(&path).expect("a file");
    // With one subscriber alone, tracing asks that of whichever thread comes first to a place in the code whether anybody
    // listens there; the threads of other tests have none. With two it asks both.
    let _second = tracing::Dispatch::new(tracing_subscriber::registry());
    let everything = tracing_subscriber::fmt()
        .with_env_filter(discreet(EnvFilter::new("trace")).expect("a filter"))
        .with_writer(log)
        .finish();
    let logging = tracing::subscriber::set_default(everything);
    forgotten(&test.app, &account.email).await;
    let link = link(&test.app).await;
    Browser::new(&test.app).get(&link).await;
    drop(logging);
    let log = std::fs::read_to_string(&path).expect("a log");
    assert!(log.contains("/reset/..."), "the request itself is logged");
    assert!(!log.contains(&link), "{log}");
    assert!(!log.contains(link.trim_start_matches("/reset/")), "{log}");
}

#[tokio::test]
async fn a_letter_that_could_not_go_in_time_does_not_go() {
    let test = TestApp::start().await;
    let account = test.account().await;
    forgotten(&test.app, &account.email).await;
    let aged = "UPDATE password_request SET created_at = created_at - 3600000";
    test.app.database.run(aged).await.expect("ages");
    assert!(letters(&test.app).await.is_empty());
    let left = test.app.database.run("DELETE FROM letter").await;
    assert_eq!(left.expect("answers"), 0);
}

#[tokio::test]
async fn asking_is_slowed_down_for_one_address_and_for_nobody_else() {
    let test = TestApp::start().await;
    let routes = router(test.app.clone());
    let ask = async |email: &str| {
        let request = Request::post("/forgot")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(format!("email={email}")))
            .expect("a request");
        let answer = routes.clone().oneshot(request).await;
        answer.expect("the router never fails").status()
    };
    for _ in 0..3 {
        assert_eq!(ask("ana@example.com").await, StatusCode::SEE_OTHER);
    }
    assert_eq!(ask("ana@example.com").await, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(ask("bo@example.com").await, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn without_a_mail_server_the_page_says_so_and_keeps_nothing() {
    let test = TestApp::in_production().await;
    let (status, _, body) = seen(Browser::new(&test.app).get("/forgot").await).await;
    assert_eq!(status, StatusCode::OK);
    let body = String::from_utf8_lossy(&body).into_owned();
    assert!(body.contains("No mail can be sent from here"), "{body}");
    assert!(!body.contains("action=\"/forgot\""), "{body}");
    forgotten(&test.app, "ana@example.com").await;
    let kept = test.app.database.run("DELETE FROM password_request").await;
    assert_eq!(kept.expect("answers"), 0);
}

on_postgres_too!(
    a_link_sets_the_password_once_and_ends_every_session,
    nobody_learns_who_has_an_account,
    a_link_is_worth_nothing_after_an_hour_nor_beside_one_that_was_used,
);
