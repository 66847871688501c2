//! What billing's store promises, on each database.

use super::{Invoice, NewInvoice, Payment, Purpose};
use crate::billing::rules::{Cents, Change, Interval, PlanKey, Scheduled, Subscription};
use crate::server::App;
use crate::server::testing::{TestApp, on_postgres_too};
use ::credits::{AccountId, Credits, Timestamp};
use std::collections::BTreeSet;

const NOW: Timestamp = Timestamp::from_ms(1_767_225_600_000);

fn bundle(account: AccountId, key: &str) -> NewInvoice {
    NewInvoice {
        account,
        subscription: None,
        key: key.to_owned(),
        purpose: Purpose::Bundle {
            ai: Credits::new(150),
        },
        title: "AI bundle, 150".to_owned(),
        amount: Cents::new(1_500),
        issued_at: NOW,
    }
}

fn paid() -> Payment {
    Payment {
        paid: true,
        detail: "card".to_owned(),
        at: NOW,
    }
}

async fn issued(app: &App, invoice: NewInvoice) -> Invoice {
    app.billing.issue(invoice).await.expect("issued")
}

fn starter(account: AccountId) -> Subscription {
    Subscription::beginning(account, PlanKey::new("starter"), Interval::Month, NOW)
}

#[tokio::test(flavor = "multi_thread")]
async fn invoices_issued_at_once_are_numbered_without_gaps_and_each_thing_is_billed_once() {
    let test = TestApp::start().await;
    let accounts = [(); 4].map(|()| AccountId::random());
    // Every account asks for the same three things five times over.
    let asked = (0..60).map(|n| {
        let app = test.app.clone();
        let invoice = bundle(accounts[n % 4], &format!("bundle:{}", n % 3));
        tokio::spawn(async move { issued(&app, invoice).await })
    });
    let mut numbers = BTreeSet::new();
    for invoice in futures::future::join_all(asked).await {
        numbers.insert(invoice.expect("no panic").number);
    }
    assert_eq!(numbers, (1..=12).collect());
    // The next one follows, though each of these was asked for several times.
    let next = issued(&test.app, bundle(accounts[0], "bundle:9")).await;
    assert_eq!(next.number, 13);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_attempt_is_answered_once_and_what_is_paid_is_unfinished_until_handed_over() {
    let test = TestApp::start().await;
    let account = test.account().await.id;
    let billing = &test.app.billing;
    let invoice = issued(&test.app, bundle(account, "bundle:1")).await;
    let answering = (0..8).map(|_| {
        let (app, invoice) = (test.app.clone(), invoice.clone());
        tokio::spawn(async move { app.billing.record(&invoice, &paid(), None).await })
    });
    let mut recorded = 0;
    for answer in futures::future::join_all(answering).await {
        recorded += u32::from(answer.expect("no panic").expect("answered"));
    }
    assert_eq!(recorded, 1);
    let unfinished = billing.unfinished(&account).await.expect("readable");
    assert_eq!(unfinished.len(), 1);
    assert_eq!(
        (unfinished[0].fulfilled, unfinished[0].attempts),
        (false, 1)
    );
    assert_eq!(billing.due_accounts(0).await.expect("readable"), [account]);
    billing.fulfilled(&unfinished[0]).await.expect("noted");
    assert_eq!(billing.unfinished(&account).await.expect("readable"), []);
    assert_eq!(billing.due_accounts(0).await.expect("readable"), []);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_period_that_is_paid_is_nothing_to_hand_over() {
    let test = TestApp::start().await;
    let account = test.account().await.id;
    let billing = &test.app.billing;
    let begun = starter(account);
    assert!(billing.add_subscription(&begun).await.expect("added"));
    let invoice = NewInvoice {
        subscription: Some(begun.id),
        purpose: Purpose::Period {
            number: 0,
            periods: 1,
        },
        ..bundle(account, "period:0")
    };
    let invoice = issued(&test.app, invoice).await;
    assert_eq!(billing.unfinished(&account).await.expect("readable"), []);
    let recorded = billing.record(&invoice, &paid(), None).await;
    assert!(recorded.expect("answered"));
    let kept = billing.invoice(&account, &invoice.id).await;
    assert!(kept.expect("readable").expect("there").fulfilled);
}

#[tokio::test(flavor = "multi_thread")]
async fn plans_that_somebody_will_have_are_in_use_too() {
    let test = TestApp::start().await;
    let account = test.account().await.id;
    let billing = &test.app.billing;
    let begun = Subscription {
        scheduled: Some(Scheduled {
            change: Change::Switch {
                plan: PlanKey::new("bronze"),
                interval: Interval::Month,
            },
            before_period: 3,
        }),
        ..starter(account)
    };
    assert!(billing.add_subscription(&begun).await.expect("added"));
    let in_use = billing.plans_in_use().await.expect("readable");
    assert!(in_use.contains(&PlanKey::new("starter")), "{in_use:?}");
    assert!(in_use.contains(&PlanKey::new("bronze")), "{in_use:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_who_read_the_same_revision_one_writes() {
    let test = TestApp::start().await;
    let account = test.account().await.id;
    let billing = &test.app.billing;
    let adding = (0..8).map(|_| {
        let app = test.app.clone();
        tokio::spawn(async move { app.billing.add_subscription(&starter(account)).await })
    });
    let mut added = 0;
    for answer in futures::future::join_all(adding).await {
        added += u32::from(answer.expect("no panic").expect("answered"));
    }
    assert_eq!(added, 1, "one plan at a time");
    let read = billing.open_subscription(&account).await;
    let read = read.expect("readable").expect("there");
    let invoice = issued(&test.app, bundle(account, "bundle:1")).await;
    assert!(billing.save(&read).await.expect("answered"));
    assert!(!billing.save(&read).await.expect("answered"));
    // What comes with a stale subscription is not written either.
    let recorded = billing.record(&invoice, &paid(), Some(&read)).await;
    assert!(!recorded.expect("answered"));
    let kept = billing.invoice(&account, &invoice.id).await;
    assert_eq!(kept.expect("readable").expect("there").attempts, 0);
    assert_eq!(
        billing.due_accounts(NOW.ms()).await.expect("readable"),
        [account]
    );
}

on_postgres_too!(
    invoices_issued_at_once_are_numbered_without_gaps_and_each_thing_is_billed_once,
    an_attempt_is_answered_once_and_what_is_paid_is_unfinished_until_handed_over,
    a_period_that_is_paid_is_nothing_to_hand_over,
    of_two_who_read_the_same_revision_one_writes,
    plans_that_somebody_will_have_are_in_use_too,
);
