//! Another address, from the form to the letter that tells the old one.

use crate::accounts::{Account, logic};
use crate::mail::Mail;
use crate::server::App;
use crate::server::testing::{Browser, TestApp, on_postgres_too, wants_postgres};
use axum::http::{StatusCode, header};
use axum::response::Response;
use uuid::Uuid;

mod proof;

const PASSWORD: &str = "a long enough password";

fn fields(pairs: &[(&str, &str)]) -> String {
    serde_urlencoded::to_string(pairs).expect("a form")
}

fn fresh() -> String {
    format!("{}@example.com", Uuid::new_v4().simple())
}

async fn signed_in<'a>(test: &'a TestApp, account: &Account) -> Browser<'a> {
    let mut browser = Browser::new(&test.app);
    let form = fields(&[("email", &account.email), ("password", PASSWORD)]);
    let answer = browser.post("/login", form).await;
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    browser
}

async fn ask(browser: &mut Browser<'_>, email: &str, password: &str) -> Response {
    let form = fields(&[("email", email), ("email_password", password)]);
    browser.post("/account/email", form).await
}

fn leads_to(answer: &Response) -> &str {
    let to = answer.headers().get(header::LOCATION);
    to.map_or("", |to| to.to_str().expect("plain letters"))
}

async fn text(answer: Response) -> String {
    let body = axum::body::to_bytes(answer.into_body(), 1 << 22).await;
    String::from_utf8_lossy(&body.expect("a whole page")).into_owned()
}

/// The letters so far, the newest first.
async fn letters(app: &App) -> Vec<Mail> {
    let mailbag = app.post.way().and_then(|way| way.mailbag());
    let read = mailbag.expect("a demo has one").read(app).await;
    read.expect("readable")
}

/// The path that the newest letter to that address leads to.
async fn link(app: &App, email: &str) -> String {
    let letters = letters(app).await;
    let letter = letters
        .iter()
        .find(|mail| mail.to.email.to_string() == email);
    let lines = letter.expect("a letter").text.lines();
    let mut links = lines.filter(|line| line.starts_with("/confirm/"));
    links.next().expect("a link").to_owned()
}

/// Asks for that address, and answers the link that its mailbox is sent.
async fn asked(test: &TestApp, browser: &mut Browser<'_>, email: &str) -> String {
    ask(browser, email, PASSWORD).await;
    link(&test.app, email).await
}

async fn has(app: &App, email: &str, account: &Account) -> bool {
    let found = app.accounts.by_email(email).await.expect("readable");
    found.is_some_and(|(found, _)| found.id == account.id)
}

#[tokio::test]
async fn a_new_address_counts_once_its_mailbox_has_confirmed_it() {
    let test = TestApp::start().await;
    let account = test.account().await;
    let new = fresh();
    let mut here = signed_in(&test, &account).await;
    let asked = ask(&mut here, &format!(" {} ", new.to_uppercase()), PASSWORD).await;
    assert_eq!(leads_to(&asked), "/account?saved=asked");
    let page = text(here.get("/account").await).await;
    assert!(page.contains("Waiting for confirmation at"), "{page}");
    assert!(page.contains(&new) && page.contains(&account.email));

    // Whoever opens the link, a mail scanner say, changes nothing by that.
    let link = link(&test.app, &new).await;
    let mut elsewhere = Browser::new(&test.app);
    assert_eq!(leads_to(&elsewhere.get(&link).await), "/confirm");
    assert_eq!(elsewhere.get("/confirm").await.status(), StatusCode::OK);
    assert!(has(&test.app, &account.email, &account).await);

    let known = fields(&[("password", PASSWORD)]);
    let confirmed = elsewhere.post("/confirm", known).await;
    assert_eq!(leads_to(&confirmed), "/confirm?done=yes");
    assert!(has(&test.app, &new, &account).await);
    assert!(!has(&test.app, &account.email, &account).await);
    assert!(
        logic::check(&test.app, &new, PASSWORD.to_owned())
            .await
            .is_ok()
    );
    let told = letters(&test.app).await;
    let told = told.first().expect("a letter");
    assert_eq!(told.to.email.to_string(), account.email);
    assert!(told.text.contains(&new), "{}", told.text);
    let page = text(here.get("/account").await).await;
    assert!(!page.contains("Waiting for confirmation"), "{page}");

    let mut late = Browser::new(&test.app);
    late.get(&link).await;
    assert_eq!(late.get("/confirm").await.status(), StatusCode::GONE);
    assert_eq!(late.post("/confirm", "").await.status(), StatusCode::GONE);
}

#[tokio::test]
async fn who_is_signed_in_confirms_on_their_own_page() {
    let test = TestApp::start().await;
    let account = test.account().await;
    let new = fresh();
    let mut here = signed_in(&test, &account).await;
    let link = asked(&test, &mut here, &new).await;
    here.get(&link).await;
    let confirmed = here.post("/confirm", "").await;
    assert_eq!(leads_to(&confirmed), "/account?saved=address");
    let page = text(here.get("/account?saved=address").await).await;
    assert!(page.contains(&format!("Your e-mail address is {new} now.")));
}

#[tokio::test]
async fn a_refused_form_says_why_and_keeps_the_address_that_was_typed() {
    let test = TestApp::start().await;
    let (account, other) = (test.account().await, test.account().await);
    let mut here = signed_in(&test, &account).await;
    let new = fresh();
    for (email, password, why) in [
        (
            new.as_str(),
            "not my password",
            "This is not your current password",
        ),
        ("nobody", PASSWORD, "Enter an e-mail address such as"),
        ("a\u{0}b@example.com", PASSWORD, "Enter an e-mail address"),
        (
            account.email.as_str(),
            PASSWORD,
            "This is your address already",
        ),
        (
            other.email.as_str(),
            PASSWORD,
            "There is an account with this address",
        ),
    ] {
        let answer = ask(&mut here, email, password).await;
        assert_eq!(
            answer.status(),
            StatusCode::UNPROCESSABLE_ENTITY,
            "{email:?}"
        );
        let page = text(answer).await;
        assert!(page.contains(why), "{email:?}: {page}");
        assert!(!page.contains(password), "a password is never sent back");
        if email == new {
            assert!(page.contains(&format!("value=\"{new}\"")), "{page}");
        }
    }
    let kept = test.app.database.run("DELETE FROM address_change").await;
    assert_eq!(kept.expect("answers"), 0);
    assert!(letters(&test.app).await.is_empty());
}

#[tokio::test]
async fn an_address_that_was_taken_meanwhile_stays_its_owners() {
    let test = TestApp::start().await;
    let account = test.account().await;
    let new = fresh();
    let mut here = signed_in(&test, &account).await;
    let link = asked(&test, &mut here, &new).await;
    here.get(&link).await;
    let theirs = logic::sign_up(&test.app, &new, PASSWORD.to_owned(), Default::default()).await;
    let theirs = theirs.expect("it was free");
    let confirmed = here.post("/confirm", "").await;
    assert_eq!(confirmed.status(), StatusCode::CONFLICT);
    assert!(has(&test.app, &new, &theirs).await);
    assert!(has(&test.app, &account.email, &account).await);
    let page = text(here.get("/account").await).await;
    assert!(!page.contains("Waiting for confirmation"), "{page}");
}

/// Lets somebody else have the address that an account is about to get, right before it is written.
async fn somebody_is_faster(app: &App) {
    const SIGNS_UP: &str = "INSERT INTO account (id, email, password_hash, created_at) VALUES ('faster', NEW.email, '', 1);";
    let statements = if wants_postgres() {
        vec![
            format!(
                "CREATE FUNCTION is_faster() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {SIGNS_UP} RETURN NEW; END $$"
            ),
            "CREATE TRIGGER is_faster BEFORE UPDATE OF email ON account FOR EACH ROW EXECUTE FUNCTION is_faster()"
                .to_owned(),
        ]
    } else {
        vec![format!(
            "CREATE TRIGGER is_faster BEFORE UPDATE OF email ON account BEGIN {SIGNS_UP} END"
        )]
    };
    for statement in statements {
        app.database.run(&statement).await.expect(&statement);
    }
}

#[tokio::test]
async fn an_address_that_is_taken_in_that_very_moment_is_waited_for_no_longer() {
    let test = TestApp::start().await;
    let account = test.account().await;
    let new = fresh();
    let mut here = signed_in(&test, &account).await;
    let link = asked(&test, &mut here, &new).await;
    here.get(&link).await;
    somebody_is_faster(&test.app).await;
    let confirmed = here.post("/confirm", "").await;
    assert_eq!(confirmed.status(), StatusCode::CONFLICT);
    assert!(has(&test.app, &account.email, &account).await);
    let page = text(here.get("/account").await).await;
    assert!(!page.contains("Waiting for confirmation"), "{page}");
    let mut late = Browser::new(&test.app);
    late.get(&link).await;
    assert_eq!(late.post("/confirm", "").await.status(), StatusCode::GONE);
    let links = test.app.database.run("DELETE FROM address_link").await;
    assert_eq!(links.expect("answers"), 0);
}

#[tokio::test]
async fn a_link_ends_with_its_change_with_a_newer_one_and_with_its_day() {
    let test = TestApp::start().await;
    let account = test.account().await;
    let mut here = signed_in(&test, &account).await;
    let ends = async |link: &str| {
        let mut browser = Browser::new(&test.app);
        browser.get(link).await;
        let answer = browser.post("/confirm", "").await;
        answer.status() == StatusCode::GONE
    };
    let (first, second, third) = (fresh(), fresh(), fresh());
    let replaced = asked(&test, &mut here, &first).await;
    ask(&mut here, &second, PASSWORD).await;
    assert!(ends(&replaced).await, "a newer one was asked for");
    let cancelled = link(&test.app, &second).await;
    let answer = here.post("/account/email/cancel", "").await;
    assert_eq!(leads_to(&answer), "/account?saved=withdrawn");
    assert!(ends(&cancelled).await, "it was cancelled");
    let old = asked(&test, &mut here, &third).await;
    let aged = "UPDATE address_change SET created_at = created_at - 86400000";
    test.app.database.run(aged).await.expect("ages");
    assert!(ends(&old).await, "a day has passed");
    assert!(has(&test.app, &account.email, &account).await);
}

/// Whoever still reads the old mailbox must not get in by what went there before.
#[tokio::test]
async fn links_to_a_new_password_end_with_the_old_address() {
    let test = TestApp::start().await;
    let account = test.account().await;
    let far = crate::server::state::wall_clock_ms() + 60_000;
    let admit = test.app.recovery.admit("hash", &account.id, far);
    admit.await.expect("admitted");
    let new = fresh();
    let mut here = signed_in(&test, &account).await;
    let link = asked(&test, &mut here, &new).await;
    here.get(&link).await;
    here.post("/confirm", "").await;
    assert!(has(&test.app, &new, &account).await);
    let admitted = test.app.recovery.admitted("hash", 0).await;
    assert_eq!(admitted.expect("answered"), None);
}

/// Whoever knew the old password may have asked for an address of their own with it.
#[tokio::test]
async fn a_link_ends_with_the_password_it_was_asked_for_with() {
    let test = TestApp::start().await;
    let account = test.account().await;
    let new = fresh();
    let mut theirs = signed_in(&test, &account).await;
    let link = asked(&test, &mut theirs, &new).await;
    theirs.get(&link).await;
    let mut here = signed_in(&test, &account).await;
    let form = fields(&[
        ("current_password", PASSWORD),
        ("new_password", "a fresh set of words"),
    ]);
    let changed = here.post("/account/password", form).await;
    assert_eq!(leads_to(&changed), "/account?saved=password");
    let page = text(here.get("/account").await).await;
    assert!(!page.contains("Waiting for confirmation"), "{page}");
    for browser in [&mut theirs, &mut Browser::new(&test.app)] {
        browser.get(&link).await;
        let answer = browser.post("/confirm", "").await;
        assert_eq!(answer.status(), StatusCode::GONE);
    }
    assert!(has(&test.app, &account.email, &account).await);
}

#[tokio::test]
async fn no_token_is_kept() {
    let test = TestApp::start().await;
    let account = test.account().await;
    let new = fresh();
    let mut here = signed_in(&test, &account).await;
    let link = asked(&test, &mut here, &new).await;
    here.get(&link).await;
    let token = link.trim_start_matches("/confirm/");
    for (table, column) in [("address_link", "token_hash"), ("session", "record")] {
        let found = format!("DELETE FROM {table} WHERE {column} LIKE '%{token}%'");
        let found = test.app.database.run(&found).await;
        assert_eq!(found.expect("answers"), 0, "{table}");
    }
}

#[tokio::test]
async fn letters_to_new_addresses_are_limited() {
    let test = TestApp::start().await;
    let account = test.account().await;
    let mut here = signed_in(&test, &account).await;
    for _ in 0..5 {
        let answer = ask(&mut here, &fresh(), PASSWORD).await;
        assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    }
    let answer = ask(&mut here, &fresh(), PASSWORD).await;
    assert_eq!(answer.status(), StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn without_a_mail_server_the_page_says_so_and_keeps_nothing() {
    let test = TestApp::in_production().await;
    let account = test.account().await;
    let mut here = signed_in(&test, &account).await;
    let page = text(here.get("/account").await).await;
    assert!(page.contains("No mail can be sent from here"), "{page}");
    assert!(!page.contains("action=\"/account/email\""), "{page}");
    let answer = ask(&mut here, &fresh(), PASSWORD).await;
    assert_eq!(leads_to(&answer), "/account");
    let kept = test.app.database.run("DELETE FROM address_change").await;
    assert_eq!(kept.expect("answers"), 0);
}

on_postgres_too!(
    a_new_address_counts_once_its_mailbox_has_confirmed_it,
    an_address_that_was_taken_meanwhile_stays_its_owners,
    an_address_that_is_taken_in_that_very_moment_is_waited_for_no_longer,
    a_link_ends_with_its_change_with_a_newer_one_and_with_its_day,
    links_to_a_new_password_end_with_the_old_address,
    a_link_ends_with_the_password_it_was_asked_for_with,
);
