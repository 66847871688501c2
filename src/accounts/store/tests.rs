//! What the store of accounts promises, on each database.

use crate::accounts::logic;
use crate::error::AppError;
use crate::server::testing::{TestApp, on_postgres_too};

#[tokio::test]
async fn an_address_has_one_account() {
    let test = TestApp::start().await;
    let store = &test.app.accounts;
    let account = test.account().await;
    let mut again = account.clone();
    again.id = ::credits::AccountId::random();
    assert!(!store.add(&again, "hash").await.expect("answered"));
    let found = store.by_email(&account.email).await.expect("readable");
    assert_eq!(found.expect("there").0, account);
    assert_eq!(
        store.by_id(&again.id).await.expect("readable"),
        None,
        "nothing was added"
    );
}

#[tokio::test]
async fn a_clock_never_runs_back() {
    let test = TestApp::start().await;
    let account = test.account().await;
    for (set, stands) in [(5_000, 5_000), (1_000, 5_000), (9_000, 9_000)] {
        test.app
            .accounts
            .set_clock(&account.id, set)
            .await
            .expect("set");
        let found = test.app.accounts.by_id(&account.id).await;
        let found = found.expect("readable").expect("there");
        assert_eq!(found.clock_ahead_ms, stands);
    }
}

/// PostgreSQL keeps no NUL: whoever sends one is told so, and nothing is logged as our own mistake.
#[tokio::test]
async fn an_address_nobody_can_type_is_refused_politely() {
    let test = TestApp::start().await;
    let answer = logic::check(&test.app, "a\0b@example.com", "long enough".to_owned()).await;
    assert!(
        matches!(answer, Err(AppError::Invalid { .. })),
        "{answer:?}"
    );
}

on_postgres_too!(
    an_address_has_one_account,
    a_clock_never_runs_back,
    an_address_nobody_can_type_is_refused_politely,
);
