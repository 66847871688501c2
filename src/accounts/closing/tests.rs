//! The end of an account, from the form to the last file.

use super::files::erase;
use crate::accounts::{Account, logic};
use crate::billing::logic::{buy_bundle, subscribe};
use crate::billing::rules::{Interval, PlanKey};
use crate::media::{MediaKey, StoredImage, Upload};
use crate::reconciler::reconcile;
use crate::server::state::wall_clock_ms;
use crate::server::testing::{Browser, TestApp, on_postgres_too};
use ::credits::{Command, Credits, HoldId, IdempotencyKey, Note, Outcome, Reason, Request, Wallet};
use axum::http::{StatusCode, header};
use axum::response::Response;
use uuid::Uuid;

mod late;
mod letter;

const PASSWORD: &str = "a long enough password";
const HOUR_MS: i64 = 3_600_000;

/// The tables that are a person's, with the column that says whose a row is.
const THEIRS: [(&str, &str); 19] = [
    ("session", "account"),
    ("address_change", "account"),
    ("address_notice", "account"),
    ("password_link", "account"),
    ("help_message", "account"),
    ("job", "account"),
    ("take_favourite", "account"),
    ("provider_job", "provider"),
    ("take_version", "account"),
    ("take", "account"),
    ("animation", "account"),
    ("scene_preview", "account"),
    ("scene", "account"),
    ("clip_version", "clip"),
    ("clip", "account"),
    ("clip_export", "account"),
    ("clip_render", "account"),
    ("upload", "account"),
    ("lab_fault", "account"),
];

fn fields(pairs: &[(&str, &str)]) -> String {
    serde_urlencoded::to_string(pairs).expect("a form")
}

async fn signed_in<'a>(test: &'a TestApp, account: &Account) -> Browser<'a> {
    let mut browser = Browser::new(&test.app);
    let answer = sign_in(&mut browser, account).await;
    assert_eq!(answer, StatusCode::SEE_OTHER);
    browser
}

async fn sign_in(browser: &mut Browser<'_>, account: &Account) -> StatusCode {
    let form = fields(&[("email", &account.email), ("password", PASSWORD)]);
    browser.post("/login", form).await.status()
}

async fn delete(browser: &mut Browser<'_>) -> Response {
    let form = fields(&[("password", PASSWORD), ("understood", "yes")]);
    browser.post("/account/delete", form).await
}

async fn is_in(browser: &mut Browser<'_>) -> bool {
    browser.get("/account").await.status() == StatusCode::OK
}

async fn text(answer: Response) -> String {
    let body = axum::body::to_bytes(answer.into_body(), 1 << 22).await;
    String::from_utf8_lossy(&body.expect("a whole page")).into_owned()
}

async fn stored(test: &TestApp, what: &str) -> MediaKey {
    let key = test.app.media.put(what.as_bytes().to_vec(), "png").await;
    key.expect("stored")
}

async fn has(test: &TestApp, key: &MediaKey) -> bool {
    test.app.media.length(key).await.is_ok()
}

async fn photo(test: &TestApp, account: &Account, original: &MediaKey, cut_out: &MediaKey) {
    let image = |key: &MediaKey| StoredImage {
        key: key.clone(),
        width: 1,
        height: 1,
    };
    let upload = Upload {
        id: Uuid::new_v4(),
        file_name: "me.png".to_owned(),
        has_transparency: false,
        original: image(original),
        cut_out: Some(image(cut_out)),
    };
    let added = test.app.uploads.add(&account.id, &upload, 1).await;
    added.expect("kept");
}

/// Something in every table that is the person's; answers the files.
async fn belongings(test: &TestApp, account: &Account) -> Vec<MediaKey> {
    let mut files = Vec::new();
    for what in [
        "full", "preview", "poster", "first", "second", "export", "video", "still", "plate",
        "edited", "edge", "photo", "cut-out",
    ] {
        files.push(stored(test, what).await);
    }
    let [
        full,
        preview,
        poster,
        first,
        second,
        export,
        video,
        still,
        plate,
        edited,
        edge,
        photo_key,
        cut_out,
    ] = files.as_slice()
    else {
        panic!("as many as were stored");
    };
    photo(test, account, photo_key, cut_out).await;
    let id = account.id;
    for row in [
        format!(
            "INSERT INTO clip (id, account, template, title, inputs, created_at, updated_at) \
             VALUES ('clip', '{id}', 'step-out', 't', '{{}}', 1, 1)"
        ),
        "INSERT INTO clip_version (clip, hash, inputs, asked_at) VALUES ('clip', 'v', '{}', 1)"
            .to_owned(),
        format!(
            "INSERT INTO clip_render (account, version, attempt, full_key, preview_key, poster_key, strip_keys, bytes) \
             VALUES ('{id}', 'v', 1, '{full}', '{preview}', '{poster}', '{first} {second}', 1)"
        ),
        format!(
            "INSERT INTO clip_export (account, version, kind, attempt, file, bytes) VALUES ('{id}', 'v', 'gif', 1, '{export}', 1)"
        ),
        format!(
            "INSERT INTO scene (id, account, draft, revision, created_at, updated_at) VALUES ('scene', '{id}', '{{}}', 1, 1, 1)"
        ),
        format!(
            "INSERT INTO scene_preview (scene, account, number, still, draft, created_at) VALUES ('scene', '{id}', 1, 's', '{{}}', 1)"
        ),
        format!(
            "INSERT INTO animation (id, account, scene, root, duration, resolution, count, price_list, total, title, snapshot, created_at) \
             VALUES ('animation', '{id}', 'scene', 'animation', 's5', 'p720', 'one', 1, 10, 't', '{{}}', 1)"
        ),
        format!(
            "INSERT INTO take (id, account, animation, root, number, origin, seed, state, video, poster, plate, taken, created_at, ended_at) \
             VALUES ('take', '{id}', 'animation', 'animation', 1, 'ordered', 1, 'delivered', '{video}', '{still}', '{plate}', 10, 1, 1)"
        ),
        format!(
            "INSERT INTO take_version (id, account, take, number, hash, edit, video, poster, created_at) \
             VALUES ('version', '{id}', 'take', 2, 'h', '{{}}', '{edited}', '{edge}', 1)"
        ),
        format!("INSERT INTO take_favourite (take, account, created_at) VALUES ('take', '{id}', 1)"),
        "INSERT INTO provider_job (take, provider, state, created_at) VALUES ('take', 'p', 'ended', 1)"
            .to_owned(),
        format!(
            "INSERT INTO job (id, kind, account, payload, state, created_at) VALUES ('job', 'render', '{id}', '{{}}', 'queued', 1)"
        ),
        format!(
            "INSERT INTO help_message (id, account, reply_to, page, body, created_at) \
             VALUES ('message', '{id}', 'me@example.com', '/', 'Hello', 1)"
        ),
        format!("INSERT INTO lab_fault (account) VALUES ('{id}')"),
    ] {
        test.app.database.run(&row).await.expect(&row);
    }
    files
}

#[tokio::test]
async fn what_is_the_persons_is_erased_and_the_books_stay() {
    let test = TestApp::start().await;
    let app = &test.app;
    let (account, other) = (test.account().await, test.account().await);
    let starter = PlanKey::new("starter");
    let begun = subscribe(app, &account, starter, Interval::Month, 1_900).await;
    begun.expect("subscribed");
    let bundle = buy_bundle(app, &account, Credits::new(150), 1_500, Uuid::new_v4()).await;
    bundle.expect("bought");
    let mut files = belongings(&test, &account).await;
    let shared = files.pop().expect("a file");
    photo(&test, &other, &shared, &shared).await;
    let mut here = signed_in(&test, &account).await;
    let mut elsewhere = signed_in(&test, &account).await;
    let form = fields(&[("email", "new@example.com"), ("email_password", PASSWORD)]);
    here.post("/account/email", form).await;

    let page = text(here.get("/account/delete").await).await;
    for said in [
        "Your plan, Starter, ends now",
        "what is left of that time is not refunded",
        "10 download credits and 210 AI credits",
        "All 2 videos and scenes",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
    let answer = delete(&mut here).await;
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    assert_eq!(answer.headers()[header::LOCATION], "/goodbye");
    assert_eq!(answer.headers()["clear-site-data"], "\"storage\"");
    let goodbye = here.get("/goodbye").await;
    assert_eq!(goodbye.status(), StatusCode::OK);
    assert!(!is_in(&mut here).await && !is_in(&mut elsewhere).await);
    let refused = sign_in(&mut here, &account).await;
    assert_eq!(refused, StatusCode::UNPROCESSABLE_ENTITY);

    let noted = app.closing.noted(100).await.expect("readable");
    assert_eq!(noted.len(), files.len() + 1, "{noted:?}");
    for (table, column) in THEIRS {
        let found = match table {
            "provider_job" | "clip_version" => format!("DELETE FROM {table} WHERE {column} <> ''"),
            _ => format!("DELETE FROM {table} WHERE {column} = '{}'", account.id),
        };
        let found = app.database.run(&found).await.expect("answers");
        assert_eq!(found, 0, "{table}");
    }
    let mailbag = app.post.way().and_then(|way| way.mailbag());
    let letters = mailbag.expect("a demo has one").read(app).await;
    let letters = letters.expect("readable");
    let told: Vec<_> = letters
        .iter()
        .map(|mail| mail.to.email.to_string())
        .collect();
    assert_eq!(told, [account.email.as_str()], "and no other address is");

    let (closed, is_closed) = app
        .accounts
        .ever(&account.id)
        .await
        .expect("readable")
        .expect("its row stays");
    assert!(is_closed && closed.email != account.email);
    let found = app.accounts.by_id(&account.id).await;
    assert_eq!(found.expect("readable"), None);
    let again = logic::sign_up(app, &account.email, PASSWORD.to_owned(), Default::default());
    assert_ne!(again.await.expect("the address is free").id, account.id);

    let open = app.billing.open_subscription(&account.id).await;
    assert_eq!(open.expect("readable"), None);
    let invoices = app.billing.invoices(&account.id).await;
    assert_eq!(invoices.expect("readable").len(), 2);
    let balances = app.ledger.balances(&account.id).await.expect("readable");
    assert!(
        balances.download.available.is_zero(),
        "the plan's credits ended with it"
    );
    let in_a_year = wall_clock_ms() + 366 * 24 * HOUR_MS;
    let due = app.billing.due_accounts(in_a_year).await;
    assert!(!due.expect("readable").contains(&account.id));
    let report = reconcile(app, wall_clock_ms() + 2 * HOUR_MS).await;
    assert_eq!(report.expect("reconciled").findings, []);

    // What was stored a moment ago may be about to become somebody else's.
    erase(app, wall_clock_ms()).await.expect("looked");
    for file in &files {
        assert!(has(&test, file).await);
    }
    erase(app, wall_clock_ms() + 2 * HOUR_MS)
        .await
        .expect("erased");
    for file in &files {
        assert!(!has(&test, file).await, "{file}");
    }
    assert!(has(&test, &shared).await, "it is another account's as well");
    assert!(app.closing.noted(100).await.expect("readable").is_empty());
}

#[tokio::test]
async fn nothing_ends_without_the_password_and_the_box() {
    let test = TestApp::start().await;
    let account = test.account().await;
    let mut here = signed_in(&test, &account).await;
    for (form, said) in [
        (fields(&[("password", PASSWORD)]), "Tick the box"),
        (
            fields(&[("password", "not my password"), ("understood", "yes")]),
            "This is not your current password",
        ),
        (String::new(), "Tick the box"),
    ] {
        let is_ticked = form.contains("understood");
        let answer = here.post("/account/delete", form).await;
        assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert!(!answer.headers().contains_key("clear-site-data"));
        let page = text(answer).await;
        assert!(page.contains(said), "{said}: {page}");
        let marked = page.split("id=\"understood\"").nth(1).expect("the box");
        let marked = marked.split_once('>').expect("its end").0;
        assert_eq!(marked.contains("checked"), is_ticked, "{marked}");
    }
    assert!(is_in(&mut here).await);
}

async fn apply(test: &TestApp, account: &Account, name: &str, command: Command) {
    let request = Request {
        account: account.id,
        key: IdempotencyKey::new(name).expect("a key"),
        fingerprint: name.to_owned(),
        at: account.now(),
        command,
        note: Note::new(Reason::Lab, name, ""),
    };
    let outcome = test.app.ledger.apply(request).await.expect("answered");
    assert!(matches!(outcome, Outcome::Applied(_)), "{outcome:?}");
}

#[tokio::test]
async fn nothing_ends_while_a_video_is_being_made() {
    let test = TestApp::start().await;
    let app = &test.app;
    let account = test.account().await;
    let starter = PlanKey::new("starter");
    let begun = subscribe(app, &account, starter, Interval::Month, 1_900).await;
    begun.expect("subscribed");
    let mut here = signed_in(&test, &account).await;

    let (hold, amount) = (HoldId::new(Uuid::from_u128(7)), Credits::new(30));
    let held = Command::Hold {
        wallet: Wallet::Ai,
        hold,
        amount,
        ordered: 1,
        outbox: None,
    };
    apply(&test, &account, "hold", held).await;
    let answer = delete(&mut here).await;
    assert_eq!(answer.status(), StatusCode::CONFLICT);
    let page = text(answer).await;
    assert!(page.contains("Videos of yours are being made"), "{page}");
    apply(
        &test,
        &account,
        "release",
        Command::Release { hold, amount },
    )
    .await;

    let id = account.id;
    for row in [
        format!(
            "INSERT INTO animation (id, account, scene, root, duration, resolution, count, price_list, total, title, snapshot, created_at) \
             VALUES ('animation', '{id}', 'scene', 'animation', 's5', 'p720', 'one', 1, 10, 't', '{{}}', 1)"
        ),
        format!(
            "INSERT INTO take (id, account, animation, root, number, origin, seed, state, created_at) \
             VALUES ('take', '{id}', 'animation', 'animation', 1, 'ordered', 1, 'open', 1)"
        ),
    ] {
        app.database.run(&row).await.expect("an open take");
    }
    assert_eq!(delete(&mut here).await.status(), StatusCode::CONFLICT);
    let open = app.billing.open_subscription(&id).await;
    assert!(open.expect("readable").is_some(), "the plan goes on");
    assert!(is_in(&mut here).await);

    let failed = "UPDATE take SET state = 'failed', ended_at = 1";
    app.database.run(failed).await.expect("its end");
    assert_eq!(delete(&mut here).await.status(), StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn nothing_ends_while_a_payment_has_no_answer() {
    let test = TestApp::start().await;
    let account = test.account().await;
    let starter = PlanKey::new("starter");
    let begun = subscribe(&test.app, &account, starter, Interval::Month, 1_900).await;
    begun.expect("subscribed");
    let mut here = signed_in(&test, &account).await;
    let unanswered = "UPDATE invoice SET state = 'open', settled_at = NULL";
    test.app.database.run(unanswered).await.expect("unanswered");
    let answer = delete(&mut here).await;
    assert_eq!(answer.status(), StatusCode::CONFLICT);
    assert!(text(answer).await.contains("has no answer yet"));
    assert!(is_in(&mut here).await);
}

on_postgres_too!(
    what_is_the_persons_is_erased_and_the_books_stay,
    nothing_ends_while_a_video_is_being_made,
);
