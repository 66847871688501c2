//! Where requests are worked on: a connection of the ledger's own, and the transaction that some requests share.
//!
//! It talks to SQLite itself, through rusqlite on sqlx's own copy of SQLite: a statement is a call instead of a journey to
//! another thread and back, a dozen of which cost more than the rows they write. Each request has a savepoint, so that
//! one that fails takes nothing of the others with it.

use std::sync::mpsc::Receiver;
use std::time::{Duration, Instant};

use rusqlite::{Connection, Transaction, TransactionBehavior};
use sqlx::AssertSqlSafe;
use sqlx::sqlite::{SqliteConnection, SqlitePool};
use tokio::runtime::Handle;
use tokio::sync::oneshot;

use super::writer::{Answer, Waiting};
use super::{load, write};
use crate::{LedgerError, Request, plan};

/// The most requests of one commit: enough to make the wait for the disk cheap, few enough to keep it short.
const BATCH: usize = 64;

/// How long other writers may be made to wait for their turn, if requests keep coming.
const TURN: Duration = Duration::from_millis(50);

/// More than the statements there are: each is compiled once.
const STATEMENTS: usize = 64;

/// 16 MB of pages, as SQLite counts them: with its 2 MB the indexes of a busy ledger are read again and again.
const CACHE_SIZE: i64 = -16_384;

/// What the connection takes over from those of the pool, which have been verified.
const PRAGMAS: [&str; 8] = [
    "synchronous",
    "foreign_keys",
    "recursive_triggers",
    "busy_timeout",
    "wal_autocheckpoint",
    "temp_store",
    "mmap_size",
    "trusted_schema",
];

pub(super) struct Desk {
    pool: SqlitePool,
    /// None until the first request comes.
    connection: Option<Connection>,
    company: Company,
}

/// Who is worth waiting for.
struct Company {
    /// How many were in the last batch: those who were answered together are about to ask again together.
    size: usize,
    /// How long the last commit took. Nobody is waited for any longer than that.
    patience: Duration,
}

impl Company {
    /// How long to wait for one more when so many have been answered so long after the first.
    fn wait(&self, answered: usize, since: Duration) -> Duration {
        if answered < self.size {
            self.patience.saturating_sub(since)
        } else {
            Duration::ZERO
        }
    }
}

impl Desk {
    pub fn new(pool: SqlitePool) -> Self {
        Self {
            pool,
            connection: None,
            company: Company {
                size: 1,
                patience: Duration::ZERO,
            },
        }
    }

    /// Works until nobody can come any more.
    pub fn serve(mut self, mailbox: &Receiver<Waiting>) {
        while let Ok(first) = mailbox.recv() {
            let runtime = first.runtime.clone();
            // A connection goes back to its pool with the help of a task.
            let _tasks = runtime.enter();
            let turn = runtime.block_on(self.pool.acquire());
            match turn.map_err(LedgerError::from) {
                Ok(mut turn) => self.take_turn(&mut turn, first, mailbox),
                Err(error) => answer_all(vec![first.reply], Err(error)),
            }
        }
    }

    /// Commits batch after batch while more come, as long as others may be made to wait for their turn.
    fn take_turn(
        &mut self,
        turn: &mut SqliteConnection,
        first: Waiting,
        mailbox: &Receiver<Waiting>,
    ) {
        let end = Instant::now() + TURN;
        let mut next = Some(first);
        while let Some(first) = next {
            let mut replies = Vec::new();
            let answers = self.commit(turn, first, mailbox, &mut replies);
            answer_all(replies, answers);
            let wait = if self.company.size > 1 {
                self.company.patience
            } else {
                Duration::ZERO
            };
            next = (Instant::now() < end)
                .then(|| mailbox.recv_timeout(wait).ok())
                .flatten();
        }
    }

    /// One request and those that arrive while it is worked on, in one transaction. An error of this function is
    /// everybody's; one request's own is in its answer.
    fn commit(
        &mut self,
        turn: &mut SqliteConnection,
        first: Waiting,
        mailbox: &Receiver<Waiting>,
        replies: &mut Vec<oneshot::Sender<Answer>>,
    ) -> Result<Vec<Answer>, LedgerError> {
        replies.push(first.reply);
        let connection = match &mut self.connection {
            Some(connection) => connection,
            none => none.insert(open(&self.pool, turn, &first.runtime)?),
        };
        // Takes the write lock at once: a transaction that begins by reading could not wait for it later.
        let mut transaction =
            connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let begun = Instant::now();
        let mut answers = vec![answer(&mut transaction, &first.request)?];
        while answers.len() < BATCH {
            let wait = self.company.wait(answers.len(), begun.elapsed());
            let Ok(next) = mailbox.recv_timeout(wait) else {
                break;
            };
            replies.push(next.reply);
            answers.push(answer(&mut transaction, &next.request)?);
        }
        let ready = Instant::now();
        transaction.commit()?;
        self.company = Company {
            size: answers.len(),
            patience: ready.elapsed(),
        };
        Ok(answers)
    }
}

fn answer_all(replies: Vec<oneshot::Sender<Answer>>, answers: Result<Vec<Answer>, LedgerError>) {
    let answers = answers.unwrap_or_else(|error| vec![Err(error); replies.len()]);
    for (reply, answer) in replies.into_iter().zip(answers) {
        // Whoever asked may have gone away; the request was carried through all the same.
        let _gone = reply.send(answer);
    }
}

/// A connection to the pool's database, set as the pool's own.
pub(super) fn open(
    pool: &SqlitePool,
    like: &mut SqliteConnection,
    runtime: &Handle,
) -> Result<Connection, LedgerError> {
    let connection = Connection::open(pool.connect_options().get_filename())?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    connection.pragma_update(None, "cache_size", CACHE_SIZE)?;
    for pragma in PRAGMAS {
        let query = sqlx::query_scalar(AssertSqlSafe(format!("PRAGMA {pragma}")));
        let value: Option<i64> = runtime.block_on(query.fetch_optional(&mut *like))?;
        if let Some(value) = value {
            connection.pragma_update(None, pragma, value)?;
        }
    }
    Ok(connection)
}

/// One request in its savepoint. Fails if the database has given up the whole transaction by itself, as it does when its
/// disk is full: then the whole batch fails.
fn answer(transaction: &mut Transaction, request: &Request) -> Result<Answer, LedgerError> {
    let savepoint = transaction.savepoint()?;
    let outcome = apply(&savepoint, request);
    match outcome {
        Ok(_) => savepoint.commit()?,
        Err(_) => savepoint.finish()?,
    }
    Ok(outcome)
}

fn apply(connection: &Connection, request: &Request) -> Answer {
    let state = load::state(connection, request)?;
    let plan = plan::plan(&state, request);
    write::all(connection, request, &plan.writes)?;
    Ok(plan.outcome)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{connect_options, migrate};
    use crate::{
        AccountId, Command, Credits, IdempotencyKey, Note, Origin, Outcome, Reason, Timestamp,
        Wallet,
    };
    use sqlx::sqlite::{SqlitePoolOptions, SqliteSynchronous};
    use std::path::Path;
    use std::sync::mpsc;

    #[test]
    fn the_connection_is_set_like_those_of_the_pool() {
        let folder = tempfile::tempdir().expect("a folder");
        let runtime = tokio::runtime::Runtime::new().expect("a runtime");
        let _tasks = runtime.enter();
        for synchronous in [SqliteSynchronous::Off, SqliteSynchronous::Full] {
            let options = connect_options(folder.path().join("books.db")).synchronous(synchronous);
            let pool = runtime.block_on(SqlitePoolOptions::new().connect_with(options));
            let pool = pool.expect("opens");
            runtime.block_on(migrate(&pool)).expect("migrates");
            let mut like = runtime.block_on(pool.acquire()).expect("a connection");
            let connection = open(&pool, &mut like, runtime.handle()).expect("opens");
            for pragma in PRAGMAS {
                let query = sqlx::query_scalar(AssertSqlSafe(format!("PRAGMA {pragma}")));
                let expected: Option<i64> = runtime
                    .block_on(query.fetch_optional(&mut *like))
                    .expect("answers");
                let found = connection.pragma_query_value(None, pragma, |row| row.get::<_, i64>(0));
                assert_eq!(found.ok(), expected, "{pragma}");
            }
            let cache = connection.pragma_query_value(None, "cache_size", |row| row.get(0));
            assert_eq!(cache, Ok(-16_384_i64), "a negative number is of kibibytes");
        }
    }

    fn grant(number: usize, runtime: &Handle) -> (Waiting, oneshot::Receiver<Answer>) {
        let (reply, answer) = oneshot::channel();
        let request = Request {
            account: AccountId::random(),
            key: IdempotencyKey::new(format!("grant-{number}")).expect("visible ASCII"),
            fingerprint: "a grant".to_owned(),
            at: Timestamp::from_ms(0),
            command: Command::Grant {
                wallet: Wallet::Ai,
                amount: Credits::new(5),
                origin: Origin::Bundle,
                source: format!("source-{number}"),
                expires_at: None,
            },
            note: Note::new(Reason::Lab, "A test", "It adds credits."),
        };
        let runtime = runtime.clone();
        let waiting = Waiting {
            request,
            reply,
            runtime,
        };
        (waiting, answer)
    }

    /// How many transactions SQLite's journal has: the last page of each tells how large it left the database.
    fn commits(journal: &Path) -> usize {
        const HEADER: usize = 32;
        const PAGE: usize = 24 + 4_096;
        let bytes = std::fs::read(journal).expect("is there");
        let pages = bytes[HEADER..].chunks_exact(PAGE);
        pages.filter(|page| page[4..8] != [0; 4]).count()
    }

    #[test]
    fn who_waits_together_is_committed_together_up_to_a_batch() {
        let folder = tempfile::tempdir().expect("a folder");
        let books = folder.path().join("books.db");
        let runtime = tokio::runtime::Runtime::new().expect("a runtime");
        let pool = runtime.block_on(async {
            let pool = SqlitePoolOptions::new()
                .max_connections(1)
                .connect_with(connect_options(&books))
                .await;
            let pool = pool.expect("opens");
            migrate(&pool).await.expect("migrates");
            let empty = sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)");
            empty.execute(&pool).await.expect("empties the journal");
            pool
        });
        let (mailbox, desk) = mpsc::channel();
        let answers: Vec<_> = (0..=2 * BATCH)
            .map(|number| {
                let (waiting, answer) = grant(number, runtime.handle());
                mailbox.send(waiting).expect("the desk is there");
                answer
            })
            .collect();
        drop(mailbox);
        Desk::new(pool.clone()).serve(&desk);
        for answer in answers {
            let answer = answer.blocking_recv().expect("an answer");
            assert!(matches!(answer, Ok(Outcome::Applied(_))), "{answer:?}");
        }
        assert_eq!(commits(&books.with_extension("db-wal")), 3);
    }
}
