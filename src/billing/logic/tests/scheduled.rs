//! What waits for the end of a period: a cheaper plan, the end, a pause.

use super::*;

#[tokio::test]
async fn a_downgrade_waits_for_the_end_of_the_period() {
    let mut life = Life::beginning(2026, 1, 31).await;
    life.start("pro", Interval::Month, 4_900).await;
    let down = Change::Switch {
        plan: PlanKey::new("starter"),
        interval: Interval::Month,
    };
    assert_eq!(
        schedule(life.app(), &life.account, down).await,
        Ok(Settled::Done)
    );
    assert!(life.standing().await.unlimited_downloads);
    life.periods_later(1).await;
    let standing = life.standing().await;
    assert_eq!(
        (standing.plan_name.as_deref(), standing.unlimited_downloads),
        (Some("Starter"), false)
    );
    assert_eq!(life.credits().await, (10, 360));
}

#[tokio::test]
async fn cancelling_ends_the_plans_credits_and_no_others() {
    let mut life = Life::beginning(2026, 1, 31).await;
    life.start("starter", Interval::Month, STARTER).await;
    assert!(matches!(life.buys_150().await, Ok(Bought::Paid(_))));
    assert_eq!(
        losses(life.app(), &life.account).await,
        Ok(Losses {
            download: Credits::new(10),
            ai: Credits::new(60)
        })
    );
    assert_eq!(
        schedule(life.app(), &life.account, Change::Cancel).await,
        Ok(Settled::Done)
    );
    assert_eq!(life.credits().await, (10, 210));
    assert_eq!(
        undo_scheduled(life.app(), &life.account).await,
        Ok(Settled::Done)
    );
    assert_eq!(
        schedule(life.app(), &life.account, Change::Cancel).await,
        Ok(Settled::Done)
    );
    life.days_later(27).await;
    assert_eq!(life.credits().await, (10, 210), "the day before");
    life.days_later(2).await;
    assert_eq!(life.credits().await, (0, 150));
    assert_eq!(life.standing().await, Standing::NO_PLAN);
    assert_eq!(life.entries(Reason::PlanEnded).await, 2);
    assert_eq!(
        life.start("starter", Interval::Month, STARTER).await,
        Settled::Done,
        "and may begin anew"
    );
    assert_eq!(life.credits().await, (10, 210));
}

#[tokio::test]
async fn a_pause_expires_nothing_and_resuming_begins_anew() {
    let mut life = Life::beginning(2026, 1, 31).await;
    life.start("pro", Interval::Month, 4_900).await;
    assert_eq!(
        schedule(life.app(), &life.account, Change::Pause).await,
        Ok(Settled::Done)
    );
    life.days_later(90).await;
    assert_eq!(life.credits().await, (0, 300));
    assert!(!life.standing().await.unlimited_downloads);
    assert_eq!(
        resume(life.app(), &life.account, 4_900).await,
        Ok(Settled::Done)
    );
    assert_eq!(life.credits().await, (0, 600));
    assert_eq!(Zone::default().date(life.open().await.anchor), "1 May");
    assert!(life.standing().await.unlimited_downloads);
}

crate::server::testing::on_postgres_too!(
    a_downgrade_waits_for_the_end_of_the_period,
    cancelling_ends_the_plans_credits_and_no_others,
    a_pause_expires_nothing_and_resuming_begins_anew,
);
