//! Several processes on one database: each may act on what it read before another one wrote.

use super::*;
use crate::billing::rules::{Step, Switch};

impl Life {
    /// Whether the failure that was wanted of the next payment is still to come: no payment was asked for since.
    async fn nothing_was_asked_for(&self) -> bool {
        self.buys_150().await == Ok(Bought::Declined)
    }
}

#[tokio::test]
async fn a_period_that_another_process_paid_is_not_charged_again() {
    let mut life = Life::beginning(2026, 1, 31).await;
    life.start("starter", Interval::Month, STARTER).await;
    let now = life.open().await.period(1).start;
    life.to(now).await;
    let stale = life.open().await;
    life.catch_up().await;
    assert_eq!(life.credits().await, (20, 120));
    life.next_payment_fails().await;
    assert_eq!(
        renewals::pay_period(life.app(), stale, now).await,
        Ok(false)
    );
    assert!(life.nothing_was_asked_for().await);
    assert!(!life.standing().await.payment_failed);
}

#[tokio::test]
async fn a_try_that_another_process_saw_declined_is_not_made_again_at_once() {
    let mut life = Life::beginning(2026, 1, 31).await;
    life.start("starter", Interval::Month, STARTER).await;
    let now = life.open().await.period(1).start;
    life.to(now).await;
    let stale = life.open().await;
    life.next_payment_fails().await;
    life.catch_up().await;
    life.next_payment_fails().await;
    assert_eq!(
        renewals::pay_period(life.app(), stale, now).await,
        Ok(false)
    );
    assert!(life.nothing_was_asked_for().await);
    assert_eq!(life.open().await.attempts, 1);
}

#[tokio::test]
async fn an_upgrade_that_two_processes_begin_is_paid_once() {
    let life = Life::beginning(2026, 1, 31).await;
    life.start("starter", Interval::Month, STARTER).await;
    let stale = life.open().await;
    let plan = |key| life.app().catalogue.plan(&PlanKey::new(key));
    let (from, to) = (plan("starter").expect("known"), plan("pro").expect("known"));
    let Switch::Up(upgrade) = Switch::between(&life.app().catalogue, &stale, from, to) else {
        panic!("pro is dearer");
    };
    for _ in 0..2 {
        let paid = changes::pay_upgrade(life.app(), &life.account, &stale, (from, to), upgrade);
        assert_eq!(paid.await, Ok(Settled::Done));
    }
    assert_eq!(life.invoices().await, 2, "the period and one upgrade");
    assert_eq!(life.credits().await, (10, 300));
}

#[tokio::test]
async fn a_period_brings_what_the_plan_brings_that_another_process_changed_to() {
    let mut life = Life::beginning(2026, 1, 1).await;
    life.start("starter", Interval::Year, STARTER * 10).await;
    let stale = life.open().await;
    assert_eq!(
        upgrade(life.app(), &life.account, PlanKey::new("pro"), 30_000).await,
        Ok(Settled::Done)
    );
    let at = stale.period(1).start;
    life.to(at).await;
    let grant = Step::Grant { number: 1, at };
    renewals::run(life.app(), &life.account, stale, grant)
        .await
        .expect("left to the next round");
    life.catch_up().await;
    assert_eq!(life.credits().await, (10, 600));
}

crate::server::testing::on_postgres_too!(
    a_period_that_another_process_paid_is_not_charged_again,
    a_try_that_another_process_saw_declined_is_not_made_again_at_once,
    an_upgrade_that_two_processes_begin_is_paid_once,
    a_period_brings_what_the_plan_brings_that_another_process_changed_to,
);
