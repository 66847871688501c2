//! What the server tells open pages as it happens, account by account.

use crate::live::News;
use ::credits::AccountId;
use tokio::sync::broadcast;

/// The hub inside one process. Streams also look at the database now and then, so a worker in another
/// process is heard as well, only a moment later.
#[derive(Debug, Clone)]
pub struct Events {
    sender: broadcast::Sender<(AccountId, News)>,
}

impl Default for Events {
    fn default() -> Self {
        let (sender, _) = broadcast::channel(1024);
        Self { sender }
    }
}

impl Events {
    /// Tells the account's open pages; nobody listening is not an error.
    pub fn tell(&self, account: &AccountId, news: News) {
        let _unheard = self.sender.send((account.clone(), news));
    }

    /// All news of all accounts from now on; the listener keeps its own account's.
    pub fn listen(&self) -> broadcast::Receiver<(AccountId, News)> {
        self.sender.subscribe()
    }
}
