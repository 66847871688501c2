//! Requests that are dropped at any await, and a process that is killed at any statement: what was answered is kept,
//! what was not is there as a whole or not at all, and asking again is answered once.

#[path = "../support/mod.rs"]
mod support;

mod torn;

use std::io::{BufRead, BufReader, Write};
use std::process::{Command as Process, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use credits::store::{self, MemoryLedger, PostgresLedger, SqliteLedger};
use credits::*;
use support::given_up::given_up;
use support::*;
use throwaway_postgres::Cluster;

/// Where the process that is killed keeps its books: a path, or a PostgreSQL address.
const BOOKS: &str = "CREDITS_TEST_BOOKS";
/// The wait for its database at which it ends as if killed, counted from its first debit; none if it is to go on.
const WAITS: &str = "CREDITS_TEST_WAITS";
const REQUESTS: usize = 240;
const ACCOUNTS: usize = 4;
const CLIENTS: usize = 16;

/// The answer to a request of which an earlier copy may still be under way.
async fn answered(ledger: &Arc<dyn Ledger>, request: Request) -> Outcome {
    loop {
        match ledger.apply(request.clone()).await.expect("answers") {
            Outcome::InFlight => tokio::task::yield_now().await,
            outcome => return outcome,
        }
    }
}

fn debit(account: AccountId) -> Request {
    let command = Command::Debit {
        wallet: Wallet::Ai,
        amount: credits(3),
    };
    ask(account, "debit", command)
}

async fn fund(ledger: &Arc<dyn Ledger>, account: AccountId) {
    applied(apply(ledger, ask(account, "fund", grant(Wallet::Ai, 10, "fund"))).await);
}

/// Whatever became of the first copy of the debit, the credits moved once.
async fn moved_once(ledger: &Arc<dyn Ledger>, account: AccountId, after: usize) {
    let outcome = answered(ledger, debit(account)).await;
    assert!(
        matches!(outcome, Outcome::Applied(_) | Outcome::Duplicate(_)),
        "after {after}: {outcome:?}"
    );
    let again = answered(ledger, debit(account)).await;
    assert!(matches!(again, Outcome::Duplicate(_)), "{again:?}");
    let balance = ledger.balances(&account).await.expect("answers").ai;
    assert_eq!(balance.available, credits(7), "after {after}");
    check_invariants(ledger, &account).await;
}

async fn dropped_at_every_await(bench: Bench) {
    for polls in 0.. {
        let account = AccountId::random();
        fund(&bench.ledger, account).await;
        let ended = given_up(polls, bench.ledger.apply(debit(account))).await;
        moved_once(&bench.ledger, account, polls).await;
        if ended.is_some() {
            assert!(polls > 1, "it never had to wait");
            return;
        }
    }
}

#[tokio::test]
async fn a_request_dropped_at_every_await_moves_once_on_sqlite() {
    dropped_at_every_await(sqlite().await).await;
}

#[tokio::test]
async fn a_request_dropped_at_every_await_moves_once_on_postgres() {
    dropped_at_every_await(postgres().await).await;
}

async fn open(books: &str) -> Arc<dyn Ledger> {
    if books.starts_with("postgres") {
        let pool = store::postgres::open(books).await.expect("opens");
        store::postgres::migrate(&pool).await.expect("migrates");
        return Arc::new(PostgresLedger::new(pool));
    }
    let (writer, readers) = store::open(books).await.expect("opens");
    store::migrate(&writer).await.expect("migrates");
    Arc::new(SqliteLedger::new(writer, readers))
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime")
}

fn account_of(number: usize) -> AccountId {
    AccountId::new(uuid::Uuid::from_u128(1_000 + number as u128))
}

/// What the process runs that is killed while it waits for its database the n-th time. Everything it does is on one
/// thread, which sleeps exactly when all that is left to do is to wait: for a connection, for each statement in turn,
/// for the commit. Without books of somebody else's there is nothing to do.
#[test]
fn the_debit_that_is_killed_can_be_done() {
    let (Ok(books), Ok(waits)) = (std::env::var(BOOKS), std::env::var(WAITS)) else {
        return;
    };
    let waits: usize = waits.parse().expect("a number");
    let account = account_of(waits);
    let left = Arc::new(AtomicUsize::new(usize::MAX));
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .on_thread_park({
            let left = left.clone();
            move || {
                if left.fetch_sub(1, Ordering::SeqCst) == 0 {
                    // No destructor runs and nothing is flushed, as when the system kills it.
                    std::process::abort();
                }
            }
        })
        .build()
        .expect("a runtime");
    runtime.block_on(async {
        let ledger = open(&books).await;
        fund(&ledger, account).await;
        left.store(waits, Ordering::SeqCst);
        applied(apply(&ledger, debit(account)).await);
        left.store(usize::MAX, Ordering::SeqCst);
    });
}

/// Starts one of the tests here in a process of its own.
fn process(test: &str, books: &str) -> Process {
    let mut process = Process::new(std::env::current_exe().expect("this program"));
    process
        .args(["--exact", test, "--nocapture"])
        .env(BOOKS, books)
        .stderr(Stdio::null());
    process
}

fn killed_at_every_wait(books: &str) {
    for waits in 0.. {
        let ended = process("the_debit_that_is_killed_can_be_done", books)
            .env(WAITS, waits.to_string())
            .stdout(Stdio::null())
            .status()
            .expect("runs");
        runtime().block_on(async {
            moved_once(&open(books).await, account_of(waits), waits).await;
        });
        if ended.success() {
            assert!(waits > 1, "it never had to wait");
            return;
        }
    }
}

#[test]
fn a_process_killed_at_every_statement_moves_once_on_postgres() {
    let cluster = Cluster::shared();
    killed_at_every_wait(&cluster.create("waits", None).expect("makes a database"));
}

/// The requests that the killed process sends, all of which can be done in any order once the first few are.
fn request(number: usize) -> Request {
    let name = format!("request-{number}");
    let command = match number {
        funds if funds < ACCOUNTS => grant(Wallet::Ai, 10_000, "funds"),
        number => match number % 3 {
            0 => grant(Wallet::Ai, 5, &name),
            1 => Command::Debit {
                wallet: Wallet::Ai,
                amount: credits(2),
            },
            _ => hold(number as u128, 3, 1),
        },
    };
    ask(account_of(number % ACCOUNTS), &name, command)
}

/// Sends every request from several clients at once and calls `done` for each answer.
async fn everything(ledger: Arc<dyn Ledger>, done: impl Fn(usize) + Send + Sync + 'static) {
    for number in 0..ACCOUNTS {
        answered(&ledger, request(number)).await;
        done(number);
    }
    let (next, done) = (Arc::new(AtomicUsize::new(ACCOUNTS)), Arc::new(done));
    let clients = (0..CLIENTS).map(|_| {
        let (ledger, next, done) = (ledger.clone(), next.clone(), done.clone());
        tokio::spawn(async move {
            loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                if number >= REQUESTS {
                    return;
                }
                let outcome = answered(&ledger, request(number)).await;
                assert!(
                    matches!(outcome, Outcome::Applied(_) | Outcome::Duplicate(_)),
                    "{number}: {outcome:?}"
                );
                done(number);
            }
        })
    });
    for client in clients.collect::<Vec<_>>() {
        client.await.expect("ends");
    }
}

async fn balances(ledger: &Arc<dyn Ledger>) -> Vec<Balances> {
    let mut all = Vec::new();
    for number in 0..ACCOUNTS {
        let account = account_of(number);
        check_invariants(ledger, &account).await;
        all.push(ledger.balances(&account).await.expect("answers"));
    }
    all
}

/// What the process runs that is killed among many requests. Without books of somebody else's there is nothing to do.
#[test]
fn the_work_that_is_killed_can_be_done() {
    let Ok(books) = std::env::var(BOOKS) else {
        return;
    };
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async {
        everything(open(&books).await, |number| {
            let mut out = std::io::stdout().lock();
            writeln!(out, "\nanswered {number}").expect("a pipe");
            out.flush().expect("a pipe");
        })
        .await;
    });
}

/// Kills the work after so many answers, which it then had given.
fn killed_after(books: &str, answers: usize) -> Vec<usize> {
    let mut process = process("the_work_that_is_killed_can_be_done", books)
        .stdout(Stdio::piped())
        .spawn()
        .expect("starts");
    let mut seen = Vec::new();
    let lines = BufReader::new(process.stdout.take().expect("a pipe")).lines();
    for line in lines {
        let line = line.expect("text");
        if let Some(number) = line.strip_prefix("answered ") {
            seen.push(number.parse().expect("a number"));
        }
        if seen.len() == answers {
            process.kill().expect("is killed");
            break;
        }
    }
    process.wait().expect("is gone");
    seen
}

fn killed_and_taken_up_again(books: impl Fn(usize) -> String) {
    let model = runtime().block_on(async {
        let ledger: Arc<dyn Ledger> = Arc::new(MemoryLedger::new());
        everything(ledger.clone(), |_| {}).await;
        balances(&ledger).await
    });
    for (round, answers) in [1, 23, 80, 190].into_iter().enumerate() {
        let books = books(round);
        let seen = killed_after(&books, answers);
        assert_eq!(seen.len(), answers, "it ended by itself");
        runtime().block_on(async {
            let ledger = open(&books).await;
            balances(&ledger).await;
            for number in seen {
                let outcome = answered(&ledger, request(number)).await;
                assert!(
                    matches!(outcome, Outcome::Duplicate(_)),
                    "{number} was answered and is lost: {outcome:?}"
                );
            }
            everything(ledger.clone(), |_| {}).await;
            assert_eq!(balances(&ledger).await, model, "after {answers} answers");
        });
    }
}

#[test]
fn a_process_killed_among_many_requests_loses_nothing_on_sqlite() {
    let folder = tempfile::tempdir().expect("a folder");
    killed_and_taken_up_again(|round| {
        let path = folder.path().join(format!("books-{round}.db"));
        path.to_str().expect("plain text").to_owned()
    });
}

#[test]
fn a_process_killed_among_many_requests_loses_nothing_on_postgres() {
    let cluster = Cluster::shared();
    killed_and_taken_up_again(|round| {
        let name = format!("killed_{round}");
        cluster.create(&name, None).expect("makes a database")
    });
}
