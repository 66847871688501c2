//! What a store of the two wallets does.

use async_trait::async_trait;

use crate::{
    AccountId, Allocation, Balances, Credits, Debt, Entry, EntryId, HoldId, HoldState,
    IdempotencyKey, LotState, Mismatch, OutboxMessage, Outcome, PriceList, Reason, Request, Right,
    StatementQuery, Timestamp, VersionHash, Wallet,
};

/// Why the ledger gave no answer. What caused it is logged where it happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LedgerError {
    /// The database did not answer. Whether the request was applied is unknown; the same request
    /// may be sent again, it is never applied twice.
    #[error("The credit ledger did not answer. Sending the same request again is safe.")]
    Unavailable,
    /// What is stored contradicts the rules, or a write would have made it. Nothing was written.
    #[error("The credit ledger refused to write. 0 credits moved.")]
    Corrupt,
    /// The price list is not newer than every published one, or a price is out of range.
    #[error("A price list needs a higher version, a later start and prices in range.")]
    UnsoundPriceList,
}

/// The two wallets of every account.
///
/// Each call of [`Ledger::apply`] is one transaction: all of it is kept or none. Reads see whole
/// transactions only. What belongs to another account is not found.
#[async_trait]
pub trait Ledger: Send + Sync {
    /// What the account has. Costs the same whatever the history.
    async fn balances(&self, account: &AccountId) -> Result<Balances, LedgerError>;

    /// Does what is asked, once.
    async fn apply(&self, request: Request) -> Result<Outcome, LedgerError>;

    /// The answer to a request that was sent before, or none. To be asked before any other check
    /// of the request, so that a repetition is answered even when its quote has run out meanwhile.
    async fn replay(
        &self,
        account: &AccountId,
        key: &IdempotencyKey,
        fingerprint: &str,
    ) -> Result<Option<Outcome>, LedgerError>;

    /// Entries, newest first.
    async fn statement(
        &self,
        account: &AccountId,
        query: StatementQuery,
    ) -> Result<Vec<Entry>, LedgerError>;

    /// What the wallet had available right before each of these moments. Costs the same whatever the history.
    async fn available_before(
        &self,
        account: &AccountId,
        wallet: Wallet,
        moments: &[Timestamp],
    ) -> Result<Vec<Credits>, LedgerError>;

    /// Credits that the account spent from one moment until another: debits and captures, but neither what expired nor what
    /// was taken back with its payment ([`Entry::used`]).
    async fn used_between(
        &self,
        account: &AccountId,
        wallet: Wallet,
        from: Timestamp,
        to: Timestamp,
    ) -> Result<Credits, LedgerError>;

    /// When the account's first entry was booked; none if there is none.
    async fn first_entry_at(&self, account: &AccountId) -> Result<Option<Timestamp>, LedgerError>;

    /// The reasons that entries of the account have, in the order of [`Reason::ALL`]. Costs the same whatever the history.
    async fn reasons(&self, account: &AccountId) -> Result<Vec<Reason>, LedgerError>;

    /// Which lots an entry moved credits of, in the order they were taken or given back; empty if
    /// the account has no such entry.
    async fn allocations(
        &self,
        account: &AccountId,
        entry: EntryId,
    ) -> Result<Vec<Allocation>, LedgerError>;

    /// The lots of which something remains, in burn order, those of the download wallet first.
    async fn lots(&self, account: &AccountId) -> Result<Vec<LotState>, LedgerError>;

    /// The holds of which something is still held, oldest first.
    async fn holds(&self, account: &AccountId) -> Result<Vec<HoldState>, LedgerError>;

    /// One hold, ended or not.
    async fn hold(
        &self,
        account: &AccountId,
        hold: &HoldId,
    ) -> Result<Option<HoldState>, LedgerError>;

    /// Why a wallet owes what it owes, oldest first: the sum of the changes is its debt.
    async fn debts(&self, account: &AccountId, wallet: Wallet) -> Result<Vec<Debt>, LedgerError>;

    /// The right to a version.
    async fn right(
        &self,
        account: &AccountId,
        version: &VersionHash,
    ) -> Result<Option<Right>, LedgerError>;

    /// The rights to those of these versions that are owned, in the order asked for.
    async fn rights(
        &self,
        account: &AccountId,
        versions: &[VersionHash],
    ) -> Result<Vec<Right>, LedgerError>;

    /// Wallets with available credits in lots that have expired by `at`, for the sweep that books
    /// their expiry with [`crate::Command::ExpireLots`].
    async fn due_lots(
        &self,
        at: Timestamp,
        limit: u32,
    ) -> Result<Vec<(AccountId, Wallet)>, LedgerError>;

    /// Compares the books with themselves and lists what contradicts; an empty list is good news. `at` is now, for
    /// what should have expired by then. Reads everything, changes nothing.
    async fn reconcile(&self, at: Timestamp) -> Result<Vec<Mismatch>, LedgerError>;

    /// Every published price list, oldest version first.
    async fn price_lists(&self) -> Result<Vec<PriceList>, LedgerError>;

    /// Publishes a price list. Publishing the newest one again changes nothing.
    async fn publish_price_list(&self, list: PriceList) -> Result<(), LedgerError>;

    /// Work that was enqueued and is not done, oldest first.
    async fn outbox_pending(
        &self,
        topic: &str,
        limit: u32,
    ) -> Result<Vec<OutboxMessage>, LedgerError>;

    /// Notes that a message needs no further work. Doing so twice changes nothing.
    async fn outbox_done(&self, id: i64) -> Result<(), LedgerError>;
}
