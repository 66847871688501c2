//! What the server tells open pages as it happens, account by account.

use crate::live::News;
use ::credits::AccountId;
use tokio::sync::{broadcast, watch};

/// The hub inside one process. Streams also look at the database now and then, so a worker in another
/// process is heard as well, only a moment later.
#[derive(Debug, Clone)]
pub struct Events {
    sender: broadcast::Sender<(AccountId, News)>,
    closed: watch::Sender<bool>,
}

impl Default for Events {
    fn default() -> Self {
        let (sender, _) = broadcast::channel(1024);
        Self {
            sender,
            closed: watch::Sender::new(false),
        }
    }
}

impl Events {
    /// Tells the account's open pages; nobody listening is not an error.
    pub fn tell(&self, account: &AccountId, news: News) {
        let _unheard = self.sender.send((*account, news));
    }

    /// All news of all accounts from now on; the listener keeps its own account's.
    pub fn listen(&self) -> broadcast::Receiver<(AccountId, News)> {
        self.sender.subscribe()
    }

    /// Ends every stream: the server is going down, and an open stream would keep it waiting.
    pub fn close(&self) {
        self.closed.send_replace(true);
    }

    /// Becomes true when streams have to end.
    pub fn closing(&self) -> watch::Receiver<bool> {
        self.closed.subscribe()
    }
}
