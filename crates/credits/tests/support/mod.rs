//! What the tests of the ledger share: stores to test, requests to make, and the invariants.
#![allow(dead_code, reason = "each test binary uses its part")]

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use credits::store::MemoryLedger;
use credits::*;
#[cfg(feature = "store")]
use sqlx::{PgPool, SqlitePool};
use uuid::Uuid;

#[cfg(feature = "store")]
mod databases;
pub mod given_up;

#[cfg(feature = "store")]
#[allow(unused_imports, reason = "each test binary uses its part")]
pub use databases::*;

pub const HOUR: i64 = 60 * 60 * 1_000;
/// 2026-01-01T00:00Z.
pub const START: Timestamp = Timestamp::from_ms(1_767_225_600_000);

/// A ledger under test. A database goes away with it.
pub struct Bench {
    pub ledger: Arc<dyn Ledger>,
    #[cfg(feature = "store")]
    pub writer: Option<SqlitePool>,
    #[cfg(feature = "store")]
    pub postgres: Option<PgPool>,
    #[cfg(feature = "store")]
    _folder: Option<Folder>,
}

impl Bench {
    fn of(ledger: impl Ledger + 'static) -> Self {
        Self {
            ledger: Arc::new(ledger),
            #[cfg(feature = "store")]
            writer: None,
            #[cfg(feature = "store")]
            postgres: None,
            #[cfg(feature = "store")]
            _folder: None,
        }
    }
}

pub async fn memory() -> Bench {
    Bench::of(MemoryLedger::new())
}

pub fn credits(amount: i64) -> Credits {
    Credits::new(amount)
}

pub fn hold_id(number: u128) -> HoldId {
    HoldId::new(Uuid::from_u128(number + 1))
}

pub fn version(number: u32) -> VersionHash {
    VersionHash::new(format!("{number:064x}")).expect("64 digits")
}

pub fn key(text: &str) -> IdempotencyKey {
    IdempotencyKey::new(text).expect("visible ASCII")
}

pub fn ask(account: AccountId, name: &str, command: Command) -> Request {
    ask_at(account, name, START, command)
}

pub fn ask_at(account: AccountId, name: &str, at: Timestamp, command: Command) -> Request {
    Request {
        account,
        key: key(name),
        fingerprint: format!("body of {name}"),
        at,
        command,
        note: Note::new(Reason::Lab, "A test", "It moves credits.").linked("/clips/1"),
    }
}

pub fn grant(wallet: Wallet, amount: i64, source: &str) -> Command {
    grant_of(Origin::Plan, wallet, amount, source, None)
}

pub fn grant_of(
    origin: Origin,
    wallet: Wallet,
    amount: i64,
    source: &str,
    expires_at: Option<Timestamp>,
) -> Command {
    let (amount, source) = (credits(amount), source.to_owned());
    Command::Grant {
        wallet,
        amount,
        origin,
        source,
        expires_at,
    }
}

pub fn download(number: u32, shown: i64, entitlement: Entitlement) -> Command {
    Command::Download {
        version: version(number),
        shown_price: credits(shown),
        entitlement,
    }
}

pub fn hold(number: u128, amount: i64, ordered: u32) -> Command {
    let (hold, amount) = (hold_id(number), credits(amount));
    Command::Hold {
        wallet: Wallet::Ai,
        hold,
        amount,
        ordered,
        outbox: None,
    }
}

pub fn verdict(number: u128, take: &str, verdict: Verdict) -> Command {
    Command::Verdict {
        hold: hold_id(number),
        take: take.to_owned(),
        verdict,
    }
}

pub fn applied(outcome: Outcome) -> Receipt {
    match outcome {
        Outcome::Applied(receipt) => receipt,
        other => panic!("expected it applied, got {other:?}"),
    }
}

pub fn refused(outcome: Outcome) -> Refusal {
    match outcome {
        Outcome::Refused(refusal) => refusal,
        other => panic!("expected a refusal, got {other:?}"),
    }
}

pub async fn apply(ledger: &Arc<dyn Ledger>, request: Request) -> Outcome {
    ledger.apply(request).await.expect("the ledger answers")
}

/// The whole statement, oldest first, read page by page.
pub async fn journal(ledger: &Arc<dyn Ledger>, account: &AccountId) -> Vec<Entry> {
    let mut all = Vec::new();
    loop {
        let before = all.last().map(|entry: &Entry| entry.id);
        let query = StatementQuery {
            before,
            ..StatementQuery::newest(37)
        };
        let page = ledger.statement(account, query).await.expect("a page");
        if page.is_empty() {
            all.reverse();
            return all;
        }
        all.extend(page);
    }
}

/// Everything DESIGN promises of one account at any moment (invariants 1, 2, 5 and 8, and that the
/// journal is a chain whose every entry is explained by its lots).
pub async fn check_invariants(ledger: &Arc<dyn Ledger>, account: &AccountId) {
    // At the beginning of time nothing has had to expire yet.
    let contradictions = ledger.reconcile(Timestamp::from_ms(0)).await;
    assert_eq!(contradictions.expect("answers"), []);
    let balances = ledger.balances(account).await.expect("balances");
    let entries = journal(ledger, account).await;
    let lots = ledger.lots(account).await.expect("lots");
    let holds = ledger.holds(account).await.expect("holds");
    for wallet in Wallet::ALL {
        let balance = balances.of(wallet);
        check_chain(wallet, balance, &entries);
        check_debts(ledger, account, wallet, balance).await;
        let of_wallet = || lots.iter().filter(|lot| lot.wallet == wallet);
        assert_eq!(
            of_wallet().map(|lot| lot.available).sum::<Credits>(),
            balance.available
        );
        assert_eq!(
            of_wallet().map(|lot| lot.held).sum::<Credits>(),
            balance.held
        );
        let on_hold = holds.iter().filter(|hold| hold.wallet == wallet);
        assert_eq!(
            on_hold.map(|hold| hold.held).sum::<Credits>(),
            balance.held,
            "holds differ"
        );
    }
    let ids: Vec<_> = entries.iter().map(|entry| entry.id).collect();
    assert!(ids.is_sorted_by(|a, b| a < b), "ids do not rise");
    assert!(
        entries.is_sorted_by_key(|entry| entry.at),
        "the ledger's time runs back"
    );
    let mut wallet_of_key = BTreeMap::new();
    for entry in &entries {
        let first = wallet_of_key
            .entry(entry.key.clone())
            .or_insert(entry.wallet);
        assert_eq!(*first, entry.wallet, "one command wrote to both wallets");
    }
    check_lots(ledger, account, &entries, &lots).await;
    check_holds(ledger, account, &entries).await;
}

/// Each entry of a wallet moves one amount and says what is there after it; the balance is what the last one left.
fn check_chain(wallet: Wallet, balance: WalletBalance, entries: &[Entry]) {
    assert!(balance.available >= Credits::ZERO, "available is negative");
    assert!(balance.held >= Credits::ZERO, "held is negative");
    let (mut available, mut held) = (0, 0);
    for entry in entries.iter().filter(|entry| entry.wallet == wallet) {
        available += entry.available_delta.get();
        held += entry.held_delta.get();
        assert_eq!(
            entry.available_after.get(),
            available,
            "the chain of available breaks"
        );
        assert_eq!(entry.held_after.get(), held, "the chain of held breaks");
        let signs = entry.kind.signs();
        let amount = entry
            .available_delta
            .get()
            .abs()
            .max(entry.held_delta.get().abs());
        assert!(amount > 0, "an entry moves nothing");
        assert_eq!(entry.available_delta.get(), signs.0 * amount);
        assert_eq!(entry.held_delta.get(), signs.1 * amount);
    }
    assert_eq!(
        (available, held),
        (balance.available.get(), balance.held.get()),
        "not the sums"
    );
}

/// What a wallet owes is the sum of its changes, and nothing is owed while something is available.
async fn check_debts(
    ledger: &Arc<dyn Ledger>,
    account: &AccountId,
    wallet: Wallet,
    balance: WalletBalance,
) {
    let debts = ledger.debts(account, wallet).await.expect("debts");
    let mut owed = Credits::ZERO;
    for debt in &debts {
        owed = Credits::new(owed.get() + debt.delta.get());
        assert_eq!(debt.after, owed, "the chain of debts breaks");
    }
    assert_eq!(balance.debt, owed, "the debt is not the sum of its changes");
    assert!(owed >= Credits::ZERO, "the debt is negative");
    assert!(
        owed.is_zero() || balance.available.is_zero(),
        "something is owed and available"
    );
}

/// Each lot remains what its allocations left of it, and each entry is the sum of its allocations.
async fn check_lots(
    ledger: &Arc<dyn Ledger>,
    account: &AccountId,
    entries: &[Entry],
    lots: &[LotState],
) {
    let mut remains: BTreeMap<LotId, (i64, i64)> = BTreeMap::new();
    for entry in entries {
        let parts = ledger
            .allocations(account, entry.id)
            .await
            .expect("allocations");
        assert_eq!(
            parts
                .iter()
                .map(|part| part.available_delta)
                .sum::<Credits>(),
            entry.available_delta
        );
        assert_eq!(
            parts.iter().map(|part| part.held_delta).sum::<Credits>(),
            entry.held_delta
        );
        for part in parts {
            let left = remains.entry(part.lot).or_default();
            left.0 += part.available_delta.get();
            left.1 += part.held_delta.get();
            assert!(left.0 >= 0 && left.1 >= 0, "a lot was overdrawn");
        }
    }
    remains.retain(|_, left| *left != (0, 0));
    let open: BTreeMap<_, _> = lots
        .iter()
        .map(|lot| (lot.id, (lot.available.get(), lot.held.get())))
        .collect();
    assert_eq!(
        remains, open,
        "lots are not what their entries left of them"
    );
}

/// What was captured and released of a hold was held, and it is all in the journal.
async fn check_holds(ledger: &Arc<dyn Ledger>, account: &AccountId, entries: &[Entry]) {
    let ids: BTreeSet<_> = entries.iter().filter_map(|entry| entry.hold).collect();
    for id in ids {
        let hold = ledger
            .hold(account, &id)
            .await
            .expect("a hold")
            .expect("it exists");
        let sum_of = |kind| {
            let of_hold = entries
                .iter()
                .filter(|e| e.hold == Some(id) && e.kind == kind);
            of_hold.map(|e| e.held_delta.get().abs()).sum::<i64>()
        };
        assert_eq!(
            sum_of(EntryKind::Hold),
            hold.amount.get(),
            "held more than once"
        );
        assert_eq!(sum_of(EntryKind::Capture), hold.captured.get());
        assert_eq!(sum_of(EntryKind::Release), hold.released.get());
        let ended = hold.captured.get() + hold.released.get();
        assert_eq!(
            ended + hold.held.get(),
            hold.amount.get(),
            "captured more than was held"
        );
        assert!(hold.delivered + hold.failed <= hold.ordered);
    }
}
