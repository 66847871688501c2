//! The one who writes: a thread that takes what has arrived into one transaction and answers after its commit.
//!
//! A commit that is durable waits for the disk, some milliseconds long, however little it writes. Requests that arrive
//! meanwhile share the next one. Nobody waits for company: a request that finds nothing going on is committed at once.

use std::sync::mpsc::{self, SendError, Sender};
use std::sync::{Arc, Mutex, PoisonError};

use sqlx::Transaction;
use sqlx::sqlite::{Sqlite, SqlitePool};
use tokio::runtime::Handle;
use tokio::sync::oneshot;

use super::desk::Desk;
use crate::{LedgerError, Outcome, Request};

pub(super) type Answer = Result<Outcome, LedgerError>;

/// One request and whoever waits for its answer.
pub(super) struct Waiting {
    pub request: Request,
    pub reply: oneshot::Sender<Answer>,
    /// Where the pool's connection can be waited for.
    pub runtime: Handle,
}

/// Whoever writes to the database owns the pool's one connection, the thread as well: two writers wait for each other in a
/// fair queue, and never find each other's lock on the file.
#[derive(Clone, Debug)]
pub(super) struct Writer {
    pool: SqlitePool,
    /// Where the thread finds its requests; none before the first one.
    mailbox: Arc<Mutex<Option<Sender<Waiting>>>>,
}

impl Writer {
    pub fn new(pool: SqlitePool) -> Self {
        Self {
            pool,
            mailbox: Arc::default(),
        }
    }

    pub fn pool(&self) -> &SqlitePool {
        &self.pool
    }

    /// Applies a request. It is carried through even if the asker goes away.
    pub async fn apply(&self, request: Request) -> Answer {
        let (reply, answer) = oneshot::channel();
        self.post(Waiting {
            request,
            reply,
            runtime: Handle::current(),
        })?;
        // The sender is only dropped unused if the thread died.
        answer.await.unwrap_or(Err(LedgerError::Unavailable))
    }

    /// Leaves a request to the thread, which is started if it is not there, or not any more.
    fn post(&self, waiting: Waiting) -> Result<(), LedgerError> {
        // Nothing can go wrong half way under the lock, so a poisoned one guards a whole mailbox.
        let mut mailbox = self.mailbox.lock().unwrap_or_else(PoisonError::into_inner);
        let unsent = match &*mailbox {
            None => waiting,
            Some(thread) => match thread.send(waiting) {
                Ok(()) => return Ok(()),
                Err(SendError(waiting)) => waiting,
            },
        };
        let thread = self.start()?;
        let sent = thread.send(unsent);
        *mailbox = Some(thread);
        sent.map_err(|_| LedgerError::Unavailable)
    }

    /// The thread ends when the last writer that shares its mailbox is gone.
    fn start(&self) -> Result<Sender<Waiting>, LedgerError> {
        let (thread, mailbox) = mpsc::channel();
        let desk = Desk::new(self.pool.clone());
        std::thread::Builder::new()
            .name("credit ledger".into())
            .spawn(move || desk.serve(&mailbox))
            .map_err(|error| {
                tracing::error!(%error, "the credit ledger's thread does not start");
                LedgerError::Unavailable
            })?;
        Ok(thread)
    }
}

/// Takes the write lock at once: a transaction that begins by reading could not wait for it later.
pub(super) async fn begin(pool: &SqlitePool) -> Result<Transaction<'static, Sqlite>, LedgerError> {
    Ok(pool.begin_with("BEGIN IMMEDIATE").await?)
}
