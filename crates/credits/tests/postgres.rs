//! What only PostgreSQL can get wrong: its triggers, its checks, its locks and its settings.

mod support;

use credits::store::{self, PostgresLedger};
use credits::*;
use sqlx::{AssertSqlSafe, PgPool, Row};
use support::*;
use throwaway_postgres::Cluster;

async fn some_history(bench: &Bench) -> AccountId {
    let (ledger, account) = (&bench.ledger, AccountId::random());
    for request in [
        ask(account, "g", grant(Wallet::Ai, 50, "g")),
        ask(account, "p", grant(Wallet::Download, 5, "p")),
        ask(account, "d", download(1, 1, Entitlement::Metered)),
        ask(account, "h", hold(1, 20, 2)),
        ask(account, "v", verdict(1, "a", Verdict::Delivered)),
    ] {
        applied(apply(ledger, request).await);
    }
    account
}

async fn refuses(pool: &PgPool, statement: &'static str) {
    let result = sqlx::raw_sql(statement).execute(pool).await;
    assert!(result.is_err(), "it was allowed: {statement}");
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_that_was_booked_can_be_changed() {
    let bench = postgres().await;
    let account = some_history(&bench).await;
    let pool = bench.postgres.clone().expect("a database");
    let before = journal(&bench.ledger, &account).await;
    for statement in [
        "UPDATE credits_entry SET available_delta = 1000 WHERE kind = 'grant'",
        "UPDATE credits_entry SET title = 'x'",
        "DELETE FROM credits_entry",
        "TRUNCATE credits_entry CASCADE",
        "INSERT INTO credits_entry SELECT * FROM credits_entry ON CONFLICT (id) DO UPDATE SET title = 'x'",
        "UPDATE credits_entry_lot SET available_delta = 1",
        "DELETE FROM credits_entry_lot",
        "TRUNCATE credits_entry_lot",
        "UPDATE credits_right SET at = 0",
        "DELETE FROM credits_right",
        "DELETE FROM credits_verdict",
        "UPDATE credits_request SET outcome = '{}'",
        "DELETE FROM credits_request",
        "TRUNCATE credits_request",
        "UPDATE credits_price_list SET p720 = 1",
        "DELETE FROM credits_price_list",
        "UPDATE credits_balance SET available = -1",
        "UPDATE credits_balance SET held = -1",
        "DELETE FROM credits_balance",
        "UPDATE credits_lot SET available = available + 100",
        "UPDATE credits_lot SET granted = granted + 100",
        "UPDATE credits_lot SET source = 'x'",
        "UPDATE credits_lot SET held = -1",
        "TRUNCATE credits_hold_lot",
        "UPDATE credits_hold SET captured = captured + 1",
        "DELETE FROM credits_hold",
    ] {
        refuses(&pool, statement).await;
    }
    assert_eq!(journal(&bench.ledger, &account).await, before);
    check_invariants(&bench.ledger, &account).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_entry_that_does_not_balance_cannot_be_written() {
    let bench = postgres().await;
    some_history(&bench).await;
    let pool = bench.postgres.clone().expect("a database");
    // 2400 out and 2300 in, a nothing, a wrong direction, a word that is no kind.
    for (kind, from, to, figures) in [
        ("hold", "available", "held", "2400, -2400, 2300, 0, 0"),
        ("grant", "issuance", "available", "0, 0, 0, 0, 0"),
        ("debit", "revenue", "available", "5, 5, 0, 9, 0"),
        ("gift", "issuance", "available", "5, 5, 0, 9, 0"),
    ] {
        let statement = format!(
            "INSERT INTO credits_entry SELECT 99, account, wallet, at, '{kind}', '{from}', '{to}', {figures}, reason, \
             title, detail, link, NULL, 'x' FROM credits_entry LIMIT 1"
        );
        let error = sqlx::raw_sql(AssertSqlSafe(statement)).execute(&pool).await;
        let error = error.expect_err("it was allowed");
        let error = error.as_database_error().expect("the database refuses");
        assert!(error.is_check_violation(), "{kind}: {error}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_careless_database_is_found_out() {
    let url = Cluster::shared().create("careless", None);
    let url = url.expect("makes a database");
    let pool = PgPool::connect(&format!("{url}&options=-csynchronous_commit%3Doff"))
        .await
        .expect("opens");
    let answer = store::postgres::verify(&pool).await;
    assert!(
        matches!(
            answer,
            Err(store::OpenError::Setting {
                setting: "synchronous_commit",
                ..
            })
        ),
        "{answer:?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn migrations_run_once_and_beside_those_of_a_neighbour() {
    let bench = postgres().await;
    let pool = bench.postgres.clone().expect("a database");
    sqlx::raw_sql("CREATE TABLE _sqlx_migrations (version BIGINT PRIMARY KEY); INSERT INTO _sqlx_migrations VALUES (1)")
        .execute(&pool)
        .await
        .expect("the neighbour's table");
    store::postgres::migrate(&pool)
        .await
        .expect("is up to date");
    let ledger = PostgresLedger::new(pool);
    assert_eq!(
        ledger.price_lists().await,
        Ok(vec![PriceList::default_v1()])
    );
}

/// Two keys on two wallets of one account wait for each other; two accounts do not.
#[tokio::test(flavor = "multi_thread")]
async fn an_account_is_locked_whole_and_alone() {
    let bench = postgres().await;
    let account = some_history(&bench).await;
    let pool = bench.postgres.clone().expect("a database");
    let lock = account.get().as_u128() as i64;
    let mut owner = pool.begin_with("BEGIN").await.expect("begins");
    sqlx::query("SELECT pg_advisory_xact_lock($1)")
        .bind(lock)
        .execute(&mut *owner)
        .await
        .expect("locks");
    let ledger = bench.ledger.clone();
    let waiting = tokio::spawn(async move {
        let debit = Command::Debit {
            wallet: Wallet::Download,
            amount: credits(1),
        };
        apply(&ledger, ask(account, "waits", debit)).await
    });
    // Somebody else is served meanwhile, and the one who waits is seen waiting.
    some_history(&bench).await;
    loop {
        let row = sqlx::query(
            "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted",
        )
        .fetch_one(&pool)
        .await
        .expect("answers");
        if row.get::<i64, _>(0) == 1 {
            break;
        }
        tokio::task::yield_now().await;
    }
    assert!(!waiting.is_finished());
    owner.rollback().await.expect("lets go");
    applied(waiting.await.expect("ends"));
    check_invariants(&bench.ledger, &account).await;
}
