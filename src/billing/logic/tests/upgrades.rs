//! Upgrades: the whole difference, at once.

use super::*;

#[tokio::test]
async fn an_upgrade_buys_the_whole_difference_and_keeps_the_anchor() {
    let mut life = Life::beginning(2026, 1, 31).await;
    life.start("starter", Interval::Month, STARTER).await;
    life.days_later(20).await;
    let anchor = life.open().await.anchor;
    assert_eq!(
        upgrade(life.app(), &life.account, PlanKey::new("pro"), 1).await,
        Ok(Settled::Changed),
        "another price was shown"
    );
    assert_eq!(
        upgrade(life.app(), &life.account, PlanKey::new("pro"), 3_000).await,
        Ok(Settled::Done)
    );
    assert_eq!(
        upgrade(life.app(), &life.account, PlanKey::new("pro"), 3_000).await,
        Ok(Settled::Changed),
        "the second click"
    );
    assert_eq!(life.credits().await, (10, 300));
    assert_eq!(life.open().await.anchor, anchor);
    assert!(life.standing().await.unlimited_downloads);
    assert_eq!(
        upgrade(life.app(), &life.account, PlanKey::new("studio"), 5_000).await,
        Ok(Settled::Done)
    );
    assert_eq!(
        life.credits().await,
        (10, 1_000),
        "no more than the dearest plan's, whatever the way there"
    );
    life.periods_later(1).await;
    assert_eq!(life.credits().await, (10, 2_000));
    let brought: Vec<i64> = life
        .app()
        .billing
        .granted_periods(&life.account.id)
        .await
        .expect("readable")
        .iter()
        .map(|period| period.ai.get())
        .collect();
    assert_eq!(brought, [1_000, 1_000]);
}

#[tokio::test]
async fn a_declined_upgrade_changes_nothing_and_may_be_tried_again() {
    let life = Life::beginning(2026, 1, 31).await;
    life.start("starter", Interval::Month, STARTER).await;
    life.next_payment_fails().await;
    assert_eq!(
        upgrade(life.app(), &life.account, PlanKey::new("pro"), 3_000).await,
        Ok(Settled::Declined)
    );
    assert_eq!(life.credits().await, (10, 60));
    assert!(
        !life.standing().await.payment_failed,
        "what is running is paid"
    );
    assert_eq!(
        upgrade(life.app(), &life.account, PlanKey::new("pro"), 3_000).await,
        Ok(Settled::Done)
    );
    assert_eq!(life.credits().await, (10, 300));
}

#[tokio::test]
async fn an_upgrade_drops_no_cancellation() {
    let mut life = Life::beginning(2026, 1, 31).await;
    life.start("starter", Interval::Month, STARTER).await;
    let cancelled = schedule(life.app(), &life.account, Change::Cancel).await;
    assert_eq!(cancelled, Ok(Settled::Done));
    let upgraded = upgrade(life.app(), &life.account, PlanKey::new("pro"), 3_000).await;
    assert_eq!(upgraded, Ok(Settled::Done));
    assert_eq!(life.credits().await, (10, 300));
    life.periods_later(1).await;
    assert_eq!(
        life.credits().await,
        (0, 0),
        "the plan ended as it was told to"
    );
    assert_eq!(life.standing().await.plan_name, None);
}

#[tokio::test]
async fn a_yearly_upgrade_pays_the_remaining_months() {
    let mut life = Life::beginning(2026, 1, 1).await;
    life.start("starter", Interval::Year, 19_000).await;
    life.periods_later(5).await;
    // 7 of 12 months are left, and a year of Pro costs $300 more than a year of Starter.
    assert_eq!(
        upgrade(life.app(), &life.account, PlanKey::new("pro"), 17_500).await,
        Ok(Settled::Done)
    );
    assert_eq!(life.credits().await, (60, 600));
    life.periods_later(1).await;
    assert_eq!(life.credits().await, (60, 900));
}

crate::server::testing::on_postgres_too!(
    an_upgrade_buys_the_whole_difference_and_keeps_the_anchor,
    a_declined_upgrade_changes_nothing_and_may_be_tried_again,
    an_upgrade_drops_no_cancellation,
    a_yearly_upgrade_pays_the_remaining_months,
);
