//! Periods of a plan as they fall due: what each brings, and that it comes once.

use super::*;

#[tokio::test]
async fn a_new_plan_brings_its_first_credits() {
    let life = Life::beginning(2026, 1, 31).await;
    assert_eq!(
        life.start("starter", Interval::Month, STARTER).await,
        Settled::Done
    );
    assert_eq!(life.credits().await, (10, 60));
    let standing = life.standing().await;
    assert_eq!(standing.plan_name.as_deref(), Some("Starter"));
    assert_eq!(
        standing
            .next_refresh
            .map(|next| (next.date, next.download, next.ai)),
        Some(("28 February".to_owned(), 10, 60))
    );
    assert_eq!(
        life.start("pro", Interval::Month, 4_900).await,
        Settled::Changed,
        "one plan at a time"
    );
    assert_eq!(life.credits().await, (10, 60));
}

#[tokio::test]
async fn nobody_pays_a_price_that_was_not_shown() {
    let life = Life::beginning(2026, 1, 1).await;
    assert_eq!(
        life.start("starter", Interval::Month, 100).await,
        Settled::Changed
    );
    assert_eq!(life.credits().await, (0, 0));
    assert!(life.invoices().await == 0);
}

#[tokio::test]
async fn fourteen_missed_months_are_caught_up_in_order() {
    let mut life = Life::beginning(2026, 1, 31).await;
    life.start("starter", Interval::Month, STARTER).await;
    let open = life.open().await;
    life.to(open.period(14).start).await;
    life.catch_up().await;
    assert_eq!(
        life.credits().await,
        (150, 900),
        "a boundary belongs to the period that begins there"
    );
    let granted = life
        .app()
        .billing
        .granted_periods(&life.account.id)
        .await
        .expect("readable");
    assert_eq!(
        granted
            .iter()
            .map(|period| period.number)
            .collect::<Vec<_>>(),
        (0..15).collect::<Vec<_>>()
    );
    assert!(
        granted.iter().all(
            |period| period.granted_at == open.period(period.number).start || period.number == 0
        )
    );
    let days: Vec<String> = granted
        .iter()
        .skip(1)
        .take(3)
        .map(|period| Zone::default().date(period.granted_at))
        .collect();
    assert_eq!(days, ["28 February", "31 March", "30 April"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn sixteen_at_once_renew_once() {
    let mut life = Life::beginning(2026, 5, 31).await;
    life.start("starter", Interval::Month, STARTER).await;
    let next = life.open().await.period(1).start;
    life.to(next).await;
    let tasks: Vec<_> = (0..16)
        .map(|_| {
            let (app, account) = (life.app().clone(), life.account.clone());
            tokio::spawn(async move { renewals::catch_up_alone(&app, &account).await })
        })
        .collect();
    for task in tasks {
        task.await.expect("no panic").expect("caught up");
    }
    assert_eq!(life.credits().await, (20, 120));
    assert_eq!(life.entries(Reason::PlanGrant).await, 4);
    assert_eq!(life.invoices().await, 2);
}

#[tokio::test]
async fn a_year_is_paid_once_and_grants_monthly() {
    let mut life = Life::beginning(2026, 1, 31).await;
    assert_eq!(
        life.start("starter", Interval::Year, 19_000).await,
        Settled::Done
    );
    assert_eq!(life.credits().await, (10, 60));
    life.periods_later(11).await;
    assert_eq!(life.credits().await, (120, 720));
    assert_eq!(life.invoices().await, 1);
    life.periods_later(1).await;
    assert_eq!(life.credits().await, (130, 780));
    assert_eq!(life.invoices().await, 2);
}

crate::server::testing::on_postgres_too!(
    a_new_plan_brings_its_first_credits,
    nobody_pays_a_price_that_was_not_shown,
    fourteen_missed_months_are_caught_up_in_order,
    sixteen_at_once_renew_once,
    a_year_is_paid_once_and_grants_monthly,
);
