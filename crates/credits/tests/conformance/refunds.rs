use crate::support::*;
use credits::*;

fn reclaim(source: &str, target: i64) -> Command {
    Command::Reclaim {
        wallet: Wallet::Ai,
        source: source.to_owned(),
        target: credits(target),
    }
}

fn debit(amount: i64) -> Command {
    Command::Debit {
        wallet: Wallet::Ai,
        amount: credits(amount),
    }
}

async fn does(bench: &Bench, account: AccountId, name: &str, command: Command) -> Receipt {
    let receipt = applied(apply(&bench.ledger, ask(account, name, command)).await);
    check_invariants(&bench.ledger, &account).await;
    receipt
}

/// (available, debt) of the AI wallet.
async fn figures(bench: &Bench, account: &AccountId) -> (i64, i64) {
    let balance = bench.ledger.balances(account).await.expect("answers").ai;
    (balance.available.get(), balance.debt.get())
}

pub async fn what_is_unspent_is_taken_back_its_own_grant_first(bench: Bench) {
    let account = AccountId::random();
    does(&bench, account, "p", grant(Wallet::Ai, 60, "plan")).await;
    let bundle = grant_of(Origin::Bundle, Wallet::Ai, 150, "bundle", None);
    does(&bench, account, "b", bundle).await;
    let receipt = does(&bench, account, "r", reclaim("bundle", 150)).await;
    assert_eq!(receipt.moved, credits(150));
    assert_eq!(figures(&bench, &account).await, (60, 0));
    let lots = bench.ledger.lots(&account).await.expect("answers");
    assert_eq!(lots.len(), 1);
    assert_eq!(
        lots[0].source, "plan",
        "the plan's credits were taken instead"
    );
    let last = journal(&bench.ledger, &account)
        .await
        .pop()
        .expect("an entry");
    assert_eq!(last.kind, EntryKind::Expire);
    assert_eq!(last.available_delta, credits(-150));
}

pub async fn what_was_spent_is_owed_and_settled_by_what_comes_next(bench: Bench) {
    let account = AccountId::random();
    let bundle = grant_of(Origin::Bundle, Wallet::Ai, 150, "bundle", None);
    does(&bench, account, "b", bundle).await;
    does(&bench, account, "d", debit(120)).await;
    does(&bench, account, "p", grant(Wallet::Ai, 20, "plan")).await;
    // 30 of the bundle and the 20 others are found, 100 are not.
    let receipt = does(&bench, account, "r", reclaim("bundle", 150)).await;
    assert_eq!(
        (receipt.moved, receipt.balance.debt),
        (credits(50), credits(100))
    );
    assert_eq!(figures(&bench, &account).await, (0, 100));
    let poor = refused(apply(&bench.ledger, ask(account, "x", debit(1))).await);
    assert!(matches!(poor, Refusal::Insufficient { .. }), "{poor:?}");
    does(&bench, account, "p2", grant(Wallet::Ai, 60, "plan-2")).await;
    assert_eq!(figures(&bench, &account).await, (0, 40));
    does(&bench, account, "p3", grant(Wallet::Ai, 60, "plan-3")).await;
    assert_eq!(figures(&bench, &account).await, (20, 0));
    let last = journal(&bench.ledger, &account)
        .await
        .pop()
        .expect("an entry");
    assert_eq!(last.note.reason, Reason::Debt);
    assert_eq!(last.available_delta, credits(-40));
}

pub async fn a_refund_that_comes_twice_or_grows_takes_no_more_than_was_granted(bench: Bench) {
    let account = AccountId::random();
    let bundle = grant_of(Origin::Bundle, Wallet::Ai, 150, "bundle", None);
    does(&bench, account, "b", bundle).await;
    // Partial refunds carry their sum; whatever order they come in, the highest stands.
    for (name, target, available) in [
        ("r1", 50, 100),
        ("r2", 50, 100),
        ("r3", 90, 60),
        ("r4", 900, 0),
    ] {
        does(&bench, account, name, reclaim("bundle", target)).await;
        assert_eq!(figures(&bench, &account).await, (available, 0), "{name}");
    }
}

pub async fn a_dispute_that_is_won_gives_back_what_was_taken(bench: Bench) {
    let account = AccountId::random();
    let bundle = grant_of(Origin::Bundle, Wallet::Ai, 150, "bundle", None);
    does(&bench, account, "b", bundle).await;
    does(&bench, account, "d", debit(100)).await;
    does(&bench, account, "lost", reclaim("bundle", 150)).await;
    assert_eq!(figures(&bench, &account).await, (0, 100));
    let receipt = does(&bench, account, "won", reclaim("bundle", 0)).await;
    assert_eq!(receipt.moved, credits(50));
    assert_eq!(figures(&bench, &account).await, (50, 0));
    let lots = bench.ledger.lots(&account).await.expect("answers");
    assert_eq!((lots[0].origin, lots[0].expires_at), (Origin::Bundle, None));
    // It may be disputed again.
    does(&bench, account, "again", reclaim("bundle", 150)).await;
    assert_eq!(figures(&bench, &account).await, (0, 100));
}

pub async fn a_released_hold_settles_what_is_owed(bench: Bench) {
    let account = AccountId::random();
    let bundle = grant_of(Origin::Bundle, Wallet::Ai, 100, "bundle", None);
    does(&bench, account, "b", bundle).await;
    does(&bench, account, "h", hold(1, 80, 2)).await;
    does(&bench, account, "r", reclaim("bundle", 50)).await;
    assert_eq!(figures(&bench, &account).await, (0, 30));
    does(&bench, account, "v", verdict(1, "a", Verdict::Failed)).await;
    assert_eq!(figures(&bench, &account).await, (10, 0));
    does(&bench, account, "w", verdict(1, "b", Verdict::Delivered)).await;
    assert_eq!(figures(&bench, &account).await, (10, 0));
}

pub async fn what_nobody_granted_cannot_be_taken_back(bench: Bench) {
    let account = AccountId::random();
    does(&bench, account, "g", grant(Wallet::Ai, 10, "g")).await;
    let unknown = refused(apply(&bench.ledger, ask(account, "r", reclaim("other", 5))).await);
    assert_eq!(unknown, Refusal::UnknownSource);
    let other = AccountId::random();
    let foreign = refused(apply(&bench.ledger, ask(other, "r", reclaim("g", 5))).await);
    assert_eq!(foreign, Refusal::UnknownSource);
    let negative = refused(apply(&bench.ledger, ask(account, "n", reclaim("g", -5))).await);
    assert_eq!(negative, Refusal::InvalidAmount);
    assert_eq!(figures(&bench, &account).await, (10, 0));
}

pub async fn what_is_spent_to_the_last_is_owed_without_an_entry(bench: Bench) {
    let account = AccountId::random();
    does(&bench, account, "g", grant(Wallet::Ai, 60, "g")).await;
    let before = does(&bench, account, "d", debit(60)).await.balance;
    let entries = journal(&bench.ledger, &account).await.len();
    let receipt = does(&bench, account, "r", reclaim("g", 60)).await;
    assert_eq!(receipt.moved, Credits::ZERO);
    assert_eq!(receipt.balance.version, before.version + 1);
    assert_eq!(figures(&bench, &account).await, (0, 60));
    assert_eq!(journal(&bench.ledger, &account).await.len(), entries);
    let debts = bench.ledger.debts(&account, Wallet::Ai).await;
    let debts = debts.expect("answers");
    assert_eq!((debts[0].delta, debts[0].key.as_str()), (credits(60), "r"));
    // What has moved nothing leaves the wallet's version alone.
    let again = does(&bench, account, "r2", reclaim("g", 60)).await;
    assert_eq!(again.balance, receipt.balance);
    let stored = bench.ledger.balances(&account).await.expect("answers").ai;
    assert_eq!(stored, receipt.balance);
}
