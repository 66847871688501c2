//! The billing life of an account, on a database of its own.

mod declines;
mod processes;
mod reversals;
mod year;

use super::*;
use crate::billing::gateways::NextOutcome;
use crate::billing::rules::{Change, Interval, PlanKey};
use crate::billing::store::InvoiceState;
use crate::server::state::wall_clock_ms;
use crate::server::testing::TestApp;
use crate::ui::date::Zone;
use ::credits::{CivilDate, Credits, Reason, StatementQuery, Timestamp, Wallet, from_civil};
use uuid::Uuid;

const DAY_MS: i64 = 24 * 60 * 60 * 1_000;
const STARTER: i64 = 1_900;

/// An account with a clock, on an application of its own.
struct Life {
    test: TestApp,
    account: Account,
}

impl Life {
    /// Begins at ten o'clock of that day.
    async fn beginning(year: i64, month: u32, day: u32) -> Self {
        let test = TestApp::start().await;
        let account = test.account().await;
        let begins = from_civil(CivilDate { year, month, day }, DAY_MS * 10 / 24);
        let mut life = Self { test, account };
        life.to(begins).await;
        life
    }

    fn app(&self) -> &App {
        &self.test.app
    }

    /// Sets the clock without catching up.
    async fn to(&mut self, at: Timestamp) {
        let ahead = at.ms() - wall_clock_ms();
        // Tests may begin in the past, which people's clocks never do.
        let id = self.account.id;
        let set = format!("UPDATE account SET clock_ahead = {ahead} WHERE id = '{id}'");
        let database = &self.app().database;
        database.run(&set).await.expect("the clock is set");
        self.account.clock_ahead_ms = ahead;
    }

    async fn days_later(&mut self, days: i64) {
        let later = self.account.now().plus_ms(days * DAY_MS);
        self.to(later).await;
        self.catch_up().await;
    }

    async fn periods_later(&mut self, count: i64) {
        let open = self.open().await;
        let start = open.period(open.running(self.account.now()) + count).start;
        self.to(start.plus_ms(1)).await;
        self.catch_up().await;
    }

    async fn catch_up(&self) {
        catch_up(self.app(), &self.account)
            .await
            .expect("caught up");
    }

    async fn open(&self) -> Subscription {
        self.app()
            .billing
            .open_subscription(&self.account.id)
            .await
            .expect("readable")
            .expect("an open subscription")
    }

    async fn start(&self, plan: &str, interval: Interval, cents: i64) -> Settled {
        subscribe(
            self.app(),
            &self.account,
            PlanKey::new(plan),
            interval,
            cents,
        )
        .await
        .expect("answered")
    }

    async fn next_payment_fails(&self) {
        self.app()
            .test_payments
            .set_next(&self.account.id, NextOutcome::Fail)
            .await
            .expect("set");
    }

    /// Download and AI credits that are available.
    async fn credits(&self) -> (i64, i64) {
        let balances = self
            .app()
            .ledger
            .balances(&self.account.id)
            .await
            .expect("readable");
        (
            balances.download.available.get(),
            balances.ai.available.get(),
        )
    }

    async fn entries(&self, reason: Reason) -> usize {
        let query = StatementQuery {
            reason: Some(reason),
            ..StatementQuery::newest(1_000)
        };
        self.app()
            .ledger
            .statement(&self.account.id, query)
            .await
            .expect("readable")
            .len()
    }

    async fn standing(&self) -> Standing {
        standing(self.app(), &self.account).await.expect("answered")
    }
}

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
    assert!(
        life.app()
            .billing
            .invoices(&life.account.id)
            .await
            .expect("readable")
            .is_empty()
    );
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
    assert_eq!(
        life.app()
            .billing
            .invoices(&life.account.id)
            .await
            .expect("readable")
            .len(),
        2
    );
}

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
    assert_eq!(
        life.app()
            .billing
            .invoices(&life.account.id)
            .await
            .expect("readable")
            .len(),
        1
    );
    life.periods_later(1).await;
    assert_eq!(life.credits().await, (130, 780));
    assert_eq!(
        life.app()
            .billing
            .invoices(&life.account.id)
            .await
            .expect("readable")
            .len(),
        2
    );
}

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
    assert!(matches!(
        buy_bundle(
            life.app(),
            &life.account,
            Credits::new(150),
            1_500,
            Uuid::new_v4()
        )
        .await,
        Ok(Bought::Paid(_))
    ));
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

#[tokio::test]
async fn one_form_buys_one_bundle() {
    let life = Life::beginning(2026, 1, 31).await;
    let form = Uuid::new_v4();
    for _ in 0..3 {
        assert!(matches!(
            buy_bundle(life.app(), &life.account, Credits::new(400), 3_600, form).await,
            Ok(Bought::Paid(_))
        ));
    }
    assert_eq!(life.credits().await, (0, 400));
    assert_eq!(
        buy_bundle(
            life.app(),
            &life.account,
            Credits::new(400),
            1,
            Uuid::new_v4()
        )
        .await,
        Ok(Bought::Changed)
    );
    life.next_payment_fails().await;
    assert_eq!(
        buy_bundle(
            life.app(),
            &life.account,
            Credits::new(150),
            1_500,
            Uuid::new_v4()
        )
        .await,
        Ok(Bought::Declined)
    );
    assert_eq!(life.credits().await, (0, 400));
}

#[tokio::test]
async fn a_purchase_that_broke_off_is_finished_by_the_next_round() {
    use crate::billing::store::{NewInvoice, Purpose};
    let life = Life::beginning(2026, 1, 31).await;
    let ai = Credits::new(150);
    let begun = NewInvoice {
        account: life.account.id,
        subscription: None,
        key: "bundle:broken-off".to_owned(),
        purpose: Purpose::Bundle { ai },
        title: "AI bundle, 150".to_owned(),
        amount: Cents::new(1_500),
        issued_at: life.account.now(),
    };
    let begun = life.app().billing.issue(begun).await.expect("issued");
    assert_eq!(begun.state, InvoiceState::Open);
    renewals::catch_up_everybody(life.app())
        .await
        .expect("looked through");
    assert_eq!(life.credits().await, (0, 150));
    renewals::catch_up_everybody(life.app())
        .await
        .expect("looked through");
    let balance = life
        .app()
        .ledger
        .balances(&life.account.id)
        .await
        .expect("readable")
        .of(Wallet::Ai);
    assert_eq!(balance.available.get(), 150);
}

#[tokio::test]
async fn anothers_invoice_is_not_found() {
    let life = Life::beginning(2026, 1, 31).await;
    life.start("starter", Interval::Month, STARTER).await;
    let mine = life
        .app()
        .billing
        .invoices(&life.account.id)
        .await
        .expect("readable")
        .remove(0);
    let other = life.test.account().await;
    assert_eq!(
        life.app()
            .billing
            .invoice(&other.id, &mine.id)
            .await
            .expect("readable"),
        None
    );
}

crate::server::testing::on_postgres_too!(
    a_new_plan_brings_its_first_credits,
    nobody_pays_a_price_that_was_not_shown,
    fourteen_missed_months_are_caught_up_in_order,
    sixteen_at_once_renew_once,
    a_declined_payment_grants_nothing_takes_nothing_and_is_tried_again,
    paying_by_hand_brings_the_missing_credits_once,
    a_first_payment_that_is_declined_entitles_to_nothing,
    a_year_is_paid_once_and_grants_monthly,
    an_upgrade_buys_the_whole_difference_and_keeps_the_anchor,
    a_declined_upgrade_changes_nothing_and_may_be_tried_again,
    an_upgrade_drops_no_cancellation,
    a_yearly_upgrade_pays_the_remaining_months,
    a_downgrade_waits_for_the_end_of_the_period,
    cancelling_ends_the_plans_credits_and_no_others,
    a_pause_expires_nothing_and_resuming_begins_anew,
    one_form_buys_one_bundle,
    a_purchase_that_broke_off_is_finished_by_the_next_round,
    anothers_invoice_is_not_found,
);
