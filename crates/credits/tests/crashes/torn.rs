//! A process killed at any write to SQLite's file.

use std::path::Path;
use std::sync::Arc;

use credits::store::{self, SqliteLedger};
use credits::*;

use crate::support::*;
use crate::{open, runtime};

/// A few requests that move credits in every way, each of which needs the ones before it.
fn one_after_another(account: AccountId) -> Vec<Request> {
    let (id, of_hold) = (hold_id(1), credits(2));
    let commands = [
        grant(Wallet::Ai, 20, "fund"),
        hold(1, 9, 2),
        Command::Capture {
            hold: id,
            amount: of_hold,
        },
        Command::Release {
            hold: id,
            amount: of_hold,
        },
        verdict(1, "a", Verdict::Failed),
        Command::Reclaim {
            wallet: Wallet::Ai,
            source: "fund".into(),
            target: credits(20),
        },
    ];
    let named = commands.into_iter().enumerate();
    named
        .map(|(number, command)| ask(account, &format!("request-{number}"), command))
        .collect()
}

/// SQLite writes at the end of one file until that is checkpointed, so what a killed process leaves is a beginning of it.
struct Beginnings {
    database: Vec<u8>,
    wal: Vec<u8>,
    /// How long the file was when each request was answered.
    answered_at: Vec<usize>,
}

async fn beginnings(books: &Path, requests: &[Request]) -> Beginnings {
    let (writer, readers) = store::open(books).await.expect("opens");
    store::migrate(&writer).await.expect("migrates");
    sqlx::raw_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        .execute(&writer)
        .await
        .expect("empties the file");
    let ledger: Arc<dyn Ledger> = Arc::new(SqliteLedger::new(writer, readers));
    let wal = || std::fs::read(books.with_extension("db-wal")).expect("is there");
    let mut answered_at = Vec::new();
    for request in requests {
        applied(apply(&ledger, request.clone()).await);
        answered_at.push(wal().len());
    }
    Beginnings {
        database: std::fs::read(books).expect("is there"),
        wal: wal(),
        answered_at,
    }
}

/// What was answered is there and nothing is there by half; the rest can be done.
async fn taken_up_again(left: &Beginnings, length: usize, requests: &[Request]) {
    let folder = tempfile::tempdir().expect("a folder");
    let books = folder.path().join("books.db");
    std::fs::write(&books, &left.database).expect("writes");
    std::fs::write(books.with_extension("db-wal"), &left.wal[..length]).expect("writes");
    let ledger = open(books.to_str().expect("plain text")).await;
    let account = requests[0].account;
    check_invariants(&ledger, &account).await;
    let answered = left.answered_at.iter().filter(|at| **at <= length).count();
    for (number, request) in requests.iter().enumerate() {
        let outcome = apply(&ledger, request.clone()).await;
        assert_eq!(
            matches!(outcome, Outcome::Duplicate(_)),
            number < answered,
            "request {number} with {length} bytes of the file: {outcome:?}"
        );
    }
    check_invariants(&ledger, &account).await;
}

#[test]
fn a_process_killed_at_every_write_keeps_whole_requests_on_sqlite() {
    let folder = tempfile::tempdir().expect("a folder");
    let requests = one_after_another(AccountId::random());
    runtime().block_on(async {
        let left = beginnings(&folder.path().join("books.db"), &requests).await;
        // The file is a header and then pages, each behind a header of its own.
        let (header, page) = (32, 24 + 4_096);
        assert_eq!((left.wal.len() - header) % page, 0);
        for start in (header..=left.wal.len()).step_by(page) {
            taken_up_again(&left, start, &requests).await;
            taken_up_again(&left, (start + page / 2).min(left.wal.len()), &requests).await;
        }
    });
}
