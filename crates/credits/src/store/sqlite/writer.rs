//! The one who writes: what waits goes into one transaction and is answered after its commit.
//!
//! A commit that is durable waits for the disk, some milliseconds long, however little it writes. Requests that arrive
//! meanwhile are gathered and share the next one, each in a savepoint of its own, so that one that fails takes nothing
//! of the others with it. Nobody waits for company: a request that finds nothing going on is committed at once.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use sqlx::sqlite::SqlitePool;
use sqlx::{Executor, Sqlite, SqliteConnection, Transaction};
use tokio::sync::oneshot;

use super::{load, write};
use crate::{LedgerError, Outcome, Request, plan};

/// The most requests of one commit: enough to make the wait for the disk cheap, few enough to keep it short.
const BATCH: usize = 64;

type Answer = Result<Outcome, LedgerError>;

/// One request and whoever waits for its answer.
struct Waiting {
    request: Request,
    reply: oneshot::Sender<Answer>,
}

#[derive(Default)]
struct Queue {
    waiting: VecDeque<Waiting>,
    /// Somebody is emptying the queue and will find what is added.
    is_tended: bool,
}

/// Writes through a pool of one connection, which others may use between two batches.
#[derive(Clone)]
pub(super) struct Writer {
    pool: SqlitePool,
    queue: Arc<Mutex<Queue>>,
}

impl std::fmt::Debug for Writer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Writer")
            .field("pool", &self.pool)
            .finish_non_exhaustive()
    }
}

impl Writer {
    pub fn new(pool: SqlitePool) -> Self {
        Self {
            pool,
            queue: Arc::default(),
        }
    }

    pub fn pool(&self) -> &SqlitePool {
        &self.pool
    }

    /// Applies a request. It is carried through even if the asker goes away.
    pub async fn apply(&self, request: Request) -> Answer {
        let (reply, answer) = oneshot::channel();
        let is_tended = {
            let mut queue = self.queue();
            queue.waiting.push_back(Waiting { request, reply });
            std::mem::replace(&mut queue.is_tended, true)
        };
        if !is_tended {
            tokio::spawn(self.clone().tend());
        }
        // The sender is only dropped unused if the batch's task died.
        answer.await.unwrap_or(Err(LedgerError::Unavailable))
    }

    /// Nothing is awaited under the lock, so a poisoned one guards a whole queue.
    fn queue(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Commits batch after batch until nobody waits.
    async fn tend(self) {
        // Whatever happens to this task, the next request must find that nobody tends the queue.
        let mut care = Care {
            writer: self.clone(),
            has_ended: false,
        };
        loop {
            let batch: Vec<Waiting> = {
                let mut queue = self.queue();
                let count = queue.waiting.len().min(BATCH);
                if count == 0 {
                    queue.is_tended = false;
                    care.has_ended = true;
                    return;
                }
                queue.waiting.drain(..count).collect()
            };
            let (requests, replies): (Vec<_>, Vec<_>) = batch
                .into_iter()
                .map(|waiting| (waiting.request, waiting.reply))
                .unzip();
            let answers = match commit(&self.pool, &requests).await {
                Ok(answers) => answers,
                Err(error) => vec![Err(error); replies.len()],
            };
            for (reply, answer) in replies.into_iter().zip(answers) {
                // Whoever asked may have gone away; the request was carried through all the same.
                let _gone = reply.send(answer);
            }
        }
    }
}

/// Leaves the queue to the next one who comes, if its task dies before the queue is empty.
struct Care {
    writer: Writer,
    has_ended: bool,
}

impl Drop for Care {
    fn drop(&mut self) {
        if !self.has_ended {
            self.writer.queue().is_tended = false;
        }
    }
}

/// Takes the write lock at once: a transaction that begins by reading could not wait for it later.
pub(super) async fn begin(pool: &SqlitePool) -> Result<Transaction<'static, Sqlite>, LedgerError> {
    Ok(pool.begin_with("BEGIN IMMEDIATE").await?)
}

/// All of a batch in one transaction. An error of this function is everybody's; one request's own is in its answer.
async fn commit(pool: &SqlitePool, requests: &[Request]) -> Result<Vec<Answer>, LedgerError> {
    let mut transaction = begin(pool).await?;
    let mut answers = Vec::with_capacity(requests.len());
    for request in requests {
        let answer = one(&mut transaction, request).await;
        if answer.is_err() {
            // What the database itself has rolled back has no savepoint any more: then the whole batch fails here.
            transaction.execute("ROLLBACK TO request").await?;
        }
        answers.push(answer);
    }
    transaction.commit().await?;
    Ok(answers)
}

/// One request in a savepoint of its own: one statement reads, one writes.
async fn one(connection: &mut SqliteConnection, request: &Request) -> Answer {
    let state = load::state(connection, request).await?;
    let plan = plan::plan(&state, request);
    write::all(connection, request, &plan.writes).await?;
    Ok(plan.outcome)
}
