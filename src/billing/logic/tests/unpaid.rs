//! Payments of a plan that are declined: nothing is granted, nothing is taken away, and they are made up for.

use super::*;

#[tokio::test]
async fn a_declined_payment_grants_nothing_takes_nothing_and_is_tried_again() {
    let mut life = Life::beginning(2026, 3, 1).await;
    life.start("starter", Interval::Month, STARTER).await;
    life.next_payment_fails().await;
    life.periods_later(1).await;
    assert_eq!(life.credits().await, (10, 60));
    assert!(life.standing().await.payment_failed);
    let reason = decline_of_plan(life.app(), &life.open().await).await;
    assert_eq!(
        reason.expect("readable").as_deref(),
        Some("The test card was declined")
    );
    life.next_payment_fails().await;
    life.days_later(1).await;
    assert_eq!(
        life.credits().await,
        (10, 60),
        "the first retry is declined too"
    );
    life.days_later(1).await;
    assert!(
        life.standing().await.payment_failed,
        "the second retry is on the third day"
    );
    life.days_later(1).await;
    assert!(!life.standing().await.payment_failed);
    assert_eq!(life.credits().await, (20, 120));
}

#[tokio::test]
async fn paying_by_hand_brings_the_missing_credits_once() {
    let mut life = Life::beginning(2026, 3, 1).await;
    life.start("pro", Interval::Month, 4_900).await;
    life.next_payment_fails().await;
    life.periods_later(1).await;
    assert!(
        life.standing().await.unlimited_downloads,
        "nothing is taken away"
    );
    let attempts = life.open().await.attempts;
    assert_eq!(
        pay_now(life.app(), &life.account, attempts).await,
        Ok(Settled::Done)
    );
    assert_eq!(
        pay_now(life.app(), &life.account, attempts).await,
        Ok(Settled::Changed),
        "the same form again"
    );
    assert_eq!(life.credits().await, (0, 600));
}

#[tokio::test]
async fn a_first_payment_that_is_declined_entitles_to_nothing() {
    let life = Life::beginning(2026, 3, 1).await;
    life.next_payment_fails().await;
    assert_eq!(
        life.start("pro", Interval::Month, 4_900).await,
        Settled::Declined
    );
    let standing = life.standing().await;
    assert!(standing.payment_failed && !standing.unlimited_downloads);
    assert_eq!(
        schedule(life.app(), &life.account, Change::Cancel).await,
        Ok(Settled::Done)
    );
    assert_eq!(
        life.standing().await,
        Standing::NO_PLAN,
        "what was never paid ends at once"
    );
}

crate::server::testing::on_postgres_too!(
    a_declined_payment_grants_nothing_takes_nothing_and_is_tried_again,
    paying_by_hand_brings_the_missing_credits_once,
    a_first_payment_that_is_declined_entitles_to_nothing,
);
