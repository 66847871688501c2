//! What the test gateway's books promise, on each database.

use super::NextOutcome;
use crate::billing::gateways::Charge;
use crate::billing::rules::Cents;
use crate::server::testing::{TestApp, on_postgres_too};
use ::credits::AccountId;

fn charge(account: AccountId, n: usize) -> Charge {
    Charge {
        account,
        key: format!("invoice:{n}"),
        amount: Cents::new(1_900),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_outcome_that_was_set_is_the_next_payments_alone() {
    let test = TestApp::start().await;
    let account = AccountId::random();
    let payments = &test.app.test_payments;
    let set = payments.set_next(&account, NextOutcome::Fail).await;
    set.expect("set");
    let next = payments.next(&account).await;
    assert_eq!(next.expect("readable"), NextOutcome::Fail);
    // Eight payments, each asked for twice at once.
    let asking = (0..16).map(|n| {
        let app = test.app.clone();
        tokio::spawn(async move {
            let answer = app.test_payments.answer(&charge(account, n % 8)).await;
            (n % 8, answer)
        })
    });
    let mut answers = [None; 8];
    for answer in futures::future::join_all(asking).await {
        let (n, outcome) = answer.expect("no panic");
        let outcome = Some(outcome.expect("answered"));
        assert!(answers[n].is_none() || answers[n] == outcome);
        answers[n] = outcome;
    }
    let failed = answers
        .iter()
        .filter(|one| **one == Some(NextOutcome::Fail));
    assert_eq!(failed.count(), 1);
    let next = payments.next(&account).await;
    assert_eq!(next.expect("readable"), NextOutcome::Succeed);
}

on_postgres_too!(the_outcome_that_was_set_is_the_next_payments_alone);
