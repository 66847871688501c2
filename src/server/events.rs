//! What the server tells open pages as it happens, account by account.

use ::credits::{AccountId, Balances};
use serde::{Deserialize, Serialize};
use tokio::sync::broadcast;

/// One piece of news for the open tabs of one account.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum Event {
    /// The wallets after a movement.
    Balance { balances: Balances },
    /// A render of a clip moved on; pages read its state afresh.
    Render { clip: String },
    /// An animation or one of its takes moved on.
    Animation { animation: String },
    /// The plan, period or payment state changed.
    Billing,
}

/// The hub inside one process. Streams also look at the database now and then, so a worker in another
/// process is heard as well, only a moment later.
#[derive(Debug, Clone)]
pub struct Events {
    sender: broadcast::Sender<(AccountId, Event)>,
}

impl Default for Events {
    fn default() -> Self {
        let (sender, _) = broadcast::channel(1024);
        Self { sender }
    }
}

impl Events {
    /// Tells the account's open pages; nobody listening is not an error.
    pub fn tell(&self, account: &AccountId, event: Event) {
        let _unheard = self.sender.send((account.clone(), event));
    }

    /// All news of all accounts from now on; the listener keeps its own account's.
    pub fn listen(&self) -> broadcast::Receiver<(AccountId, Event)> {
        self.sender.subscribe()
    }
}
