//! The letter that tells an address of its account's end, and what is kept of the address until it has gone.

use super::late::columns;
use super::*;
use crate::mail::send_due;
use crate::mail::testing::MailServer;

const DAY_MS: i64 = 24 * HOUR_MS;

/// Later than anything that was kept during the test.
fn soon() -> i64 {
    wall_clock_ms() + 1_000
}

/// How many rows hold the address, in whichever table that keeps addresses.
async fn kept(test: &TestApp, email: &str) -> u64 {
    let mut rows = 0;
    for (table, column) in columns() {
        if column.contains("email") || column == "reply_to" {
            let holds =
                format!("UPDATE {table} SET {column} = {column} WHERE {column} LIKE '%{email}%'");
            rows += test.app.database.run(&holds).await.expect(&holds);
        }
    }
    rows
}

#[tokio::test]
async fn the_address_is_told_once_and_then_forgotten() {
    let server = MailServer::start().await;
    let test = TestApp::with_mail(server.settings()).await;
    let app = &test.app;
    let account = test.account().await;
    assert_eq!(kept(&test, &account.email).await, 1, "its account has it");
    let mut here = signed_in(&test, &account).await;
    let answer = delete(&mut here).await;
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    for _ in 0..2 {
        erase(app, soon()).await.expect("erased");
        assert_eq!(kept(&test, &account.email).await, 1, "it is yet to be told");
    }

    for _ in 0..2 {
        send_due(app, soon()).await.expect("sends");
        erase(app, soon()).await.expect("erased");
        assert_eq!(kept(&test, &account.email).await, 0, "it has been told");
    }
    // A sender that dies after the address was forgotten, and before it noted that the letter went.
    let unnoted = "UPDATE letter SET mailed_at = NULL, due_at = 0";
    assert_eq!(app.database.run(unnoted).await.expect("answers"), 1);
    send_due(app, soon()).await.expect("sends");
    let left = app.database.run("DELETE FROM letter").await;
    assert_eq!(left.expect("answers"), 0, "there is nothing left to tell");

    let letters = server.letters();
    let [letter] = letters.as_slice() else {
        panic!("one letter: {letters:?}");
    };
    let to = format!("To: {}", account.email);
    for line in [
        to.as_str(),
        "Subject: Your account at Breakout Clips is deleted",
        "https://clips.example/help#write",
    ] {
        assert!(letter.lines().any(|one| one == line), "{line} in {letter}");
    }
}

#[tokio::test]
async fn who_is_not_deleted_is_not_written_to() {
    let server = MailServer::start().await;
    let test = TestApp::with_mail(server.settings()).await;
    let account = test.account().await;
    let mut here = signed_in(&test, &account).await;
    let form = fields(&[("password", "not my password"), ("understood", "yes")]);
    here.post("/account/delete", form).await;
    let closed = test.app.closing.close(&account.id, wall_clock_ms()).await;
    assert!(closed.expect("answered"));
    let again = test.app.closing.close(&account.id, wall_clock_ms()).await;
    assert!(!again.expect("answered"));
    send_due(&test.app, soon()).await.expect("sends");
    assert_eq!(server.letters().len(), 1, "of three tries one closed it");
}

#[tokio::test]
async fn an_address_is_kept_a_week_at_most_for_a_letter_that_does_not_go() {
    let server = MailServer::start().await;
    let test = TestApp::with_mail(server.settings()).await;
    let app = &test.app;
    let account = test.account().await;
    let closed = app.closing.close(&account.id, wall_clock_ms()).await;
    assert!(closed.expect("answered"));
    let in_days = |days: i64| wall_clock_ms() + days * DAY_MS;
    erase(app, in_days(6)).await.expect("erased");
    assert_eq!(kept(&test, &account.email).await, 1);
    erase(app, in_days(8)).await.expect("erased");
    assert_eq!(kept(&test, &account.email).await, 0);
}

#[tokio::test]
async fn no_address_is_kept_where_no_letter_can_go() {
    let test = TestApp::in_production().await;
    let account = test.account().await;
    let closed = test.app.closing.close(&account.id, wall_clock_ms()).await;
    assert!(closed.expect("answered"));
    erase(&test.app, soon()).await.expect("erased");
    assert_eq!(kept(&test, &account.email).await, 0);
}

#[tokio::test]
async fn what_no_letter_can_be_addressed_to_is_forgotten_at_once() {
    let server = MailServer::start().await;
    let test = TestApp::with_mail(server.settings()).await;
    let odd = "one@two@example.com";
    let account = logic::sign_up(&test.app, odd, PASSWORD.to_owned(), Default::default()).await;
    let account = account.expect("signed up");
    let closed = test.app.closing.close(&account.id, wall_clock_ms()).await;
    assert!(closed.expect("answered"));
    send_due(&test.app, soon()).await.expect("sends");
    assert!(server.letters().is_empty());
    assert_eq!(kept(&test, odd).await, 0);
}

on_postgres_too!(
    the_address_is_told_once_and_then_forgotten,
    an_address_is_kept_a_week_at_most_for_a_letter_that_does_not_go,
);
