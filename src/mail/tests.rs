//! Letters go once, and are kept until they have gone.

use super::MailSettings;
use super::logic::{pause_ms, send_due};
use super::testing::MailServer;
use crate::server::App;
use crate::server::router::router;
use crate::server::state::wall_clock_ms;
use crate::server::testing::{TestApp, on_postgres_too};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use tower::ServiceExt;

/// Later than anything that was kept during the test.
fn soon() -> i64 {
    wall_clock_ms() + 1_000
}

async fn write_to_us(app: &App, form: &'static str) -> StatusCode {
    let request = Request::post("/help/messages")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(form))
        .expect("a request");
    let answer = router(app.clone()).oneshot(request).await;
    answer.expect("the router never fails").status()
}

const ASKED: &str = "body=Where+is+my+video%3F&page=%2Fclips&reply_to=ana%40example.com";

#[tokio::test]
async fn a_message_is_mailed_once() {
    let server = MailServer::start().await;
    let test = TestApp::with_mail(server.settings()).await;
    assert_eq!(write_to_us(&test.app, ASKED).await, StatusCode::SEE_OTHER);
    for _ in 0..2 {
        send_due(&test.app, soon()).await.expect("sends");
    }
    let letters = server.letters();
    let [letter] = letters.as_slice() else {
        panic!("one letter: {letters:?}");
    };
    for line in [
        "From: \"Breakout Clips\" <clips@clips.example>",
        "To: help@clips.example",
        "Reply-To: ana@example.com",
        "Subject: Message from ana@example.com",
        "Where is my video?",
        "Page: https://clips.example/clips",
    ] {
        assert!(letter.lines().any(|one| one == line), "{line} in {letter}");
    }
    assert!(
        !letter.contains("Auto-Submitted"),
        "a person wrote: {letter}"
    );
}

/// The address is the one field that reaches a header, and a stranger fills it in.
#[tokio::test]
async fn no_message_writes_a_header_of_its_own() {
    let server = MailServer::start().await;
    let test = TestApp::with_mail(server.settings()).await;
    let split = "body=Hello&reply_to=ana%40example.com%0D%0ABcc%3A+all%40example.com";
    let refused = write_to_us(&test.app, split).await;
    assert_eq!(refused, StatusCode::UNPROCESSABLE_ENTITY);
    let odd = "body=.%0D%0A%0D%0ABcc%3A+all%40example.com&reply_to=%22%3E%40%C3%BC%3CBcc%3A";
    assert_eq!(write_to_us(&test.app, odd).await, StatusCode::SEE_OTHER);
    send_due(&test.app, soon()).await.expect("sends");
    let letters = server.letters();
    let (headers, body) = letters[0].split_once("\n\n").expect("headers and a body");
    assert!(!headers.contains("\nBcc:"), "{headers}");
    assert!(!headers.contains("Reply-To:"), "{headers}");
    assert!(
        headers.contains("Auto-Submitted: auto-generated"),
        "{headers}"
    );
    assert!(body.contains("Bcc: all@example.com"), "{body}");
}

#[tokio::test]
async fn what_did_not_go_is_kept_and_goes_after_a_restart() {
    let server = MailServer::start().await;
    server.set_gone(true);
    let test = TestApp::with_mail(server.settings()).await;
    assert_eq!(write_to_us(&test.app, ASKED).await, StatusCode::SEE_OTHER);
    let now = soon();
    send_due(&test.app, now).await.expect("keeps it");
    server.set_gone(false);

    let test = test.restarted().await;
    send_due(&test.app, now).await.expect("nothing is due yet");
    assert!(server.letters().is_empty(), "it rests first");
    let rested = now + pause_ms(1);
    send_due(&test.app, rested).await.expect("sends");
    assert_eq!(server.letters().len(), 1);
    send_due(&test.app, rested + pause_ms(9))
        .await
        .expect("is done");
    assert_eq!(server.letters().len(), 1);
}

/// A sender that dies after the mail server took the letter leaves it claimed: it goes again, as the same letter.
#[tokio::test]
async fn a_letter_that_goes_twice_says_that_it_is_one() {
    let server = MailServer::start().await;
    let test = TestApp::with_mail(server.settings()).await;
    assert_eq!(write_to_us(&test.app, ASKED).await, StatusCode::SEE_OTHER);
    for _ in 0..2 {
        send_due(&test.app, soon()).await.expect("sends");
        let forget = "UPDATE letter SET mailed_at = NULL, due_at = 0";
        test.app.database.run(forget).await.expect("forgets");
    }
    let letters = server.letters();
    assert_eq!(letters.len(), 2);
    assert!(letters[0].contains("\nMessage-ID: <"), "{}", letters[0]);
    assert_eq!(letters[0], letters[1]);
}

#[tokio::test]
async fn without_a_mail_server_messages_wait_for_one() {
    let test = TestApp::in_production().await;
    assert_eq!(write_to_us(&test.app, ASKED).await, StatusCode::SEE_OTHER);
    send_due(&test.app, soon()).await.expect("does nothing");
    let letter = test.app.letters.claim(soon(), soon()).await;
    assert_eq!(letter.expect("readable").expect("kept").tries, 1);
}

#[test]
fn pauses_grow_and_stay_under_a_quarter_of_a_day() {
    let pauses: Vec<_> = [1, 2, 3, 9, 10, u32::MAX].map(pause_ms).into();
    let minutes: Vec<_> = pauses.iter().map(|pause| pause / 60_000).collect();
    assert_eq!(minutes, [1, 2, 4, 256, 360, 360]);
}

#[test]
fn no_password_goes_over_an_open_line() {
    let taken = |url: &str| MailSettings::server(url).is_some();
    assert!(taken("smtps://ana:secret@mail.example:465"));
    assert!(taken("smtp://ana:secret@mail.example:587?tls=required"));
    assert!(taken("smtp://127.0.0.1:25"));
    assert!(!taken("smtp://ana:secret@mail.example:587"));
    assert!(!taken(
        "smtp://ana:secret@mail.example:587?tls=opportunistic"
    ));
    assert!(!taken("mail.example"));
    let server = MailSettings::server("smtps://ana:secret@mail.example");
    assert!(!format!("{server:?}").contains("secret"));
}

on_postgres_too!(
    a_message_is_mailed_once,
    what_did_not_go_is_kept_and_goes_after_a_restart,
    without_a_mail_server_messages_wait_for_one,
);
