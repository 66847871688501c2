//! The letters of a demo without a mail server, kept in memory for whoever looks into the Lab.

use super::{Mail, send_due};
use crate::error::AppError;
use crate::server::App;
use crate::server::state::wall_clock_ms;
use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

/// How many letters are kept; older ones make room.
const MANY: usize = 50;

/// The newest letters.
#[derive(Default)]
pub struct Mailbag {
    letters: Mutex<VecDeque<Mail>>,
    /// Held while letters are fetched: whoever looks sees all that was put before.
    fetching: tokio::sync::Mutex<()>,
}

impl Mailbag {
    /// Puts a letter on top.
    pub fn put(&self, mail: Mail) {
        let mut letters = self.letters.lock().unwrap_or_else(PoisonError::into_inner);
        letters.push_front(mail);
        letters.truncate(MANY);
    }

    /// Fetches what is due and answers all letters, the newest first.
    pub async fn read(&self, app: &App) -> Result<Vec<Mail>, AppError> {
        let _until_fetched = self.fetching.lock().await;
        send_due(app, wall_clock_ms()).await?;
        let letters = self.letters.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(letters.iter().cloned().collect())
    }
}
