//! What is easily forgotten: what comes late, what only some accounts have, and tables that are yet to be made.

use super::*;
use crate::billing::gateways::NextOutcome;
use crate::billing::logic::Settled;
use std::collections::BTreeSet;
use std::path::Path;

/// The tables that stay under the account's bare id: for the books, and a customer until Stripe has deleted it.
const STAYS: [&str; 6] = [
    "invoice",
    "stripe_charge",
    "stripe_customer",
    "subscription",
    "test_gateway_charge",
    "test_gateway_next",
];

/// Tables with their columns, as the migrations have made them. What else begins a line there is among them.
pub(super) fn columns() -> BTreeSet<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations/sqlite");
    let mut columns = BTreeSet::new();
    for file in std::fs::read_dir(folder).expect("the migrations") {
        let text = std::fs::read_to_string(file.expect("a file").path()).expect("its text");
        let mut made = None;
        for line in text.lines() {
            if let Some(rest) = line.strip_prefix("CREATE TABLE ") {
                made = rest.split(' ').next();
            } else if line.starts_with(')') {
                made = None;
            }
            let added = line.strip_prefix("ALTER TABLE ");
            let added = added.and_then(|rest| rest.split_once(" ADD COLUMN "));
            let named = added.or(made.map(|table| (table, line.trim_start())));
            if let Some((table, column)) = named {
                let column = column.split(' ').next().unwrap_or_default();
                columns.insert((table.to_owned(), column.to_owned()));
            }
        }
    }
    columns
}

/// The tables whose rows say whose they are.
fn tables_of_accounts() -> BTreeSet<String> {
    let all = columns().into_iter();
    let theirs = all.filter(|(_, column)| column == "account");
    theirs.map(|(table, _)| table).collect()
}

#[test]
fn every_table_that_names_an_account_is_erased_or_stays_on_purpose() {
    let tables = tables_of_accounts();
    assert!(tables.contains("session") && tables.contains("clip"));
    for table in &tables {
        let is_erased = table == "stripe_checkout" || THEIRS.iter().any(|(name, _)| name == table);
        let stays = STAYS.contains(&table.as_str());
        assert!(is_erased != stays, "what becomes of {table}?");
    }
}

#[tokio::test]
async fn what_links_letters_and_payments_know_of_a_person_is_erased() {
    let test = TestApp::start().await;
    let app = &test.app;
    let account = test.account().await;
    let (id, email) = (account.id, &account.email);
    for row in [
        format!(
            "INSERT INTO password_link (token_hash, account, expires_at) VALUES ('p', '{id}', 1)"
        ),
        format!("INSERT INTO password_request (id, email, created_at) VALUES ('r', '{email}', 1)"),
        format!(
            "INSERT INTO address_change (id, account, email, created_at) VALUES ('c', '{id}', 'new@example.com', 1)"
        ),
        "INSERT INTO address_link (token_hash, request) VALUES ('a', 'c')".to_owned(),
        format!(
            "INSERT INTO address_notice (id, account, old_email, new_email, created_at) VALUES ('n', '{id}', 'old@example.com', '{email}', 1)"
        ),
        format!(
            "INSERT INTO help_message (id, reply_to, page, body, created_at) VALUES ('m', '{email}', '/', 'Before I signed in', 1)"
        ),
        format!(
            "INSERT INTO stripe_checkout (session, account, wish, at) VALUES ('s', '{id}', '{{}}', 1)"
        ),
        format!(
            "INSERT INTO stripe_customer (account, customer, card, email) VALUES ('{id}', 'cus_1', 'pm_1', '{email}')"
        ),
    ] {
        app.database.run(&row).await.expect(&row);
    }
    let closed = app.closing.close(&id, wall_clock_ms()).await;
    assert!(closed.expect("answered"));
    for table in [
        "password_link",
        "password_request",
        "address_change",
        "address_link",
        "address_notice",
        "help_message",
        "stripe_checkout",
    ] {
        let left = app.database.run(&format!("DELETE FROM {table}")).await;
        assert_eq!(left.expect("answers"), 0, "{table}");
    }
    let cards = "DELETE FROM stripe_customer WHERE card IS NOT NULL OR email IS NOT NULL";
    assert_eq!(app.database.run(cards).await.expect("answers"), 0);
    let customers = "DELETE FROM stripe_customer WHERE customer = 'cus_1'";
    assert_eq!(app.database.run(customers).await.expect("answers"), 1);
}

/// A photo that was still being cut out when its account was closed, say.
#[tokio::test]
async fn what_was_kept_after_the_end_is_erased_as_well() {
    let test = TestApp::start().await;
    let app = &test.app;
    let (account, other) = (test.account().await, test.account().await);
    let closed = app.closing.close(&account.id, wall_clock_ms()).await;
    assert!(closed.expect("answered"));
    let (late, theirs) = (stored(&test, "late").await, stored(&test, "theirs").await);
    photo(&test, &account, &late, &late).await;
    photo(&test, &other, &theirs, &theirs).await;
    erase(app, wall_clock_ms()).await.expect("looked");
    let left = format!("DELETE FROM upload WHERE account = '{}'", account.id);
    assert_eq!(app.database.run(&left).await.expect("answers"), 0);
    erase(app, wall_clock_ms() + 2 * HOUR_MS)
        .await
        .expect("erased");
    assert!(!has(&test, &late).await);
    assert!(has(&test, &theirs).await, "who has an account keeps theirs");
    let left = format!("DELETE FROM upload WHERE account = '{}'", other.id);
    assert_eq!(app.database.run(&left).await.expect("answers"), 1);
}

/// A payment that was declined has its answer: nobody is kept because of it.
#[tokio::test]
async fn a_declined_payment_keeps_nobody() {
    let test = TestApp::start().await;
    let app = &test.app;
    let account = test.account().await;
    let fails = app.test_payments.set_next(&account.id, NextOutcome::Fail);
    fails.await.expect("set");
    let starter = PlanKey::new("starter");
    let declined = subscribe(app, &account, starter, Interval::Month, 1_900).await;
    assert_eq!(declined, Ok(Settled::Declined));
    let mut here = signed_in(&test, &account).await;
    let page = text(here.get("/account/delete").await).await;
    assert!(page.contains("Your plan, Starter, ends now, and nothing more is billed."));
    assert!(!page.contains("It is paid until"), "it never was");
    assert_eq!(delete(&mut here).await.status(), StatusCode::SEE_OTHER);
    let open = app.billing.open_subscription(&account.id).await;
    assert_eq!(open.expect("readable"), None);
}

on_postgres_too!(
    what_links_letters_and_payments_know_of_a_person_is_erased,
    what_was_kept_after_the_end_is_erased_as_well,
);
