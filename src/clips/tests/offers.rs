//! What somebody is told who has too few download credits.

use super::*;
use crate::billing::gateways::NextOutcome;
use crate::billing::logic::subscribe;
use crate::billing::rules::{Interval, PlanKey};

/// A failed payment promises no day and names the payment, not another plan; what was there before stays.
#[tokio::test]
async fn a_failed_payment_promises_no_day() {
    let test = TestApp::start().await;
    let app = &test.app;
    let account = test.account().await;
    let starter = PlanKey::new("starter");
    subscribe(app, &account, starter, Interval::Month, 1_900)
        .await
        .expect("subscribed");
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
