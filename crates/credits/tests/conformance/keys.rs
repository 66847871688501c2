use crate::support::*;
use credits::*;

fn debit(amount: i64) -> Command {
    Command::Debit {
        wallet: Wallet::Ai,
        amount: credits(amount),
    }
}

pub async fn the_first_answer_is_the_answer(bench: Bench) {
    let (ledger, account) = (&bench.ledger, AccountId::random());
    applied(apply(ledger, ask(account, "g", grant(Wallet::Ai, 100, "g"))).await);
    let request = ask(account, "d", debit(30));
    assert_eq!(
        ledger
            .replay(&account, &request.key, &request.fingerprint)
            .await,
        Ok(None)
    );
    let first = applied(apply(ledger, request.clone()).await);
    applied(apply(ledger, ask(account, "e", debit(5))).await);
    let repeated = apply(ledger, request.clone()).await;
    assert_eq!(
        repeated,
        Outcome::Duplicate(first.clone()),
        "the first receipt, not today's"
    );
    let replayed = ledger
        .replay(&account, &request.key, &request.fingerprint)
        .await;
    assert_eq!(replayed, Ok(Some(Outcome::Duplicate(first))));
    let mut other = request.clone();
    other.fingerprint = "another body".into();
    let reused = Outcome::Refused(Refusal::KeyReused);
    assert_eq!(apply(ledger, other.clone()).await, reused);
    let replayed = ledger
        .replay(&account, &other.key, &other.fingerprint)
        .await;
    assert_eq!(replayed, Ok(Some(reused)));
    let balance = ledger.balances(&account).await.expect("answers").ai;
    assert_eq!(balance.available, credits(65));
    check_invariants(ledger, &account).await;
}

pub async fn a_refusal_is_final_for_its_key(bench: Bench) {
    let (ledger, account) = (&bench.ledger, AccountId::random());
    let request = ask(account, "d", debit(30));
    let refusal = refused(apply(ledger, request.clone()).await);
    applied(apply(ledger, ask(account, "g", grant(Wallet::Ai, 100, "g"))).await);
    assert_eq!(refused(apply(ledger, request.clone()).await), refusal);
    let replayed = ledger
        .replay(&account, &request.key, &request.fingerprint)
        .await;
    assert_eq!(replayed, Ok(Some(Outcome::Refused(refusal))));
    let other = Request {
        fingerprint: "another body".into(),
        ..request
    };
    assert_eq!(refused(apply(ledger, other).await), Refusal::KeyReused);
    // A new click is a new key.
    applied(apply(ledger, ask(account, "d2", debit(30))).await);
    check_invariants(ledger, &account).await;
}

pub async fn a_repetition_is_answered_before_any_other_check(bench: Bench) {
    let (ledger, account) = (&bench.ledger, AccountId::random());
    applied(apply(ledger, ask(account, "g", grant(Wallet::Ai, 30, "g"))).await);
    let order = ask(account, "h", hold(1, 30, 1));
    let first = applied(apply(ledger, order.clone()).await);
    applied(
        apply(
            ledger,
            ask(account, "v", verdict(1, "a", Verdict::Delivered)),
        )
        .await,
    );
    // The credits are gone, the hold exists and has ended: none of it is the answer.
    assert_eq!(apply(ledger, order).await, Outcome::Duplicate(first));
    let take = ask(account, "v", verdict(1, "a", Verdict::Delivered));
    assert!(matches!(apply(ledger, take).await, Outcome::Duplicate(_)));
    check_invariants(ledger, &account).await;
}

pub async fn keys_belong_to_their_account(bench: Bench) {
    let (ledger, one, two) = (&bench.ledger, AccountId::random(), AccountId::random());
    for account in [one, two] {
        let mut request = ask(account, "same-key", grant(Wallet::Ai, 30, "g"));
        request.fingerprint = account.to_string();
        applied(apply(ledger, request).await);
    }
    check_invariants(ledger, &one).await;
    check_invariants(ledger, &two).await;
}
