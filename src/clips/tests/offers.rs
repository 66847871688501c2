//! What somebody is told who has too few download credits.

use super::*;
use crate::billing::gateways::NextOutcome;
use crate::billing::logic::{reverse, subscribe};
use crate::billing::rules::{Cents, Interval, PlanKey, Reversal, ReversalKind, ReversalState};
use ::credits::{Command, Credits, IdempotencyKey, Note, Reason, Request};

/// An account whose first month of Starter is paid.
async fn on_starter(test: &TestApp) -> Account {
    let account = test.account().await;
    let starter = PlanKey::new("starter");
    subscribe(&test.app, &account, starter, Interval::Month, 1_900)
        .await
        .expect("subscribed");
    account
}

/// A failed payment promises no day and names the payment, not another plan; what was there before stays.
#[tokio::test]
async fn a_failed_payment_promises_no_day() {
    let test = TestApp::start().await;
    let app = &test.app;
    let account = on_starter(&test).await;
    let paid = logic::offer(app, &account).await.expect("an offer");
    assert!(paid.next_refresh.is_some() && !paid.payment_failed);
    app.test_payments
        .set_next(&account.id, NextOutcome::Fail)
        .await
        .expect("set");
    let open = app.billing.open_subscription(&account.id).await;
    let open = open.expect("readable").expect("a plan");
    let due = open.period(open.running(account.now()) + 1).start;
    let later = Account {
        clock_ahead_ms: account.clock_ahead_ms + due.ms() - account.now().ms() + 1_000,
        ..account
    };
    let unpaid = logic::offer(app, &later).await.expect("an offer");
    assert!(unpaid.payment_failed);
    assert_eq!(unpaid.next_refresh, None);
    assert_eq!(unpaid.way_in, None);
    assert_eq!(unpaid.available, paid.available);
}

/// Credits that settle what is owed cannot be spent, so they are not promised.
#[tokio::test]
async fn what_is_owed_is_taken_off_what_is_promised() {
    let test = TestApp::start().await;
    let app = &test.app;
    let account = on_starter(&test).await;
    let spent = Request {
        account: account.id,
        key: IdempotencyKey::new("spent").expect("a key"),
        fingerprint: "spent".to_owned(),
        at: account.now(),
        command: Command::Debit {
            wallet: Wallet::Download,
            amount: Credits::new(4),
        },
        note: Note::new(Reason::Lab, "Test", "Test"),
    };
    app.ledger.apply(spent).await.expect("spent");
    let invoices = app.billing.invoices(&account.id).await;
    let back = Reversal {
        id: "refund".to_owned(),
        invoice: invoices.expect("readable").remove(0).id,
        kind: ReversalKind::Refund,
        cents: Cents::new(1_900),
        state: ReversalState::Kept,
        at: account.now(),
    };
    reverse(app, &account, back).await.expect("followed");
    let owing = logic::offer(app, &account).await.expect("an offer");
    assert_eq!(owing.available, 0);
    let promised = owing.next_refresh.expect("a day");
    assert_eq!(promised.download, 6, "of 10, 4 are owed");
}
