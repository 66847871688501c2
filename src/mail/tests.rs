//! Letters go once, and are kept until they have gone.

use super::MailSettings;
use super::logic::{pause_ms, send_due};
use super::testing::{Line, MailServer};
use crate::server::App;
use crate::server::router::router;
use crate::server::state::wall_clock_ms;
use crate::server::testing::{TestApp, on_postgres_too};
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Request, StatusCode, header};
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::atomic::{AtomicU32, Ordering};
use tower::ServiceExt;

/// Later than anything that was kept during the test.
fn soon() -> i64 {
    wall_clock_ms() + 1_000
}

async fn write_to_us(app: &App, form: &'static str) -> StatusCode {
    // Everybody writes from a place of their own: the tests of this process share one limit.
    static WRITERS: AtomicU32 = AtomicU32::new(0);
    let writer = Ipv4Addr::from_bits(0x0a00_0000 + WRITERS.fetch_add(1, Ordering::SeqCst));
    let request = Request::post("/help/messages")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .extension(ConnectInfo(SocketAddr::from((writer, 1))))
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
    // However the address is written, what counts is how it is read.
    for url in [
        "SMTP://ana:secret@mail.example",
        " smtp://ana:secret@mail.example",
        "smtp://ana:secret@mail.example?x=?tls=required",
        "smtp://ana:secret@mail.example?tls=opportunistic&tls=required",
        "smtp://ana:secret@mail.example#?tls=required",
        "smtp://:secret@mail.example",
    ] {
        assert!(!taken(url), "{url}");
    }
    let server = MailSettings::server("smtps://ana:secret@mail.example");
    assert!(!format!("{server:?}").contains("secret"));
}

/// Who signs in as ana with the word secret, in the way that SMTP's AUTH PLAIN has it.
const SIGNED_IN: &str = "AUTH PLAIN AGFuYQBzZWNyZXQ=";

#[tokio::test]
async fn letters_and_the_password_go_through_tls_to_a_server_that_an_authority_vouches_for() {
    for (line, before, after) in [
        (Line::Wrapped, "smtps://ana:secret@", ""),
        (Line::Upgraded, "smtp://ana:secret@", "?tls=required"),
    ] {
        let server = MailServer::start_on(line).await;
        let url = server.url(before, after);
        let test = TestApp::with_mail(server.settings_trusting(&url)).await;
        assert_eq!(write_to_us(&test.app, ASKED).await, StatusCode::SEE_OTHER);
        send_due(&test.app, soon()).await.expect("sends");
        assert_eq!(server.letters().len(), 1, "{line:?}");
        let secret = server.heard_in_secret();
        assert!(secret.iter().any(|said| said == SIGNED_IN), "{secret:?}");
        let open = server.heard_in_the_open();
        let harmless = |said: &String| said.starts_with("EHLO") || said == "STARTTLS";
        assert!(open.iter().all(harmless), "{open:?}");
    }
}

/// Whoever sits on the line may claim to be the server, or that it knows no TLS.
#[tokio::test]
async fn who_cannot_prove_to_be_the_server_hears_neither_password_nor_letter() {
    let (wrapped, required) = (
        ("smtps://ana:secret@", ""),
        ("smtp://ana:secret@", "?tls=required"),
    );
    let (here, elsewhere) = ("127.0.0.1", "mail.example");
    let another = MailServer::start().await;
    for (line, (before, after), host, trusts_it) in [
        (Line::Wrapped, wrapped, here, false),
        (Line::Wrapped, wrapped, elsewhere, true),
        (Line::Upgraded, required, here, false),
        (Line::Upgraded, required, elsewhere, true),
        (Line::Open, required, here, true),
    ] {
        let server = MailServer::start_as(host, line).await;
        let url = server.url(before, after);
        let trusted = if trusts_it { &server } else { &another };
        let test = TestApp::with_mail(trusted.settings_trusting(&url)).await;
        assert_eq!(write_to_us(&test.app, ASKED).await, StatusCode::SEE_OTHER);
        let now = soon();
        send_due(&test.app, now).await.expect("keeps it");
        let heard = [server.heard_in_the_open(), server.heard_in_secret()].concat();
        let harmless = |said: &String| !said.starts_with("AUTH") && !said.starts_with("MAIL");
        assert!(heard.iter().all(harmless), "{line:?}: {heard:?}");
        assert!(server.letters().is_empty());
        let later = now + pause_ms(1);
        let kept = test.app.letters.claim(later, later).await;
        assert_eq!(kept.expect("readable").expect("kept").tries, 2);
    }
}

#[test]
fn an_authority_of_ones_own_wants_tls_and_a_certificate() {
    let pem = rcgen::generate_simple_self_signed(["mail.example".to_owned()]);
    let pem = pem.expect("a certificate").cert.pem();
    let taken = |url: &str, pem: &str| MailSettings::trusting(url, pem.as_bytes()).is_some();
    assert!(taken("smtps://mail.example", &pem));
    assert!(taken("smtp://mail.example:587?tls=required", &pem));
    assert!(!taken("smtp://mail.example:587", &pem));
    assert!(!taken("smtp://mail.example:587?tls=opportunistic", &pem));
    assert!(!taken("smtps://mail.example", "no certificate"));
    let rubbish = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
    assert!(!taken("smtps://mail.example", rubbish));
}

on_postgres_too!(
    a_message_is_mailed_once,
    what_did_not_go_is_kept_and_goes_after_a_restart,
    without_a_mail_server_messages_wait_for_one,
);
