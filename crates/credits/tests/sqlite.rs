//! What only a database can get wrong: its triggers, its checks and its neighbours.

mod support;

use credits::store::{self, SqliteLedger};
use credits::*;
use sqlx::SqlitePool;
use support::*;

async fn some_history(bench: &Bench) -> AccountId {
    let (ledger, account) = (&bench.ledger, AccountId::random());
    applied(apply(ledger, ask(account, "g", grant(Wallet::Ai, 50, "g"))).await);
    applied(apply(ledger, ask(account, "p", grant(Wallet::Download, 5, "p"))).await);
    applied(
        apply(
            ledger,
            ask(account, "d", download(1, 1, Entitlement::Metered)),
        )
        .await,
    );
    applied(apply(ledger, ask(account, "h", hold(1, 20, 2))).await);
    applied(
        apply(
            ledger,
            ask(account, "v", verdict(1, "a", Verdict::Delivered)),
        )
        .await,
    );
    account
}

async fn refuses(pool: &SqlitePool, statement: &'static str) {
    let result = sqlx::query(statement).execute(pool).await;
    assert!(result.is_err(), "it was allowed: {statement}");
}

const TAMPERING: [&str; 28] = [
    "UPDATE credits_entry SET available_delta = 1000 WHERE kind = 'grant'",
    "UPDATE credits_entry SET title = 'x'",
    "DELETE FROM credits_entry",
    "INSERT OR REPLACE INTO credits_entry SELECT * FROM credits_entry WHERE id = 1",
    "REPLACE INTO credits_entry SELECT * FROM credits_entry",
    "INSERT OR REPLACE INTO credits_entry_lot SELECT * FROM credits_entry_lot",
    "UPDATE credits_entry_lot SET available_delta = 1",
    "DELETE FROM credits_entry_lot",
    "UPDATE credits_right SET at = 0",
    "DELETE FROM credits_right",
    "DELETE FROM credits_verdict",
    "UPDATE credits_request SET outcome = '{}'",
    "DELETE FROM credits_request",
    "UPDATE credits_price_list SET p720 = 1",
    "DELETE FROM credits_price_list",
    "UPDATE credits_balance SET available = -1",
    "UPDATE credits_balance SET held = -1",
    "UPDATE credits_balance SET debt = -1",
    "UPDATE credits_lot SET reclaimed = granted + 1",
    "UPDATE credits_lot SET reclaimed = -1",
    "UPDATE credits_lot SET available = available + 100",
    "UPDATE credits_lot SET granted = granted + 100",
    "UPDATE credits_lot SET held = -1",
    "UPDATE credits_hold SET captured = captured + 1",
    "DELETE FROM credits_hold",
    "REPLACE INTO credits_right SELECT account, version, 0, entry FROM credits_right",
    "REPLACE INTO credits_verdict SELECT account, hold, take, 'failed', at FROM credits_verdict",
    "REPLACE INTO credits_request SELECT account, key, '', outcome, at FROM credits_request",
];

#[tokio::test(flavor = "multi_thread")]
async fn nothing_that_was_booked_can_be_changed() {
    let bench = sqlite().await;
    let account = some_history(&bench).await;
    let pool = bench.writer.clone().expect("a database");
    let before = journal(&bench.ledger, &account).await;
    for statement in TAMPERING {
        refuses(&pool, statement).await;
    }
    // A connection that forgot the pragma cannot slip past the delete triggers with REPLACE either.
    sqlx::query("PRAGMA recursive_triggers = OFF")
        .execute(&pool)
        .await
        .expect("switches");
    for statement in TAMPERING
        .into_iter()
        .filter(|statement| statement.contains("REPLACE INTO credits_entry"))
    {
        refuses(&pool, statement).await;
    }
    assert_eq!(journal(&bench.ledger, &account).await, before);
    check_invariants(&bench.ledger, &account).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_entry_that_does_not_balance_cannot_be_written() {
    let bench = sqlite().await;
    some_history(&bench).await;
    let pool = bench.writer.clone().expect("a database");
    // 2400 out and 2300 in, a nothing, a wrong direction, a word that is no kind.
    for statement in [
        "INSERT INTO credits_entry SELECT NULL, account, wallet, at, 'hold', 'available', 'held', \
         2400, -2400, 2300, 0, 0, reason, title, detail, link, NULL, 'x' FROM credits_entry LIMIT 1",
        "INSERT INTO credits_entry SELECT NULL, account, wallet, at, 'grant', 'issuance', \
         'available', 0, 0, 0, 0, 0, reason, title, detail, link, NULL, 'x' FROM credits_entry LIMIT 1",
        "INSERT INTO credits_entry SELECT NULL, account, wallet, at, 'debit', 'revenue', \
         'available', 5, 5, 0, 9, 0, reason, title, detail, link, NULL, 'x' FROM credits_entry LIMIT 1",
        "INSERT INTO credits_entry SELECT NULL, account, wallet, at, 'gift', 'issuance', \
         'available', 5, 5, 0, 9, 0, reason, title, detail, link, NULL, 'x' FROM credits_entry LIMIT 1",
    ] {
        refuses(&pool, statement).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn another_migrator_may_share_the_database() {
    let folder = Folder::new();
    let (writer, readers) = store::open(folder.database()).await.expect("opens");
    sqlx::query("CREATE TABLE _sqlx_migrations (version BIGINT PRIMARY KEY)")
        .execute(&writer)
        .await
        .expect("the neighbour's table");
    sqlx::query("INSERT INTO _sqlx_migrations VALUES (1)")
        .execute(&writer)
        .await
        .expect("its row");
    for _ in 0..2 {
        store::migrate(&writer).await.expect("migrates, and again");
    }
    let neighbours: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM _sqlx_migrations")
        .fetch_one(&readers)
        .await
        .expect("counts");
    assert_eq!(neighbours, 1);
    let ledger = SqliteLedger::new(writer, readers);
    assert_eq!(
        ledger.price_lists().await,
        Ok(vec![PriceList::default_v1()])
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn readers_cannot_write_and_careless_connections_are_found_out() {
    let folder = Folder::new();
    let (writer, readers) = store::open(folder.database()).await.expect("opens");
    store::migrate(&writer).await.expect("migrates");
    refuses(
        &readers,
        "INSERT INTO credits_outbox (account, topic, payload, at) VALUES ('', '', '', 0)",
    )
    .await;
    let careless = [
        store::connect_options(folder.database()).foreign_keys(false),
        store::connect_options(folder.database()).pragma("recursive_triggers", "OFF"),
        store::connect_options(folder.database())
            .synchronous(sqlx::sqlite::SqliteSynchronous::Normal),
        store::connect_options(folder.database()).pragma("mmap_size", "1048576"),
    ];
    for options in careless {
        let pool = SqlitePool::connect_with(options).await.expect("opens");
        let answer = store::verify(&pool).await;
        assert!(
            matches!(answer, Err(store::OpenError::Pragma { .. })),
            "{answer:?}"
        );
    }
}

/// A process that is killed leaves a database that its successor reads and repeats requests on.
#[tokio::test(flavor = "multi_thread")]
async fn what_was_answered_survives_and_what_was_not_is_not_there() {
    let folder = Folder::new();
    let account = AccountId::random();
    let order = ask(account, "h", hold(1, 20, 1));
    let first = {
        let (writer, readers) = store::open(folder.database()).await.expect("opens");
        store::migrate(&writer).await.expect("migrates");
        let ledger: std::sync::Arc<dyn Ledger> =
            std::sync::Arc::new(SqliteLedger::new(writer.clone(), readers));
        applied(apply(&ledger, ask(account, "g", grant(Wallet::Ai, 50, "g"))).await);
        let first = applied(apply(&ledger, order.clone()).await);
        // Half a request: written, never committed.
        let mut transaction = writer.begin_with("BEGIN IMMEDIATE").await.expect("begins");
        sqlx::query("UPDATE credits_balance SET available = 49, version = version + 1")
            .execute(&mut *transaction)
            .await
            .expect("writes");
        transaction.rollback().await.expect("rolls back");
        first
    };
    let (writer, readers) = store::open(folder.database()).await.expect("opens again");
    store::migrate(&writer).await.expect("is up to date");
    let ledger: std::sync::Arc<dyn Ledger> =
        std::sync::Arc::new(SqliteLedger::new(writer, readers));
    assert_eq!(apply(&ledger, order).await, Outcome::Duplicate(first));
    check_invariants(&ledger, &account).await;
}

/// A browser that closes its connection drops the request's future. On one thread tasks begin in
/// the order they were spawned in, so the repetition finds that the first one went on without it.
#[tokio::test]
async fn a_dropped_request_is_carried_through() {
    let bench = sqlite().await;
    let (ledger, account) = (&bench.ledger, AccountId::random());
    applied(apply(ledger, ask(account, "g", grant(Wallet::Ai, 50, "g"))).await);
    let order = ask(account, "h", hold(1, 20, 1));
    tokio::select! {
        biased;
        _ = ledger.apply(order.clone()) => panic!("it was answered within one poll"),
        () = std::future::ready(()) => {}
    }
    let outcome = apply(ledger, order).await;
    assert!(matches!(outcome, Outcome::Duplicate(_)), "{outcome:?}");
    check_invariants(ledger, &account).await;
}

/// Requests that share a commit do not share their fate: the database refuses one, and the others are applied.
#[tokio::test(flavor = "multi_thread")]
async fn one_that_fails_takes_nothing_of_those_it_shares_a_commit_with() {
    let bench = sqlite().await;
    let pool = bench.writer.clone().expect("a database");
    let accounts: Vec<_> = (0..40).map(|_| AccountId::random()).collect();
    let unlucky = accounts[17];
    let trigger = format!(
        "CREATE TRIGGER unlucky BEFORE INSERT ON credits_entry WHEN NEW.account = '{unlucky}' \
         BEGIN SELECT RAISE(ABORT, 'not this one'); END"
    );
    sqlx::query(sqlx::AssertSqlSafe(trigger))
        .execute(&pool)
        .await
        .expect("makes the trigger");
    // While somebody else writes, all of them gather behind it, two of each account.
    let neighbour = pool.begin_with("BEGIN IMMEDIATE").await.expect("begins");
    let mut requests = Vec::new();
    for round in 0..2 {
        for account in &accounts {
            let name = format!("g{round}");
            requests.push(ask(*account, &name, grant(Wallet::Ai, 10, &name)));
        }
    }
    let tasks: Vec<_> = requests
        .iter()
        .cloned()
        .map(|request| {
            let ledger = bench.ledger.clone();
            tokio::spawn(async move { ledger.apply(request).await })
        })
        .collect();
    neighbour.rollback().await.expect("lets go");
    for (request, task) in requests.iter().zip(tasks) {
        let answer = task.await.expect("ends");
        if request.account == unlucky {
            assert_eq!(answer, Err(LedgerError::Corrupt));
        } else {
            assert!(matches!(answer, Ok(Outcome::Applied(_))), "{answer:?}");
        }
    }
    sqlx::query("DROP TRIGGER unlucky")
        .execute(&pool)
        .await
        .expect("drops it");
    for request in requests
        .into_iter()
        .filter(|request| request.account == unlucky)
    {
        applied(apply(&bench.ledger, request).await);
    }
    for account in &accounts {
        let balance = bench.ledger.balances(account).await.expect("answers").ai;
        assert_eq!(balance.available, credits(20));
        check_invariants(&bench.ledger, account).await;
    }
}

/// What somebody with the file in hand could do to it, and what the reconciler has to call it.
const CORRUPTIONS: [(Check, &str); 17] = [
    (
        Check::RunningBalance,
        "UPDATE credits_entry SET available_after = available_after + 1 WHERE kind = 'hold'",
    ),
    (
        Check::AvailableOfEntries,
        "UPDATE credits_balance SET available = available + 1 WHERE wallet = 'ai'",
    ),
    (
        Check::HeldOfEntries,
        "UPDATE credits_balance SET held = held + 1 WHERE wallet = 'ai'",
    ),
    (
        Check::AvailableOfLots,
        "UPDATE credits_lot SET available = available - 1 WHERE wallet = 'ai'",
    ),
    (
        Check::HeldOfLots,
        "UPDATE credits_lot SET held = held - 1 WHERE wallet = 'ai'",
    ),
    (
        Check::HeldOfHolds,
        "UPDATE credits_hold SET held = held - 1, captured = captured + 1",
    ),
    (
        Check::SharesOfHold,
        "UPDATE credits_hold_lot SET held = held - 1",
    ),
    (
        Check::EntriesOfHold,
        "UPDATE credits_hold SET held = held + 1, amount = amount + 1",
    ),
    (
        Check::CapturedOfHold,
        "UPDATE credits_hold SET captured = captured + 1, amount = amount + 1",
    ),
    (
        Check::ReleasedOfHold,
        "UPDATE credits_hold SET released = released + 1, amount = amount + 1",
    ),
    (
        Check::PartsOfLot,
        "UPDATE credits_entry_lot SET available_delta = available_delta - 1 WHERE available_delta < 0",
    ),
    (
        Check::GrantOfLot,
        "UPDATE credits_lot SET granted = granted + 1 WHERE wallet = 'ai'",
    ),
    (
        Check::PartsOfEntry,
        "DELETE FROM credits_entry_lot WHERE held_delta > 0",
    ),
    (
        Check::OwedOfDebts,
        "UPDATE credits_balance SET debt = 1 WHERE wallet = 'ai'",
    ),
    (
        Check::NothingBesideDebt,
        "UPDATE credits_balance SET debt = 1 WHERE wallet = 'ai'",
    ),
    (
        Check::RightsOfDownloads,
        "UPDATE credits_right SET entry = 1",
    ),
    (
        Check::NothingExpired,
        "UPDATE credits_lot SET expires_at = -100000000 WHERE wallet = 'ai'",
    ),
];

#[tokio::test(flavor = "multi_thread")]
async fn whatever_is_tampered_with_is_found_and_named() {
    for (check, corruption) in CORRUPTIONS {
        let bench = sqlite().await;
        let account = some_history(&bench).await;
        let at = Timestamp::from_ms(0);
        assert_eq!(bench.ledger.reconcile(at).await.expect("answers"), []);
        let pool = bench.writer.clone().expect("a database");
        let triggers: Vec<String> =
            sqlx::query_scalar("SELECT name FROM sqlite_master WHERE type = 'trigger'")
                .fetch_all(&pool)
                .await
                .expect("answers");
        let dropped = triggers
            .iter()
            .map(|trigger| format!("DROP TRIGGER {trigger};"));
        let script = format!(
            "PRAGMA ignore_check_constraints = ON; {} {corruption};",
            dropped.collect::<String>()
        );
        sqlx::raw_sql(sqlx::AssertSqlSafe(script))
            .execute(&pool)
            .await
            .expect("tampers");
        let found = bench.ledger.reconcile(at).await.expect("answers");
        assert!(
            found.iter().any(|found| found.check == check),
            "{} was not found after {corruption}: {found:?}",
            check.name()
        );
        assert!(found.iter().all(|found| found.account == account));
    }
}
