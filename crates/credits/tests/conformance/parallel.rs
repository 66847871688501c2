use std::sync::Arc;

use crate::support::*;
use credits::*;
use tokio::sync::Barrier;

/// Sends all requests at the same moment and answers what came of them.
async fn at_once(ledger: &Arc<dyn Ledger>, requests: Vec<Request>) -> Vec<Outcome> {
    let barrier = Arc::new(Barrier::new(requests.len()));
    let tasks: Vec<_> = requests
        .into_iter()
        .map(|request| {
            let (ledger, barrier) = (ledger.clone(), barrier.clone());
            tokio::spawn(async move {
                barrier.wait().await;
                ledger.apply(request).await.expect("the ledger answers")
            })
        })
        .collect();
    let mut outcomes = Vec::with_capacity(tasks.len());
    for task in tasks {
        outcomes.push(task.await.expect("no panic"));
    }
    outcomes
}

fn count(outcomes: &[Outcome], matches: fn(&Outcome) -> bool) -> usize {
    outcomes.iter().filter(|outcome| matches(outcome)).count()
}

pub async fn fifty_downloads_of_one_version_debit_one_credit(bench: Bench) {
    let (ledger, account) = (&bench.ledger, AccountId::random());
    applied(apply(ledger, ask(account, "g", grant(Wallet::Download, 50, "g"))).await);
    let requests = (0..50).map(|n| {
        ask(
            account,
            &format!("tab-{n}"),
            download(1, 1, Entitlement::Metered),
        )
    });
    let outcomes = at_once(ledger, requests.collect()).await;
    let paid = |o: &Outcome| matches!(o, Outcome::Applied(r) if r.moved == Credits::new(1));
    let owned =
        |o: &Outcome| matches!(o, Outcome::Applied(r) if r.already_owned && r.moved.is_zero());
    assert_eq!((count(&outcomes, paid), count(&outcomes, owned)), (1, 49));
    let balance = ledger.balances(&account).await.expect("answers").download;
    assert_eq!(balance.available, credits(49));
    check_invariants(ledger, &account).await;
}

pub async fn fifty_holds_with_credits_for_three_apply_three(bench: Bench) {
    let (ledger, account) = (&bench.ledger, AccountId::random());
    applied(apply(ledger, ask(account, "g", grant(Wallet::Ai, 100, "g"))).await);
    let requests = (0..50u128).map(|n| ask(account, &format!("click-{n}"), hold(n, 30, 2)));
    let outcomes = at_once(ledger, requests.collect()).await;
    let applied = |o: &Outcome| matches!(o, Outcome::Applied(_));
    let poor = |o: &Outcome| matches!(o, Outcome::Refused(Refusal::Insufficient { .. }));
    assert_eq!((count(&outcomes, applied), count(&outcomes, poor)), (3, 47));
    let balance = ledger.balances(&account).await.expect("answers").ai;
    assert_eq!(
        (balance.available, balance.held),
        (credits(10), credits(90))
    );
    check_invariants(ledger, &account).await;
}

pub async fn one_key_sent_64_times_at_once_is_applied_once(bench: Bench) {
    let (ledger, account) = (&bench.ledger, AccountId::random());
    applied(apply(ledger, ask(account, "g", grant(Wallet::Ai, 100, "g"))).await);
    let debit = |amount| Command::Debit {
        wallet: Wallet::Ai,
        amount: credits(amount),
    };
    let outcomes = at_once(ledger, vec![ask(account, "d", debit(1)); 64]).await;
    let applied = |o: &Outcome| matches!(o, Outcome::Applied(_));
    let duplicate = |o: &Outcome| matches!(o, Outcome::Duplicate(_));
    assert_eq!(
        (count(&outcomes, applied), count(&outcomes, duplicate)),
        (1, 63)
    );
    // A request that cannot be funded is refused to each of its senders.
    let outcomes = at_once(ledger, vec![ask(account, "big", debit(5_000)); 64]).await;
    assert_eq!(count(&outcomes, |o| matches!(o, Outcome::Refused(_))), 64);
    assert_eq!(journal(ledger, &account).await.len(), 2);
    check_invariants(ledger, &account).await;
}

pub async fn one_source_granted_32_times_at_once_is_granted_once(bench: Bench) {
    let (ledger, account) = (&bench.ledger, AccountId::random());
    let requests =
        (0..32).map(|n| ask(account, &format!("event-{n}"), grant(Wallet::Ai, 60, "pi")));
    let outcomes = at_once(ledger, requests.collect()).await;
    let applied = |o: &Outcome| matches!(o, Outcome::Applied(_));
    let duplicate = |o: &Outcome| matches!(o, Outcome::Duplicate(_));
    assert_eq!(
        (count(&outcomes, applied), count(&outcomes, duplicate)),
        (1, 31)
    );
    check_invariants(ledger, &account).await;
}

pub async fn five_hundred_grants_add_up_exactly(bench: Bench) {
    let (ledger, account) = (&bench.ledger, AccountId::random());
    let requests = (0..500).map(|n| {
        let name = format!("payment-{n}");
        ask(
            account,
            &name,
            grant_of(Origin::Bundle, Wallet::Ai, 100, &name, None),
        )
    });
    let outcomes = at_once(ledger, requests.collect()).await;
    assert_eq!(count(&outcomes, |o| matches!(o, Outcome::Applied(_))), 500);
    let balance = ledger.balances(&account).await.expect("answers").ai;
    assert_eq!((balance.available, balance.version), (credits(50_000), 500));
    check_invariants(ledger, &account).await;
}

/// The asker goes away after the first poll, as a browser that closes its connection does.
pub async fn a_request_nobody_waits_for_is_whole_or_not_there(bench: Bench) {
    let (ledger, account) = (&bench.ledger, AccountId::random());
    applied(apply(ledger, ask(account, "g", grant(Wallet::Ai, 100, "g"))).await);
    for round in 0..20u128 {
        let request = ask(account, &format!("h{round}"), hold(round, 5, 1));
        tokio::select! {
            biased;
            _ = ledger.apply(request.clone()) => {}
            () = std::future::ready(()) => {}
        }
        let outcome = apply(ledger, request).await;
        assert!(
            matches!(outcome, Outcome::Applied(_) | Outcome::Duplicate(_)),
            "{outcome:?}"
        );
    }
    let balance = ledger.balances(&account).await.expect("answers").ai;
    assert_eq!(
        (balance.available, balance.held),
        (credits(0), credits(100))
    );
    check_invariants(ledger, &account).await;
}

/// Funds for ten of twenty: ten are applied, and nothing is left or missing.
pub async fn twenty_withdrawals_with_credits_for_ten_apply_ten(bench: Bench) {
    let (ledger, account) = (&bench.ledger, AccountId::random());
    applied(apply(ledger, ask(account, "g", grant(Wallet::Ai, 10_000, "g"))).await);
    let debit = Command::Debit {
        wallet: Wallet::Ai,
        amount: credits(1_000),
    };
    let requests = (0..20).map(|n| ask(account, &format!("w{n}"), debit.clone()));
    let outcomes = at_once(ledger, requests.collect()).await;
    let applied = |o: &Outcome| matches!(o, Outcome::Applied(_));
    assert_eq!(count(&outcomes, applied), 10);
    assert_eq!(count(&outcomes, |o| matches!(o, Outcome::Refused(_))), 10);
    let balance = ledger.balances(&account).await.expect("answers").ai;
    assert_eq!(balance.available, Credits::ZERO);
    check_invariants(ledger, &account).await;
}

/// A hold's amount and what is captured of it, for the n-th order.
fn order(n: u128) -> (i64, i64) {
    let amount = 10 + (n as i64 * 7) % 41;
    (amount, (n as i64 * 13) % amount)
}

/// Orders of several accounts, each begun, partly captured and its rest released, all at once: what is left is the total
/// less what was captured, and each account's journal is in one strictly rising order.
pub async fn orders_of_many_accounts_at_once_add_up_exactly(bench: Bench) {
    let ledger = &bench.ledger;
    let accounts: Vec<_> = (0..8).map(|_| AccountId::random()).collect();
    for account in &accounts {
        applied(apply(ledger, ask(*account, "g", grant(Wallet::Ai, 10_000, "g"))).await);
    }
    let of = |n: u128| accounts[n as usize % accounts.len()];
    let holds = (0..150).map(|n| ask(of(n), &format!("h{n}"), hold(n, order(n).0, 1)));
    at_once(ledger, holds.collect()).await;
    let ends = (0..150).flat_map(|n| {
        let ((amount, captured), hold) = (order(n), hold_id(n));
        let capture = Command::Capture {
            hold,
            amount: credits(captured),
        };
        let release = Command::Release {
            hold,
            amount: credits(amount - captured),
        };
        [
            ask(of(n), &format!("c{n}"), capture),
            ask(of(n), &format!("r{n}"), release),
        ]
    });
    at_once(ledger, ends.collect()).await;
    for (place, account) in accounts.iter().enumerate() {
        let own = (0..150).filter(|n| *n as usize % accounts.len() == place);
        let captured: i64 = own.map(|n| order(n).1).sum();
        let balance = ledger.balances(account).await.expect("answers").ai;
        assert_eq!(balance.available, credits(10_000 - captured));
        assert_eq!(balance.held, Credits::ZERO);
        check_invariants(ledger, account).await;
    }
}
