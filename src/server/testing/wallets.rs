//! Credits for tests to spend.

use crate::accounts::Account;
use crate::server::App;
use ::credits::{Command, Credits, IdempotencyKey, Note, Origin, Outcome, Reason, Request, Wallet};
use uuid::Uuid;

/// Gives the account so many credits, which never expire.
pub async fn grant(app: &App, account: &Account, wallet: Wallet, amount: i64) {
    let request = Request {
        account: account.id,
        key: IdempotencyKey::new(format!("grant:{}", Uuid::new_v4())).expect("a key"),
        fingerprint: amount.to_string(),
        at: account.now(),
        command: Command::Grant {
            wallet,
            amount: Credits::new(amount),
            origin: Origin::Lab,
            source: Uuid::new_v4().to_string(),
            expires_at: None,
        },
        note: Note::new(Reason::Lab, "Lab", "granted"),
    };
    assert!(matches!(
        app.ledger.apply(request).await.expect("answered"),
        Outcome::Applied(_)
    ));
}
