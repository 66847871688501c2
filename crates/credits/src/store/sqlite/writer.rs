//! The one who writes: what waits goes into one transaction and is answered after its commit.
//!
//! A commit that is durable waits for the disk, some milliseconds long, however little it writes. Requests that arrive
//! meanwhile are gathered and share the next one. Nobody waits for company: a request that finds nothing going on is
//! committed at once.
//!
//! Within a batch, requests of different accounts know nothing of each other, so they are read together and written
//! together, in a savepoint: a wave. Should one of a wave fail, the savepoint is taken back and each of them goes through one
//! of its own, so that it takes nothing of the others with it. An account's second request belongs to the next wave.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use sqlx::sqlite::SqlitePool;
use sqlx::{Executor, Sqlite, SqliteConnection, Transaction};
use tokio::sync::oneshot;

use super::super::document::Document;
use super::{load, write};
use crate::{AccountId, LedgerError, Outcome, Request, plan};

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
            let is_busy = replies.len() > 1;
            for (reply, answer) in replies.into_iter().zip(answers) {
                // Whoever asked may have gone away; the request was carried through all the same.
                let _gone = reply.send(answer);
            }
            // Those who were answered together are about to ask again together: let them, instead of committing the
            // first of them alone.
            if is_busy {
                tokio::task::yield_now().await;
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
    let mut answers: Vec<Answer> = vec![Err(LedgerError::Unavailable); requests.len()];
    for wave in waves(requests) {
        let done = together(&mut transaction, requests, &wave).await;
        let done = match done {
            Ok(outcomes) => outcomes.into_iter().map(Ok).collect(),
            Err(error) if wave.len() == 1 => {
                transaction.execute(BACK).await?;
                vec![Err(error)]
            }
            Err(_) => {
                transaction.execute(BACK).await?;
                one_by_one(&mut transaction, requests, &wave).await?
            }
        };
        for (place, answer) in wave.into_iter().zip(done) {
            answers[place] = answer;
        }
    }
    transaction.commit().await?;
    Ok(answers)
}

/// Takes a savepoint's work back and the savepoint with it. Fails if the database has given up the whole transaction by
/// itself, as it does when its disk is full: then the whole batch fails.
const BACK: &str = "ROLLBACK TO wave; RELEASE wave";

/// The places of the requests, in waves of different accounts; each account's requests keep their order.
fn waves(requests: &[Request]) -> Vec<Vec<usize>> {
    let mut waves: Vec<Vec<usize>> = Vec::new();
    let mut next: HashMap<AccountId, usize> = HashMap::new();
    for (place, request) in requests.iter().enumerate() {
        let wave = next.entry(request.account).or_default();
        if *wave == waves.len() {
            waves.push(Vec::new());
        }
        waves[*wave].push(place);
        *wave += 1;
    }
    waves
}

/// Requests of different accounts, read with one statement and written with one text.
async fn together(
    connection: &mut SqliteConnection,
    requests: &[Request],
    wave: &[usize],
) -> Result<Vec<Outcome>, LedgerError> {
    let (states, last) =
        load::states(connection, wave.iter().map(|place| &requests[*place])).await?;
    let mut document = Document::default();
    let mut outcomes = Vec::with_capacity(wave.len());
    for (place, state) in wave.iter().zip(&states) {
        let request = &requests[*place];
        let plan = plan::plan(state, request);
        document.add(request, &plan.writes)?;
        outcomes.push(plan.outcome);
    }
    write::all(connection, document, last).await?;
    Ok(outcomes)
}

/// The same, each in a savepoint of its own.
async fn one_by_one(
    connection: &mut SqliteConnection,
    requests: &[Request],
    wave: &[usize],
) -> Result<Vec<Answer>, LedgerError> {
    let mut answers = Vec::with_capacity(wave.len());
    for place in wave {
        match together(connection, requests, std::slice::from_ref(place)).await {
            Ok(outcomes) => answers.extend(outcomes.into_iter().map(Ok)),
            Err(error) => {
                connection.execute(BACK).await?;
                answers.push(Err(error));
            }
        }
    }
    Ok(answers)
}
